"""Tables that GFM renders and that a terminal shows with straight columns."""

from collections.abc import Iterable, Sequence

from drillsim.report.text import padded, width

WIDEST = 48  # columns to which a cell is padded: a longer one pushes only its own row


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, empty: str = "") -> str:
    """A table of cells that are Markdown already; `empty` in its place where there is no row.

    The last column is not padded: it may hold a sentence.
    """
    cells = [list(row) for row in rows]
    if not cells:
        return empty
    widths = [min(WIDEST, max(width(row[index]) for row in [heads, *cells])) for index in range(len(heads))]
    widths = [max(3, columns) for columns in widths]
    rule = ["-" * columns for columns in widths[:-1]] + ["---"]
    return "\n".join(_line(row, widths) for row in [heads, rule, *cells])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    *before, last = row
    cells = [padded(cell, columns) for cell, columns in zip(before, widths, strict=False)]
    return "| " + " | ".join([*cells, last or "-"]) + " |"
