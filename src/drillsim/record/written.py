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


@dataclass(frozen=True, slots=True)
class Final:
    """The after-action report is complete and issued. What is written after it makes it a draft again."""

    by: str


Written = Whiteboard | Observe | Rate | HotWash | Act | Final

AFTER_ENDEX = (Observe, Rate, HotWash, Act, Final)
"""What may be written after EndEx; the whiteboard belongs to the play."""
