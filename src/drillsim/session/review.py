"""What evaluators work with, and after EndEx the whole room: facts, proposals, ratings, notes, hot wash, actions.

Plain frozen data. Before EndEx it is for those who see all of the exercise; nothing of it may reach a player before.
Times are seconds since StartEx. People appear by role.
"""

from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.completeness import Needed
from drillsim.analysis.retested import Verdict
from drillsim.record.written import Element, Letter, Said

FactResult = Literal["on_time", "late", "overdue", "open", "not_due", "never", "too_early", "not_observed"]
"""What became of something expected; `open`: it may still be done in time, `overdue`: only late."""


@dataclass(frozen=True, slots=True)
class ExpectedFact:
    """Something expected, and by how many seconds it is late; `done` is None while it is not done."""

    name: str
    source: str
    """`inject:ID` or `playbook:ID`, as in the outcome."""
    result: FactResult
    due: int | None
    done: int | None
    late_by: int


@dataclass(frozen=True, slots=True)
class OutageFact:
    """An outage of a function: `length` so far in seconds, of the `rto` in words; `over` seconds beyond it."""

    function: str
    begins: int
    ends: int | None
    length: int
    rto: str
    result: Literal["met", "missed", "undecided"]
    over: int
    breached: bool
    """Whether the MTPD has passed."""


@dataclass(frozen=True, slots=True)
class NewsFact:
    """What an audience heard: updates due so far, those late or never, the longest silence in seconds."""

    audience: str
    due: int
    late: int
    silence: int


@dataclass(frozen=True, slots=True)
class FindingFact:
    """Something to learn from, and what in the record shows it, such as `task:declare@600`."""

    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """The facts of an objective, or of the whole exercise."""

    expected: tuple[ExpectedFact, ...] = ()
    outages: tuple[OutageFact, ...] = ()
    news: tuple[NewsFact, ...] = ()
    findings: tuple[FindingFact, ...] = ()


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A rating by people: by whom (`evaluator`, `facilitator`), why, when."""

    by: str
    letter: Letter
    why: str
    at: int
    after_endex: bool


@dataclass(frozen=True, slots=True)
class ObjectiveReview:
    """An objective: what was measured, what that would be rated, and what people rated it.

    `proposed` is never above the evidence and is no rating; None: nothing could be judged. `because` says why.
    """

    id: str
    text: str
    capability: str
    measured: Measured
    proposed: Letter | None
    because: tuple[str, ...]
    ratings: tuple[RatingLine, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteLine:
    """An observation: what was seen at `observed_at` and written at `at`; `seq` is how it can be corrected."""

    seq: int
    by: str
    text: str
    observed_at: int
    at: int
    after_endex: bool
    inject: str | None
    task: str | None
    objective: str | None
    rating: Letter | None


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Something said in the hot wash, of an objective or (None) of the exercise."""

    seq: int
    by: str
    says: Said
    text: str
    objective: str | None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """A corrective action; `missing` names what it still lacks before the report can be final."""

    seq: int
    by: str
    finding: str
    action: str
    objective: str | None
    element: Element | None
    owner: str | None
    due: str | None
    evidence: tuple[str, ...]
    missing: tuple[Needed, ...]
    start: str | None = None
    contact: str | None = None
    priority: str | None = None
    expects: str | None = None


@dataclass(frozen=True, slots=True)
class RetestSaid:
    """What somebody saw of an open action: whether it works, and why they say so."""

    by: str
    passed: bool
    why: str


@dataclass(frozen=True, slots=True)
class RetestLine:
    """An open action of an earlier drill; `rule` is what the record shows of it after EndEx (None: no rule can)."""

    id: str
    action: str
    finding: str
    overdue: bool
    due: str | None
    expects: str | None
    since: str
    rule: Verdict | None
    because: tuple[str, ...]
    said: tuple[RetestSaid, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Everything of the evaluation as it stands; `shown` is the second up to which facts were reckoned."""

    over: bool
    shown: int
    whole: Measured
    objectives: tuple[ObjectiveReview, ...]
    notes: tuple[NoteLine, ...]
    said: tuple[SaidLine, ...]
    actions: tuple[ActionLine, ...]
    retests: tuple[RetestLine, ...] = ()
    """What earlier drills left to do, overdue or not."""
    needs_element: bool = False
    """Whether an action needs a capability element before the report can be final."""
