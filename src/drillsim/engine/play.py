"""What the parts of the engine share: the exercise, the state, the calendar, and the events of this step."""

from drillsim.analysis.world import World
from drillsim.contacts.chance import Chance
from drillsim.engine.calendar import Calendar
from drillsim.engine.randomness import Draws
from drillsim.model.exercise import Exercise
from drillsim.record.events import Event
from drillsim.record.state import State, evolve, initial


class Play:
    """One play of an exercise. Parts of the engine are functions that take it first."""

    def __init__(self, exercise: Exercise, draws: Draws, chance: Chance, *, live: bool, by_hand: bool = False) -> None:
        self.exercise = exercise
        self.plan = exercise.plan
        self.draws = draws
        self.chance = chance
        """Which customers come."""
        self.live = live
        self.by_hand = by_hand
        """Whether the facilitator releases what is due."""
        self.state: State = initial(exercise)
        self.calendar = Calendar(_ids(exercise))
        self.log: list[Event] = []
        """All events so far, for rules that look back."""
        self.changed = False
        """Whether anything happened since the conditions were last looked at."""
        self.ready_at: dict[str, int] = {}
        """When each site that people were sent to is (or was) ready for them."""
        self.called_for: set[tuple[str, int]] = set()
        """Temporary staff by team, and the task run that called for them."""
        self.asked: dict[int, str] = {}
        """Agents on the way from a partner, by the number of the request; gone once they come or are released."""
        self.called_back: dict[str, int] = {}
        """How often all absent people of a team have been called back."""
        self.back_at: dict[str, int | None] = {}
        """When each absent person can be reached again; None: not before the end."""
        self.awaited: set[str] = set()
        """Teams that have been sent somewhere to check in."""
        self.part_ends = [exercise.part_ends(part) for part in range(len(exercise.parts))]
        """The second at which each scenario ends, as far as is known."""
        self._world: World | None = None

    @property
    def now(self) -> int:
        """The second that the clock shows."""
        return self.calendar.now

    @property
    def stand_ins(self) -> list[str]:
        """The roles that stand-ins play now, sorted."""
        return sorted(role for role, player in self.state.players.items() if player == "stand_in")

    @property
    def world(self) -> World:
        """What works now."""
        if self._world is None:
            self._world = World(self.plan, self.state)
        return self._world

    def emit(self, event: Event) -> None:
        """Something happened."""
        evolve(self.state, event)
        self.log.append(event)
        self._world = None
        self.changed = True


def _ids(exercise: Exercise) -> list[str]:
    plan = exercise.plan
    sections = (plan.sites, plan.systems, plan.functions, plan.teams, plan.people, plan.roles, plan.tasks)
    return [name for section in sections for name in section]
