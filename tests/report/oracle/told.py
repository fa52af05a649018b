"""What a section has to say, as the oracle reckons it, and how that is held against what it says."""

import re
from dataclasses import dataclass, field

from report.oracle.page import Part, tokens

_REFERENCE = re.compile(r"\b(?:task|message|role|function):[a-z][\w/]* T\+\d\d+:\d\d(?::\d\d)?\b")


@dataclass(frozen=True)
class Prose:
    """A cell in sentences: its numbers have to be these, in this order; the words are the report's own."""

    text: str


Cell = str | Prose
"""A text stands for itself, to the letter."""
Rows = list[list[Cell]]


@dataclass
class Told:
    """`texts` are all paragraphs, items and heads of tables that hold a number: numbers count, words do not."""

    texts: list[str] = field(default_factory=list)
    tables: list[Rows] = field(default_factory=list)
    data: list[Rows] = field(default_factory=list)
    """Tables under figures."""
    drawn: list[str] = field(default_factory=list)
    """What a drawing may say beyond the numbers of its section, such as a sum at the end of a row."""

    @property
    def says_anything(self) -> bool:
        """Whether the section has to be there."""
        return any(map(tokens, self.texts)) or any(self.tables)


def differences(part: Part, told: Told, known: set[str]) -> list[str]:
    """Where a section says other numbers than the oracle. Each with its place and what stands around it.

    `known` are all references that evidence may give, such as `task:take_cover T+00:10`.
    """
    found = _texts(part, told)
    found += [f"{part.name}: {ref} is nothing of the record" for ref in sorted(_references(part) - known)]
    for what, shown, reckoned in (("table", part.tables, told.tables), ("data", part.data, told.data)):
        if len(shown) != len(reckoned):
            found.append(f"{part.name}: {len(shown)} {what}s, expected {len(reckoned)}")
        for number, (rows, wanted) in enumerate(zip(shown, reckoned, strict=False), 1):
            found += [f"{part.name}: {what} {number}: {each}" for each in _rows(rows, wanted)]
    return found


def _references(part: Part) -> set[str]:
    cells = [cell for table in (*part.tables, *part.data) for row in table for cell in row]
    return {reference for text in (*part.texts, *cells) for reference in _REFERENCE.findall(text)}


def numbers(text: str) -> list[str]:
    """The tokens of a text but for references, which are held against the record by themselves."""
    return tokens(_REFERENCE.sub("", text))


def _texts(part: Part, told: Told) -> list[str]:
    shown = [text for text in part.texts if numbers(text)]
    reckoned = [text for text in told.texts if numbers(text)]
    found = [
        f"{part.name}: {text!r}: expected {numbers(wanted)}"
        for text, wanted in zip(shown, reckoned, strict=False)
        if numbers(text) != numbers(wanted)
    ]
    found += [f"{part.name}: nobody can trace {text!r}" for text in shown[len(reckoned) :]]
    return found + [f"{part.name}: expected {text!r}" for text in reckoned[len(shown) :]]


def _rows(shown: list[list[str]], reckoned: Rows) -> list[str]:
    if len(shown) != len(reckoned):
        return [f"{len(shown)} rows, expected {len(reckoned)}: {shown} {reckoned}"]
    return [
        f"row {row}, cell {cell}: {says!r}, expected {wanted!r}"
        for row, (cells, wants) in enumerate(zip(shown, reckoned, strict=True), 1)
        for cell, (says, wanted) in enumerate(zip(cells, [*wants, *[""] * 20], strict=False), 1)
        if not _same(says, wanted)
    ]


def _same(says: str, wanted: Cell) -> bool:
    return numbers(says) == numbers(wanted.text) if isinstance(wanted, Prose) else says == wanted
