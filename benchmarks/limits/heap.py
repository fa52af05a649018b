"""The limit of CPython: its own heap, and lists of floats."""

from collections.abc import Sequence
from heapq import heapreplace


def play(
    arrivals: Sequence[float], handling: Sequence[float], patience: Sequence[float], agents: int
) -> tuple[int, int]:
    """Who gave up, and the microseconds waited by all."""
    free_at = [0.0] * agents
    abandoned = waited_us = 0
    for at, handled, patient in zip(arrivals, handling, patience, strict=True):
        gives_up = at + patient
        begins = max(at, free_at[0])
        if begins > gives_up:
            abandoned += 1
            begins = gives_up
        else:
            heapreplace(free_at, begins + handled)
        if begins > at:
            waited_us += round((begins - at) * 1e6)
    return abandoned, waited_us
