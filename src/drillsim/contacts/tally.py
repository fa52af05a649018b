"""What is counted of the contacts of one kind."""

from dataclasses import dataclass, field
from itertools import pairwise

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
    _longest: int = 0
    """The longest queue since the last interval ended."""
    _ends: list[tuple[int, ...]] = field(default_factory=list)
    """The counts at the end of each interval, and the longest queue in it."""

    @property
    def answered(self) -> int:
        """In hand or done; who was cut off or has to wait again is no longer."""
        return self.answers - self.dropped - self.requeued

    @property
    def course(self) -> list[Interval]:
        """By interval of BUCKET_S seconds, the one that is not over too."""
        ends = [(0,) * 8, *self._ends, self._so_far()]
        return [_between(before, after) for before, after in pairwise(ends)]

    def queues(self, at: float, more: int) -> None:
        """So many more wait (or fewer)."""
        self.waiting += more
        if self.waiting > self._longest:
            self._longest = self.waiting
            if self.waiting > self.peak:
                self.peak, self.peak_at = self.waiting, at

    def wait_is_over(self, seconds: float) -> int:
        """Adds a wait; returns it in microseconds."""
        microseconds = round(seconds * MICRO)
        self.wait_us += microseconds
        self.longest_us = max(self.longest_us, microseconds)
        return microseconds

    def end_interval(self) -> None:
        """An interval is over."""
        self._ends.append(self._so_far())
        self._longest = self.waiting

    def _so_far(self) -> tuple[int, ...]:
        return (
            self.offered,
            self.first,
            self.answers,
            self.within_target,
            self.abandoned,
            self.dropped,
            self.deflected,
            self._longest,
        )


def _between(before: tuple[int, ...], after: tuple[int, ...]) -> Interval:
    """What was counted between two ends of intervals; of the longest queue nothing is taken away."""
    return Interval(*(now - then for now, then in zip(after, (*before[:-1], 0), strict=True)))
