"""What is counted of the contacts of one kind.

Fresh contacts that are answered at once, most of them, are counted many at a time, when they have come. What happens
to all others is counted one by one; the counts are put down at the end of those intervals only in which there was any.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy
    import numpy.typing

MICRO = 1_000_000
BUCKET_S = 60.0
"""The length of an interval of the course, in seconds: an assumption."""


@dataclass(frozen=True, slots=True)
class Interval:
    """What happened to attempts of a kind within one interval, each counted when it happened."""

    offered: int = 0
    first: int = 0
    answers: int = 0
    within_target: int = 0
    abandoned: int = 0
    dropped: int = 0
    deflected: int = 0
    longest_queue: int = 0


class _End(NamedTuple):
    """The counts at the end of an interval, of the first three what is beyond the number of fresh contacts."""

    interval: int = -1
    offered: int = 0
    answers: int = 0
    within_target: int = 0
    abandoned: int = 0
    dropped: int = 0
    deflected: int = 0
    longest: int = 0
    """The longest queue in this interval."""
    waiting: int = 0


@dataclass(slots=True)
class Tally:
    """Attempts of one kind since the beginning; offered = answered + abandoned + dropped + deflected + waiting."""

    offered: int = 0
    first: int = 0
    """Of those offered, the first attempts."""
    answers: int = 0
    """How often somebody was answered: again, too, after having to wait again."""
    within_target: int = 0
    """First answers after a wait within the target."""
    abandoned: int = 0
    dropped: int = 0
    requeued: int = 0
    """How often somebody who was in hand had to wait again."""
    deflected: int = 0
    waiting: int = 0
    wait_us: int = 0
    """Waits that are over, in microseconds, each rounded once: the sum is the same in any order."""
    longest_us: int = 0
    """The longest wait that is over, in microseconds."""
    peak: int = 0
    """The longest queue."""
    peak_at: float = 0.0
    """When it was that long first, in seconds."""
    intervals: int = 1
    """How many intervals have begun."""
    _fresh: list[int] = field(default_factory=list)
    """Fresh contacts of each interval, up to the last that had any."""
    _ends: list[tuple[int, ...]] = field(default_factory=list)
    """What `_End` says, of each interval that is over and had a change that was counted by itself."""
    _interval: int = 0
    """The interval of the last change that was counted by itself."""
    _interval_ends: float = BUCKET_S
    _longest: int = 0
    """The longest queue in that interval."""

    @property
    def answered(self) -> int:
        """In hand or done; who was cut off or has to wait again is no longer."""
        return self.answers - self.dropped - self.requeued

    @property
    def course(self) -> list[Interval]:
        """By interval of BUCKET_S seconds, the one that is not over too."""
        found: list[Interval] = []
        before = _End()
        for end in map(_End._make, (*self._ends, self._so_far())):
            found += self._quiet(len(found), end.interval, before.waiting)
            found.append(self._between(before, end))
            before = end
        return found + self._quiet(len(found), self.intervals, before.waiting)

    def longest_queues(self, begin: int) -> list[int]:
        """The longest queue in each interval from number `begin` (0 is the first) on; quick where few are asked for."""
        place = bisect_left(self._ends, (begin,))
        waiting = self._ends[place - 1][-1] if place else 0
        found: list[int] = []
        for interval, *_, longest, then in (*self._ends[place:], self._so_far()):
            if interval >= begin:
                found += [waiting] * (interval - begin - len(found))
                found.append(longest)
            waiting = then
        return found + [waiting] * (self.intervals - begin - len(found))

    def come(self, times: "numpy.typing.NDArray[numpy.float64]") -> None:
        """Counts fresh contacts as answered at once; those who were not are taken away, one by one."""
        import numpy

        count = len(times)
        self.first += count
        self.offered += count
        self.answers += count
        self.within_target += count
        intervals = (times // BUCKET_S).astype(numpy.int64)  # exact: the remainder of two floats always is
        begin = int(intervals.min())
        counts = numpy.bincount(intervals - begin)
        end = begin + len(counts)
        self._fresh += [0] * (end - len(self._fresh))
        self._fresh[begin:end] = (counts + self._fresh[begin:end]).tolist()

    def comes_again(self, at: float) -> None:
        """One more attempt that is not the first, counted as answered at once, too."""
        if at >= self._interval_ends:
            self._turn_to(at)
        self.offered += 1
        self.answers += 1
        self.within_target += 1

    def deflects(self, at: float) -> None:
        """One is not answered at once but elsewhere."""
        if at >= self._interval_ends:
            self._turn_to(at)
        self.answers -= 1
        self.within_target -= 1
        self.deflected += 1

    def waits(self, at: float) -> None:
        """One is not answered at once but has to wait."""
        if at >= self._interval_ends:
            self._turn_to(at)
        self.answers -= 1
        self.within_target -= 1
        self.waiting += 1
        if self.waiting > self._longest:
            self._longest = self.waiting
            if self.waiting > self.peak:
                self.peak, self.peak_at = self.waiting, at

    def wait_is_over(self, at: float, since: float) -> int:
        """One fewer waits, and waited so many microseconds; who calls counts what becomes of him."""
        if at >= self._interval_ends:
            self._turn_to(at)
        self.waiting -= 1
        microseconds = round((at - since) * MICRO)
        self.wait_us += microseconds
        if microseconds > self.longest_us:
            self.longest_us = microseconds
        return microseconds

    def drops(self, at: float) -> None:
        """One who was in hand is cut off."""
        if at >= self._interval_ends:
            self._turn_to(at)
        self.dropped += 1

    def requeues(self, at: float) -> None:
        """One who was in hand has to wait again; that he was answered once still counts."""
        self.waits(at)
        self.answers += 1
        self.within_target += 1
        self.requeued += 1

    def _turn_to(self, at: float) -> None:
        """The interval of the last change is over."""
        self._ends.append(self._so_far())
        self._interval = int(at // BUCKET_S)
        self._interval_ends = (self._interval + 1) * BUCKET_S
        self._longest = self.waiting

    def _so_far(self) -> tuple[int, ...]:
        first = self.first
        return (
            self._interval,
            self.offered - first,
            self.answers - first,
            self.within_target - first,
            self.abandoned,
            self.dropped,
            self.deflected,
            self._longest,
            self.waiting,
        )

    def _first_in(self, interval: int) -> int:
        return self._fresh[interval] if interval < len(self._fresh) else 0

    def _quiet(self, begin: int, end: int, waiting: int) -> list[Interval]:
        """Intervals in which all who came were answered at once, and the queue stayed as it was."""
        counts = [self._first_in(interval) for interval in range(begin, end)]
        return [Interval(first, first, first, first, longest_queue=waiting) for first in counts]

    def _between(self, before: _End, end: _End) -> Interval:
        first = self._first_in(end.interval)
        return Interval(
            first + end.offered - before.offered,
            first,
            first + end.answers - before.answers,
            first + end.within_target - before.within_target,
            end.abandoned - before.abandoned,
            end.dropped - before.dropped,
            end.deflected - before.deflected,
            end.longest,
        )
