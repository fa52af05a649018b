"""The first line of every screen: that this is an exercise, and what its clock shows."""

from drillsim.present.rows import Cell
from drillsim.present.words import full_clock, line, story
from drillsim.session.view import Briefing, ClockView


def top(briefing: Briefing, clock: ClockView, second: int) -> tuple[Cell, ...]:
    """The cells of the first line; the second, the drill's title, may be cut where there is no room."""
    return (
        Cell("EXERCISE", "strong"),
        Cell(line(briefing.drill)),
        Cell(full_clock(second), "strong"),
        Cell(story(briefing.begins, second)),
        Cell(f"{clock.pace}x"),
        state(clock),
    )


def state(clock: ClockView) -> Cell:
    """Whether the clock runs, and why not."""
    if clock.state == "running":
        return Cell("RUNNING", "good")
    if clock.state == "paused":
        minutes, seconds = divmod(clock.paused_seconds, 60)
        why = f": {line(clock.paused_why)}" if clock.paused_why else ""
        by = "" if clock.paused_by == "host" else f" by {clock.paused_by}"
        return Cell(f"PAUSED {minutes:02}:{seconds:02}{by}{why}", "warn")
    return Cell("NOT STARTED", "dim") if clock.state == "before" else Cell("ENDED", "warn")
