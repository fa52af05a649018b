"""The document as data for a template: nested lists and names, made of strings, numbers and truth values.

No text becomes typst source: the template reads the whole as JSON, and a string in a value is never parsed as markup.
`templates/report.typ` begins with what each part means, for whoever writes a template.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, assert_never

from drillsim.report import svg
from drillsim.report.document import (
    Block,
    Bullets,
    Document,
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
from drillsim.report.marks import Run, runs, without_marks
from drillsim.report.pdf.columns import layout
from drillsim.report.pdf.words import isolated, printable, with_breaks

ROWS_PRINTED = 60
"""Rows of a figure's table that are still printed behind the report; longer ones are in the exported tables."""
RUNNING = 40
"""Characters of the title that stand at the head of each page."""

Data = dict[str, Any]
Text = str | list[str | Data]


def content(document: Document, lacking: frozenset[str] = frozenset()) -> str:
    """JSON; the same document gives the same text. Letters that the fonts are `lacking` stand as their numbers."""
    return json.dumps(_Paper(document, lacking).whole(), ensure_ascii=False, separators=(",", ":"))


class _Paper:
    """A document on its way to data. Typst refuses an anchor that is there twice, and a link to one that is not."""

    def __init__(self, document: Document, lacking: frozenset[str]) -> None:
        self._document = document
        self._numbers = str.maketrans({letter: f"[U+{ord(letter):04X}]" for letter in lacking})
        self._placed: set[str] = {section.key for section in document.sections}
        self._links: list[Data] = []

    def whole(self) -> Data:
        written = self._written()
        for piece in self._links:
            if piece["to"] not in self._placed:
                del piece["to"]
        return written

    def _written(self) -> Data:
        document = self._document
        return {
            "name": self._shown(document.title),
            "running": _running(self._shown(document.title)),
            "title": self._label(document.title),
            "subtitle": self._label(document.subtitle),
            "marking": self._label(document.marking),
            "status": self._label(document.status),
            "why": self._text(document.why),
            "cover": [[self._text(what), self._text(says)] for what, says in document.cover],
            "made_from": self._label(document.made_from),
            "date": _date(document.date),
            "lacking": bool(self._numbers),
            "sections": [self._section(section) for section in document.sections],
        }

    def _section(self, section: Section) -> Data:
        return {
            "key": section.key,
            "heading": self._label(section.heading),
            "appendix": section.appendix,
            "turned": section.is_broad,
            "blocks": [
                data for block in section.blocks if (data := self._block(block, turned=section.is_broad)) is not None
            ],
        }

    def _block(self, block: Block, *, turned: bool) -> Data | None:
        match block:
            case Para():
                return {"is": "para", "tone": block.tone, "text": self._text(block.text)}
            case Heading():
                return {"is": "heading", "text": self._label(block.text)}
            case Bullets():
                return {"is": "bullets", "items": [self._text(item) for item in block.items]}
            case Table():
                return {"is": "table", **self._table(block, turned=turned)}
            case KeyFigures():
                pairs = [[self._text(figure.number), self._text(figure.of)] for figure in block.figures]
                return {"is": "key_figures", "figures": pairs}
            case Promises():
                return {"is": "promises", "items": [self._promise(promise) for promise in block.items]}
            case Figure():
                return self._figure(block)
            case Signs():
                return None  # a page has pictures
            case _:
                assert_never(block)

    def _table(self, table: Table, *, turned: bool = False) -> Data:
        shape = layout(table, turned=turned)
        return {
            "heads": [self._label(head) for head in table.heads],
            "rows": [[self._text(cell) for cell in row] for row in table.rows],
            "numbers": sorted(table.numbers),
            "size": shape.size,
            "widths": [round(width, 2) for width in shape.widths],
            "full": shape.full,
            "heads_repeat": shape.heads_repeat,
            "rows_break": shape.rows_break,
            "by_hand": shape.by_hand,
        }

    def _promise(self, promise: Promise) -> Data:
        return {
            "result": promise.result,
            "promise": self._text(promise.promise),
            "fact": self._text(promise.fact),
            "earlier": self._text(promise.earlier),
            "evidence": self._text(promise.evidence),
        }

    def _figure(self, figure: Figure) -> Data:
        rows = len(figure.table.rows)
        return {
            "is": "figure",
            "title": self._label(figure.title),
            "alt": self._shown(figure.alt),
            "svg": printable(svg.alone(figure)).translate(self._numbers),
            "wide": figure.drawing.width,
            "rows": rows,
            "table": self._table(figure.table) if rows <= ROWS_PRINTED else None,
            "table_name": figure.table.name,
        }

    def _text(self, text: str) -> Text:
        """A string where it has no marks, else its pieces."""
        return _together([piece for run in runs(text) if (piece := self._piece(run)) is not None])

    def _label(self, text: str) -> Text:
        """A text that the pages may have more than once, as a heading in the contents: no link leads there or away."""
        return _together([self._words(replace(run, to=None)) for run in runs(text) if run.anchor is None])

    def _shown(self, text: str) -> str:
        """A text without marks, for programs to read out."""
        return printable(without_marks(text)).translate(self._numbers)

    def _piece(self, run: Run) -> str | Data | None:
        return self._words(run) if run.anchor is None else self._anchor(run.anchor)

    def _words(self, run: Run) -> str | Data:
        shown = with_breaks(printable(run.text).translate(self._numbers))
        piece: Data = {"text": isolated(shown) if run.said else shown}
        piece |= {kind: True for kind in ("code", "strong", "said") if getattr(run, kind)}
        if run.to is not None:
            piece["to"] = run.to
            self._links.append(piece)
        return piece if len(piece) > 1 else shown

    def _anchor(self, name: str) -> Data | None:
        """The first of a name is where links lead."""
        if not name or name in self._placed:
            return None
        self._placed.add(name)
        return {"anchor": name}


def _together(pieces: list[str | Data]) -> Text:
    match pieces:
        case []:
            return ""
        case [str() as only]:
            return only
        case _:
            return pieces


def _running(title: str) -> str:
    """The title as the head of each page has it, on one line."""
    line = " ".join(title.split())
    return line if len(line) <= RUNNING else f"{line[: RUNNING - 1]}…"


def _date(second: int | None) -> list[int] | None:
    """Year, month, day, hour, minute and second, in UTC."""
    return None if second is None else list(datetime.fromtimestamp(second, UTC).timetuple()[:6])
