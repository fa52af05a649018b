"""Single things whose loss puts a function out (`single_point`)."""

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.falls import Falls, in_use
from drillsim.model.checks.words import either
from drillsim.model.checks.workplaces import Workplaces, effects

if TYPE_CHECKING:
    from drillsim.model.plan import Plan


def single_points(plan: "Plan") -> Iterator[Complaint]:
    """One line for each function that one loss keeps below its MBCO, whatever the tasks of the plan do.

    Counted in the function's favour: backups that take over by themselves or that a task switches to, a
    workaround that a task starts and that reaches the MBCO, every site it is or can be routed to, and all who
    are there, can be moved there or can be asked for there.
    """
    for name, things in takes_out(plan).items():
        if things:
            lost = f"{name} is out when {either(things)} is lost"
            message = f"{lost}: nothing in the plan keeps it at its MBCO then"
            yield Complaint("single_point", "plan", ("functions", name), message)


def takes_out(plan: "Plan") -> dict[str, list[str]]:
    """For each function the single things whose loss keeps it below its MBCO."""
    falls = Falls(plan, in_use(plan))
    places = Workplaces(plan)
    return {name: falls.names(_takes_out(plan, falls, places, name)) for name in plan.functions}


def _takes_out(plan: "Plan", falls: Falls, places: Workplaces, name: str) -> int:
    function = plan.functions[name]
    spared = _worked_around(plan, name)
    found = falls.needs(need for need in function.needs if need not in spared)
    sites = {
        site: falls.site(site) | falls.needs(need for need in function.needs_at.get(site, ()) if need not in spared)
        for site in places.sites(name) or places.routed(name)
    }
    wanted = function.mbco * function.normal_staff
    if places.at_most(name, list(sites)) < wanted:  # people are not planned for, so only the sites count
        return found | reduce(and_, sites.values()) if sites else found
    suspects = reduce(or_, sites.values(), 0) & ~found
    return found | _short(suspects, sites, places, name, wanted)


def _short(suspects: int, sites: dict[str, int], places: Workplaces, name: str, wanted: Fraction) -> int:
    """Of the suspects those without which too few people are left; the same sites are reckoned once."""
    found = 0
    enough: dict[tuple[str, ...], bool] = {}
    while suspects:
        thing = suspects & -suspects
        left = tuple(site for site, takes in sites.items() if not takes & thing)
        if left not in enough:
            enough[left] = places.at_most(name, list(left)) >= wanted
        found |= 0 if enough[left] else thing
        suspects ^= thing
    return found


def _worked_around(plan: "Plan", name: str) -> frozenset[str]:
    """The needs that a workaround spares, where a task starts it and it reaches the MBCO."""
    function = plan.functions[name]
    around = function.workaround
    if around is None or not any(name in effect.use_workaround for _, effect in effects(plan)):
        return frozenset()
    level = around.level if around.level is not None else Fraction(around.agents or 0, function.normal_staff)
    return frozenset(around.without) if level >= function.mbco else frozenset()
