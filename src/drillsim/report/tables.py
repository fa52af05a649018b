"""The report's tables as CSV (RFC 4180), for spreadsheets. Programs had better read the outcome as JSON."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from drillsim.report.document import Document, Table
from drillsim.report.marks import without_marks

_MARK = "\ufeff"
"""First of each file: without it spreadsheets on Windows take UTF-8 for the code page of the country."""

_BEGINS_A_FORMULA = frozenset("=+-@|%")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)? ?%?|[-+](\d+[dhms])+")
"""A number, a share or a length of time: signs of ours that no spreadsheet reckons with."""

_NOTHING = "-"  # what a report says where there is nothing; in a spreadsheet an empty cell says it
_PART = "part"
_LONGEST_NAME = 60
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # devices of Windows, whatever their ending

_Column = tuple[str, int]
"""A head, and the how manieth of that name it is within its table."""


def csv_files(document: Document) -> dict[str, str]:
    """The tables by the names of their files, in the document's order; a mark of UTF-8 first, lines that end in CRLF.

    Tables of one name are one file. Where any of them is a part of something, a first column `part` tells which, so
    that what was measured and what was simulated never look alike.
    """
    named: dict[str, list[Table]] = {}
    for table in document.tables():
        named.setdefault(table.name, []).append(table)
    return {file: _csv(parts) for file, parts in zip(_files(named), named.values(), strict=True)}


def guarded(text: str) -> str:
    """One line of text, without marks, that no spreadsheet takes for a formula.

    What begins like one gets an apostrophe before it. A number, a share and a length of time stay as they are.
    """
    line = " ".join(without_marks(text).split())
    if line == _NOTHING:
        return ""
    return f"'{line}" if _begins_a_formula(line) and not _NUMBER.fullmatch(line) else line


def _begins_a_formula(line: str) -> bool:
    """Signs that nobody sees, as a zero-width blank, do not hide the first that counts, nor does a full-width form."""
    seen = (sign for sign in line if unicodedata.category(sign) not in ("Cf", "Mn"))
    return unicodedata.normalize("NFKC", next(seen, ""))[:1] in _BEGINS_A_FORMULA


def _files(names: Iterable[str]) -> Iterator[str]:
    """As exercise documents call them (ImprovementPlan), in letters, digits and hyphens; no two alike on any system."""
    taken: set[str] = set()
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9-]+", "", name)[:_LONGEST_NAME] or "Table"
        first = f"{plain}Table" if _RESERVED.fullmatch(plain.casefold()) else plain
        file, number = first, 1
        while file.casefold() in taken:
            number += 1
            file = f"{first}-{number}"
        taken.add(file.casefold())
        yield f"{file}.csv"


def _csv(parts: Sequence[Table]) -> str:
    """Columns of all parts in the order in which they first come; a part that lacks one leaves it empty."""
    columns = list(dict.fromkeys(column for part in parts for column in _columns(part)))
    parted = [_PART] if any(part.part for part in parts) else []
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([*parted, *(guarded(head) for head, _ in columns)])
    for part in parts:
        told = [guarded(part.part)] if parted else []
        for row in part.rows:
            cells = dict(zip(_columns(part), row, strict=True))
            writer.writerow([*told, *(guarded(cells.get(column, "")) for column in columns)])
    return _MARK + written.getvalue()


def _columns(table: Table) -> list[_Column]:
    return [(head, table.heads[:place].count(head)) for place, head in enumerate(table.heads)]
