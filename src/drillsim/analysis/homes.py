"""Agents at home whose area is lost (rule 12)."""

import math

from drillsim.analysis.world import World
from drillsim.record.whereabouts import Group


def cut_off(world: World, group: Group, number: int) -> int:
    """How many of a group cannot work because of where they live.

    Of those of a team at a remote site the share that lives in lost areas, rounded down once for all these areas, as
    an absence is. Nobody elsewhere is touched, and nobody is moved: when the areas are repaired they work again.
    """
    site = group.where.site
    if not world.state.lost or site is None or world.plan.sites[site].kind != "remote":
        return 0
    lives = world.plan.teams[group.team].lives
    lost = sum(share for area, share in lives.items() if area in world.state.lost)
    return min(number, math.floor(lost * number))


def lost_homes(world: World, team: str) -> set[str]:
    """The sites of the lost areas in which people of a team live."""
    lost = [area for area, share in world.plan.teams[team].lives.items() if share and area in world.state.lost]
    return {site for area in lost for site in world.plan.areas[area]}
