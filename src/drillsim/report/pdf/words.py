"""Text of people on paper: where long words may break, which way they run, what has no place on a page."""

import re
import unicodedata

BREAK = "\u200b"
"""Where a word may go on upon the next line. The template puts no sign there: whoever copies it has the word whole."""

LONG = 16  # characters: a longer word may break after a sign
UNBROKEN = 24  # characters of letters without a sign that may stand in one piece
_WORD = re.compile(rf"\S{{{LONG + 1},}}")
_AFTER = re.compile(r"(?<=[_/.:,;=@&?|+)\]}>-])(?=[^\s_/.:,;=@&?|+)\]}>-])")
_STRETCH = re.compile(rf"[^\s{BREAK}]{{{UNBROKEN + 1},}}")
_PIECE = re.compile(".{1,12}", re.DOTALL)
_UNSEEN = re.compile("[\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""What no page can show: marks of files, of notes between lines, numbers that are no characters or anybody's own."""


def with_breaks(text: str) -> str:
    """A text with the places at which its long words may break."""
    if len(text) <= LONG:
        return text
    return _WORD.sub(lambda word: _STRETCH.sub(_cut, _AFTER.sub(BREAK, word[0])), text)


def _cut(stretch: re.Match[str]) -> str:
    return BREAK.join(_PIECE.findall(stretch[0]))


def printable(text: str) -> str:
    """A text as a page can have it: tabs are blanks, what cannot be shown is U+FFFD."""
    return _UNSEEN.sub("\ufffd", text.replace("\t", " "))


def isolated(text: str) -> str:
    """Words that somebody wrote, kept from turning what stands around them."""
    if text.isascii() or not any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text):
        return text
    return f"\u2068{text}\u2069"
