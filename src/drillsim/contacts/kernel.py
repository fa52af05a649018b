"""Contacts, one by one: who comes, waits, is answered, gives up, calls again.

Time is in seconds since StartEx. Within one instant comes first what the plan changes, then what is done, who gives up,
who calls again, who calls first; then the contact with the lower number (kind, number, attempt). All heaps compare that
whole key. What chance decides is a contact's own and not drawn in the order of events: the same customers take the
same path, bit for bit, however it is cut into steps.

There are two ways to go on. While nobody waits, it does not matter when a contact is done until the next one comes: only
those who come are looked at. While somebody waits, everything is looked at in its order.
"""

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush, heapreplace
from typing import Literal

from drillsim.contacts.attempts import KIND, MOST_ATTEMPTS, Number, packed, unpacked
from drillsim.contacts.coming import Attempt, Coming
from drillsim.contacts.customers import Customers
from drillsim.contacts.pools import REMEMBERED, Chats, InHand, Pool
from drillsim.contacts.tally import BUCKET_S, MICRO, Tally

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
        self._pools = [Pool(number) if several == 1 else Chats(number, several) for number, several in enumerate(at_once)]
        self._within_us = [round(each * MICRO) for each in within_s] or [0 for _ in kinds]
        self._prefers: list[list[Pool]] = [[] for _ in kinds]
        self._short_cuts: list[list[Pool]] = [[] for _ in kinds]
        """As `_prefers`, but nobody for kinds of which each contact has to be looked at closely."""
        self._share = [0.0 for _ in kinds]
        self._limit: list[float] = [math.inf for _ in kinds]
        self._coming = Coming(customers, self.tallies)
        self._again: list[tuple[float, float]] = [(math.inf, math.inf)]
        """The heap of those who call again: when, and key."""
        self._queues: list[OrderedDict[int, Attempt]] = [OrderedDict() for _ in kinds]
        """Who waits, by key, the next one first."""
        self._ends: list[tuple[float, float]] = [(math.inf, math.inf)]
        """The heap of ends of patience, with keys; also of some who wait no more."""
        self._requeued: set[int] = set()
        """Who was in hand once and had to wait again."""
        self._interval_ends = BUCKET_S

    # What the plan changes, at `now`, before anything else of that instant

    def set_rate(self, kind: int, per_second: float) -> None:
        """Fresh contacts a second from now on."""
        self._coming.set_rate(kind, self.now, per_second)

    def deflect(self, kind: int, share: float, limit: int | None = None) -> None:
        """This share of fresh contacts is answered elsewhere; so is each attempt that would find `limit` waiting."""
        self._share[kind], self._limit[kind] = share, math.inf if limit is None else limit
        self._look_for_short_cuts()

    def route(self, prefers: Sequence[Sequence[int]], serves: Sequence[Sequence[int]]) -> None:
        """Which pools each kind is offered to, and which kinds each pool serves, both the first first."""
        self._prefers = [[self._pools[pool] for pool in pools] for pools in prefers]
        for pool, kinds in zip(self._pools, serves, strict=True):
            pool.serves = kinds
        self._look_for_short_cuts()
        for kind, pools in enumerate(self._prefers):
            for pool in pools if self._queues[kind] else ():
                self._pull(pool, [kind], self.now)

    def staff(self, pool: int, agents: int, cut: Cut = "finish") -> None:
        """So many agents from now on."""
        staffed = self._pools[pool]
        staffed.staff(agents, self.now)
        if cut != "finish" and staffed.leaving:
            for each in self._pools:
                each.settle_before(self.now)  # somebody may wait from now on
            for contact in staffed.cut():
                self._cut(staffed, contact, cut)
        self._pull(staffed, staffed.serves, self.now)

    def _look_for_short_cuts(self) -> None:
        for kind, pools in enumerate(self._prefers):
            self._short_cuts[kind] = pools if self._share[kind] == 0 and self.trace is None else []

    # Reading

    def in_hand(self, pool: int) -> int:
        """How many contacts a pool handles now."""
        return len(self._pools[pool].in_hand(self.now))

    def oldest(self, kind: int) -> float | None:
        """When the one came, or was put back, who has waited longest of those who wait now; None where nobody does."""
        return min((attempt[2] for attempt in self._queues[kind].values()), default=None)

    # Going on

    def advance(self, until: float, watches: Sequence[Watch] = ()) -> float | None:
        """Everything that happens before a time; or up to the first instant at which a watch stops it, returned.

        Raises ValueError for a time that is over.
        """
        if until < self.now:
            raise ValueError(f"expected a time from {self.now} on, found {until}")
        while True:
            step = self._coming.look_ahead(self.now, until)
            crossed = self._play(step, watches)
            if crossed is not None or step == until:
                return crossed

    def _play(self, until: float, watches: Sequence[Watch]) -> float | None:
        """As `advance`, with all fresh contacts that it takes looked at."""
        crossed = None
        while crossed is None and self.now < until:
            if any(self._queues):
                crossed = self._go_on_with_a_queue(until, watches)
            else:
                crossed = self._go_on_without_a_queue(until, watches)
        self._coming.count()
        if self.now >= self._interval_ends:
            interval = int(self.now // BUCKET_S)
            self._interval_ends = (interval + 1) * BUCKET_S
            for tally in self.tallies:
                tally.intervals = interval + 1
        for pool in self._pools:
            if pool.memory is not None and len(pool.memory) > REMEMBERED:
                pool.reckon()
        return crossed

    def _go_on_without_a_queue(self, until: float, watches: Sequence[Watch]) -> float | None:
        """Until somebody waits."""
        coming, again, short_cuts = self._coming.next, self._again, self._short_cuts
        while True:
            stop = min(until, again[0][0])
            while True:
                attempt = coming.pop()
                at = attempt[2]
                if at >= stop:
                    break
                for pool in short_cuts[attempt[1] >> KIND]:
                    busy = pool.busy
                    if pool.memory is None:
                        if busy[0][0] <= at:
                            heapreplace(busy, attempt)  # in the place of one that is done
                            break
                    elif busy[0][0] <= at:
                        pool.settle(at)
                    if pool.room > 0:
                        pool.take(attempt)
                        break
                else:
                    if self._arrives(attempt):
                        return self._begin_a_queue(at, watches)
            coming.append(attempt)
            at = again[0][0]
            if at >= until:
                self.now = until
                return None
            if self._arrives(self._called_again()):
                return self._begin_a_queue(at, watches)

    def _begin_a_queue(self, at: float, watches: Sequence[Watch]) -> float | None:
        """From now on it matters when each contact is done."""
        for pool in self._pools:
            pool.settle(at)
        return self._crossed(watches, [0 for _ in watches], at)

    def _go_on_with_a_queue(self, until: float, watches: Sequence[Watch]) -> float | None:
        """Until nobody waits any more."""
        coming, again, ends, pools = self._coming.next, self._again, self._ends, self._pools
        before: list[int] = []
        crossed = None
        while crossed is None and any(self._queues):
            free = pools[0]
            for pool in pools:
                if pool.busy[0] < free.busy[0]:
                    free = pool
            at, order = free.busy[0][0], 0
            if ends[0][0] < at:
                at, order = ends[0][0], 1
            if again[0][0] < at:
                at, order = again[0][0], 2
            if coming[-1][2] < at:
                at, order = coming[-1][2], 3
            if at >= until:
                self.now = until
                return None
            if watches:
                before = [self.tallies[watch.kind].waiting for watch in watches]
            key = math.inf
            if order == 3:
                self._arrives(coming.pop())
            elif order == 0:
                key = free.busy[0][1]
                self._is_done(free, at)
            elif order == 1:
                self._patience_ends(*heappop(ends))
            else:
                self._arrives(self._called_again())
            if watches:
                crossed = self._crossed(watches, before, at, key)
        return crossed

    def _crossed(self, watches: Sequence[Watch], before: list[int], at: float, key: float = math.inf) -> float | None:
        """The instant, if what happened since so many waited has crossed a watch; all up to a key was done by then."""
        for watch, waiting in zip(watches, before, strict=True):
            if watch.is_crossed(waiting, self.tallies[watch.kind].waiting):
                self.now = at
                for pool in self._pools:
                    pool.left(at, key)
                return at
        return None

    # What happens

    def _arrives(self, attempt: Attempt) -> bool:
        """Somebody comes; whether he has to wait."""
        _, key, at, _, deadline = attempt
        kind = key >> KIND
        tally, queue = self.tallies[kind], self._queues[kind]
        if self._share[kind] > 0 and self._would_deflect(key):
            tally.deflects(at)
            self._note(key, at, at, "deflected", None)
            return False
        for pool in self._prefers[kind]:
            pool.settle(at)
            if pool.room > 0:
                pool.take(attempt)
                self._note(key, at, at, "answered", pool)
                return False
        if len(queue) >= self._limit[kind]:
            tally.deflects(at)
            self._note(key, at, at, "deflected", None)
            return False
        tally.not_at_once(at)
        tally.waits(at)
        queue[key] = attempt
        if deadline < math.inf:
            heappush(self._ends, (deadline, key))
        return True

    def _would_deflect(self, key: int) -> bool:
        kind, contact, number = unpacked(key)
        return number == 1 and self.customers[kind].would_deflect(contact) < self._share[kind]

    def _called_again(self) -> Attempt:
        """The next one who calls again."""
        at, key = heappop(self._again)
        kind, contact, number = unpacked(int(key))
        customers = self.customers[kind]
        handling, patience = customers.handling(contact, number), customers.patience(contact, number)
        self.tallies[kind].comes_again(at)
        return at + handling, int(key), at, handling, at + patience

    def _is_done(self, pool: Pool, at: float) -> None:
        """A contact of a pool is done, and the agent looks for the next."""
        pool.finish()
        self._pull(pool, pool.serves, at)

    def _patience_ends(self, at: float, key: float) -> None:
        kind = int(key) >> KIND
        attempt = self._queues[kind].get(int(key))
        if attempt is None or attempt[4] != at:
            return  # it was answered, and may wait again since
        del self._queues[kind][int(key)]
        self.tallies[kind].gives_up(at, attempt[2])
        self._note(int(key), attempt[2], at, "abandoned", None)
        self._call_again(int(key), at)

    def _call_again(self, key: int, at: float) -> None:
        """Who was not served may call again."""
        kind, contact, number = unpacked(key)
        if number < MOST_ATTEMPTS:
            after = self.customers[kind].calls_again_after(contact, number)
            if after is not None:
                heappush(self._again, (at + after, packed(kind, contact, number + 1)))

    def _pull(self, pool: Pool, kinds: Sequence[int], at: float) -> None:
        """Free agents of a pool take those who wait longest, of the first kind that has any."""
        for kind in kinds:
            queue = self._queues[kind]
            if not queue:
                continue
            while queue and pool.room > 0:
                key, attempt = queue.popitem(last=False)
                within = -1 if key in self._requeued else self._within_us[kind]  # a second wait is not judged
                self.tallies[kind].is_answered(at, attempt[2], within)
                pool.take((at + attempt[3], key, at))
                self._note(key, attempt[2], at, "answered", pool)

    def _cut(self, pool: Pool, contact: InHand, cut: Cut) -> None:
        """A contact in hand is cut off, or waits again at the head of its queue."""
        done, key, began = contact[:3]
        kind, number, attempt = unpacked(key)
        tally, at = self.tallies[kind], self.now
        if cut == "drop":
            tally.drops(at)
            self._note(key, began, at, "dropped", pool)
            self._call_again(key, at)
            return
        tally.requeues(at)
        self._note(key, began, at, "requeued", pool)
        deadline = at + self.customers[kind].patience_on_hold(number, attempt)
        self._requeued.add(key)
        self._queues[kind][key] = done, key, at, done - at, deadline
        self._queues[kind].move_to_end(key, last=False)
        if deadline < math.inf:
            heappush(self._ends, (deadline, key))

    def _note(self, key: int, arrival: float, at: float, outcome: Outcome, pool: Pool | None) -> None:
        if self.trace is not None:
            self.trace.append(Traced(unpacked(key), arrival, at, outcome, None if pool is None else pool.number))
