"""What is known exactly, and how far from it chance alone leads: the judge of every row."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.models import HOUR, Single
from drillsim.contacts.formulas.erlang import steady
from drillsim.contacts.formulas.transient import Segment, course

RUNS = 40
"""Of the limit, for its mean and its spread."""
FURTHEST = 4.5
"""Standard deviations; chance alone leads further once in 150,000 times."""
NOTHING = 1e-9  # what a chance of nothing is reckoned as

Result = tuple[int, float]
"""Who gave up, and the seconds waited by all."""
Run = Callable[[int, float, float, float, int, int], Result]
"""What every engine has: see the package `peers`."""


def expected(model: Single, n: int) -> tuple[float, float]:
    """Who gives up of n contacts, and how long all wait, in the mean, by Erlang A.

    Where the beginning counts, by the same equations in time. Patience is exponential, so that in the mean somebody
    gives up for each mean patience that is waited.
    """
    if not model.from_empty:
        share = steady(model.rate * HOUR, model.handling, model.patience, model.agents, 20).p_ab
        assert share is not None  # somebody comes
        return n * share, n * share * model.patience
    busy = Segment(n / model.rate / HOUR, model.rate * HOUR, model.agents)
    rest = Segment(2.0, 0.0, model.agents)
    gave_up = math.fsum(course([busy, rest], model.handling, model.patience).abandoned)
    return gave_up, gave_up * model.patience


@dataclass(frozen=True)
class Spread:
    """What chance makes of one model: each number's mean and standard deviation over RUNS runs of the limit."""

    means: tuple[float, float]
    deviations: tuple[float, float]

    @classmethod
    def of(cls, run: Run, model: Single, n: int) -> "Spread":
        """Of n contacts, by seeds of its own."""
        found = [play(run, model, n, 1_000 + seed) for seed in range(RUNS)]
        columns: list[Sequence[float]] = list(zip(*found, strict=True))
        gave_up, waited = columns
        return cls(
            (statistics.mean(gave_up), statistics.mean(waited)),
            (statistics.stdev(gave_up), statistics.stdev(waited)),
        )

    def z(self, result: Result) -> float:
        """How far one run is from the others, in standard deviations: of its two numbers the one further off."""
        return max(
            _z(found - mean, deviation * math.sqrt(1 + 1 / RUNS))
            for found, mean, deviation in zip(result, self.means, self.deviations, strict=True)
        )

    def z_of_means(self, exact: tuple[float, float]) -> float:
        """How far the means are from what is exact."""
        return max(
            _z(mean - right, deviation / math.sqrt(RUNS))
            for right, mean, deviation in zip(exact, self.means, self.deviations, strict=True)
        )


class Judge:
    """Judges engines by the limit, and the limit by what is exact; each spread is made once."""

    def __init__(self, limit: Run) -> None:
        self._limit = limit
        self._spreads: dict[tuple[str, int], Spread] = {}

    def spread(self, model: Single, n: int) -> Spread:
        """Of the limit's runs."""
        if (model.name, n) not in self._spreads:
            self._spreads[model.name, n] = Spread.of(self._limit, model, n)
        return self._spreads[model.name, n]

    def of_the_limit(self, model: Single, n: int) -> float:
        """How far the limit itself is from what is exact, in standard deviations of its mean."""
        return self.spread(model, n).z_of_means(expected(model, n))

    def z(self, result: Result, model: Single, n: int) -> float:
        """How far a run is from the limit's runs, or from what patience says of any queue: the further."""
        return max(self.spread(model, n).z(result), z_of_patience(*result, model.patience))


def play(run: Run, model: Single, n: int, seed: int) -> Result:
    """One run of an engine."""
    return run(n, model.rate, model.handling, model.patience, model.agents, seed)


def z_of_patience(gave_up: int, waited: float, patience: float) -> float:
    """How far those who gave up are from one for each mean patience waited, whatever the queue, once nobody waits.

    Each who waits gives up at the rate 1/patience; the difference is a martingale with the variance of the mean number.
    """
    return _z(gave_up - waited / patience, math.sqrt(max(gave_up, waited / patience)))


def _z(difference: float, deviation: float) -> float:
    """Where nothing varies, nothing may differ."""
    if deviation == 0:
        return 0.0 if abs(difference) < NOTHING else math.inf
    return abs(difference) / deviation
