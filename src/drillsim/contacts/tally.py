"""What is counted of the contacts of one kind."""

from dataclasses import dataclass, field

MICRO = 1_000_000
BUCKET_S = 60.0
"""The length of an interval of the course, in seconds: an assumption."""


@dataclass(slots=True)
class Interval:
    """What happened to attempts of a kind within one interval, each counted when it happened."""

    offered: int = 0
    first: int = 0
    answered: int = 0
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
    answered: int = 0
    """In hand or done; who is cut off or has to wait again is no longer."""
    within_target: int = 0
    """Of those ever answered, whose wait was within the target then."""
    abandoned: int = 0
    dropped: int = 0
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
    course: list[Interval] = field(default_factory=list)
    """By interval of BUCKET_S seconds, as far as something happened."""

    def interval(self, at: float) -> Interval:
        """The interval of a second."""
        number = int(at // BUCKET_S)
        while len(self.course) <= number:
            self.course.append(Interval(longest_queue=self.waiting))
        return self.course[number]

    def queues(self, at: float, more: int) -> None:
        """So many more wait (or fewer)."""
        interval = self.interval(at)
        self.waiting += more
        interval.longest_queue = max(interval.longest_queue, self.waiting)
        if self.waiting > self.peak:
            self.peak, self.peak_at = self.waiting, at

    def wait_is_over(self, seconds: float) -> int:
        """Adds a wait; returns it in microseconds."""
        microseconds = round(seconds * MICRO)
        self.wait_us += microseconds
        self.longest_us = max(self.longest_us, microseconds)
        return microseconds
