"""Who checked in, targets for it, who was on duty, and what idle agents cost: rules 12 and 13."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from report.oracle.findings import held
from report.oracle.record import Record
from report.oracle.spelling import seconds, share
from report.oracle.world import World, after_each_second

NOT_COUNTED = {"out", "need_help", "not_on_shift"}


@dataclass(frozen=True)
class CheckIns:
    """Of a team: when it was first sent, how many in all, and how many had been counted when."""

    team: str
    started: int
    sent: int
    reached: list[tuple[int, int]]

    @property
    def counted(self) -> int:
        """At the end."""
        return self.reached[-1][1] if self.reached else 0

    def took(self, part: Fraction) -> int | None:
        """Seconds until a share of those sent was counted."""
        return next((at - self.started for at, total in self.reached if total >= part * self.sent), None)


def accounted(record: Record) -> list[CheckIns]:
    """Each team that was sent on a move that people check in from."""
    found = []
    for team in record.plan["teams"]:
        moves = [row for row in record.of("agents_moved") if row["team"] == team and row["to"]["kind"] == "to_check_in"]
        if moves:
            sent = sum(row["count"] for row in moves if row["why"] == "left")
            found.append(CheckIns(team, moves[0].at, sent, _reached(record, team)))
    return found


def _reached(record: Record, team: str) -> list[tuple[int, int]]:
    total, found = 0, []
    for at, rows in groupby((row for row in record.of("checked_in") if row["team"] == team), key=lambda row: row.at):
        for row in rows:
            assert (row["name"], row["since"]) == (None, None), "the oracle does not know check-ins by name or log"
            total += row["counted"] if row["status"] not in NOT_COUNTED else 0
        found.append((at, total))
    return found


@dataclass(frozen=True)
class Target:
    """A share of those on shift, within so many seconds of the first start of a task."""

    task: str
    share: Fraction
    limit: int
    took: int | None

    @property
    def met(self) -> bool:
        """Within the limit."""
        return self.took is not None and self.took <= self.limit


def targets(record: Record) -> Iterator[Target]:
    """Of each task that was started: how soon the share of its teams on shift was counted."""
    for name, task in record.plan["tasks"].items():
        started = next((row.at for row in record.of("task_started") if row["task"] == name), None)
        if started is None or "target" not in task:
            continue
        teams = [move["team"] for move in task["effect"]["move"]]
        assert len(teams) == 1, "the oracle knows targets of one team"
        counted = next((each for each in accounted(record) if each.team == teams[0]), None)
        on_shift = record.plan["teams"][teams[0]]["count"]
        for part, limit in task["target"].items():
            wanted = share(part) * on_shift
            reached = [] if counted is None else counted.reached
            took = next((at - started for at, total in reached if total >= wanted), None)
            yield Target(name, share(part), seconds(limit), took)


def duty(record: Record) -> list[tuple[str, int, int]]:
    """Person, from, to: as the crew's holder with the handover, or from the first to the last response."""
    rotation = record.plan.get("rotation")
    if rotation is not None:
        return _by_crew(record, seconds(rotation["handover"]))
    acted: dict[str, list[int]] = {}
    simulated = [row for row in record.of(*STAND_IN_ACTS) if row["simulated"]]
    for row in [*(row for row in record.commands if row.kind in RESPONSES), *simulated]:
        person = _holder(record, str(row["by"]), row.at)
        if person is not None:
            acted.setdefault(person, []).append(row.at)
    return [(person, min(acted[person]), max(acted[person])) for person in record.plan["people"] if person in acted]


RESPONSES = {"does", "done", "sends", "approves", "reads", "acknowledges", "seen", "decides", "assigns", "notes"}
"""What a role does (language.md, section 4)."""
STAND_IN_ACTS = ("task_started", "message_sent", "message_approved", "decided")
"""What a stand-in can do, without any command."""


def _holder(record: Record, role: str, at: int) -> str | None:
    holders = [row for row in record.of("role_held") if row["role"] == role and row.at <= at]
    return holders[-1]["person"] if holders else None


def _by_crew(record: Record, handover: int) -> list[tuple[str, int, int]]:
    """While a role is held after the first crew came on, and for the handover more where the next crew ended that."""
    changes = [row.at for row in record.of("crew_came_on")]
    found: list[tuple[str, int, int]] = []
    for person in record.plan["people"]:
        turns = {
            (max(begins, changes[0]), min(ends + handover, record.lasts) if ends in changes else ends)
            for role in record.plan["roles"]
            for holder, begins, ends in held(record, role)
            if holder == person and ends > changes[0]
        }
        found += [(person, *turn) for turn in sorted(turns)]
    return found


@dataclass
class Idle:
    """Agent-seconds of own agents who worked on nothing."""

    at_site: int = 0
    away: int = 0
    on_the_way: int = 0

    @property
    def total(self) -> int:
        """All three."""
        return self.at_site + self.away + self.on_the_way


def idle(record: Record) -> Idle:
    """Where people were, times how long; who works beside more colleagues than needed counts as working."""
    sums, since, now = Idle(), 0, Idle()
    for at, world in after_each_second(record):
        _add(sums, now, at - since)
        since, now = at, _idle(world)
    _add(sums, now, record.lasts - since)
    return sums


def _add(sums: Idle, now: Idle, length: int) -> None:
    sums.at_site += now.at_site * length
    sums.away += now.away * length
    sums.on_the_way += now.on_the_way * length


def _idle(world: World) -> Idle:
    functions = world.record.plan["functions"]
    working = world.working()
    found = Idle()
    for (_, works, (how, _)), number in world.people.items():
        if works is None:
            continue
        found.at_site += number * (how == "at")
        found.away += number * (how in ("away", "accounted"))
        found.on_the_way += number * (how in ("coming", "to_check_in"))
    partners = {partner for partner, _ in world.partners}
    for name in functions:
        own = sum(number for site, number in working[name].items() if site not in partners)
        found.at_site -= min(own, _can_work(world, name, own))
    return found


def _can_work(world: World, function: str, own: int) -> int:
    """None where the function is at nought; who works by a workaround works, however little it lets them do."""
    return own if world.level(function, world.working()) else 0


def partner_seconds(record: Record) -> dict[str, int]:
    """Agent-seconds of partners there for us, until their release or the end."""
    found: dict[str, int] = {}
    for row in record.of("partner_ready"):
        released = (x.at for x in record.of("partner_released") if x["partner"] == row["partner"] and x.at >= row.at)
        length = next(released, record.lasts) - row.at
        found[row["partner"]] = found.get(row["partner"], 0) + length * row["agents"]
    return found
