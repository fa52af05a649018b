"""All checks of a scenario by itself."""

from collections.abc import Iterator

from drillsim.model.checks import choices, duplicates, injects, times
from drillsim.model.checks import names as known_names
from drillsim.model.checks.complaint import Complaint
from drillsim.model.names import Names
from drillsim.model.scenario import Scenario


def check_scenario(scenario: Scenario, names: Names) -> Iterator[Complaint]:
    """What is wrong or weak in a scenario, whatever the plan; `names` are its own injects and objectives."""
    yield from known_names.in_scenario(scenario, names)
    yield from choices.in_scenario(scenario)
    yield from duplicates.injects(scenario)
    yield from times.unscheduled(scenario)
    yield from times.after_end(scenario)
    yield from injects.objective_unused(scenario)
    yield from injects.inject_without_action(scenario)
    yield from injects.overload(scenario)
