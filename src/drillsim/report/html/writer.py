"""Blocks as HTML: each kind is one macro of templates/blocks.html, given words that are escaped already."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, pairwise
from typing import Any, assert_never

from markupsafe import Markup

from drillsim.report.document import (
    KEPT,
    UPRIGHT,
    Block,
    Bullets,
    Figure,
    Heading,
    KeyFigures,
    Para,
    Promise,
    Promises,
    Section,
    Signs,
    Table,
)
from drillsim.report.html.places import Places
from drillsim.report.html.words import marked
from drillsim.report.marks import without_marks
from drillsim.report.svg import in_page

WIDE = 3  # columns that fit a telephone; a table of more may have to be moved sideways
_LONG_WORD = re.compile(r"\S{33}")  # may be broken anywhere; shorter words stay whole


class Writer:
    """Writes a document's blocks in their order: tables and figures are numbered as they come."""

    def __init__(self, macros: Any, places: Places) -> None:
        """`macros` is the module of templates/blocks.html."""
        self._macros = macros
        self._places = places
        self._tables = count(1)
        self._figures = count(1)

    def section(self, section: Section) -> Markup:
        """What stands under a section's heading."""
        return Markup("\n").join(self._blocks(section.blocks))

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[Markup]:
        """A caption right above a table becomes the table's own."""
        caption: str | None = None
        for block, then in pairwise((*blocks, None)):
            match block:
                case Para(text=text, tone="caption") if isinstance(then, Table):
                    caption = text
                case Table():
                    yield self._table(block, caption)
                    caption = None
                case None:
                    return
                case _:
                    yield self._block(block)

    def _block(self, block: Block) -> Markup:
        macros, words = self._macros, self._words
        match block:
            case Para():
                return _safe(macros.para(words(block.text), block.tone))
            case Heading():
                return _safe(macros.heading(words(block.text)))
            case Bullets():
                return _safe(macros.bullets(self._all(block.items)))
            case Table():
                return self._table(block, None)
            case KeyFigures():
                return _safe(macros.key_figures([self._all((one.number, one.of)) for one in block.figures]))
            case Promises():
                return _safe(macros.promises([self._promise(item) for item in block.items]))
            case Figure():
                return self._figure(block)
            case Signs():
                return Markup()
            case _:
                assert_never(block)

    def _promise(self, item: Promise) -> tuple[str, str, list[Markup]]:
        """The result as a class and as a word, and the sentences."""
        return item.result, KEPT[item.result], self._all((item.promise, item.fact, item.earlier, item.evidence))

    def _table(self, table: Table, caption: str | None) -> Markup:
        number = next(self._tables)
        named = f"{table.title}, {table.part}" if table.part else table.title
        return self._rows(table, f"Table {number}", f"table-{number}", self._words(caption or named))

    def _figure(self, figure: Figure) -> Markup:
        number = next(self._figures)
        place = f"figure-{number}"
        rows = self._rows(figure.table, f"Data of figure {number}", f"{place}-data", self._words(figure.table.title))
        drawn = Markup(in_page(replace(figure, title=without_marks(figure.title), alt=without_marks(figure.alt))))
        return _safe(self._macros.figure(number, place, drawn, self._words(figure.title), rows))

    def _rows(self, table: Table, label: str, place: str, caption: Markup) -> Markup:
        heads = list(zip(self._all(table.heads), _classes(table.heads, table.numbers), strict=True))
        rows = [list(zip(self._all(row), _classes(row, table.numbers), strict=True)) for row in table.rows]
        wide, broad = len(heads) > WIDE, len(heads) > UPRIGHT
        return _safe(self._macros.table(label, place, caption, heads, rows, wide=wide, broad=broad))

    def _all(self, texts: tuple[str, ...]) -> list[Markup]:
        return [self._words(text) for text in texts]

    def _words(self, text: str) -> Markup:
        return marked(text, self._places)


def _classes(row: tuple[str, ...], numbers: frozenset[int]) -> Iterator[str]:
    """What the style sheet has to know of each cell of a row."""
    for place, text in enumerate(row):
        long = "long" if _LONG_WORD.search(text) else ""
        yield f"number {long}".strip() if place in numbers else long


def _safe(written: Any) -> Markup:
    """What a macro wrote is escaped by its template."""
    assert isinstance(written, Markup)
    return written
