"""Contacts, one by one: who comes, waits, is answered, gives up, calls again.

Time is in seconds since StartEx. Within one instant comes first what the plan changes, then what is done, who gives up,
who calls again, who calls first; then the contact with the lower number (kind, number, attempt). All heaps compare that
whole key. What chance decides is a contact's own and not drawn in the order of events: the same customers take the
same path, bit for bit, however it is cut into steps.

There are two ways to go on. While nobody waits, it does not matter when a contact is done until the next one comes:
only those who come are looked at. While somebody waits, everything is looked at in its order; but where it is known
already how each wait will end (see `foreseen.py`), that is as if nobody waited.
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
from drillsim.contacts.foreseen import Foreseen
from drillsim.contacts.pools import LAST, Chats, InHand, Pool
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
        self._pools = [
            Pool(number) if several == 1 else Chats(number, several) for number, several in enumerate(at_once)
        ]
        self._within_us = [round(each * MICRO) for each in within_s] or [0 for _ in kinds]
        self._prefers: list[list[Pool]] = [[] for _ in kinds]
        self._short_cuts: list[list[Pool]] = [[] for _ in kinds]
        """As `_prefers`, but nobody for kinds of which each contact has to be looked at closely."""
        self._share = [0.0 for _ in kinds]
        self._limit: list[float] = [math.inf for _ in kinds]
        self._coming = Coming(customers, self.tallies)
        self._again: list[tuple[float, int]] = [(math.inf, -1)]
        """The heap of those who call again: when, and key."""
        self._queues: list[OrderedDict[int, Attempt]] = [OrderedDict() for _ in kinds]
        """Who waits, by key, the next one first."""
        self._ends: list[tuple[float, int]] = [(math.inf, -1)]
        """The heap of ends of patience, with keys; also of some who wait no more."""
        self._requeued: set[int] = set()
        """Who was in hand once and had to wait again."""
        self._foreseen = Foreseen()
        """Those who wait and of whom it is known how it will end; they are in no queue."""
        self._is_foreseeable = False
        """Whether there is one kind only, and its pools serve it and it is offered to them."""
        self._interval_ends = BUCKET_S
        self._crossed_at: float | None = None
        """Where a watch has stopped it, until that was told."""

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
        self._reconsider()
        offered, serving = ({*prefers[0]}, {pool.number for pool in self._pools if pool.serves})
        self._is_foreseeable = len(prefers) == 1 and offered == serving and len(offered) > 0
        for kind, pools in enumerate(self._prefers):
            for pool in pools if self._queues[kind] else ():
                self._pull(pool, [kind], self.now)

    def staff(self, pool: int, agents: int, cut: Cut = "finish") -> None:
        """So many agents from now on."""
        self._reconsider()
        staffed = self._pools[pool]
        staffed.staff(agents, self.now)
        if cut != "finish" and staffed.leaving:
            for contact in staffed.cut():
                self._cut(staffed, contact, cut)
        self._pull(staffed, staffed.serves, self.now)

    def _reconsider(self) -> None:
        """Those who wait are in their queue again, because the plan changes how it will end; who is free is known."""
        for attempt in self._foreseen.undo():
            self._queue(attempt)
        for pool in self._pools:
            pool.settle_before(self.now)

    def _foresee(self) -> None:
        """Where that is possible, it is found out how it will end for those who wait."""
        queue = self._queues[0]
        if not self._is_foreseeable or not queue or any(pool.room > 0 for pool in self._prefers[0]):
            return  # an agent of another pool may be free for whom was put back: he takes him with his next contact
        for attempt in queue.values():
            self._foreseen.add(attempt, self._prefers[0])
        queue.clear()
        del self._ends[:]
        self._ends.append((math.inf, -1))

    def _look_for_short_cuts(self) -> None:
        for kind, pools in enumerate(self._prefers):
            self._short_cuts[kind] = pools if self._share[kind] == 0 and self.trace is None else []

    # Reading

    def in_hand(self, pool: int) -> int:
        """How many contacts a pool handles now."""
        return len(self._pools[pool].in_hand(self.now))

    def oldest(self, kind: int) -> float | None:
        """When the one came, or was put back, who has waited longest of those who wait now; None where nobody does."""
        queue = self._queues[kind].values() or self._foreseen.attempts()
        return min((attempt[2] for attempt in queue), default=None)

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
        self._foresee()
        while self._crossed_at is None and self.now < until:
            if any(self._queues):
                self._go_on_with_a_queue(until, watches)
            else:
                self._go_on_without_a_queue(until, watches)
        self._coming.count()
        if self.now >= self._interval_ends:
            interval = int(self.now // BUCKET_S)
            self._interval_ends = (interval + 1) * BUCKET_S
            for tally in self.tallies:
                tally.intervals = interval + 1
        for pool in self._pools:
            pool.tidy()
        crossed, self._crossed_at = self._crossed_at, None
        return crossed

    def _go_on_without_a_queue(self, until: float, watches: Sequence[Watch]) -> None:
        """Until somebody waits of whom it is not known how it will end."""
        coming, again, waits, short_cuts = self._coming.next, self._again, self._foreseen.waits, self._short_cuts
        while True:
            stop = min(until, waits[0][0], again[0][0])
            while True:
                attempt = coming.pop()
                at = attempt[2]
                if at >= stop:
                    coming.append(attempt)
                    break
                pools = short_cuts[attempt[1] >> KIND]
                for pool in pools:
                    busy = pool.busy
                    if busy[0][0] <= at:
                        if pool.memory is None:
                            heapreplace(busy, attempt)  # in the place of one that is done
                            break
                        pool.settle(at)
                    if pool.room > 0:
                        pool.take(attempt)
                        break
                else:
                    if self._finds_nobody(attempt) if pools else self._arrives(attempt):
                        if self._has_begun_to_wait(attempt, watches):
                            return
                        if waits[0][0] < stop:
                            stop = waits[0][0]
            at = min(waits[0][0], again[0][0])
            if at >= until:
                self.now = until
                return
            if waits[0][0] == at:
                key = self._wait_ends()
                if watches and self._is_crossed_by(-1, 0, watches, at, key):
                    return
            else:
                attempt = self._called_again()
                if self._arrives(attempt) and self._has_begun_to_wait(attempt, watches):
                    return

    def _has_begun_to_wait(self, attempt: Attempt, watches: Sequence[Watch]) -> bool:
        """Whether one more who waits crosses a watch, or makes it matter from now on when each contact is done."""
        _, key, at, _, _ = attempt
        if not self._is_foreseeable:
            for pool in self._pools:
                pool.settle(at)
        return self._is_crossed_by(1, key >> KIND, watches, at) or not self._is_foreseeable

    def _go_on_with_a_queue(self, until: float, watches: Sequence[Watch]) -> None:
        """Until nobody waits any more."""
        coming, again, ends, pools = self._coming.next, self._again, self._ends, self._pools
        before: list[int] = []
        done, free = _next_done(pools)
        while True:
            at, order = done[0], 0
            if ends[0][0] < at:
                at, order = ends[0][0], 1
            if again[0][0] < at:
                at, order = again[0][0], 2
            if coming[-1][2] < at:
                at, order = coming[-1][2], 3
            if at >= until:
                self.now = until
                return
            if watches:
                before = [self.tallies[watch.kind].waiting for watch in watches]
            key: float = math.inf
            if order == 3:
                attempt = coming.pop()
                if not self._arrives(attempt) and attempt[0] <= done[0]:
                    done, free = _next_done(pools)
            elif order == 1:
                self._patience_ends(*heappop(ends))
            elif order == 0:
                key = done[1]
                free.finish(done)
                self._pull(free, free.serves, at)
                done, free = _next_done(pools)
            elif not self._arrives(self._called_again()):
                done, free = _next_done(pools)
            if watches and self._is_crossed(watches, before, at, key):
                return
            if order < 2 and not any(self._queues):
                return

    def _is_crossed_by(self, more: int, kind: int, watches: Sequence[Watch], at: float, key: float = math.inf) -> bool:
        """As `_is_crossed`, where so many more of a kind wait and no others."""
        after = self.tallies[kind].waiting
        for watch in watches:
            if watch.kind == kind and watch.is_crossed(after - more, after):
                self._stop(at, key)
                return True
        return False

    def _is_crossed(self, watches: Sequence[Watch], before: list[int], at: float, key: float) -> bool:
        """Whether what happened has crossed a watch; at this instant all up to a key was done by then."""
        for watch, waiting in zip(watches, before, strict=True):
            if watch.is_crossed(waiting, self.tallies[watch.kind].waiting):
                self._stop(at, key)
                return True
        return False

    def _stop(self, at: float, key: float) -> None:
        self.now = self._crossed_at = at
        for pool in self._pools:
            pool.left(at, key)

    # What happens

    def _arrives(self, attempt: Attempt) -> bool:
        """Somebody comes; whether he has to wait."""
        _, key, at, _, _ = attempt
        kind = key >> KIND
        if self._share[kind] > 0 and self._would_deflect(key):
            self._deflects(attempt)
            return False
        for pool in self._prefers[kind]:
            if pool.busy[0][0] <= at:
                pool.settle(at)
            if pool.room > 0:
                pool.take(attempt)
                if self.trace is not None:
                    self._note(key, at, at, "answered", pool)
                return False
        return self._finds_nobody(attempt)

    def _would_deflect(self, key: int) -> bool:
        kind, contact, number = unpacked(key)
        return number == 1 and self.customers[kind].would_deflect(contact) < self._share[kind]

    def _finds_nobody(self, attempt: Attempt) -> bool:
        """Nobody is free for who comes; whether he has to wait."""
        _, key, at, _, _ = attempt
        kind = key >> KIND
        tally = self.tallies[kind]
        if tally.waiting >= self._limit[kind]:
            self._deflects(attempt)
            return False
        tally.waits(at)
        if self._is_foreseeable and not self._queues[0]:
            self._foreseen.add(attempt, self._prefers[kind])
        else:
            self._queue(attempt)
        return True

    def _queue(self, attempt: Attempt) -> None:
        _, key, _, _, deadline = attempt
        self._queues[key >> KIND][key] = attempt
        if deadline < math.inf:
            heappush(self._ends, (deadline, key))

    def _deflects(self, attempt: Attempt) -> None:
        _, key, at, _, _ = attempt
        self.tallies[key >> KIND].deflects(at)
        self._note(key, at, at, "deflected", None)

    def _called_again(self) -> Attempt:
        """The next one who calls again."""
        at, key = heappop(self._again)
        kind, contact, number = unpacked(key)
        customers = self.customers[kind]
        handling, patience = customers.handling(contact, number), customers.patience(contact, number)
        self.tallies[kind].comes_again(at)
        return at + handling, key, at, handling, at + patience

    def _wait_ends(self) -> float:
        """A wait comes to the end that was foreseen; up to the key returned all is done by then at this instant."""
        at, _, _, _, attempt, pool, done, taken = heappop(self._foreseen.waits)
        if pool is None:
            self._gives_up(attempt, at)
            return math.inf
        self._is_answered(attempt, at, pool)
        if pool.memory is not None:
            pool.memory += done, taken
        key: float = done[1]
        return key

    def _patience_ends(self, at: float, key: int) -> None:
        queue = self._queues[key >> KIND]
        attempt = queue.get(key)
        if attempt is not None and attempt[4] == at:  # else it was answered, and may wait again since
            del queue[key]
            self._gives_up(attempt, at)

    def _gives_up(self, attempt: Attempt, at: float) -> None:
        _, key, since, _, _ = attempt
        tally = self.tallies[key >> KIND]
        tally.wait_is_over(at, since)
        tally.abandoned += 1
        self._note(key, since, at, "abandoned", None)
        self._call_again(key, at)

    def _is_answered(self, attempt: Attempt, at: float, pool: Pool) -> None:
        """Somebody who waited is answered."""
        _, key, since, _, _ = attempt
        kind = key >> KIND
        tally = self.tallies[kind]
        microseconds = tally.wait_is_over(at, since)
        tally.answers += 1
        if microseconds <= self._within_us[kind] and key not in self._requeued:  # a second wait is not judged
            tally.within_target += 1
        if self.trace is not None:
            self._note(key, since, at, "answered", pool)

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
            while queue and pool.room > 0:
                key, attempt = queue.popitem(last=False)
                self._is_answered(attempt, at, pool)
                pool.take((at + attempt[3], key, at))

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
        self._queue((done, key, at, done - at, deadline))
        self._queues[kind].move_to_end(key, last=False)

    def _note(self, key: int, arrival: float, at: float, outcome: Outcome, pool: Pool | None) -> None:
        if self.trace is not None:
            self.trace.append(Traced(unpacked(key), arrival, at, outcome, None if pool is None else pool.number))


def _next_done(pools: Sequence[Pool]) -> tuple[InHand, Pool]:
    """What is done next, and by whom."""
    done, free = LAST, pools[0]
    for pool in pools:
        if pool.busy[0] < done:
            done, free = pool.busy[0], pool
        if pool.leaving and pool.leaving[0] < done:
            done, free = pool.leaving[0], pool
    return done, free
