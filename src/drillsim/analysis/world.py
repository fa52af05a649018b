"""What works now: systems, sites and needs, followed to their roots (language.md, rules 2, 4 and 12)."""

from collections.abc import Iterable, Iterator

from drillsim.model.plan import Plan
from drillsim.model.staffing import Hours
from drillsim.record.state import State


class World:
    """Answers about one moment. A new one is made when the state changes."""

    def __init__(self, plan: Plan, state: State) -> None:
        self.plan = plan
        self.state = state
        self.hours = Hours(plan, state.line)
        """The plan's numbers at these hours."""
        self._up: dict[str, bool] = {}
        self._backups: dict[str, list[str]] = {}
        for name in sorted(plan.systems):
            if (primary := plan.systems[name].backup_for) is not None:
                self._backups.setdefault(primary, []).append(name)

    # A cycle of needs is an error at check; `asked` still ends the search, counting the thing as up.

    def site_lost(self, site: str) -> bool:
        """A site is lost by itself or with its area."""
        area = self.plan.sites[site].area
        return site in self.state.lost or (area is not None and area in self.state.lost)

    def site_open(self, site: str) -> bool:
        """Neither closed, by somebody or at these hours, nor lost; its needs are another matter."""
        return site not in self.state.closed and site not in self.state.shut and not self.site_lost(site)

    def up(self, system: str) -> bool:
        """A system is up when it has not failed, its site and area are not lost, and its needs are met."""
        known = self._up.get(system)
        if known is None:
            self._up[system] = True
            body = self.plan.systems[system]
            known = (
                system not in self.state.failed
                and not (body.at is not None and self.site_lost(body.at))
                and all(self.met(need) for need in body.needs)
            )
            self._up[system] = known
        return known

    def counts(self, backup: str) -> bool:
        """A backup counts once switched to, or taken over by itself, and only while itself up."""
        return (backup in self.state.switched or backup in self.state.took_over) and self.up(backup)

    def backups(self, system: str) -> Iterator[str]:
        """The backups of a system, by id."""
        yield from self._backups.get(system, ())

    def server(self, system: str) -> str | None:
        """What meets a need of this system: itself when up, else a backup of it that counts.

        Where it is up but weak, or rests on what is weak, and a backup counts, people have gone over to the backup.
        """
        up = self.up(system)
        if up and not self._holds_up(system):
            return system
        backup = next((backup for backup in self.backups(system) if self.counts(backup)), None)
        return system if up and backup is None else backup

    def _holds_up(self, system: str) -> bool:
        """Whether a system that is up lets only some work: weak itself, or resting on what is weak."""
        weak = self.state.weakened.keys() | self.state.keeps.keys()
        return bool(weak) and (system in weak or bool(self.serving(self.plan.systems[system].needs) & weak))

    def met(self, need: str) -> bool:
        """A need is met by a system that is up or backed up, or by an open site whose own needs are met."""
        if need in self.plan.sites:
            return self.site_open(need) and self.all_met(self.plan.sites[need].needs)
        return self.server(need) is not None

    def all_met(self, needs: Iterable[str]) -> bool:
        """Whether every one of these needs is met."""
        return all(self.met(need) for need in needs)

    def usable(self, site: str) -> bool:
        """A site where agents can work: open, and its needs met."""
        return self.site_open(site) and self.all_met(self.plan.sites[site].needs)

    def serving(self, needs: Iterable[str]) -> set[str]:
        """The systems that these met needs rest on, through needs, with backups in place of what is down."""
        found: set[str] = set()
        waiting = list(needs)
        while waiting:
            need = waiting.pop()
            if need in self.plan.sites:
                waiting += self.plan.sites[need].needs
                continue
            server = self.server(need)
            if server is not None and server not in found:
                found.add(server)
                waiting += self.plan.systems[server].needs
        return found

    def roots(self, needs: Iterable[str]) -> set[str]:
        """What keeps these needs unmet: failed systems, lost and closed sites, not what depends on them."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [need for need in needs if not self.met(need)]
        while waiting:
            need = waiting.pop()
            if need in seen:
                continue
            seen.add(need)
            if need in self.plan.sites:
                if not self.site_open(need):
                    found.add(need)
                waiting += [other for other in self.plan.sites[need].needs if not self.met(other)]
                continue
            body = self.plan.systems[need]
            if need in self.state.failed:
                found.add(need)
            if body.at is not None and self.site_lost(body.at):
                found.add(body.at)
            waiting += [other for other in body.needs if not self.met(other)]
            waiting += [backup for backup in self.backups(need) if backup in self.state.switched | self.state.took_over]
        return found
