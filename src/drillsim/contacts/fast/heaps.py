"""Heaps over rows of EVENT; they compare the whole key, time and number, which no two events of a heap share.

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
        above = (place - 1) >> 1
        other = heap[above]
        if other.at < at:
            break
        if other.at == at and attempts[other.attempt].number < attempts[attempt].number:
            break
        _put(heap, place, attempts, other.at, other.attempt, keeps_place)
        place = above
    _put(heap, place, attempts, at, attempt, keeps_place)


@compiled
def remove(heap: "NDArray[np.void]", size: int, attempts: "NDArray[np.void]", place: int, keeps_place: int) -> None:
    """Without the event at a place, 0 for the first. The gap goes down to the end; there the last event fits best."""
    size -= 1
    below = 2 * place + 1
    while below < size:
        left, right = heap[below], heap[below + 1]  # at the end `right` may be the last event, which never counts
        is_right = right.at < left.at
        if right.at == left.at:
            is_right = attempts[right.attempt].number < attempts[left.attempt].number
        below += is_right and below + 1 < size
        lower = heap[below]
        _put(heap, place, attempts, lower.at, lower.attempt, keeps_place)
        place = below
        below = 2 * place + 1
    last = heap[size]
    push(heap, place, attempts, last.at, last.attempt, keeps_place)


@compiled
def _put(
    heap: "NDArray[np.void]", place: int, attempts: "NDArray[np.void]", at: float, attempt: int, keeps_place: int
) -> None:
    event = heap[place]
    event.at = at
    event.attempt = attempt
    if keeps_place:
        attempts[attempt].place = place
