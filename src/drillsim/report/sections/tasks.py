"""Tasks: when they were started and how long they took."""

from collections.abc import Iterator

from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.basis import Row, grouped
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.figures.tasks import tasks as figures
from drillsim.report.making import section
from drillsim.report.text import clock, code, codes

_HEADS = ("task", "role", "started", "took (said done)", "took (usual time)", "what")


def tasks_section(facts: Facts) -> Section | None:
    """Grouped by what the start rests on; lengths that somebody ended and usual times are apart."""
    blocks = grouped(facts.captions, "Tasks", _HEADS, list(_rows(facts)))
    started = {act.event.task for act in facts.acts if isinstance(act.event, e.TaskStarted)}
    rest = [name for name in facts.plan.tasks if name not in started]
    return section(
        "tasks", "Tasks", figures(facts), blocks or "Started: none.", f"Never started: {codes(rest)}." if rest else ""
    )


def _rows(facts: Facts) -> Iterator[Row]:
    done = {act.event.run: act.event for act in facts.acts if isinstance(act.event, e.TaskDone)}
    for act in facts.acts:
        match act.event:
            case e.TaskStarted(at, task, run, by) as start:
                what = facts.labels.text(facts.plan.tasks[task].do)
                took = _took(start, done.get(run))
                yield Row((code(task), facts.labels.role(by), clock(at), *took, what), act.basis)
            case _:
                pass  # only runs of tasks are rows here


def _took(start: e.TaskStarted, end: e.TaskDone | None) -> tuple[str, str]:
    """(said done, usual time): one of them is a dash. A stand-in's time is the usual time."""
    if end is None:
        return ("not done", "-") if start.ends is None else ("-", "not done")
    length = span(end.at - start.at)
    if start.ends == start.at:
        return "-", "at once"
    by_itself = end.estimated or (start.ends is not None and start.ends == end.at)
    return ("-", length) if by_itself else (length, "-")
