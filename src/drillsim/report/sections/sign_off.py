"""Attendance and sign-off: who stands for this report, by hand."""

from drillsim.report.document import Para, Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.status import status

_LINE = "………………………………"
_SIGNS = ("exercise director or facilitator", "lead evaluator", "owner of the plan", "sponsor")


def sign_off_section(facts: Facts) -> Section:
    """The lines stay empty: no program can validate an exercise."""
    attended, played = len(facts.exercise.drill.attended), len(facts.plan.roles)
    found = status(facts)
    return section(
        "sign_off",
        "Attendance and sign-off",
        f"{attended} people are noted as having attended; the plan has {played} roles (see the participants)."
        if attended
        else f"Nobody's attendance is noted; the plan has {played} roles (see the participants).",
        Para(f"This report is {found.word}: {found.why}.", "note"),
        table("SignOff", ("as", "name", "signature", "date"), [(who, _LINE, _LINE, "…………") for who in _SIGNS]),
    )
