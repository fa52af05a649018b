"""What a finding rests on: the injects and tasks behind what was so, as references with their times."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drillsim.analysis.history import History
from drillsim.model.effects import Effect
from drillsim.model.plan import Plan
from drillsim.model.scenario import Happens
from drillsim.record import events as e


def inject_ref(inject: str) -> str:
    """An inject, which comes once."""
    return f"inject:{inject}"


def task_ref(task: str, second: int) -> str:
    """A task as it started or ended at a second."""
    return f"task:{task}@{second}"


def message_ref(message: str, second: int) -> str:
    """A message as it was sent or delivered at a second."""
    return f"message:{message}@{second}"


def role_ref(role: str, second: int) -> str:
    """What a role did, or who held it, at a second."""
    return f"role:{role}@{second}"


@dataclass(frozen=True, slots=True)
class Deed:
    """An inject, or the start or end of a task, with the names of what it changed."""

    at: int
    ref: str
    changed: frozenset[str]


class Deeds:
    """All that changed the world in an exercise, and what followed from it later."""

    def __init__(self, history: History) -> None:
        self.all = list(_deeds(history))
        self._later = list(_consequences(history))

    def at(self, second: int) -> list[str]:
        """What changed the world in a second; where nothing did, what led to what happened then by itself."""
        found = [deed for deed in self.all if deed.at == second]
        if found:
            return _refs(found)
        return self.on((name for at, name in self._later if at == second), second)

    def on(self, names: Iterable[str], until: int) -> list[str]:
        """For each name the latest deed up to a second that changed it."""
        found = []
        for name in names:
            deed = next((x for x in reversed(self.all) if x.at <= until and name in x.changed), None)
            if deed is not None:
                found.append(deed)
        return _refs(found)

    def why(self, names: Iterable[str], second: int) -> list[str]:
        """What led to a change at a second that has these names as its causes."""
        return list(dict.fromkeys([*self.on(names, second), *self.at(second)]))


def _refs(deeds: Iterable[Deed]) -> list[str]:
    return list(dict.fromkeys(deed.ref for deed in sorted(deeds, key=lambda deed: deed.at)))


def _deeds(history: History) -> Iterator[Deed]:
    plan = history.exercise.plan
    came = {release.inject: release for release in history.came}
    for event in history.events:
        match event:
            case e.InjectReleased(at, inject):
                happens = came[inject].body.happens
                changed = frozenset() if happens is None else _changed_by_inject(plan, happens)
                if changed:
                    yield Deed(at, inject_ref(inject), changed)
            case e.TaskStarted(at, task) | e.TaskDone(at, task):
                effect = plan.tasks[task].effect
                acts = _at_start if isinstance(event, e.TaskStarted) else _at_end
                changed = frozenset() if effect is None else frozenset(acts(effect))
                if changed:
                    yield Deed(at, task_ref(task, at), changed)
            case _:
                pass  # other events follow from these, or change nothing in the world


def _changed_by_inject(plan: Plan, happens: Happens) -> frozenset[str]:
    places = [*happens.lose, *happens.repair]
    sites = [site for place in places for site in plan.areas.get(place, ())]
    return frozenset(
        [
            *places,
            *sites,
            *happens.close,
            *happens.open,
            *happens.fail,
            *happens.weaken,
            *happens.no_new,
            *happens.absent,
            *happens.back,
            *happens.surge,
        ]
    )


def _at_start(effect: Effect) -> Iterator[str]:
    """Closing, moving away and putting aside act when a task starts."""
    yield from (*effect.close, *effect.pause)
    yield from (move.team for move in effect.move)


def _at_end(effect: Effect) -> Iterator[str]:
    """Every other effect acts when it ends."""
    yield from (*effect.switch_to, *effect.switch_back, *effect.repair, *effect.release, *effect.resume)
    yield from (
        *effect.use_workaround,
        *effect.open,
        *effect.route,
        *effect.activate,
        *effect.grow,
        *effect.deflect,
        *effect.as_planned,
    )
    yield from (move.team for move in effect.move)
    yield from (function for wanted in effect.activate.values() for function in wanted)


def _consequences(history: History) -> Iterator[tuple[int, str]]:
    """(second, name) of what happened by itself, with the name of what had set it going."""
    systems = history.exercise.plan.systems
    shift: int | None = None
    for event in history.events:
        match event:
            case e.StaffingChanged(at):
                shift = at
            case e.AgentsMoved(at, why="went_off" | "came_on" | "away") if at == shift:
                pass  # shifts change by the clock, and nobody's deed is behind it
            case e.AgentsMoved(at, name) | e.CheckedIn(at, name):
                yield at, name
            case e.PartnerReady(at, name) | e.PartnerReleased(at, name) | e.WorkaroundEnded(at, name):
                yield at, name
            case e.BackupTookOver(at, name) | e.BackupStoodDown(at, name):
                yield at, systems[name].backup_for or name
            case _:
                pass  # anything else is a deed itself
