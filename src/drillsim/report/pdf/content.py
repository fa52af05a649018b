"""The document as data for a template: nested lists and names, made of strings, numbers and truth values.

No text becomes typst source: the template reads the whole as JSON, and a string in a value is never parsed as markup.
`templates/report.typ` begins with what each part means, for whoever writes a template.
"""

import json
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
    Quote,
    Section,
    Signs,
    Table,
)
from drillsim.report.marks import Run, runs, without_marks
from drillsim.report.pdf.columns import layout
from drillsim.report.pdf.words import isolated, printable, right_to_left, with_breaks

ROWS_PRINTED = 60
"""Rows of a figure's table that are still printed behind the report; longer ones are in the exported tables."""

Data = dict[str, Any]
Text = str | list[str | Data]


def content(document: Document) -> str:
    """JSON; the same document gives the same text."""
    return json.dumps(_Paper(document).whole(), ensure_ascii=False, separators=(",", ":"))


class _Paper:
    """A document on its way to data. Typst refuses an anchor that is there twice, and a link to one that is not."""

    def __init__(self, document: Document) -> None:
        self._document = document
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
            "name": printable(without_marks(document.title)),
            "title": self._text(document.title),
            "subtitle": self._text(document.subtitle),
            "marking": self._text(document.marking),
            "status": self._text(document.status),
            "why": self._text(document.why),
            "cover": [[self._text(what), self._text(says)] for what, says in document.cover],
            "made_from": self._text(document.made_from),
            "date": _date(document.date),
            "sections": [self._section(section) for section in document.sections],
        }

    def _section(self, section: Section) -> Data:
        return {
            "key": section.key,
            "heading": self._text(section.heading),
            "appendix": section.appendix,
            "blocks": [data for block in section.blocks if (data := self._block(block)) is not None],
        }

    def _block(self, block: Block) -> Data | None:
        match block:
            case Para():
                return {"is": "para", "tone": block.tone, "text": self._text(block.text)}
            case Heading():
                return {"is": "heading", "text": self._text(block.text)}
            case Bullets():
                return {"is": "bullets", "items": [self._text(item) for item in block.items]}
            case Table():
                return {"is": "table", **self._table(block)}
            case KeyFigures():
                pairs = [[self._text(figure.number), self._text(figure.of)] for figure in block.figures]
                return {"is": "key_figures", "figures": pairs}
            case Promises():
                return {"is": "promises", "items": [self._promise(promise) for promise in block.items]}
            case Quote():
                way = right_to_left(without_marks(block.text))
                return {"is": "quote", "text": self._text(block.text), "by": self._text(block.by), "right_to_left": way}
            case Figure():
                return self._figure(block)
            case Signs():
                return None  # a page has pictures
            case _:
                assert_never(block)

    def _table(self, table: Table) -> Data:
        shape = layout(table)
        return {
            "heads": [self._text(head) for head in table.heads],
            "rows": [[self._text(cell) for cell in row] for row in table.rows],
            "numbers": sorted(table.numbers),
            "size": shape.size,
            "widths": [round(width, 2) for width in shape.widths],
            "full": shape.full,
            "rows_break": shape.rows_break,
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
            "title": self._text(figure.title),
            "alt": printable(without_marks(figure.alt)),
            "svg": svg.alone(figure),
            "wide": figure.drawing.width,
            "rows": rows,
            "table": self._table(figure.table) if rows <= ROWS_PRINTED else None,
            "table_name": figure.table.name,
        }

    def _text(self, text: str) -> Text:
        """A string where it has no marks, else its pieces."""
        pieces = [piece for run in runs(text) if (piece := self._piece(run)) is not None]
        if not pieces:
            return ""
        return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], str) else pieces

    def _piece(self, run: Run) -> str | Data | None:
        if run.anchor is not None:
            return self._anchor(run.anchor)
        shown = with_breaks(printable(run.text))
        piece: Data = {"text": isolated(shown) if run.said else shown}
        piece |= {kind: True for kind in ("code", "strong", "said") if getattr(run, kind)}
        if run.to is not None:
            piece["to"] = run.to
            self._links.append(piece)
        return piece if len(piece) > 1 else piece["text"]

    def _anchor(self, name: str) -> Data | None:
        """The first of a name is where links lead."""
        if name in self._placed:
            return None
        self._placed.add(name)
        return {"anchor": name}


def _date(second: int | None) -> list[int] | None:
    """Year, month, day, hour, minute and second, in UTC."""
    return None if second is None else list(datetime.fromtimestamp(second, UTC).timetuple()[:6])
