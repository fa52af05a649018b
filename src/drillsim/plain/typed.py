"""What somebody typed: a word and what follows it, names cut short, the clauses of a sentence."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from drillsim.present.plain.words import PLACES, Word
from drillsim.record.clean import said_back

FEW = 6  # candidates that a refusal names


class NotDone(Exception):
    """Why nothing was done, and what would be right, in a sentence for the person typing."""


def found(typed: str, names: Iterable[str], what: str) -> str:
    """The name that was typed, or the only one that begins so. Raises NotDone; `what` says what was expected."""
    names = list(names)
    if typed in names:
        return typed
    folded = typed.casefold()
    fitting = [name for name in names if typed and name.casefold().startswith(folded)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise NotDone(f"“{said_back(typed)}” may be {_either(fitting)}.")
    if not typed:
        raise NotDone(f"expected {what}: {_either(names)}." if names else f"there is no {what} here.")
    near = get_close_matches(folded, names, 1, 0.5)
    right = f"did you mean {near[0]}?" if near else f"it may be {_either(names)}." if names else "there is none."
    raise NotDone(f"“{said_back(typed)}” is no {what} here; {right}")


def _either(names: Sequence[str]) -> str:
    shown = [*names[:FEW], f"{len(names) - FEW} more"] if len(names) > FEW else [*names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def understood(text: str, words: Sequence[Word]) -> tuple[Word, str]:
    """The word at the beginning of a line, whole or cut short, and what follows it. Raises NotDone."""
    tokens = text.split()
    fitting = [word for word in words if _fits(word, tokens, whole=True)]
    fitting = fitting or [word for word in words if _fits(word, tokens, whole=False)]
    most = max((_length(word) for word in fitting), default=0)
    longest = [word for word in fitting if _length(word) == most]  # `not see` is no note
    if len(longest) == 1:
        return _parted(longest[0], text)
    if longest:
        raise NotDone(f"“{said_back(text)}” may be {_either([word.word for word in fitting])}.")
    names = [word.word for word in words]
    near = get_close_matches(" ".join(tokens[:2]).casefold(), names, 1, 0.6)
    near = near or get_close_matches(tokens[0].casefold(), names, 1, 0.6)
    right = f"did you mean {near[0]}?" if near else "help tells the words."
    raise NotDone(f"“{said_back(tokens[0])}” is no word here; {right}")


def elsewhere(text: str, words: Sequence[Word]) -> str | None:
    """Where the word at the beginning of a line can be typed, where it is one; `words` are those of all places."""
    tokens = text.split()
    fitting = [word for word in words if _fits(word, tokens, whole=True)]
    if not fitting:
        return None
    word = max(fitting, key=_length)
    return f"“{word.word}” is a word of {_either([PLACES[at] for at in word.at])}."


def _fits(word: Word, tokens: Sequence[str], *, whole: bool) -> bool:
    parts = word.word.split()
    typed = [token.casefold().rstrip(":") for token in tokens[: len(parts)]]
    if len(typed) < len(parts):
        return False
    pairs = zip(parts, typed, strict=True)
    return typed == parts if whole else all(part.startswith(token) for part, token in pairs)


def _parted(word: Word, text: str) -> tuple[Word, str]:
    return word, " ".join(text.split()[_length(word) :])


def _length(word: Word) -> int:
    return len(word.word.split())


def clause(text: str, word: str) -> tuple[str, str | None]:
    """What stands before a word of the sentence, and what behind it; None where the word is not there."""
    parts = re.split(rf"(?:^|\s+){word}(?:\s+|$)", text, maxsplit=1, flags=re.IGNORECASE)
    return (parts[0].strip(), parts[1].strip()) if len(parts) == 2 else (text.strip(), None)


def last_clause(text: str, word: str) -> tuple[str, str | None]:
    """The same, of the last such word: what stands before it may have the word in it."""
    places = list(re.finditer(rf"(?:^|\s+){word}(?:\s+|$)", text, flags=re.IGNORECASE))
    return (text[: places[-1].start()].strip(), text[places[-1].end() :].strip()) if places else (text.strip(), None)


def pairs(text: str, names: Sequence[str], what: str) -> dict[str, str]:
    """`what: power is out; when: 16:00`: a text for each name. Raises NotDone."""
    told: dict[str, str] = {}
    for part in text.split(";"):
        name, colon, said = part.partition(":")
        if not colon:
            raise NotDone(f"expected {what}: text, with ; between, found “{said_back(part.strip())}”.")
        told[found(name.strip(), names, what)] = said.strip()
    return told


def listed(text: str) -> list[str]:
    """Words with commas between."""
    return [part.strip() for part in text.split(",") if part.strip()]
