"""When each audience was to hear from us, and when it did."""

from collections.abc import Iterator, Sequence

from drillsim.analysis.updates import Due, heard, longest_silences
from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.basis import Basis
from drillsim.report.document import Figure, Table
from drillsim.report.drawing import Box, Dot, Drawing, Line, Shape, Words
from drillsim.report.facts import Facts
from drillsim.report.figures import rests
from drillsim.report.figures.frame import (
    SMALL,
    TEXT,
    WIDTH,
    Clock,
    Sample,
    extent,
    fitted,
    label_over,
    legend,
    shown,
    within,
)
from drillsim.report.marks import named
from drillsim.report.text import clock, times

MOST = 12
"""Audiences in the picture."""
MOST_MARKS = 200
"""Updates due, and deliveries, that are drawn of all audiences."""
MOST_ROWS = 500
"""Of the table."""

_LEFT = 128.0
_ROW = 58.0


def updates(facts: Facts) -> list[Figure]:
    """Of each audience a strip: an upright mark where an update was due, a round one where word came in time.

    A square one came late, with a hatched stretch from the due second to it; beneath, the longest silence.
    """
    audiences = [name for name in facts.plan.updates if name in facts.outcome["silence"]]
    if not facts.lasts or not audiences:
        return []
    rows = tuple(_rows(facts))
    return [
        Figure(
            "updates",
            "Updates to each audience: due and delivered",
            " ".join(_said(facts, audiences, len(rows))),
            _drawing(facts, audiences[:MOST]),
            Table(("audience", "due", "delivered", "late by", "result", "rests on"), rows[:MOST_ROWS], "FigureUpdates"),
        )
    ]


def _said(facts: Facts, audiences: Sequence[str], rows: int) -> Iterator[str]:
    for audience in audiences[:MOST]:
        dues = _dues(facts, audience)
        silence = facts.outcome["silence"][audience]
        late, never = (sum(due.result == each for due in dues) for each in ("late", "never"))
        yield (
            f"{audience}: {times(len(dues), 'update', 'updates')} due, {len(dues) - late - never} on time, {late} late,"
            f" {never} never; longest silence {span(silence)}."
        )
    if kinds := _kinds(facts):
        yield f"{kinds.capitalize()}."
    if len(audiences) > MOST:
        yield f"{times(len(audiences) - MOST, 'more audience is', 'more audiences are')} not drawn."
    most = _most(audiences[:MOST])
    if any(len(_dues(facts, name)) > most or len(_heard(facts, name)) > most for name in audiences):
        yield f"Of each audience the first {most} are drawn."
    if rows > MOST_ROWS:
        yield f"The table has the first {MOST_ROWS} of {rows}."


def _most(audiences: Sequence[str]) -> int:
    """How many updates due, and deliveries, are drawn of one audience."""
    return MOST_MARKS // len(audiences)


def _dues(facts: Facts, audience: str) -> list[Due]:
    return [due for due in facts.updates if due.audience == audience]


def _heard(facts: Facts, audience: str) -> list[int]:
    return sorted(set(heard(facts.history, audience)))


def _kinds(facts: Facts) -> str:
    bases = _bases(facts)
    return rests.said(facts, (bases.get((due.audience, due.delivered)) for due in facts.updates))


def _bases(facts: Facts) -> dict[tuple[str, int | None], Basis | None]:
    """What each delivery rests on, by audience and second: the first of that second."""
    return {
        (act.event.audience, act.event.at): act.basis
        for act in reversed(facts.acts)
        if isinstance(act.event, e.MessageDelivered)
    }


def _rows(facts: Facts) -> Iterator[tuple[str, ...]]:
    bases = _bases(facts)
    for due in facts.updates:
        late, result = span(due.late_by) if due.late_by else "-", due.result.replace("_", " ")
        basis = bases.get((due.audience, due.delivered)) or "-"
        yield named(due.audience), clock(due.due), clock(due.delivered), late, result, basis


def _drawing(facts: Facts, audiences: Sequence[str]) -> Drawing:
    time, bottom = Clock(facts.lasts, _LEFT), 4 + len(audiences) * _ROW
    shapes: list[Shape] = list(time.grid(4, bottom))
    for place, audience in enumerate(audiences):
        shapes += _strip(facts, audience, time, 4 + place * _ROW, _most(audiences))
    shapes += time.axis(bottom + 2)
    below, high = legend(list(_samples(facts)), bottom + 28)
    return Drawing(WIDTH, bottom + 28 + high, (*shapes, *below))


def _strip(facts: Facts, audience: str, time: Clock, y: float, most: int) -> Iterator[Shape]:
    end = facts.reckoned.milestones.ended
    until = facts.lasts if end is None else end
    origin = facts.reckoned.milestones.origin(facts.plan.updates[audience])
    middle, dues = y + 24, _dues(facts, audience)[:most]
    yield Line(((0, y), (WIDTH - 12, y)), "grid", 0.7)
    yield Words(2, middle - 2, fitted(shown(audience), _LEFT - 8, TEXT), "ink", "start", TEXT)
    yield Words(2, middle + 12, _every(facts, audience), "quiet", "start", SMALL)
    yield Line(((time.x(origin or 0), middle), (time.x(until), middle)), "ink", 1.2)
    for due in dues:
        yield from _late(due, until, time, middle)
    for due in dues:
        yield Line(((time.x(due.due), middle - 11), (time.x(due.due), middle + 8)), "limit", 2)
    late = {due.delivered for due in dues if due.result == "late"}
    for second in _heard(facts, audience)[:most]:
        x = time.x(second)
        yield Dot(x, middle, "bad", "square", 4.5) if second in late else Dot(x, middle, "good", "round", 4.5)
    yield from _silence(facts, audience, time, y + 42)


def _every(facts: Facts, audience: str) -> str:
    update = facts.plan.updates[audience]
    every = f", then every {span(update.every)}" if update.every is not None else ""
    return fitted(f"{span(update.first)}{every}", _LEFT - 8, SMALL)


def _late(due: Due, until: int, time: Clock, middle: float) -> Iterator[Shape]:
    if due.result == "on_time":
        return
    ends = due.delivered if due.delivered is not None else max(until, due.due)
    x, right = time.x(due.due), time.x(ends)
    yield Box(x, middle - 6, max(1.5, right - x), 12, "bad", "hatched", 0.5)
    words = "never came" if due.delivered is None else f"late {span(due.late_by or 0)}"
    if within(words, x, right):
        yield label_over(words, (x + right) / 2, middle - 9, "bad")


def _silence(facts: Facts, audience: str, time: Clock, y: float) -> Iterator[Shape]:
    """A bracket under the strip, with its length."""
    begins, ends = longest_silences(facts.history, facts.reckoned.milestones)[audience]
    x, right = time.x(begins), time.x(ends)
    yield Line(((x, y - 3), (x, y), (right, y), (right, y - 3)), "third", 1.5)
    words = f"longest silence {span(ends - begins)}"
    half = extent(words, SMALL) / 2
    yield label_over(words, max((x + right) / 2, _LEFT + half), y + 11, "third")


def _samples(facts: Facts) -> Iterator[Sample]:
    yield (Line(((9, -1), (9, 11)), "limit", 2),), "due"
    yield (Dot(9, 5, "good", "round", 4.5),), "word came"
    if any(due.result == "late" for due in facts.updates):
        yield (Dot(9, 5, "bad", "square", 4.5),), "late word"
    if any(due.result != "on_time" for due in facts.updates):
        yield (Box(0, 0, 18, 10, "bad", "hatched", 0.5),), "overdue"
    yield (Line(((0, 2), (0, 6), (18, 6), (18, 2)), "third", 1.5),), "longest silence"
    yield (), _kinds(facts)
