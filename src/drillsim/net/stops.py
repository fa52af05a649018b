"""Where the clock stops when it does not wait for real time: a jump, or the end of a talk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from drillsim.record.entries import Entry
from drillsim.session.view import View

THINGS = frozenset({"inject_released", "inject_due", "task_done", "exercise_ended"})
"""Events at which the story's clock stops (rule 20)."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A second that the clock shows now, with the entries that came on the way to it."""

    second: int
    new: Sequence[Entry]
    over: bool


class Goal(Protocol):
    """Where a clock that goes on at once stops."""

    def second(self, ends: int) -> int:
        """The second at which it stops in any case; `ends` is that of the exercise."""

    def step(self, now: int, step: int) -> int:
        """The next second to look at, given the next at which anything is due."""

    def stops(self, here: Reached) -> bool:
        """Whether it stops here."""


@dataclass
class ToSecond:
    """A time jump: to a second, whatever happens on the way."""

    to: int

    def second(self, ends: int) -> int:
        """That second."""
        return min(self.to, ends)

    def step(self, now: int, step: int) -> int:
        """Nothing in between is looked at."""
        return max(step, now + 1)

    def stops(self, here: Reached) -> bool:
        """At that second."""
        return here.second >= self.to or here.over


class _Leaving:
    """A second that was stopped in is left before anything later, so that what comes of its conditions comes first."""

    def __init__(self) -> None:
        self._left = -1

    def step(self, now: int, step: int) -> int:
        """The next second to look at: the very next one, then the one that was meant."""
        if now == self._left:
            return step
        self._left = now + 1
        return now + 1


class NextThing:
    """To the earliest of the next inject, response that waits, task end or update due (rule 20)."""

    def __init__(self, updates_due: Callable[[], list[int]]) -> None:
        self._updates_due = updates_due
        self._leaving = _Leaving()
        self._due: list[int] = []

    def second(self, ends: int) -> int:
        """The end at the latest."""
        return ends

    def step(self, now: int, step: int) -> int:
        """What is due, and the updates due that the plan does not wait for."""
        self._due = [due for due in self._updates_due() if due > now]
        return self._leaving.step(now, min([step, *self._due]))

    def stops(self, here: Reached) -> bool:
        """Whether any of them is here; what a response did that waited for this second has its command as cause."""
        things = any(entry.kind in THINGS or entry.cause is not None for entry in here.new)
        return things or here.second in self._due or here.over


@dataclass(frozen=True, slots=True)
class Sight:
    """What a player has heard and sees."""

    heard: int
    view: View | None


class NextNews:
    """For somebody alone at a keyboard: to the next news or turn, or to something due that the player knows of."""

    def __init__(self, look: Callable[[], Sight]) -> None:
        self._look = look
        self._before = look()
        self._leaving = _Leaving()

    def second(self, ends: int) -> int:
        """The end at the latest."""
        return ends

    def step(self, now: int, step: int) -> int:
        """Deadlines are stopped at."""
        return self._leaving.step(now, min([step, *(due for due in deadlines(self._before.view) if due > now)]))

    def stops(self, here: Reached) -> bool:
        """Whether the player learned of something, or something that the player knew of is due."""
        before, self._before = self._before, self._look()
        changed = turns(before.view) != turns(self._before.view)
        due = here.second in deadlines(before.view)
        return self._before.heard > before.heard or due or changed or here.over


def turns(view: View | None) -> object:
    """What makes a second worth stopping at: a function that went out, came back or was put aside, a task set free."""
    if view is None:
        return None
    functions = [(each.id, each.out_since, each.put_aside_since) for each in view.functions]
    return functions, [(task.id, task.state) for task in view.tasks]


def deadlines(view: View | None) -> list[int]:
    """The seconds at which something is due that these roles know of."""
    if view is None:
        return []
    updates = [update.due for update in view.updates]
    tasks = [task.due for task in view.tasks if task.due is not None and task.done is None]
    functions = [due for each in view.functions for due in (each.rto_due, each.aside_until) if due is not None]
    asked = [each.due for each in (*view.asked, *view.given) if each.due is not None and each.done is None]
    return [*updates, *tasks, *functions, *asked]
