"""What is to show in a later drill that a corrective action works: it names something that is there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.words import nearest, quoted
from drillsim.model.proof import Proof, proof
from drillsim.model.spelling import Misspelled

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise


def of_improvements(exercise: "Exercise") -> Iterator[Complaint]:
    """`expects` of an improvement names a task, message or function of the plan, or a choice of an inject."""
    for row, action in enumerate(exercise.drill.improvements):
        if action.expects is not None and (found := _unknown(exercise, action.expects)):
            place = ("improvements", row, "expects")
            yield Complaint("unknown_name", "drill", place, *found)


def proof_in(exercise: "Exercise", said: str) -> Proof:
    """Reads what somebody typed. Raises Misspelled, in words, where it names nothing that is there."""
    found = proof(said)
    if unknown := _unknown(exercise, found):
        message, hint = unknown
        raise Misspelled(message.removeprefix("expected "), hint)
    return found


def _unknown(exercise: "Exercise", wanted: Proof) -> tuple[str, str | None] | None:
    known = _known(exercise, wanted)
    if wanted.name in known:
        return None
    near = nearest(wanted.name, known)
    hint = None if near is None else str(Proof(wanted.kind, near, wanted.within))
    return f"expected a {wanted.kind}, found {quoted(wanted.name)}", hint


def _known(exercise: "Exercise", wanted: Proof) -> list[str]:
    match wanted.kind:
        case "task":
            return list(exercise.plan.tasks)
        case "message":
            return list(exercise.plan.messages)
        case "function":
            return list(exercise.plan.functions)
        case "choice":
            return list(dict.fromkeys(choice for inject in exercise.injects for choice in inject.body.choices))
