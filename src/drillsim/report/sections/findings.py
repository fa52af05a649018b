"""Findings: what there is to learn, each with what it rests on."""

from collections import Counter

from drillsim.analysis.shape import FindingRow
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.marks import named
from drillsim.report.text import clock, code, refs, times


def findings_section(facts: Facts) -> Section | None:
    """In time order. References name injects, playbooks, tasks, messages and roles with their second."""
    found = facts.outcome["findings"]
    if not found:
        return section("findings", "Findings", "None.")
    counts = Counter(finding["code"] for finding in found)
    said = ", ".join(f"{number} {code(name)}" for name, number in sorted(counts.items()))
    heads = ("at", "finding", "what", "evidence")
    return section(
        "findings",
        "Findings",
        f"{times(len(found), 'finding', 'findings')}: {said}.",
        table("Findings", heads, [_row(facts, finding) for finding in found]),
        f"A reference such as {named('task:NAME')} T+00:30 names what was begun, done, sent or due then; it leads"
        " there where the timeline has a line for that second.",
    )


def _row(facts: Facts, finding: FindingRow) -> tuple[str, ...]:
    return (
        clock(finding["at"]),
        finding["code"].replace("_", " "),
        facts.labels.text(finding["text"]),
        refs(finding["evidence"]) or "none named",
    )


def line(facts: Facts, finding: FindingRow) -> str:
    """One finding with its evidence."""
    evidence = refs(finding["evidence"]) or "none named"
    at = "" if finding["at"] is None else f"{clock(finding['at'])} "
    return f"{at}{code(finding['code'])}: {facts.labels.text(finding['text'])} Evidence: {evidence}."
