"""One play before and after a change: what became of each promise, and what else came out otherwise (what-if)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from drillsim.analysis.course import refused
from drillsim.analysis.promises import Judged, Promise, judged
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.shape import OutageRow, RefusedRow

Change = Literal["better", "worse", "same", "other"]
"""`other`: one of the two did not put it to the test."""

What = TypeVar("What")


@dataclass(frozen=True, slots=True)
class Both(Generic[What]):
    """Something in the one play and in the other; None where it was not there."""

    before: What | None
    after: What | None


@dataclass(frozen=True, slots=True)
class Timing:
    """Something expected or due: what came of it, and by how many seconds it was late."""

    result: str
    late_by: int | None


@dataclass(frozen=True)
class Comparison:
    """`promises` are all of them, the rest only what differs; refusals are those of one play only."""

    promises: dict[Promise, Both[Judged]]
    outages: dict[str, Both[tuple[OutageRow, ...]]]
    timings: dict[str, Both[Timing]]
    customers: dict[str, Both[dict[str, int]]]
    refused: Both[tuple[RefusedRow, ...]]
    lasts: Both[int]


def before_and_after(before: Reckoning, after: Reckoning) -> Comparison:
    """Both have to be of one exercise."""
    return Comparison(
        dict(_paired(before, after, judged)),
        _different(before, after, _outages),
        _different(before, after, _timings),
        _different(before, after, _customers),
        _refusals(before, after),
        Both(before.history.lasts, after.history.lasts),
    )


def change(promise: Both[Judged]) -> Change:
    """Whether a promise was kept better in the second play: kept or not first, then by how much it was missed."""
    before, after = promise.before, promise.after
    if before is None or after is None:
        return "same" if before is after else "other"
    if (one := _badness(before)) == (other := _badness(after)):
        return "same"
    return "better" if other < one else "worse"


def _badness(judged: Judged) -> tuple[int, int, float]:
    """Missed is worse than too soon to say; more often, and by more, is worse; never is the worst."""
    rank = {"kept": 0, "undecided": 1, "missed": 2}[judged.kept]
    return rank, judged.missed, float("inf") if judged.over is None else judged.over


def _paired(
    before: Reckoning, after: Reckoning, of: Callable[[Reckoning], dict[Any, Any]]
) -> Iterator[tuple[Any, Both[Any]]]:
    one, other = of(before), of(after)
    for key in dict.fromkeys((*one, *other)):
        yield key, Both(one.get(key), other.get(key))


def _different(
    before: Reckoning, after: Reckoning, of: Callable[[Reckoning], dict[str, What]]
) -> dict[str, Both[What]]:
    return {key: both for key, both in _paired(before, after, of) if both.before != both.after}


def _outages(found: Reckoning) -> dict[str, tuple[OutageRow, ...]]:
    return {name: tuple(outage.row() for outage in service.outages) for name, service in found.services.items()}


def _timings(found: Reckoning) -> dict[str, Timing]:
    """What injects and playbooks asked for, and the updates that were due, numbered for each audience."""
    timings = {
        f"{each.name} ({each.source.replace(':', ' ')})": Timing(each.result, each.late_by)
        for each in found.expectations
    }
    number: dict[str, int] = {}
    for due in found.updates:
        number[due.audience] = number.get(due.audience, 0) + 1
        timings[f"update {number[due.audience]} to {due.audience}"] = Timing(due.result, due.late_by)
    return timings


def _customers(found: Reckoning) -> dict[str, dict[str, int]]:
    """Of functions that have contacts: how many were answered, and how many went away."""
    return {
        name: {"answered": queue.tally.answered, "abandoned": queue.tally.abandoned}
        for name, queue in found.queues.of.items()
    }


def _refusals(before: Reckoning, after: Reckoning) -> Both[tuple[RefusedRow, ...]]:
    """Those of only one play; the same refusal at another second is the same."""
    one, other = refused(before.history), refused(after.history)
    known = [(row["by"], row["what"], row["why"]) for row in one]
    fresh = [(row["by"], row["what"], row["why"]) for row in other]
    return Both(
        tuple(row for row in one if (row["by"], row["what"], row["why"]) not in fresh),
        tuple(row for row in other if (row["by"], row["what"], row["why"]) not in known),
    )
