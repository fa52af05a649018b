"""Reading the private telephone list that a plan names: a CSV file beside it (reliability.md, A12).

It is read only where people check it or are about to call, never with the drill: nothing of it can come into a record,
a report or an export. What is refused is said by its place, never by its content.
"""

import difflib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drillsim.errors import NotFound
from drillsim.loading.documents import Loaded
from drillsim.loading.scan import Unreadable, decoded
from drillsim.loading.shelf import Disk
from drillsim.loading.source import SourceFile
from drillsim.loading.words import listed, quoted, shown
from drillsim.model.plan import Plan
from drillsim.model.telephones import COLUMNS, NUMBERS, Contact
from drillsim.problems import Position, Problem, Severity
from drillsim.record.clean import clean

ENDING = ".csv"
MOST_LINES = 5_000  # more people than any plan names, few enough to read at once
MOST_CELL = 200  # characters of one cell: the longest address that mail allows is 254, of one in use about 60
MOST_PROBLEMS = 50  # more nobody mends at once

_CELL = {between: re.compile(rf' *"(?P<quoted>(?:[^"]|"")*)" *|(?P<plain>[^"{between}]*)') for between in (",", ";")}
"""A cell, by what stands between two: a comma, or a semicolon as spreadsheets write it where a comma is a point."""
_NUMBER = re.compile(r"(?=.*\d)[+0-9 ()./x#*-]{3,40}", re.IGNORECASE)
_KEY = "contacts_file"


@dataclass(frozen=True)
class Telephones:
    """Whom the list knows, by the name that the plan gives them, and what is wrong with it."""

    contacts: Mapping[str, Contact]
    problems: tuple[Problem, ...] = ()


NONE = Telephones({})
"""What there is where a plan names no list."""


def telephones(loaded: Loaded) -> Telephones:
    """The list of the plan of a drill, or of a plan. A missing one is a warning: a plan may travel without it."""
    plan_file = next((file for file in loaded.files if file.kind == "plan"), None)
    if plan_file is None or loaded.plan is None or loaded.plan.contacts_file is None:
        return NONE
    name = loaded.plan.contacts_file
    shelf = Disk(plan_file.path)
    if not _is_plain_name(name):
        return _wrong(plan_file, "error", "value", f"expected a file beside the plan that ends in {ENDING}")
    target = shelf.named(name)
    if not shelf.is_inside(target):
        return _wrong(
            plan_file, "error", "value", f"expected a file inside the exercise's folder, found {quoted(name)}"
        )
    try:
        raw = shelf.read(target)
    except NotFound as error:
        why = str(error).removeprefix(f"{shown(target)}: ").partition("; did you mean")[0]
        return _wrong(plan_file, "warning", "missing", f"{quoted(name)}: {why}; the reach test has no numbers")
    found = _List(target)
    rows = found.read(raw)
    return Telephones(_by_name(loaded.plan, rows), tuple(found.problems))


def _is_plain_name(name: str) -> bool:
    if not name.isprintable() or "\\" in name or ":" in name or name.startswith(("/", "~")):
        return False
    return name.endswith(ENDING) and os.path.basename(name) != ENDING


def _wrong(plan: SourceFile, severity: Severity, code: str, message: str) -> Telephones:
    return Telephones({}, (Problem(severity, code, plan.locate((_KEY,)), _KEY, message),))


def _by_name(plan: Plan, rows: Sequence[Contact]) -> dict[str, Contact]:
    """By the names that screens show: a person's own, where the list has the id; the first line of each counts."""
    found: dict[str, Contact] = {}
    for each in rows:
        person = plan.people.get(each.who)
        found.setdefault((person.name if person else None) or each.who, each)
    return found


# One list


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    line: int
    column: int


class _List:
    """One file of it, and what is wrong there."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.problems: list[Problem] = []

    def read(self, raw: bytes) -> list[Contact]:
        """Its lines; what is wrong in one leaves that cell empty."""
        if not raw.strip():
            self._refuse(f"expected a line of columns: {', '.join(COLUMNS)}; found an empty file", code="missing")
            return []
        try:
            lines = list(_lines(decoded(raw)))
        except Unreadable as error:
            self._refuse(error.message, error.line, error.column)
            return []
        heads = self._heads(lines[0]) if lines else []
        return [found for cells in lines[1:] if heads and (found := self._contact(heads, cells))]

    def _refuse(
        self, message: str, line: int = 1, column: int = 1, *, code: str = "value", hint: str | None = None
    ) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem("error", code, Position(shown(self._path), line, column), "", message, hint))

    def _heads(self, cells: Sequence[_Cell]) -> list[str]:
        """The columns by their names; none where the list cannot be read without guessing."""
        heads = [cell.text.lower() for cell in cells]
        before = len(self.problems)
        for cell, head in zip(cells, heads, strict=True):
            if head not in COLUMNS:
                near = difflib.get_close_matches(head, COLUMNS, 1)
                message = f"expected columns called {listed(COLUMNS)}, found another"
                self._refuse(message, cell.line, cell.column, hint=near[0] if near else None)
            elif heads.count(head) > 1:
                self._refuse(f"expected the column {head} once, found it again", cell.line, cell.column)
        if not {"person", "vendor"} & set(heads):
            self._refuse("expected a column person or vendor, found neither", cells[0].line, code="missing")
        return heads if len(self.problems) == before else []

    def _contact(self, heads: Sequence[str], cells: Sequence[_Cell]) -> Contact | None:
        if len(cells) > len(heads):
            cell = cells[len(heads)]
            self._refuse(f"expected {len(heads)} cells, found more", cell.line, cell.column)
        row = {head: self._text(head, cell) for head, cell in zip(heads, cells, strict=False)}
        who = row.pop("person", "") or row.get("vendor", "")
        row.pop("vendor", None)
        if not who:
            self._refuse("expected a person or a vendor, found nothing", cells[0].line, cells[0].column, code="missing")
            return None
        return Contact(who, **row)

    def _text(self, head: str, cell: _Cell) -> str:
        if cell.text and head in NUMBERS and not _NUMBER.fullmatch(cell.text):
            message = "expected a telephone number such as +1 918 555 0142, found other signs"
            self._refuse(message, cell.line, cell.column)
            return ""
        return clean(cell.text)


def _lines(text: str) -> Iterator[list[_Cell]]:
    """The cells of each line that says anything, with their places. Raises Unreadable."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip(" \t,;")]
    if len(lines) > MOST_LINES:
        raise Unreadable(f"expected at most {MOST_LINES} lines, found more", lines[MOST_LINES][0])
    between = ";" if lines and ";" in lines[0][1] and "," not in lines[0][1] else ","
    for number, line in lines:
        yield list(_cells(line, number, between))


def _cells(line: str, number: int, between: str) -> Iterator[_Cell]:
    at = 0
    while True:
        found = _CELL[between].match(line, at)
        assert found is not None  # an empty cell fits
        text = found["plain"] if found["quoted"] is None else found["quoted"].replace('""', '"')
        if len(text) > MOST_CELL:
            raise Unreadable(f"expected at most {MOST_CELL} characters in a cell, found more", number, at + 1)
        yield _Cell(text.strip(), number, at + 1)
        at = found.end()
        if at == len(line):
            return
        if line[at] != between:
            raise Unreadable('expected quotes round a whole cell, and "" for one within, found another', number, at + 1)
        at += 1
