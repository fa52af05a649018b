"""Times that people type: the exercise clock, the story's, or so much later than now."""

import re
from dataclasses import replace

from drillsim.model.spelling import DAY, HOUR, MINUTE, Misspelled, duration
from drillsim.model.spelling import clock as read_clock
from drillsim.present.forms import Form, Incomplete, Values, Words
from drillsim.present.words import line, story
from drillsim.record.clean import clean
from drillsim.record.commands import Command
from drillsim.session.view import Briefing

HINT = "T+02:00, 16:10, Tuesday 16:10 or +15m"
SAID = "said"
"""The field in which a response says when it would have been done."""

_OF_DAY = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def second_of(text: str, briefing: Briefing, now: int) -> int:
    """The second of `T+02:00`, `Tuesday 16:10`, `16:10` (the next such time of the story), `+15m` or `now`.

    Raises Incomplete.
    """
    words = line(clean(text))
    if words in ("", "now"):
        return now
    try:
        if words.startswith("+"):
            return now + duration(words[1:].strip())
        if match := _OF_DAY.fullmatch(words):
            wanted = int(match[1]) * HOUR + int(match[2]) * MINUTE
            shown = (briefing.begins.of_week + now) // MINUTE * MINUTE  # the minute that the screen shows is not over
            found = now - (briefing.begins.of_week + now) % MINUTE + (wanted - shown) % DAY
            return max(now, found)
        return read_clock(words).on(briefing.begins)
    except Misspelled as error:
        better = f"; did you mean {error.hint}?" if error.hint else ""
        raise Incomplete(f"Expected a time such as {HINT}{better}") from None


def to_come(text: str, briefing: Briefing, now: int) -> int:
    """As `second_of`, but never before now. Raises Incomplete."""
    found = second_of(text, briefing, now)
    if found < now:
        raise Incomplete(f"Expected a time from {story(briefing.begins, now)} on, found an earlier one.")
    return found


def saying_when(form: Form, briefing: Briefing, now: int) -> Form:
    """The form of a response, with the question when it would have been done."""
    words = Words(SAID, "Done when?", hint=f"now {story(briefing.begins, now)[4:]}; or +5m, 14:30, T+00:45")
    return replace(form, fields=(*form.fields, words), said=lambda values: _said(values, briefing, now))


def when_done(command: Command, what: str, briefing: Briefing, now: int) -> Form:
    """Asks of a response that needs nothing else when it would have been done."""
    return saying_when(
        Form(
            "When would that have been done?",
            f"{line(what)}\n\nNow it is {story(briefing.begins, now)}. Enter: now.",
            (),
            "Say so",
            lambda _: command,
            quick=True,
        ),
        briefing,
        now,
    )


def _said(values: Values, briefing: Briefing, now: int) -> int:
    return to_come(str(values.get(SAID, "")), briefing, now)
