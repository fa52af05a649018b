"""Where each function can be worked under the plan, and by how many of whom."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drillsim.model.effects import Effect
    from drillsim.model.plan import Plan


def effects(plan: "Plan") -> Iterator[tuple[str, "Effect"]]:
    """Each task that does something to the world, with what it does."""
    for name, task in plan.tasks.items():
        if task.effect:
            yield name, task.effect


def routed(plan: "Plan") -> dict[str, list[str]]:
    """The sites that each function goes to, or that a task can send it to; a partner by being activated."""
    found = {name: dict.fromkeys(function.routed_to) for name, function in plan.functions.items()}
    for _, effect in effects(plan):
        for name, change in effect.route.items():
            found.setdefault(name, {}).update(dict.fromkeys((*(change.only or ()), *change.add)))
        for partner, shares in effect.activate.items():
            for name in shares:
                found.setdefault(name, {})[partner] = None
    return {name: [site for site in sites if site in plan.sites] for name, sites in found.items()}


class Workplaces:
    """For each function the sites where somebody can work it, and who: teams at home or moved, partners."""

    def __init__(self, plan: "Plan") -> None:
        self._plan = plan
        self._routed = routed(plan)
        self._works: dict[str, set[str]] = {
            name: {team.works} if team.works else set() for name, team in plan.teams.items()
        }
        self._sent: dict[str, dict[str, int]] = {name: {team.at: team.count} for name, team in plan.teams.items()}
        self._partners: dict[str, dict[str, int]] = {}
        for _, effect in effects(plan):
            self._take(effect)
        self._workers: dict[str, list[str]] = {}
        for team, functions in self._works.items():
            for function in functions:
                self._workers.setdefault(function, []).append(team)

    def _take(self, effect: "Effect") -> None:
        for move in effect.move:
            team = self._plan.teams.get(move.team)
            if team is None:
                continue
            if move.works:
                self._works[move.team].add(move.works)
            count = team.count if move.count is None else move.count
            sent = self._sent[move.team]
            sent[move.to] = max(sent.get(move.to, 0), count)
        for partner, shares in effect.activate.items():
            for function, agents in shares.items():
                asked = self._partners.setdefault(function, {})
                asked[partner] = max(asked.get(partner, 0), agents)

    def routed(self, function: str) -> list[str]:
        """The sites that the function is or can be routed to."""
        return self._routed.get(function, [])

    def sites(self, function: str) -> list[str]:
        """The sites that the function is or can be routed to and where somebody can work it."""
        workers = self._workers.get(function, ())
        manned = {site for team in workers for site, count in self._sent[team].items() if count}
        return [
            site
            for site in self._routed.get(function, ())
            if site in manned or site in self._partners.get(function, {})
        ]

    def at_most(self, function: str, sites: list[str]) -> int:
        """How many can work the function at these sites together, at best: no more than people and seats."""
        by_team = sum(
            min(self._plan.teams[team].count, sum(self._sent[team].get(site, 0) for site in sites))
            for team in self._workers.get(function, ())
        )
        partners = self._partners.get(function, {})
        here = by_team + sum(partners.get(site, 0) for site in sites)
        seats = [self._plan.sites[site].seats for site in sites]
        limits = [seat for seat in seats if seat is not None]
        return min(here, sum(limits)) if len(limits) == len(seats) else here
