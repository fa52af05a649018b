"""What an after-action report still lacks before it can be issued as final (doctrine.md, 1.5 and 2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.ratings import Proposal
from drillsim.model.drill import Improvement
from drillsim.model.exercise import Exercise


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that people still have to do; `what` says of what, as an objective or an action."""

    of: Literal["exercise", "objective", "action"]
    what: str
    lacks: str


def lacking(exercise: Exercise, proposals: Sequence[Proposal], *, live: bool, ended: bool) -> list[Lack]:
    """In the order in which a reader meets it; nothing: the report can be issued.

    `exercise` is as noted: with the ratings and actions of this play of it. What was not evaluated needs no rating.
    """
    found = []
    if not ended:
        found.append(Lack("exercise", "the exercise", "has not ended"))
    if not live:
        found.append(Lack("exercise", "the exercise", "was played without people: nothing in it can be confirmed"))
    found += [
        Lack("objective", each.objective, f"has no rating by people (proposed {each.letter})")
        for each in proposals
        if each.letter is not None and (not live or each.objective not in exercise.drill.ratings)
    ]
    needs_element = exercise.drill.about is not None and exercise.drill.about.forms == "us"
    for action in exercise.drill.improvements:
        missing = list(action_lacks(action, needs_element=needs_element))
        if missing:
            found.append(Lack("action", action.action, f"has no {' and no '.join(missing)}"))
    return found


def action_lacks(action: Improvement, *, needs_element: bool) -> Iterator[str]:
    """What a corrective action needs before it can be closed, or its report be final."""
    if not (action.owner or "").strip():
        yield "owner"
    if action.due is None:
        yield "due date"
    if needs_element and action.element is None:
        yield "capability element"
