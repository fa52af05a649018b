"""How sites and systems are, for the facilitator alone: a player has to find out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.world import World
from drillsim.model.plan import Plan
from drillsim.record.state import State
from drillsim.record.whereabouts import Kind

SiteState = Literal["open", "cut_off", "closed", "hours", "lost", "barred"]
"""`cut_off`: open, but something that it needs is not met, and nobody can work there. `hours`: closed at these hours.
`barred`: nobody may enter, and the work there goes on."""
SystemState = Literal["failed", "down", "weak", "no_new"]
"""`down`: up by itself, but something that it needs is not. `no_new`: it lets nobody new in."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """A site, and how many people of ours and of a partner are there, and on their way there."""

    id: str
    name: str
    state: SiteState
    there: int
    coming: int


@dataclass(frozen=True, slots=True)
class SystemView:
    """A system that does not work as it should; `backup` is what serves in its place."""

    id: str
    name: str
    state: SystemState
    backup: str | None = None


def sites(plan: Plan, state: State, world: World) -> Iterator[SiteView]:
    """Every site of the plan, in its order."""
    for name, body in plan.sites.items():
        partners = sum(number for (partner, _), number in state.partner_agents.items() if partner == name)
        there = _people(state, name, "at") + partners
        coming = _people(state, name, "coming", "to_check_in")
        yield SiteView(name, body.name or name, _site(name, state, world), there, coming)


def _people(state: State, site: str, *kinds: Kind) -> int:
    return sum(n for group, n in state.people.items() if group.where.site == site and group.where.kind in kinds)


def _site(name: str, state: State, world: World) -> SiteState:
    if world.site_lost(name):
        return "lost"
    if name in state.closed:
        return "closed"
    if name in state.shut:
        return "hours"
    if name in state.barred:
        return "barred"
    return "open" if world.usable(name) else "cut_off"


def systems(plan: Plan, state: State, world: World) -> Iterator[SystemView]:
    """The systems that are down, weak or let nobody new in, in the order of the plan."""
    for name, body in plan.systems.items():
        found = _system(name, state, world)
        if found is not None:
            server = world.server(name)
            yield SystemView(name, body.name or name, found, None if server == name else server)


def _system(name: str, state: State, world: World) -> SystemState | None:
    if name in state.failed:
        return "failed"
    if not world.up(name):
        return "down"
    if name in state.weakened:
        return "weak"
    return "no_new" if name in state.keeps else None
