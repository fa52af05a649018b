"""Who held each role, who was on duty for how long. By role and position, not by name, unless asked."""

from collections.abc import Iterator

from drillsim.analysis.words import span
from drillsim.record.events import RolePlayed
from drillsim.report.document import Heading, Section
from drillsim.report.facts import Facts
from drillsim.report.figures.duty import duty as figures
from drillsim.report.labels import NOBODY
from drillsim.report.making import bullets, section, table
from drillsim.report.text import clock


def roles_section(facts: Facts) -> Section | None:
    """From the plan, its rotation and who was absent."""
    return section(
        "roles",
        "Roles and duty",
        table("RolesHeld", ("role", "held by", "from", "to"), _held(facts)),
        bullets(_uncovered(facts)) or "Uncovered: never.",
        bullets(_left_empty(facts)),
        figures(facts),
        Heading("On duty"),
        _how(facts),
        table("Duty", ("who", "from", "to", "length", "rest before"), _duty(facts), empty="Nobody acted."),
        bullets(_limits(facts)) or _no_limits(facts),
    )


def _held(facts: Facts) -> Iterator[tuple[str, ...]]:
    for role, row in facts.outcome["roles"].items():
        for person, begins, ends in row["held"]:
            yield (
                facts.labels.role(role),
                facts.labels.holder(role, str(person)),
                clock(int(begins)),
                clock(int(ends)),
            )


def _uncovered(facts: Facts) -> Iterator[str]:
    for role, row in facts.outcome["roles"].items():
        for begins, ends in row["uncovered"]:
            yield f"Uncovered: {facts.labels.role(role)} {_stretch(begins, ends)}."


def _left_empty(facts: Facts) -> Iterator[str]:
    """Roles that had a holder in the story and at the exercise nobody who acted for them, on purpose."""
    empty: dict[str, int] = {}
    for act in facts.acts:
        if isinstance(act.event, RolePlayed):
            role, since = act.event.role, empty.pop(act.event.role, None)
            if since is not None and since < act.event.at:
                yield _nobody_played(facts, role, since, act.event.at)
            if act.event.player == NOBODY:
                empty[role] = act.event.at
    for role, since in empty.items():
        yield _nobody_played(facts, role, since, facts.lasts)


def _nobody_played(facts: Facts, role: str, begins: int, ends: int) -> str:
    return f"Left empty on purpose, held but played by nobody: {facts.labels.role(role)} {_stretch(begins, ends)}."


def _how(facts: Facts) -> str:
    if facts.plan.rotation is None:
        return "The plan has no rotation: duty is from the first to the last response of a role somebody held."
    handover = span(facts.plan.rotation.handover)
    return f"By the plan's rotation; whoever goes off stays {handover} to hand over, beside the limit."


def _duty(facts: Facts) -> Iterator[tuple[str, ...]]:
    for person, row in facts.outcome["people"].items():
        before: int | None = None
        for begins, ends in row["on_duty"]:
            rest = "-" if before is None else span(begins - before)
            yield facts.labels.person(person), clock(begins), clock(ends), span(ends - begins), rest
            before = ends


def _limits(facts: Facts) -> Iterator[str]:
    for person, row in facts.outcome["people"].items():
        who = facts.labels.person(person)
        for begins, ends in row["past_max_on"]:
            yield f"Past the longest time on duty: {who} {_stretch(begins, ends)}."
        for begins, ends in row["short_rest"]:
            yield f"Too short a rest: {who} {_stretch(begins, ends)}."


def _stretch(begins: int, ends: int) -> str:
    return f"from {clock(begins)} to {clock(ends)}, {span(ends - begins)}"


def _no_limits(facts: Facts) -> str:
    rotation = facts.plan.rotation
    if rotation is None:
        return ""
    if rotation.max_on is None and rotation.min_rest is None:
        return "The plan limits neither time on duty nor rest."
    return "Past the longest time on duty, or too short a rest: nobody."
