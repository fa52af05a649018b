"""Pictures of a report in tests: made from a story, and read again from what was drawn."""

from dataclasses import replace
from typing import assert_never
from xml.etree import ElementTree

from drillsim.analysis.outcome import written
from drillsim.analysis.reckoning import Reckoning
from drillsim.model.exercise import Exercise
from drillsim.report import svg
from drillsim.report.document import Figure
from drillsim.report.drawing import Box, Dot, Drawing, Line, Pattern, Role, Shape, Words
from drillsim.report.facts import Facts, facts
from drillsim.report.figures.frame import moved
from drillsim.report.marks import without_marks
from drillsim.session.session import Session
from support import drills
from support.stage import played

SVG = "{http://www.w3.org/2000/svg}"


def facts_of(story: Exercise | Session, *, names: bool = False) -> Facts:
    """What the pictures of a story are made of; an exercise is played unattended."""
    session = played(story) if isinstance(story, Exercise) else story
    reckoned = Reckoning(session.exercise, session.header, session.entries)
    return facts(reckoned, written(reckoned), names=names)


def shipped(name: str) -> Facts:
    """Of a shipped drill, played as written."""
    return facts(drills.reckoned(name), drills.result(name), names=False)


def boxes(figure: Figure, role: Role, pattern: Pattern) -> list[Box]:
    """The rectangles of a role and a pattern but for the samples of the legend, which are 10 pixels high."""
    found = [x for x in figure.drawing.shapes if isinstance(x, Box)]
    return [box for box in found if (box.role, box.pattern) == (role, pattern) and box.height != 10]


def samples(figure: Figure) -> dict[str, str]:
    """The legend: what stands before its words, by these, drawn alone with one role for all."""
    found: dict[str, str] = {}
    before: list[Shape] = []
    for shape in figure.drawing.shapes:
        if not isinstance(shape, Words):
            before.append(shape)
            continue
        sample = tuple(replace(moved(each, 24 - shape.x, 9 - shape.y), role="ink") for each in before)
        is_near = all(-0.1 < x < 18.1 for each in sample for x in _across(each))
        if sample and is_near and (shape.role, shape.anchor) == ("quiet", "start"):
            found[shape.text] = svg.alone(replace(figure, drawing=Drawing(18, 10, sample)))
        before = []
    return found


def _across(shape: Shape) -> list[float]:
    match shape:
        case Box(x, _, wide):
            return [x, x + wide]
        case Line(points):
            return [x for x, _ in points]
        case Dot(x) | Words(x):
            return [x]
        case _:
            assert_never(shape)


def lines(figure: Figure, role: Role) -> list[Line]:
    """The lines of a role."""
    return [x for x in figure.drawing.shapes if isinstance(x, Line) and x.role == role]


def rows(figure: Figure) -> list[tuple[str, ...]]:
    """The table as people read it, without the marks of names and links."""
    return [tuple(without_marks(cell) for cell in row) for row in figure.table.rows]


def words(figure: Figure) -> list[str]:
    """All that is written in a picture."""
    return [x.text for x in figure.drawing.shapes if isinstance(x, Words)]


def read(figure: Figure) -> ElementTree.Element:
    """What a reader of SVG finds in it."""
    return ElementTree.fromstring(svg.alone(figure))  # our own, just made
