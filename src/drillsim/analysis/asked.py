"""What was asked before StartEx: who could be reached, and who is on shift now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from drillsim.analysis.talk import NANOSECONDS
from drillsim.model.exercise import Exercise
from drillsim.record import running as r
from drillsim.record.codec import decode_command
from drillsim.record.entries import Entry


@dataclass(frozen=True, slots=True)
class Call:
    """The reach test of one role: how it went, when it was called (the wall clock in ns), how long it took.

    `seconds` are real ones from the call to the answer, the voicemail or the giving up; None while it rings, or where
    nobody noted the call itself.
    """

    how: r.Reached
    called_wall_ns: int | None = None
    seconds: int | None = None


def reach_test(entries: Iterable[Entry]) -> dict[str, Call]:
    """The last call of each role that was called before StartEx."""
    found: dict[str, Call] = {}
    began: dict[str, int] = {}
    for entry in entries:
        if entry.kind == "start":
            break
        if entry.sort != "command" or entry.kind != "reach":
            continue
        command = decode_command(entry.kind, entry.body)
        assert isinstance(command, r.Reach)  # by its kind
        role = command.role
        if command.how == "called":
            began[role] = entry.mono_ns
            found[role] = Call("called", entry.wall_ns)
        else:
            before = found.get(role)
            took = (entry.mono_ns - began.pop(role)) // NANOSECONDS if role in began else None
            found[role] = Call(command.how, None if before is None else before.called_wall_ns, took)
    return found


def on_shift_said(entries: Iterable[Entry]) -> dict[str, int]:
    """How many of each team, and how many visitors, are on shift by what was said before StartEx."""
    found: dict[str, int] = {}
    for entry in entries:
        if entry.kind == "start":
            break
        if entry.sort == "command" and entry.kind == "on_shift":
            found[entry.body["team"]] = entry.body["count"]
    return found


def as_counted(exercise: Exercise, said: dict[str, int]) -> Exercise:
    """The exercise with these numbers on shift instead of the drill's and the plan's."""
    if not said:
        return exercise
    drill = exercise.drill
    return replace(exercise, drill=drill.model_copy(update={"on_shift": {**drill.on_shift, **said}}))
