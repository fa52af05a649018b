"""Text with marks: what a section says, before any format. The marks are signs that nobody can type.

`clean()` takes control characters out of whatever people wrote, so that a mark in a text is always ours. Each format
asks for `runs` and writes them in its own way, escaped for itself: nothing is escaped before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drillsim.record.clean import AUTHORED, clean

_CODE, _CODE_ENDS = "\x0e", "\x0f"
_STRONG, _STRONG_ENDS = "\x11", "\x12"
_SAID, _SAID_ENDS = "\x13", "\x14"
_LINK, _LINK_LABEL, _LINK_ENDS = "\x15", "\x16", "\x17"
_ANCHOR, _ANCHOR_ENDS = "\x18", "\x19"
_MARKS = frozenset("\x0e\x0f\x11\x12\x13\x14\x15\x16\x17\x18\x19")
_MARK = re.compile(f"([{''.join(sorted(_MARKS))}])")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of cleaned text with what it is.

    `said`: words that somebody wrote. `to`: the anchor that it leads to. `anchor`: an empty run that can be led to.
    """

    text: str
    code: bool = False
    strong: bool = False
    said: bool = False
    to: str | None = None
    anchor: str | None = None


def named(name: str) -> str:
    """A name of the plan, the scenario or the record, to be shown as such."""
    return f"{_CODE}{name}{_CODE_ENDS}"


def strong(text: str) -> str:
    """Words that must not be missed."""
    return f"{_STRONG}{text}{_STRONG_ENDS}"


def said(text: str) -> str:
    """Words that somebody wrote, which may run from right to left."""
    return f"{_SAID}{text}{_SAID_ENDS}"


def link(anchor: str, label: str) -> str:
    """A label that leads to an anchor of the document, where it has one of that name."""
    return f"{_LINK}{anchor}{_LINK_LABEL}{label}{_LINK_ENDS}"


def anchor(name: str) -> str:
    """A point of the document that can be led to."""
    return f"{_ANCHOR}{name}{_ANCHOR_ENDS}"


def runs(text: str) -> Iterator[Run]:
    """A text as its runs, in order, without empty ones; a mark without its other half is dropped."""
    code = strong = said = False
    to: str | None = None
    leads = place = ""
    for part in _parts(text):
        match part:
            case "\x0e" | "\x0f":
                code = part == _CODE
            case "\x11" | "\x12":
                strong = part == _STRONG
            case "\x13" | "\x14":
                said = part == _SAID
            case "\x16":
                to, leads = leads or None, ""
            case "\x17":
                to = None
            case "\x19":
                if place:
                    yield Run("", code, strong, said, to, place)
                place = ""
            case "\x15" | "\x18":
                leads = place = ""
            case _ if part[0] == _LINK:
                leads = part[1:]
            case _ if part[0] == _ANCHOR:
                place = part[1:]
            case _:
                yield Run(clean(part, AUTHORED), code, strong, said, to)


def _parts(text: str) -> Iterator[str]:
    """Marks and what stands between them; the name of an anchor comes with the mark before it."""
    opened = ""
    *parts, last = _MARK.split(text)
    for part in parts:
        if part in _MARKS:
            opened = part if part in (_LINK, _ANCHOR) else ""
            yield part
        elif part:
            yield opened + part
    if last:
        yield last


def without_marks(text: str) -> str:
    """What a screen, a spreadsheet or a search says of it."""
    return "".join(run.text for run in runs(text))


def anchors(text: str) -> Iterator[str]:
    """The anchors that a text has."""
    if _ANCHOR in text:
        yield from (run.anchor for run in runs(text) if run.anchor is not None)
