"""The after-action report in Markdown, short form."""

from collections.abc import Callable

from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.shape import Outcome
from drillsim.report.facts import Facts, facts
from drillsim.report.sections import (
    assumptions,
    before,
    check_ins,
    coverage,
    customers,
    discussion,
    expectations,
    findings,
    functions,
    heading,
    idle_time,
    incident,
    learning,
    levels,
    messages,
    objectives,
    observations,
    partners,
    promises,
    refused,
    roles,
    tasks,
    timeline,
    updates,
    whiteboard,
)

SECTIONS: tuple[Callable[[Facts], str], ...] = (
    heading.section,
    promises.verdict_section,
    objectives.objectives_section,
    observations.observations_section,
    functions.functions_section,
    before.before_section,
    levels.levels_section,
    customers.customers_section,
    incident.incident_section,
    findings.findings_section,
    learning.hotwash_section,
    learning.improvements_section,
    expectations.expectations_section,
    tasks.tasks_section,
    updates.updates_section,
    messages.messages_section,
    messages.claims_section,
    refused.refused_section,
    refused.permission_section,
    roles.roles_section,
    check_ins.check_ins_section,
    partners.partners_section,
    idle_time.idle_section,
    discussion.discussion_section,
    whiteboard.whiteboard_section,
    coverage.coverage_section,
    assumptions.assumptions_section,
    timeline.timeline_section,
)
"""In the order in which they stand."""


def report(reckoned: Reckoning, outcome: Outcome, *, names: bool = False) -> str:
    """CommonMark with GFM tables. The same record gives the same bytes: no clock, no surroundings, no chance.

    `reckoned` and `outcome` are of the same record. Roles stand for persons unless `names` are asked for.
    """
    found = facts(reckoned, outcome, names=names)
    return "\n\n".join(block for section in SECTIONS if (block := section(found))) + "\n"
