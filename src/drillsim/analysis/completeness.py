"""What an after-action report still lacks before it can be issued as final (doctrine.md, 1.5 and 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.ratings import Proposal
from drillsim.model.exercise import Exercise

Needed = Literal["owner", "due", "element"]

NEEDED: dict[Needed, str] = {"owner": "owner", "due": "due date", "element": "capability element"}
"""What a corrective action may lack -> what that is called."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that people still have to do; `what` says of what, as an objective or an action."""

    of: Literal["exercise", "objective", "action"]
    what: str
    lacks: str


def lacking(exercise: Exercise, proposals: Sequence[Proposal], *, live: bool, began: bool, ended: bool) -> list[Lack]:
    """In the order in which a reader meets it; nothing: the report can be issued.

    `exercise` is as noted: with the ratings and actions of this play of it. What was not evaluated needs no rating.
    """
    found = []
    if not ended:
        found.append(Lack("exercise", "the exercise", "has not ended" if began else "has not begun"))
    if not live:
        found.append(Lack("exercise", "the exercise", "was played without people: nothing in it can be confirmed"))
    found += [
        Lack("objective", each.objective, f"has no rating by people (proposed {each.letter})")
        for each in proposals
        if each.letter is not None and (not live or each.objective not in exercise.drill.ratings)
    ]
    for action in exercise.drill.improvements:
        missing = lacks(action.owner, action.due, action.element, forms_of(exercise))
        if missing:
            said = " and no ".join(NEEDED[each] for each in missing)
            found.append(Lack("action", action.action, f"has no {said}"))
    return found


def forms_of(exercise: Exercise) -> str | None:
    """The country whose exercise forms a drill goes by; None: it names none."""
    return None if exercise.drill.about is None else exercise.drill.about.forms


def lacks(owner: str | None, due: object, element: str | None, forms: str | None) -> tuple[Needed, ...]:
    """What a corrective action needs before it can be closed, or its report be final; the element in US forms only."""
    found: dict[Needed, bool] = {
        "owner": not (owner or "").strip(),
        "due": due is None,
        "element": forms == "us" and element is None,
    }
    return tuple(name for name, is_missing in found.items() if is_missing)
