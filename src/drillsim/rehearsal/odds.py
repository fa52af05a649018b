"""Odds: in how many of the replications each promise was kept, and how far that can be trusted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from drillsim.model.exercise import Exercise
from drillsim.rehearsal.replications import Result

_Z = 1.959963984540054  # 97.5 % point of the normal distribution: for an interval of 95 %


@dataclass(frozen=True, slots=True)
class Chance:
    """A promise kept in `met` of `met + missed` replications; `low` to `high` is the 95 % interval.

    All three shares are None where no replication decided it.
    """

    met: int
    missed: int
    chance: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Target:
    """A target of a task: this share of the people within `limit` seconds of its start."""

    task: str
    share: float
    limit: int
    chance: Chance
    not_started: int


@dataclass(frozen=True, slots=True)
class Odds:
    """What came of `runs` replications: of each function's RTO, and of each target."""

    runs: int
    functions: dict[str, Chance]
    undecided: dict[str, int]
    """Replications in which the function was still out at the end, within its RTO."""
    never_out: dict[str, int]
    targets: tuple[Target, ...]


def odds(exercise: Exercise, results: Iterable[Result]) -> Odds:
    """Counts what came of each promise; the order of the results does not matter."""
    results = list(results)
    counts = {name: Counter(result.functions[name] for result in results) for name in exercise.plan.functions}
    return Odds(
        len(results),
        {name: chance(count["met"], count["missed"]) for name, count in counts.items()},
        {name: count["undecided"] for name, count in counts.items()},
        {name: count["never_out"] for name, count in counts.items()},
        tuple(
            _target(results, task, float(share), limit)
            for task, body in exercise.plan.tasks.items()
            for share, limit in body.target.items()
        ),
    )


def _target(results: list[Result], task: str, share: float, limit: int) -> Target:
    found = Counter(result.targets.get((task, share)) for result in results)
    return Target(task, share, limit, chance(found[True], found[False]), found[None])


def chance(met: int, missed: int) -> Chance:
    """The share met with its 95 % interval by Wilson (1927, J. Am. Stat. Assoc. 22), which fits small numbers too."""
    n = met + missed
    if n == 0:
        return Chance(met, missed, None, None, None)
    share = met / n
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    spread = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return Chance(met, missed, share, max(0.0, centre - spread), min(1.0, centre + spread))
