"""What roles did in a drill that is over, one response after the other, with what belongs to each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never, get_args

from drillsim.model.exercise import Exercise
from drillsim.record import commands as c
from drillsim.record.codec import decode_command
from drillsim.record.entries import Entry, Header
from drillsim.session.script import conduct_commands, response_command

RESPONSES = tuple(name for name, kind in c.KINDS.items() if kind in get_args(c.Response))
"""The kinds of commands that are a role's."""


@dataclass(frozen=True)
class Recorded:
    """A drill that is over: what was played, by what, and what is on its record."""

    exercise: Exercise
    header: Header
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Response:
    """A role's command as it stands on the record: `seq` its entry, `at` the second at which it acted.

    `ends` is the entry by which somebody ended the run of the task that it starts; None: its usual time did, or the
    end of the exercise.
    """

    seq: int
    at: int
    by: str
    command: c.Response
    ends: int | None = None

    @property
    def name(self) -> str:
        """What it is about: the task, the message, the inject, the choice."""
        return named(self.command)[1]

    @property
    def ref(self) -> str:
        """How evidence names it: `task:call_brightline`."""
        return ":".join(named(self.command))


def responses(entries: Sequence[Entry]) -> list[Response]:
    """All of them, in the order of the record."""
    ends = _ends(entries)
    found = []
    for entry in entries:
        if entry.sort == "command" and entry.kind in RESPONSES:
            command = decode_command(entry.kind, entry.body)
            assert isinstance(command, c.Response)  # by its kind
            found.append(Response(entry.seq, entry.acts_at, entry.by, command, ends.get(entry.seq)))
    return found


def named(command: c.Response) -> tuple[str, str]:
    """What kind of thing a response is about, and its name."""
    match command:
        case c.Does(task=task):
            return "task", task
        case c.Done(task=task):
            return "done", task
        case c.Sends(message=message):
            return "message", message
        case c.Approves(message=message):
            return "approval", message
        case c.ChecksIn(team=team):
            return "check_in", team
        case c.Reads(inject=inject) | c.Acknowledges(inject=inject):
            return "inject", inject
        case c.Seen(action=action):
            return "action", action
        case c.Decides(what=what, choice=choice):
            return ("decision", what) if choice is None else ("choice", choice)
        case c.Assigns(what=what):
            return "assignment", what
        case c.Notes(text=text):
            return "note", text
        case _:
            assert_never(command)


def _ends(entries: Sequence[Entry]) -> dict[int, int]:
    """By the entry that started a run, the one by which somebody ended it: a `done`, or the usual time given to it."""
    said = {entry.seq for entry in entries if entry.sort == "command" and entry.kind in ("done", "give_usual")}
    began: dict[int, int] = {}
    found: dict[int, int] = {}
    for entry in entries:
        if entry.cause is None:
            continue
        if entry.kind == "task_started":
            began.setdefault(entry.body["run"], entry.cause)
        elif entry.kind in ("task_done", "usual_time_given") and entry.cause in said:
            start = began.get(entry.body["run"])
            if start is not None:
                found.setdefault(start, entry.cause)
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the drill file: its key and its place in that list."""

    key: str
    index: int


def scripted(exercise: Exercise, entries: Sequence[Entry]) -> dict[int, Line]:
    """The line of the drill file behind each entry that its script gave: every line speaks once, at its second."""
    lines = sorted(_lines(exercise), key=lambda line: line[0])
    found: dict[int, Line] = {}
    for entry in entries:
        if entry.sort != "command" or entry.id is not None:
            continue
        command = decode_command(entry.kind, entry.body)
        for place, (second, line, said) in enumerate(lines):
            if second == entry.at and said == command:
                found[entry.seq] = line
                del lines[place]
                break
    return found


def _lines(exercise: Exercise) -> Iterator[tuple[int, Line, c.Command]]:
    for index, response in enumerate(exercise.drill.responses):
        yield exercise.second(response.at), Line("responses", index), response_command(exercise, response)
    for index, act in enumerate(exercise.drill.conduct):
        for command in conduct_commands(exercise, act):
            yield exercise.second(act.at), Line("conduct", index), command
