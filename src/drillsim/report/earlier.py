"""The one earlier step that would have kept a broken promise, in a sentence (not escaped)."""

from collections.abc import Sequence
from textwrap import shorten

from drillsim.analysis.shape import FiredRow
from drillsim.analysis.words import listed, spoken
from drillsim.model.exercise import Exercise
from drillsim.model.spelling import write_clock
from drillsim.record import written as w

NONE = "No single earlier step would have kept it."
TOO_LONG = "Not searched for one earlier step: it would have taken too long to play this drill so often."
MOST_WORDS = 48
"""Characters of an inject that stand for it."""
_DEEDS = {
    "task": "was begun",
    "message": "was sent",
    "approval": "was approved",
    "decision": "was decided",
    "choice": "was chosen",
    "assignment": "was assigned",
    "inject": "was answered",
}


def earlier(exercise: Exercise, looked: Sequence[w.Sought], fired: Sequence[FiredRow] = ()) -> str | None:
    """What the search says of one broken promise; None where there was none.

    Of a function there may be two: that it is back in its time (RTO) and before it can be borne no longer (MTPD). The
    step that keeps the first is told; the other one only where nothing keeps the first. `fired` is what came, where the
    first word has to be named: of a function that was out more than once.
    """
    found = next((each for each in looked if each.step is not None), None)
    if found is not None and found.step is not None:
        kept = "kept the promise"
        if found is not looked[0]:
            kept = "had it back before it could be borne no longer (MTPD), though not in the time promised"
        return _sentence(exercise, found.step, kept, _first_word(exercise, found.step.known, fired))
    if not looked:
        return None
    return NONE if all(each.searched for each in looked) else TOO_LONG


def _sentence(exercise: Exercise, step: w.Step, kept: str, word: str) -> str:
    after = spoken(step.at - step.known)
    said = (
        f"{_what(exercise, step)} at {write_clock(step.at)}, {after} after {word}: "
        f"{spoken(step.earlier)} earlier and you would have {kept}."
    )
    if not step.breaks:
        return said
    others = listed(promise_in_words(exercise, ref) for ref in step.breaks)
    return f"{said} It would have broken another one, though: {others}."


def _first_word(exercise: Exercise, known: int, fired: Sequence[FiredRow]) -> str:
    """The inject that told of it, by its first words."""
    came = {row["inject"] for row in fired if row["at"] == known and "inject" in row}
    texts = (each.body.says for each in exercise.injects if each.id in came and each.body.tell)
    text = next((text for text in texts if text), "")
    return f"“{shorten(text, MOST_WORDS, placeholder=' …')}”" if text else "the first word of it"


def _what(exercise: Exercise, step: w.Step) -> str:
    """`“Ask Brightline for 60 agents” (call_brightline, by the Partner lead) was begun`."""
    kind, _, name = step.what.partition(":")
    task = exercise.plan.tasks.get(name) if kind == "task" else None
    role = exercise.plan.roles.get(step.by)
    by = f"by the {role.name}" if role is not None and role.name else f"by {step.by}"
    if task is not None:
        return f"“{task.do}” ({name}, {by}) {_DEEDS[kind]}"
    return f"“{name}” ({kind}, {by}) {_DEEDS[kind]}"


def step_ref(step: w.Step) -> str:
    """A step as evidence names it: `task:call_brightline@1800`."""
    return f"{step.what}@{step.at}"


def promise_in_words(exercise: Exercise, ref: str) -> str:
    """A promise by its name in the record, in a few words: `“Answer customer calls” back in time`."""
    kind, _, rest = ref.partition(":")
    name, _, share = rest.partition("@")
    function = exercise.plan.functions.get(name)
    label = f"“{function.name}”" if function is not None and function.name else name
    match kind:
        case "rto":
            return f"{label} back in time"
        case "mtpd":
            return f"{label} back before it can be borne no longer (MTPD)"
        case "put_aside":
            return f"{label} not put aside for too long"
        case "target":
            return f"{float(share):.0%} of the people of {name} there in time"
        case _:
            return f"news to {name} in time"
