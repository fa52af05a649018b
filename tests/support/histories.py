"""Records written by hand: what happened, event by event, and the outcome of that."""

from collections.abc import Iterable
from typing import Any

from drillsim.analysis.history import History, read
from drillsim.analysis.outcome import outcome
from drillsim.analysis.shape import FindingRow, Outcome
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.record.codec import encode_command, encode_event
from drillsim.record.commands import Command, actor
from drillsim.record.entries import Entry
from drillsim.record.whereabouts import Whereabouts
from support.stage import header

HUB = Whereabouts("at", "hub")
AWAY = Whereabouts("away", "hub")

Said = tuple[int, Command]
"""A command and its second."""


def entries(events: Iterable[e.Event], said: Iterable[Said] = ()) -> list[Entry]:
    """A record of these events and commands by their seconds; commands come first within one."""
    found = [
        Entry(0, "command", at, kind, actor(it), None, None, body)
        for at, it in said
        for kind, body in [encode_command(it)]
    ]
    found += [
        Entry(0, "event", it.at, kind, "engine", None, None, body) for it in events for kind, body in [encode_event(it)]
    ]
    return sorted(found, key=lambda entry: entry.at)


def history(exercise: Exercise, *events: e.Event, ends: int | None = None) -> History:
    """These events, read; the exercise ends as planned or at `ends`."""
    return read(exercise, entries([*events, e.ExerciseEnded(exercise.lasts if ends is None else ends)]))


def came_of(exercise: Exercise, *events: e.Event, ends: int | None = None, said: Iterable[Said] = ()) -> Outcome:
    """The outcome of these events; the exercise ends as planned or at `ends`."""
    end = e.ExerciseEnded(exercise.lasts if ends is None else ends)
    return outcome(exercise, header(exercise), entries([*events, end], said))


def found(result: Outcome, code: str) -> list[FindingRow]:
    """The findings of one code. Whatever they are about, each has to rest on something."""
    assert all(finding["evidence"] for finding in result["findings"] if finding["code"] == code)
    return [finding for finding in result["findings"] if finding["code"] == code]


def brief(result: Outcome, code: str) -> list[tuple[int | None, list[str]]]:
    """The findings of one code, as (at, about)."""
    return [(finding["at"], finding["about"]) for finding in found(result, code)]


def told(result: Outcome) -> list[tuple[str, int | None, list[str]]]:
    """All findings, as (code, at, about)."""
    return [(finding["code"], finding["at"], finding["about"]) for finding in result["findings"]]


def start(at: int, task: str, by: str = "lead", run: int = 1) -> e.TaskStarted:
    """A task began."""
    return e.TaskStarted(at, task, run, by, None, None, simulated=False)


def done(at: int, task: str, by: str = "lead", run: int = 1, took: int = 0) -> list[e.Event]:
    """A task began `took` seconds before, and was done."""
    return [start(at - took, task, by, run), e.TaskDone(at, task, run, estimated=False)]


def mode(at: int, to: str, run: int = 1) -> list[e.Event]:
    """The mode changed, by declare or stand_down."""
    task = "declare" if to == "emergency" else "stand_down"
    return [*done(at, task, run=run), e.ModeChanged(at, to, task)]


def delivered(at: int, message: str = "word", audience: str = "customers", by: str = "clerk") -> e.MessageDelivered:
    """A message reached an audience."""
    return e.MessageDelivered(at, message, audience, ("post",), by)


def release(at: int, inject: str) -> e.InjectReleased:
    """An inject came by the clock."""
    return e.InjectReleased(at, inject, "clock")


def moved(
    at: int,
    count: int,
    *,
    where: Whereabouts = HUB,
    to: Whereabouts = AWAY,
    team: str = "agents",
    works: str | None = "calls",
    to_works: str | None = "same",
    why: Any = "away",
) -> e.AgentsMoved:
    """People of a team went somewhere; as nothing else is said, from the hub, which closed."""
    return e.AgentsMoved(at, team, count, works, where, works if to_works == "same" else to_works, to, why)
