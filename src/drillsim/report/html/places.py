"""Where links of a page lead: what the document names, and the ids that the page gives it."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import assert_never

from drillsim.report.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    KeyFigures,
    Para,
    Promises,
    Signs,
    Table,
)
from drillsim.report.marks import anchors

_FIT = re.compile(r"(?!page-|figure-|table-)[a-z][a-z0-9_-]{0,79}")
"""Names that are ids as they are; those of the page itself are taken."""


class Places:
    """The ids of a page. Sections come first: an anchor named like a section leads to the section."""

    def __init__(self, document: Document) -> None:
        """Knows every place before the first link is written, since links lead forwards too."""
        keys = [section.key for section in document.sections]
        named = chain(keys, *map(anchors, texts(document)))
        self._ids = {
            name: name if _FIT.fullmatch(name) else f"page-at-{number}"
            for number, name in enumerate(dict.fromkeys(named), 1)
        }
        self.sections = {key: self._ids[key] for key in keys}
        self._written = set(keys)

    def __getitem__(self, name: str) -> str | None:
        """The id that a link leads to; None where the document has no such place."""
        return self._ids.get(name)

    def written(self, name: str) -> str | None:
        """The id of an anchor that is being written; None where the name stands somewhere already."""
        if name in self._written:
            return None
        self._written.add(name)
        return self._ids[name]


def texts(document: Document) -> Iterator[str]:
    """All texts that may have marks and are written with them."""
    yield from (document.subtitle, document.why)
    yield from chain(*document.cover)
    for section in document.sections:
        for block in section.blocks:
            yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Para() | Heading():
            yield block.text
        case Bullets():
            yield from block.items
        case Table():
            yield from chain(block.heads, *block.rows)
        case KeyFigures():
            for figure in block.figures:
                yield from (figure.number, figure.of)
        case Promises():
            for item in block.items:
                yield from (item.promise, item.fact, item.earlier, item.evidence)
        case Figure():
            yield block.title
            yield from _texts(block.table)
        case Signs():
            pass
        case _:
            assert_never(block)
