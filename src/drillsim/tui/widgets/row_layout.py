"""How rows find room: the width of each column, and which lines each row takes."""

from dataclasses import dataclass

from rich.cells import cell_len

from drillsim.present.rows import Cell, Column, Row, Table
from drillsim.tui.widgets.tones import cut

GAP = 2  # columns between two columns
MARK = 2  # columns for the cursor's mark
LEAST = 8  # columns that no column gives up
ROOMY = 10  # lines of a panel from which on its rows may take several


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a row: its cells with their widths; None stands for an empty column."""

    row: int
    cells: tuple[tuple[Cell | None, int, bool], ...]
    """(cell, width, whether it stands on the right)."""


def lay_out(
    table: Table, width: int, height: int, *, wrap: int, must_fit: bool, roomy: int, scrollbar: int = 0
) -> list[Line]:
    """The lines of all rows. Where there is room, long text goes on below, and what stands `under` a row is shown.

    `roomy` is the height from which on there is; `must_fit`: and only where all rows fit into the panel then.
    `scrollbar` is what it takes besides the `width`: which columns there are does not depend on it. Else a column
    less would leave the text more room and so fewer lines, the scrollbar would go and the column come, without end.
    """
    columns = [(index, column) for index, column in enumerate(table.columns) if column.needs <= width + scrollbar]
    widths = _widths(table, columns, width)
    if wrap > 1 and height >= roomy:
        lines = [line for index, row in enumerate(table.rows) for line in _lines(index, row, columns, widths, wrap)]
        if not must_fit or len(lines) < height:
            return lines
    return [_first(index, row, columns, widths) for index, row in enumerate(table.rows)]


def _widths(table: Table, columns: list[tuple[int, Column]], width: int) -> list[int]:
    """Its longest cell, at most its own limit; one takes the rest."""
    room = width - MARK - GAP * max(0, len(columns) - 1)
    widths = []
    for index, column in columns:
        longest = max((cell_len(row.cells[index].text) for row in table.rows), default=0)
        widths.append(longest if column.most is None else min(longest, column.most))
    flexible = _flexible(columns)
    if flexible is None:
        return widths
    fixed = sum(size for place, size in enumerate(widths) if place != flexible)
    widths[flexible] = max(LEAST, room - fixed)
    over = fixed + widths[flexible] - room
    for place in range(len(widths) - 1, -1, -1):  # a narrow panel cuts the columns on the right first
        if over > 0 and place != flexible:
            taken = min(over, max(0, widths[place] - LEAST))
            widths[place] -= taken
            over -= taken
    return widths


def _flexible(columns: list[tuple[int, Column]]) -> int | None:
    return next((place for place, (_, column) in enumerate(columns) if column.most is None), None)


def _first(index: int, row: Row, columns: list[tuple[int, Column]], widths: list[int]) -> Line:
    return Line(
        index,
        tuple((row.cells[at], size, column.right) for (at, column), size in zip(columns, widths, strict=True)),
    )


def _lines(index: int, row: Row, columns: list[tuple[int, Column]], widths: list[int], wrap: int) -> list[Line]:
    first = _first(index, row, columns, widths)
    flexible = _flexible(columns)
    if flexible is None:
        return [first]
    cell, size, right = first.cells[flexible]
    parts = wrapped(cell.text if cell else "", size, wrap)
    tone = cell.tone if cell else "plain"
    below = [Cell(part, tone) for part in parts[1:]]
    below += [Cell(under, "dim") for under in row.under.splitlines()]
    head = (*first.cells[:flexible], (Cell(parts[0], tone), size, right), *first.cells[flexible + 1 :])
    empty = tuple((None, width, False) for _, width, _ in first.cells[:flexible])
    rest = size + sum(width + GAP for _, width, _ in first.cells[flexible + 1 :])
    return [
        Line(index, head),
        *(Line(index, (*empty, (part, rest if part.tone == "dim" else size, False))) for part in below),
    ]


def wrapped(text: str, width: int, most: int) -> list[str]:
    """The text in lines of at most `width` columns, broken between words, at most so many; the last one may be cut."""
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < most - 1:
        line = words[0]
        count = 1
        while count < len(words) and cell_len(line) + 1 + cell_len(words[count]) <= width:
            line += f" {words[count]}"
            count += 1
        lines.append(cut(line, width))
        words = words[count:]
    if words or not lines:
        lines.append(cut(" ".join(words), width))
    return lines
