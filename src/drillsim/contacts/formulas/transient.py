"""A queue from a beginning on, through hours of different rates and staffing: who gives up, and who waits at the end.

The equations of Kolmogorov for the number in the system, solved by uniformisation (Jensen 1953; Grassmann 1977): sums
of numbers that are never negative, so that nothing cancels out.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drillsim.contacts.formulas.erlang import HOUR, TooLarge

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MOST_STATES = 200_000
MOST_WORK = 4_000_000_000  # state times step: some ten seconds
STEPS_A_PIECE = 400.0  # so that e^-400 is still a number
REACH = 700  # states: no piece has as many steps, so that nothing gets further
UNLIKELY = 1e-20  # chances of states that are left out
LEFT_OUT = 1e-12  # the chance that more steps than reckoned fall into a piece


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time: `hours` > 0, contacts an hour, agents."""

    hours: float
    per_hour: float
    agents: int


@dataclass(frozen=True, slots=True)
class Course:
    """What becomes of a queue: how many give up in each segment, and how many wait at the very end, in the mean."""

    abandoned: tuple[float, ...]
    queue_end: float


def course(segments: Sequence[Segment], aht_s: float, patience_s: float | None, start_n: int = 0) -> Course:
    """From `start_n` contacts in the system on. Raises TooLarge.

    Where agents leave, contacts in hand beyond the new number wait again, with a fresh patience. patience_s is above 0.
    """
    import numpy as np

    states = _states(segments, aht_s, patience_s, start_n)
    _require_reasonable(states, 0.0)
    chances = np.zeros(states)
    chances[start_n] = 1.0
    abandoned = []
    for segment in segments:
        moves = _moves(segment, states, aht_s, patience_s)
        seconds = segment.hours * HOUR
        _require_reasonable(min(states, 2 * REACH + math.ceil(14 * math.sqrt(states))), moves.fastest * seconds)
        pieces = max(1, math.ceil(moves.fastest * seconds / STEPS_A_PIECE))
        lost = 0.0
        for _ in range(pieces):
            likely = np.flatnonzero(chances > UNLIKELY)
            low, high = max(0, int(likely[0]) - REACH), min(states, int(likely[-1]) + REACH + 1)
            after = np.zeros(states)
            after[low:high], gave_up = _piece(chances[low:high], moves.within(low, high), seconds / pieces)
            chances = after
            lost += gave_up
        abandoned.append(lost)
    waiting = np.maximum(np.arange(states) - segments[-1].agents, 0)
    return Course(tuple(abandoned), float(chances @ waiting))


@dataclass(frozen=True, slots=True)
class Moves:
    """How the number in the system changes during a segment, as a chain that looks `fastest` times a second."""

    fastest: float
    giving_up: "Array"
    """Contacts that give up a second, by state."""
    up: "Array"
    """The chance of one more at a look, by state but for the last; likewise of one fewer, but for the first."""
    down: "Array"
    stay: "Array"

    def within(self, low: int, high: int) -> "Moves":
        """The same for the states from `low` to `high`, the last not among them; whoever would leave these is lost."""
        return Moves(
            self.fastest,
            self.giving_up[low:high],
            self.up[low : high - 1],
            self.down[low : high - 1],
            self.stay[low:high],
        )

    def next(self, chances: "Array") -> "Array":
        """The chances one look later."""
        after = chances * self.stay
        after[1:] += chances[:-1] * self.up
        after[:-1] += chances[1:] * self.down
        return after


def _moves(segment: Segment, states: int, aht_s: float, patience_s: float | None) -> Moves:
    import numpy as np

    numbers = np.arange(states)
    gives_up = 0.0 if patience_s is None else 1 / patience_s  # a second, of each that waits
    giving_up = np.maximum(numbers - segment.agents, 0) * gives_up
    down = np.minimum(numbers, segment.agents) / aht_s + giving_up
    up = np.full(states, segment.per_hour / HOUR)
    up[-1] = 0.0
    fastest = float((up + down).max())
    scale = fastest or 1.0
    return Moves(fastest, giving_up, up[:-1] / scale, down[1:] / scale, 1 - (up + down) / scale)


def _piece(chances: "Array", moves: Moves, seconds: float) -> tuple["Array", float]:
    """The chances after so many seconds, and how many gave up meanwhile, in the mean."""
    mean = moves.fastest * seconds
    weight = math.exp(-mean)
    left, lost, after, step = 1 - weight, 0.0, chances * weight, 0
    while True:
        lost += left * float(chances @ moves.giving_up)
        if left < LEFT_OUT and step > mean:
            return after, lost / moves.fastest if moves.fastest else 0.0
        chances = moves.next(chances)
        step += 1
        weight *= mean / step
        left = max(0.0, left - weight)
        after = after + chances * weight


def _states(segments: Sequence[Segment], aht_s: float, patience_s: float | None, start_n: int) -> int:
    """So many states that the chance of more is negligible: never more come than all calls, nor more than would be
    there if everybody left as slowly as the slowest leave.
    """
    most = sum(segment.per_hour * segment.hours for segment in segments)
    if patience_s is not None:
        most = min(most, max(segment.per_hour for segment in segments) / HOUR * max(aht_s, patience_s))
    return start_n + math.ceil(most + 12 * math.sqrt(most)) + 40


def _require_reasonable(states: int, steps: float) -> None:
    if states > MOST_STATES or states * steps > MOST_WORK:
        raise TooLarge(f"expected fewer contacts or hours: {states:,} states and {steps:,.0f} steps are too many")
