"""Who is on shift now: asked before StartEx, because the head count is measured against it."""

from drillsim.present.forms import Form, Incomplete, Values, Words, text_of
from drillsim.present.rows import Cell, Column, Row, Table
from drillsim.present.words import line
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.view import ShiftRow

MOST = 100_000
"""People of one team: more than any contact centre has."""


def shift(rows: tuple[ShiftRow, ...]) -> Table:
    """Every team and the visitors: what somebody said, or the plan's number."""
    asked = sum(row.asked for row in rows)
    title = f"On shift now: {asked} of {len(rows)} asked" if asked else "On shift now: the plan's numbers, nobody asked"
    found = tuple(_row(row) for row in rows)
    keys = "enter change  n as planned"
    return Table(title, (Column(5), Column(6, right=True), Column()), found, keys, "The plan has no teams.")


def _row(row: ShiftRow) -> Row:
    word = Cell("ASKED", "good") if row.asked else Cell("PLAN", "dim")
    return Row(row.team, (word, Cell(str(row.count), "strong"), Cell(line(row.name))))


def counted(row: ShiftRow) -> Form:
    """How many are there, by whoever can see them."""

    def make(values: Values) -> c.Command:
        count = text_of(values, "count")
        if not (count.isascii() and count.isdigit() and int(count) <= MOST):
            raise Incomplete(f"Write how many, 0 to {MOST}, such as {row.count}.", "count")
        return r.OnShift(row.team, int(count))

    intro = f"{line(row.name)}: {'somebody said' if row.asked else 'the plan says'} {row.count}."
    fields = (Words("count", "On shift now", str(row.count)),)
    return Form(f"on_shift:{row.team}", "How many are on shift?", intro, fields, "Keep", make, quick=True)


def as_planned(rows: tuple[ShiftRow, ...]) -> tuple[r.OnShift, ...]:
    """Says of all that were not asked that the plan's number is right."""
    return tuple(r.OnShift(row.team, row.count) for row in rows if not row.asked)


def not_asked(rows: tuple[ShiftRow, ...]) -> Cell | None:
    """What is said before StartEx of a timed drill, where numbers are measured; None where all were asked."""
    words = ", ".join(f"{row.team} {row.count}" for row in rows if not row.asked)
    return Cell(f"Nobody asked how many are on shift: {words}, by the plan.", "warn") if words else None
