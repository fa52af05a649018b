"""The muster as a client may see it: in full for the facilitator and a team's lead, as counts for others."""

from dataclasses import dataclass
from typing import Literal

Sight = Literal["full", "lead", "counts"]
"""`full`: all that is so. `lead`: what people of the own team reported, by name. `counts`: that, without names."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody who reported by name; `since` is the second from which the status holds."""

    name: str
    status: str
    since: int
    site: str | None = None
    reason: str | None = None
    counted: bool = False


@dataclass(frozen=True, slots=True)
class TargetView:
    """A share (0 to 1) that is to be there by a second; `took` seconds it took, so many are `missing`."""

    task: str
    share: float
    limit: int
    due: int
    took: int | None
    missing: int


@dataclass(frozen=True, slots=True)
class TeamMusterView:
    """The head count of one team; what each number means is said in `analysis.muster`.

    `stages` hold everybody of the head count: for those who do not see all only what was reported, the rest unheard.
    """

    team: str
    sight: Sight
    alarm: int
    to: str | None
    head: int
    counted: int
    surplus: int
    unaccounted: int
    stages: tuple[tuple[str, int], ...]
    curve: tuple[tuple[int, int], ...]
    reached: tuple[tuple[int, int | None], ...]
    """(per cent of the head count, when so many were counted)."""
    sent: int | None = None
    people: tuple[PersonView, ...] = ()
    targets: tuple[TargetView, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """A check-in as it was recorded; `number` counts them all from 1."""

    number: int
    at: int
    team: str
    status: str
    count: int
    counted: int
    surplus: int
    site: str | None
    reason: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ClockPoint:
    """What both clocks showed at one moment: seconds of the wall clock since 1970, and of the exercise."""

    wall: float
    exercise: float


@dataclass(frozen=True, slots=True)
class ClockCourse:
    """How the exercise clock went by the wall clock: between two points evenly, after the last at its pace (0: stands).

    `utc_offset` is the host's local time against UTC in seconds.
    """

    points: tuple[ClockPoint, ...] = ()
    pace: int = 0
    utc_offset: int = 0


@dataclass(frozen=True, slots=True)
class MusterView:
    """Every team that has to be accounted for, as far as this client sees it."""

    teams: tuple[TeamMusterView, ...]
    reports: int
    """How many check-ins there were in all."""
    latest: tuple[ReportView, ...] = ()
    """The last of them, of the teams that this client sees by name."""
    course: ClockCourse | None = None
    """How the exercise clock went by the wall clock; None for those who do not conduct the exercise."""
