"""How waits will end, where that is known when they begin.

Where contacts of one kind wait for agents who serve no other, nobody is taken before those who came earlier: whoever
comes is answered by whoever is free next after those were, or gives up. The plan may change that; then it is undone.
"""

import math
from collections.abc import Sequence
from heapq import heapify, heappush, heapreplace
from operator import itemgetter

from drillsim.contacts.coming import END, Attempt
from drillsim.contacts.pools import LAST, InHand, Pool

Wait = tuple[float, bool, int, int, Attempt, Pool | None, InHand, InHand]
"""When it ends; whether then somebody gives up (after what is done at that instant); what goes first at one instant, of
answers that of who came first, of those who give up the lower key; who came first; the attempt; and of an answer the
pool, what the agent has in hand until then, and from then on."""
NEVER: Wait = (math.inf, True, -1, 0, END, None, LAST, LAST)
"""At the bottom of the heap, so that it is never empty."""


class Foreseen:
    """Waits whose ends are known; in each pool's `busy` is what it will have in hand after them."""

    def __init__(self) -> None:
        self.waits: list[Wait] = [NEVER]
        """A heap."""
        self._turn = 0

    def add(self, attempt: Attempt, pools: Sequence[Pool]) -> None:
        """Somebody begins to wait for pools none of which has anybody free."""
        _, key, _, handling, deadline = attempt
        self._turn += 1
        soonest = pools[0]
        if len(pools) > 1:
            soonest = min(pools, key=_next_done)
        free = soonest.busy[0][0]
        if free <= deadline and free < math.inf:
            taken = free + handling, key, free
            done = heapreplace(soonest.busy, taken)
            wait: Wait = free, False, self._turn, self._turn, attempt, soonest, done, taken
        else:
            wait = deadline, True, key, self._turn, attempt, None, LAST, LAST
        heappush(self.waits, wait)

    def attempts(self) -> list[Attempt]:
        """Those who wait."""
        return [wait[4] for wait in self.waits if wait is not NEVER]

    def undo(self) -> list[Attempt]:
        """Those who wait, the first first; their ends are not known any more."""
        waits = sorted((wait for wait in self.waits if wait is not NEVER), key=itemgetter(3))
        self.waits[:] = [NEVER]
        for pool in {wait[5] for wait in waits if wait[5] is not None}:
            of_pool = [wait for wait in waits if wait[5] is pool]
            not_yet = {wait[7] for wait in of_pool}
            pool.busy = [each for each in (*pool.busy, *(wait[6] for wait in of_pool)) if each not in not_yet]
            heapify(pool.busy)
        return [wait[4] for wait in waits]


def _next_done(pool: Pool) -> InHand:
    return pool.busy[0]
