"""No news is not good news: who is due to hear from us, and when."""

from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import about, clock
from drillsim.session.view import View

COLUMNS = (Column(7), Column(14), Column(12), Column())
SOON = 10 * 60  # seconds: an update due so soon is said in the tone of a warning


def updates(view: View, now: int) -> Table:
    """The next update of each audience these roles are to tell."""
    rows = []
    late = 0
    for each in view.updates:
        left = each.due - now
        late += left < 0
        tone: Tone = "bad" if left < 0 else "warn" if left <= SOON else "plain"
        word = "OVERDUE" if left < 0 else "DUE"
        when = f"{about(-left)} late" if left < 0 else f"in {about(left)}"
        who = Cell(f"at {clock(each.due)}, {each.by or 'anybody'}", "dim")
        rows.append(Row(each.audience, (Cell(word, tone), Cell(each.audience), Cell(when, tone), who)))
    title = f"News due: {late} overdue" if late else "News due"
    return Table(title, COLUMNS, tuple(rows), "enter write", "Nobody is due news now.", "bad" if late else "plain")
