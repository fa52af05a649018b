"""Contacts, one by one: who comes, waits, is answered, gives up, calls again.

Time is in seconds since StartEx. Within one instant comes first what the plan changes, then what is done, who gives up,
who calls again, who calls first; then the contact with the lower number (kind, number, attempt). All heaps compare that
whole key. Nothing is drawn here: the same numbers give the same path, bit for bit, however it is cut into steps.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Literal

from drillsim.contacts.arrivals import Arrivals
from drillsim.contacts.customers import Customers
from drillsim.contacts.pools import Chats, InHand, Number, Pool
from drillsim.contacts.tally import MICRO, Tally

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
        self._fresh: list[deque[tuple[float, int]]] = [deque() for _ in kinds]
        """Contacts that come next, by kind, as far as they were looked at."""
        self._again: list[tuple[float, Number]] = []
        self._ends: list[tuple[float, Number, int, _Waiting]] = []
        """When the patience of those who wait ends; the third is of no two waits the same."""
        self._waits = 0
        self._done: list[InHand] = []
        self._queues: list[deque[_Waiting]] = [deque() for _ in kinds]

    # What the plan changes, at `now`, before anything else of that instant

    def set_rate(self, kind: int, per_second: float) -> None:
        """Fresh contacts a second from now on."""
        self._fresh[kind].clear()
        self._arrivals[kind].set_rate(self.now, per_second, self.tallies[kind].first)

    def deflect(self, kind: int, share: float, limit: int | None = None) -> None:
        """This share of fresh contacts is answered elsewhere; so is each attempt that would find `limit` waiting."""
        self._share[kind], self._limit[kind] = share, limit

    def route(self, prefers: Sequence[Sequence[int]], serves: Sequence[Sequence[int]]) -> None:
        """Which pools each kind is offered to, and which kinds each pool serves, both the first first."""
        self._prefers, self._serves = prefers, serves
        for kind in range(len(prefers)):
            for pool in prefers[kind]:
                self._pull(pool, only=kind)

    def staff(self, pool: int, agents: int, cut: Cut = "finish") -> None:
        """So many agents from now on."""
        self._pools[pool].staff(agents)
        if cut != "finish":
            for contact in self._pools[pool].beyond():
                self._cut(contact, cut)
        self._pull(pool)

    # Reading

    def in_hand(self, pool: int) -> int:
        """How many contacts a pool handles now."""
        return len(self._pools[pool].in_hand)

    # Going on

    def advance(self, until: float, watch: Watch | None = None) -> float | None:
        """Everything that happens before a time; or up to the first instant at which a watch stops it, returned."""
        for kind, arrivals in enumerate(self._arrivals):
            self._fresh[kind].extend(arrivals.before(until))
        watched = None if watch is None else self.tallies[watch.kind]
        while True:
            done = self._next_done()
            ends = self._next_end()
            again = self._again[0][0] if self._again else math.inf
            kind = min(range(len(self._fresh)), key=self._next_fresh, default=-1)
            fresh = self._next_fresh(kind) if kind >= 0 else math.inf
            at = min(done, ends, again, fresh)
            if at >= until:
                self.now = until
                return None
            self.now = at
            before = 0 if watched is None else watched.waiting
            if done == at:
                self._finish()
            elif ends == at:
                self._give_up()
            elif again == at:
                self._arrive(heappop(self._again)[1])
            else:
                self._arrive((kind, self._fresh[kind].popleft()[1], 1))
            if watch is not None and watched is not None and watch.is_crossed(before, watched.waiting):
                return at

    def _next_done(self) -> float:
        while self._done and self._pools[self._done[0].pool].in_hand.get(self._done[0].number) is not self._done[0]:
            heappop(self._done)  # it was cut
        return self._done[0].done if self._done else math.inf

    def _next_end(self) -> float:
        while self._ends and not self._ends[0][3].is_there:
            heappop(self._ends)  # it was answered
        return self._ends[0][0] if self._ends else math.inf

    def _next_fresh(self, kind: int) -> float:
        return self._fresh[kind][0][0] if self._fresh[kind] else math.inf

    # What happens

    def _finish(self) -> None:
        contact = heappop(self._done)
        self._pools[contact.pool].let_go(contact.number)
        self._pull(contact.pool)

    def _give_up(self) -> None:
        entry = heappop(self._ends)[3]
        tally = self.tallies[entry.number[0]]
        self._leave_queue(entry)
        tally.wait_is_over(self.now - entry.arrival)
        tally.abandoned += 1
        tally.interval(self.now).abandoned += 1
        self._note(entry.number, entry.arrival, "abandoned", None)
        self._call_again(entry.number)

    def _call_again(self, number: Number) -> None:
        kind, contact, attempt = number
        if attempt < MOST_ATTEMPTS:
            after = self.customers[kind].calls_again_after(contact, attempt)
            if after is not None:
                heappush(self._again, (self.now + after, (kind, contact, attempt + 1)))

    def _arrive(self, number: Number) -> None:
        kind, contact, attempt = number
        tally, customers = self.tallies[kind], self.customers[kind]
        interval = tally.interval(self.now)
        tally.offered += 1
        interval.offered += 1
        if attempt == 1:
            tally.first += 1
            interval.first += 1
            if self._share[kind] > 0 and customers.would_deflect(contact) < self._share[kind]:
                self._deflect(number)
                return
        free = next((pool for pool in self._prefers[kind] if self._pools[pool].free > 0), None)
        if free is not None:
            handling = customers.handling(contact, attempt)
            self._answer(free, number, self.now, handling, was_answered=False)
            return
        limit = self._limit[kind]
        if limit is not None and tally.waiting >= limit:
            self._deflect(number)
            return
        entry = _Waiting(number, self.now, customers.handling(contact, attempt), was_answered=False)
        self._queues[kind].append(entry)
        self._wait(entry, customers.patience(contact, attempt))

    def _deflect(self, number: Number) -> None:
        tally = self.tallies[number[0]]
        tally.deflected += 1
        tally.interval(self.now).deflected += 1
        self._note(number, self.now, "deflected", None)

    def _wait(self, entry: _Waiting, patience: float) -> None:
        self.tallies[entry.number[0]].queues(self.now, 1)
        if patience < math.inf:
            self._waits += 1
            heappush(self._ends, (self.now + patience, entry.number, self._waits, entry))

    def _leave_queue(self, entry: _Waiting) -> None:
        entry.is_there = False
        self.tallies[entry.number[0]].queues(self.now, -1)

    def _pull(self, pool: int, only: int | None = None) -> None:
        """Free agents of a pool take those who wait longest, of the first kind that has any."""
        for kind in self._serves[pool] if only is None else (only,):
            queue = self._queues[kind]
            while queue and self._pools[pool].free > 0:
                entry = queue.popleft()
                if entry.is_there:
                    self._leave_queue(entry)
                    self._answer(pool, entry.number, entry.arrival, entry.left, was_answered=entry.was_answered)

    def _answer(self, pool: int, number: Number, arrival: float, handling: float, *, was_answered: bool) -> None:
        tally = self.tallies[number[0]]
        interval = tally.interval(self.now)
        microseconds = tally.wait_is_over(self.now - arrival)
        tally.answered += 1
        interval.answered += 1
        if not was_answered and microseconds <= self._within_us[number[0]]:
            tally.within_target += 1
            interval.within_target += 1
        contact = InHand(self.now + handling, number, pool, self.now)
        self._pools[pool].take(contact)
        heappush(self._done, contact)
        self._note(number, arrival, "answered", pool)

    def _cut(self, contact: InHand, cut: Cut) -> None:
        """A contact in hand is cut off, or waits again at the head of its queue."""
        kind, which, attempt = contact.number
        tally = self.tallies[kind]
        self._pools[contact.pool].let_go(contact.number)
        tally.answered -= 1
        if cut == "requeue":
            self._note(contact.number, contact.began, "requeued", contact.pool)
            entry = _Waiting(contact.number, self.now, contact.done - self.now, was_answered=True)
            self._queues[kind].appendleft(entry)
            self._wait(entry, self.customers[kind].patience_on_hold(which, attempt))
            return
        tally.dropped += 1
        tally.interval(self.now).dropped += 1
        self._note(contact.number, contact.began, "dropped", contact.pool)
        self._call_again(contact.number)

    def _note(self, number: Number, arrival: float, outcome: Outcome, pool: int | None) -> None:
        if self.trace is not None:
            self.trace.append(Traced(number, arrival, self.now, outcome, pool))
