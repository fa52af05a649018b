"""All checks of a drill with its plan and its scenarios, beyond those of each document by itself."""

import datetime
from collections.abc import Iterator

from drillsim.model.checks import (
    choices,
    clocks,
    duplicates,
    injects,
    left_away,
    messages,
    played_duty,
    proofs,
    queues,
    reach,
    responses,
    times,
)
from drillsim.model.checks import names as known_names
from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.cycles import needs_in_circles
from drillsim.model.checks.possible import Possible
from drillsim.model.exercise import Exercise
from drillsim.model.names import Names


def check_exercise(
    exercise: Exercise,
    names: Names,
    today: datetime.date,  # noqa: ARG001  # as for a plan; no check of a drill asks for the day so far
) -> Iterator[Complaint]:
    """What is wrong or weak where the documents meet; `names` are those of all of them."""
    yield from _names(exercise, names)
    yield from _played(exercise, names)
    yield from _together(exercise)


def _names(exercise: Exercise, names: Names) -> Iterator[Complaint]:
    yield from known_names.in_exercise(exercise, names)
    yield from known_names.hazards(exercise)
    yield from choices.in_exercise(exercise)
    yield from duplicates.added_injects(exercise)
    yield from duplicates.improvements(exercise)
    yield from queues.asked_by_injects(exercise)
    yield from queues.too_many(exercise)


def _played(exercise: Exercise, names: Names) -> Iterator[Complaint]:
    yield from responses.who_acts(exercise, names)
    yield from responses.channels(exercise)
    yield from responses.seen_actions(exercise)
    yield from responses.decisions(exercise, names)
    yield from responses.check_ins(exercise, names)
    yield from responses.people_counted(exercise, names)
    yield from responses.objectives(exercise, names)
    yield from proofs.of_improvements(exercise)
    yield from played_duty.never_arrives(exercise)
    yield from played_duty.long_duty(exercise)
    yield from times.played_after_end(exercise)


def _together(exercise: Exercise) -> Iterator[Complaint]:
    yield from times.after_end_in_drill(exercise)
    yield from times.no_staffing(exercise)
    yield from injects.overload_in_drill(exercise)
    yield from left_away.by_scenarios(exercise)
    if any(True for _ in needs_in_circles(exercise.plan)):
        return  # in a circle of needs everything falls with everything
    possible = Possible(exercise)
    yield from messages.dead_channels(exercise)
    yield from reach.unreachable_in_drill(possible)
    yield from reach.tasks_without_inject(possible)
    yield from clocks.clocks_before_told(possible)
