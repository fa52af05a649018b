"""A picture as shapes: what a figure draws, before it is SVG. Units are those of the page at 96 to the inch.

Shapes have a role instead of a colour, so that a picture can be light, dark or printed in greys; whoever tells two
roles apart by their tone alone has failed: shapes of different meaning differ in form, pattern or label too.
"""

from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "ink",  # words and axes
    "quiet",  # words beside, and what is less than the series
    "grid",  # lines that only guide the eye
    "first",  # the main series
    "second",
    "third",
    "good",  # in time
    "bad",  # out, late, breached
    "limit",  # a line that is promised: MBCO, RTO, a target
    "band",  # a stretch of time behind a series
]
Pattern = Literal["solid", "hatched", "dotted", "open"]
Anchor = Literal["start", "middle", "end"]
Form = Literal["round", "square", "cross"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `open` has an outline only. `edge` is the outline's width, of all patterns but `solid`."""

    x: float
    y: float
    width: float
    height: float
    role: Role
    pattern: Pattern = "solid"
    edge: float = 1


@dataclass(frozen=True, slots=True)
class Line:
    """Straight pieces from point to point; with `area_to` filled down to that height."""

    points: tuple[tuple[float, float], ...]
    role: Role
    width: float = 1.5
    dashed: bool = False
    area_to: float | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark at a point: round, or square or a cross so that it differs in form."""

    x: float
    y: float
    role: Role
    form: Form = "round"
    radius: float = 3.5


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text at a point (`y` is its base line); plain text, not marked. `halo`: it lies over other shapes."""

    x: float
    y: float
    text: str
    role: Role = "ink"
    anchor: Anchor = "start"
    size: float = 12
    bold: bool = False
    halo: bool = False


Shape = Box | Line | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of `width` by `height`, its shapes from the back to the front."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
