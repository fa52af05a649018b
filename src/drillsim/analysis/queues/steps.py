"""Which of the changes of a queue were people's doing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from drillsim.analysis.touched import changed
from drillsim.model.effects import Effect
from drillsim.model.plan import Plan
from drillsim.record import events as e

By = Literal["task", "partner", "team"]
Acts = Callable[[Effect], bool]
"""Whether anything of an effect acts at some time of a task."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A task, a partner who was ready, or a team that came, by its id; and the task by which that was done."""

    by: By
    id: str
    task: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """People's doing changed a queue at a second.

    `more` agents answer from then on (fewer where below 0); `waiting` contacts waited then. A team that comes bit by
    bit is one step, from when the first came.
    """

    at: int
    doing: Doing
    more: int
    waiting: int

    def with_more(self, later: "Step") -> "Step | None":
        """One step of this and a later one; None where they are two."""
        is_one = self.doing == later.doing and self.doing.by == "team" and min(self.more, later.more) > 0
        return replace(self, more=self.more + later.more) if is_one else None


class Doings:
    """Tells people's doing from what happened by itself; reads events in their order."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._sent: dict[str, str] = {}
        """Teams and partners, by the task that sent or called them last."""

    @cached_property
    def _touched(self) -> dict[str, set[str]]:
        """The functions that each task can change."""
        return {name: changed(self._plan, task.effect) for name, task in self._plan.tasks.items()}

    def note(self, event: e.Event) -> None:
        """Remembers who sends and calls whom."""
        if isinstance(event, e.TaskStarted) and (effect := self._plan.tasks[event.task].effect) is not None:
            for name in (*effect.activate, *(move.team for move in effect.move)):
                self._sent[name] = event.task

    def of(self, event: e.Event, function: str) -> Doing | None:
        """What people did, where an event is their doing and can have changed how many answer for a function."""
        match event:
            case e.TaskStarted(_, task) if self._bears(task, function, _at_start):
                return Doing("task", task, task)
            case e.TaskDone(_, task) if self._bears(task, function, _at_end):
                return Doing("task", task, task)
            case e.PartnerReady(_, partner, served) if served == function:
                return Doing("partner", partner, self._sent.get(partner))
            case e.AgentsMoved(_, team, why="arrived" | "checked_in", to_works=works) if works == function:
                return Doing("team", team, self._sent.get(team))
            case _:
                return None

    def _bears(self, task: str, function: str, acts: Acts) -> bool:
        effect = self._plan.tasks[task].effect
        return effect is not None and acts(effect) and function in self._touched[task]


def _at_start(effect: Effect) -> bool:
    """Closing, putting aside and moving away act when a task starts (rule 5)."""
    return bool(effect.close or effect.pause or effect.move)


def _at_end(effect: Effect) -> bool:
    return not effect.model_fields_set <= {"close", "pause"}
