"""People in what a drill file says was done: those who never arrive, and those who are never relieved."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.rotation import LONG_DUTY
from drillsim.model.spelling import write_clock

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise


def never_arrives(exercise: "Exercise") -> Iterator[Complaint]:
    """An unattended drill in which people are awaited who never check in: nobody is there to do it."""
    drill = exercise.drill
    if drill.kind != "unattended":
        return
    reported = {response.check_in.team for response in drill.responses if response.check_in}
    for row, response in enumerate(drill.responses):
        task = exercise.plan.tasks.get(response.does or "")
        moves = task.effect.move if task and task.effect else ()
        missing = [move.team for move in moves if move.arrive == "check_in" and move.team not in reported]
        for team in dict.fromkeys(missing):
            reported.add(team)
            message = f"expected check-ins of {team}, whom {response.does} moves and nobody attends, found none"
            yield Complaint("never_arrives", "drill", ("responses", row, "does"), message)


def long_duty(exercise: "Exercise") -> Iterator[Complaint]:
    """Without a rotation a role is on duty from its first to its last response: over 12 hours is long."""
    if exercise.plan.rotation is not None:
        return
    spans: dict[str, list[tuple[int, int]]] = {}
    for row, response in enumerate(exercise.drill.responses):
        if response.by in exercise.plan.roles:
            spans.setdefault(str(response.by), []).append((exercise.second(response.at), row))
    for role, acts in spans.items():
        (first, _), (last, row) = min(acts), max(acts)
        if last - first > LONG_DUTY:
            span = f"from {write_clock(first)} to {write_clock(last)}"
            message = f"{role} is on duty {span}, more than 12 hours; plan a rotation"
            yield Complaint("long_duty", "drill", ("responses", row, "at"), message)
