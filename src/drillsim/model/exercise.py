"""A drill with its plan and its scenarios on one clock: what is actually played."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from drillsim.model.conditions import Sentence
from drillsim.model.drill import Drill
from drillsim.model.plan import Plan
from drillsim.model.scenario import InjectBody, Objective, Scenario, Truth
from drillsim.model.spelling import Clock, StoryTime
from drillsim.model.staffing import Hours, OpenHours, Timetable


@dataclass(frozen=True)
class Part:
    """One scenario of a drill: its file's name before `.scenario.yaml`, and when it starts (seconds)."""

    file: str
    scenario: Scenario
    starts: int = 0


@dataclass(frozen=True)
class PlayedInject:
    """An inject as the drill names and times it.

    `id` is `file/id` where several scenarios play. `at` is seconds since StartEx; None for one that waits for
    its conditions (`when`) or, where there are none, for a release by hand.
    """

    id: str
    body: InjectBody
    part: int | None
    at: int | None = None
    when: tuple[Sentence, ...] = ()

    @property
    def is_end(self) -> bool:
        """Whether it ends its scenario."""
        return self.body.kind == "end"


@dataclass(frozen=True)
class Exercise:
    """A plan, the scenarios played on it, and the drill that says who plays and what they do."""

    drill: Drill
    plan: Plan
    parts: tuple[Part, ...]

    @cached_property
    def begins(self) -> StoryTime:
        """The story's weekday and time at StartEx: the first file's."""
        return self.parts[0].scenario.begins

    @cached_property
    def truth(self) -> Truth | None:
        """What really happened: the first file's that tells."""
        return next((part.scenario.truth for part in self.parts if part.scenario.truth), None)

    @cached_property
    def hazards(self) -> tuple[tuple[str, int], ...]:
        """Each hazard of the scenarios that no inject begins, with the second from which it holds."""
        found: dict[str, int] = {}
        for part in self.parts:
            begun = {name for inject in part.scenario.msel if inject.happens for name in inject.happens.hazard}
            for hazard in part.scenario.hazard:
                if hazard not in begun:
                    found[hazard] = min(found.get(hazard, part.starts), part.starts)
        return tuple(sorted(found.items(), key=lambda item: (item[1], item[0])))

    @cached_property
    def injects(self) -> tuple[PlayedInject, ...]:
        """All injects of all files, in the order of the files and their lists."""
        return tuple(self._played())

    def _played(self) -> Iterator[PlayedInject]:
        for index, part in enumerate(self.parts):
            for inject in part.scenario.msel:
                at = None if inject.at is None or inject.at == "held" else self.second(inject.at, index)
                yield PlayedInject(self.qualified(inject.id, index), inject, index, at, inject.if_ or ())

    def qualified(self, inject: str, part: int | None) -> str:
        """How the drill names an inject that a file (None: the drill itself) speaks of."""
        if part is None or len(self.parts) == 1 or "/" in inject:
            return inject
        return f"{self.parts[part].file}/{inject}"

    def second(self, clock: Clock, part: int | None = None) -> int:
        """Seconds since StartEx of a clock: `T+` is the file's own clock, a weekday and time is the story's."""
        starts = 0 if part is None or clock.seconds is None else self.parts[part].starts
        return starts + clock.on(self.begins)

    def part_ends(self, part: int) -> int:
        """The second at which a scenario ends: its `end` inject's clock, else its `lasts`."""
        ends = [inject.at for inject in self.injects if inject.part == part and inject.is_end and inject.at is not None]
        own = self.parts[part].starts + self.parts[part].scenario.lasts
        return min([own, *ends])

    @cached_property
    def lasts(self) -> int:
        """The latest end of the scenarios, in seconds; an `if` end inject or the facilitator may end it sooner."""
        return max(self.part_ends(part) for part in range(len(self.parts)))

    @cached_property
    def objectives(self) -> dict[str, Objective]:
        """The objectives of all scenarios; the same id, or the same text and capability, counts once."""
        found: dict[str, Objective] = {}
        for part in self.parts:
            for objective_id, objective in part.scenario.objectives.items():
                if objective not in found.values():
                    found.setdefault(objective_id, objective)
        return found

    @cached_property
    def tells_somebody(self) -> bool:
        """Whether any inject tells anybody anything."""
        return any(inject.body.tell for inject in self.injects)

    @cached_property
    def timetable(self) -> Timetable:
        """Which line of the staffing holds at which second."""
        return Timetable(self.plan.staffing, self.begins)

    @cached_property
    def open_hours(self) -> dict[str, OpenHours]:
        """When each function is open."""
        return {name: OpenHours(self.plan, self.timetable, name) for name in self.plan.functions}

    def hours(self, second: int) -> Hours:
        """The plan's numbers at a second."""
        return Hours(self.plan, self.timetable.line(second))

    def on_shift(self, team: str, second: int) -> int:
        """How many of a team are on shift: the drill's number, at every hour; else the staffing's, else its count."""
        return self.on_shift_by(self.hours(second), team)

    def on_shift_by(self, hours: Hours, team: str) -> int:
        """The same while these numbers of the plan hold."""
        own = self.drill.on_shift.get(team)
        return hours.on_shift(team) if own is None else own
