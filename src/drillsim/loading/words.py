"""Words of authors in our messages: short, on one line, and without anything that drives a terminal."""

import re
from collections.abc import Iterable, Sequence

MOST_FOUND = 80  # characters of what was found: enough to recognise it
MOST_HINT = 120  # characters of a right answer: one condition
MOST_LINE = 1_500  # characters of one message: the longest list of keys is about half of this

_KEY = re.compile(r"[A-Za-z0-9_%/-]{1,80}")


def quoted(found: object) -> str:
    """What was found, short and safe to print."""
    match found:
        case None:
            return "nothing"
        case str():
            shown = ascii(found)[1:-1]
            return f'"{shown[:MOST_FOUND]}..."' if len(shown) > MOST_FOUND else f'"{shown}"'
        case list() | tuple():
            return f"a list of {len(found)}"
        case _:
            return "keys and values"


def shown(path: str) -> str:
    """A file's name as it is, or escaped where it holds what no screen should get."""
    return path if path.isprintable() else ascii(path)[1:-1]


def one_line(words: str) -> str:
    """A message on one line of printable characters, cut where it is far too long."""
    safe = words if words.isprintable() else ascii(words)[1:-1]
    return safe if len(safe) <= MOST_LINE else f"{safe[:MOST_LINE]}..."


def hint(words: str | None) -> str | None:
    """A right answer, or None where it is too long to be one or cannot be shown as it is written."""
    usable = words is not None and words.isprintable() and 0 < len(words) <= MOST_HINT
    return words if usable else None


def where(path: Iterable[str | int]) -> str:
    """A path in the author's words: `tasks.take_cover.by`, `msel[3].at` (counted from 1)."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"[{step + 1}]"
        else:
            name = step if _KEY.fullmatch(step) else quoted(step)
            words += f".{name}" if words else name
    return words


def listed(words: Sequence[str]) -> str:
    """`a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
