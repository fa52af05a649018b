"""What is expected of the players now, and what became of it."""

from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import about, clock, line
from drillsim.session.console import SETTLED, ConsoleView, ExpectedRow, ExpectedState

WORDS: dict[ExpectedState, tuple[str, Tone]] = {
    "overdue": ("OVERDUE", "bad"),
    "open": ("OPEN", "plain"),
    "later": ("LATER", "warn"),
    "not_seen": ("NOT SEEN", "warn"),
    "late": ("LATE", "warn"),
    "too_early": ("EARLY", "warn"),
    "on_time": ("ON TIME", "good"),
    "seen": ("SEEN", "good"),
}
"""What became of something expected -> what the list says; what waits comes first."""

ORDER = {state: place for place, state in enumerate(WORDS)}
COLUMNS = (Column(8), Column(5), Column(14, needs=60), Column(), Column(14, needs=70))


def expected(console: ConsoleView, now: int) -> Table:
    """What is overdue, then what is open by its due second, then what is settled, the latest first."""
    rows = sorted(enumerate(console.expected), key=lambda item: _order(item[1]))
    overdue = sum(row.state == "overdue" for row in console.expected)
    title = f"Expected: {overdue} overdue" if overdue else "Expected"
    return Table(
        title,
        COLUMNS,
        tuple(_row(index, row, now) for index, row in rows),
        "s seen  o not seen  w later",
        "Nothing is expected yet.",
        "bad" if overdue else "plain",
    )


def _order(row: ExpectedRow) -> tuple[bool, int, float]:
    if row.state in SETTLED:
        return True, 0, -(row.done or 0)
    return False, ORDER[row.state], float("inf") if row.due is None else row.due


def _row(index: int, row: ExpectedRow, now: int) -> Row:
    word, tone = WORDS[row.state]
    settled = row.state in SETTLED
    when = row.done if row.done is not None else row.due
    text = f"see: {line(row.text)}" if row.kind == "action" else line(row.text)
    late = f" ({about(now - row.due)} overdue)" if row.state == "overdue" and row.due is not None else ""
    if row.done is not None and row.due is not None and row.done > row.due:
        late = f" ({about(row.done - row.due)} late)"
    cells = (
        Cell(word, tone),
        Cell("" if when is None else clock(when), "dim"),
        Cell(row.by or "anybody", "dim"),
        Cell(f"{text}{late}", "dim" if settled else "plain"),
        Cell(row.source.partition(":")[2], "dim"),
    )
    return Row(str(index), cells, settled=settled)


def sheet(row: ExpectedRow) -> tuple[Cell, ...]:
    """One thing expected, as paragraphs."""
    word, tone = WORDS[row.state]
    source, _, name = row.source.partition(":")
    parts = [Cell(f"{source} {name} expects of {row.by or 'anybody'}", "dim"), Cell(line(row.text), "strong")]
    due = "at any time" if row.due is None else f"by T+{clock(row.due)}"
    done = "" if row.done is None else f" at T+{clock(row.done)}"
    parts.append(Cell(f"{due[0].upper()}{due[1:]}. {word.capitalize()}{done}.", tone))
    if row.objective:
        parts.append(Cell(f"It serves the objective {row.objective}."))
    if row.kind == "action":
        parts.append(Cell("Nobody but you can judge it: only what was seen counts as done."))
    return tuple(parts)
