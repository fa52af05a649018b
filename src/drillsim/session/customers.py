"""Customers as places see them: the queues of the functions, played up to the second shown."""

from collections.abc import Collection, Sequence
from functools import cached_property
from math import ceil

from drillsim.analysis.queues.queue import Queue
from drillsim.analysis.queues.queues import Queues
from drillsim.analysis.queues.steps import Step
from drillsim.contacts.tally import BUCKET_S
from drillsim.engine.play import Play
from drillsim.model.exercise import Exercise
from drillsim.model.plan import Task
from drillsim.session.view import QueueView, TurnView

CELLS = 30
"""Stretches of a chart, at most: with what stands before it they fit into a panel of 50 columns."""


class CustomersSeen:
    """Follows the queues of a play."""

    def __init__(self, exercise: Exercise, play: Play) -> None:
        self._exercise = exercise
        self._play = play
        self._has_contacts = any(body.contacts for body in exercise.plan.functions.values())

    @cached_property
    def _queues(self) -> Queues:
        """Made when somebody first looks after StartEx: what a queue needs takes a while to load."""
        return Queues(self._exercise, self._play.log, self._play.chance)

    def queue(self, function: str, now: int, knows: Collection[str] | None) -> QueueView | None:
        """The queue of a function at a second; None where it has none, and at StartEx, when nobody has come yet.

        `knows`: the roles that look, who know of their own tasks (None: all are known).
        """
        if not self._has_contacts or now == 0 or self._exercise.plan.functions[function].contacts is None:
            return None
        self._queues.follow(now)
        queue = self._queues.of[function]
        return self._view(queue, self._queues.steps[function], now, knows)

    def _view(self, queue: Queue, steps: Sequence[Step], now: int, knows: Collection[str] | None) -> QueueView:
        tally, goal = queue.tally, queue.contacts.answer
        came = tally.offered - tally.deflected
        stretch = int(BUCKET_S) * max(1, ceil(now / BUCKET_S / CELLS))
        return QueueView(
            waiting=tally.waiting,
            longest=int(queue.waits_for),
            answered=tally.answered,
            abandoned=tally.abandoned,
            dropped=tally.dropped,
            deflected=tally.deflected,
            in_time=tally.within_target / came if goal is not None and came else None,
            goal=goal,
            most=tally.peak,
            most_at=int(tally.peak_at),
            stretch=stretch,
            chart=tuple(queue.longest_queues(stretch)),
            turn=self._turn(steps[-1], knows) if steps else None,
        )

    def _turn(self, step: Step, knows: Collection[str] | None) -> TurnView:
        plan = self._exercise.plan
        if step.by == "task":
            is_known = knows is None or plan.tasks[step.id].by in knows
            return TurnView(step.at, plan.tasks[step.id].do if is_known else "", step.waiting)
        is_known = knows is None or any(task.by in knows for task in plan.tasks.values() if _sends(task, step))
        name = (plan.sites if step.by == "partner" else plan.teams)[step.id].name or step.id
        what = f"{name} {'ready' if step.by == 'partner' else 'came'}"
        return TurnView(step.at, what if is_known else "", step.waiting)


def _sends(task: Task, step: Step) -> bool:
    """Whether a task is one that calls this partner or sends this team."""
    effect = task.effect
    return effect is not None and (step.id in effect.activate or any(move.team == step.id for move in effect.move))
