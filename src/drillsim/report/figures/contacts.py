"""What customers met: contacts that came, were answered and gave up, interval by interval, and the queue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from drillsim.analysis.queues.queue import Queue
from drillsim.analysis.words import span
from drillsim.contacts.tally import BUCKET_S, Interval
from drillsim.model.spelling import DAY, HOUR, MINUTE, write_clock
from drillsim.report.document import Figure, Table
from drillsim.report.drawing import Box, Drawing, Line, Role, Shape, Words
from drillsim.report.facts import Facts
from drillsim.report.figures.frame import SMALL, WIDTH, Clock, Sample, fitted, legend, shown
from drillsim.report.service_level import begun_in_vain, service_level, waiting
from drillsim.report.text import clock

MOST_INTERVALS = 100
"""Of one picture: each about six pixels of a printed page."""
MOST = 6
"""Functions that are drawn."""
_LENGTHS = (MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, DAY)

_LEFT = 54.0
_HIGH, _QUEUE, _GAP = 92.0, 58.0, 24.0


@dataclass(frozen=True, slots=True)
class Span:
    """What happened from `begins` to `ends` (seconds), and the longest queue in it."""

    begins: int
    ends: int
    offered: int
    answered: int
    abandoned: int
    longest: int


def contacts(facts: Facts) -> list[Figure]:
    """One picture for each function whose contacts the plan tells, by priority; the first six.

    Above, of each interval: the line is what came, the full bar what was answered, the hatched one on it who gave up.
    Below, the longest queue in it. All simulated.
    """
    if not facts.lasts:
        return []
    functions, queues = facts.plan.functions, facts.reckoned.queues.of
    names = sorted(queues, key=lambda name: (functions[name].priority, name))
    return [_figure(facts, name, queues[name], max(0, len(names) - MOST)) for name in names[:MOST]]


def length(lasts: int) -> int:
    """How long an interval is: a round number of seconds, at most a hundred to the exercise."""
    least = lasts / MOST_INTERVALS
    return next((each for each in _LENGTHS if each >= least), ceil(least / DAY) * DAY)


def spans(course: Sequence[Interval], lasts: int) -> list[Span]:
    """The intervals of a queue's course, summed up."""
    each = length(lasts) // int(BUCKET_S)
    return [
        Span(
            first * int(BUCKET_S),
            min(lasts, (first + each) * int(BUCKET_S)),
            sum(part.offered for part in parts),
            sum(part.answers for part in parts),
            sum(part.abandoned for part in parts),
            max(part.longest_queue for part in parts),
        )
        for first in range(0, ceil(lasts / BUCKET_S), each)
        if (parts := course[first : first + each])
    ]


def _figure(facts: Facts, name: str, queue: Queue, left_out: int) -> Figure:
    found = spans(queue.tally.course, facts.lasts)
    label = shown(facts.labels.function(name))
    return Figure(
        f"contacts-{name}",
        f"Contacts: {label} (simulated)",
        " ".join(_said(queue, found, facts.lasts, left_out)),
        _drawing(facts, label, found, queue),
        Table(
            ("function", "from", "to", "offered", "answered", "abandoned", "longest queue"),
            tuple((facts.labels.function(name), *_cells(each)) for each in found),
            "FigureContacts",
            name,
            frozenset({3, 4, 5, 6}),
        ),
    )


def _cells(each: Span) -> Iterator[str]:
    yield from (clock(each.begins), clock(each.ends))
    yield from map(str, (each.offered, each.answered, each.abandoned, each.longest))


def _said(queue: Queue, found: Sequence[Span], lasts: int, left_out: int) -> Iterator[str]:
    tally = queue.tally
    yield f"{tally.offered} contacts came (who calls again counts again), {tally.answered} were answered,"
    yield f"{tally.abandoned} gave up, by intervals of {span(length(lasts))}."
    if tally.peak:
        yield f"The longest queue was {tally.peak}, at {write_clock(int(tally.peak_at))}; the longest wait"
        yield f"{span(int(queue.longest_wait))}."
    told = "; ".join(part for part in (service_level(queue), waiting(queue), begun_in_vain(queue)) if part)
    if told:
        yield f"{told[:1].upper()}{told[1:]}."
    if sum(each.answered for each in found) != tally.answered:
        yield "In the intervals, who was cut off or put back and answered again counts as often as answered."
    if left_out:
        yield f"Functions of lower rank with contacts that are not drawn: {left_out}."


def _drawing(facts: Facts, label: str, found: Sequence[Span], queue: Queue) -> Drawing:
    time = Clock(facts.lasts, _LEFT)
    top, floor = 20.0, 20 + _HIGH
    queue_top, queue_floor = floor + _GAP, floor + _GAP + _QUEUE
    most = _round(max(max(each.offered, each.answered + each.abandoned) for each in found))
    shapes: list[Shape] = [
        Words(
            0, 13, fitted(f"{label}: contacts in each {span(length(facts.lasts))}", 480, TITLE), bold=True, size=TITLE
        ),
        *time.grid(top, floor),
        *time.grid(queue_top, queue_floor),
        *_scale(most, top, floor, time),
    ]
    for each in found:
        shapes += _bars(each, time, floor, _HIGH / most)
    shapes.append(_steps([(each.begins, each.offered) for each in found], time, floor, _HIGH / most, "ink"))
    longest = _round(max(each.longest for each in found))
    shapes += _scale(longest, queue_top, queue_floor, time)
    shapes.append(Words(0, queue_top - 7, "Longest queue", bold=True, size=TITLE))
    line = _steps([(each.begins, each.longest) for each in found], time, queue_floor, _QUEUE / longest, "third")
    if not queue.tally.peak:
        shapes.append(Words((_LEFT + time.right) / 2, queue_floor - 10, "nobody waited", "quiet", "middle", SMALL))
    shapes += [Line(line.points, line.role, line.width, area_to=queue_floor), *time.axis(queue_floor)]
    below, high = legend(list(_samples(queue)), queue_floor + 26)
    return Drawing(WIDTH, queue_floor + 26 + high, (*shapes, *below))


TITLE = 12.5


def _scale(most: int, top: float, floor: float, time: Clock) -> Iterator[Shape]:
    for share in (0, 0.5, 1):
        y = floor - (floor - top) * share
        number = most * share
        yield Line(((_LEFT, y), (time.right, y)), "grid", 0.7)
        yield Words(_LEFT - 5, y + 3.5, f"{number:g}", "quiet", "end", SMALL)


def _round(most: int) -> int:
    """The top of a scale: the next round and even number."""
    power = int("1" + "0" * (len(str(most)) - 1))
    tops = (each * power for each in (1, 2, 3, 4, 5, 6, 8, 10))
    return next((top for top in tops if top >= most and top % 2 == 0), 2 * power)


def _bars(each: Span, time: Clock, floor: float, unit: float) -> Iterator[Shape]:
    """Who gave up stands on those answered: together, those who left the queue."""
    x = time.x(each.begins)
    wide = max(1.0, time.x(each.ends) - x - 0.8)
    top = floor - each.answered * unit
    if each.answered:
        yield Box(x, top, wide, floor - top, "first")
    if each.abandoned:
        yield Box(x, top - each.abandoned * unit, wide, each.abandoned * unit, "bad", "hatched", 0.6)


def _steps(values: Sequence[tuple[int, int]], time: Clock, floor: float, unit: float, role: Role) -> Line:
    points: list[tuple[float, float]] = []
    for second, value in values:
        points += [(time.x(second), points[-1][1])] if points else []
        points.append((time.x(second), floor - value * unit))
    points += [(time.right, points[-1][1])] if points else []
    return Line(tuple(points), role, 1.5)


def _samples(queue: Queue) -> Iterator[Sample]:
    yield (Line(((0, 8), (9, 8), (9, 2), (18, 2)), "ink", 1.5),), "offered"
    yield (Box(3, 0, 10, 10, "first"),), "answered"
    if queue.tally.abandoned:
        yield (Box(3, 0, 10, 10, "bad", "hatched", 0.6),), "gave up"
    yield (Line(((0, 8), (9, 8), (9, 2), (18, 2)), "third", 1.5, area_to=10),), "longest queue in the interval"
