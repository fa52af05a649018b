"""What is being talked about, and for how long: real time from the opening of an inject until it is over."""

from dataclasses import dataclass

from drillsim.session.pacing import SECOND, Monotonic
from drillsim.session.view import TalkView


@dataclass
class _Discussion:
    inject: str
    time_box: int | None
    since: int
    passed: int = 0


class Talk:
    """One discussion at a time; a stopped clock stops it too."""

    def __init__(self, monotonic_ns: Monotonic) -> None:
        self._monotonic_ns = monotonic_ns
        self._now: _Discussion | None = None
        self._stopped = False

    def begin(self, inject: str, time_box: int | None) -> None:
        """An inject was opened; opening it again changes nothing."""
        if self._now is None or self._now.inject != inject:
            self._now = _Discussion(inject, time_box, self._monotonic_ns())

    def take_up(self, inject: str, time_box: int | None, nanoseconds: int) -> None:
        """It was talked about for so long before the host went down; real time does not count yet."""
        self._now = _Discussion(inject, time_box, self._monotonic_ns(), nanoseconds)
        self._stopped = True

    @property
    def goes_on(self) -> bool:
        """Whether there is a talk and its time counts."""
        return self._now is not None and not self._stopped

    def end(self) -> None:
        """The talk is over."""
        self._now = None

    def stop(self, leaving_out: int = 0) -> None:
        """Real time does not count for a while, nor do the last `leaving_out` monotonic nanoseconds."""
        if not self._stopped:
            self._bank(leaving_out)
            self._stopped = True

    def go_on(self) -> None:
        """Real time counts again."""
        if self._stopped:
            self._stopped = False
            if self._now is not None:
                self._now.since = self._monotonic_ns()

    def _bank(self, leaving_out: int = 0) -> None:
        if self._now is not None:
            now = self._monotonic_ns()
            self._now.passed += max(0, now - leaving_out - self._now.since)
            self._now.since = now

    @property
    def view(self) -> TalkView | None:
        """As clients see it."""
        if self._now is None:
            return None
        if not self._stopped:
            self._bank()
        return TalkView(self._now.inject, self._now.passed // SECOND, self._now.time_box)
