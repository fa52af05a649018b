"""Customers: what came of every contact, the queue over time, and what people's steps changed."""

from collections.abc import Iterator, Mapping, Sequence

from drillsim.analysis.queues.queue import Queue
from drillsim.analysis.queues.steps import Step
from drillsim.analysis.words import span
from drillsim.contacts.tally import BUCKET_S, Interval
from drillsim.model.spelling import MINUTE, write_clock
from drillsim.report import chart
from drillsim.report.document import Section, Signs
from drillsim.report.facts import Facts
from drillsim.report.figures.contacts import contacts as figures
from drillsim.report.making import bullets, section, table
from drillsim.report.marks import named
from drillsim.report.service_level import begun_in_vain, waiting
from drillsim.report.text import clock, code, padded, percent

_LABEL = 26  # columns; with the cells of a chart a row has fewer than 80
LATER = 30 * MINUTE
"""Seconds after a step at which its effect is looked at."""
Courses = Mapping[str, Sequence[Interval]]
"""What happened in each interval, by function."""


def customers_section(facts: Facts) -> Section | None:
    """Simulated contact by contact; nobody is there where the plan says nothing of contacts."""
    if not facts.lasts or not facts.reckoned.queues.of:
        return None
    courses = {name: queue.tally.course for name, queue in facts.reckoned.queues.of.items()}
    steps = list(_steps(facts, courses))
    return section(
        "customers",
        "Customers (simulated, contact by contact)",
        f"Who came, and with what, is drawn by chance, the same for the same seed ({facts.outcome['seed']}), whatever"
        " people decided. Who gave up and called again counts again. At StartEx nobody is in a queue or in hand.",
        table(
            "Contacts",
            ("function", "channel", "offered", "answered", "abandoned", "dropped", "deflected", "waiting"),
            _rows(facts),
        ),
        table(
            "ServiceLevels",
            ("how fast: function", "service level", "goal", "longest wait", "longest queue", "at"),
            _speed(facts),
        ),
        figures(facts),
        bullets(_again(facts)),
        Signs(tuple(_chart(facts, courses)), _how(facts)),
        table(
            "Steps",
            ("step at", "function", "what people did", "agents", "waiting then", f"longest queue {span(LATER)} later"),
            steps,
        ),
    )


def _again(facts: Facts) -> Iterator[str]:
    """Why the figure's intervals may count more answers than the table."""
    for name, queue in facts.reckoned.queues.of.items():
        if begun := begun_in_vain(queue):
            yield f"{facts.labels.function(name)}: {begun}; the intervals of the figure still count them as answered."


def _how(facts: Facts) -> str:
    return (
        f"Each sign stands for {span(chart.cell(facts.lasts))} and shows the longest queue in it, against the longest"
        f" of all: {named('.')} is nobody, {named('█')} seven eighths of it and more."
    )


def _rows(facts: Facts) -> Iterator[tuple[str, ...]]:
    for name, queue in facts.reckoned.queues.of.items():
        tally = queue.tally
        numbers = (tally.offered, tally.answered, tally.abandoned, tally.dropped, tally.deflected, tally.waiting)
        yield facts.labels.function(name), queue.contacts.channel, *map(str, numbers)


def _speed(facts: Facts) -> Iterator[tuple[str, ...]]:
    for name, queue in facts.reckoned.queues.of.items():
        tally, goal = queue.tally, queue.contacts.answer
        found = "-" if goal is None else _level(queue, goal.within)
        wanted = "-" if goal is None else percent(goal.share)
        most = (str(tally.peak), clock(int(tally.peak_at))) if tally.peak else ("0", "-")
        yield facts.labels.function(name), found, wanted, span(int(queue.longest_wait)), *most


def _level(queue: Queue, within: int) -> str:
    """With what the share is of: whoever still waits and not yet longer than the goal is not judged.

    No share where it would be above that of those who were answered: then who still waits is told.
    """
    level = queue.service_level
    if level is None:
        return "; ".join(
            part for part in ("none answered" + " yet" * bool(queue.tally.waiting), waiting(queue)) if part
        )
    judged = f"{queue.tally.within_target} of {queue.settled}"
    if queue.is_partial:
        return f"{judged} that can be judged in {span(within)}; {waiting(queue)}"
    return f"{percent(level)} in {span(within)} ({judged})"


def _chart(facts: Facts, courses: Courses) -> Iterator[str]:
    yield padded("", _LABEL + 2) + chart.axis(write_clock(0), write_clock(facts.lasts), facts.lasts)
    for name, queue in facts.reckoned.queues.of.items():
        body, most = facts.plan.functions[name], queue.tally.peak
        longest = [_longest(courses[name], begins, ends) for begins, ends in chart.cells(facts.lasts)]
        label = padded(chart.label(body.name or name, _LABEL), _LABEL)
        yield f"{label}  {chart.parts(each / most if most else 0 for each in longest)}"


def _longest(course: Sequence[Interval], begins: int, ends: int) -> int:
    first, last = begins // int(BUCKET_S), max(begins, ends - 1) // int(BUCKET_S)
    return max((interval.longest_queue for interval in course[first : last + 1]), default=0)


def _steps(facts: Facts, courses: Courses) -> Iterator[tuple[str, ...]]:
    found = [(step, name) for name, steps in facts.reckoned.queues.steps.items() for step in steps]
    for step, name in sorted(found, key=lambda each: each[0].at):
        then = step.at + LATER
        later = str(_longest(courses[name], then, then + 1)) if then < facts.lasts else "-"
        agents = f"{step.more:+d}" if step.more else "the same"
        yield clock(step.at), facts.labels.function(name), _what(step), agents, str(step.waiting), later


def _what(step: Step) -> str:
    name = code(step.doing.id)
    return {"task": name, "partner": f"{name} ready", "team": f"{name} came"}[step.doing.by]
