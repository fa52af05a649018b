"""What figures share: the width of a page, the clock along it, labels that fit, and the legend."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from drillsim.model.spelling import DAY, HOUR, MINUTE, write_clock
from drillsim.record.clean import AUTHORED, clean
from drillsim.report.drawing import Anchor, Box, Dot, Line, Role, Shape, Words
from drillsim.report.marks import without_marks
from drillsim.report.text import width

WIDTH = 700.0
"""Of every figure: an A4 page between its margins, at 96 pixels to the inch."""

TEXT, SMALL = 12.0, 11.0
"""Sizes of words: about 8 points in print."""

_TICKS = (
    *(1, 2, 5, 10, 15, 30),
    *(MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE),
    *(HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR),
    *(DAY, 2 * DAY, 7 * DAY, 30 * DAY),
)


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of an exercise of `lasts` seconds (1 at least) along a drawing, from `left` to `right`."""

    lasts: int
    left: float
    right: float = WIDTH - 12

    def x(self, second: float) -> float:
        """Where a second lies; what lies beyond the exercise is at its edge."""
        return self.left + (self.right - self.left) * min(max(second, 0), self.lasts) / self.lasts

    def ticks(self) -> list[int]:
        """Round seconds, so many that their clocks have place side by side."""
        most = (self.right - self.left) / (extent(write_clock(self.lasts), SMALL) + 18)
        every = next((each for each in _TICKS if self.lasts / each <= most), 365 * DAY)
        return list(range(0, self.lasts + 1, every))

    def grid(self, top: float, bottom: float) -> Iterator[Shape]:
        """A thin line at each tick."""
        for second in self.ticks():
            yield Line(((self.x(second), top), (self.x(second), bottom)), "grid", 0.7)

    def axis(self, y: float) -> Iterator[Shape]:
        """The line of time with the clock at its ticks; takes 18 pixels below `y`."""
        yield Line(((self.left, y), (self.right, y)), "ink", 1)
        for second in self.ticks():
            x = self.x(second)
            yield Line(((x, y), (x, y + 4)), "ink", 1)
            if x + extent(write_clock(second), SMALL) / 2 + 3 > WIDTH:
                yield Words(WIDTH - 1, y + 15, write_clock(second), "quiet", "end", SMALL)
            else:
                yield Words(x, y + 15, write_clock(second), "quiet", "middle", SMALL)


def shown(text: str) -> str:
    """A label of the report as a picture has it: without marks, on one line."""
    return " ".join(clean(without_marks(text), AUTHORED).split())


_COLUMN = 0.57
"""How wide a column is, as a part of the size of its letters."""


def extent(text: str, size: float) -> float:
    """About how many pixels a text takes in a font without serifs; rather too many than too few."""
    return width(text) * size * _COLUMN


def fitted(text: str, pixels: float, size: float) -> str:
    """A text cut to a width, with a sign that it was."""
    if extent(text, size) <= pixels:
        return text
    columns, fits = width("…"), 0
    for fits, character in enumerate(text):  # noqa: B007 -- how many come before the first that has no place
        columns += width(character)
        if columns * size * _COLUMN > pixels:
            break
    return text[:fits].rstrip() + "…"


def within(text: str, begins: float, ends: float, size: float = SMALL) -> bool:
    """Whether a text has place between two points, with a pixel or two beside it."""
    return extent(text, size) + 4 <= ends - begins


def label_over(text: str, x: float, y: float, role: Role = "ink", *, size: float = SMALL, bold: bool = False) -> Words:
    """Words about a point, moved so that they do not leave the page, over whatever is there."""
    half = extent(text, size) / 2
    return Words(min(max(x, half + 2), WIDTH - half - 2), y, text, role, "middle", size, bold, halo=True)


def spread(labels: Iterable[tuple[float, str]], lanes: int, size: float = SMALL) -> Iterator[int | None]:
    """For each label beside its point (`right_of`) its lane, so that none covers another.

    `labels` are (x, text), from left to right; None: it finds no place.
    """
    free = [0.0] * lanes
    for x, text in labels:
        wide = extent(text, size)
        begins, ends = (x, x + wide) if _has_place(x, text, size) else (x - wide, x)
        lane = next((lane for lane in range(lanes) if free[lane] <= begins - 8), None)
        if lane is not None:
            free[lane] = ends + 12
        yield lane


Sample = tuple[tuple[Shape, ...], str]
"""A small drawing about the point (0, 0), 18 by 10 pixels, or none, and what it stands for; left out without words."""


def legend(samples: Iterable[Sample], y: float) -> tuple[list[Shape], float]:
    """A line or more of samples with their meaning, and how high they are."""
    shapes: list[Shape] = []
    x, top = 2.0, y
    for sample, meaning in (each for each in samples if each[1]):
        place = 24 if sample else 0
        wide = place + extent(meaning, SMALL) + 18
        if x + wide > WIDTH and x > 2:
            x, y = 2.0, y + 17
        shapes += [moved(shape, x, y) for shape in sample]
        shapes.append(Words(x + place, y + 9, meaning, "quiet", "start", SMALL))
        x += wide
    return shapes, y + 17 - top


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """A shape somewhere else."""
    match shape:
        case Line(points, area_to=area):
            there = tuple((x + dx, y + dy) for x, y in points)
            return replace(shape, points=there, area_to=None if area is None else area + dy)
        case Box(x, y) | Dot(x, y) | Words(x, y):
            return replace(shape, x=x + dx, y=y + dy)
        case _:
            assert_never(shape)


def right_of(text: str, x: float, y: float, role: Role = "ink") -> Words:
    """Words beside a point: to its right, or to its left where there is no place."""
    anchor: Anchor = "start" if _has_place(x, text, SMALL) else "end"
    return Words(x + 4 if anchor == "start" else x - 4, y, text, role, anchor, SMALL, halo=True)


def _has_place(x: float, text: str, size: float) -> bool:
    return x + 6 + extent(text, size) <= WIDTH
