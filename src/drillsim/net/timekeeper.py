"""What the host's clocks do behind its back: the computer sleeps, somebody sets the wall clock (reliability.md, 3.3).

Durations come from the monotonic clock only. The boot clock counts a sleep that the monotonic clock leaves out on
some systems; where the wall clock moves against it, somebody set the wall clock.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drillsim.session.pacing import SECOND, Monotonic

HOLE = 5 * SECOND  # a beat later than this means that the computer slept: hosts beat several times a second
ASLEEP = 2 * SECOND  # a boot clock that gained more than this on the monotonic one was asleep (R11)
STEP = SECOND  # a wall clock that moved less against the boot clock is being steered, not set


@dataclass(frozen=True, slots=True)
class Clocks:
    """Nanoseconds of three clocks; `boot` also counts while the computer sleeps."""

    monotonic_ns: Monotonic = time.monotonic_ns
    wall_ns: Callable[[], int] = time.time_ns
    boot_ns: Monotonic | None = None
    """None where the system has none."""
    utc_offset: int = 0
    """Seconds of local time against UTC."""
    boot: str = ""
    """What tells one boot of the computer from another, so that two monotonic times are compared within one only."""


def system_clocks() -> Clocks:
    """The clocks of this computer."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return Clocks(
        boot_ns=None if boot is None else lambda: time.clock_gettime_ns(boot),
        utc_offset=time.localtime().tm_gmtoff,
        boot=_boot_id(),
    )


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""  # not Linux


@dataclass(frozen=True, slots=True)
class Away:
    """The computer slept: for how long, and how much of it the monotonic clock counted, in nanoseconds."""

    real: int
    counted: int


class Timekeeper:
    """Compares the clocks from beat to beat."""

    def __init__(self, clocks: Clocks) -> None:
        self.clocks = clocks
        self._last = self._now()

    def _now(self) -> tuple[int, int, int]:
        monotonic = self.clocks.monotonic_ns()
        boot = monotonic if self.clocks.boot_ns is None else self.clocks.boot_ns()
        return monotonic, boot, self.clocks.wall_ns()

    def beat(self) -> tuple[Away | None, int]:
        """What happened since the last beat: a sleep, and by how many seconds the wall clock was set (0: not)."""
        before, self._last = self._last, self._now()
        monotonic, boot, wall = (now - then for now, then in zip(self._last, before, strict=True))
        slept = boot - monotonic if boot - monotonic > ASLEEP else 0
        hole = monotonic if monotonic > HOLE else 0  # else the host was awake but for the sleep, and that time counts
        away = Away(slept + hole, hole) if slept or hole else None
        moved = wall - max(boot, monotonic)
        return away, round(moved / SECOND) if abs(moved) >= STEP else 0
