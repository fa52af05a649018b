"""What happens to contacts, one thing at a time; when it happens is not decided here, see `kernel.py`."""

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, heapreplace
from typing import Literal

from drillsim.contacts.attempts import KIND, MOST_ATTEMPTS, Number, packed, unpacked
from drillsim.contacts.coming import Attempt
from drillsim.contacts.customers import Customers
from drillsim.contacts.foreseen import Foreseen
from drillsim.contacts.pools import Chats, InHand, Pool
from drillsim.contacts.tally import MICRO, Tally

FEW = 50
"""Among so few ends of patience, those of waits that are over are not looked for."""

Outcome = Literal["answered", "abandoned", "deflected", "dropped", "requeued"]


@dataclass(frozen=True, slots=True)
class Traced:
    """What became of an attempt at the end of a wait, or of its handling; `pool` where one had to do with it."""

    number: Number
    arrival: float
    end: float
    outcome: Outcome
    pool: int | None


class Queues:
    """Who waits and who is served, of kinds of contacts and pools of agents."""

    def __init__(
        self,
        customers: Sequence[Customers],
        at_once: Sequence[int],
        within_s: Sequence[float],
        *,
        trace: bool,
    ) -> None:
        kinds = range(len(customers))
        self.customers = customers
        self._tallies = [Tally() for _ in kinds]
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
        self._again: list[tuple[float, int]] = [(math.inf, -1)]
        """The heap of those who call again: when, and key."""
        self._queues: list[OrderedDict[int, Attempt]] = [OrderedDict() for _ in kinds]
        """Who waits, by key, the next one first."""
        self._ends: list[tuple[float, int]] = [(math.inf, -1)]
        """The heap of ends of patience, with keys; also of some who wait no more."""
        self._many_ends = FEW
        """With more ends than these, those of waits that are over are forgotten."""
        self._calls_again = [each.habits.redial > 0 for each in customers]
        self._requeued: set[int] = set()
        """Who was in hand once and had to wait again."""
        self._foreseen = Foreseen()
        """Those who wait and of whom it is known how it will end; they are in no queue."""
        self._is_foreseeable = False
        """Whether there is one kind only, and its pools serve it and it is offered to them."""

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
        tally = self._tallies[kind]
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
            if len(self._ends) > self._many_ends:
                self._forget_ends()

    def _deflects(self, attempt: Attempt) -> None:
        _, key, at, _, _ = attempt
        self._tallies[key >> KIND].deflects(at)
        self._note(key, at, at, "deflected", None)

    def _called_again(self) -> Attempt:
        """The next one who calls again."""
        at, key = heappop(self._again)
        kind, contact, number = unpacked(key)
        customers = self.customers[kind]
        handling, patience = customers.handling(contact, number), customers.patience(contact, number)
        self._tallies[kind].comes_again(at)
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

    def _patience_ends(self, at: float, key: int) -> bool:
        """Somebody gives up, if he still waits; whether he was the last of a queue."""
        queue = self._queues[key >> KIND]
        attempt = queue.get(key)
        if attempt is None or attempt[4] != at:  # it was answered, and may wait again since
            return False
        del queue[key]
        self._gives_up(attempt, at)
        return not queue

    def _forget_ends(self) -> None:
        """Of those who wait no more: so many at once cost less than each when its time comes."""
        waiting = [(each[4], key) for queue in self._queues for key, each in queue.items() if each[4] < math.inf]
        self._ends[:] = [(math.inf, -1), *waiting]
        heapify(self._ends)
        self._many_ends = FEW + 2 * len(waiting)

    def _gives_up(self, attempt: Attempt, at: float) -> None:
        _, key, since, _, _ = attempt
        tally = self._tallies[key >> KIND]
        tally.wait_is_over(at, since)
        tally.abandoned += 1
        if self.trace is not None:
            self._note(key, since, at, "abandoned", None)
        self._call_again(key, at)

    def _is_answered(self, attempt: Attempt, at: float, pool: Pool) -> None:
        """Somebody who waited is answered."""
        _, key, since, _, _ = attempt
        kind = key >> KIND
        tally = self._tallies[kind]
        microseconds = tally.wait_is_over(at, since)
        tally.answers += 1
        if microseconds <= self._within_us[kind] and key not in self._requeued:  # a second wait is not judged
            tally.within_target += 1
        if self.trace is not None:
            self._note(key, since, at, "answered", pool)

    def _call_again(self, key: int, at: float) -> None:
        """Who was not served may call again, where any of the kind do."""
        if not self._calls_again[key >> KIND]:
            return
        kind, contact, number = unpacked(key)
        if number < MOST_ATTEMPTS:
            after = self.customers[kind].calls_again_after(contact, number)
            if after is not None:
                heappush(self._again, (at + after, packed(kind, contact, number + 1)))

    def _is_done(self, pool: Pool, done: InHand) -> bool:
        """What a pool has in hand is done, and the agent looks for the next; whether that was the last of a queue."""
        at = done[0]
        if pool.room == 0 and done is pool.busy[0]:
            for kind in pool.serves:
                queue = self._queues[kind]
                if queue:
                    key, attempt = queue.popitem(last=False)
                    self._is_answered(attempt, at, pool)
                    taken = at + attempt[3], key, at
                    heapreplace(pool.busy, taken)  # one way through the heap instead of two
                    if pool.memory is not None:
                        pool.memory += done, taken
                    return not queue
        pool.finish(done)
        return self._pull(pool, pool.serves, at)

    def _pull(self, pool: Pool, kinds: Sequence[int], at: float) -> bool:
        """Free agents of a pool take those who wait longest, of the first kind that has any.

        Whether one of them was the last of a queue.
        """
        is_over = False
        for kind in kinds:
            queue = self._queues[kind]
            while queue and pool.room > 0:
                key, attempt = queue.popitem(last=False)
                self._is_answered(attempt, at, pool)
                pool.take((at + attempt[3], key, at))
                is_over = is_over or not queue
        return is_over

    def _note(self, key: int, arrival: float, at: float, outcome: Outcome, pool: Pool | None) -> None:
        if self.trace is not None:
            self.trace.append(Traced(unpacked(key), arrival, at, outcome, None if pool is None else pool.number))
