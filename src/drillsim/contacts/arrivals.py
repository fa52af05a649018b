"""When contacts come: one stream of a kind at rate 1, stretched by the rate that holds.

Contact i comes when the cumulative rate reaches the i-th partial sum of standard exponentials. The anchor, a time and
the cumulative rate at it, moves only when the rate changes; so it makes no difference how often anybody asks.
"""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    import numpy.typing

    Times = numpy.typing.NDArray[numpy.float64]

BLOCK = 4_096  # exponentials drawn at a time


class Arrivals:
    """The fresh contacts of one kind; `rate` is in contacts a second, 0 and above."""

    def __init__(self, draws: "numpy.random.Generator", rate: float = 0.0) -> None:
        self._draws = draws
        self._sums: Times = _none()
        """Partial sums of the stream at rate 1, with room for more."""
        self._drawn = 0
        self.rate = _allowed(rate)
        """Contacts a second."""
        self._since, self._reached = 0.0, 0.0
        """The anchor: a time, and the cumulative rate at it."""
        self._next = 0
        """The number of the first contact that was not handed out."""
        self._times: Times = _none()
        """When contacts come by this rate, from `_next` on, as far as they were drawn."""
        self._soonest = -math.inf
        """The first of them, so that who asks in vain is answered quickly; no time before the first was reckoned."""

    def set_rate(self, at: float, rate: float, came: int) -> None:
        """From `at` on this rate holds; `came` contacts came before it, the others come by the new rate."""
        self._reached += self.rate * (at - self._since)
        self._since, self.rate = at, _allowed(rate)
        self.go_back_to(came)

    def go_back_to(self, came: int) -> None:
        """Those after the first `came` are handed out again."""
        self._next = came
        self._times, self._soonest = _none(), -math.inf

    def times_before(self, until: float) -> tuple[int, "Times"]:
        """The next contacts that come before a time: the number of the first, and their times. Each comes once."""
        first = self._next
        if self.rate == 0 or until <= self._soonest:
            return first, self._times[:0]
        import numpy

        while len(self._times) == 0 or self._times[-1] < until:
            self._reckon()
        count = int(numpy.searchsorted(self._times, until))
        found, self._times = self._times[:count], self._times[count:]
        self._next += count
        self._soonest = float(self._times[0])
        return first, found

    def _reckon(self) -> None:
        """The times of all that were drawn; where they were reckoned already, of a block more."""
        import numpy

        begin = self._next + len(self._times)
        if begin == self._drawn:
            self._draw()
        sums = self._sums[begin : self._drawn]
        times = numpy.maximum(self._since + (sums - self._reached) / self.rate, self._since)
        self._times = numpy.concatenate([self._times, times])

    def _draw(self) -> None:
        import numpy

        more = self._draws.standard_exponential(BLOCK)
        if self._drawn:
            more[0] += self._sums[self._drawn - 1]
        if self._drawn + BLOCK > len(self._sums):
            self._sums = numpy.concatenate([self._sums[: self._drawn], numpy.empty(self._drawn + BLOCK)])
        self._sums[self._drawn : self._drawn + BLOCK] = numpy.cumsum(more)
        self._drawn += BLOCK


def _none() -> "Times":
    import numpy

    return numpy.empty(0)


def _allowed(rate: float) -> float:
    if not 0 <= rate < math.inf:
        raise ValueError(f"expected a rate of 0 or more contacts a second, found {rate}")
    return rate
