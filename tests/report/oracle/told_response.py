"""What a reader is told of the incident, of what was expected, of check-ins, partners and decisions."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from report.oracle.basis import basis, by_basis
from report.oracle.expected import Expected
from report.oracle.facts import Facts
from report.oracle.findings import asked_for, steps
from report.oracle.people import CheckIns, accounted, targets
from report.oracle.record import Row
from report.oracle.spelling import after, clock, percent, span
from report.oracle.told import Cell, Prose, Rows, Told

STATUSES = ("out", "assembled", "safe", "working", "cannot_work", "need_help", "not_on_shift")
"""In the order in which their table tells of them."""
HALF, NINE_IN_TEN = Fraction(1, 2), Fraction(9, 10)
"""The shares of those sent of which the table of check-ins tells when they were reached."""


def incident(facts: Facts) -> Told:
    """When it failed, who was told, when it was declared; modes; the way back of each fired playbook."""
    record = facts.record
    failed = facts.failed
    when: Rows = [
        ["first failure in the scenario", clock(failed), "-"],
        ["somebody was told of it", clock(facts.told), after(failed, facts.told)],
        ["emergency declared", clock(facts.declared), after(failed, facts.declared)],
    ]
    changes = [("normal", 0), *((row["mode"], row.at) for row in record.of("mode_changed")), ("", record.lasts)]
    modes: Rows = [
        [mode, clock(begins), clock(ends), span(ends - begins)] for (mode, begins), (_, ends) in pairwise(changes)
    ]
    return Told(list(_ways_back(facts)), [when, modes])


def _ways_back(facts: Facts) -> Iterator[str]:
    record = facts.record
    for fired in record.of("playbook_fired"):
        tasks = steps(record.plan["playbooks"][fired["playbook"]], "resume")
        done = {task: next((x.at for x in record.of("task_done") if x["task"] == task), None) for task in tasks}
        yield " ".join(f"{task} {'' if at is None else clock(at)}" for task, at in done.items())


def expectations(facts: Facts) -> Told:
    """A table for each kind of time."""
    rows = [(basis(facts.record, each.done), _expected(facts, each)) for each in facts.expectations]
    results = [each.result for each in facts.expectations]
    kinds = ("on time", "late", "never", "too early", "not observed")
    counts = ", ".join(f"{results.count(kind)} {kind}" for kind in kinds if kind in results)
    later = [[*_expected(facts, each)[:-1], "not due"] for each in facts.asked if not facts.came_due(each)]
    tables = [*by_basis(rows), *([later] if later else [])]
    return Told([f"{len(rows)} expectations: {counts}" if rows else ""], tables)


def _expected(facts: Facts, each: Expected) -> list[Cell]:
    late = span(each.late) if each.late else "-"
    done = None if each.done is None else each.done.at
    return [each.name, facts.role(each.by), each.source, clock(each.due), clock(done), late, each.result]


def check_ins(facts: Facts) -> Told:
    """How many of those sent were counted, and when."""
    teams = accounted(facts.record)
    said, stages = _reported(facts)
    if not teams:
        return Told(said, [stages] if stages else [])
    counted: Rows = [_counted(each) for each in teams]
    judged: Rows = [
        [
            x.task,
            percent(x.share),
            span(x.limit),
            "never" if x.took is None else span(x.took),
            "met" if x.met else "missed",
        ]
        for x in targets(facts.record)
    ]
    figure: Rows = [
        [each.team, clock(at), str(total), percent(Fraction(total, each.sent))]
        for each in teams
        for at, total in each.reached
    ]
    heads = f"{percent(HALF)} {percent(NINE_IN_TEN)}"
    drawn = f"{heads} 0% 0 100% " + " ".join(
        f"{each.counted} of {each.sent} {each.sent // 2} {each.sent * 9 // 10}" for each in teams
    )
    tables = [counted, *([stages] if stages else []), *([judged] if judged else [])]
    return Told([heads, *said], tables, [figure], [drawn])


def _reported(facts: Facts) -> tuple[list[str], Rows]:
    """Of each team that anybody heard of how many reported what; and since when, until when, where that differed."""
    teams: dict[str, dict[str, list[Row]]] = {}
    for row in facts.record.of("checked_in"):
        teams.setdefault(row["team"], {}).setdefault(row["status"], []).append(row)
    said = [f"{team}: {', '.join(_counts(of))}" for team, of in teams.items()]
    stages: Rows = [
        [team, status.replace("_", " "), clock(of[status][0].at), clock(of[status][-1].at)]
        for team, of in teams.items()
        for status in sorted(of, key=STATUSES.index)
        if len(of) > 1
    ]
    return said, stages


def _counts(statuses: dict[str, list[Row]]) -> Iterator[str]:
    for status, rows in sorted(statuses.items()):
        yield f"{sum(row['count'] for row in rows)} {status}"


def _counted(each: CheckIns) -> list[Cell]:
    first = each.reached[0][0] - each.started if each.reached else None
    last = each.reached[-1][0] - each.started if each.reached else None
    times = [first, each.took(HALF), each.took(NINE_IN_TEN), last]
    took = ["never" if length is None else span(length) for length in times]
    return [each.team, str(each.sent), *took, str(each.counted), str(max(0, each.sent - each.counted)), "0"]


def partners(facts: Facts) -> Told:
    """From the end of the call to agents who are ready."""
    record = facts.record
    rows: Rows = []
    for row in record.of("partner_activated"):
        partner = row["partner"]
        released = next((x.at for x in record.of("partner_released") if x["partner"] == partner), None)
        ready = next((x.at for x in record.of("partner_ready") if x["partner"] == partner and x.at >= row.at), None)
        seats = record.plan["sites"][partner].get("seats")
        rows.append(
            [
                partner,
                facts.function(row["function"]),
                clock(row.at),
                str(row["promised"]),
                "no limit" if seats is None else str(seats),
                str(min(row["promised"], seats or row["promised"])),
                clock(ready),
                "-" if ready is None else span(ready - row.at),
                clock(released),
            ]
        )
    return Told(tables=[rows])


def decisions(facts: Facts) -> Told:
    """What was decided in words, and starts of tasks that have an effect."""
    record = facts.record
    rows = []
    for row in record.of("decided", "task_started"):
        if row.kind == "decided":
            cells = _decided(facts, row)
        elif "effect" in record.plan["tasks"][row["task"]]:
            cells = _began(facts, row)
        else:
            continue
        rows.append((basis(record, row), [clock(row.at), facts.role(row["by"]), *cells]))
    return Told(tables=by_basis(rows))


def _decided(facts: Facts, row: Row) -> list[Cell]:
    knowing = ", ".join(row["knowing"]) or _known(facts, row)
    options = " ".join(row["options"])
    what = " ".join(filter(None, (row["inject"], row["choice"], "" if row["what"] == row["choice"] else row["what"])))
    return [Prose(what), Prose(f"{row['because'] or ''} {options}"), knowing, Prose("")]


def _began(facts: Facts, row: Row) -> list[Cell]:
    task = facts.record.plan["tasks"][row["task"]]
    asked = asked_for(facts.record, row["task"], row.at)
    return [
        f"starts {row['task']}: {task['do']}",
        f"asked for by {', '.join(asked)}" if asked else "not said",
        _known(facts, row),
        Prose("; ".join(_came_of(facts, row))),
    ]


def _known(facts: Facts, row: Row) -> str:
    told = [
        x["inject"]
        for x in facts.record.of("inject_released")
        if x.at <= row.at and row["by"] in facts.record.injects[x["inject"]].get("tell", ())
    ]
    return ", ".join(told) or "nothing was told to this role by then"


def _came_of(facts: Facts, row: Row) -> Iterator[str]:
    """Its end, the partners and modes that it brought."""
    effect = facts.record.plan["tasks"][row["task"]]["effect"]
    for event in facts.record.of("task_done", "mode_changed", "partner_ready"):
        if event.kind == "task_done" and event["run"] == row["run"]:
            yield f"done {clock(event.at)}, after {span(event.at - row.at)}"
        elif event.kind == "mode_changed" and event["task"] == row["task"] and event.at >= row.at:
            yield f"mode {event['mode']} from {clock(event.at)}"
        elif event.kind == "partner_ready" and event.at >= row.at and event["partner"] in effect.get("activate", {}):
            yield f"{event['agents']} agents ready {clock(event.at)}"
