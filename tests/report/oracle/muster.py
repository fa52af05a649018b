"""The head count of each team that was sent to check in, or of which anybody reported."""

from collections import Counter
from dataclasses import dataclass

from report.oracle.people import NOT_COUNTED
from report.oracle.record import Record, Row
from report.oracle.world import at_second

UNDER_WAY = {"coming", "to_check_in", "away"}
"""Who left and was not counted yet."""


@dataclass(frozen=True)
class Heads:
    """Of one team, at the end. `called`: it was sent to check in. `missing`: nobody knows where they are."""

    team: str
    called: bool
    head: int
    counted: int
    missing: int
    helped: int
    absent: int


def heads(record: Record) -> list[Heads]:
    """In the order of the plan."""
    assert not any(row["team"] == "visitors" for row in record.of("checked_in")), "the oracle does not know visitors"
    return [
        _heads(record, team, called, reports)
        for team in record.plan["teams"]
        for called in [_called(record, team)]
        for reports in [[row for row in record.of("checked_in") if row["team"] == team]]
        if called is not None or reports
    ]


def unheard(record: Record) -> dict[str, int]:
    """People of a site that was closed or lost, by team, that nobody sent anywhere and nobody heard of."""
    gone = {row["site"] or row["place"] for row in record.of("site_closed", "place_lost")}
    known = {each.team for each in heads(record)}
    sites = {name for name, site in record.plan["sites"].items() if gone & {name, site.get("area")}}
    assert not any("also_here" in record.plan["sites"][site] for site in sites), "the oracle does not know visitors"
    there = [name for name, body in record.plan["teams"].items() if body["at"] in sites and name not in known]
    return {name: number for name in there if (number := on_shift(record, name))}


def on_shift(record: Record, team: str) -> int:
    """At StartEx: as somebody said then, else as the drill has it, else as the plan does."""
    said = {row["team"]: row["count"] for row in record.said("on_shift")}
    planned = record.drill.get("on_shift", {}).get(team, record.plan["teams"][team]["count"])
    return int(said.get(team, planned))


def _called(record: Record, team: str) -> Row | None:
    """The first start of a task that sends it to check in."""
    for row in record.of("task_started"):
        for move in record.plan["tasks"][row["task"]].get("effect", {}).get("move", ()):
            if move["team"] == team and move.get("arrive") == "check_in":
                return row
    return None


def _heads(record: Record, team: str, called: Row | None, reports: list[Row]) -> Heads:
    """Of those under way the ones who asked for help are known, and the ones outside are told as outside."""
    said: Counter[str] = Counter()
    counted = outside = 0
    head = on_shift(record, team)
    for row in reports:
        assert (row["name"], row["since"]) == (None, None), "the oracle does not know check-ins by name or log"
        said[row["status"]] += row["count"]
        outside += row["count"] * (row["status"] == "out")
        if row["status"] in NOT_COUNTED or (called is not None and row.seq < called.seq):
            continue
        new = min(row["count"], head - counted) if called is None else row["counted"]
        counted, outside = counted + new, max(0, outside - new)
    head -= said["not_on_shift"]
    if called is None:
        missing = head - counted - said["need_help"]
    else:
        known = said["need_help"] + outside + said["not_on_shift"]
        missing = outside + max(0, _where(record, team, UNDER_WAY) - known)
    return Heads(
        team=team,
        called=called is not None,
        head=head,
        counted=min(head, counted),
        missing=max(0, missing),
        helped=said["need_help"],
        absent=_where(record, team, {"absent"}),
    )


def _where(record: Record, team: str, kinds: set[str]) -> int:
    """How many of a team are at the end in such a place."""
    people = at_second(record, record.lasts).people
    return sum(number for (of, _, (how, _)), number in people.items() if of == team and how in kinds)
