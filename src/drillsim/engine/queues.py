"""Queues that conditions ask about: played ahead of the clock, never past the next second at which anything is due."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import floor

from drillsim.analysis.queues.queues import Queues
from drillsim.contacts.kernel import Watch
from drillsim.engine.play import Play
from drillsim.model.conditions import QueueAbove, Sentence
from drillsim.model.exercise import Exercise

Mark = tuple[str, int]
"""A function, and the number of contacts above which its queue is watched."""


@dataclass(slots=True)
class _Above:
    """Whether a queue stands above a number, and the instant at which it rose above it last."""

    is_so: bool = False
    rose: float | None = None


class WatchedQueues:
    """The queues of some functions, as far as the clock has come."""

    def __init__(self, play: Play, marks: Iterable[Mark]) -> None:
        self._play = play
        self._marks: Mapping[Mark, _Above] = {mark: _Above() for mark in sorted(set(marks))}

    @cached_property
    def _queues(self) -> Queues:
        """Made when the clock first moves: what a queue needs takes a while to load."""
        play = self._play
        return Queues(play.exercise, play.log, play.chance, {function for function, _ in self._marks})

    def alarm(self, until: int, armed: Collection[Mark]) -> int | None:
        """The first second, up to `until`, before which a queue rose above an armed mark; the queues are played to it.

        None: they are played up to `until`. A queue that rises at an instant is seen at the next whole second.
        """
        found: int | None = None
        while (at := self._queues.cross(until if found is None else found, list(self._watches(armed)))) is not None:
            if self._look(at) and found is None:
                found = floor(at) + 1
        return found

    def since(self, mark: Mark) -> int | None:
        """The second since which a queue stands above a mark; None where it does not.

        A queue that rose above it since the last second and fell again was seen in between.
        """
        above = self._marks[mark]
        seen = None if above.rose is None else floor(above.rose) + 1
        return seen if above.is_so or seen == self._play.now else None

    def rose(self, mark: Mark) -> float | None:
        """The instant at which a queue rose above a mark last, in seconds since StartEx."""
        return self._marks[mark].rose

    def _watches(self, armed: Collection[Mark]) -> Iterable[Watch]:
        for mark in sorted(armed):
            function, above = mark
            kind = self._queues.of[function].kind
            is_so = self._marks[mark].is_so
            yield Watch(kind, above, down=True) if is_so else Watch(kind, above + 1)

    def _look(self, at: float) -> bool:
        """Whether a queue has just risen above a mark."""
        has_risen = False
        for (function, number), above in self._marks.items():
            was, above.is_so = above.is_so, self._queues.waiting(function) > number
            if above.is_so and not was:
                above.rose = at
                has_risen = True
        return has_risen


def marks(sentences: Iterable[Sentence]) -> set[Mark]:
    """What these conditions ask about queues."""
    return {(each.function, each.number) for each in sentences if isinstance(each, QueueAbove)}


def asked_in(exercise: Exercise) -> set[Mark]:
    """What all conditions of an exercise ask about queues."""
    injects = (inject.when for inject in exercise.injects)
    playbooks = (playbook.if_ for playbook in exercise.plan.playbooks.values())
    return {mark for sentences in (*injects, *playbooks) for mark in marks(sentences)}
