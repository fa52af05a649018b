"""The queue of one function, as its desks, its demand and what is cut off change."""

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

from drillsim.analysis.desks import NOBODY, Desk, Desks
from drillsim.analysis.queues.marks import Marks
from drillsim.analysis.shape import ContactsRow
from drillsim.contacts.chance import Chance
from drillsim.contacts.customers import Customers, Exponential, Habits, Pert
from drillsim.contacts.engines import make
from drillsim.contacts.tally import BUCKET_S, MICRO, Tally
from drillsim.model.estimate import Estimate
from drillsim.model.services import Contacts


class Queue:
    """Contacts of one function, and a pool of agents for each site, which serve this function only."""

    def __init__(self, name: str, contacts: Contacts, sites: Iterable[str], chance: Chance) -> None:
        self.contacts = contacts
        self.marks = Marks()
        """Above how many who wait somebody wants to know."""
        self.desks = Desks((), {}, works=True, is_open=True)
        """Those that answer now."""
        self.deflected = Fraction(0)
        """The share of contacts that is answered elsewhere."""
        self._per_second = 0.0
        self._longest: list[int] = []
        """The longest queue in each interval so far, as far as somebody asked."""
        self._pools = {site: pool for pool, site in enumerate(sites)}
        customers = Customers(_habits(contacts), chance.seed, chance.replication, name)
        within = 0 if contacts.answer is None else contacts.answer.within
        self._kernel = make(chance.engine, [customers], [contacts.at_once] * len(self._pools), within_s=[within])

    @property
    def tally(self) -> Tally:
        """What was counted so far."""
        return self._kernel.tallies[0]

    @property
    def settled(self) -> int:
        """Of how many contacts it is known whether they were answered within the goal; 0 without a goal.

        Of those who came and were not deflected; who waits for the first time and not yet longer than the goal is not
        settled.
        """
        goal, tally = self.contacts.answer, self.tally
        return 0 if goal is None else tally.offered - tally.deflected - self._kernel.unsettled(0, goal.within)

    @property
    def service_level(self) -> float | None:
        """The share of settled contacts answered within the goal, 0 to 1; None without a goal or before any is settled.

        Who was answered in time and then cut off or put back was answered in time; None where all of them were.
        """
        settled, tally = self.settled, self.tally
        in_vain = tally.within_target and not tally.answered
        return None if in_vain or not settled else tally.within_target / settled

    @property
    def is_partial(self) -> bool:
        """Whether the service level is above the share that was answered: so many still wait that are not settled."""
        tally, level = self.tally, self.service_level
        return level is not None and level * (tally.offered - tally.deflected) > tally.answered

    @property
    def waits_for(self) -> float:
        """Seconds for which the one has waited who waits longest of those who wait now; 0 where nobody does."""
        oldest = self._kernel.oldest(0)
        return 0.0 if oldest is None else self._kernel.now - oldest

    @property
    def longest_wait(self) -> float:
        """Seconds that anybody waited or has waited so far."""
        return max(self.tally.longest_us / MICRO, self.waits_for)

    def longest_queues(self, stretch: int) -> Iterator[int]:
        """The longest queue in each stretch of so many seconds, a multiple of BUCKET_S, up to now."""
        self._longest = self._longest[:-1]  # the last was not over
        self._longest += self.tally.longest_queues(len(self._longest))
        several = stretch // int(BUCKET_S)
        for begins in range(0, len(self._longest), several):
            yield max(self._longest[begins : begins + several])

    def row(self) -> ContactsRow:
        """As in the outcome."""
        tally = self.tally
        return {
            "offered": tally.offered,
            "answered": tally.answered,
            "abandoned": tally.abandoned,
            "within_target": None if self.contacts.answer is None else tally.within_target,
            "longest_wait": int(self.longest_wait),
            "backlog_peak": tally.peak,
        }

    # Going on

    def advance(self, until: float) -> None:
        """Plays what happens before a time."""
        while self.rises_before(until) is not None:
            pass  # it is noted at its mark

    def calm_until(self) -> float:
        """A time before which it does not rise above an armed mark, unless the plan changes something."""
        missing = self.marks.missing(self.tally.waiting)
        return self._kernel.calm_until(missing) if missing else self._kernel.now

    def rises_before(self, until: float) -> float | None:
        """Plays up to the instant before a time at which the queue rises above an armed mark; None: up to the time."""
        while (at := self._kernel.advance(until, self.marks.watches(self.tally.waiting))) is not None:
            if self.marks.look(self.tally.waiting, at):
                return at
        return None

    # What the plan changes, at the time up to which was played

    def is_as(self, desks: Desks, per_second: float, deflected: Fraction) -> bool:
        """Whether all this is so already."""
        return (desks, per_second, deflected) == (self.desks, self._per_second, self.deflected)

    def ask(self, per_second: float, deflected: Fraction) -> None:
        """From now on contacts come at this rate, and this share of them is answered elsewhere."""
        if per_second != self._per_second:
            self._per_second = per_second
            self._kernel.set_rate(0, per_second)
        if deflected != self.deflected:
            self.deflected = deflected
            self._kernel.deflect(0, float(deflected))

    def turn(self, desks: Desks, dropped: Collection[str]) -> None:
        """From now on these desks answer, and what was in hand at `dropped` sites is cut off: who leaves goes first."""
        before, self.desks = self.desks, desks
        self._cut_all(before, dropped)
        if before.route != desks.route:
            route = [self._pools[site] for site in desks.route]
            self._kernel.route([route], [[0] if pool in route else [] for pool in self._pools.values()])
        for site in desks.route:
            agents = desks.at[site].agents
            if site in dropped or agents > before.at.get(site, NOBODY).agents:
                self._kernel.staff(self._pools[site], agents)

    def _cut_all(self, before: Desks, dropped: Collection[str]) -> None:
        for site, pool in self._pools.items():
            if site in dropped:
                self._kernel.staff(pool, 0, "drop")
            else:
                is_served = self.desks.works and site in self.desks.route
                self._cut(pool, before.at.get(site, NOBODY), self.desks.at[site], is_served=is_served)

    def _cut(self, pool: int, was: Desk, now: Desk, *, is_served: bool) -> None:
        """Fewer agents: all that is in hand is cut off with a lost site, put back where it is not ready, or some go."""
        if now.is_lost and not was.is_lost:
            self._kernel.staff(pool, now.agents, "drop")
        elif was.is_ready and not now.is_ready:
            self._kernel.staff(pool, now.agents, "requeue")
        elif now.agents < was.agents:
            self._cut_some(pool, was, now, is_served=is_served)

    def _cut_some(self, pool: int, was: Desk, now: Desk, *, is_served: bool) -> None:
        """Whose home is lost, who only lacks what he needs, and last who has left and finishes."""
        fewer = was.agents - now.agents
        homeless = min(fewer, max(0, now.cut_off - was.cut_off))
        gone = min(fewer - homeless, max(0, was.there - now.there)) if is_served else fewer - homeless
        if homeless:
            self._kernel.staff(pool, was.agents - homeless, "drop")
        if homeless + gone < fewer:
            self._kernel.staff(pool, now.agents + gone, "requeue")
        if gone:
            self._kernel.staff(pool, now.agents, "finish")


def _habits(contacts: Contacts) -> Habits:
    """What contacts of a function are like, as the plan has it."""
    patience = Exponential(float("inf") if contacts.patience is None else contacts.patience)
    return Habits(_times(contacts.handling), patience, float(contacts.redial))


def _times(handling: Estimate) -> Exponential | Pert:
    """A duration is the mean of an exponential; an estimate has its spread."""
    if handling.best == handling.worst:
        return Exponential(handling.usual)
    return Pert(handling.best, handling.usual, handling.worst)
