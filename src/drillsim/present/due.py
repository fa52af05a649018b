"""What is due: everything that these roles have a clock running for, the next first."""

from collections.abc import Iterator
from dataclasses import dataclass

from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import clock, countdown, line
from drillsim.session.view import View

COLUMNS = (Column(7), Column(10), Column(), Column(12, right=True))
SOON = 10 * 60  # seconds: what is due so soon is said in the tone of a warning

NEWS = "news:"
TASK = "task:"
ASKED = "asked:"
GIVEN = "given:"
FUNCTION = "function:"
PERIOD = "period:"
"""What the key of a row begins with."""


@dataclass(frozen=True, slots=True)
class _Due:
    key: str
    at: int
    what: str


def due(view: View, now: int) -> Table:
    """What matters in these hours; news to send, tasks, what was asked, RTOs and the limits of what is put aside."""
    found = sorted(_all(view), key=lambda each: each.at)
    late = sum(each.at < now for each in found)
    title = f"What is due: {late} overdue" if late else "What is due"
    rows = (*_periods(view, now), *(_row(each, now) for each in found))
    return Table(title, COLUMNS, rows, "enter see to it", "Nothing has a deadline now.", "bad" if late else "plain")


def _all(view: View) -> Iterator[_Due]:
    for update in view.updates:
        yield _Due(f"{NEWS}{update.audience}", update.due, f"news to {update.audience}, {update.by or 'anybody'}")
    for task in view.tasks:
        if task.due is not None and task.done is None:
            yield _Due(f"{TASK}{task.id}", task.due, line(task.do))
    for index, asked in enumerate(view.asked):
        if asked.due is not None and asked.done is None:
            yield _Due(f"{ASKED}{index}", asked.due, f"for {asked.by}: {line(asked.what)}")
    for index, given in enumerate(view.given):
        if given.due is not None and given.done is None and given.to not in view.roles:
            yield _Due(f"{GIVEN}{index}", given.due, f"from {given.to}: {line(given.what)}")
    for function in view.functions:
        if function.rto_due is not None:
            yield _Due(f"{FUNCTION}{function.id}", function.rto_due, f"RTO of {line(function.name)}")
        if function.aside_until is not None:
            yield _Due(f"{FUNCTION}{function.id}", function.aside_until, f"put aside: {line(function.name)}")


def _periods(view: View, now: int) -> Iterator[Row]:
    """What matters in these hours."""
    for period in view.periods:
        text = f"{period.playbook}, hours {period.hours}: {line(period.says)}"
        cells = Cell("PERIOD", "strong"), Cell(f"to {clock(period.ends)}", "dim"), Cell(text, "strong")
        yield Row(f"{PERIOD}{period.playbook}", (*cells, Cell(countdown(period.ends, now), "dim")))


def _row(each: _Due, now: int) -> Row:
    left = each.at - now
    tone: Tone = "bad" if left < 0 else "warn" if left <= SOON else "plain"
    word = Cell("OVERDUE" if left < 0 else "DUE", tone)
    at = Cell(f"at {clock(each.at)}", "dim")
    return Row(each.key, (word, at, Cell(each.what), Cell(countdown(each.at, now), tone)))
