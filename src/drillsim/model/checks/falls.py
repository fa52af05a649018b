"""What falls with what: for every system and site the single things whose loss takes it.

A thing is a system, a site or an area. A system falls with itself, with its site and that site's area, and
with whatever leaves one of its needs unmet. A need stays unmet when the system needed falls and so does every
backup that is counted on; a site works when it is not lost and its needs are met (language.md, 5, rule 4).
"""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from drillsim.model.checks.graph import deepest_first

if TYPE_CHECKING:
    from drillsim.model.plan import Plan


def automatic(plan: "Plan") -> frozenset[str]:
    """The backups that take over by themselves."""
    systems = plan.systems.items()
    return frozenset(name for name, system in systems if system.backup_for and system.auto_after is not None)


def in_use(plan: "Plan") -> frozenset[str]:
    """The backups that take over by themselves, or that some task switches to."""
    switched = {name for task in plan.tasks.values() if task.effect for name in task.effect.switch_to}
    return automatic(plan) | switched


class Falls:
    """Sets of things as the bits of a number, so that a chain of thousands of needs stays cheap.

    `counted` are the backups that are counted on for the needs of others.
    """

    def __init__(self, plan: "Plan", counted: frozenset[str]) -> None:
        self._plan = plan
        areas = {site.area: None for site in plan.sites.values() if site.area}
        things = [("system", name) for name in plan.systems]
        things += [("site", name) for name in plan.sites] + [("area", name) for name in areas]
        self._bits = {thing: 1 << index for index, thing in enumerate(things)}
        self._names = [name for _, name in things]
        self._covers: dict[str, list[str]] = {}
        for name in plan.systems:
            primary = plan.systems[name].backup_for
            if primary and name in counted:
                self._covers.setdefault(primary, []).append(name)

    def bit(self, kind: str, name: str) -> int:
        """The set of one thing; empty where there is none."""
        return self._bits.get((kind, name), 0)

    def any_of(self, names: Iterable[str]) -> int:
        """The set of all things of these names."""
        found = 0
        for name in names:
            found |= self.bit("system", name) | self.bit("site", name) | self.bit("area", name)
        return found

    def names(self, things: int) -> list[str]:
        """The names of a set of things, sorted."""
        marks = reversed(f"{things:b}")
        return sorted({name for name, mark in zip(self._names, marks, strict=False) if mark == "1"})

    def system(self, name: str) -> int:
        """Whatever takes this system down, its backups aside."""
        return self._systems.get(name, 0)

    def need(self, name: str) -> int:
        """Whatever leaves the need for this system unmet."""
        return self._unmet(name, self._systems)

    def needs(self, names: Iterable[str]) -> int:
        """Whatever leaves one of these needs unmet."""
        found = 0
        for name in names:
            found |= self.need(name)
        return found

    def place(self, name: str | None) -> int:
        """A site and its area."""
        site = self._plan.sites.get(name) if name else None
        if name is None or site is None:
            return 0
        return self.bit("site", name) | (self.bit("area", site.area) if site.area else 0)

    def site(self, name: str) -> int:
        """Whatever makes work at this site impossible."""
        site = self._plan.sites.get(name)
        return self.place(name) | self.needs(site.needs) if site else 0

    def _unmet(self, name: str, systems: dict[str, int]) -> int:
        found = systems.get(name, 0)
        for backup in self._covers.get(name, ()):
            found &= systems[backup]
        return found

    @cached_property
    def _systems(self) -> dict[str, int]:
        """From "everything takes it" down to what really does: a backup fed by what it backs up is not up."""
        written = self._plan.systems
        leads_to = {
            name: [*system.needs, *(backup for need in system.needs for backup in self._covers.get(need, ()))]
            for name, system in written.items()
        }
        order = deepest_first(leads_to)
        found = dict.fromkeys(written, (1 << len(self._names)) - 1)
        settled = False
        while not settled:
            settled = True
            for name in order:
                now = self.bit("system", name) | self.place(written[name].at)
                for need in written[name].needs:
                    now |= self._unmet(need, found)
                if now != found[name]:
                    found[name], settled = now, False
        return found
