"""The roll: who was counted by name, where they stand, and what they said last (language.md, rule 12)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from drillsim.record import events as e
from drillsim.record.whereabouts import Group, Whereabouts

Key = tuple[str, str]
"""(team, name)."""

STAYS = ("at", "away", "accounted", "coming")
"""Whereabouts of people who are still counted where their check-in took them, or follow the others of that place."""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody said last: a status, and the second from which it holds."""

    status: str
    since: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody was taken by a check-in; `sent_to`: people of that place have been sent there since."""

    where: Whereabouts
    sent_to: str | None = None


@dataclass
class Roll:
    """Groups have numbers; the roll knows which of their people have names. It moves nobody."""

    reports: dict[Key, Report] = field(default_factory=dict)
    standings: dict[Key, Standing] = field(default_factory=dict)
    """Those who have arrived: a person of the team was taken somewhere for them."""
    _there: Counter[tuple[str, Whereabouts]] = field(default_factory=Counter)

    def named_at(self, team: str, where: Whereabouts) -> int:
        """How many of a team stand at a place by name."""
        return self._there[team, where]

    def knows_newer(self, team: str, name: str, second: int) -> bool:
        """Whether a report of this second is older than what is known: it is on the record and changes nothing."""
        known = self.reports.get((team, name))
        return known is not None and second < known.since

    def report(self, event: e.CheckedIn) -> None:
        """Takes a check-in: a later status replaces an earlier one."""
        if event.name is not None and not self.knows_newer(event.team, event.name, since(event)):
            self.reports[event.team, event.name] = Report(event.status, since(event))

    def move(self, event: e.AgentsMoved, people: Mapping[Group, int]) -> None:
        """Takes a move after the groups have; where all of a team leave a place, those with names go along."""
        if event.name is not None:
            self._stand((event.team, event.name), Standing(event.to))
            return
        if event.why == "checked_in" or not self._there[event.team, event.where]:
            return
        all_left = not any(group.team == event.team and group.where == event.where for group in people)
        for key, standing in list(self.standings.items()):
            if key[0] != event.team or standing.where != event.where:
                continue
            if all_left:  # on the way to check in, absent or off shift: the next check-in is an arrival again
                self._stand(key, Standing(event.to) if event.to.kind in STAYS else None)
            elif event.to.kind == "to_check_in":
                self.standings[key] = Standing(standing.where, event.to.site)

    def _stand(self, key: Key, standing: Standing | None) -> None:
        before = self.standings.pop(key, None)
        if before is not None:
            self._there[key[0], before.where] -= 1
        if standing is not None:
            self.standings[key] = standing
            self._there[key[0], standing.where] += 1


def since(event: e.CheckedIn) -> int:
    """The second from which a report holds: when they signed in, as far as a log says so, else when it was taken."""
    return event.at if event.since is None else event.since
