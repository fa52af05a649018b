"""Events: past-tense facts, in the order in which they happened. `at` is seconds since StartEx."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from drillsim.model.scenario import Fault
from drillsim.record.commands import Look
from drillsim.record.whereabouts import Whereabouts

Why = Literal["unknown", "uncovered", "wrong_role", "not_allowed", "barred", "after", "needs"]
Released = Literal["clock", "condition", "facilitator"]
Moved = Literal["left", "arrived", "away", "absent", "back", "checked_in", "recalled", "went_off", "came_on"]


@dataclass(frozen=True, slots=True)
class ExerciseStarted:
    """StartEx."""

    at: int


@dataclass(frozen=True, slots=True)
class ExerciseEnded:
    """EndEx: nothing is reckoned from this second on."""

    at: int


@dataclass(frozen=True, slots=True)
class HazardBegan:
    """A hazard holds from now on."""

    at: int
    hazard: str


@dataclass(frozen=True, slots=True)
class InjectReleased:
    """An inject came: its text is told and what it does happens."""

    at: int
    inject: str
    how: Released


@dataclass(frozen=True, slots=True)
class InjectDue:
    """The time or the conditions of an inject have come; the facilitator, who sets the pace, has to release it."""

    at: int
    inject: str


@dataclass(frozen=True, slots=True)
class InjectSkipped:
    """An inject was left out."""

    at: int
    inject: str
    because: str | None


@dataclass(frozen=True, slots=True)
class InjectDeferred:
    """An inject was put off."""

    at: int
    inject: str
    to: int | None


@dataclass(frozen=True, slots=True)
class InjectRestored:
    """The last skip or deferral of an inject was taken back; an earlier deferral holds again."""

    at: int
    inject: str


@dataclass(frozen=True, slots=True)
class InjectImprovised:
    """The facilitator made up an inject."""

    at: int
    inject: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlaybookFired:
    """The conditions of a playbook held; `since` is when the last of them began to."""

    at: int
    playbook: str
    since: int


@dataclass(frozen=True, slots=True)
class SystemFailed:
    """A system failed."""

    at: int
    system: str


@dataclass(frozen=True, slots=True)
class SystemWeakened:
    """A system lets only this share of those who need it work; 1 is all of them."""

    at: int
    system: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class NobodyNewLetIn:
    """A system lets nobody new in from now on; `keeps` are those who work with it: function, site, number."""

    at: int
    system: str
    keeps: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class SystemRepaired:
    """A system no longer fails or is weak, and lets everybody in."""

    at: int
    system: str


@dataclass(frozen=True, slots=True)
class PlaceLost:
    """A site or an area was lost, with every system there."""

    at: int
    place: str


@dataclass(frozen=True, slots=True)
class PlaceRepaired:
    """The loss of a site or an area ended; its sites stay closed until opened."""

    at: int
    place: str


@dataclass(frozen=True, slots=True)
class SiteClosed:
    """A site closed."""

    at: int
    site: str


@dataclass(frozen=True, slots=True)
class SiteOpened:
    """A site opened."""

    at: int
    site: str


@dataclass(frozen=True, slots=True)
class SiteBarred:
    """Nobody may open a site, need it for a task or send people there; who works there goes on."""

    at: int
    site: str


@dataclass(frozen=True, slots=True)
class SiteCleared:
    """A barred site may be entered again."""

    at: int
    site: str


@dataclass(frozen=True, slots=True)
class AgentsMoved:
    """People of a team went from one place (and work) to another; `name` says who, where one checked in by name."""

    at: int
    team: str
    count: int
    works: str | None
    where: Whereabouts
    to_works: str | None
    to: Whereabouts
    why: Moved
    name: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """People of a team reported: `count` did, `counted` of them were new to the count, `surplus` were not expected.

    `name` says who did, where one did by name; `since` when they signed in, where a log says so.
    """

    at: int
    team: str
    status: str
    count: int
    counted: int
    surplus: int
    site: str | None
    reason: str | None
    name: str | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class PersonAbsent:
    """Somebody can no longer be reached."""

    at: int
    person: str


@dataclass(frozen=True, slots=True)
class PersonBack:
    """Somebody can be reached again."""

    at: int
    person: str


@dataclass(frozen=True, slots=True)
class StaffingChanged:
    """Another line of the staffing holds from now on, the first at StartEx.

    `line` is its place in the list and `name` what people call it; both None: none fits, and nobody is on shift.
    `closed` are the sites closed at these hours, `runs_on` the functions that were out and are closed now: their
    outages run on.
    """

    at: int
    line: int | None
    name: str | None
    closed: tuple[str, ...]
    runs_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CrewCameOn:
    """A crew of the rotation came on duty."""

    at: int
    crew: str


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """Who holds a role from now on; None: nobody."""

    at: int
    role: str
    person: str | None


@dataclass(frozen=True, slots=True)
class RolePlayed:
    """Who plays a role from now on: a name, stand_in or script."""

    at: int
    role: str
    player: str


@dataclass(frozen=True, slots=True)
class TaskStarted:
    """A task began as run number `run`; `ends` is its usual end, None where somebody has to say done."""

    at: int
    task: str
    run: int
    by: str
    person: str | None
    ends: int | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A task run ended; `estimated` where it was given its usual time in a timed drill."""

    at: int
    task: str
    run: int
    estimated: bool


@dataclass(frozen=True, slots=True)
class UsualTimeGiven:
    """A task run that was open got an end: its usual one, or now where that has passed."""

    at: int
    task: str
    run: int
    ends: int


@dataclass(frozen=True, slots=True)
class ModeChanged:
    """The mode of the centre changed, by a task."""

    at: int
    mode: str
    task: str


@dataclass(frozen=True, slots=True)
class FunctionPutAside:
    """A function was put aside."""

    at: int
    function: str


@dataclass(frozen=True, slots=True)
class FunctionTakenUp:
    """A function that was put aside goes on."""

    at: int
    function: str


@dataclass(frozen=True, slots=True)
class Rerouted:
    """A function's contacts go to these sites."""

    at: int
    function: str
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SwitchedTo:
    """A switch to a backup is completed; `answers` tells whether the backup was up."""

    at: int
    backup: str
    task: str
    answers: bool


@dataclass(frozen=True, slots=True)
class SwitchedBack:
    """A switch to a backup was undone."""

    at: int
    backup: str


@dataclass(frozen=True, slots=True)
class BackupTookOver:
    """A backup stands in for its primary by itself."""

    at: int
    backup: str


@dataclass(frozen=True, slots=True)
class BackupStoodDown:
    """The primary of a backup that had taken over is up again."""

    at: int
    backup: str


@dataclass(frozen=True, slots=True)
class PartnerActivated:
    """A partner promised agents for a function; `coming` of them will."""

    at: int
    partner: str
    function: str
    promised: int
    coming: int
    task: str


@dataclass(frozen=True, slots=True)
class PartnerReady:
    """A partner's agents for a function are there."""

    at: int
    partner: str
    function: str
    agents: int


@dataclass(frozen=True, slots=True)
class PartnerReleased:
    """A partner's agents went home, or never come."""

    at: int
    partner: str


@dataclass(frozen=True, slots=True)
class WorkaroundBegan:
    """A function's workaround runs, until `until` where it cannot be kept up for ever."""

    at: int
    function: str
    until: int | None


@dataclass(frozen=True, slots=True)
class WorkaroundEnded:
    """A function's workaround no longer runs."""

    at: int
    function: str


@dataclass(frozen=True, slots=True)
class SystemGrown:
    """A system carries another number of agents."""

    at: int
    system: str
    carries: int


@dataclass(frozen=True, slots=True)
class ContactsDeflected:
    """A share of a function's contacts is answered elsewhere."""

    at: int
    function: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class ContactsSurged:
    """A function's contacts come at this multiple of the usual rate; 1 is the usual."""

    at: int
    function: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class ContactsDropped:
    """Contacts in progress at a site were cut off."""

    at: int
    site: str


@dataclass(frozen=True, slots=True)
class QueueRose:
    """More contacts of a function than `above` waited from `instant` on (seconds since StartEx); a condition asked."""

    at: int
    function: str
    above: int
    instant: float


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A message was sent off; `waits` until somebody approves it."""

    at: int
    message: str
    by: str
    via: tuple[str, ...]
    waits: bool
    simulated: bool
    fill: dict[str, str] | None
    cause: str | None
    fault: Fault | None
    restored_by: int | None


@dataclass(frozen=True, slots=True)
class MessageApproved:
    """A message that waited was approved."""

    at: int
    message: str
    by: str
    simulated: bool


@dataclass(frozen=True, slots=True)
class MessageDelivered:
    """A message, sent by a role, reached an audience."""

    at: int
    message: str
    audience: str
    channels: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class MessageUndelivered:
    """A message reached nobody of an audience."""

    at: int
    message: str
    audience: str
    why: str


@dataclass(frozen=True, slots=True)
class ClaimMade:
    """A message that reached somebody claimed something to be true; `restored_by` in seconds since StartEx."""

    at: int
    message: str
    cause: str | None
    fault: Fault | None
    restored_by: int | None


@dataclass(frozen=True, slots=True)
class InjectOpened:
    """A role opened an inject."""

    at: int
    inject: str
    by: str


@dataclass(frozen=True, slots=True)
class InjectAcknowledged:
    """A role understood an inject."""

    at: int
    inject: str
    by: str


@dataclass(frozen=True, slots=True)
class ActionSeen:
    """Somebody looked for an expected action in words: seen, not seen, or to be looked for again later."""

    at: int
    action: str
    by: str
    how: Look


@dataclass(frozen=True, slots=True)
class Decided:
    """A role answered an inject (`inject`) or decided something in words (`what`)."""

    at: int
    by: str
    inject: str | None
    what: str
    choice: str | None
    because: str | None
    options: tuple[str, ...]
    knowing: tuple[str, ...]
    simulated: bool


@dataclass(frozen=True, slots=True)
class Assigned:
    """A role gave something to another role to do."""

    at: int
    by: str
    to: str
    what: str
    due: int | None


@dataclass(frozen=True, slots=True)
class Noted:
    """Somebody wrote something down."""

    at: int
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A response was refused by the rules: `why` is the first reason, `text` says it to the player."""

    at: int
    by: str
    what: str
    why: Why
    text: str


@dataclass(frozen=True, slots=True)
class ClockPaused:
    """The clock stopped."""

    at: int
    because: str


@dataclass(frozen=True, slots=True)
class RealEmergencyCalled:
    """No Duff: something real has happened, and the clock stopped for everybody."""

    at: int
    by: str
    because: str


@dataclass(frozen=True, slots=True)
class ClockResumed:
    """The clock goes on."""

    at: int


@dataclass(frozen=True, slots=True)
class PaceSet:
    """The clock's pace changed."""

    at: int
    pace: int


Event = (
    ExerciseStarted
    | ExerciseEnded
    | HazardBegan
    | InjectReleased
    | InjectDue
    | InjectSkipped
    | InjectDeferred
    | InjectRestored
    | InjectImprovised
    | PlaybookFired
    | SystemFailed
    | SystemWeakened
    | NobodyNewLetIn
    | SystemRepaired
    | PlaceLost
    | PlaceRepaired
    | SiteClosed
    | SiteOpened
    | SiteBarred
    | SiteCleared
    | AgentsMoved
    | CheckedIn
    | PersonAbsent
    | PersonBack
    | StaffingChanged
    | CrewCameOn
    | RoleHeld
    | RolePlayed
    | TaskStarted
    | TaskDone
    | UsualTimeGiven
    | ModeChanged
    | FunctionPutAside
    | FunctionTakenUp
    | Rerouted
    | SwitchedTo
    | SwitchedBack
    | BackupTookOver
    | BackupStoodDown
    | PartnerActivated
    | PartnerReady
    | PartnerReleased
    | WorkaroundBegan
    | WorkaroundEnded
    | SystemGrown
    | ContactsDeflected
    | ContactsSurged
    | ContactsDropped
    | QueueRose
    | MessageSent
    | MessageApproved
    | MessageDelivered
    | MessageUndelivered
    | ClaimMade
    | InjectOpened
    | InjectAcknowledged
    | ActionSeen
    | Decided
    | Assigned
    | Noted
    | Refused
    | ClockPaused
    | RealEmergencyCalled
    | ClockResumed
    | PaceSet
)
