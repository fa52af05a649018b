"""The improvement plan: what will be done about what was found, by whom, until when (doctrine.md, 1.5)."""

from collections.abc import Iterator

from drillsim.analysis.completeness import forms_of
from drillsim.model.drill import Improvement
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.marks import strong
from drillsim.report.text import code, refs

_HEADS = (
    "action",
    "core capability",
    "issue / area for improvement",
    "corrective action",
    "capability element",
    "responsible",
    "contact",
    "start",
    "completion",
    "priority",
    "status",
    "evidence",
)


_OURS = ("contact", "priority", "evidence")
"""Columns that are left out where no action has anything in them."""


def improvements_section(facts: Facts) -> Section:
    """One row for each corrective action; what one lacks is said, never filled in."""
    rows = [_row(facts, number, action) for number, action in enumerate(facts.exercise.drill.improvements, 1)]
    kept = [place for place, head in enumerate(_HEADS) if head not in _OURS or any(row[place] != "-" for row in rows)]
    return section(
        "improvement_plan",
        "Improvement plan",
        table(
            "ImprovementPlan",
            [_HEADS[place] for place in kept],
            [[row[place] for place in kept] for row in rows],
            empty="No corrective action is noted yet.",
        ),
    )


def _row(facts: Facts, number: int, action: Improvement) -> tuple[str, ...]:
    label = facts.labels
    return (
        code(action.id) if action.id else str(number),
        _capability(facts, action),
        label.text(action.finding),
        label.text(action.action),
        action.element or (strong("missing") if forms_of(facts.exercise) == "us" else "-"),
        _owner(facts, action.owner),
        "-" if action.contact is None else label.somebody(action.contact),
        str(action.start or "-"),
        strong("missing") if action.due is None else str(action.due),
        label.text(action.priority) if action.priority else "-",
        " ".join(_status(facts, action)),
        refs(map(label.without_names, action.evidence)) or "-",
    )


def _capability(facts: Facts, action: Improvement) -> str:
    objective = facts.exercise.objectives.get(action.objective or "")
    if objective is None:
        return "-" if action.objective is None else code(action.objective)
    capability = facts.labels.text(objective.capability) if objective.capability else "-"
    return f"{capability} ({code(action.objective or '')})"


def _owner(facts: Facts, owner: str | None) -> str:
    if owner is None:
        return strong("missing")
    return facts.labels.somebody(owner)


def _status(facts: Facts, action: Improvement) -> Iterator[str]:
    yield action.status.replace("_", " ")
    if action.verified_in:
        yield f"in {facts.labels.text(action.verified_in)}"
