"""The course of an exercise: what fired, what was refused, how long it took to identify the incident."""

from drillsim.analysis.history import History
from drillsim.analysis.releases import fails, told_at
from drillsim.analysis.shape import FiredRow, IdentifiedRow, RefusedRow
from drillsim.record import events as e


def fired(history: History) -> list[FiredRow]:
    """Injects that came and playbooks that fired; an `end` inject at exactly the end is listed too."""
    found: list[FiredRow] = []
    for event in (*history.events, *history.last_words):
        if isinstance(event, e.InjectReleased):
            found.append({"inject": event.inject, "at": event.at})
        elif isinstance(event, e.PlaybookFired):
            found.append({"playbook": event.playbook, "at": event.at})
    return found


def refused(history: History) -> list[RefusedRow]:
    """Responses that the rules refused."""
    return [
        {"at": x.at, "by": x.by, "what": x.what, "why": x.why, "text": x.text}
        for x in history.events
        if isinstance(x, e.Refused)
    ]


def identified(history: History) -> IdentifiedRow:
    """The first failure of the scenario, the first word of it to anybody, the first second of emergency."""
    failed = next((release.at for release in history.came if fails(release)), None)
    return {
        "failed_at": failed,
        "told_at": None if failed is None else told_at(history.came, failed),
        "declared_at": next((second for mode, second in history.modes if mode == "emergency"), None),
    }
