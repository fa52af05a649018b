"""Where the contacts of a function are answered: how many agents at each site, and why no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from drillsim.analysis.homes import cut_off
from drillsim.analysis.levels import Level, is_ready
from drillsim.analysis.world import World
from drillsim.model.services import Workaround


@dataclass(frozen=True, slots=True)
class Desk:
    """One site for one function.

    `agents` answer contacts. `there` are at the site for the function, whether or not they can work; of them
    `cut_off` live in an area that is lost. `is_ready`: the site is open, and what the function needs there is met.
    """

    agents: int
    there: int
    cut_off: int
    is_lost: bool
    is_ready: bool


NOBODY = Desk(0, 0, 0, is_lost=False, is_ready=True)


@dataclass(frozen=True, slots=True)
class Desks:
    """The desks of one function at all sites. `works`: it is neither put aside nor closed at these hours."""

    route: tuple[str, ...]
    at: dict[str, Desk]
    works: bool
    is_open: bool

    @property
    def agents(self) -> int:
        """How many answer contacts, wherever they are."""
        return sum(desk.agents for desk in self.at.values())


def desks(world: World, found: Mapping[str, Level]) -> dict[str, Desks]:
    """Those of every function that has contacts. A workaround lets as many agents answer as it allows, rounded down."""
    served = [name for name, body in world.plan.functions.items() if body.contacts is not None]
    return {name: _desks(world, name, found[name]) for name in served}


def _desks(world: World, name: str, level: Level) -> Desks:
    there: dict[str, int] = {}
    cut: dict[str, int] = {}
    for group, number in world.state.people.items():
        site = group.where.site
        if group.works == name and group.where.kind == "at" and site is not None:
            there[site] = there.get(site, 0) + number
            cut[site] = cut.get(site, 0) + cut_off(world, group, number)
    for (partner, served), number in world.state.partner_agents.items():
        if served == name:
            there[partner] = there.get(partner, 0) + number
    agents = _agents(world, name, level)
    at = {
        site: Desk(
            agents.get(site, 0),
            there.get(site, 0),
            cut.get(site, 0),
            world.site_lost(site),
            is_ready(name, world, site),
        )
        for site in world.plan.sites
    }
    is_open = world.hours.is_open(name)
    return Desks(world.state.routed(name), at, is_open and name not in world.state.paused, is_open)


def _agents(world: World, name: str, level: Level) -> dict[str, int]:
    workaround = world.plan.functions[name].workaround
    left = _allowed(workaround, world.hours.normal_staff(name)) if level.only_around and workaround else 0
    agents: dict[str, int] = {}
    for site, working in level.working.items():
        around = level.only_around.get(site, 0)
        helped = min(around, left)
        left -= helped
        agents[site] = working - around + helped
    return agents


def _allowed(workaround: Workaround, normal_staff: int) -> int:
    """As many as a workaround lets work at most."""
    if workaround.agents is not None:
        return workaround.agents
    return floor(workaround.level * normal_staff) if workaround.level is not None else normal_staff
