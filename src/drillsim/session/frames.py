"""What host and client say to each other, whatever carries it."""

from dataclasses import dataclass
from typing import Any, Literal

from drillsim.session.view import Briefing, ClockView, View

PROTOCOL = 1

NewsKind = Literal[
    "started_exercise",
    "ended",
    "inject",
    "opened",
    "acknowledged",
    "started",
    "done",
    "sent",
    "waits",
    "approved",
    "decided",
    "assigned",
    "noted",
    "refused",
    "mode",
    "held",
    "played",
    "checked_in",
    "paused",
    "resumed",
    "pace",
]
"""What news can be about; the words for each are in `present.log`."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The first frame: which protocol, what is played, as whom, and the last entry's number."""

    protocol: int
    briefing: Briefing
    roles: tuple[str, ...]
    leads: bool
    head: int


@dataclass(frozen=True, slots=True)
class News:
    """An entry of the record as these roles may know it; `prev` is the seq of the one before it in this view."""

    seq: int
    prev: int
    at: int
    kind: NewsKind
    by: str
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Events:
    """What happened since the last such frame."""

    events: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """The replay of what came before is over; from here on it is live."""

    seq: int


@dataclass(frozen=True, slots=True)
class Tick:
    """The clock; a newer one replaces an older one."""

    clock: ClockView


@dataclass(frozen=True, slots=True)
class Shown:
    """What is so now; a newer one replaces an older one."""

    view: View


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the drill's host that everybody has to know."""

    kind: Literal["degraded", "recovered", "ended"]
    text: str


@dataclass(frozen=True, slots=True)
class Ack:
    """A command is on the record."""

    id: str
    seq: int


@dataclass(frozen=True, slots=True)
class Nack:
    """A command did nothing, and why; a refusal by the rules is on the record too."""

    id: str
    why: str
    text: str


Frame = Hello | Events | CaughtUp | Tick | Shown | Notice | Ack | Nack


@dataclass(frozen=True, slots=True)
class Up:
    """A command on its way to the host; the client makes the id, so that sending it twice counts once."""

    id: str
    kind: str
    body: dict[str, Any]
