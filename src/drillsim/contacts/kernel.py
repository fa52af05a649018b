"""Contacts, one by one: who comes, waits, is answered, gives up, calls again.

Time is in seconds since StartEx. Within one instant comes first what the plan changes, then what is done, who gives up,
who calls again, who calls first; then the contact with the lower number (kind, number, attempt). All heaps compare that
whole key. What chance decides is a contact's own and not drawn in the order of events: the same customers take the
same path, bit for bit, however it is cut into steps.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import repeat
from typing import Literal

from drillsim.contacts.arrivals import Arrivals
from drillsim.contacts.customers import Customers
from drillsim.contacts.pools import Chats, InHand, Number, Pool
from drillsim.contacts.tally import BUCKET_S, MICRO, Tally

AT_A_TIME = 20_000  # contacts looked ahead at, about
MOST_ATTEMPTS = 4
"""How often one contact comes at most: an assumption (performance.md, section 3)."""

Cut = Literal["finish", "drop", "requeue"]
"""What becomes of the contacts of agents who leave: they are finished, cut off, or wait again at the head."""
Outcome = Literal["answered", "abandoned", "deflected", "dropped", "requeued"]


@dataclass(frozen=True, slots=True)
class Traced:
    """What became of an attempt at the end of a wait, or of its handling; `pool` where one had to do with it."""

    number: Number
    arrival: float
    end: float
    outcome: Outcome
    pool: int | None


@dataclass(frozen=True, slots=True)
class Watch:
    """Stop at the first instant at which so many of a kind wait, coming from fewer (or, `down`, from more)."""

    kind: int
    level: int
    down: bool = False

    def is_crossed(self, before: int, after: int) -> bool:
        """Whether a queue of `before` has come to the level with `after`."""
        return before > self.level >= after if self.down else before < self.level <= after


class _Waiting:
    """An attempt in a queue; `was_answered` tells one that was in hand before."""

    __slots__ = ("arrival", "is_there", "left", "number", "was_answered")

    def __init__(self, number: Number, arrival: float, left: float, *, was_answered: bool) -> None:
        self.number, self.arrival, self.left = number, arrival, left
        self.was_answered = was_answered
        self.is_there = True


_Fresh = tuple[float, int, int, float, float]


class Kernel:
    """Kinds of contacts and pools of agents, which serve nobody and have nobody until told."""

    def __init__(
        self,
        customers: Sequence[Customers],
        at_once: Sequence[int],
        *,
        within_s: Sequence[float] = (),
        trace: bool = False,
    ) -> None:
        """One pool for each number in `at_once`; `within_s`: for each kind, what counts as answered in time."""
        kinds = range(len(customers))
        self.customers = customers
        self.now = 0.0
        self.tallies = [Tally() for _ in kinds]
        self.trace: list[Traced] | None = [] if trace else None
        self._pools = [Pool() if several == 1 else Chats(several) for several in at_once]
        self._within_us = [round(each * MICRO) for each in within_s] or [0 for _ in kinds]
        self._prefers: Sequence[Sequence[int]] = [() for _ in kinds]
        self._serves: Sequence[Sequence[int]] = [() for _ in at_once]
        self._share = [0.0 for _ in kinds]
        self._limit: list[int | None] = [None for _ in kinds]
        self._arrivals = [Arrivals(each.arrivals()) for each in customers]
        self._coming: list[_Fresh] = []
        """Fresh contacts as far as they were looked at, the next one last: time, kind, number, handling, patience."""
        self._again: list[tuple[float, Number]] = []
        self._ends: list[tuple[float, Number, int, _Waiting]] = []
        """When the patience of those who wait ends; the third is of no two waits the same."""
        self._waits = 0
        self._done: list[InHand] = []
        self._somebody_waits = 0
        self._shortest = [-1 for _ in kinds]
        self._interval_ends = BUCKET_S
        self._queues: list[deque[_Waiting]] = [deque() for _ in kinds]

    # What the plan changes, at `now`, before anything else of that instant

    def set_rate(self, kind: int, per_second: float) -> None:
        """Fresh contacts a second from now on."""
        self._coming = [contact for contact in self._coming if contact[1] != kind]
        self._arrivals[kind].set_rate(self.now, per_second, self.tallies[kind].first)

    def deflect(self, kind: int, share: float, limit: int | None = None) -> None:
        """This share of fresh contacts is answered elsewhere; so is each attempt that would find `limit` waiting."""
        self._share[kind], self._limit[kind] = share, limit
        self._look_for_short_cuts()

    def route(self, prefers: Sequence[Sequence[int]], serves: Sequence[Sequence[int]]) -> None:
        """Which pools each kind is offered to, and which kinds each pool serves, both the first first."""
        self._prefers, self._serves = prefers, serves
        self._look_for_short_cuts()
        for kind in range(len(prefers)):
            for pool in prefers[kind]:
                self._pull(pool, only=kind)

    def staff(self, pool: int, agents: int, cut: Cut = "finish") -> None:
        """So many agents from now on."""
        self._pools[pool].staff(agents)
        if cut != "finish":
            self._cut_beyond(pool, cut)
        self._pull(pool)

    def _look_for_short_cuts(self) -> None:
        """For each kind its first pool, where that is a plain one and nobody is deflected or traced; else -1."""
        for kind, prefers in enumerate(self._prefers):
            plain = bool(prefers) and type(self._pools[prefers[0]]) is Pool
            is_short = plain and self._share[kind] == 0 and self.trace is None
            self._shortest[kind] = prefers[0] if is_short else -1

    # Reading

    def in_hand(self, pool: int) -> int:
        """How many contacts a pool handles now."""
        return sum(contact[2] == pool for contact in self._done)

    # Going on

    def oldest(self, kind: int) -> float | None:
        """When the one came, or was put back, who has waited longest of those who wait now; None where nobody does."""
        return min((entry.arrival for entry in self._queues[kind] if entry.is_there), default=None)

    def advance(self, until: float, watches: Sequence[Watch] = ()) -> float | None:
        """Everything that happens before a time; or up to the first instant at which a watch stops it, returned.

        Raises ValueError for a time that is over.
        """
        if until < self.now:
            raise ValueError(f"expected a time from {self.now} on, found {until}")
        while True:
            rate = sum(arrivals.rate for arrivals in self._arrivals)
            step = min(until, self.now + AT_A_TIME / rate) if rate > 0 else until
            crossed = self._play(step, watches)
            if crossed is not None or step == until:
                return crossed

    def _play(self, until: float, watches: Sequence[Watch]) -> float | None:
        """As `advance`, in one go. The two common ways, from an answer at once to its end, are short cuts."""
        self._look_ahead(until)
        coming, done, ends, again, pools = self._coming, self._done, self._ends, self._again, self._pools
        tallies, shortest, interval_ends = self.tallies, self._shortest, self._interval_ends
        watched = [(watch, tallies[watch.kind]) for watch in watches]
        before = [0 for _ in watched]
        while True:
            while ends and not ends[0][3].is_there:
                heappop(ends)  # it was answered
            next_fresh = coming[-1][0] if coming else math.inf
            next_again = again[0][0] if again else math.inf
            next_end = ends[0][0] if ends else math.inf
            at = done[0][0] if done else math.inf
            order = 0
            if next_end < at:
                at, order = next_end, 1
            if next_again < at:
                at, order = next_again, 2
            if next_fresh < at:
                at, order = next_fresh, 3
            if at >= until:
                self._turn_to(until)
                return None
            if at >= interval_ends:
                self._turn_to(at)
                interval_ends = self._interval_ends
            self.now = at
            if watched:
                before = [tally.waiting for _, tally in watched]
            if order == 0:
                _, number, pool, _ = heappop(done)
                pools[pool].let_go(number)
                if self._somebody_waits:
                    self._pull(pool)
            elif order == 3:
                _, kind, which, handling, patience = coming.pop()
                number = kind, which, 1
                first = pools[shortest[kind]]
                if shortest[kind] >= 0 and first.room > 0:
                    tally = tallies[kind]
                    tally.offered += 1
                    tally.first += 1
                    tally.answers += 1
                    tally.within_target += 1
                    contact = at + handling, number, shortest[kind], at
                    first.room -= 1
                    heappush(done, contact)
                else:
                    self._arrive(number, handling, patience)
            elif order == 1:
                self._give_up()
            else:
                self._call()
            for (watch, tally), waiting in zip(watched, before, strict=True):
                if watch.is_crossed(waiting, tally.waiting):
                    return at

    def _look_ahead(self, until: float) -> None:
        """Fresh contacts that come before a time, the next one last."""
        new: list[_Fresh] = []
        for kind, arrivals in enumerate(self._arrivals):
            first, times = arrivals.before(until)
            last = first + len(times)
            handling, patience = self.customers[kind].first(first, last)
            new += zip(times, repeat(kind), range(first, last), handling, patience, strict=False)
        if new:
            new += self._coming
            new.sort(reverse=True)
            self._coming = new

    def _turn_to(self, at: float) -> None:
        """Time goes on; intervals that are over are closed."""
        self.now = at
        while at >= self._interval_ends:
            self._interval_ends += BUCKET_S
            for tally in self.tallies:
                tally.end_interval()

    # What happens

    def _give_up(self) -> None:
        entry = heappop(self._ends)[3]
        tally = self.tallies[entry.number[0]]
        self._leave_queue(entry)
        tally.wait_is_over(self.now - entry.arrival)
        tally.abandoned += 1
        self._note(entry.number, entry.arrival, "abandoned", None)
        self._call_again(entry.number)

    def _call_again(self, number: Number) -> None:
        kind, contact, attempt = number
        if attempt < MOST_ATTEMPTS:
            after = self.customers[kind].calls_again_after(contact, attempt)
            if after is not None:
                heappush(self._again, (self.now + after, (kind, contact, attempt + 1)))

    def _call(self) -> None:
        number = heappop(self._again)[1]
        kind, contact, attempt = number
        customers = self.customers[kind]
        self._arrive(number, customers.handling(contact, attempt), customers.patience(contact, attempt))

    def _arrive(self, number: Number, handling: float, patience: float) -> None:
        kind = number[0]
        tally = self.tallies[kind]
        tally.offered += 1
        if number[2] == 1:
            tally.first += 1
            if self._share[kind] > 0 and self.customers[kind].would_deflect(number[1]) < self._share[kind]:
                self._deflect(number)
                return
        for pool in self._prefers[kind]:
            if self._pools[pool].room > 0:
                tally.answers += 1
                tally.within_target += 1
                self._take(pool, number, self.now, handling)
                return
        limit = self._limit[kind]
        if limit is not None and tally.waiting >= limit:
            self._deflect(number)
            return
        entry = _Waiting(number, self.now, handling, was_answered=False)
        self._queues[kind].append(entry)
        self._wait(entry, patience)

    def _deflect(self, number: Number) -> None:
        tally = self.tallies[number[0]]
        tally.deflected += 1
        self._note(number, self.now, "deflected", None)

    def _wait(self, entry: _Waiting, patience: float) -> None:
        self.tallies[entry.number[0]].queues(self.now, 1)
        self._somebody_waits += 1
        if patience < math.inf:
            self._waits += 1
            heappush(self._ends, (self.now + patience, entry.number, self._waits, entry))

    def _leave_queue(self, entry: _Waiting) -> None:
        entry.is_there = False
        self.tallies[entry.number[0]].queues(self.now, -1)
        self._somebody_waits -= 1

    def _pull(self, pool: int, only: int | None = None) -> None:
        """Free agents of a pool take those who wait longest, of the first kind that has any."""
        for kind in self._serves[pool] if only is None else (only,):
            queue = self._queues[kind]
            while queue and self._pools[pool].room > 0:
                entry = queue.popleft()
                if entry.is_there:
                    self._leave_queue(entry)
                    self._answer(pool, entry)

    def _answer(self, pool: int, entry: _Waiting) -> None:
        kind = entry.number[0]
        tally = self.tallies[kind]
        microseconds = tally.wait_is_over(self.now - entry.arrival)
        tally.answers += 1
        if not entry.was_answered and microseconds <= self._within_us[kind]:
            tally.within_target += 1
        self._take(pool, entry.number, entry.arrival, entry.left)

    def _take(self, pool: int, number: Number, arrival: float, handling: float) -> None:
        contact = self.now + handling, number, pool, self.now
        self._pools[pool].take(contact)
        heappush(self._done, contact)
        if self.trace is not None:
            self._note(number, arrival, "answered", pool)

    def _cut_beyond(self, pool: int, cut: Cut) -> None:
        """What agents who should not be there have in hand."""
        beyond = self._pools[pool].beyond(contact for contact in self._done if contact[2] == pool)
        gone = {contact[1] for contact in beyond}
        if gone:
            self._done = [contact for contact in self._done if contact[1] not in gone]
            heapify(self._done)
        for contact in beyond:
            self._cut(contact, cut)

    def _cut(self, contact: InHand, cut: Cut) -> None:
        """A contact in hand is cut off, or waits again at the head of its queue."""
        done, number, pool, began = contact
        tally = self.tallies[number[0]]
        self._pools[pool].let_go(number)
        if cut == "requeue":
            tally.requeued += 1
            self._note(number, began, "requeued", pool)
            entry = _Waiting(number, self.now, done - self.now, was_answered=True)
            self._queues[number[0]].appendleft(entry)
            self._wait(entry, self.customers[number[0]].patience_on_hold(number[1], number[2]))
            return
        tally.dropped += 1
        self._note(number, began, "dropped", pool)
        self._call_again(number)

    def _note(self, number: Number, arrival: float, outcome: Outcome, pool: int | None) -> None:
        if self.trace is not None:
            self.trace.append(Traced(number, arrival, self.now, outcome, pool))
