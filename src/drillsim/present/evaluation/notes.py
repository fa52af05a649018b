"""Observations: when it was seen, when it was written where that is later, and what it is about."""

from drillsim.present.rows import Cell, Column, Row, Table
from drillsim.present.words import full_clock, line
from drillsim.session.review import NoteLine, ReviewView

COLUMNS = (Column(8), Column(11, needs=90), Column())


def notes(review: ReviewView | None) -> Table:
    """By the second at which it was seen."""
    own = () if review is None else sorted(review.notes, key=lambda note: (note.observed_at, note.seq))
    title = f"Notes: {len(own)}" if own else "Notes"
    return Table(title, COLUMNS, tuple(_row(note) for note in own), "enter correct  l link", "n writes the first note.")


def _row(note: NoteLine) -> Row:
    rated = f"{note.rating} " if note.rating else ""
    cells = (
        Cell(_clock(note.observed_at), "strong"),
        Cell(note.by, "dim"),
        Cell(f"{rated}{line(note.text)}{written(note)}"),
    )
    return Row(str(note.seq), cells, about(note))


def written(note: NoteLine) -> str:
    """Where it was written later than it was seen: ` (written 00:10:30)`."""
    if note.after_endex:
        return " (written after EndEx)"
    return f" (written {_clock(note.at)})" if note.at > note.observed_at else ""


def about(note: NoteLine) -> str:
    """What it is linked to."""
    names = [name for name in (note.inject, note.task, note.objective) if name]
    return f"about {', '.join(names)}" if names else "linked to nothing"


def _clock(second: int) -> str:
    return full_clock(second).removeprefix("T+")
