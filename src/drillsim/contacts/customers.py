"""What each contact brings: how long it takes, how long it waits, whether and when it calls again.

Contact i owns element i of every stream of its kind, and its later attempts element i of the streams of that attempt:
two plans with one seed see the same customers, also once they have parted.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from drillsim.contacts.arrivals import BLOCK
from drillsim.contacts.streams import pert, stream

if TYPE_CHECKING:
    import numpy
    import numpy.typing

    Values = numpy.typing.NDArray[numpy.float64]

REDIAL_AFTER_S = 300.0
"""Mean seconds until somebody calls again: an assumption (performance.md, section 4)."""

Purpose = Literal["handling", "patience", "hold", "redial", "delay", "deflect"]
"""What a stream is drawn for: `hold` is patience of one who has to wait again."""
Draw = Callable[["numpy.random.Generator", int], "Values"]


@dataclass(frozen=True, slots=True)
class Exponential:
    """Times with a mean, in seconds; 0 is always 0, infinite is never over."""

    mean_s: float

    def draw(self, generator: "numpy.random.Generator", count: int) -> "Values":
        """So many times."""
        if math.isinf(self.mean_s):
            return generator.random(count) + math.inf
        times = generator.standard_exponential(count)
        times *= self.mean_s
        return times


@dataclass(frozen=True, slots=True)
class Pert:
    """Times between best and worst with mean (best + 4 usual + worst)/6, in seconds."""

    best_s: float
    usual_s: float
    worst_s: float

    def draw(self, generator: "numpy.random.Generator", count: int) -> "Values":
        """So many times."""
        import numpy

        spread = self.worst_s - self.best_s
        if spread == 0:
            return numpy.full(count, self.usual_s)
        return self.best_s + spread * generator.beta(*pert(self.best_s, self.usual_s, self.worst_s), count)


@dataclass(frozen=True, slots=True)
class Habits:
    """What contacts of one kind are like."""

    handling: Exponential | Pert
    patience: Exponential = Exponential(math.inf)
    redial: float = 0.0
    """The chance that one who gave up calls again, 0 to 1."""
    redial_after_s: float = REDIAL_AFTER_S


class Customers:
    """The contacts of one kind in one replication."""

    def __init__(self, habits: Habits, seed: int, replication: int, kind: str) -> None:
        self.habits = habits
        self._key = seed, replication, kind
        self._streams: dict[tuple[str, int], _Stream] = {}

    def handling(self, contact: int, attempt: int) -> float:
        """Seconds of handling."""
        return self._at("handling", attempt, contact, self.habits.handling.draw)

    def first(self, begin: int, end: int) -> tuple["Values | list[float]", "Values | list[float]"]:
        """Handling and patience of the first attempts of contacts `begin` to `end`, the last not among them."""
        handling = self._stream("handling", 1, self.habits.handling.draw)
        patience = self._stream("patience", 1, self.habits.patience.draw)
        return handling.up_to(end)[begin:end], patience.up_to(end)[begin:end]

    def patience(self, contact: int, attempt: int) -> float:
        """Seconds until it gives up; infinite where it never does."""
        return self._at("patience", attempt, contact, self.habits.patience.draw)

    def patience_on_hold(self, contact: int, attempt: int) -> float:
        """Seconds of patience of one who was being served and has to wait again."""
        return self._at("hold", attempt, contact, self.habits.patience.draw)

    def calls_again_after(self, contact: int, attempt: int) -> float | None:
        """Seconds from giving up this attempt until the next; None: it does not call again."""
        if self.habits.redial == 0 or self._at("redial", attempt, contact, _uniform) >= self.habits.redial:
            return None
        return self._at("delay", attempt, contact, Exponential(self.habits.redial_after_s).draw)

    def would_deflect(self, contact: int) -> float:
        """It is deflected where the share to be deflected is above this number, 0 to 1."""
        return self._at("deflect", 1, contact, _uniform)

    def arrivals(self) -> "numpy.random.Generator":
        """The stream of the times between contacts."""
        return stream(*self._key, "arrivals")

    def blocks(self, purpose: Purpose, attempt: int) -> Callable[[], "numpy.typing.NDArray[numpy.float64]"]:
        """Draws a stream from contact 0 on, a block each time, for whoever keeps its elements himself."""
        draws: dict[Purpose, Draw] = {
            "handling": self.habits.handling.draw,
            "patience": self.habits.patience.draw,
            "hold": self.habits.patience.draw,
            "redial": _uniform,
            "delay": Exponential(self.habits.redial_after_s).draw,
            "deflect": _uniform,
        }
        return partial(draws[purpose], self._generator(purpose, attempt), BLOCK)

    def _generator(self, purpose: str, attempt: int) -> "numpy.random.Generator":
        return stream(*self._key, purpose if attempt == 1 else f"{purpose} {attempt}")

    def _at(self, purpose: str, attempt: int, contact: int, draw: Draw) -> float:
        values = self._stream(purpose, attempt, draw).up_to(contact + 1)
        return values.item(contact)

    def _stream(self, purpose: str, attempt: int, draw: Draw) -> "_Stream":
        found = self._streams.get((purpose, attempt))
        if found is None:
            found = self._streams[purpose, attempt] = _Stream(self._generator(purpose, attempt), draw)
        return found


class _Stream:
    """The elements of a stream, as far as they were drawn."""

    __slots__ = ("_draw", "_drawn", "_generator", "_values")

    def __init__(self, generator: "numpy.random.Generator", draw: Draw) -> None:
        self._generator, self._draw = generator, draw
        self._values = draw(generator, BLOCK)
        """With room for more."""
        self._drawn = BLOCK

    def up_to(self, count: int) -> "Values":
        """So many elements at least have their values in it."""
        while self._drawn < count:
            if self._drawn == len(self._values):
                import numpy

                self._values = numpy.concatenate([self._values, numpy.empty(self._drawn)])
            self._values[self._drawn : self._drawn + BLOCK] = self._draw(self._generator, BLOCK)
            self._drawn += BLOCK
        return self._values


def _uniform(generator: "numpy.random.Generator", count: int) -> "Values":
    return generator.random(count)
