"""Queues that conditions ask about: played ahead of the clock, never past the next second at which anything is due."""

from collections.abc import Iterable, Set
from functools import cached_property
from math import floor

from drillsim.analysis.queues.queues import Queues
from drillsim.engine.play import Play
from drillsim.model.conditions import QueueAbove, Sentence
from drillsim.model.exercise import Exercise

Mark = tuple[str, int]
"""A function, and the number of contacts above which its queue is watched."""


class WatchedQueues:
    """The queues of some functions, as far as the clock has come."""

    def __init__(self, play: Play, marks: Iterable[Mark]) -> None:
        self._play = play
        self._functions = {function for function, _ in marks}
        self._armed: Set[Mark] = frozenset()

    @cached_property
    def _queues(self) -> Queues:
        """Made when the clock first moves: what a queue needs takes a while to load."""
        play = self._play
        return Queues(play.exercise, play.log, play.chance, self._functions)

    def alarm(self, until: int, armed: Set[Mark]) -> int | None:
        """The first second, up to `until`, before which a queue rose above an armed mark; the queues are played to it.

        None: they are played up to `until`. A queue that rises at an instant is seen at the next whole second.
        """
        if armed != self._armed:
            self._armed = frozenset(armed)
            for function, queue in self._queues.of.items():
                queue.marks.arm(above for name, above in armed if name == function)
        return self._queues.go_on(until)

    def since(self, mark: Mark) -> int | None:
        """The second since which a queue stands above a mark; None where it does not.

        A queue that rose above it since the last second and fell again was seen in between.
        """
        rose = self.rose(mark)
        if rose is None:
            return None
        function, above = mark
        seen = floor(rose) + 1
        return seen if self._queues.of[function].marks.of[above].is_above or seen == self._play.now else None

    def rose(self, mark: Mark) -> float | None:
        """The instant at which a queue rose above a mark last, in seconds since StartEx."""
        function, above = mark
        found = self._queues.of[function].marks.of.get(above) if self._play.now else None
        return None if found is None else found.rose


def marks(sentences: Iterable[Sentence]) -> set[Mark]:
    """What these conditions ask about queues."""
    return {(each.function, each.number) for each in sentences if isinstance(each, QueueAbove)}


def asked_in(exercise: Exercise) -> set[Mark]:
    """What all conditions of an exercise ask about queues."""
    injects = (inject.when for inject in exercise.injects)
    playbooks = (playbook.if_ for playbook in exercise.plan.playbooks.values())
    return {mark for sentences in (*injects, *playbooks) for mark in marks(sentences)}
