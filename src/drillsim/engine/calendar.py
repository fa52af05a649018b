"""The simulation's clock: SimPy's environment, with the order within one second that the language promises.

Rule 10: within a second come (1) what the facilitator did, then timed injects in the order of their lists; (2) what
ends or becomes due, kind by kind and by id; (3) responses, then stand-ins; (4) conditions. SimPy orders what is
scheduled for one time by priority; a priority here is the phase, the kind and the place of the id in the alphabet.
"""

from collections.abc import Generator, Iterable
from enum import IntEnum
from typing import Any

import simpy
from simpy.events import NORMAL

_KIND, _ID = (
    10_000_000,
    10,
)  # room for a million ids of one kind, and for SimPy's own priorities below the first


class Rank(IntEnum):
    """Kinds of things that are due, in their order within a second."""

    PART = 1
    INJECT = 2
    TASK = 3
    ARRIVAL = 4
    PARTNER = 5
    TAKE_OVER = 6
    WORKAROUND = 7
    RETURN = 8
    END_OF_FOR = 9
    STAFFING = 10
    CREW = 11
    STAND_IN = 12
    LOOK = 13


class _Due(simpy.Event):
    """An event at a second and a rank; a process waits for it with `yield`."""

    def __init__(self, env: simpy.Environment, delay: int, priority: int) -> None:
        super().__init__(env)
        self._ok = True
        self._value = None
        env.schedule(self, priority=priority, delay=delay)  # type: ignore[arg-type]  # SimPy types only its two own priorities


Steps = Generator[simpy.Event, Any, None]


class Calendar:
    """What is due when. Seconds are whole and absolute, counted from StartEx."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._env = simpy.Environment()
        self._place = {name: index for index, name in enumerate(sorted(set(ids)))}

    @property
    def now(self) -> int:
        """The second that the clock shows."""
        return int(self._env.now)

    def due(self, second: int, rank: Rank, name: str | int) -> simpy.Event:
        """What a process yields to wait until a second; `name` orders things of one rank: an id, or a list position."""
        place = name if isinstance(name, int) else self._place.get(name, len(self._place))
        return _Due(self._env, second - self.now, rank * _KIND + place * _ID + NORMAL)

    def process(self, steps: Steps) -> None:
        """Begins a process; it runs up to what it first waits for before anything else of this second."""
        self._env.process(steps)

    def settle(self) -> None:
        """Plays whatever is due at the second shown."""
        while self._env.peek() <= self._env.now:
            self._env.step()

    def next(self) -> float:
        """The next second at which something is due; infinite where nothing is."""
        return self._env.peek()

    def move_to(self, second: int) -> None:
        """Shows a second, before anything of it is played. Nothing may be due earlier."""
        if second > self._env.now:
            self._env.run(until=second)
