"""Pictures of a report in tests: made from a story, and read again from what was drawn."""

from xml.etree import ElementTree

from drillsim.analysis.outcome import written
from drillsim.analysis.reckoning import Reckoning
from drillsim.model.exercise import Exercise
from drillsim.report import svg
from drillsim.report.document import Figure
from drillsim.report.drawing import Box, Line, Pattern, Role, Words
from drillsim.report.facts import Facts, facts
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


def lines(figure: Figure, role: Role) -> list[Line]:
    """The lines of a role."""
    return [x for x in figure.drawing.shapes if isinstance(x, Line) and x.role == role]


def words(figure: Figure) -> list[str]:
    """All that is written in a picture."""
    return [x.text for x in figure.drawing.shapes if isinstance(x, Words)]


def read(figure: Figure) -> ElementTree.Element:
    """What a reader of SVG finds in it."""
    return ElementTree.fromstring(svg.alone(figure))  # our own, just made
