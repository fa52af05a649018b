"""Plain lines for tests: somebody types, with a clock that only moves when told."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from drillsim.model.exercise import Exercise
from drillsim.net.desk import Desk
from drillsim.plain.conversation import Conversation
from support.facilitated import Led
from support.live import Table


@dataclass
class Talk:
    """A table, a conversation at it, and all that was told."""

    table: Table
    record: str = "x.drillrecord"
    told: list[str] = field(default_factory=list)
    conversation: Conversation = field(init=False)

    def __post_init__(self) -> None:
        desk = Desk(self.table.host, self.table.client)
        self.conversation = Conversation(desk, lambda: desk.results(self.record))
        self.told += self.conversation.begin()

    def say(self, *lines: str) -> list[str]:
        """Types these lines; what was told since, to the end of any jump."""
        before = len(self.told)
        for line in lines:
            self.told += self.conversation.take(line)
            self.hear()
            while self.table.host.busy:
                self.hear()
        return self.told[before:]

    def hear(self) -> list[str]:
        """The host plays up to now; what is new."""
        self.table.host.tick()
        lines = self.conversation.hear()
        self.told += lines
        return lines

    def pass_time(self, seconds: int) -> list[str]:
        """Real time passes, a second at a time."""
        before = len(self.told)
        for _ in range(seconds):
            self.table.clock.forward(1)
            self.hear()
        return self.told[before:]

    def start(self) -> list[str]:
        """StartEx, with the clock standing: then it moves by jumps only, and transcripts are the same each time."""
        said = self.say("pause", "start")
        return [*said, *self.say("yes")] if isinstance(self.table, Led) else said


def facilitated(exercise: Exercise, taken: Sequence[str] | None = None) -> Talk:
    """Somebody types in the facilitator's place."""
    return Talk(Led(exercise, tuple(exercise.plan.roles) if taken is None else taken))


def alone(exercise: Exercise, *roles: str) -> Talk:
    """Somebody types who plays these roles, and leads."""
    return Talk(Table(exercise, roles or tuple(exercise.plan.roles)))
