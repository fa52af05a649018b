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
from drillsim.contacts.foreseen import Foreseen, Wait
from drillsim.contacts.pools import LAST, REMEMBERED, Chats, InHand, Pool
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
        self._foreseen = Foreseen()
        """Those who wait and of whom it is known how it will end; they are in no queue."""
        self._is_foreseeable = False
        """Whether there is one kind only, and its pools serve it and it is offered to them."""
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
        self._ends.append((math.inf, math.inf))

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
        crossed = None
        self._foresee()
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
        """Until somebody waits of whom it is not known how it will end."""
        coming, again, waits, short_cuts = self._coming.next, self._again, self._foreseen.waits, self._short_cuts
        while True:
            stop = min(until, waits[0][0], again[0][0])
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
                        if any(self._queues):
                            return self._begin_a_queue(attempt, watches)
                        if watches and self._crossed(watches, self._before(watches, 0, 1), at):
                            return at
                        stop = min(stop, waits[0][0])
            coming.append(attempt)
            at = min(waits[0][0], again[0][0])
            if at >= until:
                self.now = until
                return None
            if waits[0][0] == at:
                wait = self._wait_ends()
                if watches and self._crossed(watches, self._before(watches, 0, -1), at, wait.done[1] if wait.pool else math.inf):
                    return at
            else:
                attempt = self._called_again()
                if self._arrives(attempt):
                    if any(self._queues):
                        return self._begin_a_queue(attempt, watches)
                    if watches and self._crossed(watches, self._before(watches, 0, 1), at):
                        return at

    def _begin_a_queue(self, attempt: Attempt, watches: Sequence[Watch]) -> float | None:
        """From now on it matters when each contact is done."""
        for pool in self._pools:
            pool.settle(attempt[2])
        crossed = self._crossed(watches, self._before(watches, attempt[1] >> KIND, 1), attempt[2])
        return attempt[2] if crossed else None

    def _before(self, watches: Sequence[Watch], kind: int, more: int) -> list[int]:
        """How many waited before there were so many more of a kind."""
        return [self.tallies[watch.kind].waiting - (more if watch.kind == kind else 0) for watch in watches]

    def _go_on_with_a_queue(self, until: float, watches: Sequence[Watch]) -> float | None:
        """Until nobody waits any more."""
        coming, again, ends, pools = self._coming.next, self._again, self._ends, self._pools
        before: list[int] = []
        while any(self._queues):
            done, free = LAST, None
            for pool in pools:
                if pool.busy[0] < done:
                    done, free = pool.busy[0], pool
                if pool.leaving and pool.leaving[0] < done:
                    done, free = pool.leaving[0], pool
            at, order = done[0], 0
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
                key = done[1]
                if done is free.busy[0]:
                    free.finish()
                else:
                    heappop(free.leaving)
                self._pull(free, free.serves, at)
            elif order == 1:
                self._patience_ends(*heappop(ends))
            else:
                self._arrives(self._called_again())
            if watches and self._crossed(watches, before, at, key):
                return at
        return None

    def _crossed(self, watches: Sequence[Watch], before: list[int], at: float, key: float = math.inf) -> bool:
        """Whether what happened at an instant, before which so many waited, has crossed a watch; all up to a key was done."""
        for watch, waiting in zip(watches, before, strict=True):
            if watch.is_crossed(waiting, self.tallies[watch.kind].waiting):
                self.now = at
                for pool in self._pools:
                    pool.left(at, key)
                return True
        return False

    # What happens

    def _arrives(self, attempt: Attempt) -> bool:
        """Somebody comes; whether he has to wait."""
        _, key, at, _, _ = attempt
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
        if tally.waiting >= self._limit[kind]:
            tally.deflects(at)
            self._note(key, at, at, "deflected", None)
            return False
        tally.not_at_once(at)
        tally.waits(at)
        if self._is_foreseeable and not queue:
            self._foreseen.add(attempt, self._prefers[kind])
        else:
            self._queue(attempt)
        return True

    def _queue(self, attempt: Attempt) -> None:
        key, deadline = attempt[1], attempt[4]
        self._queues[key >> KIND][key] = attempt
        if deadline < math.inf:
            heappush(self._ends, (deadline, key))

    def _wait_ends(self) -> Wait:
        """A wait comes to the end that was foreseen."""
        wait = heappop(self._foreseen.waits)
        if wait.pool is None:
            self._gives_up(wait.attempt, wait.ends)
        else:
            self._is_answered(wait.attempt, wait.ends, wait.pool)
            if wait.pool.memory is not None:
                wait.pool.memory += wait.done, wait.taken
        return wait

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

    def _patience_ends(self, at: float, key: float) -> None:
        kind = int(key) >> KIND
        attempt = self._queues[kind].get(int(key))
        if attempt is None or attempt[4] != at:
            return  # it was answered, and may wait again since
        del self._queues[kind][int(key)]
        self._gives_up(attempt, at)

    def _gives_up(self, attempt: Attempt, at: float) -> None:
        _, key, since, _, _ = attempt
        self.tallies[key >> KIND].gives_up(at, since)
        self._note(key, since, at, "abandoned", None)
        self._call_again(key, at)

    def _is_answered(self, attempt: Attempt, at: float, pool: Pool) -> None:
        """Somebody who waited is answered."""
        _, key, since, _, _ = attempt
        kind = key >> KIND
        within = -1 if key in self._requeued else self._within_us[kind]  # a second wait is not judged
        self.tallies[kind].is_answered(at, since, within)
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
            if not queue:
                continue
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
