"""How much of each function is being done (language.md, rules 1 and 11), and why not more (rule 2)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from drillsim.analysis.homes import cut_off, lost_homes
from drillsim.analysis.supply import Supply, rests_on
from drillsim.analysis.world import World
from drillsim.model.services import Function
from drillsim.record.state import State


@dataclass
class Level:
    """One function at one moment: share of normal staff (0 to 1), agents working by site, what was scarce or weak."""

    share: float
    working: dict[str, int] = field(default_factory=dict)
    around: dict[str, int] = field(default_factory=dict)
    """Those of them who work around something weak, by site."""
    only_around: dict[str, int] = field(default_factory=dict)
    """Those of them whom only the workaround lets work, whatever it goes around, by site."""
    scarce: set[str] = field(default_factory=set)


def levels(world: World) -> dict[str, Level]:
    """The level of every function, seats and lines given out in the order of priority.

    A function put aside, or closed at these hours, takes no seat and no line, and nobody works on it: its level
    is 0.
    """
    supply = Supply(world)
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


def working_at(world: World, function: str) -> dict[str, int]:
    """Own agents at each site who work on a function; at homes without those who live in a lost area."""
    found: dict[str, int] = {}
    for group, number in world.state.people.items():
        if group.works == function and group.where.kind == "at" and group.where.site is not None:
            if world.state.lost:
                number -= cut_off(world, group, number)
            found[group.where.site] = found.get(group.where.site, 0) + number
    return found


def working_with(world: World, system: str) -> dict[str, dict[str, int]]:
    """Who works with a system now: function, site, number. Those who work around it, weak as it is, do not."""
    found: dict[str, dict[str, int]] = {}
    for name, level in levels(world).items():
        for site, working in level.working.items():
            if system in rests_on(world, site, name):
                found.setdefault(name, {})[site] = working - level.around.get(site, 0)
    return found


def is_ready(name: str, world: World, site: str) -> bool:
    """Whether people could work on a function at a site but for the hours; what is missing may be worked around."""
    function = world.plan.functions[name]
    if site in world.state.closed or world.site_lost(site) or not world.all_met(world.plan.sites[site].needs):
        return False
    unmet = [need for need in (*function.needs, *function.needs_at.get(site, ())) if not world.met(need)]
    return not unmet or _covered(function, unmet, site, world.state, name)


class _Place(NamedTuple):
    """A site with people of a function who could work there if the function's own needs, `unmet`, were met."""

    site: str
    people: int
    unmet: list[str]


def _level(name: str, world: World, supply: Supply) -> Level:
    function = world.plan.functions[name]
    level = Level(0.0)
    if name in world.state.paused or not world.hours.is_open(name):
        return level
    places: Iterable[_Place] = _places(name, world)
    if supply.weak:
        places = list(places)
        supply.turn_to(name, ((place.site, place.people) for place in places))
    direct = around = 0
    for place in places:
        got, helped = _at_work(name, world, supply, place, level)
        if place.unmet and not _covered(function, place.unmet, place.site, world.state, name):
            continue
        if helped:
            level.around[place.site] = level.around.get(place.site, 0) + helped
        only_around = got + helped if place.unmet else helped
        if only_around:
            level.only_around[place.site] = level.only_around.get(place.site, 0) + only_around
        around += only_around
        direct += got + helped - only_around
        level.working[place.site] = level.working.get(place.site, 0) + got + helped
    level.share = min(1.0, _share(function, world.hours.normal_staff(name), direct, around))
    return level


def _at_work(name: str, world: World, supply: Supply, place: _Place, level: Level) -> tuple[int, int]:
    """Who of a place gets all there is to be had, and who gets it to work around what is too weak for them."""
    if not supply.weak:
        got, scarce = supply.take(place.people, place.site, name)
        level.scarce |= scarce
        return got, 0
    through, held_up = supply.let_through(place.people, place.site, name)
    got, scarce = supply.take(through, place.site, name)
    supply.went_through(got, place.site, name)
    level.scarce |= scarce | held_up
    if not held_up or not _does_without(name, world, place, held_up):
        return got, 0
    helped, scarce = supply.take(place.people - through, place.site, name)
    level.scarce |= scarce
    return got, helped


def _places(name: str, world: World) -> Iterator[_Place]:
    function = world.plan.functions[name]
    own_unmet = [need for need in function.needs if not world.met(need)]
    for site, people in _wanted(name, world):
        here_unmet = [need for need in function.needs_at.get(site, ()) if not world.met(need)]
        if not here_unmet or _covered(function, here_unmet, site, world.state, name):
            yield _Place(site, people, own_unmet + here_unmet)


def _does_without(name: str, world: World, place: _Place, weak: set[str]) -> bool:
    """Whether those whom weak systems hold up can work around them, as if the need for these were unmet for them."""
    function = world.plan.functions[name]
    if world.serving(world.plan.sites[place.site].needs) & weak:
        return False  # without these nobody works at the site
    needs = (*function.needs, *function.needs_at.get(place.site, ()))
    held_up = [need for need in needs if world.serving([need]) & weak]
    return _covered(function, place.unmet + held_up, place.site, world.state, name)


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
    own = working_at(world, name)
    for site in routed:
        if own.get(site):
            yield site, own[site]
    for site in routed:
        if agents := world.state.partner_agents.get((site, name)):
            yield site, agents


def causes(name: str, world: World, level: Level) -> list[str]:
    """What put a function out: roots of unmet needs, sites closed or lost under its people, what was scarce or weak.

    Sorted; an area in which its people live is given by its sites; empty where decisions alone (a move, a route) did.
    """
    function = world.plan.functions[name]
    state = world.state
    found = world.roots(function.needs) | level.scarce
    routed = state.routed(name)
    for group, number in state.people.items():
        if group.works != name or group.where.site is None:
            continue
        if group.where.kind == "away" and not world.site_open(group.where.site):
            found.add(group.where.site)
        elif group.where.kind == "at" and group.where.site in routed:
            found |= _kept_from(name, group.where.site, world)
            if cut_off(world, group, number):
                found |= lost_homes(world, group.team)
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
