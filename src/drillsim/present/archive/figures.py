"""The trend over a plan's exercises, as pictures: promises kept and missed, and outages against the RTO."""

from collections.abc import Iterator, Sequence

from drillsim.analysis.words import span
from drillsim.archive.held import Held
from drillsim.report.document import Figure, Table
from drillsim.report.drawing import Box, Drawing, Line, Pattern, Role, Shape, Words
from drillsim.report.figures.frame import SMALL, TEXT, WIDTH, Sample, fitted, legend, within
from drillsim.report.marks import named
from drillsim.report.text import plain

MOST = 20
"""Exercises in a picture: the last ones; the tables have all."""

_LEFT = 210.0
_ROW = 24.0
_MOST_RTO = 2.0
"""Times the RTO at which a bar ends: longer ones are cut there, and say how long they were."""

_PARTS: tuple[tuple[str, Role, Pattern], ...] = (
    ("kept", "good", "solid"),
    ("missed", "bad", "hatched"),
    ("undecided", "quiet", "open"),
)


def promises(exercises: Sequence[Held]) -> Figure | None:
    """Of each exercise a bar of its promises; None before the first."""
    if not exercises:
        return None
    rows = tuple(
        (day(each), plain(each.title), str(each.kept), str(each.missed), str(each.undecided)) for each in exercises
    )
    told = "; ".join(f"{day(each)}: {each.kept} kept, {each.missed} missed" for each in exercises[-MOST:])
    heads = ("held", "exercise", "kept", "missed", "undecided")
    table = Table(heads, rows, "Promises", numbers=frozenset({2, 3, 4}))
    return Figure(
        "promises", "Promises kept and missed, from exercise to exercise", told, _bars(exercises[-MOST:]), table
    )


def _bars(exercises: Sequence[Held]) -> Drawing:
    most = max(each.kept + each.missed + each.undecided for each in exercises) or 1
    scale = (WIDTH - _LEFT - 12) / most
    shapes: list[Shape] = []
    for row, held in enumerate(exercises):
        shapes += _bar(held, 4 + row * _ROW, scale)
    samples: list[Sample] = [((Box(0, 0, 18, 10, role, pattern),), name) for name, role, pattern in _PARTS]
    below, height = legend(samples, 8 + len(exercises) * _ROW)
    return Drawing(WIDTH, 8 + len(exercises) * _ROW + height, (*shapes, *below))


def _bar(held: Held, y: float, scale: float) -> Iterator[Shape]:
    yield Words(2, y + 13, fitted(f"{day(held)} {plain(held.title)}", _LEFT - 10, TEXT), size=TEXT)
    x = _LEFT
    for (_, role, pattern), number in zip(_PARTS, (held.kept, held.missed, held.undecided), strict=True):
        if number:
            yield Box(x, y, number * scale, 18, role, pattern)
            yield Words(x + number * scale / 2, y + 13, str(number), "ink", "middle", SMALL, bold=True, halo=True)
            x += number * scale


def margins(exercises: Sequence[Held]) -> Figure | None:
    """The worst outage of each function in each exercise, in shares of its RTO; None where nothing ever went out."""
    found = [
        (function, held)
        for function in dict.fromkeys(name for held in exercises for name in held.took)
        for held in exercises[-MOST:]
        if function in held.took
    ]
    if not found:
        return None
    rows = tuple(_row(function, held) for function, held in found)
    told = "; ".join(f"{function} {day(held)}: {_told(function, held)}" for function, held in found[:MOST])
    table = Table(("function", "held", "took", "RTO", "result"), rows, "AgainstRTO", numbers=frozenset({2, 3}))
    return Figure("margins", "Worst outage of each function against its RTO", told, _margins(found), table)


def _row(function: str, held: Held) -> tuple[str, ...]:
    result = "still out at the end" if _is_open(function, held) else held.rto_results[function]
    return named(function), day(held), span(held.took[function]), span(held.rto[function]), result


def _is_open(function: str, held: Held) -> bool:
    """Whether it was still out at the end with its RTO not over: neither within it nor beyond."""
    return held.rto_results[function] == "undecided"


def _told(function: str, held: Held) -> str:
    """Took, of how much, and how much was left or too much."""
    took, rto = held.took[function], held.rto[function]
    if _is_open(function, held):
        return f"{span(took)} of {span(rto)}, still out at the end"
    return (
        f"{span(took)} of {span(rto)}, {f'{span(took - rto)} too long' if took > rto else f'{span(rto - took)} left'}"
    )


def _margins(found: Sequence[tuple[str, Held]]) -> Drawing:
    """A line at the RTO; a bar that passes it is hatched, one that the end cut off before it is open."""
    scale, bottom = (WIDTH - _LEFT - 12) / _MOST_RTO, 4 + len(found) * _ROW
    parts = [list(_margin(function, held, 4 + row * _ROW, scale)) for row, (function, held) in enumerate(found)]
    limit = Line(((_LEFT + scale, 2), (_LEFT + scale, bottom)), "limit", 1.5, dashed=True)
    shapes: list[Shape] = [bar for bar, *_ in parts]
    shapes += [limit, *(words for _, *rest in parts for words in rest)]
    samples: list[Sample] = [
        ((Box(0, 0, 18, 10, "good"),), "within the RTO"),
        ((Box(0, 0, 18, 10, "bad", "hatched"),), "beyond it"),
        ((Box(0, 0, 18, 10, "quiet", "open"),), "still out at the end"),
        ((Line(((0, 5), (18, 5)), "limit", 1.5, dashed=True),), f"the RTO; bars end at {_MOST_RTO:.0f} times it"),
    ]
    below, height = legend(samples, bottom + 6)
    return Drawing(WIDTH, bottom + 6 + height, (*shapes, *below))


def _margin(function: str, held: Held, y: float, scale: float) -> Iterator[Shape]:
    """The bar first, then its words, which stand over the line of the RTO."""
    took, rto = held.took[function], held.rto[function]
    long = min(took / rto if rto else _MOST_RTO, _MOST_RTO) * scale
    if _is_open(function, held):
        yield Box(_LEFT, y, long, 18, "quiet", "open")
    else:
        yield Box(_LEFT, y, long, 18, "bad", "hatched") if took > rto else Box(_LEFT, y, long, 18, "good")
    yield Words(2, y + 13, fitted(f"{function} {day(held)}", _LEFT - 10, TEXT), size=TEXT)
    words = _told(function, held)
    if within(words, _LEFT + long, WIDTH):
        yield Words(_LEFT + long + 6, y + 13, words, "ink", "start", SMALL, halo=True)
    else:
        yield Words(_LEFT + long - 6, y + 13, words, "ink", "end", SMALL, halo=True)


def day(held: Held) -> str:
    """When it was held."""
    return held.day or "no date"
