"""A play at one point of its record: what its entries up to there add up to."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from drillsim.analysis.world import World
from drillsim.analysis.written import WRITTEN, Writing
from drillsim.contacts.chance import Chance
from drillsim.model.exercise import Exercise
from drillsim.model.scenario import InjectBody
from drillsim.record import commands as c
from drillsim.record import events as e
from drillsim.record.codec import decode_command, said_of
from drillsim.record.entries import Entry
from drillsim.record.state import State, evolve, initial
from drillsim.session.clock_course import CourseReader
from drillsim.session.console import ConsoleView
from drillsim.session.console_views import ConsoleViews
from drillsim.session.following import Following
from drillsim.session.views import Views


class Scene:
    """Takes a record's entries one by one, in order, and is a play as views see it. No command is run again.

    Of commands only those matter that are said for a second to come, and what people write beside the play, also after
    EndEx; what any other does, its events tell.
    """

    def __init__(self, exercise: Exercise, chance: Chance) -> None:
        self.exercise = exercise
        self.chance = chance
        self.seq = 0
        """The last entry that it knows."""
        self.now = 0
        """The second that the clock shows."""
        self.state: State = initial(exercise)
        self.log: list[e.Event] = []
        self._world: World | None = None
        self._said: list[tuple[int, int, c.Played]] = []
        self._written: list[Entry] = []
        """The entries that bear on what people wrote beside the play."""
        self._writing = Writing()
        self._course = CourseReader(exercise.drill)
        self.following = Following(exercise, self.log)
        self.views = Views(exercise, self, self.following, self.said_for_later, self.writing)
        self.console_views = ConsoleViews(self.views, self._course.course)

    @property
    def world(self) -> World:
        """What works now."""
        if self._world is None:
            self._world = World(self.exercise.plan, self.state)
        return self._world

    def take(self, entry: Entry, event: e.Event | None) -> None:
        """The next entry, and what it says that happened; None where it is a command."""
        self._course.take(entry)
        if event is not None:
            self.happens(event)
        elif (said := said_of(entry.body)) is not None:
            command = decode_command(entry.kind, entry.body)
            if isinstance(command, c.Played):
                self._said.append((said, entry.seq, command))
        if entry.kind in WRITTEN or isinstance(event, e.ExerciseEnded):
            self._written.append(entry)
        self.seq = entry.seq
        self.go_on(entry.at)

    def happens(self, event: e.Event) -> None:
        """Something happened."""
        evolve(self.state, event)
        self.log.append(event)
        self._world = None

    def go_on(self, second: int) -> None:
        """Time passes; nothing turns the clock back."""
        if second > self.now:
            self.now = second
            self._said = [each for each in self._said if each[0] > second]

    def said_for_later(self) -> Iterator[tuple[int, c.Played]]:
        """The responses that wait for the second at which they are said to be done, the first first (rule 20)."""
        return ((said, command) for said, _, command in sorted(self._said, key=lambda each: each[:2]))

    def writing(self) -> Writing:
        """What people wrote beside the play."""
        self._writing.follow(self._written)
        return self._writing

    def console(self) -> ConsoleView:
        """What the facilitator sees."""
        return self.console_views.view(())

    def body(self, inject: str) -> InjectBody | None:
        """The text of an inject that came."""
        self.following.follow(self.now)
        return next((release.body for release in self.following.came if release.inject == inject), None)

    def run_by(self, run: int) -> str | None:
        """The role that started a task run."""
        self.following.follow(self.now)
        return self.following.started_by.get(run)

    def copy(self) -> "Scene":
        """The same scene, which goes its own way from here; what never changes is shared."""
        self.console()  # whatever views remember is brought to here, once for all copies
        fixed: list[Any] = [self.exercise, self.exercise.plan, self.chance, *self.log, *self._written]
        memo: dict[int, Any] = {id(each): each for each in fixed}
        return deepcopy(self, memo)
