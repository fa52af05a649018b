"""The exercise clock: monotonic running time, times the pace, in whole nanoseconds."""

from collections.abc import Callable
from dataclasses import dataclass

SECOND = 1_000_000_000  # nanoseconds
SLOWEST, FASTEST = 1, 120
PACES = (1, 2, 5, 10, 12, 20, 30, 60, 120)
"""The steps of the keys for faster and slower; a drill may ask for any pace from 1 to 120."""

Monotonic = Callable[[], int]
"""Nanoseconds that only grow, such as time.monotonic_ns."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Since when (monotonic nanoseconds) the clock stands, by whom and why."""

    since: int
    by: str
    why: str = ""


class Pacer:
    """Exercise time is the sum of monotonic running time, each stretch times the pace it ran at.

    Changing the pace or stopping never moves the clock. It does not run before `start`. A stop while stopped
    changes nothing, so one `resume` always ends it. A clock that `stands` moves by jumps only (rule 20).
    """

    def __init__(self, monotonic_ns: Monotonic, pace: int = 1, *, stands: bool = False) -> None:
        self._monotonic_ns = monotonic_ns
        self._pace = _allowed(pace)
        self._stands = stands
        self._begun = False
        self._passed = 0
        """Exercise nanoseconds up to the last change."""
        self._since: int | None = None
        """When it last began to run, or the pace was set; None while it stands."""
        self._pause: Pause | None = None

    @property
    def pace(self) -> int:
        """How many times faster than real time."""
        return self._pace

    @property
    def running(self) -> bool:
        """Whether exercise time passes."""
        return self._since is not None

    @property
    def pause(self) -> Pause | None:
        """Why it was stopped; None while it was not."""
        return self._pause

    @property
    def exercise_ns(self) -> int:
        """The exercise clock in nanoseconds."""
        return self._passed + self._stretch(self._monotonic_ns())

    @property
    def second(self) -> int:
        """The exercise clock in whole seconds."""
        return self.exercise_ns // SECOND

    def start(self, at_ns: int = 0) -> None:
        """StartEx: the clock runs from now on, unless it was stopped before. `at_ns` is where it goes on again."""
        if not self._begun:
            self._begun = True
            self._passed = at_ns
            self._run()

    def stop(self, by: str, why: str = "", *, leaving_out: int = 0) -> bool:
        """The clock stands; False where it was stopped already. The last `leaving_out` monotonic ns do not count."""
        if self._pause is not None:
            return False
        now = self._monotonic_ns()
        if self._since is not None:
            self._passed += self._stretch(max(self._since, now - leaving_out))
            self._since = None
        self._pause = Pause(now, by, why)
        return True

    def resume(self) -> bool:
        """The clock goes on from where it stands; False where it was not stopped."""
        if self._pause is None:
            return False
        self._pause = None
        self._run()
        return True

    def set_pace(self, pace: int) -> None:
        """From now on `pace` times as fast as real time, 1 to 120. Raises ValueError."""
        allowed = _allowed(pace)
        self._bank()
        self._pace = allowed

    def jump(self, second: int) -> None:
        """Shows a later second at once; never an earlier one."""
        self._bank()
        self._passed = max(self._passed, second * SECOND)

    def count(self, monotonic_ns: int) -> None:
        """Counts real time that was left out, at the pace that is set."""
        if not self._stands:
            self._bank()
            self._passed += monotonic_ns * self._pace

    def _run(self) -> None:
        if self._begun and not self._stands and self._pause is None:
            self._since = self._monotonic_ns()

    def _bank(self) -> None:
        now = self._monotonic_ns()
        self._passed += self._stretch(now)
        if self._since is not None:
            self._since = now

    def _stretch(self, until: int) -> int:
        return 0 if self._since is None else (until - self._since) * self._pace


def faster(pace: int) -> int:
    """The next step up."""
    return next((step for step in PACES if step > pace), FASTEST)


def slower(pace: int) -> int:
    """The next step down."""
    return next((step for step in reversed(PACES) if step < pace), SLOWEST)


def _allowed(pace: int) -> int:
    if not SLOWEST <= pace <= FASTEST:
        raise ValueError(f"expected a pace from {SLOWEST}x to {FASTEST}x, found {pace}x")
    return pace
