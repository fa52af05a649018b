"""What a subject of the benchmarks found: tables to read, and the figures that have goals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

WORDS = ("engine", "row", "figure", "check", "")
"""Columns of words; the others are of numbers."""


@dataclass(frozen=True)
class Table:
    """Rows of cells, the first of each a name."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def text(self) -> Iterator[str]:
        """For a terminal."""
        lines = [self.columns, *self.rows]
        widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
        yield self.title
        for line in lines:
            cells = zip(self.columns, line, widths, strict=True)
            yield "  ".join(_aligned(*cell) for cell in cells).rstrip()

    def markdown(self) -> Iterator[str]:
        """For a page."""
        yield f"{self.title}:"
        yield ""
        yield f"| {' | '.join(self.columns)} |"
        yield f"| {' | '.join('---' if column in WORDS else '---:' for column in self.columns)} |"
        yield from (f"| {' | '.join(row)} |" for row in self.rows)


def _aligned(column: str, cell: str, width: int) -> str:
    return cell.ljust(width) if column in WORDS else cell.rjust(width)


@dataclass
class Found:
    """Of one subject."""

    tables: list[Table] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
    """Those that have goals, by their names in floors.toml."""
    wrong: list[str] = field(default_factory=list)
    """Rows that gave wrong numbers, and have none."""
    details: list[dict[str, Any]] = field(default_factory=list)
    """Every measured row, for the JSON."""
