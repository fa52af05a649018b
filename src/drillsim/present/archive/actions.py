"""Corrective actions in words."""

from collections.abc import Iterator, Sequence
from typing import Any

from drillsim.archive.action import CHANGEABLE, Action, in_order
from drillsim.present.archive.lines import wrapped
from drillsim.present.words import line, plural

_STATUS = {
    "open": "open",
    "in_progress": "in progress",
    "complete": "done, not shown by a drill yet",
    "verified": "verified",
    None: "taken back",
}

_STEPS = {
    "noted": "noted",
    "assigned": "assigned",
    "in_progress": "begun",
    "complete": "done",
    "verified": "shown to work",
    "failed": "shown not to work",
    "reopened": "opened again",
    "withdrawn": "taken back",
}


def actions_lines(actions: Sequence[Action], day: str) -> Iterator[str]:
    """All of them, overdue ones first; what is missing of each is said."""
    opened = sum(action.is_open for action in actions)
    overdue = sum(action.is_overdue(day) for action in actions)
    yield f"{plural(len(actions), 'action')}: {opened} open, {overdue} overdue (as of {day})"
    for action in in_order(actions, day):
        yield ""
        yield from action_lines(action, day)


def action_lines(action: Action, day: str) -> Iterator[str]:
    """One action: its name and how far it is, what is to be done, why, by whom and until when."""
    said = action.said
    yield from wrapped(f"{action.id}  {status_words(action, day)}")
    yield from wrapped(line(said.action), "  ")
    yield from wrapped(line(said.finding) or "none stated", "  finding: ")
    element = said.element or ("missing" if "capability element" in action.missing else "-")
    yield from wrapped(f"{owner_words(action)}, {due_words(action)}, element {element}", "  ")
    if said.expects:
        yield from wrapped(f"a drill shows it: {line(said.expects)}", "  ")
    rest = [("objective", said.objective), ("contact", said.contact), ("priority", said.priority)]
    for name, value in rest:
        if value:
            yield from wrapped(line(value), f"  {name}: ")
    yield from wrapped(line(action.since), "  from: ")


def course_lines(action: Action) -> Iterator[str]:
    """What became of it, step by step."""
    for step in action.course:
        by = f" by {line(step.by)}" if step.by else ""
        within = f" in {line(step.drill)}" if step.drill else ""
        why = f": {line(step.why)}" if step.why else ""
        yield from wrapped(f"{_day(step.wall_ns)} {_STEPS[step.what]}{by}{within}{why}", "  ", "    ")


def status_words(action: Action, day: str) -> str:
    """How far it is; OVERDUE in capitals, because it is not told by colour."""
    words = _STATUS[action.status]
    if action.is_overdue(day):
        return f"OVERDUE since {action.said.due} ({words})"
    if action.verified_in:
        return f"{words} in {line(action.verified_in)}"
    return words


def owner_words(action: Action) -> str:
    """Who answers for it."""
    return f"owner {line(action.said.owner)}" if action.said.owner else "owner missing"


def due_words(action: Action) -> str:
    """Until when, and from when."""
    start = f"{action.said.start} to " if action.said.start else ""
    return f"due {start}{action.said.due}" if action.said.due else "no due date"


def action_object(action: Action, day: str) -> dict[str, Any]:
    """As --json has it."""
    return {
        "id": action.id,
        "plan": action.plan,
        "status": action.status or "withdrawn",
        "overdue": action.is_overdue(day),
        "from": action.since,
        "from_day": action.day,
        **{name: getattr(action.said, name) for name in CHANGEABLE},
        "verified_in": action.verified_in,
        "missing": list(action.missing),
        "course": [
            {"what": step.what, "day": _day(step.wall_ns), "by": step.by, "why": step.why, "drill": step.drill}
            for step in action.course
        ],
    }


def _day(wall_ns: int) -> str:
    import datetime

    if not wall_ns:
        return "no date"
    return datetime.datetime.fromtimestamp(wall_ns // 10**9, datetime.UTC).date().isoformat()
