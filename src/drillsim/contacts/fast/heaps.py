"""Heaps over rows of EVENT; they compare the whole key, time and number, which no two events of a heap share.

Each event has four below it, which lie in one or two lines of the cache: half as many steps as with two below it.
With `keeps_place` an attempt knows its place, so that it can be taken out from the midst.
"""

from typing import TYPE_CHECKING

from drillsim.contacts.fast.compiled import compiled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@compiled
def push(
    heap: "NDArray[np.void]", place: int, attempts: "NDArray[np.void]", at: float, attempt: int, keeps_place: int
) -> None:
    """A further event, from a gap at `place` upwards; the end of the heap is such a gap."""
    while place > 0:
        above = (place - 1) >> 2
        other = heap[above]
        if other.at < at:
            break
        if other.at == at and attempts[other.attempt].number < attempts[attempt].number:
            break
        _put(heap, place, attempts, other.at, other.attempt, keeps_place)
        place = above
    _put(heap, place, attempts, at, attempt, keeps_place)


@compiled
def replace(
    heap: "NDArray[np.void]", size: int, attempts: "NDArray[np.void]", at: float, attempt: int, keeps_place: int
) -> None:
    """A further event instead of the first, in one way through the heap."""
    push(heap, _sink(heap, size, attempts, 0, keeps_place), attempts, at, attempt, keeps_place)


@compiled
def remove(heap: "NDArray[np.void]", size: int, attempts: "NDArray[np.void]", place: int, keeps_place: int) -> None:
    """Without the event at a place, 0 for the first: the last event takes its place."""
    last = heap[size - 1]
    gap = _sink(heap, size - 1, attempts, place, keeps_place)
    push(heap, gap, attempts, last.at, last.attempt, keeps_place)


@compiled
def _sink(heap: "NDArray[np.void]", size: int, attempts: "NDArray[np.void]", place: int, keeps_place: int) -> int:
    """The gap at a place goes down to the end, where what comes late fits best; returns where it is then."""
    below = 4 * place + 1
    while below + 3 < size:
        one = below + _is_before(heap, below + 1, below, attempts)
        other = below + 2 + _is_before(heap, below + 3, below + 2, attempts)
        first = other if _is_before(heap, other, one, attempts) else one
        lower = heap[first]
        _put(heap, place, attempts, lower.at, lower.attempt, keeps_place)
        place = first
        below = 4 * place + 1
    if below < size:
        first = below
        for other in range(below + 1, size):
            if _is_before(heap, other, first, attempts):
                first = other
        lower = heap[first]
        _put(heap, place, attempts, lower.at, lower.attempt, keeps_place)
        place = first
    return place


@compiled
def _is_before(heap: "NDArray[np.void]", one: int, other: int, attempts: "NDArray[np.void]") -> bool:
    first, second = heap[one], heap[other]
    if first.at == second.at:
        return bool(attempts[first.attempt].number < attempts[second.attempt].number)
    return bool(first.at < second.at)


@compiled
def _put(
    heap: "NDArray[np.void]", place: int, attempts: "NDArray[np.void]", at: float, attempt: int, keeps_place: int
) -> None:
    event = heap[place]
    event.at = at
    event.attempt = attempt
    if keeps_place:
        attempts[attempt].place = place
