"""Where somebody wants to go in a replay, as typed."""

import re

from drillsim.model.spelling import Misspelled, StoryTime, duration
from drillsim.present.typed_time import NoTime, typed_time
from drillsim.present.words import full_clock, line
from drillsim.session.playback import Playback
from drillsim.session.watch import Point

HINT = "T+02:10, 16:20, Tuesday 16:20, +45m, -10m or #57"
"""What the field says: times as on any screen, back from here too, and an event by its number."""
_NUMBER = re.compile(r"#(\d{1,9})")


def point_of(text: str, playback: Playback) -> Point:
    """The point that was typed. Raises NoTime."""
    text = text.strip()
    if match := _NUMBER.fullmatch(text):
        return _of_event(int(match[1]), playback)
    second = _second(text, playback.exercise.begins, playback)
    if not 0 <= second <= playback.ends:
        raise NoTime(f"Expected a time up to {full_clock(playback.ends)}, where the record ends.")
    return Point(playback.last_by(second), second)


def _of_event(number: int, playback: Playback) -> Point:
    if not 1 <= number <= len(playback.entries):
        raise NoTime(f"Expected #1 to #{len(playback.entries)}, found #{number}.")
    return Point(number, playback.second(number))


def _second(text: str, begins: StoryTime, playback: Playback) -> int:
    """A time of day is the next such time; where the record does not go so far, the first since it began."""
    if text.startswith("-"):
        try:
            return max(0, playback.now - duration(text[1:].strip()))
        except Misspelled:
            raise NoTime(f"Expected {HINT}, found “{line(text[:30])}”.") from None
    second = typed_time(text, begins, playback.now)
    return second if second <= playback.ends else min(second, typed_time(text, begins, 0))
