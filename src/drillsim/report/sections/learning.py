"""Hot wash and corrective actions: of a live drill from its record, of any other as the drill file has them."""

from collections.abc import Iterator

from drillsim.model.drill import Improvement
from drillsim.record import written as w
from drillsim.report.facts import Facts
from drillsim.report.text import code, items, section

_SAYS: dict[w.Said, str] = {"strength": "Strength", "area": "Area to improve", "question": "Open question"}


def hotwash_section(facts: Facts) -> str:
    """What was said right after the exercise."""
    if facts.header.live:
        return _said_by_objective(facts)
    hotwash = facts.exercise.drill.hotwash
    if hotwash is None:
        return ""
    said = [("Went well", hotwash.went_well), ("To improve", hotwash.to_improve)]
    blocks = [f"{title}:\n\n{items([facts.labels.text(line) for line in lines])}" for title, lines in said if lines]
    return section("Hot wash", *blocks) if blocks else ""


def _said_by_objective(facts: Facts) -> str:
    """The exercise as a whole, then each objective of which anything was said, by roles."""
    found = [noted.line for noted in facts.writing.of(w.HotWash)]
    blocks = []
    for topic in (None, *facts.exercise.objectives):
        lines = [_said(facts, line) for line in found if line.objective == topic]
        title = "The exercise" if topic is None else code(topic)
        blocks += [f"{title}:\n\n{items(lines)}"] if lines else []
    return section("Hot wash", *blocks) if blocks else ""


def _said(facts: Facts, line: w.HotWash) -> str:
    return f"{_SAYS[line.says]} ({facts.labels.role(line.by)}): {facts.labels.text(line.text)}"


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
