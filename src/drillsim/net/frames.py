"""What host and client say to each other, whatever carries it."""

from dataclasses import dataclass
from typing import Any, Literal

from drillsim.session.news import News
from drillsim.session.view import Briefing, ClockView, View

PROTOCOL = 1


@dataclass(frozen=True, slots=True)
class Hello:
    """The first frame: which protocol, what is played, as whom, and the last entry's number."""

    protocol: int
    briefing: Briefing
    roles: tuple[str, ...]
    leads: bool
    head: int


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
