"""What was promised of a function at the hours of an outage (language.md, rules 3 and 16).

The RTO that holds is that of the hours in which the outage begins, whatever hours follow: what was promised then
does not change while people work on it. It is judged by all of the outage's length or, where the function says
`rto_counts: open_hours`, by the part of it in which the function was open.
"""

from drillsim.analysis.words import span
from drillsim.model.exercise import Exercise


def rto(exercise: Exercise, function: str, second: int) -> int:
    """The RTO in seconds of an outage that begins at a second."""
    return exercise.hours(second).rto(function)


def rto_words(exercise: Exercise, function: str, second: int) -> str:
    """The same in words: `4h`, or `4h of open hours`."""
    kept = " of open hours" if counts_open(exercise, function) else ""
    return f"{span(rto(exercise, function, second))}{kept}"


def counts_open(exercise: Exercise, function: str) -> bool:
    """Whether only open hours count against its RTO, and it is not open at every hour."""
    only = exercise.plan.functions[function].rto_counts == "open_hours"
    return only and not exercise.open_hours[function].always


def open_seconds(exercise: Exercise, function: str, begins: int, ends: int) -> int:
    """How many of the seconds between two a function is open."""
    if not exercise.plan.staffing:
        return ends - begins
    clock = exercise.open_hours[function]
    return clock.passed(ends) - clock.passed(begins)


def counted(exercise: Exercise, function: str, begins: int, ends: int) -> int:
    """The seconds of an outage that count against its RTO."""
    return open_seconds(exercise, function, begins, ends) if counts_open(exercise, function) else ends - begins


def late_from(exercise: Exercise, function: str, begins: int, now: int) -> tuple[int | None, int]:
    """How long it is past its RTO, said so that nothing of it changes with every second.

    Seconds past are those since the first number or, where that is None because they do not count now, the second.
    """
    due, allowed = rto_due(exercise, function, begins), rto(exercise, function, begins)
    if not counts_open(exercise, function):
        return due, 0
    if not exercise.hours(now).is_open(function):
        return None, max(0, counted(exercise, function, begins, now) - allowed)
    since = max(due, exercise.timetable.since(now) or 0)
    return since - max(0, counted(exercise, function, begins, since) - allowed), 0


def rto_due(exercise: Exercise, function: str, begins: int) -> int:
    """The last second at which a function that went out at `begins` may come back in time."""
    allowed = rto(exercise, function, begins)
    if not counts_open(exercise, function):
        return begins + allowed
    clock = exercise.open_hours[function]
    return clock.last(clock.passed(begins) + allowed)
