"""Lines of at most 80 characters: a heading with its text, and tables whose last column is wrapped."""

import textwrap
from collections.abc import Iterator, Sequence

WIDTH = 80


def wrapped(text: str, before: str = "", after: str | None = None) -> Iterator[str]:
    """A text in lines that begin with `before`, or from the second on with `after`."""
    later = " " * len(before) if after is None else after
    yield from textwrap.wrap(text, WIDTH, initial_indent=before, subsequent_indent=later) or [before.rstrip()]


def columns(rows: Sequence[Sequence[str]], indent: str = "  ") -> Iterator[str]:
    """Rows of cells under each other; where a row is too long, its last cell goes on below itself."""
    if not rows:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        before = indent + "".join(f"{cell.ljust(width)}  " for cell, width in zip(row, widths, strict=False))
        yield from wrapped(row[-1], before) if row[-1] else [before.rstrip()]
