"""A queue in steady state: Erlang B (1917), Erlang C and Erlang A (Palm 1957), by birth and death of contacts.

With j contacts in the system, the next leaves at the rate min(j, agents)/aht + max(j - agents, 0)/patience
(Garnett, Mandelbaum and Reiman 2002, M&SOM 4(3)).
"""

import math
from dataclasses import dataclass

from drillsim.contacts.formulas.waiting import answered_within

HOUR = 3600.0
MOST_WAITING = 300_000  # states; a tenth of a second, and a redial asks some fifty times
NEGLIGIBLE = 60.0  # a state is left out where it is e^60 times less likely than the likeliest


class NeverSettles(ValueError):
    """More work comes than agents can do, and nobody gives up: the queue grows without end."""


class TooLarge(ValueError):
    """More states or steps than can be reckoned in reasonable time."""


@dataclass(frozen=True, slots=True)
class Steady:
    """A queue in steady state; what is a share of the contacts is None where none come."""

    p_wait: float
    """The chance that a contact finds nobody free, 0 to 1."""
    queue: float
    """Contacts waiting, in the mean."""
    wait_s: float | None
    """Mean seconds of wait, of all contacts, those who give up too."""
    p_ab: float | None
    """The share that gives up."""
    occupancy: float | None
    """The share of the agents' time that is spent on contacts; None without agents."""
    service_level: float | None
    """The share of all contacts that is answered within the seconds asked for."""


def blocking(load: float, agents: int) -> float:
    """Erlang B: the share of contacts that find no agent free, where nobody waits. `load` is in erlangs, >= 0."""
    share = 1.0
    for number in range(1, agents + 1):
        share = load * share / (number + load * share)
    return share


def giving_up(per_hour: float, aht_s: float, patience_s: float, agents: int) -> float:
    """The share of contacts that give up; `per_hour` above 0, patience_s from 0 on. Raises TooLarge."""
    rate = per_hour / HOUR
    waiting, _, p_wait = _queue(rate, aht_s, patience_s, agents)
    return _giving_up(waiting / rate, p_wait, patience_s)


def _giving_up(wait_s: float, p_wait: float, patience_s: float | None) -> float:
    if patience_s is None:
        return 0.0
    return p_wait if patience_s == 0 else min(1.0, wait_s / patience_s)


def steady(per_hour: float, aht_s: float, patience_s: float | None, agents: int, within_s: float) -> Steady:
    """Erlang A; without patience_s Erlang C, with patience 0 Erlang B. Raises NeverSettles, TooLarge."""
    rate, load = per_hour / HOUR, per_hour / HOUR * aht_s
    if patience_s is None and load >= agents and rate > 0:
        raise NeverSettles(
            f"expected more agents than the load of {load:.6g} erlangs, or a patience, found {agents} agents:"
            " the queue grows without end"
        )
    waiting, beyond, p_wait = _queue(rate, aht_s, patience_s, agents)
    if rate == 0:
        return Steady(p_wait, 0.0, None, None, 0.0 if agents else None, None)
    wait = waiting / rate
    p_ab = _giving_up(wait, p_wait, patience_s)
    level = 1 - p_wait
    if agents and beyond > 0 and patience_s != 0:
        level += p_wait * answered_within(within_s, rate, agents / aht_s, patience_s)
    return Steady(
        p_wait=p_wait,
        queue=waiting,
        wait_s=wait,
        p_ab=p_ab,
        occupancy=(1 - p_ab) * load / agents if agents else None,
        service_level=level,
    )


def _queue(rate: float, aht_s: float, patience_s: float | None, agents: int) -> tuple[float, float, float]:
    """Contacts waiting in the mean, the chance that any waits, and the chance that all agents are busy."""
    blocked = blocking(rate * aht_s, agents)
    below = 1 / blocked if blocked else math.inf
    if patience_s == 0:
        return 0.0, 0.0, 1 / below
    if patience_s is None:
        used = rate * aht_s / agents if agents else 0.0
        some, number = used / (1 - used), used / (1 - used) ** 2
        return number / (below + some), some / (below + some), (1 + some) / (below + some)
    logs = _logs_of_waiting(rate, agents / aht_s, 1 / patience_s)
    top = max(0.0, max(logs, default=0.0))
    weights = [math.exp(each - top) for each in logs]
    some = math.fsum(weights)
    number = math.fsum(place * weight for place, weight in enumerate(weights, 1))
    all_busy = math.exp(-top)
    total = below * all_busy + some
    return number / total, some / total, (all_busy + some) / total


def _logs_of_waiting(rate: float, served: float, leaving: float) -> list[float]:
    """How much likelier than no queue with all agents busy is a queue of 1, 2, ..., as logarithms."""
    logs: list[float] = []
    so_far, top = 0.0, 0.0
    while rate > 0 and so_far > top - NEGLIGIBLE:
        if len(logs) == MOST_WAITING:
            raise TooLarge(f"expected fewer contacts or less patience: more than {MOST_WAITING:,} may wait")
        so_far += math.log(rate / (served + (len(logs) + 1) * leaving))
        top = max(top, so_far)
        logs.append(so_far)
    return logs
