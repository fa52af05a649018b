"""Kits and homes that fall with the site they are to replace (`kit_shares_fate`)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.falls import Falls, automatic
from drillsim.model.checks.words import either, listed
from drillsim.model.checks.workplaces import effects

if TYPE_CHECKING:
    from drillsim.model.plan import Plan


def kits(plan: "Plan") -> Iterator[Complaint]:
    """Laptops kept at a place that one loss takes together with the site whose people are to use them."""
    falls = Falls(plan, automatic(plan))
    replaced = _replaced(plan)
    for name, site in plan.sites.items():
        stores = [store for store, number in site.kit.kept_at.items() if number] if site.kit else []
        for store in stores:
            for lost in replaced.get(name, ()):
                common = falls.names(falls.place(store) & falls.place(lost))
                if common:
                    both = store if store == lost else f"{store} and {lost}"
                    message = f"kits kept at {both}, which {name} replaces, fall with {either(common)}"
                    path = ("sites", name, "kit", "kept_at", store)
                    yield Complaint("kit_shares_fate", "plan", path, message, key=True)


def homes(plan: "Plan") -> Iterator[Complaint]:
    """People who live in the area of their site and are to work from home when it falls."""
    replaced = _replaced(plan)
    remote = [name for name, site in plan.sites.items() if site.kind == "remote"]
    for name, team in plan.teams.items():
        site = plan.sites.get(team.at)
        instead = [home for home in remote if team.at in replaced[home]]
        if site and site.area and team.lives.get(site.area) and instead:
            homes_at = listed(instead)
            message = f"homes in {site.area} and {team.at}, which {homes_at} replaces, fall with {site.area}"
            yield Complaint("kit_shares_fate", "plan", ("teams", name, "lives", site.area), message, key=True)


def _replaced(plan: "Plan") -> dict[str, list[str]]:
    """For each site those it replaces: whose people a task moves to it, or routed to beside it."""
    found: dict[str, dict[str, None]] = {name: {} for name in plan.sites}
    for _, effect in effects(plan):
        for move in effect.move:
            team = plan.teams.get(move.team)
            for site in (move.from_, team.at if team else None):
                if site and site != move.to and move.to in found:
                    found[move.to][site] = None
    for function in plan.functions.values():
        for site in function.routed_to:
            if site in found:
                found[site].update(dict.fromkeys(other for other in function.routed_to if other != site))
    return {name: list(sites) for name, sites in found.items()}
