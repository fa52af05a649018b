"""The verdict: each promise, and what came of it."""

from drillsim.analysis.words import listed
from drillsim.record import events as e
from drillsim.report.basis import Basis
from drillsim.report.facts import Facts
from drillsim.report.text import items, section
from drillsim.report.verdict import Pair, verdict

_WORD = {"kept": "Kept.", "broken": "Broken.", "undecided": "Undecided."}
_FROM: dict[Basis, str] = {
    "measured": "what people did",
    "scripted": "responses as scripted",
    "simulated": "what stand-ins did (simulated)",
    "estimated": "the plan's usual times",
}
_DEEDS = e.TaskStarted | e.TaskDone | e.MessageSent | e.MessageApproved | e.CheckedIn | e.Decided


def verdict_section(facts: Facts) -> str:
    """One line for each promise, under a line that says what these figures are made of."""
    lines = [
        " ".join([f"**{_WORD[pair.result]}**", *(facts.labels.text(said) for said in _said(pair))])
        for pair in verdict(facts.exercise, facts.outcome, facts.writing.verdict)
    ]
    return section("Verdict", _made_of(facts), items(lines))


def _said(pair: Pair) -> list[str]:
    """Promise, answer and, where somebody has looked for it, what would have kept it."""
    return [pair.promise, pair.answer, *([] if pair.earlier is None else [pair.earlier])]


def _made_of(facts: Facts) -> str:
    bases = {act.basis for act in facts.acts if isinstance(act.event, _DEEDS)}
    found = [words for basis, words in _FROM.items() if basis in bases]
    nobody = "" if "measured" in bases else " Nobody was timed."
    return f"Reckoned from {listed(['the scenario', *found])}.{nobody}"
