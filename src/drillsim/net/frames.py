"""What host and client say to each other, whatever carries it."""

from dataclasses import dataclass
from typing import Any, Literal

from drillsim.session.console import ConsoleView
from drillsim.session.news import News
from drillsim.session.review import ReviewView
from drillsim.session.view import Briefing, ClockView, LeftRow, LobbyRow, ShiftRow, View

PROTOCOL = 1

Place = Literal["facilitator", "player", "evaluator", "scribe"]
"""Whose place a client is. One person alone at a keyboard is a player who also runs the clock.

The scribe types for the table: whatever a player may, for every role, recorded as typed by the scribe. An evaluator
sees what the facilitator sees, and watches.
"""

CONTROLLING: tuple[Place, ...] = ("facilitator", "evaluator")
"""The places that see all of the exercise, injects to come and what is expected included."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The first frame: which protocol, what is played, as whom, and the last entry's number."""

    protocol: int
    briefing: Briefing
    place: Place
    roles: tuple[str, ...]
    leads: bool
    """Whether this client starts, stops and ends the exercise."""
    head: int


@dataclass(frozen=True, slots=True)
class Lobby:
    """Who plays which role, who is here and who is on shift, until StartEx; a newer one replaces an older one."""

    rows: tuple[LobbyRow, ...]
    on_shift: tuple[ShiftRow, ...] = ()
    left: tuple[LeftRow, ...] = ()
    """What earlier drills left to do."""


@dataclass(frozen=True, slots=True)
class Events:
    """What happened since the last such frame."""

    events: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """The replay of what came before is over; from here on it is live."""

    seq: int


@dataclass(frozen=True, slots=True)
class ViewReset:
    """A role of this client has changed hands, or it took no frames for too long: all is told again.

    `is_behind`: frames were dropped, and answers may have been among them; what has none may be sent again.
    """

    roles: tuple[str, ...]
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """The clock; a newer one replaces an older one."""

    clock: ClockView


@dataclass(frozen=True, slots=True)
class Shown:
    """What is so now; a newer one replaces an older one."""

    view: View


@dataclass(frozen=True, slots=True)
class Led:
    """What is so now for the facilitator, and for nobody else; a newer one replaces an older one."""

    console: ConsoleView


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The evaluation: for the places that see all of the exercise, after EndEx for everybody.

    A newer one replaces an older one.
    """

    review: ReviewView


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the drill's host that everybody has to know; `why` is disk_full or storage where degraded."""

    kind: Literal["degraded", "recovered", "ended"]
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ack:
    """A command is on the record."""

    id: str
    seq: int


@dataclass(frozen=True, slots=True)
class Nack:
    """A command did nothing, and why; a refusal by the rules is on the record too, as `seq`.

    `id` is None where the command bore none that could be answered.
    """

    id: str | None
    why: str
    text: str
    seq: int | None = None


Frame = Hello | Lobby | Events | CaughtUp | ViewReset | Tick | Shown | Led | Reviewed | Notice | Ack | Nack
LATEST = (Lobby, Tick, Shown, Led, Reviewed)
"""Of these only the newest counts."""


@dataclass(frozen=True, slots=True)
class Up:
    """A command on its way to the host; the client makes the id, so that sending it twice counts once."""

    id: str
    kind: str
    body: dict[str, Any]
