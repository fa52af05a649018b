"""How a table is set on a page: the size of its type, and what share of the line each column gets.

Lengths are in letters of usual width, half as wide as the type is high, as no font is asked: the template turns them
into widths.
"""

import re
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from drillsim.report.document import Table
from drillsim.report.marks import without_marks
from drillsim.report.pdf.words import with_breaks
from drillsim.report.text import width

Size = Literal["normal", "small", "tiny"]

LINE: dict[Size, int] = {"normal": 104, "small": 118, "tiny": 134}
"""Characters on a line of an A4 or letter page in portrait, at 9, 8 and 7 points."""
TURNED = 1.4  # how much longer a line is on a sheet that is turned, A4 or letter
GUTTER = 2  # characters that a column's edges take
SHORT_HEAD = 120  # characters of a head; a longer one is not said again on each page, for it might fill it
ONE_PAGE = 600  # characters of a cell; a row with a longer one may go on upon the next page
_WIDE = re.compile("[A-HK-Z&%@mw—…]")
_BY_HAND = re.compile("…{3,}")
_PIECES = re.compile(r"[\s\u200b]+|(?<=-)")


@dataclass(frozen=True, slots=True)
class Layout:
    """`widths` in letters; `full`: they are shares of the whole line, for the table fills it.

    `by_hand`: it has dotted cells to write or sign in, which need height.
    """

    size: Size
    widths: tuple[float, ...]
    full: bool
    heads_repeat: bool
    rows_break: bool
    by_hand: bool


def layout(table: Table, *, turned: bool = False) -> Layout:
    """A table as wide as it must be, in the largest type in which it is no heap of syllables.

    `turned`: on a sheet that is wider than high.
    """
    lines = {size: round(letters * (TURNED if turned else 1)) for size, letters in LINE.items()}
    cells = [_texts(table, column) for column in range(len(table.heads))]
    wished = [max(map(_length, texts)) for texts in cells]
    least = [min(max(map(_longest_piece, texts)), wish) for texts, wish in zip(cells, wished, strict=True)]
    size = _size(lines, least, wished)
    line = lines[size] - GUTTER * len(wished)
    full = sum(wished) > line
    weights = [sqrt(_usual(texts)) for texts in cells]
    return Layout(
        size,
        tuple(_shared(line, least, wished, weights) if full else wished),
        full=full,
        heads_repeat=all(len(texts[0]) <= SHORT_HEAD for texts in cells),
        rows_break=any(len(text) > ONE_PAGE for texts in cells for text in texts),
        by_hand=any(_BY_HAND.fullmatch(text) for texts in cells for text in texts),
    )


def _texts(table: Table, column: int) -> list[str]:
    """The head and the cells."""
    return [without_marks(row[column]) for row in (table.heads, *table.rows)]


def _length(text: str) -> int:
    """Of the longest line; capitals and the like count for a half more, signs of eastern scripts twice."""
    return max(width(line) + len(_WIDE.findall(line)) // 2 for line in text.split("\n"))


def _longest_piece(text: str) -> int:
    return max(map(_length, _PIECES.split(with_breaks(text))))


def _usual(texts: list[str]) -> float:
    """The mean length of the cells, so that one long cell does not starve the other columns."""
    return max(1.0, sum(map(len, texts)) / len(texts))


def _size(lines: dict[Size, int], least: list[int], wished: list[int]) -> Size:
    """Normal where it fits or columns are few; smaller the more columns there are, and the longer their words."""
    columns = len(wished)
    sizes: tuple[tuple[Size, int], ...] = (("normal", 4), ("small", 6))
    for size, most in sizes:
        line = lines[size] - GUTTER * columns
        if sum(wished) <= line or (columns <= most and sum(least) <= line):
            return size
    return "tiny"


def _shared(line: float, least: list[int], wished: list[int], weights: list[float]) -> list[float]:
    """Each column its longest word, then by weight until it has all it wishes; by words if these alone are too long."""
    widths = [float(size) for size in least]
    if sum(least) >= line:
        return widths
    open_ = [place for place, wish in enumerate(wished) if widths[place] < wish]
    left = line - sum(least)
    while open_ and left > 0.5:
        unit = left / sum(weights[place] for place in open_)
        for place in open_:
            given = min(weights[place] * unit, wished[place] - widths[place])
            widths[place] += given
            left -= given
        open_ = [place for place in open_ if widths[place] < wished[place] - 0.01]
    return widths
