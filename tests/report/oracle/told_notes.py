"""What people said and wrote, and the evacuation drill record: their own numbers, as they typed them."""

from collections.abc import Iterator

from report.oracle.basis import basis
from report.oracle.facts import Facts
from report.oracle.people import CheckIns, accounted, targets
from report.oracle.spelling import clock, span
from report.oracle.told import Cell, Prose, Rows, Told
from report.oracle.told_results import held


def hot_wash(facts: Facts) -> Told:
    """Of a live drill what was said, the exercise first, then by objective; else as the drill file has it."""
    if not facts.record.live:
        said = facts.record.drill.get("hotwash", {})
        return Told([*said.get("went_well", ()), *said.get("to_improve", ())])
    topics = [None, *facts.record.scenario.get("objectives", {})]
    return Told([row["text"] for topic in topics for row in facts.written("hotwash") if row["objective"] == topic])


def observations(facts: Facts) -> Told:
    """By objective, those of none last; within one by when it was seen, which may be before it was written."""
    order = [*facts.record.scenario.get("objectives", {}), None]
    rows: list[tuple[int, int, int, list[Cell]]] = []
    for row in facts.written("observe"):
        seen = row.at if row["observed_at"] is None else row["observed_at"]
        about = ", ".join(filter(None, (row["inject"], row["task"]))) or "-"
        cells: list[Cell] = [row["objective"] or "-", clock(seen), facts.written_at(row), facts.role(row["by"])]
        rows.append((order.index(row["objective"]), seen, row.seq, [*cells, about, row["rating"] or "-", row["text"]]))
    return Told(tables=[[cells for *_, cells in sorted(rows, key=lambda each: each[:3])]])


def whiteboard(facts: Facts) -> Told:
    """Column by column, each line with when it was written."""
    columns = dict.fromkeys(("facts", "assumptions", "actions", "decisions", "questions"))
    lines = facts.written("whiteboard")
    order = [*dict.fromkeys([*columns, *(row["column"] for row in lines)])]
    return Told([f"{row['text']} ({clock(row.at)})" for column in order for row in lines if row["column"] == column])


def before(facts: Facts) -> Told:
    """How many are on shift, as somebody said before StartEx."""
    assert not any(facts.record.said("reach")), "the oracle does not know the reach test"
    said = {row["team"]: row["count"] for row in facts.record.said("on_shift")}
    return Told([", ".join(f"{team} {count}" for team, count in said.items())])


def evacuation(facts: Facts) -> Told:
    """The items, and the times from the alarm on, numbered T0 to T8 as doctrine numbers them."""
    record = facts.record
    sent = ", ".join(f"{each.sent} of {each.team}" for each in accounted(record))
    reports = list(record.of("checked_in"))
    if not sent and not reports:
        return Told()
    left = sum(row["count"] for row in reports if row["status"] in ("out", "assembled", "safe", "need_help"))
    helped = sum(row["count"] for row in reports if row["status"] == "need_help")
    visitors = record.drill.get("on_shift", {}).get("visitors", 0)
    items: Rows = [
        ["conducted by", Prose("")],
        ["date", "not stated" if held(facts) == "no date stated" else held(facts)],
        ["kind", Prose("")],
        ["announced", Prose("")],
        ["notification method", Prose("")],
        ["people sent to check in", sent],
        ["people reported as out or safe", str(left) if left else "not measured"],
        ["special conditions simulated", Prose("")],
        ["people who asked for help", str(helped) if helped else "none reported"],
        ["visitors", str(visitors) if visitors else "not measured"],
        ["weather, exits, wardens, sounders", Prose("")],
    ]
    alarm = facts.failed
    assert alarm is not None, "the oracle knows drills in which something fails"
    return Told(tables=[items, [_time(number, at, how, alarm) for number, (at, how) in enumerate(_times(facts))]])


def _time(number: int, at: int | None, how: str, alarm: int) -> list[Cell]:
    if at is None:
        return [Prose(f"T{number}"), "not measured", "-", "-"]
    after = span(at - alarm) if at >= alarm else f"{span(alarm - at)} before"
    return [Prose(f"T{number}"), clock(at), after, how]


def _times(facts: Facts) -> Iterator[tuple[int | None, str]]:
    record, teams = facts.record, accounted(facts.record)
    yield facts.failed, "by the scenario"
    yield _reported(facts, ("out", "assembled", "safe"), first=True)
    yield _reported(facts, ("out", "assembled", "safe"), first=False)
    yield None, ""
    yield _complete(facts, teams)
    opened = [row.at for row in record.of("site_cleared", "site_opened") if row.at > (facts.failed or 0)]
    yield min(opened, default=None), "by the scenario and what people did"
    yield _reported(facts, ("working",), first=True)
    outages = [out for course in facts.courses.values() for out in course.outages]
    ends = [out.ends for out in outages if out.ends is not None]
    yield max(ends) if ends and len(ends) == len(outages) else None, "reckoned"
    reached = [
        (each, next(x.at for x in record.of("task_started") if x["task"] == each.task)) for each in targets(record)
    ]
    took = [started + each.took for each, started in reached if each.took is not None]
    yield max(took) if took and len(took) == len(reached) else None, "reckoned from the check-ins"


def _reported(facts: Facts, statuses: tuple[str, ...], *, first: bool) -> tuple[int | None, str]:
    rows = [row for row in facts.record.of("checked_in") if row["status"] in statuses]
    if not rows:
        return None, ""
    row = rows[0] if first else rows[-1]
    return row.at, {"scripted": "as scripted"}.get(basis(facts.record, row), basis(facts.record, row))


def _complete(facts: Facts, teams: list[CheckIns]) -> tuple[int | None, str]:
    """When the last of all who were sent was counted; never where anybody is unaccounted for."""
    if any(each.counted < each.sent for each in teams):
        return None, ""
    at = max(next(at for at, total in each.reached if total >= each.sent) for each in teams)
    (row,) = [row for row in facts.record.of("checked_in") if row.at == at][:1]
    return at, {"scripted": "as scripted"}.get(basis(facts.record, row), basis(facts.record, row))
