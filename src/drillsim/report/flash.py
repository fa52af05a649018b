"""The flash report: what bears on life safety, on one page, at once; an after-action report comes too late for it."""

from dataclasses import replace

from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.shape import Outcome
from drillsim.report.document import Document, Section
from drillsim.report.facts import Facts, Heads, facts
from drillsim.report.making import bullets, section
from drillsim.report.safety import safety_lines
from drillsim.report.sections.cover import covered
from drillsim.report.status import NOT_BEGUN

NOTHING = "Nothing on the record bears on life safety."


def flash(reckoned: Reckoning, outcome: Outcome, *, names: bool = False, heads: Heads | None = None) -> Document:
    """One page of a record, before any analysis."""
    found = facts(reckoned, outcome, names=names, heads=heads)
    document = covered(found, (flash_section(found),))
    title = f"Flash report: {found.labels.text(found.exercise.drill.drill)}"
    return replace(document, title=title, subtitle="Life safety findings")


def flash_section(facts: Facts) -> Section:
    """Each with what it rests on; what people were not there to see is not here."""
    if not facts.began:
        return section("flash", "Life safety findings", f"None: {NOT_BEGUN}.")
    return section("flash", "Life safety findings", bullets(safety_lines(facts)) or NOTHING)


def safety_section(facts: Facts) -> Section | None:
    """The same before all else in the report, where there is anything of it."""
    lines = safety_lines(facts)
    return section("safety", "Life safety", bullets(lines)) if lines else None
