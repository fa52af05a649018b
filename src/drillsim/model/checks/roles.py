"""Roles: who holds them, what they may, what they do."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Path
from drillsim.model.checks.words import listed
from drillsim.model.drill import VISITORS

if TYPE_CHECKING:
    from drillsim.model.effects import Effect
    from drillsim.model.plan import Plan
    from drillsim.model.staff import Permission


TAKEN = ("facilitator", "evaluator", "scribe", "table", "console", "screen", "host", "agents", "engine")
"""Places at a table and who else writes on a record: a role of such a name would see and do what is theirs."""


def taken_names(plan: "Plan") -> Iterator[Complaint]:
    """A role that is called as somebody who is no role; a team that is called as those who are of none."""
    for name in plan.roles:
        if name in TAKEN:
            message = f"expected another name for a role, found {name}: that is a place, or who writes on the record"
            yield Complaint("value", "plan", ("roles", name), message, key=True)
    if VISITORS in plan.teams:
        message = f"expected another name for a team, found {VISITORS}: they are of no team, and counted beside all"
        yield Complaint("value", "plan", ("teams", VISITORS), message, key=True)


def no_alternate(plan: "Plan") -> Iterator[Complaint]:
    """A role that one absence leaves empty."""
    for name, role in plan.roles.items():
        if not set(role.alternates) - {role.holder}:
            message = f"nobody stands in for {role.holder}; name an alternate"
            yield Complaint("no_alternate", "plan", ("roles", name), message)


def role_without_duty(plan: "Plan") -> Iterator[Complaint]:
    """A use for each role: tasks, or what it does when all hands are needed."""
    busy = {task.by for task in plan.tasks.values()}
    for name, role in plan.roles.items():
        if name not in busy and role.all_hands is None:
            message = f"expected a task by {name}, or all_hands saying what it does without one; found neither"
            yield Complaint("role_without_duty", "plan", ("roles", name), message)


def permissions(plan: "Plan") -> Iterator[Complaint]:
    """A task by a role that may not do what the task does: it would be done, and found afterwards."""
    for name, task in plan.tasks.items():
        role = plan.roles.get(task.by)
        wanted = _needed(task.effect) if task.effect and role else []
        lacking = [word for word in wanted if role and word not in role.may]
        if lacking:
            message = f"{name} needs the permission {listed(lacking)}, which {task.by} does not have"
            yield Complaint("permission", "plan", ("tasks", name, "by"), message)


def _needed(effect: "Effect") -> list["Permission"]:
    needed: list[Permission] = []
    if effect.mode == "emergency":
        needed.append("declare")
    if effect.activate:
        needed.append("spend")
    return needed


def untrained(plan: "Plan") -> Iterator[Complaint]:
    """A role-holder, in a crew or on call too, without a date of training; only in a plan that gives such dates."""
    if not any(person.trained for person in plan.people.values()):
        return
    for name, role in plan.roles.items():
        yield from _without_date(plan, role.holder, name, ("roles", name, "holder"))
    for crew, members in plan.rotation.crews.items() if plan.rotation else ():
        for name, person in members.items():
            if name not in plan.roles or plan.roles[name].holder != person:
                yield from _without_date(plan, person, name, ("rotation", "crews", crew, name))
    for index, line in enumerate(plan.staffing):
        for name, person in line.on_call.items():
            if name not in plan.roles or plan.roles[name].holder != person:
                yield from _without_date(plan, person, name, ("staffing", index, "on_call", name))


def _without_date(plan: "Plan", person: str, role: str, path: Path) -> Iterator[Complaint]:
    known = plan.people.get(person)
    if known and known.trained is None:
        message = f"{person} holds {role} and has no date of training; train {person}, or give the date (trained)"
        yield Complaint("untrained", "plan", path, message)
