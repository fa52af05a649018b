"""Text that people typed, made harmless for terminals, pages and tables."""

import re
import unicodedata
from itertools import groupby

TYPED = 2_000  # characters of one typed text: a page is about this long
AUTHORED = 20_000  # characters of one text in a plan, scenario or drill
SAID_BACK = 300  # characters of a refusal, which may quote what was typed
MOST_WORD = 100  # ... and of one word in it: enough to recognise it
MARKS = 3  # combining marks in a row: no name needs more, piled-up ones cover the lines above

_LINE_END = re.compile("\r\n?")
_LONG_WORD = re.compile(rf"\S{{{MOST_WORD + 4},}}")  # a word that was cut stays as it is
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f"  # C0 but TAB and LF: a terminal obeys them
    "\x7f-\x9f"  # DEL, and C1, which begins terminal commands too
    "\u2028\u2029"  # line ends that few programs know
    "\u202a-\u202e\u2066-\u2069"  # turn the direction of what follows
    "\ud800-\udfff]"  # halves of characters: no UTF-8
)


def clean(text: str, limit: int = TYPED) -> str:
    """The text as it may be stored and shown; what is clean stays as it is.

    NFC; line ends become LF; control characters, overrides of the writing direction and surrogates become
    U+FFFD; at most 3 combining marks stay in a row; what is over `limit` characters is cut off.
    """
    text = _FORBIDDEN.sub("\ufffd", _LINE_END.sub("\n", text))
    while (cleaned := _composed(text)[:limit]) != text:  # a mark left out may let its neighbours join
        text = cleaned
    return text


def said_back(text: str) -> str:
    """What is typed, or a refusal that quotes it, as it is said back: harmless, and without the end of what is long.

    A word of over 100 characters is cut, and the whole at 300.
    """
    short = _LONG_WORD.sub(lambda word: f"{word[0][:MOST_WORD]}...", clean(text))
    return short if len(short) <= SAID_BACK else f"{short[: SAID_BACK - 3]}..."


def _composed(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _fewer_marks(text))  # marks first: sorting a long run of them is slow


def _fewer_marks(text: str) -> str:
    kept = []
    for is_mark, run in groupby(text, _is_mark):
        characters = list(run)
        kept += characters[:MARKS] if is_mark else characters
    return "".join(kept)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")
