"""All checks of a drill with its plan and its scenarios."""

import datetime
from collections.abc import Iterator

from drillsim.model.checks.complaint import Complaint
from drillsim.model.exercise import Exercise
from drillsim.model.names import Names


def check_exercise(exercise: Exercise, names: Names, today: datetime.date) -> Iterator[Complaint]:
    yield from ()
