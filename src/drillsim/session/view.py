"""What one client may see: plain frozen data, made by the host. Nothing else of a drill leaves it.

Times are seconds since StartEx. Others appear by role. What is not here a player does not get: injects to come,
expected actions, conditions, notes, the truth, what injects make happen, the state of sites and systems.
"""

from dataclasses import dataclass
from typing import Literal

from drillsim.model.scenario import Fault
from drillsim.model.spelling import ServiceGoal, StoryTime
from drillsim.model.staff import Permission
from drillsim.record.running import Reached
from drillsim.record.written import Column
from drillsim.session.muster_view import MusterView

Player = Literal["here", "elsewhere", "stand_in", "script", "nobody"]
"""Who plays a role; `nobody`: it is left empty on purpose."""
InboxState = Literal["delivered", "opened", "acknowledged", "answered"]
TaskState = Literal["can", "said", "running", "done", "waits", "nobody"]
"""`said`: somebody said that it starts at a second to come (rule 20)."""
ClockState = Literal["before", "running", "talking", "paused", "real_emergency", "ended"]
"""`talking`: the story's clock stands until the talk is over (rule 20). `real_emergency`: somebody called No Duff."""


@dataclass(frozen=True, slots=True)
class ClockView:
    """The exercise clock at one moment; the engine's is the only one."""

    milliseconds: int
    pace: int
    state: ClockState
    paused_by: str = ""
    paused_why: str = ""
    paused_seconds: int = 0
    """Real seconds since it stands."""
    wall_ns: int = 0
    """The host's wall clock then, for display."""
    talk: "TalkView | None" = None
    """What is being talked about."""
    away: int | None = None
    """Real seconds for which the computer was away, as long as nobody has said whether they count."""

    @property
    def second(self) -> int:
        """Whole seconds since StartEx."""
        return self.milliseconds // 1000


@dataclass(frozen=True, slots=True)
class TalkView:
    """An inject that is being discussed: for how many real seconds, and the time-box if it has one."""

    inject: str
    seconds: int
    time_box: int | None = None


@dataclass(frozen=True, slots=True)
class LobbyRow:
    """A role before StartEx: who holds it, who could instead, who plays it, and whether they are here and briefed."""

    role: str
    name: str
    holder: str
    alternates: tuple[str, ...]
    player: str
    is_here: bool
    reached: Reached | None = None
    """How the last call of the reach test went; None: nobody has called."""
    reach_seconds: int | None = None
    """Real seconds from that call until it was over."""
    called_wall_ns: int | None = None
    """The host's wall clock when it was called."""


@dataclass(frozen=True, slots=True)
class LeftRow:
    """What an earlier drill of this plan left to do: told before StartEx, without what a drill would show it by."""

    id: str
    action: str
    finding: str
    owner: str | None
    due: str | None
    overdue: bool
    done: bool
    """Whether it is said to be done, and waits only for a drill that shows it."""
    since: str


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """How many of a team, or of the `visitors`, are on shift; `asked`: somebody said so, else the plan says it."""

    team: str
    name: str
    count: int
    asked: bool


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role on duty: `person` holds it (None: nobody), `player` says who plays it at this exercise."""

    id: str
    name: str
    person: str | None
    player: Player
    mine: bool


@dataclass(frozen=True, slots=True)
class TellsView:
    """An audience that a role is to tell: how soon, how often after that, and the messages prepared for it."""

    audience: str
    first: int
    every: int | None
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardView:
    """What the plan says about one of the client's roles; it does not change while the drill is played.

    `alternates` are people by name. `ask` names, for each permission that the role lacks, the roles that have it.
    `hours` are what its playbooks say about the hours of the day: (playbook, hours, what then).
    """

    id: str
    name: str
    alternates: tuple[str, ...] = ()
    may: tuple[Permission, ...] = ()
    ask: tuple[tuple[Permission, tuple[str, ...]], ...] = ()
    tasks: tuple[tuple[str, str], ...] = ()
    """(id, what to do)."""
    leads: tuple[str, ...] = ()
    """Teams that it reports and checks in for."""
    tells: tuple[TellsView, ...] = ()
    hours: tuple[tuple[str, str, str], ...] = ()
    all_hands: str = ""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What players are told before StartEx, and what about the drill does not change."""

    drill: str
    plan: str
    version: str
    scenarios: tuple[str, ...]
    story: str
    begins: StoryTime
    lasts: int
    kind: Literal["tabletop", "timed", "unattended"]
    pace: int | None
    stops_to_talk: bool
    facilitator_releases: bool
    tips: tuple[str, ...]
    roles: tuple[RoleView, ...]
    teams: tuple[str, ...] = ()
    """Teams that the client may check in."""
    sites: tuple[str, ...] = ()
    """Where those may be who check in; none where it may check nobody in."""
    cards: tuple[CardView, ...] = ()
    """Of the client's own roles."""
    purpose: str = ""
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnView:
    """The last thing that people did which changed how many answer a function's contacts.

    `what` says what it was; empty where these roles may not know. `waiting` contacts waited then.
    """

    at: int
    what: str
    waiting: int


@dataclass(frozen=True, slots=True)
class QueueView:
    """What customers of a function do: counts since StartEx, of attempts; calling again is another one.

    `longest` is the longest wait of those who wait now, in seconds. `in_time` is the service level so far: the share of
    those who came and were not deflected whom an agent answered within the goal, 0 to 1; None where there is no goal
    or nobody came. `chart` is the longest queue in each stretch of `stretch` seconds since StartEx.
    """

    waiting: int
    longest: int
    answered: int
    abandoned: int
    dropped: int
    deflected: int
    in_time: float | None
    goal: ServiceGoal | None
    most: int
    most_at: int
    stretch: int
    chart: tuple[int, ...]
    turn: TurnView | None = None


@dataclass(frozen=True, slots=True)
class FunctionView:
    """A function that a role sees: its level against what was promised at these hours.

    While it is out, `rto_due` is the last second at which it may come back in time. `closed`: not open at these
    hours.
    """

    id: str
    name: str
    share: float
    mbco: float
    rto: int
    out_since: int | None = None
    put_aside_since: int | None = None
    rto_due: int | None = None
    late_from: int | None = None
    late_by: int = 0
    can_pause: int | None = None
    closed: bool = False
    queue: QueueView | None = None
    """None where the plan says nothing of contacts."""

    def over_rto(self, now: int) -> int:
        """How many of the seconds that count are past the RTO: those since `late_from`, else `late_by`."""
        return self.late_by if self.late_from is None else max(0, now - self.late_from)

    @property
    def aside_until(self) -> int | None:
        """The last second until which it may stay put aside; None while it is not, or where the plan sets no limit."""
        since, limit = self.put_aside_since, self.can_pause
        return None if since is None or limit is None else since + limit


@dataclass(frozen=True, slots=True)
class HandledView:
    """When one of the client's roles opened, acknowledged and answered an inject; None: not yet."""

    role: str
    opened: int | None = None
    acknowledged: int | None = None
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class InjectView:
    """An inject that came, told to these of the client's roles; `at` is when it was delivered."""

    id: str
    title: str
    told: tuple[str, ...]
    sender: str
    via: str
    says: str
    at: int
    state: InboxState
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str | None = None
    ask: tuple[str, ...] = ()
    handout: str = ""
    handled: tuple[HandledView, ...] = ()
    """One for each role in `told`."""
    discuss: int | None = None
    """The time-box of its discussion, in real seconds."""


@dataclass(frozen=True, slots=True)
class AskedView:
    """Something that one role asked another to do; `done` is when the one asked said that it is done."""

    at: int
    by: str
    to: str
    what: str
    due: int | None
    done: int | None = None


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task of one of the client's roles.

    `waits` names the tasks it comes after, `needs` what must work, never whether it does. `usual` is how long it takes
    as a rule. `said` is the second for which its start, or while it runs its end, was said. `due` is the plan's own
    deadline, once a playbook that anybody can know of calls for it.
    """

    id: str
    do: str
    by: str
    state: TaskState
    usual: int
    waits: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    started: int | None = None
    ends: int | None = None
    said: int | None = None
    done: int | None = None
    due: int | None = None
    playbook: str | None = None


@dataclass(frozen=True, slots=True)
class WaitingView:
    """A message as it was sent off, which waits for an approval: what it will say, through what, what it claims."""

    since: int
    by: str
    via: tuple[str, ...]
    fill: tuple[tuple[str, str], ...] = ()
    cause: str | None = None
    fault: Fault | None = None
    restored_by: int | None = None


@dataclass(frozen=True, slots=True)
class MessageView:
    """A prepared message; `via` holds its channels by id and name."""

    id: str
    to: tuple[str, ...]
    via: tuple[tuple[str, str], ...]
    needs_approval: bool
    text: str
    blanks: tuple[str, ...] = ()
    """The placeholders that can be filled, in the order of the text."""
    sent: tuple[int, ...] = ()
    """When the client's roles sent it."""
    waiting: WaitingView | None = None
    """What waits for an approval, for those who sent it and those who may approve it."""
    approvers: tuple[str, ...] = ()
    """The client's roles that may approve it now."""
    tellers: tuple[str, ...] = ()
    """The client's roles that the plan names to tell one of its audiences."""


@dataclass(frozen=True, slots=True)
class UpdateView:
    """An audience that is due an update, which this role is to see to."""

    audience: str
    by: str | None
    due: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time on the timeline, open where it has no end."""

    begins: int
    ends: int | None
    planned: int | None = None
    """The usual end of what still runs."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the timeline."""

    at: int
    sign: Literal["inject", "message", "decision"]


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the timeline: injects, a role, or a function that was out."""

    kind: Literal["injects", "role", "function"]
    label: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodView:
    """What a playbook says about the hours that it is now, and until which second."""

    playbook: str
    hours: str
    says: str
    ends: int


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A line of the whiteboard: `seq` is how it can be replaced, `at` when it was first written."""

    seq: int
    column: Column
    text: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class View:
    """Everything that is so now for the roles of one client."""

    roles: tuple[str, ...]
    mode: str
    mode_since: int
    functions: tuple[FunctionView, ...]
    inbox: tuple[InjectView, ...]
    asked: tuple[AskedView, ...]
    """Of the client's roles."""
    tasks: tuple[TaskView, ...]
    messages: tuple[MessageView, ...]
    updates: tuple[UpdateView, ...]
    duty: tuple[RoleView, ...]
    lanes: tuple[Lane, ...]
    given: tuple[AskedView, ...] = ()
    """What the client's roles asked others for."""
    periods: tuple[PeriodView, ...] = ()
    whiteboard: tuple[BoardLine, ...] = ()
    muster: MusterView | None = None
    """None while nobody has to be accounted for, as far as these roles know."""
