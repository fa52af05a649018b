"""A line of many steps, thinned to what a drawing can show, without losing how low and how high it went."""

from collections.abc import Sequence
from itertools import groupby

Step = tuple[int, float]
"""A second, and the value from then on."""

COLUMNS = 160
"""Of a thinned line: each about four pixels of a printed page, with up to four steps."""


def thinned(steps: Sequence[Step], lasts: int, columns: int = COLUMNS) -> tuple[Step, ...]:
    """The steps, where they are few; else of each column of time the first, the last, the lowest and the highest."""
    if len(steps) <= columns:
        return tuple(steps)
    kept: list[Step] = []
    for _, each in groupby(steps, lambda step: step[0] * columns // max(1, lasts)):
        group = list(each)
        low, high = min(group, key=lambda step: step[1]), max(group, key=lambda step: step[1])
        kept += sorted({group[0], low, high, group[-1]})
    return tuple(kept)


def at(steps: Sequence[Step], second: int) -> float:
    """The value at a second; 0 before the first."""
    return next((value for begins, value in reversed(steps) if begins <= second), 0.0)
