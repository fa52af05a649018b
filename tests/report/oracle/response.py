"""What people did: incident, expectations, tasks, news, claims, check-ins, partners, decisions, MSEL, roles."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from report.oracle.basis import basis, by_basis
from report.oracle.expected import Expected
from report.oracle.facts import Facts
from report.oracle.findings import asked_for, held, steps, uncovered
from report.oracle.news import deliveries, truth_of_return
from report.oracle.people import CheckIns, accounted, duty, targets
from report.oracle.record import Row
from report.oracle.results import story_clock
from report.oracle.spelling import clock, percent, second, seconds, span, usual
from report.oracle.told import Cell, Prose, Rows, Told

HALF, NINE_IN_TEN = Fraction(1, 2), Fraction(9, 10)
"""The shares of those sent of which the table of check-ins tells when they were reached."""
RELEASED = {"clock": "by the clock", "condition": "its conditions held", "facilitator": "released by hand"}


def incident(facts: Facts) -> Told:
    """When it failed, who was told, when it was declared; modes; the way back of each fired playbook."""
    record = facts.record
    failed = facts.failed
    when: Rows = [
        ["first failure in the scenario", clock(failed), "-"],
        ["somebody was told of it", clock(facts.told), _after(failed, facts.told)],
        ["emergency declared", clock(facts.declared), _after(failed, facts.declared)],
    ]
    changes = [("normal", 0), *((row["mode"], row.at) for row in record.of("mode_changed")), ("", record.lasts)]
    modes: Rows = [
        [mode, clock(begins), clock(ends), span(ends - begins)] for (mode, begins), (_, ends) in pairwise(changes)
    ]
    return Told(list(_ways_back(facts)), [when, modes])


def _after(failed: int | None, at: int | None) -> str:
    if failed is None or at is None:
        return "-"
    return span(at - failed) if at >= failed else f"{span(failed - at)} before it"


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
    return Told([f"{len(rows)} expectations: {counts}" if rows else ""], by_basis(rows))


def _expected(facts: Facts, each: Expected) -> list[Cell]:
    late = span(each.late) if each.late else "-"
    done = None if each.done is None else each.done.at
    return [each.name, facts.role(each.by), each.source, clock(each.due), clock(done), late, each.result]


def tasks(facts: Facts) -> Told:
    """Every start, in order; how long it took, by whose word."""
    record = facts.record
    started = list(record.of("task_started"))
    rows = [(basis(record, row), _task(facts, row)) for row in started]
    rest = [name for name in record.plan["tasks"] if name not in {row["task"] for row in started}]
    texts = [f"Never started: {', '.join(rest)}" if rest else ""]
    return Told(texts, by_basis(rows), [list(_planned(facts))], list(_drawn(facts)))


def _drawn(facts: Facts) -> Iterator[str]:
    """How many tasks were called for, how many of them were started, and how often any was; how late which was."""
    tasks = facts.record.plan["tasks"]
    called = [name for name in tasks if _called_for(facts, name) is not None]
    starts = [row["task"] for row in facts.record.of("task_started")]
    yield f"{len(called)} {len(set(called) & set(starts))} {len(starts)}"
    for each in facts.expectations:
        yield span(each.late)
    for name in called:
        yield span(usual(tasks[name].get("takes")))


def _end(facts: Facts, started: Row) -> Row | None:
    return next((row for row in facts.record.of("task_done") if row["run"] == started["run"]), None)


def _task(facts: Facts, row: Row) -> list[Cell]:
    said, estimated = _took(facts, row)
    do = facts.record.plan["tasks"][row["task"]]["do"]
    return [row["task"], facts.role(row["by"]), clock(row.at), said, estimated, do]


def _took(facts: Facts, row: Row) -> tuple[str, str]:
    """As somebody said, and by the usual time of the plan: one of them is a dash."""
    end = _end(facts, row)
    if end is None:
        return ("not done", "-") if row["ends"] is None else ("-", "not done")
    if row["ends"] == row.at:
        return "-", "at once"
    by_itself = end["estimated"] or row["ends"] == end.at
    return ("-", span(end.at - row.at)) if by_itself else (span(end.at - row.at), "-")


def _planned(facts: Facts) -> Iterator[list[Cell]]:
    """The figure's rows by time: each start, what was called for and never started, waits; with what was planned."""
    record = facts.record
    called = {name: _called_for(facts, name) for name in record.plan["tasks"]}
    rows: list[tuple[int, list[Cell]]] = []
    seen: set[str] = set()
    for row in record.of("task_started"):
        rows.append((row.at, _figure_row(facts, row["task"], row, {} if row["task"] in seen else called)))
        seen.add(row["task"])
    for name, at in called.items():
        if at is not None and name not in seen:
            rows.append((at, _figure_row(facts, name, None, called)))
    for begins, ends in _waits(facts):
        wait: list[Cell] = [Prose(""), "-", "-", "-", clock(begins), clock(ends), span(ends - begins), "-", Prose("")]
        rows.append((begins, wait))
    return (cells for _, cells in sorted(rows, key=lambda each: each[0]))


def _figure_row(facts: Facts, task: str, row: Row | None, called: dict[str, int | None]) -> list[Cell]:
    """`called` is empty for a start after the first: that had been called for once."""
    wanted = called.get(task)
    plan = None if wanted is None else _plan(facts, task, called)
    end = None if row is None else _end(facts, row)
    return [
        task,
        facts.role(row["by"] if row else facts.record.plan["tasks"][task]["by"]),
        clock(wanted),
        "-" if plan is None else f"{clock(plan[0])} to {clock(plan[1])}",
        "never" if row is None else clock(row.at),
        "never" if end is None else clock(end.at),
        Prose("" if row is None else " ".join(_took(facts, row))),
        "-" if row is None else basis(facts.record, row),
        Prose(""),
    ]


def _waits(facts: Facts) -> Iterator[tuple[int, int]]:
    """Stretches after a task's end until what it had called or sent brought a function back.

    Of each function its longest outage: where partners who were ready, or people who came, ended it.
    """
    for name, course in facts.courses.items():
        worst = max(course.outages, key=lambda out: out.length, default=None)
        if worst is None or worst.ends is None:
            continue
        came = [row for row in facts.record.of("partner_ready", "agents_moved") if row.at == worst.ends]
        for row in [row for row in came if name in (row["function"], row["to_works"])][-1:]:
            end = _end(facts, _sent_by(facts, row))
            if end is not None and end.at < row.at:
                yield end.at, row.at


def _sent_by(facts: Facts, came: Row) -> Row:
    """The last start of a task that calls this partner or moves this team."""
    plan = facts.record.plan["tasks"]
    starts = [
        row
        for row in facts.record.of("task_started")
        if row.at <= came.at
        and (
            came["partner"] in plan[row["task"]].get("effect", {}).get("activate", ())
            or came["team"] in [move["team"] for move in plan[row["task"]].get("effect", {}).get("move", ())]
        )
    ]
    return starts[-1]


def _called_for(facts: Facts, task: str) -> int | None:
    """The first second at which a fired playbook (its `do`) or an inject asked for it."""
    record = facts.record
    asked = [
        row.at for row in record.of("playbook_fired") if task in steps(record.plan["playbooks"][row["playbook"]], "do")
    ]
    for row in record.of("inject_released"):
        if any(each.get("task") == task for each in record.injects[row["inject"]].get("expect", ())):
            asked.append(row.at)
    return min(asked, default=None)


def _plan(facts: Facts, task: str, called: dict[str, int | None]) -> tuple[int, int] | None:
    """From when it was called for, or the tasks before it were to be done, for its usual time."""
    begins = called[task]
    if begins is None:
        return None
    body = facts.record.plan["tasks"][task]
    before = [plan[1] for each in body.get("after", ()) if (plan := _plan(facts, each, called)) is not None]
    begins = max([begins, *before])
    return begins, begins + usual(body.get("takes"))


def news(facts: Facts) -> Told:
    """Updates due, silences, the first word to each audience."""
    record = facts.record
    due: list[tuple[str, list[Cell]]] = [
        (
            basis(record, each.delivered),
            [
                each.audience,
                clock(each.due),
                clock(each.delivered.at if each.delivered else None),
                span(each.late) if each.late else "-",
                each.result,
            ],
        )
        for each in facts.updates
    ]
    first = [_first_word(facts, audience) for audience in record.plan["audiences"]]
    figure: list[Rows] = [[[*row, "-" if how == "never" else how] for how, row in due]] if due else []
    texts = [*_silences(facts), _gap(facts)]
    counts = [
        f"{len(results)} {results.count('on time')} {results.count('late')} {results.count('never')}"
        for audience in facts.silences
        for results in [[each.result for each in facts.updates if each.audience == audience]]
    ]
    return Told(texts, [*by_basis(due), *by_basis(first)], figure, counts)


def _silences(facts: Facts) -> Iterator[str]:
    for audience, rule in facts.record.plan.get("updates", {}).items():
        every = f", then every {span(seconds(rule['every']))}" if "every" in rule else ""
        longest = f"; {span(facts.silences[audience])}" if audience in facts.silences else ""
        yield f"{audience} within {span(seconds(rule['first']))}{every}{longest}"


def _first_word(facts: Facts, audience: str) -> tuple[str, list[Cell]]:
    first = next(iter(deliveries(facts.record, audience)), None)
    if first is None:
        return "never", [audience, "-", "-", "-"]
    return basis(facts.record, first), [audience, clock(first.at), first["message"], _after(facts.failed, first.at)]


def _gap(facts: Facts) -> str:
    staff, customers = (deliveries(facts.record, audience)[:1] for audience in ("staff", "customers"))
    if not staff or not customers or staff[0].at == customers[0].at:
        return ""
    return f"heard {span(abs(customers[0].at - staff[0].at))} before"


def claims(facts: Facts) -> Told:
    """What messages said, against the scenario and the outage of the most urgent function."""
    rows = []
    for row in facts.record.of("claim_made"):
        how = basis(facts.record, row)
        rows += [(how, [clock(row.at), *cells]) for cells in _claims(facts, row)]
    return Told(tables=by_basis(rows))


def _claims(facts: Facts, row: Row) -> Iterator[list[Cell]]:
    truth = facts.record.scenario.get("truth", {})
    if row["cause"] is not None:
        yield ["cause", row["cause"], truth.get("cause", "not known"), "not judged", "-"]
    if row["fault"] is not None:
        yield ["fault", row["fault"], truth["fault"], "yes" if row["fault"] == truth["fault"] else "no", "-"]
    if (said := row["restored_by"]) is not None:
        back = truth_of_return(facts.courses, row.at)
        if back is None:
            yield ["restored by", clock(said), "not known", "not judged", "-"]
        else:
            off = f"{span(back - said)} too early" if said < back else span(said - back)
            yield ["restored by", clock(said), clock(back), "yes" if said >= back else "no", off]


def check_ins(facts: Facts) -> Told:
    """How many of those sent were counted, and when."""
    teams = accounted(facts.record)
    if not teams:
        return Told()
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
    said = [", ".join(f"{number} {status}" for status, number in sorted(each.statuses.items())) for each in teams]
    heads = f"{percent(HALF)} {percent(NINE_IN_TEN)}"
    drawn = f"{heads} 0% 0 100% " + " ".join(
        f"{each.counted} of {each.sent} {each.sent // 2} {each.sent * 9 // 10}" for each in teams
    )
    return Told([heads, *said], [counted, *([judged] if judged else [])], [figure], [drawn])


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


def messages(facts: Facts) -> Told:
    """What reached whom, what did not, how long approval took, what texts left open."""
    record = facts.record
    reached = [
        (basis(record, x), [clock(x.at), x["message"], x["audience"], ", ".join(x["channels"])])
        for x in deliveries(record)
    ]
    lost = [
        (basis(record, x), [clock(x.at), x["message"], x["audience"], x["why"]])
        for x in record.of("message_undelivered")
    ]
    return Told([], [*by_basis(reached), *by_basis(lost), *by_basis(list(_approvals(facts)))])


def _approvals(facts: Facts) -> Iterator[tuple[str, list[Cell]]]:
    order = ("measured", "scripted", "simulated", "estimated", "-", "never")
    for sent in facts.record.of("message_sent"):
        if sent["waits"]:
            approved = next(
                (x for x in facts.record.of("message_approved") if x["message"] == sent["message"] and x.at >= sent.at),
                None,
            )
            ends = facts.record.lasts if approved is None else approved.at
            both = basis(facts.record, sent), basis(facts.record, approved)
            cells: list[Cell] = [sent["message"], clock(sent.at), clock(approved.at if approved else None)]
            yield max(both, key=order.index), [*cells, span(ends - sent.at)]


def msel(facts: Facts) -> Told:
    """Each inject as planned and as it came, in the order of the file; then those that were made up."""
    return Told(tables=[[_inject(facts, number, name) for number, name in enumerate(facts.record.injects, 1)]])


def _inject(facts: Facts, number: int, name: str) -> list[Cell]:
    record, body = facts.record, facts.record.injects[name]
    made_up = next((row.at for row in record.of("inject_improvised") if row["inject"]["id"] == name), None)
    came = next((row for row in record.of("inject_released") if row["inject"] == name), None)
    planned = record.planned(name)
    at = None if came is None else came.at
    return [
        str(number),
        name,
        Prose(_when(body)) if made_up is None else f"improvised {clock(made_up)}",
        clock(at),
        "-" if at is None else story_clock(facts, at),
        _against(planned, at),
        RELEASED[came["how"]] if came else Prose(_fate(facts, name)),
        body.get("kind", "event"),
        body.get("from") or "-",
        ", ".join(facts.role(role) for role in body.get("tell") or ()) or "nobody",
        body.get("via") or "-",
        Prose(" ".join(f"{clock(row.at)}" for row in _readers(facts, name))),
        Prose("; ".join(span(seconds(x["within"])) if "within" in x else "" for x in body.get("expect") or ())),
    ]


def _when(body: dict[str, object]) -> str:
    """Its clock, or its conditions as they are written."""
    if "at" in body:
        return "" if body["at"] == "held" else clock(second(str(body["at"])))
    conditions = body["if"] if isinstance(body["if"], list) else [body["if"]]
    return re.sub(r"\d\w*[smhd]\b", lambda found: span(seconds(found[0])), " ".join(map(str, conditions)))


def _against(planned: int | None, came: int | None) -> str:
    if planned is None or came is None:
        return "-"
    if planned == came:
        return "as planned"
    return f"{span(came - planned)} later" if came > planned else f"{span(planned - came)} earlier"


def _fate(facts: Facts, name: str) -> str:
    """The last thing that was done with an inject that never came."""
    rows = [row for row in facts.record.of("inject_skipped", "inject_deferred") if row["inject"] == name]
    if not rows:
        return ""
    to = "" if rows[-1]["to"] is None else clock(rows[-1]["to"])
    return f"{clock(rows[-1].at)} {rows[-1]['because'] or to}"


def _readers(facts: Facts, name: str) -> Iterator[Row]:
    rows = facts.record.of("inject_opened", "inject_acknowledged", "decided")
    return (row for row in rows if row["inject"] == name)


def roles(facts: Facts) -> Told:
    """Who held each role, when nobody did, who was on duty."""
    record = facts.record
    holders: Rows = []
    figure: Rows = []
    for role in record.plan["roles"]:
        for person, begins, ends in held(record, role):
            who = _holder(facts, role, person)
            figure.append(["role", facts.role(role), who, clock(begins), clock(ends), span(ends - begins)])
            if person is not None:
                holders.append([facts.role(role), who, clock(begins), clock(ends)])
    empty = [
        f"{facts.role(role)} from {clock(begins)} to {clock(ends)}, {span(ends - begins)}"
        for role in record.plan["roles"]
        for begins, ends in uncovered(record, role)
    ]
    on_duty: Rows = []
    for person, begins, ends in duty(record):
        cells = [_position(facts, person), clock(begins), clock(ends), span(ends - begins)]
        on_duty.append(list(cells))
        figure.append(["on duty", cells[0], "on duty", *cells[1:]])
    rotation = record.plan.get("rotation")
    limits = _limits(facts)
    handover = f"stays {span(seconds(rotation['handover']))}" if rotation else ""
    return Told([*empty, handover, *limits], [holders, *([on_duty] if on_duty else [])], [figure], _sums(facts))


def _holder(facts: Facts, role: str, person: str | None) -> str:
    body = facts.record.plan["roles"][role]
    if person is None:
        return "uncovered"
    return "its holder" if person == body["holder"] else f"its alternate {body['alternates'].index(person) + 1}"


def _position(facts: Facts, person: str) -> str:
    roles = facts.record.plan["roles"]
    holds = [facts.role(role) for role, body in roles.items() if body["holder"] == person]
    stands_in = [
        f"{facts.role(role)} alternate {body['alternates'].index(person) + 1}"
        for role, body in roles.items()
        if person in body.get("alternates", ())
    ]
    return ", ".join(holds or stands_in)


def _limits(facts: Facts) -> list[str]:
    """Nobody of the drills that the oracle knows was on duty for too long, or rested too little."""
    rotation = facts.record.plan.get("rotation")
    if rotation is not None:
        stretches: dict[str, list[tuple[int, int]]] = {}
        for person, begins, ends in duty(facts.record):
            stretches.setdefault(person, []).append((begins, ends))
        longest, shortest = seconds(rotation["max_on"]), seconds(rotation["min_rest"])
        for turns in stretches.values():
            assert all(ends - begins - seconds(rotation["handover"]) <= longest for begins, ends in turns)
            assert all(after - before >= shortest for (_, before), (after, _) in pairwise(turns))
    return []


def _sums(facts: Facts) -> list[str]:
    """Beside each row of the drawing: time on duty in all, and the rests between."""
    found: dict[str, list[tuple[int, int]]] = {}
    for person, begins, ends in duty(facts.record):
        found.setdefault(person, []).append((begins, ends))
    sums = [span(sum(ends - begins for begins, ends in turns)) for turns in found.values()]
    rests = [span(after - before) for turns in found.values() for (_, before), (after, _) in pairwise(turns)]
    plan, record = facts.record.plan["roles"], facts.record
    throughout = sum(len(list(held(record, role))) == 1 for role in plan)
    return [*sums, *rests, f"{len(plan)} roles, {throughout} of them held by one, {len(found)} on duty"]
