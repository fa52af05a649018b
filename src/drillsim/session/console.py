"""What the facilitator sees beside what everybody does: plain frozen data, for the facilitator's place alone.

Nothing of it may ever reach a player: injects to come, expected actions, conditions, controller notes.
Times are seconds since StartEx.
"""

from dataclasses import dataclass
from typing import Literal

from drillsim.session.muster_view import MusterView
from drillsim.session.view import FunctionView, Lane, Player, UpdateView

InjectState = Literal["scheduled", "held", "armed", "due", "released", "acknowledged", "done", "deferred", "skipped"]
"""`armed` waits for its conditions, `held` for a hand, `due` too, though its time has come; `deferred` was put off."""

TO_COME = ("due", "scheduled", "held", "armed", "deferred")
"""States of an inject that can still be released."""

ExpectedState = Literal["open", "overdue", "on_time", "late", "too_early", "seen", "not_seen", "later"]
"""What has become of something expected; the last three are people's word on an action in words."""

SETTLED = ("on_time", "late", "too_early", "seen", "not_seen")
"""States of something expected that wait for nothing any more."""


@dataclass(frozen=True, slots=True)
class ToldView:
    """A role that an inject is told to, and the first second of each step; None: not yet."""

    role: str
    delivered: int | None = None
    opened: int | None = None
    acknowledged: int | None = None
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class MselRow:
    """One inject of the MSEL, whole; `since` is when it came into its state."""

    id: str
    title: str
    kind: str
    state: InjectState
    since: int
    told: tuple[ToldView, ...] = ()
    at: int | None = None
    """Its own clock; None where it waits for conditions or for a hand."""
    when: tuple[str, ...] = ()
    """Its conditions, as the scenario words them."""
    to: int | None = None
    """The second it was put off to."""
    put_off: int | None = None
    """Where its last hold, deferral or skip stands among all that happened; None where none can be taken back."""
    reason: str = ""
    """Why it was skipped."""
    module: str = ""
    sender: str = ""
    via: str = ""
    says: str = ""
    ask: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str | None = None
    handout: str = ""
    happens: tuple[str, ...] = ()
    """What it does to the world."""
    expects: tuple[str, ...] = ()
    discuss: int | None = None
    controller: str = ""
    notes: str = ""
    evaluator_note: str = ""
    improvised: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """Something expected by an inject that came or a playbook that fired."""

    source: str
    """`inject:ID` or `playbook:ID`, as in the outcome."""
    kind: Literal["task", "message", "choice", "action"]
    name: str
    text: str
    state: ExpectedState
    by: str | None = None
    """The role that is expected to act."""
    due: int | None = None
    done: int | None = None
    objective: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An inject in reserve that fits, because something expected is overdue."""

    inject: str
    title: str
    because: str


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A part of a tabletop."""

    name: str
    begins: int
    discuss: int | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective and what was expected for it so far; one is observed once anything of it was done or looked for."""

    id: str
    text: str
    expected: int
    settled: int
    overdue: int


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of the plan, and whether anybody has started it."""

    id: str
    by: str
    do: str
    started: bool = False
    open_since: int | None = None
    """Since when it runs until somebody says done; None where it does not."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A role at this exercise: who holds it in the story, who plays it here, how busy injects have kept it of late."""

    role: str
    name: str
    holder: str | None
    """None: the role is uncovered."""
    alternates: tuple[str, ...]
    player: Player
    player_name: str
    is_here: bool
    """Whether whoever plays it has checked in."""
    load: int
    """Injects told to it in the last quarter of an hour."""
    unread: int
    """Injects told to it that it has neither opened nor acknowledged."""


@dataclass(frozen=True, slots=True)
class ConsoleView:
    """Everything that is so now, for the facilitator."""

    mode: str
    mode_since: int
    msel: tuple[MselRow, ...]
    expected: tuple[ExpectedRow, ...]
    suggestions: tuple[Suggestion, ...]
    modules: tuple[ModuleRow, ...]
    functions: tuple[FunctionView, ...]
    objectives: tuple[ObjectiveRow, ...]
    tasks: tuple[TaskRow, ...]
    updates: tuple[UpdateView, ...]
    places: tuple[PlaceRow, ...]
    lanes: tuple[Lane, ...]
    muster: MusterView | None = None
    """None while nobody has to be accounted for."""
