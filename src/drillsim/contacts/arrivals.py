"""When contacts come: one stream of a kind at rate 1, stretched by the rate that holds.

Contact i comes when the cumulative rate reaches the i-th partial sum of standard exponentials. The anchor, a time and
the cumulative rate at it, moves only when the rate changes; so it makes no difference how often anybody asks.
"""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    import numpy.typing

BLOCK = 4_096  # exponentials drawn at a time


class Arrivals:
    """The fresh contacts of one kind; `rate` is in contacts a second, 0 and above."""

    def __init__(self, draws: "numpy.random.Generator", rate: float = 0.0) -> None:
        self._draws = draws
        self._sums: numpy.typing.NDArray[numpy.float64] = _none()
        """Partial sums of the stream at rate 1, with room for more."""
        self._drawn = 0
        self.rate = _allowed(rate)
        """Contacts a second."""
        self._since, self._reached = 0.0, 0.0
        """The anchor: a time, and the cumulative rate at it."""
        self._next = 0
        """The number of the first contact that was not handed out."""

    def set_rate(self, at: float, rate: float, came: int) -> None:
        """From `at` on this rate holds; `came` contacts came before it, the others come by the new rate."""
        self._reached += self.rate * (at - self._since)
        self._since, self.rate = at, _allowed(rate)
        self._next = came

    def before(self, until: float) -> tuple[int, list[float]]:
        """The next contacts that come before a time: the number of the first, and their times. Each comes once."""
        first, times = self.times_before(until)
        return first, times.tolist()

    def times_before(self, until: float) -> tuple[int, "numpy.typing.NDArray[numpy.float64]"]:
        """As `before`, as a vector."""
        if self.rate == 0:
            return self._next, _none()
        import numpy

        reach = self._reached + self.rate * (until - self._since)
        while self._drawn == 0 or self._sums[self._drawn - 1] < reach:
            self._draw()
        first = self._next
        last = max(first, int(numpy.searchsorted(self._sums[: self._drawn], reach)))
        times = numpy.maximum(self._since + (self._sums[first:last] - self._reached) / self.rate, self._since)
        found = times[: int(numpy.searchsorted(times, until))]  # by the last bit only
        self._next = first + len(found)
        return first, found

    def _draw(self) -> None:
        import numpy

        more = self._draws.standard_exponential(BLOCK)
        if self._drawn:
            more[0] += self._sums[self._drawn - 1]
        if self._drawn + BLOCK > len(self._sums):
            self._sums = numpy.concatenate([self._sums[: self._drawn], numpy.empty(self._drawn + BLOCK)])
        self._sums[self._drawn : self._drawn + BLOCK] = numpy.cumsum(more)
        self._drawn += BLOCK


def _none() -> "numpy.typing.NDArray[numpy.float64]":
    import numpy

    return numpy.empty(0)


def _allowed(rate: float) -> float:
    if not 0 <= rate < math.inf:
        raise ValueError(f"expected a rate of 0 or more contacts a second, found {rate}")
    return rate
