"""Fresh contacts that were looked ahead at: made many at a time, handed out one by one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drillsim.contacts.arrivals import Arrivals
from drillsim.contacts.attempts import KIND, packed
from drillsim.contacts.customers import Customers
from drillsim.contacts.tally import Tally

if TYPE_CHECKING:
    import numpy
    import numpy.typing

    Times = numpy.typing.NDArray[numpy.float64]
    Keys = numpy.typing.NDArray[numpy.int64]

Attempt = tuple[float, int, float, float, float]
"""When it is done if it is answered at once, its key, when it comes, its handling, when its patience ends."""

AT_MOST, AT_LEAST = 2_000, 200
"""How many contacts are looked ahead at, about: no more than a processor's cache holds, few where the plan changes."""
END: Attempt = (float("inf"), 0, float("inf"), 0.0, 0.0)
"""Comes after all others."""


class Coming:
    """The fresh contacts of all kinds."""

    def __init__(self, customers: Sequence[Customers], tallies: Sequence[Tally]) -> None:
        self._customers, self._tallies = customers, tallies
        self._arrivals = [Arrivals(each.arrivals()) for each in customers]
        self._rate = 0.0
        self.next: list[Attempt] = [END]
        """Those looked at that have not come, the next one last; `END` is the first."""
        self._counted = 1
        """How many were in `next` when those who had come were counted."""
        self._times: Times
        self._kinds: Keys
        """The times and kinds of all that were looked at, in the order of `next`."""
        self._until = 0.0
        """All before this time were looked at."""

    def set_rate(self, kind: int, at: float, per_second: float) -> None:
        """Another rate of a kind, from a time on before which all have come."""
        self.count()
        self._arrivals[kind].set_rate(at, per_second, self._tallies[kind].first)
        for arrivals, tally in zip(self._arrivals, self._tallies, strict=True):
            arrivals.go_back_to(tally.first)
        self._rate = sum(arrivals.rate for arrivals in self._arrivals)
        del self.next[1:]
        self._counted, self._until = 1, at

    def look_ahead(self, now: float, until: float) -> float:
        """Looks at those that come before a time if they are not too many; returns how far `next` is complete."""
        if now >= self._until and len(self.next) == 1:
            self._until = until
            if self._rate > 0:
                self._until = min(max(until, now + AT_LEAST / self._rate), now + AT_MOST / self._rate)
            self.count()
            self._look()
        return min(until, self._until)

    def _look(self) -> None:
        found = [each for kind in range(len(self._arrivals)) if (each := self._of(kind)) is not None]
        if not found:
            return
        import numpy

        times, handling, patience = (numpy.concatenate([of_kind[column] for of_kind in found]) for column in (0, 1, 2))
        keys = numpy.concatenate([of_kind[3] for of_kind in found])
        order = numpy.argsort(times, kind="stable")  # keys rise already, from kind to kind and in each with the times
        times, handling, patience = (column[order][::-1] for column in (times, handling, patience))
        keys = keys[order][::-1]
        columns = times + handling, keys, times, handling, times + patience
        self.next = [END, *zip(*(column.tolist() for column in columns), strict=True)]
        self._times, self._kinds = times, keys >> KIND
        self._counted = len(self.next)

    def _of(self, kind: int) -> "tuple[Times, Times, Times, Keys] | None":
        """Times, handling, patience and keys of the fresh contacts of a kind; None where nobody comes."""
        first, times = self._arrivals[kind].times_before(self._until)
        if not len(times):
            return None
        import numpy

        last = first + len(times)
        handling, patience = (numpy.asarray(values) for values in self._customers[kind].first(first, last))
        keys = numpy.arange(packed(kind, first, 1), packed(kind, last, 1), packed(0, 1, 0))
        return times, handling, patience, keys

    def time_of(self, number: int) -> float:
        """Before it not so many (1 and more) fresh contacts come, as far as was looked ahead."""
        return self.next[-number][2] if number < len(self.next) else self._until

    def count(self) -> None:
        """Those who have come since the last time are counted."""
        left = len(self.next)
        if left == self._counted:
            return
        times = self._times[left - 1 : self._counted - 1]
        if len(self._tallies) == 1:
            self._tallies[0].come(times)
        else:
            kinds = self._kinds[left - 1 : self._counted - 1]
            for kind, tally in enumerate(self._tallies):
                of_kind = times[kinds == kind]
                if len(of_kind):
                    tally.come(of_kind)
        self._counted = left
