"""Sites that back each other and fall together (`single_point`)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.falls import Falls, automatic
from drillsim.model.checks.single_point import takes_out
from drillsim.model.checks.words import either, listed
from drillsim.model.checks.workplaces import Workplaces

if TYPE_CHECKING:
    from drillsim.model.plan import Plan


def shared_by_sites(plan: "Plan") -> Iterator[Complaint]:
    """Sites that a function can be moved between back each other, so no single loss should take two.

    Here a backup counts only where it takes over by itself: until somebody switches, both sites are silent.
    What puts the function out altogether is said by `single_points`.
    """
    falls = Falls(plan, automatic(plan))
    places = Workplaces(plan)
    said = takes_out(plan)
    for name, function in plan.functions.items():
        sites = {site: falls.site(site) | falls.needs(function.needs_at.get(site, ())) for site in places.sites(name)}
        groups: dict[tuple[str, ...], list[str]] = {}
        for thing in falls.names(_taking_two(sites)):
            if thing not in said[name]:
                together = tuple(site for site, takes in sites.items() if takes & falls.any_of([thing]))
                groups.setdefault(together, []).append(thing)
        if groups:
            shared = [f"{listed(each)} fall together with {either(things)}" for each, things in groups.items()]
            message = f"sites that back each other in {name} share a fate: {'; '.join(shared)}"
            yield Complaint("single_point", "plan", ("functions", name, "routed_to"), message)


def _taking_two(sites: dict[str, int]) -> int:
    once = twice = 0
    for takes in sites.values():
        twice |= once & takes
        once |= takes
    return twice
