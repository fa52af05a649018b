"""What is on the record of how an exercise was run: nothing of it changes the story.

The lobby and the clock are the facilitator's; what the host notices by itself has the actor `host`.
"""

from dataclasses import dataclass
from typing import Literal

HOST = "host"
"""The actor of what the host notices by itself."""


@dataclass(frozen=True, slots=True)
class Here:
    """Whether the person who plays a role is here and briefed: the role check-in before StartEx."""

    role: str
    is_here: bool = True


Reached = Literal["called", "answered", "voicemail", "no_answer"]
"""How a reach test of a role went: called, and then one of the others."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The reach test before StartEx: whoever is to hold a role is called by telephone, and answers or does not."""

    role: str
    how: Reached


@dataclass(frozen=True, slots=True)
class OnShift:
    """How many of a team, or how many `visitors`, are on shift: asked before StartEx, instead of the plan's number."""

    team: str
    count: int


@dataclass(frozen=True, slots=True)
class Start:
    """StartEx. `utc_offset` is the host's local time against UTC in seconds, `boot` names the host's boot."""

    utc_offset: int = 0
    boot: str = ""


@dataclass(frozen=True, slots=True)
class Jump:
    """The clock goes on at once, to a second or (None) to the next thing that happens or is due."""

    to: int | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """The talk is over: the story's clock goes on to the next thing (rule 20)."""


@dataclass(frozen=True, slots=True)
class Count:
    """The facilitator counts the time for which the computer was away, in real seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class WallStep:
    """The wall clock was set by this many seconds; the exercise clock did not move."""

    seconds: int


@dataclass(frozen=True, slots=True)
class HostSuspended:
    """The computer was away for this many seconds; the clock stopped, and they do not count unless somebody says so.

    `counted` of them the host's monotonic clock counted too.
    """

    seconds: int
    counted: int = 0


@dataclass(frozen=True, slots=True)
class HostDown:
    """The host was not running for this many seconds of the wall clock."""

    seconds: int


@dataclass(frozen=True, slots=True)
class StorageRecovered:
    """The record could not be written for this many seconds, and can again."""

    seconds: int


Running = Here | Reach | OnShift | Start | Jump | Next | Count | WallStep | HostSuspended | HostDown | StorageRecovered
