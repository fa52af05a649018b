"""The queue of one function, as its desks, its demand and what is cut off change."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from drillsim.analysis.desks import NOBODY, Desk, Desks
from drillsim.analysis.shape import ContactsRow
from drillsim.contacts.customers import Customers, Exponential, Habits, Pert
from drillsim.contacts.kernel import Kernel, Watch
from drillsim.contacts.tally import MICRO, Tally
from drillsim.model.estimate import Estimate
from drillsim.model.services import Contacts


@dataclass(frozen=True, slots=True)
class Chance:
    """Whose customers come: those of a seed, and of a replication of a rehearsal (0: those of a single play)."""

    seed: int
    replication: int = 0


class Queue:
    """Contacts of one function one by one; a pool of agents for each site, which serves this function only."""

    def __init__(self, name: str, contacts: Contacts, sites: Iterable[str], chance: Chance) -> None:
        self.contacts = contacts
        self._pools = {site: pool for pool, site in enumerate(sites)}
        self.desks = Desks((), {}, works=True, is_open=True)
        """Those that answer now."""
        self.deflected = Fraction(0)
        """The share of contacts that is answered elsewhere."""
        self._per_second = 0.0
        customers = Customers(_habits(contacts), chance.seed, chance.replication, name)
        within = 0 if contacts.answer is None else contacts.answer.within
        self._kernel = Kernel([customers], [contacts.at_once] * len(self._pools), within_s=[within])

    @property
    def tally(self) -> Tally:
        """What was counted so far."""
        return self._kernel.tallies[0]

    @property
    def longest_wait(self) -> float:
        """Seconds that anybody waited or has waited so far."""
        oldest = self._kernel.oldest(0)
        still = 0.0 if oldest is None else self._kernel.now - oldest
        return max(self.tally.longest_us / MICRO, still)

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

    def advance(self, until: float, watches: Sequence[Watch] = ()) -> float | None:
        """Plays what happens before a time, or up to the instant at which a watch stops it, returned."""
        return self._kernel.advance(until, watches)

    def is_as(self, desks: Desks, per_second: float, deflected: Fraction) -> bool:
        """Whether all this is so already."""
        return (desks, per_second, deflected) == (self.desks, self._per_second, self.deflected)

    # What the plan changes at the second up to which it was advanced: what comes, who leaves, where to, who joins

    def ask(self, per_second: float, deflected: Fraction) -> None:
        """From now on contacts come at this rate, and this share of them is answered elsewhere."""
        if per_second != self._per_second:
            self._per_second = per_second
            self._kernel.set_rate(0, per_second)
        if deflected != self.deflected:
            self.deflected = deflected
            self._kernel.deflect(0, float(deflected))

    def turn(self, desks: Desks, dropped: Collection[str] = ()) -> None:
        """From now on these desks answer; what was in hand at `dropped` sites was cut off."""
        if desks == self.desks and not dropped:
            return
        before, self.desks = self.desks, desks
        for site, pool in self._pools.items():
            if site in dropped:
                self._kernel.staff(pool, 0, "drop")
            else:
                is_served = desks.works and site in desks.route
                self._cut(pool, before.at.get(site, NOBODY), desks.at[site], is_served=is_served)
        if before.route != desks.route:
            route = [self._pools[site] for site in desks.route]
            self._kernel.route([route], [[0] if pool in route else [] for pool in self._pools.values()])
        for site in (*desks.route, *(site for site in self._pools if site not in desks.route)):
            now = desks.at[site]
            if site in dropped or now.agents > before.at.get(site, NOBODY).agents:
                self._kernel.staff(self._pools[site], now.agents)

    def _cut(self, pool: int, was: Desk, now: Desk, *, is_served: bool) -> None:
        """Fewer agents at a site: cut off with it or with their homes, then gone, then without what they need."""
        if now.is_lost and not was.is_lost:
            self._kernel.staff(pool, now.agents, "drop")
        elif was.is_ready and not now.is_ready:
            self._kernel.staff(pool, now.agents, "requeue")
        elif now.agents < was.agents:
            left = max(now.agents, was.agents - max(0, now.cut_off - was.cut_off))
            if left < was.agents:
                self._kernel.staff(pool, left, "drop")
            gone = max(0, was.there - now.there) if is_served else left
            left = max(now.agents, left - gone)
            self._kernel.staff(pool, left, "finish")
            if now.agents < left:
                self._kernel.staff(pool, now.agents, "requeue")


def _habits(contacts: Contacts) -> Habits:
    patience = Exponential(float("inf") if contacts.patience is None else contacts.patience)
    return Habits(_times(contacts.handling), patience, float(contacts.redial))


def _times(handling: Estimate) -> Exponential | Pert:
    """A duration is the mean of an exponential; an estimate has its spread."""
    if handling.best == handling.worst:
        return Exponential(handling.usual)
    return Pert(handling.best, handling.usual, handling.worst)
