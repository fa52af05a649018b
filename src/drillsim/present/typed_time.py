"""A time as people type it at the table: the exercise clock, the story's clock, or so long from now."""

import re

from drillsim.model.spelling import DAY, HOUR, MINUTE, Misspelled, StoryTime, duration
from drillsim.model.spelling import clock as read_clock
from drillsim.present.words import line
from drillsim.record.clean import clean

HINT = "T+02:10, 16:20, Tuesday 16:20 or +45m"
"""What a field says that wants a time."""

PAST = "-5m, T+00:30:15, 14:40 or Tuesday 14:40"
"""The same where something was seen."""

_OF_DAY = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_SAID = 30  # characters of what was typed that a refusal repeats


class NoTime(ValueError):
    """What was typed is no time; the sentence says what is, and the nearest right answer where there is one."""


def typed_time(text: str, begins: StoryTime, now: int, expected: str = HINT) -> int:
    """Seconds since StartEx of what was typed. Raises NoTime.

    `T+02:10`; `16:20`, the next such time of the story; the story's `Tuesday 16:20`; `+45m` from now; `now`.
    `expected` is what a refusal says.
    """
    text = clean(text).strip()
    if text == "now":
        return now
    if match := _OF_DAY.fullmatch(text):
        return _next(int(match[1]) * HOUR + int(match[2]) * MINUTE, begins, now)
    try:
        return now + duration(text[1:].strip()) if text.startswith("+") else read_clock(text).on(begins)
    except Misspelled as error:
        near = f"+{error.hint}" if text.startswith("+") and error.hint else error.hint
        said = f"“{line(text[:_SAID])}”"
        wrong = f"{said} is no time here; did you mean {near}?" if near else f"Expected {expected}, found {said}."
        raise NoTime(wrong) from None


def _next(of_day: int, begins: StoryTime, now: int) -> int:
    """The next such time of day; the minute that the clock shows is not over, and means now."""
    here = begins.of_week + now
    return max(now, now - here % MINUTE + (of_day - here // MINUTE * MINUTE) % DAY)


def past_time(text: str, begins: StoryTime, now: int) -> int:
    """Seconds since StartEx of something that was seen: never after now. Raises NoTime.

    `-5m` is so long ago; `14:40` the last such time of the story; else as `typed_time`.
    """
    text = clean(text).strip()
    if match := _OF_DAY.fullmatch(text):
        found = _last(int(match[1]) * HOUR + int(match[2]) * MINUTE, begins, now)
    elif text.startswith("-"):
        found = _ago(text, now)
    else:
        found = typed_time(text, begins, now, PAST)
    if not 0 <= found <= now:
        raise NoTime(f"Expected a time from StartEx to now, found “{line(text[:_SAID])}”.")
    return found


def _ago(text: str, now: int) -> int:
    try:
        return now - duration(text[1:].strip())
    except Misspelled as error:
        near = f"; did you mean -{error.hint}?" if error.hint else "."
        raise NoTime(f"Expected {PAST}, found “{line(text[:_SAID])}”{near}") from None


def _last(of_day: int, begins: StoryTime, now: int) -> int:
    """The last such time of day; the minute that the clock shows began then."""
    return now - (begins.of_week + now - of_day) % DAY
