"""Teams sent off or shut out that no playbook brings back (`left_away`)."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.workplaces import effects

if TYPE_CHECKING:
    from drillsim.model.effects import Effect
    from drillsim.model.exercise import Exercise
    from drillsim.model.plan import Plan


def by_plan(plan: "Plan") -> Iterator[Complaint]:
    """Teams whose site a task closes, or whom a task moves to another site."""
    back = _brought_back(plan)
    for name, reason in _sent_away(plan).items():
        if name not in back:
            yield _complaint(plan, name, reason)


def by_scenarios(exercise: "Exercise") -> Iterator[Complaint]:
    """Teams whose site only these scenarios close or lose."""
    plan = exercise.plan
    closed = set(_closed(exercise))
    spared = {*_brought_back(plan), *_sent_away(plan)}
    for name, team in plan.teams.items():
        if team.at in closed and name not in spared:
            yield _complaint(plan, name, f"the scenario closes {team.at}")


def _complaint(plan: "Plan", team: str, reason: str) -> Complaint:
    message = f"{reason}, and no task of a playbook brings {team} back to {plan.teams[team].at}"
    return Complaint("left_away", "plan", ("teams", team), message)


def _sent_away(plan: "Plan") -> dict[str, str]:
    found: dict[str, str] = {}
    for task, effect in effects(plan):
        for name, team in plan.teams.items():
            if team.at in effect.close:
                found.setdefault(name, f"{task} closes {team.at}")
        for move in effect.move:
            if move.team in plan.teams and move.to != plan.teams[move.team].at:
                found.setdefault(move.team, f"{task} moves it to {move.to}")
    return found


def _brought_back(plan: "Plan") -> set[str]:
    """Teams that a task of some playbook moves to their own site, or all of them by `as_planned: [teams]`."""
    found: set[str] = set()
    for effect in _in_playbooks(plan):
        if "teams" in effect.as_planned:
            found.update(plan.teams)
        moved = (move for move in effect.move if move.team in plan.teams)
        found.update(move.team for move in moved if move.to == plan.teams[move.team].at)
    return found


def _in_playbooks(plan: "Plan") -> Iterable["Effect"]:
    listed = {step.task for playbook in plan.playbooks.values() for step in (*playbook.do, *playbook.resume)}
    return [effect for task, effect in effects(plan) if task in listed]


def _closed(exercise: "Exercise") -> Iterator[str]:
    areas = exercise.plan.areas
    for inject in exercise.injects:
        if inject.body.happens:
            yield from inject.body.happens.close
            for place in inject.body.happens.lose:
                yield place
                yield from areas.get(place, ())
