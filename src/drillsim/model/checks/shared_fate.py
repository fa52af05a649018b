"""A backup that falls with what it backs up (`shared_fate`)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Pair
from drillsim.model.checks.falls import Falls, automatic
from drillsim.model.checks.words import either

if TYPE_CHECKING:
    from drillsim.model.plan import Plan


def pairs(plan: "Plan") -> Iterator[Pair]:
    """Every primary and backup, with the single sites, areas and systems whose loss alone takes both.

    Looked for over sites, areas and needs however many steps down. A need on the way that a third system
    covers counts as covered only where that one takes over by itself: until somebody switches, both are down.
    """
    falls = Falls(plan, automatic(plan))
    backups: dict[str, list[str]] = {}
    for name, system in plan.systems.items():
        if system.backup_for in plan.systems:
            backups.setdefault(str(system.backup_for), []).append(name)
    for primary in plan.systems:
        for backup in backups.get(primary, ()):
            yield Pair(primary, backup, tuple(falls.names(falls.system(primary) & falls.system(backup))))


def shared_fates(plan: "Plan") -> Iterator[Complaint]:
    """A warning at each backup that a single loss takes together with its primary."""
    for pair in pairs(plan):
        if pair.common:
            message = (
                f"{pair.primary} and its backup {pair.backup} fall together with {either(pair.common)}:"
                f" against that it is no backup"
            )
            yield Complaint("shared_fate", "plan", ("systems", pair.backup, "backup_for"), message)
