"""What if: a drill that is over, played again with one response moved or left out and nothing else changed.

The same seed, the same random numbers, the same commands of people at their seconds, the drill's own script and
conduct; stand-ins act by their rules on what they find. What then no longer fits is refused by the rules, as it would
have been. Where the start of a task is moved, what somebody said to end that very run moves with it: the work takes as
long as it took. Check-ins stay at their seconds: when people would have come, nobody knows.

Of several responses in one second the order is that of the record. With a clock that stops to talk it is the second at
which a response was said to be done that moves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from drillsim.analysis.reckoning import Reckoning
from drillsim.model.exercise import Exercise
from drillsim.model.spelling import Clock
from drillsim.record.codec import SAID
from drillsim.record.entries import Entry
from drillsim.rehearsal.responses import Line, Recorded, Response, responses, scripted
from drillsim.session.session import Session


@dataclass(frozen=True, slots=True)
class Moved:
    """A response that comes so many seconds later, or (below 0) earlier."""

    response: Response
    by: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A response that never comes."""

    response: Response


Change = Moved | Dropped


@dataclass(frozen=True)
class Played:
    """A play with one change. `refused`: the rules refused the response that was moved."""

    reckoned: Reckoning
    refused: bool


class WhatIf:
    """Plays one record again and again, each time with one change."""

    def __init__(self, recorded: Recorded) -> None:
        self.recorded = recorded

    @cached_property
    def as_recorded(self) -> Reckoning:
        """What came of it as it was."""
        return Reckoning(self.recorded.exercise, self.recorded.header, self.recorded.entries)

    @cached_property
    def responses(self) -> list[Response]:
        """What can be moved or left out."""
        return responses(self.recorded.entries)

    @cached_property
    def _scripted(self) -> dict[int, Line]:
        return scripted(self.recorded.exercise, self.recorded.entries)

    def play(self, change: Change) -> Played:
        """The drill with that change, to its end. The response has to be one of this record's."""
        seqs = {change.response.seq}
        if isinstance(change, Moved):
            if change.response.ends is not None:
                seqs.add(change.response.ends)
            moves: Mapping[int, int | None] = dict.fromkeys(seqs, change.by)
        else:
            moves = dict.fromkeys(seqs)
        lines = {self._scripted[seq]: move for seq, move in moves.items() if seq in self._scripted}
        session = Session(_with_lines(self.recorded.exercise, lines), self.recorded.header)
        session.catch_up(_retimed(self.recorded.entries, moves))
        session.finish()
        return Played(
            Reckoning(session.exercise, self.recorded.header, session.entries),
            isinstance(change, Moved) and self._is_refused(change, session.entries),
        )

    def _is_refused(self, moved: Moved, played: Sequence[Entry]) -> bool:
        """Whether the rules refused it at its new second."""
        was = self.recorded.entries[moved.response.seq - 1]
        alike = {
            entry.seq
            for entry in played
            if entry.sort == "command"
            and (entry.kind, entry.actor, entry.id) == (was.kind, was.actor, was.id)
            and entry.acts_at == was.acts_at + moved.by
            and _said(entry) == _said(was)
        }
        return any(entry.kind == "refused" and entry.cause in alike for entry in played)


def _with_lines(exercise: Exercise, lines: Mapping[Line, int | None]) -> Exercise:
    """The exercise with these lines of its drill moved by seconds, or (None) left out."""
    if not lines:
        return exercise
    drill = exercise.drill
    changed = {
        key: tuple(
            row if move == 0 else row.model_copy(update={"at": Clock(exercise.second(row.at) + move)})
            for index, row in enumerate(getattr(drill, key))
            if (move := lines.get(Line(key, index), 0)) is not None
        )
        for key in {line.key for line in lines}
    }
    return replace(exercise, drill=drill.model_copy(update=changed))


def _retimed(entries: Sequence[Entry], moves: Mapping[int, int | None]) -> list[Entry]:
    """What people typed, with these moved by seconds, or (None) left out; in the order in which it is then taken."""
    found = []
    for entry in entries:
        move = moves.get(entry.seq, 0)
        if move is not None:
            found.append(entry if move == 0 or entry.sort == "event" else _later(entry, move))
    return sorted(found, key=lambda entry: (entry.at, entry.seq))


def _later(entry: Entry, seconds: int) -> Entry:
    """It is typed when it was, and acts later, where that is still possible; else it is typed when it acts."""
    acts = entry.acts_at + seconds
    if SAID in entry.body and acts > entry.at:
        return replace(entry, body={**entry.body, SAID: acts})
    return replace(entry, at=acts, body=_said(entry))


def _said(entry: Entry) -> dict[str, object]:
    """A command's own fields, without when it is said to be done."""
    return {name: value for name, value in entry.body.items() if name != SAID}
