"""One drill being played: commands in, entries out, each acknowledged only once it is recorded."""

from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from drillsim.analysis.asked import as_counted, on_shift_said
from drillsim.engine import Engine, plays_script
from drillsim.errors import IdReused
from drillsim.model.exercise import Exercise
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.codec import SAID, decode_command, encode_command, encode_event, said_of
from drillsim.record.entries import Entry, Header, Stamp
from drillsim.record.events import Event, Refused
from drillsim.session.script import conduct_commands, response_command

Append = Callable[[Sequence[Entry]], None]
"""Commits entries; raises where they could not be kept."""

CONDUCT = get_args(c.Conduct)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command: its seq in the record, and the refusal where the rules refused it at once."""

    seq: int
    refused: Refused | None = None


@dataclass(frozen=True, slots=True, order=True)
class Waiting:
    """A command on the record that acts at a later second: the one at which it is said to be done (rule 20)."""

    at: int
    seq: int


class Session:
    """Plays an exercise and keeps its entries.

    A live exercise begins in the lobby: roles are checked in and given to players until `Start` is taken. Any other
    begins when it is first advanced. Scripted responses and conduct come at their seconds by themselves. `append` is
    called with each batch of new entries before anything is answered; without it they are only kept in memory.
    """

    def __init__(self, exercise: Exercise, header: Header, append: Append | None = None) -> None:
        self._as_written = exercise
        self.header = header
        self._append = append
        self._begin()

    def _begin(self) -> None:
        self.exercise = exercise = self._as_written
        """With the numbers on shift that were said before StartEx, from then on."""
        self.entries: list[Entry] = []
        self.players = dict(self.header.players)
        """Who plays each role when the exercise starts."""
        self.here: set[str] = set()
        """Roles whose players have checked in before StartEx."""
        self.started = False
        self._recorded_to = 0
        self._answers: dict[tuple[str, str], tuple[c.Command, int | None, Answer]] = {}
        self._waiting: list[Waiting] = []
        self._commands: dict[int, c.Played] = {}
        """What waits, by its seq."""
        self._responses = sorted(
            (exercise.second(response.at), index) for index, response in enumerate(exercise.drill.responses)
        )
        self._conduct = sorted((exercise.second(act.at), index) for index, act in enumerate(exercise.drill.conduct))
        self._set_the_table()

    def _set_the_table(self) -> None:
        drill, header = self.exercise.drill, self.header
        by_hand = header.facilitated and drill.release == "facilitator"
        self.engine = Engine(
            self.exercise, players=self.players, live=header.live, by_hand=by_hand, chance=header.chance
        )

    @property
    def now(self) -> int:
        """The second that the exercise clock shows."""
        return self.engine.now

    @property
    def over(self) -> bool:
        """Whether the exercise has ended."""
        return self.engine.over

    def next_due(self) -> float:
        """The next second at which something is due: in the plan, in the script, a response that waits, or the end."""
        return min([self.engine.next_due(), *self._firsts()])

    def said_for_later(self) -> Iterator[tuple[int, c.Played]]:
        """The responses that wait for the second at which they are said to be done, the first first (rule 20)."""
        return ((waiting.at, self._commands[waiting.seq]) for waiting in self._waiting)

    # Playing

    def advance(self, second: int, stamp: Stamp | None = None, *, to_alarm: bool = False) -> list[Entry]:
        """Plays up to a second, with what the script says on the way. Returns the new entries, recorded.

        `to_alarm`: only up to the first second at which a queue has risen above what a condition asks about, unless
        something of the script is due at that very second.
        """
        new: list[Entry] = []
        try:
            self._advance(second, new, to_alarm=to_alarm)
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

    def _advance(self, second: int, new: list[Entry], *, to_alarm: bool = False) -> None:
        self.started = True
        while not self.engine.over and (due := min(self._firsts(), default=second + 1)) <= second:
            if due >= self.engine.ends:
                break
            if to_alarm:
                self._keep(new, self.engine.begin(due, to_alarm=True))
                if self.engine.now < due and not self.engine.over:
                    second = self.engine.now
                    break
            self._play_script(due, new)
        self._keep(new, self.engine.advance(second, to_alarm=to_alarm))

    def _firsts(self) -> list[int]:
        scripted = [second for second, _ in (*self._responses[:1], *self._conduct[:1])]
        return [*scripted, *(waiting.at for waiting in self._waiting[:1])]

    def _play_script(self, second: int, new: list[Entry]) -> None:
        """One second of the script: the facilitator, what is due, responses; what waited for it after the script's."""
        waiting: list[int] = []
        while self._waiting and self._waiting[0].at <= second:
            waiting.append(self._waiting.pop(0).seq)
        self._keep(new, self.engine.begin(second))
        if self.engine.over:
            return  # a condition ended it on the way: nobody says anything any more
        while self._conduct and self._conduct[0][0] <= second:
            act = self.exercise.drill.conduct[self._conduct.pop(0)[1]]
            for command in conduct_commands(self.exercise, act):
                self._obey(command, new)
        self._act([seq for seq in waiting if isinstance(self._commands[seq], CONDUCT)], new)
        self._keep(new, self.engine.advance(second))
        while self._responses and self._responses[0][0] <= second:
            response = self.exercise.drill.responses[self._responses.pop(0)[1]]
            if plays_script(self.engine.play.state.players.get(response.by or ""), live=self.header.live):
                self._obey(response_command(self.exercise, response), new)
        self._act([seq for seq in waiting if seq in self._commands], new)

    def _act(self, waiting: Sequence[int], new: list[Entry]) -> None:
        for seq in waiting:
            self._keep(new, self.engine.submit(self._commands.pop(seq)), seq)

    # Commands

    def take(
        self,
        command: c.Command,
        *,
        client_id: str,
        actor: str | None = None,
        said: int | None = None,
        stamp: Stamp | None = None,
    ) -> Answer:
        """Takes a command at the second shown. The same id of the same actor counts once.

        A response `said` to be done at a later second is recorded now and acts then. What players do in the lobby
        acts at StartEx. Raises IdReused where the id was that of another command, and what `append` raises: then
        nothing happened, and the same id may be sent again.
        """
        who = actor or c.actor(command)
        if (known := self._answers.get((who, client_id))) is not None:
            if known[:2] != (command, said):
                raise IdReused(f"the id {client_id} was that of another command")
            return known[2]
        new: list[Entry] = []
        plays = not isinstance(command, r.Running | w.Written) or isinstance(command, r.Start)
        try:
            seq = self._obey(command, new, who, client_id, said)
            self._commit(new, stamp)
        except BaseException:
            if plays:
                self._forget_unrecorded()
            raise
        if isinstance(command, r.Here):
            (self.here.add if command.is_here else self.here.discard)(command.role)
        refusal = next((entry for entry in new if entry.kind == "refused" and entry.cause == seq), None)
        answer = Answer(seq, Refused(refusal.at, **refusal.body) if refusal else None)
        self._answers[who, client_id] = (command, said, answer)
        return answer

    def answered(self, actor: str, client_id: str) -> tuple[c.Command, int | None, Answer] | None:
        """What this id of this actor asked for before, said for when, and the answer; None: it is new."""
        return self._answers.get((actor, client_id))

    def _obey(
        self,
        command: c.Command,
        new: list[Entry],
        who: str | None = None,
        client_id: str | None = None,
        said: int | None = None,
    ) -> int:
        seq = len(self.entries) + len(new) + 1
        kind, body = encode_command(command)
        if said is not None:
            body[SAID] = said
        now = self.engine.now
        new.append(Entry(seq, "command", now, kind, who or c.actor(command), client_id, None, body, now * 1000))
        if isinstance(command, r.Start):
            self.exercise = as_counted(self._as_written, on_shift_said(self.entries))
            self._set_the_table()
            self._advance(0, new)
        elif isinstance(command, r.Running | w.Written):
            pass  # nothing of the story changes
        elif not self.started and isinstance(command, c.Place):
            self.players[command.role] = command.player
        elif not self.started:
            self._wait(said or 0, seq, command)
        elif said is not None and said > self.engine.now:
            self._wait(said, seq, command)
        else:
            self._keep(new, self.engine.submit(command), seq)
        return seq

    def _wait(self, second: int, seq: int, command: c.Played) -> None:
        insort(self._waiting, Waiting(second, seq))
        self._commands[seq] = command

    # The record

    def adopt(self, entries: Sequence[Entry]) -> None:
        """Takes these recorded entries for those that came of catching up; what came beyond them is recorded now."""
        beyond = self.entries[len(entries) :]
        self.entries = list(entries)
        self._commit(beyond, None)

    def catch_up(self, entries: Sequence[Entry]) -> None:
        """Takes the recorded commands of people again, each at its second, up to where the entries end.

        What the drill's own script did comes again by itself. Nothing is recorded anew.
        """
        append, self._append = self._append, None
        had_lobby = self.header.live and bool(entries) and entries[0].sort == "command"
        try:
            reached = -1
            for entry in entries:
                if entry.sort == "command" and entry.id is not None:
                    command = decode_command(entry.kind, entry.body)
                    is_before = not self.started and (had_lobby or isinstance(command, w.OpenActions))
                    if entry.at != reached and not is_before:
                        self.advance(entry.at)
                        reached = entry.at
                    self.take(command, actor=entry.actor, client_id=entry.id, said=said_of(entry.body))
            last = entries[-1].at if entries else 0
            for second in (last, last + 1):  # what came when the clock left the last second is played by leaving it
                if len(self.entries) < len(entries) and (self.started or not had_lobby):
                    self.advance(second)
        finally:
            self._append = append

    def _keep(self, new: list[Entry], events: Sequence[Event], cause: int | None = None) -> None:
        for event in events:
            kind, body = encode_event(event)
            seq = len(self.entries) + len(new) + 1
            new.append(Entry(seq, "event", event.at, kind, "engine", None, cause, body, event.at * 1000))

    def _commit(self, new: list[Entry], stamp: Stamp | None) -> list[Entry]:
        if stamp is not None:
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
        if self.started:
            self.engine.advance(reached)  # whatever came until then is recorded: nothing new comes of it
