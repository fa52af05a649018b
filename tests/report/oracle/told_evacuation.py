"""What a reader is told of how people took cover, left, and were counted: items, and times from the alarm on."""

from collections.abc import Iterable, Iterator

from report.oracle.basis import basis
from report.oracle.facts import Facts
from report.oracle.muster import heads
from report.oracle.people import accounted, targets
from report.oracle.record import Row
from report.oracle.safety import safety_tasks
from report.oracle.spelling import clock, span
from report.oracle.told import Cell, Prose, Rows, Told
from report.oracle.told_results import held

NOT_MEASURED = "not measured"
OUT = ("out", "assembled", "safe")
Time = tuple[str, int | None, str]
"""What it is, its second, and how that is known."""


def evacuation(facts: Facts) -> Told:
    """Where people were sent, reported, or did what the plan has for their lives."""
    if not any((accounted(facts.record), list(facts.record.of("checked_in")), list(_done(facts)))):
        return Told()
    known = list(_times(facts))
    alarm = known[0][1]
    return Told(tables=[_items(facts), [_time(*each, alarm) for each in known]])


def _items(facts: Facts) -> Rows:
    record, teams = facts.record, heads(facts.record)
    reports = list(record.of("checked_in"))
    left = sum(row["count"] for row in reports if row["status"] in (*OUT, "need_help"))
    helped = sum(row["count"] for row in reports if row["status"] == "need_help")
    visitors = record.drill.get("on_shift", {}).get("visitors", 0)
    absent = [(x.absent, x.team) for x in teams if x.called and x.absent]
    none_of_both: Rows = [["absent, so neither", _each(absent)]] if absent else []
    return [
        ["conducted by", Prose("")],
        ["date", "not stated" if held(facts) == "no date stated" else held(facts)],
        ["kind", Prose("")],
        ["announced", Prose("")],
        ["notification method", Prose("")],
        ["people sent to check in", _each((x.sent, x.team) for x in accounted(record))],
        ["head count to reach", _each((x.head, x.team) for x in teams)],
        ["accounted for", _each((x.counted, x.team) for x in teams)],
        ["not accounted for", _each((x.missing, x.team) for x in teams)],
        *none_of_both,
        ["people reported as out or safe", str(left or NOT_MEASURED)],
        ["special conditions simulated", ", ".join(facts.hazards)],
        ["people who asked for help", str(helped or "none reported")],
        ["visitors", str(visitors or NOT_MEASURED)],
        ["weather, exits, wardens, sounders", Prose("")],
    ]


def _each(counts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{number} of {team}" for number, team in counts) or NOT_MEASURED


def _time(name: str, at: int | None, how: str, alarm: int | None) -> list[Cell]:
    if at is None:
        return [name, NOT_MEASURED, "-", "-"]
    if alarm is None:
        return [name, clock(at), "-", how]
    return [name, clock(at), span(at - alarm) if at >= alarm else f"{span(alarm - at)} before", how]


def _times(facts: Facts) -> Iterator[Time]:
    """T0 to T8 as doctrine numbers them; between T4 and T5 what the plan has for the lives of people."""
    record = facts.record
    alarm, how = _alarm(facts)
    yield "T0 alarm", alarm, how
    yield "T1 first person out", *_reported(facts, OUT, first=True)
    yield "T2 last person out", *_reported(facts, OUT, first=False)
    yield "T3 wardens report their sweeps clear", None, ""
    yield "T4 head count complete", *_complete(facts)
    for row in _done(facts):
        do = facts.told_as(record.plan["tasks"][row["task"]]["do"])
        yield f"“{do}” said to be done", row.at, _how(facts, row)
    opened = [row.at for row in record.of("site_cleared", "site_opened") if row.at > (alarm or 0)]
    yield "T5 all clear", min(opened, default=None), "by the scenario and what people did"
    yield "T6 first person at work again", *_reported(facts, ("working",), first=True)
    outages = [out for course in facts.courses.values() for out in course.outages]
    ends = [out.ends for out in outages if out.ends is not None]
    back = max(ends) if ends and len(ends) == len(outages) else None
    yield "T7 every function that was out is back at its MBCO", back, "reckoned"
    yield "T8 the last target reached", _last_target(facts), "reckoned from the check-ins"


def _alarm(facts: Facts) -> tuple[int | None, str]:
    """The first failure; where nothing fails the first time that people were told, or sent to check in."""
    if facts.failed is not None:
        return facts.failed, "by the scenario"
    came = [row for row in facts.record.of("inject_released") if facts.record.injects[row["inject"]].get("tell")]
    told = [(row.at, "by the scenario") for row in came[:1]]
    sent = [(each.started, "as people were sent") for each in accounted(facts.record)]
    return min([*told, *sent], key=lambda each: each[0], default=(None, ""))


def _done(facts: Facts) -> Iterator[Row]:
    """The first end of each task for the lives of people."""
    ended: set[str] = set()
    for row in facts.record.of("task_done"):
        if row["task"] in safety_tasks(facts) - ended:
            ended.add(row["task"])
            yield row


def _reported(facts: Facts, statuses: tuple[str, ...], *, first: bool) -> tuple[int | None, str]:
    rows = [row for row in facts.record.of("checked_in") if row["status"] in statuses]
    if not rows:
        return None, ""
    row = rows[0] if first else rows[-1]
    return row.at, _how(facts, row)


def _how(facts: Facts, row: Row) -> str:
    return {"scripted": "as scripted"}.get(basis(facts.record, row), basis(facts.record, row))


def _complete(facts: Facts) -> tuple[int | None, str]:
    """When the last of all who were sent was counted; never where anybody is unaccounted for."""
    teams = accounted(facts.record)
    if not teams or any(each.counted < each.sent for each in teams):
        return None, ""
    at = max(next(at for at, total in each.reached if total >= each.sent) for each in teams)
    return at, _how(facts, next(row for row in facts.record.of("checked_in") if row.at == at))


def _last_target(facts: Facts) -> int | None:
    starts = facts.record.of("task_started")
    began = {row["task"]: row.at for row in reversed(list(starts))}
    judged = list(targets(facts.record))
    reached = [began[each.task] + each.took for each in judged if each.took is not None]
    return max(reached) if reached and len(reached) == len(judged) else None
