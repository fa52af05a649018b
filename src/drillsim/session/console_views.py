"""The facilitator's view, worked out from the play: made only when the host looks, and only for the facilitator."""

from collections.abc import Callable, Collection, Iterator, Sequence

from drillsim.model.checks.injects import WITHIN
from drillsim.model.exercise import Exercise
from drillsim.record.state import State
from drillsim.session.console import (
    SETTLED,
    ConsoleView,
    ExpectedRow,
    ModuleRow,
    MselRow,
    ObjectiveRow,
    PlaceRow,
    TaskRow,
)
from drillsim.session.expected import expected_rows, suggestions
from drillsim.session.msel import NO_PERSON, Moves, msel_rows
from drillsim.session.muster_view import ClockCourse
from drillsim.session.views import Views, played_by


class ConsoleViews:
    """Makes the facilitator's views of one drill, whether it is being played or shown again."""

    def __init__(self, views: Views, course: Callable[[], ClockCourse]) -> None:
        """`course` tells how the exercise clock went by the wall clock so far."""
        self.views = views
        self._course = course
        self.exercise: Exercise = views.exercise
        self._moves = Moves(views.exercise)
        self._modules = tuple(_modules(views.exercise))

    @property
    def _state(self) -> State:
        return self.views.play.state

    def view(self, taken: Collection[str], here: Collection[str] = ()) -> ConsoleView:
        """What is so at the second shown; `taken` are the roles that people at this exercise's clients play."""
        now, log, following = self.views.play.now, self.views.play.log, self.views.following
        following.follow(now)
        self._moves.follow(log)
        expected = expected_rows(self.exercise, following.bearing, following.came, self._moves, now)
        msel = tuple(msel_rows(self.exercise, self._state, self._moves, expected, self._modules))
        plan = self.exercise.plan
        return ConsoleView(
            mode=self._state.mode,
            mode_since=following.mode_since,
            msel=msel,
            expected=tuple(expected),
            suggestions=tuple(suggestions(self._state, self._moves, expected, now)),
            modules=self._modules,
            functions=self.views.functions(plan.functions),
            objectives=tuple(self._objectives(expected)),
            tasks=tuple(
                TaskRow(name, task.by, task.do, name in self._state.started, self._open_since(name))
                for name, task in plan.tasks.items()
            ),
            updates=tuple(self.views.following.updates_due(now)),
            places=tuple(self._places(msel, taken, here, now)),
            lanes=self.views.lanes(tuple(plan.roles)),
            muster=following.muster.full(self._state, self._course),
        )

    def _open_since(self, task: str) -> int | None:
        run = self._state.open_run(task)
        return None if run is None else run.started

    def _objectives(self, expected: Sequence[ExpectedRow]) -> Iterator[ObjectiveRow]:
        for name, objective in self.exercise.objectives.items():
            own = [row for row in expected if row.objective == name]
            yield ObjectiveRow(
                name,
                objective.text,
                len(own),
                sum(row.state in SETTLED for row in own),
                sum(row.state == "overdue" for row in own),
            )

    def _places(
        self, msel: Sequence[MselRow], taken: Collection[str], here: Collection[str], now: int
    ) -> Iterator[PlaceRow]:
        plan, state = self.exercise.plan, self._state
        for role, body in plan.roles.items():
            told = [each for row in msel for each in row.told if each.role == role and each.delivered is not None]
            player = state.players.get(role, "")
            person = state.holders.get(role)
            unread = [each for each in told if each.opened is each.acknowledged is each.answered is None]
            yield PlaceRow(
                role=role,
                name=body.name or role,
                holder=None if person is None else plan.people[person].name or person,
                alternates=tuple(plan.people[name].name or name for name in body.alternates),
                player=played_by(player, here=role in taken),
                player_name=player,
                is_here=role in here,
                load=sum(each.delivered is not None and each.delivered > now - WITHIN for each in told),
                unread=0 if player in NO_PERSON else len(unread),
            )


def _modules(exercise: Exercise) -> list[ModuleRow]:
    found = []
    for index, part in enumerate(exercise.parts):
        for module in part.scenario.modules:
            begins = part.starts if module.from_ is None else exercise.second(module.from_, index)
            found.append(ModuleRow(module.name, begins, module.discuss))
    return sorted(found, key=lambda module: module.begins)
