"""Tables, paragraphs and cells as lines of text: a fact a line, what it is first, nothing said by a picture."""

import re
from collections.abc import Iterable, Mapping

from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell, Row, Table

_NO_NAMES: Mapping[str, str] = {}
_PICTURE = re.compile(r"[\u2580-\u259f.]*[\u2580-\u259f][\u2580-\u259f.]*|\.{4,}")
"""A chart of blocks and dots; its numbers stand beside it."""

_MORE = re.compile(r" \+(\d+)$")
"""`floor_lead +2`, as narrow columns say it."""


def table(told: Table, names: Mapping[str, str] = _NO_NAMES) -> list[str]:
    """The title, then a line for each row; `names` are what to type for a row, by its key."""
    rows = [row(each, names.get(each.key, "")) for each in told.rows]
    return [_title(told, has_rows=bool(rows)), *rows]


def _title(told: Table, *, has_rows: bool) -> str:
    title = told.title.replace(" | ", "; ")
    if not has_rows and told.empty:
        return f"{title}: {told.empty}"
    return f"{title}." if ":" in title else f"{title}:"


def row(told: Row, name: str = "") -> str:
    """How it stands, what to type for it, then the rest; of what is said below a row what the row has not said."""
    first, *rest = [text for cell in told.cells if (text := _said(cell.text))]
    rest = [text for text in rest if not any(other.startswith(f"{text} ") for other in rest)]
    details = ", ".join(rest)
    for part in re.split(r"\n| \| ", told.under):
        text = _said(part)
        if text and text not in details:
            details = f"{details}; {text}" if details else text
    head = f"{first} {name}" if name else first
    return _one_line(f"{head}: {details}" if details else head)


def paragraphs(told: Iterable[Paragraph]) -> list[str]:
    """Each of their lines, a heading with a colon behind it."""
    return [
        f"{text}:" if each.kind == "heading" else text
        for each in told
        for part in each.text.split("\n")
        if (text := _one_line(part))
    ]


def cells(told: Iterable[Cell]) -> list[str]:
    """Paragraphs made of single cells, line by line."""
    return [text for cell in told for part in cell.text.split("\n") if (text := _one_line(part))]


def _said(text: str) -> str:
    """The words of a text; nothing of one that is a picture, such as a gauge or a dash."""
    if not any(sign.isalnum() for sign in text):
        return ""
    return _one_line(_MORE.sub(r" and \1 more", _PICTURE.sub("", text)))


def _one_line(text: str) -> str:
    return " ".join(text.split())
