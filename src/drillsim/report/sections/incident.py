"""How long it took to identify the incident, and how long each mode lasted."""

from collections.abc import Iterator
from itertools import pairwise

from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import bullets, section, table
from drillsim.report.marks import strong
from drillsim.report.text import clock, code


def incident_section(facts: Facts) -> Section | None:
    """Failed, told, declared are shown apart."""
    found = facts.outcome["identified"]
    failed = found["failed_at"]
    rows = [
        ("first failure in the scenario", clock(failed), "-"),
        ("somebody was told of it", clock(found["told_at"]), _after(failed, found["told_at"])),
        ("emergency declared", clock(found["declared_at"]), _after(failed, found["declared_at"])),
    ]
    return section(
        "incident",
        "Incident and modes",
        table("Incident", ("what", "at", "after the first failure"), rows),
        table("Modes", ("mode", "from", "to", "length"), _modes(facts)),
        bullets(_returns(facts)),
    )


def _after(failed: int | None, second: int | None) -> str:
    if failed is None or second is None:
        return "-"
    return span(second - failed) if second >= failed else f"{span(failed - second)} before it"


def _modes(facts: Facts) -> Iterator[tuple[str, ...]]:
    for (mode, begins), (_, ends) in pairwise([*facts.outcome["mode"], ["", facts.lasts]]):
        yield mode, clock(begins), clock(ends), span(ends - begins)


def _returns(facts: Facts) -> Iterator[str]:
    """The way back that each fired playbook gives, in its order, and whether that order was kept."""
    done: dict[str, int] = {}
    for event in facts.history.events:
        if isinstance(event, e.TaskDone):
            done.setdefault(event.task, event.at)
    for event in facts.history.events:
        if isinstance(event, e.PlaybookFired) and (steps := facts.plan.playbooks[event.playbook].resume):
            seconds = [done.get(step.task) for step in steps]
            said = ", ".join(
                f"{code(step.task)} {'not done' if second is None else clock(second)}"
                for step, second in zip(steps, seconds, strict=True)
            )
            yield f"Return by playbook {code(event.playbook)}: {said}; {_order(seconds)}."


def _order(seconds: list[int | None]) -> str:
    """A step done without the one before it, or sooner, breaks the order."""
    known = [second for second in seconds if second is not None]
    if not known:
        return "not begun"
    if known != sorted(known) or seconds[: len(known)] != known:
        return strong("out of order")
    return "in order" if len(known) == len(seconds) else "in order so far"
