"""A time as people type it at the table: the exercise clock, the story's clock, or so long from now."""

import re

from drillsim.model.spelling import DAY, WEEKDAYS, Misspelled, StoryTime, duration, write_clock
from drillsim.model.spelling import clock as read_clock
from drillsim.present.words import line

HINT = "T+02:10, Tuesday 16:20 or +45m"
"""What a field says that wants a time."""

_BARE = re.compile(r"(\d{1,2}):(\d{2})")
_SAID = 30  # characters of what was typed that a refusal repeats


class NoTime(ValueError):
    """What was typed is no time; the sentence says what is, and the nearest right answer where there is one."""


def typed_time(text: str, begins: StoryTime, now: int) -> int:
    """Seconds since StartEx of `T+02:10`, of the story's `Tuesday 16:20`, or of `+45m` from now. Raises NoTime."""
    text = text.strip()
    try:
        return now + duration(text[1:].strip()) if text.startswith("+") else read_clock(text).on(begins)
    except Misspelled as error:
        near = _near(text, begins, now) or (f"+{error.hint}" if text.startswith("+") and error.hint else error.hint)
        said = f"“{line(text[:_SAID])}”"
        wrong = f"{said} is no time here; did you mean {near}?" if near else f"Expected {HINT}, found {said}."
        raise NoTime(wrong) from None


def _near(text: str, begins: StoryTime, now: int) -> str | None:
    """A bare time of day is meant by the story's clock: the next such time from now on, on whichever clock says it."""
    match = _BARE.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    of_day = int(match[1]) * 3600 + int(match[2]) * 60
    here = begins.of_week + now
    wanted = here + (of_day - here) % DAY
    second = wanted - begins.of_week
    if second >= 7 * DAY:  # a weekday means the first week of the story
        return write_clock(second)
    return f"{WEEKDAYS[wanted // DAY % 7]} {int(match[1]):02}:{match[2]}"
