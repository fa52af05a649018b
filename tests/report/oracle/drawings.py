"""Drawings: what is written in them stands in their section as well, and marks are where their times and levels are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from report.oracle.facts import Facts
from report.oracle.outages import Course
from report.oracle.page import Part, drawn, tokens
from report.oracle.spelling import second, seconds
from report.oracle.told import Told
from support.html_reading import Element

NEAR = 0.11
"""Positions are rounded to a tenth."""
_CLOCK = re.compile(r"T\+\d\d+:\d\d")


@dataclass(frozen=True)
class Axis:
    """The clock under a drawing: where StartEx is, how far a second reaches, and how low the drawing goes."""

    begin: float
    each: float
    below: float

    def x(self, at: int) -> float:
        """Where a second is."""
        return self.begin + at * self.each


def said_beside(part: Part, told: Told) -> list[str]:
    """Numbers in drawings that neither their section has nor an axis needs."""
    cells = [cell for table in (*part.tables, *part.data) for row in table for cell in row]
    known = {token for text in (*part.texts, *cells, *told.drawn) for token in tokens(text)}
    return [
        f"{part.name}: drawing {number}: nobody can trace {token!r} in {text!r}"
        for number, svg in enumerate(part.drawings, 1)
        for traced in [known | _ticks(svg)]
        for text in drawn(svg)
        for token in tokens(text)
        if token not in traced
    ]


def _ticks(svg: Element) -> set[str]:
    """Of the axes: they have to be evenly spaced by what they say."""
    axis_of(svg)
    return {text.text() for text in svg.every("text") if _CLOCK.fullmatch(text.text())} | set(_counts(svg))


def axis_of(svg: Element) -> Axis | None:
    """The clock; every tick has to be where its second is."""
    ticks = [(text, second(text.text())) for text in svg.every("text") if _CLOCK.fullmatch(text.text())]
    middle = [(float(text.attributes["x"]), at) for text, at in ticks if text.attributes.get("text-anchor") == "middle"]
    if len(middle) < 2:
        return None
    (first, begins), (then, later) = middle[0], middle[-1]
    each = (then - first) / (later - begins)
    axis = Axis(first - begins * each, each, float(ticks[0][0].attributes["y"]))
    for x, at in middle:
        assert abs(axis.x(at) - x) < NEAR, f"the tick of second {at} is at {x}, expected {axis.x(at)}"
    return axis


def _counts(svg: Element) -> Iterator[str]:
    """Upright axes of counts: from 0 on, each step as high as the one before."""
    ticks = [
        (int(text.text()), float(text.attributes["y"]))
        for text in svg.every("text")
        if text.attributes.get("text-anchor") == "end" and text.text().isdecimal()
    ]
    scale = 0.0
    zero = 0.0
    for number, y in ticks:
        if number == 0:
            zero, scale = y, 0.0
        elif not scale:
            scale = (zero - y) / number
        assert not scale or abs(zero - y - number * scale) < NEAR, f"the tick {number} is at {y}"
        yield str(number)


def misplaced(facts: Facts, part: Part) -> list[str]:
    """Of the levels: bands of outages, of time put aside, RTO and beyond, and the line of the level itself."""
    (svg,) = part.drawings
    axis = axis_of(svg)
    assert axis is not None
    marks = [rect for rect in svg.every("rect") if float(rect.attributes.get("y", "999")) < axis.below]
    courses = facts.courses.values()
    outages = [out for course in courses for out in course.outages]
    rtos = {out: seconds(facts.record.plan["functions"][out.function]["rto"]) for out in outages}
    lasts = facts.record.lasts
    expected = {
        "hatched-bad": [(out.begins, out.length) for out in outages],
        "dotted-band": [(begins, ends - begins) for course in courses for begins, ends in course.aside],
        "stroke-limit": [(out.begins, min(rtos[out], lasts - out.begins)) for out in outages],
        "fill-bad": [(out.begins + rtos[out], out.over) for out in outages if out.over],
    }
    found = []
    for kind, stretches in expected.items():
        shown = [
            (float(rect.attributes["x"]), float(rect.attributes["width"])) for rect in marks if kind in _look(rect)
        ]
        wanted = [(axis.x(begins), length * axis.each) for begins, length in stretches]
        if len(shown) != len(wanted) or any(
            abs(a - b) > NEAR for pair in zip(shown, wanted, strict=True) for a, b in zip(*pair, strict=True)
        ):
            found.append(f"levels: {kind}: {shown}, expected {wanted}")
    return [*found, *_lines(facts, svg, axis)]


def _look(rect: Element) -> str:
    return f"{rect.attributes.get('fill', '')} {rect.attributes['class']}"


def _lines(facts: Facts, svg: Element, axis: Axis) -> Iterator[str]:
    """From one change to the next: to the right in time, up and down in level."""
    paths = [path for path in svg.every("path") if path.attributes.get("stroke-width") == "2"]
    lines = [path.attributes["d"] for path in paths if path.attributes["class"] == "stroke-first"]
    grid = [float(text.attributes["y"]) for text in svg.every("text") if text.text() in ("100%", "0%")]
    for line, (name, course), top, bottom in zip(lines, facts.courses.items(), grid[::2], grid[1::2], strict=False):
        high = bottom - top
        shown = _corners(line)
        wanted = _expected(course, axis, facts.record.lasts)
        start = shown[0][1] + high * float(1 - wanted[0][1])
        zero = shown[0][1] + high * float(wanted[0][1])
        for (x, y), (at, level) in zip(shown, wanted, strict=True):
            if abs(x - at) > NEAR or abs(y - (zero - high * float(level))) > NEAR:
                yield f"levels: line of {name}: {(x, y)}, expected {(at, level)} from {start}"


def _corners(path: str) -> list[tuple[float, float]]:
    """Where the line is after each step up or down, and at its end."""
    x = y = 0.0
    found: list[tuple[float, float]] = []
    for step, numbers in re.findall(r"([MHV])([\d. -]+)", path):
        values = [float(number) for number in numbers.split()]
        if step == "M":
            x, y = values
            found.append((x, y))
        elif step == "H":
            x = values[0]
        else:
            y = values[0]
            found.append((x, y))
    return [*found, (x, y)]


def _expected(course: Course, axis: Axis, lasts: int) -> list[tuple[float, Fraction]]:
    return [*((axis.x(at), level) for at, level in course.levels), (axis.x(lasts), course.levels[-1][1])]
