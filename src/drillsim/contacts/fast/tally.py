"""What the compiled part counts of one kind."""

from typing import Any

import numpy as np

from drillsim.contacts.fast.state import COUNTS, INTERVAL, State
from drillsim.contacts.tally import Interval, Tally

READ = (*COUNTS, "peak_at")


class FastTally(Tally):
    """A tally that reads what it is asked for where it is counted: so nothing is told at each of many watches."""

    __slots__ = ("_clock", "_intervals", "_kind", "_kinds")

    def __init__(self, state: State, kind: int) -> None:
        super().__init__()
        self._kind = kind
        self.look_at(state)
        for name in READ:
            delattr(self, name)  # so that it is asked for by __getattr__

    def look_at(self, state: State) -> None:
        """Where it is counted from now on."""
        self._clock, self._kinds, self._intervals = state.clock, state.kinds, state.intervals

    def __getattr__(self, name: str) -> Any:
        if name not in READ:
            raise AttributeError(name, name=name, obj=self)
        return self._kinds[name].item(self._kind)

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        """What a copy takes over: not what is read elsewhere."""
        state: Any = super().__getstate__()
        return None, {name: value for name, value in state[1].items() if name not in READ}

    @property
    def course(self) -> list[Interval]:
        """As of any tally."""
        over = self._clock["intervals"].item()
        row = self._kinds[self._kind]
        so_far = [row[name] for name in INTERVAL]
        ends = np.vstack([np.zeros(len(INTERVAL), np.int64), self._intervals[:over, self._kind], so_far])
        counted = np.diff(ends, axis=0)
        counted[:, -1] = ends[1:, -1]  # the longest queue is of each interval by itself
        return [Interval(*row) for row in counted.tolist()]

    def longest_queues(self, begin: int) -> list[int]:
        """As of any tally."""
        over = self._clock["intervals"].item()
        so_far = self._kinds[self._kind]["longest"].item()
        return [*self._intervals[begin:over, self._kind, -1].tolist(), so_far][: over + 1 - begin]
