"""What the rules refused, and what was done without permission."""

from drillsim.analysis.shape import RefusedRow
from drillsim.record import events as e
from drillsim.report.basis import Row, basis_of, grouped
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import bullets, section
from drillsim.report.sections.findings import line
from drillsim.report.text import clock


def refused_section(facts: Facts) -> Section | None:
    """Each with the first reason there was."""
    heads = ("at", "by", "what", "why", "said to the player")
    rows = [_row(facts, row) for row in facts.outcome["refused"]]
    blocks = grouped(facts.captions, "Refused", heads, rows)
    return section("refused", "Refused actions", blocks or "The rules refused nothing.")


def _row(facts: Facts, row: RefusedRow) -> Row:
    label = facts.labels
    cells = (
        clock(row["at"]),
        label.role(row["by"]),
        label.called(row["what"]),
        row["why"].replace("_", " "),
        label.text(row["text"]),
    )
    acts = facts.acts_at(row["at"])
    return Row(cells, basis_of(acts, lambda x: isinstance(x, e.Refused) and x.what == row["what"]))


def permission_section(facts: Facts) -> Section | None:
    """Declarations, spending and answers to the media by roles that may not: done, and a finding."""
    found = [line(facts, finding) for finding in facts.outcome["findings"] if finding["code"] == "permission"]
    return section(
        "permission",
        "Acts and statements without permission",
        bullets(found) or "Nobody acted or spoke without permission.",
    )
