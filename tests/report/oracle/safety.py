"""What a reader is told first: what bears on the lives of people."""

from collections.abc import Iterator

from report.oracle.expected import Expected
from report.oracle.facts import Facts
from report.oracle.muster import heads, on_shift, unheard
from report.oracle.spelling import clock, span
from report.oracle.told import Told

BAD = ("M", "U")
"""A rating or a note with one of these is told."""


def safety(facts: Facts) -> Told:
    """What was real, who is missing, what came late, who was nearly sent where nobody may enter, what people wrote.

    Duty past the plan's limit is told too; `told_roles` sees that the drills which the oracle knows have none.
    """
    finders = (_real, _missing, _late, _barred, _rated, _noted)
    return Told([line for finder in finders for line in finder(facts)])


def people_at_risk(facts: Facts) -> list[str]:
    """The part of it that stands as areas for improvement of objectives of life safety."""
    return [*_missing(facts), *_barred(facts)]


def is_of_safety(facts: Facts, objective: str | None) -> bool:
    """By its core capability: Life safety, Health and safety."""
    objectives = facts.record.scenario.get("objectives", {})
    return "safety" in objectives.get(objective, {}).get("capability", "").lower()


def safety_tasks(facts: Facts) -> set[str]:
    """Which the plan has for the lives of people."""
    return {name for name, body in facts.record.plan["tasks"].items() if "safety" in body}


def _real(facts: Facts) -> Iterator[str]:
    for row in facts.record.of("real_emergency_called"):
        if row["because"]:
            yield f"{clock(row.at)} {facts.role(row['by'])}: {facts.told_as(row['because'])}"


def _missing(facts: Facts) -> Iterator[str]:
    record = facts.record
    for team in heads(record):
        if team.missing:
            yield f"{team.missing} of {team.head} of {team.team}"
        if team.helped:
            yield f"{team.helped} of {team.team} asked for help"
    called = {each.name for each in facts.asked if each.kind == "task"} & safety_tasks(facts)
    if called and not any(record.of("checked_in")):
        yield f"{sum(on_shift(record, team) for team in record.plan['teams'])} on shift at StartEx"
    elif called:
        yield from (f"nobody of {team}: {number}" for team, number in unheard(record).items())


def _late(facts: Facts) -> Iterator[str]:
    """Whoever expected it: an inject for such an objective, or anything a task for the lives of people."""
    for each in facts.expectations:
        is_task = each.kind == "task" and each.name in safety_tasks(facts)
        if each.result in ("late", "never") and (is_task or is_of_safety(facts, each.objective)):
            done = "" if each.done is None else f"{clock(each.done.at)}, {span(each.late)} late"
            yield f"{_what(facts, each)} due {clock(each.due)}, {done} {each.source}"


def _what(facts: Facts, each: Expected) -> str:
    """A task in the plan's words."""
    return f"{facts.record.plan['tasks'][each.name]['do']} {each.name}" if each.kind == "task" else each.name


def _barred(facts: Facts) -> Iterator[str]:
    for row in facts.record.of("refused"):
        if row["why"] == "barred":
            yield f"{clock(row.at)} {facts.role(row['by'])}: {row['what']}"


def _rated(facts: Facts) -> Iterator[str]:
    for row in facts.written("rate"):
        if row["rating"] in BAD and is_of_safety(facts, row["objective"]):
            yield f"{row['objective']} {row['rating']}: {facts.told_as(row['why'])}"


def _noted(facts: Facts) -> Iterator[str]:
    for row in facts.written("observe"):
        if row["rating"] in BAD and is_of_safety(facts, row["objective"]):
            yield f"{clock(facts.seen_at(row))} {facts.role(row['by'])}: {facts.told_as(row['text'])}"
