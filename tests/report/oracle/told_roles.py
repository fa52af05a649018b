"""What a reader is told of roles: who held them, when nobody did, who was on duty."""

from itertools import pairwise

from report.oracle.facts import Facts
from report.oracle.findings import held, uncovered
from report.oracle.people import duty
from report.oracle.spelling import clock, seconds, span
from report.oracle.told import Rows, Told


def roles(facts: Facts) -> Told:
    """Who held each role, when nobody did, who was on duty."""
    record = facts.record
    holders: Rows = []
    figure: Rows = []
    for role in record.plan["roles"]:
        for person, begins, ends in held(record, role):
            who = _holder(facts, role, person)
            figure.append(["role", facts.role(role), who, clock(begins), clock(ends), span(ends - begins)])
            if person is not None:
                holders.append([facts.role(role), who, clock(begins), clock(ends)])
    empty = [
        f"{facts.role(role)} from {clock(begins)} to {clock(ends)}, {span(ends - begins)}"
        for role in record.plan["roles"]
        for begins, ends in uncovered(record, role)
    ]
    on_duty: Rows = []
    before: dict[str, int] = {}
    for person, begins, ends in duty(record):
        cells = [facts.position(person), clock(begins), clock(ends), span(ends - begins)]
        on_duty.append([*cells, span(begins - before[person]) if person in before else "-"])
        before[person] = ends
        figure.append(["on duty", cells[0], "on duty", *cells[1:]])
    rotation = record.plan.get("rotation")
    limits = _limits(facts)
    handover = f"stays {span(seconds(rotation['handover']))}" if rotation else ""
    return Told([*empty, handover, *limits], [holders, *([on_duty] if on_duty else [])], [figure], _sums(facts))


def _holder(facts: Facts, role: str, person: str | None) -> str:
    body = facts.record.plan["roles"][role]
    if person is None:
        return "uncovered"
    return "its holder" if person == body["holder"] else f"its alternate {body['alternates'].index(person) + 1}"


def _limits(facts: Facts) -> list[str]:
    """Nobody of the drills that the oracle knows was on duty for too long, or rested too little."""
    rotation = facts.record.plan.get("rotation")
    if rotation is not None:
        stretches: dict[str, list[tuple[int, int]]] = {}
        for person, begins, ends in duty(facts.record):
            stretches.setdefault(person, []).append((begins, ends))
        longest, shortest = seconds(rotation["max_on"]), seconds(rotation["min_rest"])
        for turns in stretches.values():
            assert all(ends - begins - seconds(rotation["handover"]) <= longest for begins, ends in turns)
            assert all(after - before >= shortest for (_, before), (after, _) in pairwise(turns))
    return []


def _sums(facts: Facts) -> list[str]:
    """Beside each row of the drawing: time on duty in all, and the rests between."""
    found: dict[str, list[tuple[int, int]]] = {}
    for person, begins, ends in duty(facts.record):
        found.setdefault(person, []).append((begins, ends))
    sums = [span(sum(ends - begins for begins, ends in turns)) for turns in found.values()]
    rests = [span(after - before) for turns in found.values() for (_, before), (after, _) in pairwise(turns)]
    plan, record = facts.record.plan["roles"], facts.record
    throughout = sum(len(list(held(record, role))) == 1 for role in plan)
    return [*sums, *rests, f"{len(plan)} roles, {throughout} of them held by one, {len(found)} on duty"]
