"""Paying people to do nothing: agents on shift who belong to a function and do not work on any."""

from dataclasses import dataclass
from itertools import groupby

from drillsim.analysis.history import LEVELS_STAY
from drillsim.analysis.levels import levels
from drillsim.analysis.world import World
from drillsim.model.exercise import Exercise
from drillsim.record.events import Event
from drillsim.record.state import State, evolve, initial


@dataclass(frozen=True, slots=True)
class Idle:
    """Agent-seconds: at a site and not able to work, away from a closed site or accounted for, on the way."""

    at_site: int = 0
    away: int = 0
    on_the_way: int = 0

    @property
    def total(self) -> int:
        """All three."""
        return self.at_site + self.away + self.on_the_way


def idle(exercise: Exercise, events: tuple[Event, ...], lasts: int) -> Idle:
    """Summed over the exercise.

    The absent, those not called yet and reserves without a function are left out; agents of a partner are not
    ours. Who works beside more colleagues than the function needs counts as working.
    """
    state = initial(exercise)
    sums = (0, 0, 0)
    since = 0
    now = _idle_now(exercise, state)
    for second, happened in groupby(events, lambda event: event.at):
        sums = _add(sums, now, second - since)
        stays = True
        for event in happened:
            evolve(state, event)
            stays = stays and isinstance(event, LEVELS_STAY)
        if not stays:
            now = _idle_now(exercise, state)
        since = second
    return Idle(*_add(sums, now, lasts - since))


def _add(sums: tuple[int, int, int], now: tuple[int, int, int], seconds: int) -> tuple[int, int, int]:
    return (sums[0] + now[0] * seconds, sums[1] + now[1] * seconds, sums[2] + now[2] * seconds)


def _idle_now(exercise: Exercise, state: State) -> tuple[int, int, int]:
    found = levels(World(exercise.plan, state))
    there: dict[tuple[str, str], int] = {}
    away = on_the_way = 0
    for group, number in state.people.items():
        if group.works is None:
            continue
        if group.where.kind == "at" and group.where.site is not None:
            key = (group.works, group.where.site)
            there[key] = there.get(key, 0) + number
        elif group.where.kind in ("away", "accounted"):
            away += number
        elif group.where.kind in ("coming", "to_check_in"):
            on_the_way += number
    working = sum(min(number, found[works].working.get(site, 0)) for (works, site), number in there.items())
    return sum(there.values()) - working, away, on_the_way
