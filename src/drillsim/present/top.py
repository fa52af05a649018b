"""The first line of every screen: that this is an exercise, and what its clock shows."""

from drillsim.model.spelling import StoryTime
from drillsim.present.rows import Cell
from drillsim.present.words import both_clocks, full_clock, line, story
from drillsim.session.view import Briefing, ClockView, TalkView


def top(briefing: Briefing, clock: ClockView, second: int) -> tuple[Cell, ...]:
    """The cells of the first line; the second, the drill's title, may be cut where there is no room."""
    return first_line(briefing.drill, briefing.begins, clock, second)


def first_line(drill: str, begins: StoryTime, clock: ClockView, second: int) -> tuple[Cell, ...]:
    """The same where nobody was briefed: on the screen for the room."""
    return (
        Cell("EXERCISE", "strong"),
        Cell(line(drill)),
        Cell(full_clock(second), "strong"),
        Cell(story(begins, second)),
        Cell(f"{clock.pace}x"),
        state(clock),
    )


def state(clock: ClockView) -> Cell:
    """Whether the clock runs, and why not; while people talk, for how long and how much of the time-box is left."""
    match clock.state:
        case "running":
            return Cell(f"RUNNING{_talk(clock)}", "good")
        case "talking":
            return Cell(f"TALKING{_talk(clock)}", "warn" if _is_over(clock.talk) else "good")
        case "paused":
            why = f": {line(clock.paused_why)}" if clock.paused_why else ""
            by = "" if clock.paused_by == "host" else f" by {clock.paused_by}"
            return Cell(f"PAUSED {_minutes(clock.paused_seconds)}{by}{why}", "warn")
        case "real_emergency":
            return Cell("REAL EMERGENCY", "bad")
        case "before":
            return Cell("NOT STARTED", "dim")
        case "ended":
            return Cell("ENDED", "warn")


def how_it_stands(briefing: Briefing, clock: ClockView) -> str:
    """In a sentence, for somebody who is typing: whether the clock goes on meanwhile, and what it shows now."""
    now = both_clocks(briefing.begins, clock.second)
    match clock.state:
        case "running":
            return f"The clock runs, {clock.pace}x: it is {now}."
        case "talking":
            return f"The story's clock stands while you talk: it is {now}."
        case "paused" | "real_emergency":
            return f"The clock stands: it is {now}."
        case "before":
            return "The clock does not run yet."
        case "ended":
            return "The exercise has ended."


def _talk(clock: ClockView) -> str:
    talk = clock.talk
    if talk is None:
        return ""
    if talk.time_box is None:
        return f" {_minutes(talk.seconds)}"
    left = talk.time_box - talk.seconds
    return f" {_minutes(left)} left" if left >= 0 else f" {_minutes(-left)} OVER"


def _is_over(talk: TalkView | None) -> bool:
    return talk is not None and talk.time_box is not None and talk.seconds > talk.time_box


def _minutes(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes:02}:{rest:02}"
