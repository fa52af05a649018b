"""The entries of a record and its header: all that a report, a replay or another program needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from drillsim.contacts.chance import Chance, Engine
from drillsim.contacts.engines import usable
from drillsim.record.codec import decode_event, said_of
from drillsim.record.events import Event

RECORD_FORMAT = 2
OUTCOME_VERSION = 1


@dataclass(frozen=True, slots=True)
class Stamp:
    """The host's clocks when something was taken: exercise milliseconds, monotonic and wall nanoseconds."""

    drill_ms: int = 0
    mono_ns: int = 0
    wall_ns: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One command or event.

    `at` is the exercise clock in whole seconds, `drill_ms` the same clock in milliseconds when the command was
    taken, `mono_ns` and `wall_ns` the host's clocks then (0 where nobody watched a clock). `id` is the client's id
    of a command, None for events and scripted commands; `cause` is the seq of the command that caused an event.
    """

    seq: int
    sort: Literal["command", "event"]
    at: int
    kind: str
    actor: str
    id: str | None
    cause: int | None
    body: dict[str, Any]
    drill_ms: int = 0
    mono_ns: int = 0
    wall_ns: int = 0

    @property
    def acts_at(self) -> int:
        """The second at which it acts: where somebody said when a response was done, then; else when it was typed."""
        said = said_of(self.body)
        return self.at if said is None else said

    @property
    def by(self) -> str:
        """The role that a command is of, whoever typed it; the actor where it is of no role."""
        return self.body.get("by") or self.actor


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it was loaded: its path relative to the drill's folder, its text and its SHA-256."""

    path: str
    kind: Literal["drill", "plan", "scenario"]
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Header:
    """What was played, and by what.

    `players` says who plays each role at first: a name, stand_in or script; `live` whether people play it at a clock;
    `facilitated` whether somebody is in the facilitator's place, so that what the drill leaves to the facilitator is.
    """

    texts: tuple[Text, ...]
    seed: int
    players: dict[str, str]
    live: bool
    drillsim: str
    record_format: int = RECORD_FORMAT
    outcome: int = OUTCOME_VERSION
    facilitated: bool = False
    numpy: str | None = None
    contacts_engine: Engine | None = None
    """What played the contacts, where the plan has any."""
    started_wall_ns: int = 0

    @property
    def chance(self) -> Chance:
        """Which customers came; played by the engine that is there, which tells the same."""
        return Chance(self.seed, engine=usable(self.contacts_engine or "python"))

    @property
    def drill(self) -> Text:
        """The drill's own text."""
        return next(text for text in self.texts if text.kind == "drill")

    @property
    def plan(self) -> Text:
        """The plan's text."""
        return next(text for text in self.texts if text.kind == "plan")


def events_of(entries: Iterable[Entry]) -> Iterator[Event]:
    """The events among the entries, in order."""
    for entry in entries:
        if entry.sort == "event":
            yield decode_event(entry.kind, entry.at, entry.body)
