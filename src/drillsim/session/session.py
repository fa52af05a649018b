"""One drill being played: commands in, entries out, each acknowledged only once it is recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from drillsim.engine import Engine, plays_script
from drillsim.errors import IdReused
from drillsim.model.exercise import Exercise
from drillsim.record import commands as c
from drillsim.record.codec import decode_command, encode_command, encode_event
from drillsim.record.entries import Entry, Header
from drillsim.record.events import Event, Refused
from drillsim.session.script import conduct_commands, response_command

Append = Callable[[Sequence[Entry]], None]
"""Commits entries; raises where they could not be kept."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The host's clocks when something was taken: exercise milliseconds, monotonic and wall nanoseconds."""

    drill_ms: int = 0
    mono_ns: int = 0
    wall_ns: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command: its seq in the record, and the refusal where the rules refused it."""

    seq: int
    refused: Refused | None = None


class Session:
    """Plays an exercise and keeps its entries.

    Scripted responses and conduct come at their seconds by themselves. `append` is called with each batch of new
    entries before anything is answered; without it the entries are only kept in memory.
    """

    def __init__(self, exercise: Exercise, header: Header, append: Append | None = None) -> None:
        self.exercise = exercise
        self.header = header
        self._append = append
        self._begin()

    def _begin(self) -> None:
        exercise = self.exercise
        self.engine = Engine(exercise, players=self.header.players, live=self.header.live)
        self.entries: list[Entry] = []
        self._recorded_to = 0
        self._answers: dict[tuple[str, str], tuple[c.Command, Answer]] = {}
        self._responses = sorted(
            (
                (exercise.second(response.at), index)
                for index, response in enumerate(exercise.drill.responses)
                if plays_script(self.header.players.get(response.by or ""), live=self.header.live)
            ),
        )
        self._conduct = sorted((exercise.second(act.at), index) for index, act in enumerate(exercise.drill.conduct))

    @property
    def now(self) -> int:
        """The second that the exercise clock shows."""
        return self.engine.now

    @property
    def over(self) -> bool:
        """Whether the exercise has ended."""
        return self.engine.over

    def next_due(self) -> float:
        """The next second at which something is due: in the plan, in the script, or the end."""
        scripted = [second for second, _ in (*self._responses[:1], *self._conduct[:1])]
        return min([self.engine.next_due(), *scripted])

    def advance(self, second: int, stamp: Stamp | None = None) -> list[Entry]:
        """Plays up to a second, with what the script says on the way. Returns the new entries, recorded."""
        new: list[Entry] = []
        try:
            while not self.engine.over and (due := self._next_scripted(second)) is not None:
                self._play_script(due, new)
            self._keep(new, self.engine.advance(second))
            return self._commit(new, stamp)
        except BaseException:
            self._forget_unrecorded()
            raise

    def finish(self) -> list[Entry]:
        """Plays to the end, which the facilitator may have put off on the way."""
        new = self.advance(self.engine.ends)
        while not self.over:
            new += self.advance(self.engine.ends)
        return new

    def take(
        self,
        command: c.Command,
        *,
        client_id: str,
        actor: str | None = None,
        stamp: Stamp | None = None,
    ) -> Answer:
        """Takes a command at the second shown. The same id of the same actor counts once.

        Raises IdReused where the id was that of another command, and what `append` raises: then nothing happened,
        and the same id may be sent again.
        """
        who = actor or c.actor(command)
        if (known := self._answers.get((who, client_id))) is not None:
            if known[0] != command:
                raise IdReused(f"the id {client_id} was that of another command")
            return known[1]
        new: list[Entry] = []
        try:
            seq = self._obey(command, new, who, client_id)
            self._commit(new, stamp)
        except BaseException:
            self._forget_unrecorded()
            raise
        events = [entry for entry in new if entry.sort == "event"]
        refusal = next((entry for entry in events if entry.kind == "refused"), None)
        answer = Answer(seq, Refused(refusal.at, **refusal.body) if refusal else None)
        self._answers[who, client_id] = (command, answer)
        return answer

    def catch_up(self, entries: Sequence[Entry]) -> None:
        """Takes the recorded commands of people again, each at its second, up to where the entries end.

        What the drill's own script did comes again by itself. Nothing is recorded anew.
        """
        append, self._append = self._append, None
        try:
            for entry in entries:
                if entry.sort == "command" and entry.id is not None:
                    self.advance(entry.at)
                    command = decode_command(entry.kind, entry.body)
                    self.take(command, actor=entry.actor, client_id=entry.id)
            last = entries[-1].at if entries else 0
            for second in (
                last,
                last + 1,
            ):  # what came when the clock left the last second is played by leaving it
                if len(self.entries) < len(entries):
                    self.advance(second)
        finally:
            self._append = append

    def _next_scripted(self, second: int) -> int | None:
        due = min((item[0] for item in (*self._responses[:1], *self._conduct[:1])), default=None)
        return due if due is not None and due <= second and due < self.engine.ends else None

    def _play_script(self, second: int, new: list[Entry]) -> None:
        self._keep(new, self.engine.begin(second))
        while self._conduct and self._conduct[0][0] <= second:
            act = self.exercise.drill.conduct[self._conduct.pop(0)[1]]
            for command in conduct_commands(self.exercise, act):
                self._obey(command, new)
        self._keep(new, self.engine.advance(second))
        while self._responses and self._responses[0][0] <= second:
            response = self.exercise.drill.responses[self._responses.pop(0)[1]]
            self._obey(response_command(self.exercise, response), new)

    def _obey(self, command: c.Command, new: list[Entry], who: str | None = None, client_id: str | None = None) -> int:
        seq = len(self.entries) + len(new) + 1
        kind, body = encode_command(command)
        new.append(Entry(seq, "command", self.engine.now, kind, who or c.actor(command), client_id, None, body))
        self._keep(new, self.engine.submit(command), seq)
        return seq

    def _keep(self, new: list[Entry], events: Sequence[Event], cause: int | None = None) -> None:
        for event in events:
            kind, body = encode_event(event)
            seq = len(self.entries) + len(new) + 1
            new.append(Entry(seq, "event", event.at, kind, "engine", None, cause, body))

    def _commit(self, new: list[Entry], stamp: Stamp | None) -> list[Entry]:
        if stamp is None:
            new = [replace(entry, drill_ms=entry.at * 1000) for entry in new]
        else:
            new = [
                replace(entry, drill_ms=stamp.drill_ms, mono_ns=stamp.mono_ns, wall_ns=stamp.wall_ns) for entry in new
            ]
        if new and self._append is not None:
            self._append(new)
        self.entries += new
        self._recorded_to = self.engine.now
        return new

    def _forget_unrecorded(self) -> None:
        """What could not be recorded did not happen: the play goes back to where its record ends."""
        recorded, reached = self.entries, self._recorded_to
        self._begin()
        self.catch_up(recorded)
        self.entries, self._recorded_to = recorded, reached
        self.engine.advance(reached)  # whatever came until then is recorded: nothing new comes of it
