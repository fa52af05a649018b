"""Commands: what people at the exercise ask for. Each is recorded before what it causes."""

from dataclasses import dataclass
from typing import Any, Literal

from drillsim.model.scenario import Fault
from drillsim.record import running as r
from drillsim.record import written as w

FACILITATOR = "facilitator"

Look = Literal["seen", "not_seen", "later"]


@dataclass(frozen=True, slots=True)
class Does:
    """Starts a task; `count` replaces the count of every move of it this time."""

    by: str
    task: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Says that a running task is finished."""

    by: str
    task: str


@dataclass(frozen=True, slots=True)
class Sends:
    """Sends a prepared message; `via` None means all its channels."""

    by: str
    message: str
    via: tuple[str, ...] | None = None
    fill: dict[str, str] | None = None
    cause: str | None = None
    fault: Fault | None = None
    restored_by: int | None = None


@dataclass(frozen=True, slots=True)
class Approves:
    """Approves a message that waits."""

    by: str
    message: str


@dataclass(frozen=True, slots=True)
class ChecksIn:
    """People of a team report where and how they are, or one of them does by name.

    `since` is the second at which they signed in, where a log says so.
    """

    by: str | None
    team: str
    count: int = 1
    site: str | None = None
    status: str = "working"
    reason: str | None = None
    name: str | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Reads:
    """Opens an inject."""

    by: str
    inject: str


@dataclass(frozen=True, slots=True)
class Acknowledges:
    """Says that an inject has been understood."""

    by: str
    inject: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Marks an expected action in words: seen, looked for and not seen, or to be looked for again later.

    Only the first is judged; the others tell who else looks after it.
    """

    by: str
    action: str
    how: Look = "seen"


@dataclass(frozen=True, slots=True)
class Decides:
    """Answers an inject, or decides something in words."""

    by: str
    what: str
    choice: str | None = None
    because: str | None = None
    options: tuple[str, ...] = ()
    knowing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigns:
    """Gives something to another role to do; `due` in seconds since StartEx."""

    by: str
    to: str
    what: str
    due: int | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """Writes something down."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """The facilitator releases an inject."""

    inject: str


@dataclass(frozen=True, slots=True)
class Skip:
    """The facilitator leaves an inject out."""

    inject: str
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Defer:
    """The facilitator puts an inject off, until a second or (None) until released by hand."""

    inject: str
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Restore:
    """The facilitator takes back the last skip or deferral of an inject; one whose time has passed comes at once."""

    inject: str


@dataclass(frozen=True, slots=True)
class Improvise:
    """The facilitator adds an inject, as written in the language, and releases it."""

    inject: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """The facilitator gives a role to somebody: a name, stand_in or script."""

    role: str
    player: str


@dataclass(frozen=True, slots=True)
class GiveUsual:
    """The facilitator gives a running task its usual time, instead of letting it run until somebody says done."""

    task: str


@dataclass(frozen=True, slots=True)
class End:
    """The facilitator ends the exercise."""

    because: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stops; nothing in the exercise changes."""

    because: str = ""


@dataclass(frozen=True, slots=True)
class RealEmergency:
    """No Duff: something real has happened. The clock stops for everybody."""

    by: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """The clock goes on."""


@dataclass(frozen=True, slots=True)
class SetPace:
    """The clock goes `pace` times as fast as the wall's, 1 to 120."""

    pace: int


Response = Does | Done | Sends | Approves | ChecksIn | Reads | Acknowledges | Seen | Decides | Assigns | Notes
Conduct = Release | Skip | Defer | Restore | Improvise | Place | GiveUsual | End
Pacing = Pause | RealEmergency | Resume | SetPace
Played = Response | Conduct | Pacing
"""What the engine takes."""
Command = Played | r.Running | w.Written

KINDS: dict[str, type[Command]] = {
    "does": Does,
    "done": Done,
    "sends": Sends,
    "approves": Approves,
    "check_in": ChecksIn,
    "reads": Reads,
    "acknowledges": Acknowledges,
    "seen": Seen,
    "decides": Decides,
    "assigns": Assigns,
    "notes": Notes,
    "release": Release,
    "skip": Skip,
    "defer": Defer,
    "restore": Restore,
    "inject": Improvise,
    "place": Place,
    "give_usual": GiveUsual,
    "end": End,
    "pause": Pause,
    "real_emergency": RealEmergency,
    "resume": Resume,
    "pace": SetPace,
    "here": r.Here,
    "start": r.Start,
    "jump": r.Jump,
    "next": r.Next,
    "count": r.Count,
    "reach": r.Reach,
    "on_shift": r.OnShift,
    "wall_step": r.WallStep,
    "host_suspended": r.HostSuspended,
    "host_down": r.HostDown,
    "storage_recovered": r.StorageRecovered,
    "whiteboard": w.Whiteboard,
    "observe": w.Observe,
    "rate": w.Rate,
    "hotwash": w.HotWash,
    "action": w.Act,
    "open_actions": w.OpenActions,
    "retest": w.Retest,
    "final": w.Final,
    "verdict": w.Verdict,
}


def actor(command: Command) -> str:
    """Who gives a command: a role, `agents` for a check-in without one, the host, else the facilitator."""
    match command:
        case ChecksIn(by):
            return by or "agents"
        case Release() | Skip() | Defer() | Restore() | Improvise() | Place() | GiveUsual() | End():
            return FACILITATOR
        case Pause() | Resume() | SetPace() | r.Here() | r.Reach() | r.OnShift():
            return FACILITATOR
        case r.Start() | r.Jump() | r.Next() | r.Count():
            return FACILITATOR
        case r.WallStep() | r.HostSuspended() | r.HostDown() | r.StorageRecovered() | w.Verdict():
            return r.HOST
        case _:
            return command.by
