"""Hot wash and corrective actions, as the drill file has them."""

from collections.abc import Iterator

from drillsim.model.drill import Improvement
from drillsim.report.facts import Facts
from drillsim.report.text import code, items, section


def hotwash_section(facts: Facts) -> str:
    """What was said right after the exercise."""
    hotwash = facts.exercise.drill.hotwash
    if hotwash is None:
        return ""
    said = [("Went well", hotwash.went_well), ("To improve", hotwash.to_improve)]
    blocks = [f"{title}:\n\n{items([facts.labels.text(line) for line in lines])}" for title, lines in said if lines]
    return section("Hot wash", *blocks) if blocks else ""


def improvements_section(facts: Facts) -> str:
    """What will be done, by whom, until when; what is missing of that is said."""
    actions = facts.exercise.drill.improvements
    if not actions:
        return ""
    return section(
        "Improvement plan",
        "\n".join(_action(facts, index, action) for index, action in enumerate(actions, 1)),
    )


def _action(facts: Facts, number: int, action: Improvement) -> str:
    label = facts.labels
    name = f"{code(action.id)} " if action.id else ""
    lines = [
        f"{number}. {name}{label.text(action.action)}",
        f"   - finding: {label.text(action.finding)}",
        *(f"   - {line}" for line in _details(facts, action)),
    ]
    return "\n".join(lines)


def _details(facts: Facts, action: Improvement) -> Iterator[str]:
    label = facts.labels
    if action.objective:
        yield f"objective: {code(action.objective)}"
    if action.evidence:
        yield f"evidence: {', '.join(code(ref) for ref in action.evidence)}"
    yield f"element: {action.element or '**missing**'}"
    yield f"owner: {_owner(facts, action.owner)}"
    if action.contact and label.names:
        yield f"contact: {label.text(action.contact)}"
    if action.priority:
        yield f"priority: {label.text(action.priority)}"
    start = f"{action.start} to " if action.start else ""
    yield f"time: {start}{action.due or '**no due date**'}"
    verified = f" in {label.text(action.verified_in)}" if action.verified_in else ""
    yield f"status: {action.status.replace('_', ' ')}{verified}"


def _owner(facts: Facts, owner: str | None) -> str:
    if owner is None:
        return "**missing**"
    return facts.labels.role(owner) if owner in facts.plan.roles else facts.labels.text(owner)
