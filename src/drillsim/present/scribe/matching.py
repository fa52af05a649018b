"""Which of several things somebody means by a few words: its id, its name, a beginning, or words of it."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_NEAR = 5  # more candidates nobody reads while people talk


@dataclass(frozen=True, slots=True)
class Named:
    """Something by its id, and what else it is called."""

    id: str
    name: str = ""

    @property
    def called(self) -> tuple[str, ...]:
        """All that it is called, as it is compared."""
        return tuple(dict.fromkeys(simple(each) for each in (self.id, self.name) if each))


class NotUnderstood(ValueError):
    """What was expected instead, in a sentence; `near` are the nearest right words, the most likely first."""

    def __init__(self, text: str, near: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.near = tuple(near)[:MOST_NEAR]

    def __str__(self) -> str:
        near = f" Did you mean {' or '.join(self.near)}?" if self.near else ""
        return f"{self.args[0]}{near}"


def simple(words: str) -> str:
    """Words as they are compared: small letters, one blank between, `_` and `-` as blanks."""
    return " ".join(words.lower().replace("_", " ").replace("-", " ").strip(" .,:;!?").split())


def matching(words: str, choices: Sequence[Named]) -> tuple[Named, ...]:
    """Those that are called exactly so, else those that begin so, else those that have all these words or beginnings.

    Nothing typed matches nothing.
    """
    wanted = simple(words)
    if not wanted:
        return ()
    for fits in (_is_called, _begins, _has_words):
        found = tuple(each for each in choices if fits(wanted, each))
        if found:
            return found
    return ()


def the_one(words: str, choices: Sequence[Named], what: str) -> Named:
    """The only one that is meant. Raises NotUnderstood where it is none or several, with the nearest."""
    found = matching(words, choices)
    if len(found) == 1:
        return found[0]
    if found:
        raise NotUnderstood(f"“{words}” is more than one {what}.", (each.id for each in found))
    found_instead = f", found “{words}”" if words else ""
    raise NotUnderstood(f"Expected a {what}{found_instead}.", near(words, choices))


def near(words: str, choices: Sequence[Named]) -> tuple[str, ...]:
    """The ids of what is spelled nearly so; where nothing was typed, of the first there are."""
    if not simple(words):
        return tuple(each.id for each in choices[:MOST_NEAR])
    spelled = {word: each.id for each in choices for called in each.called for word in called.split()}
    spelled |= {called: each.id for each in choices for called in each.called}
    return tuple(dict.fromkeys(spelled[each] for each in difflib.get_close_matches(simple(words), spelled, MOST_NEAR)))


def _is_called(wanted: str, each: Named) -> bool:
    return wanted in each.called


def _begins(wanted: str, each: Named) -> bool:
    return any(called.startswith(wanted) for called in each.called)


def _has_words(wanted: str, each: Named) -> bool:
    """Whether each word typed begins a word of what it is called."""
    own = [word for called in each.called for word in called.split()]
    return all(any(word.startswith(typed) for word in own) for typed in wanted.split())
