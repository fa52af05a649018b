"""The after-action report and improvement plan (AAR/IP) as a document: a pure function of a record."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.shape import Outcome
from drillsim.report.document import Block, Document, Para, Section, Table
from drillsim.report.facts import Facts, Heads, facts
from drillsim.report.flash import safety_section
from drillsim.report.marks import named
from drillsim.report.sections import (
    assumptions,
    before,
    capabilities,
    check_ins,
    costs,
    cover,
    coverage,
    customers,
    decisions,
    discussion,
    eeg,
    evacuation,
    expectations,
    findings,
    functions,
    hot_wash,
    improvements,
    incident,
    levels,
    messages,
    method,
    msel,
    not_normal,
    observations,
    overview,
    participants,
    partners,
    promises,
    real_or_not,
    refused,
    retested,
    roles,
    sign_off,
    summary,
    tasks,
    timeline,
    untested,
    updates,
    whiteboard,
)

Make = Callable[[Facts], Section | None]
"""Makes a section, or None where there is nothing to say."""

SECTIONS: tuple[Make, ...] = (
    safety_section,
    promises.verdict_section,
    overview.overview_section,
    summary.summary_section,
    capabilities.capabilities_section,
    functions.functions_section,
    levels.levels_section,
    customers.customers_section,
    incident.incident_section,
    expectations.expectations_section,
    tasks.tasks_section,
    updates.updates_section,
    messages.claims_section,
    check_ins.check_ins_section,
    partners.partners_section,
    decisions.decisions_section,
    findings.findings_section,
    refused.refused_section,
    refused.permission_section,
    retested.retested_section,
    real_or_not.real_section,
    untested.untested_section,
    coverage.coverage_section,
    not_normal.not_normal_section,
    costs.costs_section,
    hot_wash.hot_wash_section,
    observations.observations_section,
    before.before_section,
    discussion.discussion_section,
    whiteboard.whiteboard_section,
    sign_off.sign_off_section,
)
"""In the order in which they stand."""

APPENDICES: tuple[Make, ...] = (
    improvements.improvements_section,
    participants.participants_section,
    timeline.timeline_section,
    msel.msel_section,
    messages.messages_section,
    roles.roles_section,
    evacuation.evacuation_section,
    eeg.eeg_section,
    assumptions.assumptions_section,
    method.method_section,
)
"""With letters, from A on; HSEEP's improvement plan is A, its participants are B."""


def aar(
    reckoned: Reckoning, outcome: Outcome, *, names: bool = False, heads: Heads | None = None, all_rows: bool = False
) -> Document:
    """The same record gives the same document: no clock, no surroundings, no chance.

    `reckoned` and `outcome` are of the same record, `heads` its digests where one was kept. Roles stand for persons
    unless `names` are asked for. `all_rows`: long tables are whole, for files of their own.
    """
    found = facts(reckoned, outcome, names=names, heads=heads, all_rows=all_rows)
    cut = _whole if all_rows else shortened
    body = tuple(cut(made) for make in SECTIONS if (made := make(found)) is not None)
    appended = (cut(made) for make in APPENDICES if (made := make(found)) is not None)
    lettered = tuple(replace(made, appendix=chr(ord("A") + number)) for number, made in enumerate(appended))
    return cover.covered(found, (*body, *lettered))


def _whole(section: Section) -> Section:
    return section


def shortened(section: Section) -> Section:
    """A section whose tables fit a page; what is left out is said, and where it is."""
    return replace(section, blocks=tuple(block for each in section.blocks for block in _short(each)))


def _short(block: Block) -> Iterator[Block]:
    if isinstance(block, Table) and len(block.rows) > block.most:
        yield replace(block, rows=block.rows[: block.most])
        yield Para(
            f"{len(block.rows) - block.most} later rows are left out here; {named(f'{block.name}.csv')} (--format csv)"
            " has them all.",
            "note",
        )
    else:
        yield block
