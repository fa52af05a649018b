"""Tasks as planned and as they were done, one above the other, with the path that decided when service was back."""

from collections.abc import Iterator, Mapping

from drillsim.analysis.critical_path import CriticalPath, Link
from drillsim.analysis.planned import Planned
from drillsim.analysis.words import listed, span
from drillsim.model.spelling import write_clock
from drillsim.report.basis import Basis
from drillsim.report.document import Figure, Table
from drillsim.report.drawing import Box, Dot, Drawing, Line, Pattern, Shape, Words
from drillsim.report.facts import Facts
from drillsim.report.figures import rests
from drillsim.report.figures.frame import SMALL, TEXT, WIDTH, Clock, Sample, fitted, legend, right_of, shown
from drillsim.report.figures.task_rows import Chart, Row, Run, letter
from drillsim.report.marks import named
from drillsim.report.text import clock, times

MOST_ROWS = 500
"""Of the table."""

_LEFT = 216.0
_ROW = 31.0
_PATTERNS: Mapping[Basis, Pattern] = {
    "measured": "solid",
    "scripted": "hatched",
    "simulated": "dotted",
    "estimated": "open",
}
"""What the start of a bar rests on."""


def tasks(facts: Facts) -> list[Figure]:
    """The open bar above is the task as planned: from when an inject or a playbook called for it, after the tasks that
    it comes after, for its usual time. The bar below is what was done; its pattern says what its start rests on.

    A frame marks the critical path of each function that was out: read backwards from the second at which its worst
    outage ended, what brought it back, the wait for it, the task behind it, and of the tasks before that the one done
    last. Where nothing brought it back: the quickest way that a playbook which fired offers.
    """
    chart = Chart(facts)
    if not facts.lasts or not chart.rows:
        return []
    left_out = len(chart.rows) - len(chart.drawn)
    rows = list(_cells(chart))
    return [
        Figure(
            "tasks",
            "Tasks: planned and done",
            " ".join(_said(chart, left_out, max(0, len(rows) - MOST_ROWS))),
            _drawing(chart),
            Table(
                ("task", "role", "called for", "planned", "started", "done", "length", "rests on", "critical path of"),
                tuple(rows[:MOST_ROWS]),
                "FigureTasks",
            ),
        )
    ]


def _said(chart: Chart, left_out: int, beyond: int) -> Iterator[str]:
    started = {run.task for run in chart.runs}
    never = [name for name in chart.planned if name not in started]
    called = times(len(chart.planned), "task was called for", "tasks were called for")
    starts = times(len(chart.runs), "start", "starts")
    yield f"{called}, {len(chart.planned) - len(never)} of them started; {starts} in all."
    if never:
        more = f" and {len(never) - 5} more" if len(never) > 5 else ""
        yield f"Called for and never started: {', '.join(never[:5])}{more}."
    for path in list(chart.paths.values())[:4]:
        yield _path_said(chart.facts, path)
    if chart.paths:
        yield (
            "A critical path is read backwards from the second at which the worst outage ended: what brought the"
            " function back, the wait for it, its task, and of the tasks before it the one done last."
        )
    if left_out:
        yield f"{times(left_out, 'row is', 'rows are')} not drawn: those on a critical path and called for come first."
    if beyond:
        yield f"{times(beyond, 'row is', 'rows are')} not in the table."


def _path_said(facts: Facts, path: CriticalPath) -> str:
    label = shown(facts.labels.function(path.function))
    links = listed(f"{_link(link)} ({span(link.ends - link.begins)})" for link in path.links)
    if path.walked and path.outage.ends is not None:
        return f"{label} was back at {write_clock(path.outage.ends)} by {links}."
    return f"{label} was not brought back; its playbook offers {links}."


def _link(link: Link) -> str:
    match link.kind:
        case "task":
            return link.id
        case "partner":
            return f"waiting for {link.id}"
        case "team":
            return f"waiting for {link.id} to come"
        case "effect":
            return f"waiting for what {link.id} brings"


def _cells(chart: Chart) -> Iterator[tuple[str, ...]]:
    for row in chart.rows:
        paths = ", ".join(chart.facts.labels.function(name) for name in row.paths) or "-"
        if row.wait is not None:
            times_ = (clock(row.wait.begins), clock(row.wait.ends), span(row.wait.ends - row.wait.begins))
            yield f"wait: {_link(row.wait)}", "-", "-", "-", *times_, "-", paths
            continue
        plan, run = row.plan, row.run
        as_planned = f"{clock(plan.begins)} to {clock(plan.ends)}" if plan else "-"
        role = chart.facts.labels.role(run.by if run else chart.facts.plan.tasks[row.task].by)
        yield (
            named(row.task),
            role,
            clock(plan.called) if plan else "-",
            as_planned,
            clock(run.begins) if run else "never",
            (clock(run.done) if run.done is not None else "not done") if run else "never",
            _length(run),
            (run.basis or "-") if run else "-",
            paths,
        )


def _length(run: Run | None) -> str:
    if run is None or run.done is None:
        return "-"
    if run.done == run.begins:
        return "at once"
    return span(run.done - run.begins) + (" said done" if run.said else " usual time")


def _drawing(chart: Chart) -> Drawing:
    time = Clock(chart.facts.lasts, _LEFT)
    top, bottom = 4.0, 4 + len(chart.drawn) * _ROW
    shapes: list[Shape] = list(time.grid(top, bottom))
    for place, row in enumerate(chart.drawn):
        shapes += _row(chart, row, time, top + place * _ROW)
    shapes += time.axis(bottom + 2)
    below, high = legend(list(_samples(chart)), bottom + 28)
    return Drawing(WIDTH, bottom + 28 + high, (*shapes, *below))


def _row(chart: Chart, row: Row, time: Clock, y: float) -> Iterator[Shape]:
    yield Line(((0, y), (WIDTH - 12, y)), "grid", 0.7)
    yield from _label(chart, row, y)
    if row.paths:
        yield from _frame(row, time, y)
    if row.wait is not None:
        yield Line(((time.x(row.begins), y + 20), (time.x(row.ends), y + 20)), "ink", 2, dashed=True)
        words = f"wait {span(row.ends - row.begins)}"
        yield right_of(words, max(time.x(row.ends), time.x(row.begins) + 8) + 4, y + 23.5)
        return
    if row.plan is not None:
        yield from _planned(row.plan, time, y)
    yield from _done(row, time, y)


def _label(chart: Chart, row: Row, y: float) -> Iterator[Shape]:
    labels = chart.facts.labels
    if row.wait is not None:
        yield Words(10, y + 13, fitted(_wait_label(chart, row.wait), _LEFT - 20, SMALL), "ink", "start", SMALL)
    else:
        body = chart.facts.plan.tasks[row.task]
        yield Words(2, y + 13, fitted(shown(labels.text(body.do)), _LEFT - 10, TEXT), "ink", "start", TEXT)
        role = shown(labels.role(row.run.by if row.run else body.by))
        yield Words(2, y + 25.5, fitted(role, 100 if row.paths else _LEFT - 10, SMALL), "quiet", "start", SMALL)
    if row.paths:
        kind = "critical path" if any(chart.paths[name].walked for name in row.paths) else "way offered"
        words = f"{kind} {chart.letters(row)}".strip()
        yield Words(_LEFT - 8, y + 25.5, words, "ink", "end", SMALL, bold=True)


def _wait_label(chart: Chart, link: Link) -> str:
    plan = chart.facts.plan
    match link.kind:
        case "partner":
            site = plan.sites.get(link.id)
            return f"… until {shown(chart.facts.labels.text(site.name if site and site.name else link.id))} is ready"
        case "team":
            team = plan.teams.get(link.id)
            return f"… until {shown(chart.facts.labels.text(team.name if team and team.name else link.id))} come"
        case "task" | "effect":
            return "… until it takes effect"


def _frame(row: Row, time: Clock, y: float) -> Iterator[Shape]:
    """About what was done or waited for, or about what was only planned."""
    x, until = time.x(row.begins) - 3, time.x(row.ends) + 3
    top, high = (y + 13, 14) if row.run or row.wait else (y + 2.5, 11)
    yield Box(x, top, max(6.0, until - x), high, "ink", "open", 2)


def _planned(plan: Planned, time: Clock, y: float) -> Iterator[Shape]:
    x = time.x(plan.begins)
    yield Box(x, y + 4, max(3.0, time.x(plan.ends) - x), 7, "quiet", "open", 1)
    if plan.due is not None and plan.due <= time.lasts:
        yield Line(((time.x(plan.due), y + 2), (time.x(plan.due), y + 13)), "limit", 2)


def _done(row: Row, time: Clock, y: float) -> Iterator[Shape]:
    run = row.run
    if run is None:
        yield right_of("never started", time.x(row.begins), y + 24, "bad")
        return
    x, ends = time.x(run.begins), time.x(time.lasts if run.done is None else run.done)
    late = row.plan is not None and row.plan.due is not None and (run.done is None or run.done > row.plan.due)
    if run.done == run.begins:
        yield Dot(x, y + 20, "first", "square", 4)
    else:
        yield Box(x, y + 15.5, max(2.5, ends - x), 9, "first", _PATTERNS[run.basis or "scripted"], 1.2)
    yield _beside(row, run, max(ends, x + 5) + (4 if row.paths else 0), y + 23.5, late=late)


def _beside(row: Row, run: Run, x: float, y: float, *, late: bool) -> Words:
    if run.done is None:
        return right_of("not done", x, y, "bad")
    due = row.plan.due if row.plan else None
    words = "at once" if run.done == run.begins else span(run.done - run.begins)
    words += " said done" if run.said else ""
    if late and due is not None:
        words += f", late by {span(run.done - due)}"
    return right_of(words, x, y, "bad" if late else "ink")


def _samples(chart: Chart) -> Iterator[Sample]:
    yield (Box(0, 2, 18, 7, "quiet", "open"),), "planned, at its usual time"
    used = {row.run.basis or "scripted" for row in chart.drawn if row.run}
    for basis, meaning in rests.words(chart.facts).items():
        if basis in used:
            yield (Box(0, 0, 18, 10, "first", _PATTERNS[basis], 1.2),), f"done: {meaning}"
    if any(row.run and row.run.done == row.run.begins for row in chart.drawn):
        yield (Dot(9, 5, "first", "square", 4),), "done at once"
    if any(row.plan and row.plan.due is not None for row in chart.drawn):
        yield (Line(((9, -1), (9, 11)), "limit", 2),), "to be done by"
    if any(row.wait for row in chart.drawn):
        yield (Line(((0, 5), (18, 5)), "ink", 2, dashed=True),), "wait"
    yield from _path_samples(chart)


def _path_samples(chart: Chart) -> Iterator[Sample]:
    """The functions of the paths, with their letters where there are several."""
    names = [shown(chart.facts.labels.function(name)) for name in chart.paths]
    frame = (Box(0, 0, 18, 10, "ink", "open", 2),)
    if len(names) == 1:
        yield frame, f"critical path of {fitted(names[0], 300, SMALL)}"
    elif names:
        yield frame, "critical path, by function"
        yield from (((), f"{letter(place)}: {fitted(name, 180, SMALL)}") for place, name in enumerate(names[:6]))
