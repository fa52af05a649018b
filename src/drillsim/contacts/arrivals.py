"""When contacts come: one stream of a kind at rate 1, stretched by the rate that holds.

Contact i comes when the cumulative rate reaches the i-th partial sum of standard exponentials. The anchor, a time and
the cumulative rate at it, moves only when the rate changes; so it makes no difference how often anybody asks.
"""

import math
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

BLOCK = 4_096  # exponentials drawn at a time


class Arrivals:
    """The fresh contacts of one kind; `rate` is in contacts a second, 0 and above."""

    def __init__(self, draws: "numpy.random.Generator", rate: float = 0.0) -> None:
        self._draws = draws
        self._sums: list[float] = []
        """Partial sums of the stream at rate 1, as far as drawn."""
        self._rate = _allowed(rate)
        self._since, self._reached = 0.0, 0.0
        """The anchor: a time, and the cumulative rate at it."""
        self._next = 0
        """The number of the first contact that was not handed out."""

    def set_rate(self, at: float, rate: float, came: int) -> None:
        """From `at` on this rate holds; `came` contacts came before it, the others come by the new rate."""
        self._reached += self._rate * (at - self._since)
        self._since, self._rate = at, _allowed(rate)
        self._next = came

    def before(self, until: float) -> list[tuple[float, int]]:
        """The next contacts that come before a time, with their numbers; each is handed out once."""
        if self._rate == 0:
            return []
        reach = self._reached + self._rate * (until - self._since)
        while not self._sums or self._sums[-1] < reach:
            self._draw()
        first, last = self._next, bisect_left(self._sums, reach, self._next)
        since, reached, rate = self._since, self._reached, self._rate
        found = []
        for number in range(first, last):
            at = max(since, since + (self._sums[number] - reached) / rate)
            if at >= until:  # by the last bit only
                last = number
                break
            found.append((at, number))
        self._next = last
        return found

    def _draw(self) -> None:
        so_far = self._sums[-1] if self._sums else 0.0
        more = self._draws.standard_exponential(BLOCK).tolist()
        self._sums += list(accumulate(more, initial=so_far))[1:]


def _allowed(rate: float) -> float:
    if not 0 <= rate < math.inf:
        raise ValueError(f"expected a rate of 0 or more contacts a second, found {rate}")
    return rate
