"""How much of each function is being done (language.md, rules 1 and 11), and why not more (rule 2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from drillsim.analysis.world import World
from drillsim.model.services import Function
from drillsim.record.state import State


@dataclass
class Level:
    """One function at one moment: share of normal staff (0 to 1), agents working by site, what was scarce."""

    share: float
    working: dict[str, int] = field(default_factory=dict)
    scarce: set[str] = field(default_factory=set)


def levels(world: World) -> dict[str, Level]:
    """The level of every function, seats and lines given out in the order of priority.

    A function put aside, or closed at these hours, takes no seat and no line, and nobody works on it: its level
    is 0.
    """
    supply = _Supply(world)
    order = sorted(world.plan.functions, key=lambda name: (world.plan.functions[name].priority, name))
    found = {name: _level(name, world, supply) for name in order}
    return {name: found[name] for name in world.plan.functions}


def out(world: World, found: Mapping[str, Level]) -> frozenset[str]:
    """The functions that are out: below MBCO and not put aside. Exactly MBCO is not out.

    One that is closed at these hours is neither in nor out, but an outage that began before runs on until the
    function is open and back, or put aside.
    """
    return frozenset(name for name, level in found.items() if _is_out(world, name, level.share))


def _is_out(world: World, name: str, share: float) -> bool:
    if name in world.state.paused:
        return False
    if not world.hours.is_open(name):
        return name in world.state.runs_on
    return share < float(world.plan.functions[name].mbco)


def working_at(state: State, function: str) -> dict[str, int]:
    """Own agents at each site who work on a function."""
    found: dict[str, int] = {}
    for group, number in state.people.items():
        if group.works == function and group.where.kind == "at" and group.where.site is not None:
            found[group.where.site] = found.get(group.where.site, 0) + number
    return found


class _Supply:
    """Seats of sites and lines of systems that are still to be had."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.left: dict[str, int] = {
            name: site.seats for name, site in world.plan.sites.items() if site.seats is not None
        }
        for name, system in world.plan.systems.items():
            carries = world.state.carries.get(name, system.carries)
            if carries is not None:
                self.left[name] = carries

    def take(self, wanted: int, site: str, function: str) -> tuple[int, set[str]]:
        """How many of the wanted get a seat and a line, and what was too scarce for the rest."""
        body = self.world.plan.functions[function]
        needs = [*self.world.plan.sites[site].needs, *body.needs_at.get(site, ()), *body.needs]
        limits = [name for name in (site, *sorted(self.world.serving(needs))) if name in self.left]
        got = min([wanted, *(self.left[name] for name in limits)])
        scarce = {name for name in limits if self.left[name] == got} if got < wanted else set()
        for name in limits:
            self.left[name] -= got
        return got, scarce


def _level(name: str, world: World, supply: _Supply) -> Level:
    function = world.plan.functions[name]
    state = world.state
    level = Level(0.0)
    if name in state.paused or not world.hours.is_open(name):
        return level
    own_unmet = [need for need in function.needs if not world.met(need)]
    direct = around = 0
    for site, wanted in _wanted(name, world):
        here_unmet = [need for need in function.needs_at.get(site, ()) if not world.met(need)]
        if here_unmet and not _covered(function, here_unmet, site, state, name):
            continue  # nobody could work there even if the function's own needs were met
        unmet = own_unmet + here_unmet
        got, scarce = supply.take(wanted, site, name)
        level.scarce |= scarce
        if not unmet:
            direct += got
        elif _covered(function, unmet, site, state, name):
            around += got
        else:
            continue
        level.working[site] = level.working.get(site, 0) + got
    level.share = min(1.0, _share(function, world.hours.normal_staff(name), direct, around))
    return level


def _share(function: Function, normal: int, direct: int, around: int) -> float:
    """Exact up to the one rounding at the end, so that exactly MBCO is exactly MBCO."""
    workaround = function.workaround
    helped = Fraction(around, normal)
    if workaround is not None and workaround.agents is not None:
        helped = min(helped, Fraction(workaround.agents, normal))
    if workaround is not None and workaround.level is not None:
        helped = min(helped, workaround.level)
    return float(Fraction(direct, normal) + helped)


def _covered(function: Function, unmet: list[str], site: str, state: State, name: str) -> bool:
    """Whether a running workaround does without all that is missing at a site."""
    workaround = function.workaround
    if workaround is None or name not in state.workarounds:
        return False
    return set(unmet) <= set(workaround.without) and (not workaround.at or site in workaround.at)


def _wanted(name: str, world: World) -> Iterator[tuple[str, int]]:
    """Sites where people of a function could work, with their number: own agents before a partner's."""
    routed = [site for site in world.state.routed(name) if world.usable(site)]
    own = working_at(world.state, name)
    for site in routed:
        if own.get(site):
            yield site, own[site]
    for site in routed:
        if agents := world.state.partner_agents.get((site, name)):
            yield site, agents


def causes(name: str, world: World, level: Level) -> list[str]:
    """What put a function out: roots of unmet needs, sites closed or lost under its people, what was scarce.

    Sorted; empty where decisions alone (a move, a route) did.
    """
    function = world.plan.functions[name]
    state = world.state
    found = world.roots(function.needs) | level.scarce
    routed = state.routed(name)
    for group in state.people:
        if group.works != name or group.where.site is None:
            continue
        if group.where.kind == "away" and not world.site_open(group.where.site):
            found.add(group.where.site)
        elif group.where.kind == "at" and group.where.site in routed:
            found |= _kept_from(name, group.where.site, world)
    for partner, served in state.partner_agents:
        if served == name:
            found |= _kept_from(name, partner, world)
    return sorted(found)


def _kept_from(name: str, site: str, world: World) -> set[str]:
    function = world.plan.functions[name]
    found = world.roots(world.plan.sites[site].needs)
    if not world.site_open(site):
        found.add(site)
    at_site = function.needs_at.get(site, ())
    unmet = [need for need in at_site if not world.met(need)]
    if unmet and not _covered(function, unmet, site, world.state, name):
        found |= world.roots(unmet)
    return found
