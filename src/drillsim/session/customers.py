"""Customers as places see them: the queues of the functions, played up to the second shown."""

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property
from math import ceil

from drillsim.analysis.queues.queue import Queue
from drillsim.analysis.queues.queues import Queues
from drillsim.analysis.queues.steps import Step
from drillsim.contacts.tally import BUCKET_S
from drillsim.model.exercise import Exercise
from drillsim.session.play_seen import PlaySeen
from drillsim.session.view import QueueView, TurnView

CELLS = 30
"""Stretches of a chart, at most: with what stands before it they fit into a panel of 50 columns."""


class CustomersSeen:
    """Follows the queues of a play."""

    def __init__(self, exercise: Exercise, play: PlaySeen) -> None:
        self._exercise = exercise
        self._play = play
        self._seen: dict[str, QueueView] = {}
        """What everybody may see of the queues at the second `_seen_at`."""
        self._seen_at = 0
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
        if self._seen_at != now:
            self._queues.follow(now)
            self._seen_at = now
            self._seen.clear()
        if function not in self._seen:
            self._seen[function] = _view(self._queues.of[function], now)
        steps = self._queues.steps[function]
        return replace(self._seen[function], turn=self._turn(steps[-1], knows)) if steps else self._seen[function]

    def _turn(self, step: Step, knows: Collection[str] | None) -> TurnView:
        plan, doing = self._exercise.plan, step.doing
        is_known = knows is None or (doing.task is not None and plan.tasks[doing.task].by in knows)
        if doing.by == "task":
            what = plan.tasks[doing.id].do
        elif doing.by == "partner":
            what = f"{plan.sites[doing.id].name or doing.id} ready"
        else:
            what = f"{plan.teams[doing.id].name or doing.id} came"
        return TurnView(step.at, what if is_known else "", step.waiting)


def _view(queue: Queue, now: int) -> QueueView:
    """What everybody may see who sees the function."""
    tally = queue.tally
    intervals = now // int(BUCKET_S) + 1
    stretch = int(BUCKET_S) * ceil(intervals / CELLS)
    return QueueView(
        waiting=tally.waiting,
        longest=int(queue.waits_for),
        answered=tally.answered,
        abandoned=tally.abandoned,
        dropped=tally.dropped,
        deflected=tally.deflected,
        in_time=queue.service_level,
        goal=queue.contacts.answer,
        most=tally.peak,
        most_at=int(tally.peak_at),
        stretch=stretch,
        chart=tuple(queue.longest_queues(stretch)),
    )
