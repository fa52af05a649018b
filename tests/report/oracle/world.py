"""What is up, who is where, and how many work: rules 1, 4, 11 and 12, folded from the events of the record.

It knows what the shipped drills use. A plan or a record with more (weakened systems, kits, staffing by the hour, homes
in a lost area) is refused rather than reckoned wrongly.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import Any, TypeVar

from report.oracle.record import Record, Row
from report.oracle.spelling import share

UNKNOWN_EVENTS = {"system_weakened", "nobody_new_let_in", "staffing_changed"}
Seen = TypeVar("Seen")
Place = tuple[str, str | None]
"""How people are there (at, away, coming, to_check_in, accounted, absent ...), and the site."""


@dataclass
class World:
    """The state after some events."""

    record: Record
    failed: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    standing_in: set[str] = field(default_factory=set)
    aside: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)
    """Functions whose workaround runs."""
    grown: dict[str, int] = field(default_factory=dict)
    routes: dict[str, list[str]] = field(default_factory=dict)
    partners: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Agents of a partner who are ready for a function."""
    people: Counter[tuple[str, str | None, Place]] = field(default_factory=Counter)
    """How many of a team, with which work, are where."""

    def __post_init__(self) -> None:
        plan = self.record.plan
        assert "staffing" not in plan, "the oracle does not know staffing by the hour"
        assert not any("kit" in site for site in plan["sites"].values()), "the oracle does not know kits"
        self.routes = {name: list(body["routed_to"]) for name, body in plan["functions"].items()}
        said = {row["team"]: row["count"] for row in self.record.said("on_shift")}
        on_shift = self.record.drill.get("on_shift", {}) | said
        for name, team in plan["teams"].items():
            self.people[name, team.get("works"), ("at", team["at"])] = on_shift.get(name, team["count"])

    def take(self, event: Row) -> None:
        """One more event."""
        assert event.kind not in UNKNOWN_EVENTS, f"the oracle does not know {event.kind}"
        match event.kind:
            case "system_failed":
                self.failed.add(event["system"])
            case "system_repaired":
                self.failed.discard(event["system"])
            case "place_lost":
                self.lost.add(event["place"])
            case "place_repaired":
                self.lost.discard(event["place"])
            case "site_closed":
                self.closed.add(event["site"])
            case "site_opened":
                self.closed.discard(event["site"])
            case "switched_to" | "backup_took_over":
                self.standing_in.add(event["backup"])
            case "switched_back" | "backup_stood_down":
                self.standing_in.discard(event["backup"])
            case "function_put_aside":
                self.aside.add(event["function"])
            case "function_taken_up":
                self.aside.discard(event["function"])
            case "workaround_began":
                self.around.add(event["function"])
            case "workaround_ended":
                self.around.discard(event["function"])
            case "system_grown":
                self.grown[event["system"]] = event["carries"]
            case "rerouted":
                self.routes[event["function"]] = list(event["sites"])
            case "partner_ready":
                self.partners[event["partner"], event["function"]] += event["agents"]
            case "partner_released":
                for partner, function in list(self.partners):
                    if partner == event["partner"]:
                        del self.partners[partner, function]
            case "agents_moved":
                count = event["count"]
                self.people[event["team"], event["works"], _place(event["where"])] -= count
                self.people[event["team"], event["to_works"], _place(event["to"])] += count

    # rule 4: what is up

    def site_is_lost(self, site: str) -> bool:
        """With its area, too."""
        return bool({site, self.record.plan["sites"][site].get("area")} & self.lost)

    def is_up(self, system: str) -> bool:
        """Not failed, its site not lost, and its own needs met."""
        body = self.record.plan["systems"][system]
        at = body.get("at")
        gone = system in self.failed or (at is not None and self.site_is_lost(at))
        return not gone and all(self.is_met(need) for need in body.get("needs", ()))

    def is_met(self, need: str) -> bool:
        """A site that works, a system that is up, or a backup of it that counts and is up."""
        plan = self.record.plan
        if need in plan["sites"]:
            return self.site_works(need)
        backups = (name for name, body in plan["systems"].items() if body.get("backup_for") == need)
        return self.is_up(need) or any(name in self.standing_in and self.is_up(name) for name in backups)

    def site_works(self, site: str) -> bool:
        """Open, not lost, and its needs met."""
        needs = self.record.plan["sites"][site].get("needs", ())
        return site not in self.closed and not self.site_is_lost(site) and all(map(self.is_met, needs))

    # rule 11: who works where

    def working(self) -> dict[str, Counter[str]]:
        """Of each function, own agents and partners' by site: by priority, own agents first."""
        functions = self.record.plan["functions"]
        seats = {name: site.get("seats") for name, site in self.record.plan["sites"].items()}
        lines = {
            name: self.grown.get(name, body["carries"])
            for name, body in self.record.plan["systems"].items()
            if "carries" in body
        }
        found: dict[str, Counter[str]] = {name: Counter() for name in functions}
        for name in sorted(functions, key=lambda each: (functions[each]["priority"], each)):
            if name in self.aside:
                continue
            for site, agents, own in self._there(name):
                if (site not in self.routes[name] and own) or not self._lets_work(name, site):
                    continue
                scarce = [each for each in self._roots_of_use(name, site) if each in lines]
                limits = [lines[each] for each in scarce] + ([] if seats[site] is None else [seats[site]])
                placed = min([agents, *limits])
                found[name][site] += placed
                if seats[site] is not None:
                    seats[site] -= placed
                for each in scarce:
                    lines[each] -= placed
        return found

    def _there(self, function: str) -> Iterator[tuple[str, int, bool]]:
        own: Counter[str] = Counter()
        for (_, works, (how, site)), number in self.people.items():
            if works == function and how == "at" and site is not None:
                own[site] += number
        in_route = self.routes[function]
        for site in sorted(own, key=lambda each: (in_route.index(each) if each in in_route else 99, each)):
            yield site, own[site], True
        for (partner, of), number in self.partners.items():
            if of == function:
                yield partner, number, False

    def _lets_work(self, function: str, site: str) -> bool:
        """Whether the site, and what the function needs at that site, are there."""
        at_site = self.record.plan["functions"][function].get("needs_at", {}).get(site, ())
        return self.site_works(site) and all(map(self.is_met, at_site))

    def _roots_of_use(self, function: str, site: str) -> set[str]:
        """All systems that somebody working there goes through."""
        plan = self.record.plan
        body = plan["functions"][function]
        open_ones = [*plan["sites"][site].get("needs", ()), *body.get("needs_at", {}).get(site, ())]
        open_ones += body.get("needs", ())
        found: set[str] = set()
        while open_ones:
            need = open_ones.pop()
            if need in plan["systems"] and need not in found:
                found.add(need)
                open_ones += plan["systems"][need].get("needs", ())
        return found

    # rule 1: level

    def level(self, function: str, working: dict[str, Counter[str]]) -> Fraction:
        """Working agents over normal staff, at most all; nought without its needs, unless worked around."""
        body = self.record.plan["functions"][function]
        staff = min(Fraction(working[function].total(), body["normal_staff"]), Fraction(1))
        missing = [need for need in body.get("needs", ()) if not self.is_met(need)]
        if not missing:
            return staff
        around = body.get("workaround", {})
        if function not in self.around or set(missing) - set(around.get("without", ())):
            return Fraction(0)
        return min(staff, share(around["level"]))


def _place(where: dict[str, Any]) -> Place:
    return where["kind"], where["site"]


def after_each_second(record: Record) -> Iterator[tuple[int, World]]:
    """The world after all events of every second in which something happened. It is one world, which goes on."""
    world = World(record)
    for at, events in groupby(record.events, key=lambda event: event.at):
        for event in events:
            world.take(event)
        yield at, world


def over_time(record: Record, look: Callable[[World], Seen]) -> list[tuple[int, Seen]]:
    """What there was to see, from second 0 on, wherever it changed."""
    found: list[tuple[int, Seen]] = []
    for at, world in after_each_second(record):
        if at < record.lasts or not found:
            seen = look(world)
            if not found or found[-1][1] != seen:
                found.append((at, seen))
    return found


def at_second(record: Record, second: int) -> World:
    """The world after all events up to a second."""
    world = World(record)
    for event in record.events:
        if event.at <= second:
            world.take(event)
    return world
