"""The whiteboard as everybody at the exercise sees it."""

from drillsim.analysis.written import Writing
from drillsim.record import written as w
from drillsim.session.view import BoardLine


def whiteboard(writing: Writing) -> tuple[BoardLine, ...]:
    """Its lines, the first written first."""
    return tuple(
        BoardLine(noted.seq, noted.line.column, noted.line.text, noted.line.by, noted.at)
        for noted in writing.of(w.Whiteboard)
    )
