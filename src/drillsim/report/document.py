"""A document before any format: sections of blocks, and text with marks (report.marks).

Whoever adds a format writes each kind of block once; whoever adds a section makes blocks and knows no format.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.promises import Kept
from drillsim.report.drawing import Drawing

_WORD_BEGINS = re.compile(r"(?<=[a-z])(?=[A-Z])")

Tone = Literal["plain", "note", "caption", "warning"]
"""How a paragraph is meant: as text, as a remark beside it, as what stands above a table, as something to heed."""

KEPT: dict[Kept, str] = {"kept": "Kept", "missed": "Missed", "undecided": "Undecided"}
"""What came of a promise, in the one word that every format and every screen has for it."""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under heads; all of a row as long as the heads.

    `name` is that of its file where tables are exported, as `Expectations`; tables of one name are parts of one, told
    apart by `part` (what their times rest on, as `measured`). `numbers`: the columns whose cells are flush right.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    name: str
    part: str = ""
    numbers: frozenset[int] = frozenset()
    most: int = 500
    """Rows that a page holds; a file of its own holds all."""

    @property
    def title(self) -> str:
        """The name in words: `Decision log` of `DecisionLog`."""
        first, *others = _WORD_BEGINS.split(self.name)
        return " ".join([first, *(word if word.isupper() else word.lower() for word in others)])


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number that stands for much, with what it counts: ("2h08m", "customer calls out of service; RTO 2h")."""

    number: str
    of: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The numbers of a summary."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise in one sentence, what came of it in one, and the one earlier step that would have kept it.

    `earlier` is empty where the promise was kept, or where nobody searched.
    """

    result: Kept
    promise: str
    fact: str
    earlier: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Promises:
    """The verdict."""

    items: tuple[Promise, ...]

    def as_table(self) -> Table:
        """For formats that have nothing but tables."""
        rows = tuple((KEPT[each.result], each.promise, each.fact, each.earlier, each.evidence) for each in self.items)
        return Table(("result", "promise", "what came of it", "earlier step", "evidence"), rows, "Verdict")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of numbers. Whoever cannot see it has `alt` (what it shows, in a sentence or two) and the table.

    `signs` draws the same in a few lines of text, for formats without pictures; none where the table is enough.
    """

    name: str
    title: str
    alt: str
    drawing: Drawing
    table: Table
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """Lines of text of equal width: a chart where there are no pictures, and how it is read.

    Formats with pictures leave it out.
    """

    lines: tuple[str, ...]
    how: str = ""


Block = Para | Heading | Bullets | Table | KeyFigures | Promises | Figure | Signs


UPRIGHT = 9
"""Columns that fit a sheet upright."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document under its heading. `key` is its anchor, as `verdict`; `appendix` its letter, as A."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    appendix: str = ""

    @property
    def is_broad(self) -> bool:
        """Whether a table of it has more columns than fit a sheet upright: it is printed on turned ones."""
        return any(isinstance(block, Table) and len(block.heads) > UPRIGHT for block in self.blocks)

    @property
    def heading(self) -> str:
        """The title, with the letter of an appendix."""
        return f"Appendix {self.appendix}: {self.title}" if self.appendix else self.title


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    `marking` stands on every page (EXERCISE EXERCISE EXERCISE), `status` beside it (DRAFT, IN PROGRESS, FINAL) with
    `why`. `cover` are pairs of what the cover says. `made_from` names the record's digests at the foot of each page.
    `date` is that of the record (seconds since 1970, UTC), None where nobody watched a clock: never today.
    """

    title: str
    subtitle: str
    marking: str
    status: str
    why: str
    cover: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    made_from: str = ""
    date: int | None = None

    def tables(self) -> Iterator[Table]:
        """All tables in order, those of figures too, and the verdict as one."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    yield block
                elif isinstance(block, Figure):
                    yield block.table
                elif isinstance(block, Promises):
                    yield block.as_table()
