"""What the compiled part counts of one kind."""

from typing import TYPE_CHECKING

import numpy as np

from drillsim.contacts.fast.state import COUNTS, INTERVAL, KIND, State
from drillsim.contacts.tally import Interval, Tally

if TYPE_CHECKING:
    from numpy.typing import NDArray

PEAK_AT = (KIND.names or ()).index("peak_at")


class FastTally(Tally):
    """A tally whose intervals become Python's numbers only when somebody reads its course."""

    __slots__ = ("_ended", "_now")

    def __init__(self) -> None:
        super().__init__()
        self._ended: list[NDArray[np.int64]] = [np.zeros((1, len(INTERVAL)), np.int64)]
        """The counts at the beginning and at the end of each interval, and the longest queue in it."""
        self._now = [0] * len(INTERVAL)
        """The same for the interval that is not over."""

    @property
    def course(self) -> list[Interval]:
        """As of any tally."""
        ends = np.vstack([*self._ended, self._now])
        counted = np.diff(ends, axis=0)
        counted[:, -1] = ends[1:, -1]
        return [Interval(*row) for row in counted.tolist()]

    def read(self, state: State, kind: int) -> None:
        """What was counted so far."""
        row = state.kinds[kind].item()
        for name, number in zip(COUNTS, row, strict=False):
            setattr(self, name, number)
        self.peak_at = row[PEAK_AT]
        if over := state.clock[0]["intervals"]:
            self._ended.append(state.intervals[:over, kind].copy())
        self._now = [*row[: len(INTERVAL) - 1], row[len(COUNTS)]]
