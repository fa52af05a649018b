"""A queue in which some of those who give up call again: the offered rate feeds on itself.

The rate L of all calls solves L = first + redial x p_ab(L) x L. L (1 - redial x p_ab(L)) rises with L, so there is one
answer, between first and first/(1 - redial); it is bisected. Calls again are taken as fresh calls that come at any
time, with no cap on attempts, which understates a little how many there are.
"""

from dataclasses import dataclass

from drillsim.contacts.formulas.erlang import Steady, giving_up, steady

HALVINGS = 200  # more than a double has digits


@dataclass(frozen=True, slots=True)
class Redialled:
    """A queue in steady state with those who call again; shares are None where nobody calls."""

    offered_per_hour: float
    """All calls an hour, the first and the repeated."""
    amplification: float | None
    """All calls for each first one."""
    lost_share: float | None
    """The share of first callers who give up for good."""
    queue: Steady
    """As all calls see it."""


def with_redials(
    per_hour: float, aht_s: float, patience_s: float | None, agents: int, within_s: float, redial: float
) -> Redialled:
    """Those who gave up call again with the chance `redial`, at least 0 and below 1. Raises NeverSettles."""
    low, high = per_hour, per_hour if patience_s is None else per_hour / (1 - redial)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if patience_s is None or middle in (low, high):
            break
        if middle * (1 - redial * giving_up(middle, aht_s, patience_s, agents)) < per_hour:
            low = middle
        else:
            high = middle
    queue = steady(high, aht_s, patience_s, agents, within_s)
    if queue.p_ab is None:
        return Redialled(0.0, None, None, queue)
    return Redialled(high, high / per_hour, queue.p_ab * (1 - redial) / (1 - redial * queue.p_ab), queue)
