"""The assumed and vendor values that this outcome rests on."""

from drillsim.report.assumed import values
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.text import code


def assumptions_section(facts: Facts) -> Section | None:
    """A bare estimate is assumed; delays and limits to which the plan can give no source are listed too."""
    rows = [(code(x.name), x.taken, x.source, x.rests) for x in values(facts)]
    return section(
        "assumed",
        "Assumed and vendor values this outcome rests on",
        table("AssumedValues", ("value of the plan", "taken as", "source", "what rests on it"), rows, empty="None."),
        "A function is named where the task's effect can change its level." if rows else "",
    )
