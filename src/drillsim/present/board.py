"""The situation board: how we stand, what we know, what is due; nothing of how sites and systems are."""

from drillsim.model.spelling import StoryTime
from drillsim.present.rows import Cell, Column, Row, Table
from drillsim.present.words import about, both_clocks, clock, line, story
from drillsim.session.view import View

KNOWN = (Column(5), Column(9, needs=70), Column(14, needs=100), Column())


def situation(view: View, begins: StoryTime, now: int) -> str:
    """The mode and since when, for the title of the board."""
    word = view.mode.upper() if view.mode != "normal" else "Mode: normal"
    return f"{word} since {both_clocks(begins, view.mode_since)}, for {about(now - view.mode_since)}"


def known(view: View, begins: StoryTime) -> Table:
    """What these roles were told, the newest first."""
    rows = tuple(
        Row(
            inject.id,
            (
                Cell(clock(inject.at)),
                Cell(story(begins, inject.at), "dim"),
                Cell(line(inject.sender), "dim"),
                Cell(line(inject.says or inject.title or inject.id)),
            ),
        )
        for inject in reversed(view.inbox)
    )
    return Table("What we were told", KNOWN, rows, empty="Nothing yet.")
