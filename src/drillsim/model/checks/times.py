"""When things come: injects without a time or too late, and stories that begin when nobody is there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Path, Source
from drillsim.model.spelling import Clock, write_clock

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise
    from drillsim.model.scenario import Scenario

SATURDAY = 5  # weekdays count from Monday = 0
NIGHT_BEGINS, NIGHT_ENDS = 22 * 60, 6 * 60  # minutes of the day (language.md, section 5, rule 16)


def unscheduled(scenario: "Scenario") -> Iterator[Complaint]:
    """An inject comes at a time or on a condition: exactly one of `at` and `if`."""
    for row, inject in enumerate(scenario.msel):
        if (inject.at is None) == (inject.if_ is None):
            found = "neither" if inject.at is None else "both"
            yield Complaint("unscheduled", 0, ("msel", row), f"expected one of at and if, found {found}")


def after_end(scenario: "Scenario") -> Iterator[Complaint]:
    """An inject later than the end of its scenario never comes; one exactly at the end does."""
    for row, second, end in _late_injects(scenario):
        yield _late(0, ("msel", row, "at"), second, end)


def _late_injects(scenario: "Scenario") -> Iterator[tuple[int, int, int]]:
    seconds = {
        row: inject.at.on(scenario.begins) for row, inject in enumerate(scenario.msel) if isinstance(inject.at, Clock)
    }
    end = min([scenario.lasts, *(second for row, second in seconds.items() if scenario.msel[row].kind == "end")])
    yield from ((row, second, end) for row, second in seconds.items() if second > end)


def after_end_in_drill(exercise: "Exercise") -> Iterator[Complaint]:
    """As `after_end`, where a file's story clock means another second in this drill than alone."""
    for index, part in enumerate(exercise.parts):
        known = {row for row, _, _ in _late_injects(part.scenario)}
        end = exercise.part_ends(index)
        for row, inject in enumerate(part.scenario.msel):
            if isinstance(inject.at, Clock) and row not in known:
                second = exercise.second(inject.at, index)
                if second > end:
                    yield _late(index, ("msel", row, "at"), second, end)


def played_after_end(exercise: "Exercise") -> Iterator[Complaint]:
    """What a drill holds after its end, be it by the clock or by the facilitator, is never played."""
    drill = exercise.drill
    end = min([_latest_end(exercise), *(exercise.second(act.at) for act in drill.conduct if act.ends is not None)])
    clocks: list[tuple[Path, Clock]] = [(("responses", row, "at"), act.at) for row, act in enumerate(drill.responses)]
    clocks += [(("conduct", row, "at"), act.at) for row, act in enumerate(drill.conduct)]
    for path, at in clocks:
        second = exercise.second(at)
        if second > end:
            yield _late("drill", path, second, end)


def _latest_end(exercise: "Exercise") -> int:
    """The planned end; where the facilitator moves an end inject, the end that the scenarios' `lasts` allow."""
    moved = {name for act in exercise.drill.conduct for name in (act.releases, act.skips, act.defers)}
    if any(inject.is_end and inject.id in moved for inject in exercise.injects):
        return max(part.starts + part.scenario.lasts for part in exercise.parts)
    return exercise.lasts


def _late(source: Source, path: Path, second: int, end: int) -> Complaint:
    message = f"expected a time up to the end at {write_clock(end)}, found {write_clock(second)}"
    return Complaint("after_end", source, path, message)


def no_staffing(exercise: "Exercise") -> Iterator[Complaint]:
    """A story that begins when the plan does not say who is there.

    That is at a weekend or at night where it has no staffing, and at any hour at which no line of it fits.
    """
    begins = exercise.begins
    if exercise.plan.staffing and exercise.timetable.line(0) is None:
        message = f"no line of the plan's staffing fits the begin of the story ({begins}): nobody is on shift"
        yield Complaint("no_staffing", 0, ("begins",), message)
    at_night = begins.minute >= NIGHT_BEGINS or begins.minute < NIGHT_ENDS
    if not exercise.plan.staffing and (at_night or begins.weekday >= SATURDAY):
        when = "at night" if at_night else "at a weekend"
        message = f"the story begins {when} ({begins}) and the plan has no staffing: all are reckoned to be there"
        yield Complaint("no_staffing", 0, ("begins",), message)
