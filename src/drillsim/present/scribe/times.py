"""When something is said to have been done: `+5m` or `at T+00:45` at the end of a line (rule 20)."""

import re

from drillsim.present.scribe.matching import NotUnderstood
from drillsim.present.scribe.notebook import Notebook
from drillsim.present.typed_time import NoTime, typed_time
from drillsim.present.words import both_clocks

_LATER = re.compile(r"(?:^|(?<!\bby)\s+)(?:at\s+(?=T))?((?<=\s)\+\d\w*|(?<=at\s)T\+\S+)$", re.IGNORECASE)
_OF_DAY = re.compile(r"(?:^|\s+)at\s+((?:[A-Z][a-z]+\s+)?\d{1,2}:\d\d)$")


def split_time(text: str, *, is_free: bool) -> tuple[str, str | None]:
    """What is said, and the time that it is said for; None: none is said.

    `is_free`: it ends in words of one's own, which may well hold a time of day; only `+5m` and `at T+00:45` count then.
    """
    found = _LATER.search(text) or (None if is_free else _OF_DAY.search(text))
    return (text, None) if found is None else (text[: found.start()].rstrip(), found[1])


def second_said(words: str | None, book: Notebook) -> int | None:
    """The second that a time means; None: now. Raises NotUnderstood where it is none, or none may be said."""
    if words is None:
        return None
    try:
        second = typed_time(words, book.told.begins, book.now)
    except NoTime as error:
        raise NotUnderstood(str(error)) from None
    if not book.told.stops_to_talk:
        raise NotUnderstood(
            f"The clock of this exercise does not stop to talk: what is done is done now. Leave “{words}” out."
        )
    if second < book.now:
        shown = both_clocks(book.told.begins, book.now)
        raise NotUnderstood(f"Expected a time from {shown} on, found an earlier one.")
    return second
