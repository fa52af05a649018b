"""What was asked before StartEx: who could be reached, by role and never by number, and who was on shift."""

from collections.abc import Iterator

from drillsim.analysis.asked import Call, on_shift_said, reach_test
from drillsim.analysis.words import span
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import bullets, section
from drillsim.report.text import code

_OTHERWISE = {"called": "called, and nothing noted after it", "voicemail": "voicemail", "no_answer": "no answer"}


def before_section(facts: Facts) -> Section | None:
    """Only where somebody asked."""
    lines = [*_reached(facts), *_on_shift(facts)]
    return section("before", "Before StartEx", bullets(lines)) if lines else None


def _reached(facts: Facts) -> Iterator[str]:
    calls = reach_test(facts.reckoned.entries)
    if not calls:
        return
    label = facts.labels.role
    answered = [role for role, call in calls.items() if call.how == "answered"]
    others = [f"{label(role)} {_OTHERWISE[call.how]}" for role, call in calls.items() if call.how != "answered"]
    names = ", ".join(f"{label(role)}{_took(calls[role])}" for role in answered)
    told = "; ".join(part for part in (names, ", ".join(others)) if part)
    yield f"Reached before StartEx: {len(answered)} of {len(calls)} roles that were called: {told}."


def _took(call: Call) -> str:
    return "" if call.seconds is None else f" in {span(call.seconds)}"


def _on_shift(facts: Facts) -> Iterator[str]:
    said = on_shift_said(facts.reckoned.entries)
    if said:
        yield f"On shift at StartEx, as asked: {', '.join(f'{code(team)} {count}' for team, count in said.items())}."
