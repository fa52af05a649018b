"""What is too scarce for everybody who could work: seats, kits, lines, and weak systems (rules 11 and 12)."""

import math
from collections.abc import Iterable

from drillsim.analysis.world import World

Door = tuple[str, str]
"""A weak system, and a site whose people need it."""


class Supply:
    """What is still to be had at one moment, as functions take from it in the order of priority.

    Seats, kits and lines are for all functions. What a weak system lets through is for each function by itself, for
    it is as weak for the urgent as for the rest: a weakened system lets its share of those of a function who need it
    work, at each site alike and rounded down once over all; one that lets nobody new in keeps those who worked with
    it when that began and have stayed. Where several are scarce the smallest remainder counts.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.left: dict[str, int] = {}
        self.kits: dict[str, int] = {}
        self.doors: dict[Door, int] = {}
        self.weak = world.state.weakened.keys() | world.state.keeps.keys()
        """Systems that let only some work or nobody new in; without any, nobody needs to ask them."""
        for name, site in world.plan.sites.items():
            if site.seats is not None:
                self.left[name] = site.seats
            if site.kit is not None:
                stores = site.kit.kept_at.items()
                self.kits[name] = site.kit.own + sum(number for store, number in stores if world.site_open(store))
        for name, system in world.plan.systems.items():
            carries = world.state.carries.get(name, system.carries)
            if carries is not None:
                self.left[name] = carries

    def take(self, wanted: int, site: str, function: str) -> tuple[int, set[str]]:
        """How many of the wanted get a seat, a kit and a line, and what was too scarce for the rest.

        That is a site or a system by name; for want of kits the closed or lost sites that keep some, if there are.
        """
        limits = [name for name in (site, *rests_on(self.world, site, function)) if name in self.left]
        got = min([wanted, self.kits.get(site, wanted), *(self.left[name] for name in limits)])
        scarce = {name for name in limits if self.left[name] == got} if got < wanted else set()
        for name in limits:
            self.left[name] -= got
        if site in self.kits:
            if self.kits[site] == got < wanted:
                scarce |= self._kept_shut(site) or {site}
            self.kits[site] -= got
        return got, scarce

    def _kept_shut(self, site: str) -> set[str]:
        kit = self.world.plan.sites[site].kit
        stores = kit.kept_at.items() if kit else ()
        return {store for store, number in stores if number and not self.world.site_open(store)}

    def turn_to(self, function: str, wanted: Iterable[tuple[str, int]]) -> None:
        """Before a function takes: what weak systems let through of those who could work on it, by site."""
        state = self.world.state
        self.doors = {}
        who_need = dict.fromkeys(self.weak, 0)
        for site, number in wanted:
            for system in rests_on(self.world, site, function) & self.weak:
                share, before = state.weakened.get(system, 1), who_need[system]
                who_need[system] += number
                more = math.floor(share * who_need[system]) - math.floor(share * before)
                self.doors[system, site] = self.doors.get((system, site), 0) + more
        for (system, site), number in self.doors.items():
            if system in state.keeps:
                self.doors[system, site] = min(number, state.keeps[system].get((function, site), 0))

    def let_through(self, wanted: int, site: str, function: str) -> tuple[int, set[str]]:
        """How many of the wanted the weak systems let work, and which of these systems hold some of them up."""
        doors = self._on_the_way(site, function)
        through = min([wanted, *(self.doors[door] for door in doors)])
        return through, {system for system, _ in doors if self.doors[system, site] < wanted}

    def went_through(self, number: int, site: str, function: str) -> None:
        """So many of those let through do work."""
        for door in self._on_the_way(site, function):
            self.doors[door] -= number

    def _on_the_way(self, site: str, function: str) -> list[Door]:
        return [(system, site) for system in rests_on(self.world, site, function) & self.weak]


def rests_on(world: World, site: str, function: str) -> set[str]:
    """The systems on which work for a function at a site rests now, backups in place of what is down."""
    body = world.plan.functions[function]
    return world.serving([*world.plan.sites[site].needs, *body.needs_at.get(site, ()), *body.needs])
