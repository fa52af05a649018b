"""How complaints put things: lists, articles, and what was found, safe to print."""

import difflib
from collections.abc import Iterable, Sequence

MOST_SHOWN = 80  # characters of a found text; more says nothing more
MOST_GUESSES = 100  # in one document; nobody mends more in one go
MOST_LOOKS = 50_000  # at names, for all guesses of a document: a few tenths of a second
MOST_LISTED = 12  # names in one complaint; a longer list is cut


def quoted(found: str) -> str:
    """A text as found, short and without anything a terminal would obey."""
    shown = ascii(found)[1:-1]
    return f'"{shown[:MOST_SHOWN]}..."' if len(shown) > MOST_SHOWN else f'"{shown}"'


def listed(names: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    words = list(names)
    if len(words) > MOST_LISTED:
        words = [*words[: MOST_LISTED - 1], f"{len(words) - MOST_LISTED + 1} more"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def either(names: Iterable[str]) -> str:
    """`a, b or c`."""
    return listed(names, "or")


def one(kind: str) -> str:
    """`a system`, `an area`."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


class Guesses:
    """Right answers for the first names that are wrong; each costs a look at every name there is."""

    def __init__(self) -> None:
        self._left = MOST_GUESSES
        self._looks = MOST_LOOKS

    def nearest(self, name: str, known: Sequence[str]) -> str | None:
        """The known name that was probably meant, as long as guesses are left."""
        self._left -= 1
        self._looks -= len(known)
        return nearest(name, known) if self._left >= 0 and self._looks >= 0 else None


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that was probably meant."""
    return next(iter(difflib.get_close_matches(name, known, 1)), None)
