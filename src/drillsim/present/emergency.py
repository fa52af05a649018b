"""The banner of a real emergency: in words that nobody can take for a part of the exercise."""

from collections.abc import Sequence

from drillsim.present.words import full_clock, line
from drillsim.record.commands import FACILITATOR
from drillsim.session.news import News
from drillsim.session.view import ClockView

NOT_HERE = "Only the facilitator lets the exercise go on."


def banner(news: Sequence[News], clock: ClockView, *, leads: bool, resume: str = "R") -> str:
    """What every screen says while it lasts."""
    call = _call(news)
    by = line(call.by) if call is not None else clock.paused_by or FACILITATOR
    why = line(call.text) if call is not None else line(clock.paused_why)
    minutes, seconds = divmod(clock.paused_seconds, 60)
    lets = f"{resume} lets the exercise go on once it is over." if leads else NOT_HERE
    return "\n".join(
        (
            "REAL EMERGENCY",
            "NO DUFF: THIS IS NOT PART OF THE EXERCISE",
            "",
            f"Called by {by} at {full_clock(clock.second)}",
            why or "(nobody has said why yet)",
            "",
            f"The exercise stands still for everybody, for {minutes:02}:{seconds:02} now.",
            "Do what you would do on any day. Call for help.",
            lets,
        )
    )


def caller(news: Sequence[News]) -> str:
    """Who called it."""
    call = _call(news)
    return FACILITATOR if call is None else call.by


def _call(news: Sequence[News]) -> News | None:
    """The last call, unless the clock has gone on since."""
    last = next((item for item in reversed(news) if item.kind in ("real_emergency", "resumed")), None)
    return last if last is not None and last.kind == "real_emergency" else None
