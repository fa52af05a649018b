"""What people write about an exercise beside playing it: no play is made from it, and most may come after EndEx too.

It stays on the record as it was said; the whiteboard, the evaluators' notes, the hot wash and the list of actions are
what it adds up to.
"""

from dataclasses import dataclass
from typing import Literal

Column = Literal["facts", "unknown", "assumed", "actions"]
"""The columns of the whiteboard."""

Letter = Literal["P", "S", "M", "U"]
"""The ratings of HSEEP: performed without, with some, with major challenges, unable to be performed."""

Said = Literal["strength", "area", "question"]
"""What is said in a hot wash: a strength, an area for improvement, an open question."""

Element = Literal["Planning", "Organization", "Equipment", "Training", "Exercise"]
"""The capability elements (POETE) of a corrective action."""

Status = Literal["open", "in_progress", "complete", "verified"]
"""How far a corrective action is; what is complete is verified by a later drill."""


@dataclass(frozen=True, slots=True)
class Whiteboard:
    """Something on the whiteboard that everybody sees.

    `instead`: the number of the entry that this line replaces; an empty text takes that line away.
    """

    by: str
    column: Column
    text: str
    instead: int | None = None


@dataclass(frozen=True, slots=True)
class Observe:
    """What an evaluator saw at `observed_at` (seconds since StartEx; None: when it was written).

    It may be linked to an inject, a critical task (a task, message, choice or action that was expected) and an
    objective, and rate that task, with the text as the reason. `instead`: the number of the entry that it corrects;
    an empty text takes that one back.
    """

    by: str
    text: str
    observed_at: int | None = None
    inject: str | None = None
    task: str | None = None
    objective: str | None = None
    rating: Letter | None = None
    instead: int | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """An evaluator's rating of an objective, with its reason; a later one of the same evaluator replaces it."""

    by: str
    objective: str
    rating: Letter
    why: str


@dataclass(frozen=True, slots=True)
class HotWash:
    """Something said in the hot wash, of an objective or (None) of the exercise.

    `instead`: the number of the entry that it corrects; an empty text takes that one back.
    """

    by: str
    says: Said
    text: str
    objective: str | None = None
    instead: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A corrective action that came up; owner, element and due date (as 2026-04-01) may come later.

    `start` is a date too; `contact` and `priority` are words. `expects` is what a later drill shows by itself, as
    `task:reroute_calls within 30m` (drillsim.model.proof).
    `instead`: the number of the entry that it replaces; an empty `action` takes that one back.
    """

    by: str
    finding: str
    action: str
    objective: str | None = None
    element: Element | None = None
    owner: str | None = None
    due: str | None = None
    evidence: tuple[str, ...] = ()
    instead: int | None = None
    start: str | None = None
    contact: str | None = None
    priority: str | None = None
    expects: str | None = None


@dataclass(frozen=True, slots=True)
class OpenAction:
    """A corrective action of an earlier drill of this plan that is not done, as it stood before StartEx.

    `id` is its name in the database of drills. `since` names the drill that it is from; `drill` and `seq` tell
    it from all others wherever that drill is known: the digest of its record (of its file, where it played itself)
    and the entry that noted it first.
    """

    id: str
    finding: str
    action: str
    objective: str | None
    element: Element | None
    owner: str | None
    due: str | None
    expects: str | None
    status: Status
    since: str
    drill: str | None = None
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class OpenActions:
    """What earlier drills of this plan left to do, put on the record by the host before StartEx.

    `day` is the date then (as 2026-04-01): what was due before it was overdue.
    """

    by: str
    day: str
    actions: tuple[OpenAction, ...]


@dataclass(frozen=True, slots=True)
class Retest:
    """Whether an open action of an earlier drill was seen to work in this one, by `by`, and why.

    A later one by the same role about the same action replaces it.
    """

    by: str
    action: str
    passed: bool
    why: str


@dataclass(frozen=True, slots=True)
class Final:
    """The after-action report is complete and issued. What is written after it makes it a draft again."""

    by: str


Promised = Literal["rto", "mtpd", "put_aside", "target", "news"]
"""What was promised: a function back within its RTO, before its MTPD, put aside no longer than it may be; so many
people of a task there in time; an audience told in time."""


@dataclass(frozen=True, slots=True)
class Step:
    """The one response that, given `earlier` by so many seconds and nothing else changed, would have kept a promise.

    `entry` is its number on the record, `what` names it (`task:call_brightline`), `by` the role and `at` the second at
    which it came. `known` is the second of the first word of what it answers: before that nobody could give it. With
    it so much earlier, the promises in `breaks` would have been missed instead (`rto:inbound_calls`).
    """

    entry: int
    what: str
    by: str
    at: int
    earlier: int
    known: int
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """A promise that was missed, and the one earlier response that would have kept it; None: no single one would.

    `name` is the function, the audience or the task, `second` the one by which the promise had to be kept, `share` the
    share of people of a target, 0 to 1. What was not `searched` would have taken too long.
    """

    promise: Promised
    name: str
    second: int
    share: float | None = None
    step: Step | None = None
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the host found out after EndEx, by `plays` plays: the one earlier step of each promise that was missed.

    Each of `sought` is `{promise, name, second, share, step, searched}`: what was promised (`rto`, `mtpd`, `put_aside`,
    `target`, `news`) of which function, task or audience, by which second; `step` is null where no single one would
    have kept it, else `{entry, what, by, at, earlier, known, breaks}`, with `earlier` in seconds.
    """

    sought: tuple[Sought, ...]
    plays: int


ByPeople = Whiteboard | Observe | Rate | HotWash | Act | Retest | Final
"""What people write."""

Written = ByPeople | OpenActions | Verdict

AFTER_ENDEX = (Observe, Rate, HotWash, Act, Retest, Final)
"""What people may write after EndEx; the whiteboard belongs to the play."""
