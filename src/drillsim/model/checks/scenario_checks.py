"""All checks of a scenario by itself."""

from collections.abc import Iterator

from drillsim.model.checks.complaint import Complaint
from drillsim.model.names import Names
from drillsim.model.scenario import Scenario


def check_scenario(scenario: Scenario, names: Names) -> Iterator[Complaint]:
    yield from ()
