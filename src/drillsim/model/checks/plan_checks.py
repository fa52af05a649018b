"""All checks of a plan by itself."""

import datetime
from collections.abc import Iterator

from drillsim.model.checks.complaint import Complaint, Pair
from drillsim.model.names import Names
from drillsim.model.plan import Plan


def check_plan(plan: Plan, names: Names, today: datetime.date) -> Iterator[Complaint]:
    yield from ()


def shared_fate(plan: Plan) -> Iterator[Pair]:
    yield from ()
