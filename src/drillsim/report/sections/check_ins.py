"""People who were sent somewhere and reported: how many, how soon, who is missing; and the targets for it."""

from collections import Counter
from collections.abc import Iterator

from drillsim.analysis.check_ins import counted, reached_at
from drillsim.analysis.shape import CheckInRow
from drillsim.analysis.words import span
from drillsim.model.drill import STATUSES
from drillsim.record import events as e
from drillsim.record.roll import since
from drillsim.report.document import Block, Para, Section, Table
from drillsim.report.facts import Facts
from drillsim.report.figures.check_ins import check_ins as figures
from drillsim.report.making import bullets, section, table
from drillsim.report.text import clock, code, percent, plain

_SHARES = (0.5, 0.9)
_OF_TARGETS = "A target counts from the first start of its task, of those on shift then."
_OF_TIMES = (
    "Times are from the first start of the task that sent the team. People out of the building, in need of"
    " help or not on shift are reported below and not counted."
)
_MIXED = (
    "Some check-ins are people's and some the script's, so these times are no measure; single ones stand"
    " in the timeline."
)


def check_ins_section(facts: Facts) -> Section | None:
    """Counts, never names."""
    found = facts.outcome["check_ins"]
    if not found and not facts.outcome["targets"] and not _reports(facts):
        return None
    return section(
        "check_ins",
        "Check-ins and targets",
        figures(facts),
        _counted(facts),
        bullets(_statuses(facts)),
        table("Stages", ("team", "stage", "first report", "last report"), _stages(facts)),
        table("Targets", ("target: task", "share there", "within", "took", "result"), _targets(facts)),
        _OF_TARGETS if facts.outcome["targets"] else "",
    )


def _counted(facts: Facts) -> Iterator[Block]:
    heads = ("team", "sent", "first", "50%", "90%", "last", "counted", "not counted", "surplus")
    rows = list(_rows(facts))
    if rows:
        bases = {act.basis for act in facts.acts if isinstance(act.event, e.CheckedIn) and act.basis is not None}
        said = [facts.captions[basis] for basis in bases] if len(bases) < 2 else [_MIXED]
        yield from (Para(text, "caption") for text in said)
        yield Table(heads, tuple(rows), "CheckIns")
        yield Para(_OF_TIMES, "note")


def _rows(facts: Facts) -> Iterator[tuple[str, ...]]:
    for team, row in facts.outcome["check_ins"].items():
        total = counted(row)
        yield (
            code(team),
            str(row["expected"]),
            _after(row, row["reached"][0][0] if row["reached"] else None),
            *(_after(row, reached_at(row, share)) for share in _SHARES),
            _after(row, row["reached"][-1][0] if row["reached"] else None),
            str(total),
            str(max(0, row["expected"] - total)),
            str(row["surplus"]),
        )


def _after(row: CheckInRow, second: int | None) -> str:
    return "never" if second is None else span(second - row["started"])


def _statuses(facts: Facts) -> Iterator[str]:
    """As reported: each name once, by its latest status; numbers added up, so that whoever reports twice is twice."""
    counts: dict[str, Counter[str]] = {}
    for team, reports in _reports(facts).items():
        latest = {event.name: event.status for event in sorted(reports, key=since) if event.name is not None}
        counts[team] = Counter(latest.values())
        for event in reports:
            counts[team][event.status] += event.count if event.name is None else 0
    for team, statuses in counts.items():
        found = sorted((status, number) for status, number in statuses.items() if number)
        said = ", ".join(f"{number} {plain(status.replace('_', ' '))}" for status, number in found)
        yield f"{code(team)} reported: {said}."


def _stages(facts: Facts) -> Iterator[tuple[str, ...]]:
    """When people of a team first and last reported each status, where they reported more than one."""
    for team, reports in _reports(facts).items():
        for status in STATUSES if len({event.status for event in reports}) > 1 else ():
            seconds = sorted(since(event) for event in reports if event.status == status)
            if seconds:
                yield code(team), plain(status.replace("_", " ")), clock(seconds[0]), clock(seconds[-1])


def _reports(facts: Facts) -> dict[str, list[e.CheckedIn]]:
    found: dict[str, list[e.CheckedIn]] = {}
    for act in facts.acts:
        if isinstance(act.event, e.CheckedIn):
            found.setdefault(act.event.team, []).append(act.event)
    return found


def _targets(facts: Facts) -> Iterator[tuple[str, ...]]:
    for row in facts.outcome["targets"]:
        took = "never" if row["took"] is None else span(row["took"])
        yield code(row["task"]), percent(row["share"]), span(row["limit"]), took, row["result"]
