"""The verdict: each promise, what came of it, and the one earlier step that would have kept it."""

from drillsim.analysis.words import listed
from drillsim.record import events as e
from drillsim.report.basis import Basis
from drillsim.report.document import Para, Promise, Promises, Section
from drillsim.report.facts import Facts
from drillsim.report.making import section
from drillsim.report.status import NOT_BEGUN
from drillsim.report.text import refs
from drillsim.report.verdict import Pair, verdict

_FROM: dict[Basis, str] = {
    "measured": "what people did",
    "scripted": "responses as scripted",
    "simulated": "what stand-ins did (simulated)",
    "estimated": "the plan's usual times",
}
_DEEDS = e.TaskStarted | e.TaskDone | e.MessageSent | e.MessageApproved | e.CheckedIn | e.Decided
NOT_SOUGHT = (
    "Nobody has looked yet for the one earlier step that would have kept a broken promise;"
    " drillsim what-if RECORD looks for it."
)


def verdict_section(facts: Facts) -> Section:
    """One line for each promise, under a line that says what these figures are made of."""
    if not facts.began:
        return section("verdict", "Verdict", f"None: {NOT_BEGUN}.")
    pairs = verdict(facts.exercise, facts.outcome, facts.writing.verdict)
    unsought = any(pair.result == "missed" and pair.earlier is None for pair in pairs)
    return section(
        "verdict",
        "Verdict",
        _made_of(facts),
        Promises(tuple(_promise(facts, pair) for pair in pairs)),
        Para(NOT_SOUGHT, "note") if unsought else None,
    )


def _promise(facts: Facts, pair: Pair) -> Promise:
    said = facts.labels.text
    earlier = "" if pair.earlier is None else said(pair.earlier)
    return Promise(pair.result, said(pair.promise), said(pair.answer), earlier, refs(pair.evidence))


def _made_of(facts: Facts) -> str:
    bases = {act.basis for act in facts.acts if isinstance(act.event, _DEEDS)}
    found = [words for basis, words in _FROM.items() if basis in bases]
    nobody = "" if "measured" in bases else " Nobody was timed."
    return f"Reckoned from {listed(['the scenario', *found])}.{nobody}"
