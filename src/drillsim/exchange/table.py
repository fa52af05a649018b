"""A table as other programs write it: comma, semicolon or tab between the fields, quotes round some of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drillsim.errors import DrillsimError
from drillsim.problems import Position, Problem
from drillsim.record.clean import clean

MOST_BYTES = 1024 * 1024
MOST_ROWS = 20_000
LONGEST = 200  # characters of a field that are read; none needs more
DELIMITERS = ",;\t"

_LINE_END = re.compile("\r\n|\r|\n")
_TIDY = re.compile(r"[^a-z0-9]+")


class TableRefused(DrillsimError):
    """A file that is no such table at all, in one line."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in one column of one line, harmless to a terminal, and where it begins."""

    text: str
    position: Position

    def wrong(self, where: str, expected: str, hint: str | None = None) -> Problem:
        """The problem of a field that is not what it should be."""
        found = f"“{self.text[:40]}”" if self.text else "nothing"
        return Problem("error", "value", self.position, where, f"expected {expected}, found {found}", hint)


@dataclass(frozen=True, slots=True)
class Line:
    """The fields of one line by what their columns mean."""

    position: Position
    fields: Mapping[str, Field]

    def field(self, name: str) -> Field:
        """What stands in a column; an empty field at the line's begin where the line has none."""
        return self.fields.get(name) or Field("", self.position)

    def text(self, name: str) -> str:
        """What stands in a column; empty where there is no such column, or nothing in it."""
        return self.field(name).text


def tidy(word: str) -> str:
    """How words of a heading or a status are compared: small letters and digits with single spaces."""
    return _TIDY.sub(" ", word.lower()).strip()


def without_mark(text: str) -> str:
    """The text without the byte order mark that some programs write first. Raises TableRefused where it is too long."""
    if len(text) > MOST_BYTES:
        raise TableRefused(f"expected a file of at most {MOST_BYTES // 1024 // 1024} MiB, found more")
    return text.removeprefix("\ufeff")


def split_lines(text: str) -> list[str]:
    """The lines as editors count them."""
    return _LINE_END.split(text)


def lines(text: str, file: str, meanings: Mapping[str, str], needed: str) -> Iterator[Line | Problem]:
    """The lines below the heading, or what is wrong with one. Columns may stand in any order.

    `meanings` gives each known heading (tidy) its meaning; a column without one is passed over. Raises TableRefused
    where no column means `needed`, or there are too many rows.
    """
    rows = split_lines(without_mark(text))
    if not rows or not rows[0].strip():
        raise TableRefused(f"{file}:1:1: expected a heading such as time,name,team,status, found nothing")
    delimiter = max(DELIMITERS, key=rows[0].count)
    headings = [meanings.get(tidy(field.text)) for field in _fields(rows[0], delimiter, file, 1)]
    if needed not in headings:
        words = ", ".join(sorted(word for word, meaning in meanings.items() if meaning == needed))
        raise TableRefused(f"{file}:1:1: expected a column for the {needed} ({words}), found “{clean(rows[0])[:80]}”")
    if len(rows) - 1 > MOST_ROWS:
        raise TableRefused(f"{file}:{MOST_ROWS + 2}:1: expected at most {MOST_ROWS} rows, found {len(rows) - 1}")
    for number, row in enumerate(rows[1:], 2):
        if not row.strip():
            continue
        fields = _fields(row, delimiter, file, number)
        if len(fields) > len(headings):
            yield fields[len(headings)].wrong("", f"{len(headings)} columns as in the heading")
        else:
            found = {name: field for name, field in zip(headings, fields, strict=False) if name}
            yield Line(Position(file, number), found)


def _fields(row: str, delimiter: str, file: str, number: int) -> list[Field]:
    quoted = rf'\s*"(?P<quoted>(?:[^"]|"")*)"\s*(?={re.escape(delimiter)}|$)'
    pattern = re.compile(rf"(?:{quoted}|(?P<plain>[^{re.escape(delimiter)}]*))")
    found, at = [], 0
    while True:
        match = pattern.match(row, at)
        assert match is not None  # the plain form fits nothing too
        inside = match["quoted"]
        text = match["plain"] if inside is None else inside.replace('""', '"')
        found.append(Field(clean(text.strip()[:LONGEST]), Position(file, number, at + 1)))
        if match.end() >= len(row):
            return found
        at = match.end() + 1
