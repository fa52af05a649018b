"""What was promised of a function at the hours of an outage (language.md, rules 3 and 16).

The RTO that holds is that of the hours in which the outage begins, whatever hours follow: what was promised then
does not change while people work on it. It is judged by all of the outage's length or, where the function says
`rto_counts: open_hours`, by the part of it in which the function was open.
"""

from drillsim.analysis.words import span
from drillsim.model.exercise import Exercise
from drillsim.model.staffing import WEEK, Hours


def rto(exercise: Exercise, function: str, second: int) -> int:
    """The RTO in seconds of an outage that begins at a second."""
    return exercise.hours(second).rto(function)


def rto_words(exercise: Exercise, function: str, second: int) -> str:
    """The same in words: `4h`, or `4h of open hours`."""
    kept = " of open hours" if counts_open(exercise, function) else ""
    return f"{span(rto(exercise, function, second))}{kept}"


def counts_open(exercise: Exercise, function: str) -> bool:
    """Whether only open hours count against its RTO; a plan without staffing is open at every hour."""
    return bool(exercise.plan.staffing) and exercise.plan.functions[function].rto_counts == "open_hours"


def open_seconds(exercise: Exercise, function: str, begins: int, ends: int) -> int:
    """How many of the seconds between two a function is open."""
    if not exercise.plan.staffing:
        return ends - begins
    return sum(
        until - since
        for since, until, line in exercise.timetable.spans(begins, ends)
        if Hours(exercise.plan, line).is_open(function)
    )


def counted(exercise: Exercise, function: str, begins: int, ends: int) -> int:
    """The seconds of an outage that count against its RTO."""
    return open_seconds(exercise, function, begins, ends) if counts_open(exercise, function) else ends - begins


def late_from(exercise: Exercise, function: str, begins: int, now: int) -> tuple[int | None, int]:
    """How long it is past its RTO, said so that nothing of it changes with every second.

    Seconds past are those since the first number or, where that is None because they do not count now, the second.
    """
    due = rto_due(exercise, function, begins)
    since, _, line = list(exercise.timetable.spans(begins, now + 1))[-1]
    if counts_open(exercise, function) and not Hours(exercise.plan, line).is_open(function):
        return None, max(0, counted(exercise, function, begins, now) - rto(exercise, function, begins))
    since = max(since, due)
    return since - max(0, counted(exercise, function, begins, since) - rto(exercise, function, begins)), 0


def rto_due(exercise: Exercise, function: str, begins: int) -> int:
    """The last second at which a function that went out at `begins` may come back in time."""
    left = rto(exercise, function, begins)
    if not counts_open(exercise, function):
        return begins + left
    in_a_week = open_seconds(exercise, function, begins, begins + WEEK)
    weeks = max(0, left // in_a_week - 1) if in_a_week else 0  # every week is like the next
    since, left = begins + weeks * WEEK, left - weeks * in_a_week
    for opens, closes, line in exercise.timetable.spans(since, since + 3 * WEEK):
        if Hours(exercise.plan, line).is_open(function):
            if left < closes - opens:
                return opens + left
            left -= closes - opens
    raise AssertionError(f"{function} was out while it never opens")
