"""Drillsim's own engines at the same models: how each is made, told what to play, and read.

The only file that knows how an engine is made; see `maker`.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy

from benchmarks.limits import compiled, heap
from benchmarks.missing import Missing
from benchmarks.models import Centre, apart
from drillsim.contacts.arrivals import BLOCK
from drillsim.contacts.customers import Customers, Exponential, Habits, Purpose
from drillsim.contacts.engines import AnyKernel, make
from drillsim.contacts.kernel import Kernel, Watch
from drillsim.contacts.tally import Tally
from drillsim.errors import NotInstalled

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[numpy.float64]

ENGINES = ("kernel", "fast")
"""In CPython, and compiled."""
Maker = Callable[[Sequence[Customers], Sequence[int]], AnyKernel]
COUNTS = (
    *("offered", "first", "answers", "within_target", "abandoned", "dropped", "requeued", "deflected"),
    *("wait_us", "longest_us", "peak", "peak_at"),
)
LOOK_AGAIN_S = 600.0  # whether anybody still waits


def maker(engine: str) -> Maker:
    """Makes a kernel of the customers of each kind, and how many contacts at once each pool has. Raises Missing."""
    if engine == "kernel":
        return Kernel
    try:
        make("fast", [], [])
    except NotInstalled as missing:
        raise Missing(str(missing)) from missing
    return lambda customers, at_once: make("fast", customers, at_once)


# One pool


def runs(engine: str) -> Callable[[int, float, float, float, int, int], tuple[int, float]]:
    """As every engine: see the package `peers`. Drawing included. Raises Missing."""
    made = maker(engine)

    def run(n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> tuple[int, float]:
        customers = Customers(Habits(Exponential(handling), Exponential(patience)), seed, 0, "calls")
        kernel = _one_pool(made, customers, rate, agents)
        kernel.advance(_between_last_and_next(n, rate, seed))
        _close(kernel)
        tally = kernel.tallies[0]
        return tally.abandoned, tally.wait_us / 1e6

    return run


def _one_pool(made: Maker, customers: Customers, rate: float, agents: int) -> AnyKernel:
    kernel = made([customers], [1])
    kernel.route([[0]], [[0]])
    kernel.staff(0, agents)
    kernel.set_rate(0, rate)
    return kernel


@cache
def _between_last_and_next(n: int, rate: float, seed: int) -> float:
    """An instant after the n-th contact of `runs` and before the next: looked up beforehand, not part of the play."""
    import numpy

    draws = Customers(Habits(Exponential(1.0)), seed, 0, "calls").arrivals()
    sums = numpy.cumsum(numpy.concatenate([draws.standard_exponential(BLOCK) for _ in range(n // BLOCK + 1)]))
    return float(sums[n - 1] + sums[n]) / 2 / rate


def _close(kernel: AnyKernel, watches: Sequence[Watch] = ()) -> int:
    """Nobody new comes, until nobody waits; how often a watch stopped it meanwhile."""
    stops = 0
    for kind in range(len(kernel.tallies)):
        kernel.set_rate(kind, 0.0)
    while any(tally.waiting for tally in kernel.tallies):
        stops += _advance(kernel, kernel.now + LOOK_AGAIN_S, watches)
    return stops


def _advance(kernel: AnyKernel, until: float, watches: Sequence[Watch]) -> int:
    """Up to a time, however often a watch stops it; how often it did."""
    stops = 0
    while kernel.advance(until, watches) is not None:
        stops += 1
    return stops


# One pool and contacts that are given


@dataclass(frozen=True)
class Given:
    """A fixed set of contacts: `gaps` between them at rate 1, and the rate, a second, by which they come."""

    gaps: "Array"
    rate: float
    handling: "Array"
    patience: "Array"

    @cached_property
    def arrivals(self) -> "Array":
        """When they come, in seconds."""
        import numpy

        times: Array = numpy.cumsum(self.gaps) / self.rate
        return times

    @cached_property
    def lists(self) -> tuple[list[float], list[float], list[float]]:
        """The same as lists: arrivals, handling, patience."""
        return self.arrivals.tolist(), self.handling.tolist(), self.patience.tolist()

    @property
    def over(self) -> float:
        """An instant at which nobody is there any more."""
        return float(self.arrivals[-1] + self.handling.max() + self.patience.max()) + 1


def drawn(n: int, rate: float, handling: float, patience: float, seed: int) -> Given:
    """So many contacts with exponential times."""
    import numpy

    draws = numpy.random.default_rng(seed)
    gaps, handled, patient = (draws.standard_exponential(n) for _ in range(3))
    return Given(gaps, rate, handled * handling, patient * patience)


def whole(given: Given) -> Given:
    """The same in whole seconds, so that much falls into one instant."""
    import numpy

    times = numpy.floor(given.arrivals)
    gaps = numpy.diff(times, prepend=0.0)
    return Given(gaps, 1.0, numpy.round(given.handling), numpy.round(given.patience))


def plays(engine: str, given: Given) -> Callable[[int], tuple[int, int]]:
    """What plays these contacts with so many agents: who gave up, and the microseconds waited by all. Raises Missing.

    `engine` is one of drillsim's, or "c" or "heap" for the limits; lists and arrays are made beforehand.
    """
    if engine == "c":
        compiled.library()
        return lambda agents: compiled.play(given.arrivals, given.handling, given.patience, agents)
    if engine == "heap":
        lists = given.lists
        return lambda agents: heap.play(*lists, agents)
    made, over, customers = maker(engine), given.over, _Given(given)

    def play(agents: int) -> tuple[int, int]:
        kernel = _one_pool(made, customers, given.rate, agents)
        kernel.advance(over)
        return kernel.tallies[0].abandoned, kernel.tallies[0].wait_us

    return play


class _Given(Customers):
    """Customers who were drawn beforehand, none of whom calls again."""

    def __init__(self, given: Given) -> None:
        super().__init__(Habits(Exponential(1.0)), 0, 0, "given")
        self._gaps = given.gaps
        self._handling, self._patience = given.handling, given.patience

    def first(self, begin: int, end: int) -> "tuple[Array, Array]":
        """As they are given."""
        return self._handling[begin:end], self._patience[begin:end]

    def blocks(self, purpose: Purpose, attempt: int) -> Any:  # noqa: ARG002 -- nobody calls again
        """As they are given, at once."""
        given = self._handling if purpose == "handling" else self._patience
        return lambda: given

    def arrivals(self) -> Any:
        """What draws the gaps as they are given."""
        return _Gaps(self._gaps)


class _Gaps:
    """As a generator of numpy; after what is given nobody comes."""

    def __init__(self, gaps: "Array") -> None:
        self._gaps, self._at = gaps, 0

    def standard_exponential(self, count: int) -> "Array":
        """The next gaps."""
        import numpy

        found = numpy.full(count, math.inf)
        some = self._gaps[self._at : self._at + count]
        found[: len(some)] = some
        self._at += count
        return found


# Several pools and kinds


@dataclass(frozen=True)
class Played:
    """What came of a centre, by kind, and how often the watch stopped it."""

    tallies: Sequence[Tally]
    stops: int

    @property
    def attempts(self) -> int:
        """Of all kinds."""
        return sum(tally.offered for tally in self.tallies)

    @property
    def numbers(self) -> list[tuple[float, ...]]:
        """What engines have to agree in, to the bit."""
        return [tuple(getattr(each, name) for name in COUNTS) for each in self.tallies]


def plays_centre(engine: str, centre: Centre) -> Callable[[int], Played]:
    """What plays a centre with a seed, drawing included, until nobody waits. Raises Missing.

    Kinds that share no agents have a kernel each, as functions have in a drill.
    """
    made = maker(engine)
    parts = [_plays(made, part) for part in apart(centre)]

    def play(seed: int) -> Played:
        played = [part(seed) for part in parts]
        return Played([tally for each in played for tally in each.tallies], sum(each.stops for each in played))

    return play


def _plays(made: Maker, centre: Centre) -> Callable[[int], Played]:
    watches = [] if centre.watch is None else [Watch(0, centre.watch)]

    def play(seed: int) -> Played:
        kinds = [
            Customers(Habits(Exponential(each.handling), Exponential(each.patience), each.redial), seed, 0, each.name)
            for each in centre.channels
        ]
        kernel = made(kinds, [team.at_once for team in centre.teams])
        kernel.route([each.prefers for each in centre.channels], [team.serves for team in centre.teams])
        for pool, team in enumerate(centre.teams):
            kernel.staff(pool, team.agents)
        for kind, channel in enumerate(centre.channels):
            kernel.set_rate(kind, channel.rate)
            if centre.limit is not None:
                kernel.deflect(kind, 0.0, centre.limit)
        stops = 0
        for change in centre.changes:
            stops += _advance(kernel, change.at, watches)
            if change.rates is not None:
                for kind, channel in enumerate(centre.channels):
                    kernel.set_rate(kind, channel.rate * change.rates)
            if change.agents is not None:
                kernel.staff(change.team, change.agents, "drop" if change.drop else "requeue")
        stops += _advance(kernel, centre.lasts, watches)
        stops += _close(kernel, watches)
        return Played(kernel.tallies, stops)

    return play
