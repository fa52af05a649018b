"""All parts of an outcome, each computed once: findings look at several of them."""

from collections.abc import Iterable
from functools import cached_property

from drillsim.analysis.claims import Claim, claims
from drillsim.analysis.duty import Held, OnDuty, duty, held
from drillsim.analysis.evidence import Deeds
from drillsim.analysis.expectations import Expectation, expectations
from drillsim.analysis.history import History, read
from drillsim.analysis.outages import Service, services
from drillsim.analysis.queues.queues import Queues
from drillsim.analysis.updates import Due, Milestones, milestones, updates
from drillsim.model.exercise import Exercise
from drillsim.model.plan import Plan
from drillsim.record.entries import Entry, Header


class Reckoning:
    """What came of a record, in types; `outcome` writes it as rows."""

    def __init__(
        self, exercise: Exercise, header: Header, entries: Iterable[Entry], *, shown: int | None = None
    ) -> None:
        """`shown` is the second that the clock shows, where the exercise is still played."""
        self.header = header
        self.entries = tuple(entries)
        self.history: History = read(exercise, self.entries, shown)

    @property
    def plan(self) -> Plan:
        """The plan that was played."""
        return self.history.exercise.plan

    @cached_property
    def services(self) -> dict[str, Service]:
        """Functions: outages, levels, stretches put aside."""
        return services(self.history)

    @cached_property
    def queues(self) -> Queues:
        """What customers did, of the functions that have contacts, up to the end."""
        found = Queues(self.history.exercise, self.history.events, self.header.chance)
        found.follow(self.history.lasts)
        return found

    @cached_property
    def expectations(self) -> list[Expectation]:
        """What was expected, and what came of it."""
        return expectations(self.history)

    @cached_property
    def milestones(self) -> Milestones:
        """From and to which seconds updates count."""
        return milestones(self.history)

    @cached_property
    def updates(self) -> list[Due]:
        """Updates that were due."""
        return updates(self.history, self.milestones)

    @cached_property
    def held(self) -> list[Held]:
        """Who held which role."""
        return held(self.history)

    @cached_property
    def duty(self) -> dict[str, OnDuty]:
        """When people were on duty."""
        return duty(self.history, self.held)

    @cached_property
    def claims(self) -> list[Claim]:
        """What messages claimed."""
        return claims(self.history, self.services)

    @cached_property
    def deeds(self) -> Deeds:
        """What changed the world, for evidence."""
        return Deeds(self.history)
