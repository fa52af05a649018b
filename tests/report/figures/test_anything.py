"""Whatever people do, every picture is well formed, small, and the same each time."""

from collections.abc import Callable, Iterator

from hypothesis import given, settings

from drillsim.model.exercise import Exercise
from drillsim.report import svg
from drillsim.report.document import Figure
from drillsim.report.drawing import Box, Line, Words
from drillsim.report.facts import Facts
from drillsim.report.figures.check_ins import check_ins
from drillsim.report.figures.contacts import contacts
from drillsim.report.figures.duty import duty
from drillsim.report.figures.frame import WIDTH, extent
from drillsim.report.figures.levels import levels
from drillsim.report.figures.tasks import tasks
from drillsim.report.figures.updates import updates
from drillsim.report.marks import without_marks
from support.anything import drills
from support.drills import SHIPPED
from support.figures import facts_of, read, samples, shipped, words

ALL: tuple[Callable[[Facts], list[Figure]], ...] = (levels, tasks, updates, duty, check_ins, contacts)


def pictures(found: Facts) -> Iterator[Figure]:
    for draw in ALL:
        yield from draw(found)


@settings(max_examples=25, deadline=None)
@given(drills())
def test_any_play_can_be_drawn(played: Exercise) -> None:
    found = facts_of(played)
    drawn = list(pictures(found))
    assert len({figure.name for figure in drawn}) == len(drawn)
    for figure in drawn:
        assert read(figure).get("width") == "700"
        assert len(svg.in_page(figure).encode()) < 60_000
        assert figure.alt
        for text in (figure.title, figure.alt, *words(figure)):
            assert without_marks(text) == text
        assert all(len(row) == len(figure.table.heads) for row in figure.table.rows)


def test_nothing_leaves_the_page() -> None:
    """Words by their estimated width; boxes and lines by their corners."""
    for name in ("tornado", "hurricane_carrier", "pandemic", "bomb_threat", "vendor_outage"):
        for figure in pictures(shipped(name)):
            for shape in figure.drawing.shapes:
                match shape:
                    case Words(x, y, text, anchor=anchor, size=size):
                        wide = extent(text, size)
                        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
                        assert left >= -1, (name, figure.name, text)
                        assert left + wide <= WIDTH + 1, (name, figure.name, text)
                        assert 0 < y <= figure.drawing.height
                    case Box(x, y, wide, high):
                        assert x >= 0
                        assert wide > 0
                        assert high > 0
                        assert x + wide <= WIDTH
                        assert y + high <= figure.drawing.height
                    case Line(points):
                        assert all(0 <= x <= WIDTH and 0 <= y <= figure.drawing.height for x, y in points)
                    case _:
                        pass  # dots are as large as their marks


def test_what_differs_in_meaning_differs_in_form_without_colours() -> None:
    told: set[str] = set()
    for name in SHIPPED:
        for figure in pictures(shipped(name)):
            legend = samples(figure)
            told |= set(legend)
            assert len(set(legend.values())) == len(legend), (name, figure.name)
    assert {"out", "put aside", "beyond the RTO", "closed at these hours", "held by nobody", "target met"} <= told


def test_the_same_record_gives_the_same_bytes() -> None:
    one, two = ([svg.in_page(figure) for figure in pictures(shipped("tornado"))] for _ in range(2))
    assert one == two
