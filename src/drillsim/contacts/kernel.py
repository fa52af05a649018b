"""Contacts, one by one: who comes, waits, is answered, gives up, calls again.

Time is in seconds since StartEx. Within one instant comes first what the plan changes, then what is done, who gives up,
who calls again, who calls first; then the contact with the lower number (kind, number, attempt). All heaps compare that
whole key. What chance decides is a contact's own and not drawn in the order of events: the same customers take the
same path, bit for bit, however it is cut into steps.

There are two ways to go on. While nobody waits, it does not matter when a contact is done until the next one comes:
only those who come are looked at. While somebody waits, it does matter, in the pools that serve him, and all that
happens there is looked at in its order; but where it is known already how each wait will end (see `foreseen.py`), that
is as if nobody waited. Both ways ask agents in the same words, not by a call: that is where most of the time goes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heapreplace
from typing import Literal

from drillsim.contacts.attempts import KIND, unpacked
from drillsim.contacts.coming import Attempt, Coming
from drillsim.contacts.customers import Customers
from drillsim.contacts.pools import LAST, InHand, Pool
from drillsim.contacts.queueing import Queues
from drillsim.contacts.tally import BUCKET_S, Tally

Cut = Literal["finish", "drop", "requeue"]
"""What becomes of the contacts of agents who leave: they are finished, cut off, or wait again at the head."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Stop at the first instant at which so many of a kind wait, coming from fewer (or, `down`, from more)."""

    kind: int
    level: int
    down: bool = False

    def is_crossed(self, before: int, after: int) -> bool:
        """Whether a queue of `before` has come to the level with `after`."""
        return before > self.level >= after if self.down else before < self.level <= after


class Kernel(Queues):
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
        super().__init__(customers, at_once, within_s, trace=trace)
        self.now = 0.0
        self._coming = Coming(customers, self._tallies)
        self._awaited_pools: dict[tuple[bool, ...], list[Pool]] = {}
        """Which pools serve any of some kinds; the key: whether each kind is among them."""
        self._is_served = [True for _ in customers]
        """Whether all pools that a kind is offered to serve it: then none of them is free while somebody waits."""
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
        self._awaited_pools.clear()
        self._is_served = [all(kind in pool.serves for pool in pools) for kind, pools in enumerate(self._prefers)]
        self._look_for_short_cuts()
        self._reconsider()
        serving = {pool.number for pool in self._pools if pool.serves}
        self._is_foreseeable = len(prefers) == 1 and {*prefers[0]} == serving != set()
        self._offer()

    def staff(self, pool: int, agents: int, cut: Cut = "finish") -> None:
        """So many agents from now on."""
        self._reconsider()
        staffed = self._pools[pool]
        staffed.staff(agents, self.now)
        if cut != "finish" and staffed.leaving:
            for contact in staffed.cut():
                self._cut(staffed, contact, cut)
            self._offer()
        self._pull(staffed, staffed.serves, self.now)

    def _offer(self) -> None:
        """Who waits is offered to whoever is free: some were put back, and agents elsewhere may have had nobody."""
        for kind, pools in enumerate(self._prefers):
            for pool in pools if self._queues[kind] else ():
                self._pull(pool, [kind], self.now)

    def _cut(self, pool: Pool, contact: InHand, cut: Cut) -> None:
        """A contact in hand is cut off, or waits again at the head of its queue."""
        done, key, began = contact[:3]
        kind, number, attempt = unpacked(key)
        tally, at = self._tallies[kind], self.now
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

    def _reconsider(self) -> None:
        """Those who wait are in their queue again, because the plan changes how it will end; who is free is known."""
        for attempt in self._foreseen.undo():
            self._queue(attempt)
        for pool in self._pools:
            pool.settle_before(self.now)

    def _foresee(self) -> None:
        """Where that is possible, it is found out how it will end for those who wait."""
        if not self._is_foreseeable or not self._queues[0]:
            return
        for attempt in self._queues[0].values():
            self._foreseen.add(attempt, self._prefers[0])
        self._queues[0].clear()
        del self._ends[:]
        self._ends.append((math.inf, -1))

    def _look_for_short_cuts(self) -> None:
        for kind, pools in enumerate(self._prefers):
            self._short_cuts[kind] = pools if self._share[kind] == 0 and self.trace is None else []

    # Reading

    @property
    def tallies(self) -> list[Tally]:
        """What was counted of each kind up to now; read it anew after going on."""
        self._coming.count()
        for tally in self._tallies:
            tally.intervals = int(self.now // BUCKET_S) + 1
        return self._tallies

    def in_hand(self, pool: int) -> int:
        """How many contacts a pool handles now."""
        return len(self._pools[pool].in_hand(self.now))

    def oldest(self, kind: int) -> float | None:
        """When the one came, or was put back, who has waited longest of those who wait now; None where nobody does."""
        queue = self._queues[kind].values() or self._foreseen.attempts()
        return min((attempt[2] for attempt in queue), default=None)

    def unsettled(self, kind: int, within_s: float) -> int:
        """How many wait for the first time, and not yet longer than so many seconds."""
        queue = self._queues[kind].values() or self._foreseen.attempts()
        since = self.now - within_s
        return sum(attempt[2] >= since and attempt[1] not in self._requeued for attempt in queue)

    def calm_until(self, more: int) -> float:
        """A time before which no queue is longer than now by so many (1 and more), unless the plan changes something.

        Each who makes it longer comes anew, or calls again: of those some may only be in the place of who gives up.
        """
        fresh = more - (len(self._again) - 1)
        return self._coming.time_of(fresh) if fresh > 0 else self.now

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
        for pool in self._pools:
            pool.tidy()
        crossed, self._crossed_at = self._crossed_at, None
        return crossed

    def _go_on_without_a_queue(self, until: float, watches: Sequence[Watch]) -> None:
        """Until somebody waits of whom it is not known how it will end."""
        coming, again, waits, short_cuts = self._coming.next, self._again, self._foreseen.waits, self._short_cuts
        is_told = bool(watches) or not self._is_foreseeable
        while True:
            stop = until if until < waits[0][0] else waits[0][0]  # spelt out: min() takes three times as long
            if again[0][0] < stop:
                stop = again[0][0]
            while coming[-1][2] < stop:
                attempt = coming.pop()
                at = attempt[2]
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
                        if is_told and self._has_begun_to_wait(attempt, watches):
                            return
                        if waits[0][0] < stop:
                            stop = waits[0][0]
            if stop == until:
                self.now = until
                return
            if waits[0][0] == stop:
                key = self._wait_ends()
                if watches and self._is_crossed_by(-1, 0, watches, stop, key):
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
        coming, again, ends, queues = self._coming.next, self._again, self._ends, self._queues
        short_cuts = self._short_cuts
        is_served = self._is_served
        before: list[int] = []
        for pool in self._pools:
            pool.settle_before(self.now)
        pools = self._awaited(watches)
        done, free = _next_done(pools)
        while True:
            stop = until if until < done[0] else done[0]  # spelt out: min() takes three times as long
            if ends[0][0] < stop:
                stop = ends[0][0]
            if again[0][0] < stop:
                stop = again[0][0]
            while coming[-1][2] < stop:
                attempt = coming.pop()
                _, key, at, _, deadline = attempt
                kind = key >> KIND
                preferred = short_cuts[kind]
                for pool in () if queues[kind] and is_served[kind] else preferred:  # who comes later waits, too
                    busy = pool.busy
                    if busy[0][0] <= at:
                        if pool.memory is None:
                            heapreplace(busy, attempt)  # in the place of one that is done
                            break
                        pool.settle(at)
                    if pool.room > 0:
                        pool.take(attempt)
                        if attempt < done and pool in pools:
                            done, free = attempt, pool
                            if done[0] < stop:
                                stop = done[0]
                        break
                else:
                    if not (self._finds_nobody(attempt) if preferred else self._arrives(attempt)):
                        if attempt < done:
                            done, free = _next_done(pools)
                            stop = min(stop, done[0])
                        continue
                    if watches and self._is_crossed_by(1, kind, watches, at):
                        return
                    if len(queues[kind]) == 1:
                        pools = self._awaited(watches, at)
                        done, free = _next_done(pools)
                        stop = min(stop, done[0])
                    if deadline < stop:
                        stop = deadline
            if stop == until:
                self.now = until
                return
            if watches:
                before = [self._tallies[watch.kind].waiting for watch in watches]
            until_key: float = math.inf
            is_over = False
            if free is not None and done[0] == stop:
                until_key = done[1]
                is_over = self._is_done(free, done)
                if not is_over:
                    done, free = _next_done(pools)
            elif ends[0][0] == stop:
                is_over = self._patience_ends(*heappop(ends))
            elif again[0][0] == stop:  # else it was the end of a wait that is forgotten
                attempt = self._called_again()
                if self._arrives(attempt) and len(queues[attempt[1] >> KIND]) == 1:
                    pools = self._awaited(watches, stop)
                done, free = _next_done(pools)
            if watches and self._is_crossed(watches, before, stop, until_key):
                return
            if is_over:
                if not any(queues):
                    return
                pools = self._awaited(watches)
                done, free = _next_done(pools)

    def _awaited(self, watches: Sequence[Watch], at: float | None = None) -> list[Pool]:
        """The pools that serve a kind of which somebody waits; settled, where somebody began to at this instant.

        When others are done matters to nobody. Where there are watches, all: once one stops, it has to be known.
        """
        if watches:
            return self._pools
        waiting = tuple(map(bool, self._queues))
        pools = self._awaited_pools.get(waiting)
        if pools is None:
            pools = [pool for pool in self._pools if any(waiting[kind] for kind in pool.serves)]
            self._awaited_pools[waiting] = pools
        if at is not None:
            for pool in pools:
                if pool.busy[0][0] <= at or pool.leaving:
                    pool.settle(at)
        return pools

    def _is_crossed_by(self, more: int, kind: int, watches: Sequence[Watch], at: float, key: float = math.inf) -> bool:
        """As `_is_crossed`, where one more (1) or less (-1) of a kind waits and no others."""
        after = self._tallies[kind].waiting
        for watch in watches:
            if watch.level == after and watch.kind == kind and watch.down == (more < 0):
                self._stop(at, key)
                return True
        return False

    def _is_crossed(self, watches: Sequence[Watch], before: list[int], at: float, key: float) -> bool:
        """Whether what happened has crossed a watch; at this instant all up to a key was done by then."""
        for watch, waiting in zip(watches, before, strict=True):
            if watch.is_crossed(waiting, self._tallies[watch.kind].waiting):
                self._stop(at, key)
                return True
        return False

    def _stop(self, at: float, key: float) -> None:
        self.now = self._crossed_at = at
        for pool in self._pools:
            pool.left(at, key)


def _next_done(pools: Sequence[Pool]) -> tuple[InHand, Pool | None]:
    """What is done next, and by whom."""
    done: InHand = LAST
    free: Pool | None = None
    for pool in pools:
        first = pool.busy[0]
        if first < done:
            done, free = first, pool
        if pool.leaving and pool.leaving[0] < done:
            done, free = pool.leaving[0], pool
    return done, free
