"""How many agents a target takes: the fewest that keep it, by Erlang A or C, one more at a time being one too many."""

import math
from dataclasses import dataclass

from drillsim.contacts.formulas.erlang import HOUR, NeverSettles, Steady, steady

MOST_AGENTS = 100_000


class OutOfReach(ValueError):
    """No number of agents keeps the target."""


@dataclass(frozen=True, slots=True)
class Staffed:
    """The fewest agents that keep a target, and the queue with them."""

    agents: int
    positions: int
    """People to schedule for them, those away from the telephone too."""
    queue: Steady


def fewest_agents(
    per_hour: float,
    aht_s: float,
    patience_s: float | None,
    within_s: float,
    target: float,
    most_abandoned: float | None = None,
    shrinkage: float = 0.0,
) -> Staffed:
    """The fewest agents with which `target` of all contacts (a share) is answered within within_s seconds.

    `most_abandoned`: and no larger share gives up. `shrinkage`: the share of scheduled people who are not at work on
    contacts (0 to below 1). Raises OutOfReach beyond 100,000 agents.
    """
    if per_hour == 0:
        return Staffed(0, 0, steady(0.0, aht_s, patience_s, 0, within_s))

    def keeps(agents: int) -> bool:
        try:
            queue = steady(per_hour, aht_s, patience_s, agents, within_s)
        except NeverSettles:
            return False
        level, gives_up = queue.service_level or 0.0, queue.p_ab or 0.0
        return level >= target and (most_abandoned is None or gives_up <= most_abandoned)

    low, high = -1, 1  # fewer than the answer; enough
    at_least = per_hour / HOUR * aht_s * target  # the work of those who are to be answered
    while at_least > MOST_AGENTS or not keeps(high):
        low, high = high, high * 2
        if high > MOST_AGENTS:
            raise OutOfReach(f"expected a target that up to {MOST_AGENTS:,} agents can keep; these cannot")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if keeps(middle) else (middle, high)
    queue = steady(per_hour, aht_s, patience_s, high, within_s)
    return Staffed(high, math.ceil(high / (1 - shrinkage) - 1e-9), queue)
