"""What a reader is told of tasks: started, done, how long, by whose word; and when the plan had them."""

from collections.abc import Iterator

from report.oracle.basis import basis, by_basis
from report.oracle.facts import Facts
from report.oracle.findings import steps
from report.oracle.record import Row
from report.oracle.spelling import clock, span, usual
from report.oracle.told import Cell, Prose, Told


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
        clock(end.at) if end else "not done" if row else "never",
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
