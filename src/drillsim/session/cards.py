"""The card of a role: what the plan says that it answers for, in one place."""

from collections.abc import Collection, Iterable
from typing import get_args

from drillsim.model.plan import Plan
from drillsim.model.staff import Permission
from drillsim.session.view import CardView, TellsView


def cards(plan: Plan, roles: Iterable[str]) -> tuple[CardView, ...]:
    """One for each of these roles, from the plan alone: nothing of the scenario is in it."""
    return tuple(_card(plan, role) for role in roles)


def _card(plan: Plan, role: str) -> CardView:
    body = plan.roles[role]
    tasks = {name: task.do for name, task in plan.tasks.items() if task.by == role}
    lacking: tuple[Permission, ...] = tuple(each for each in get_args(Permission) if each not in body.may)
    return CardView(
        id=role,
        name=body.name or role,
        alternates=tuple(plan.people[person].name or person for person in body.alternates),
        may=body.may,
        ask=tuple((each, holders) for each in lacking if (holders := allowed(plan, each))),
        tasks=tuple(tasks.items()),
        leads=tuple(name for name, team in plan.teams.items() if team.lead == role),
        tells=tuple(
            TellsView(audience, update.first, update.every, _messages_to(plan, audience))
            for audience, update in plan.updates.items()
            if update.by == role
        ),
        hours=tuple(
            (name, hours, text)
            for name, playbook in plan.playbooks.items()
            if concerns(plan, name, (role,))
            for hours, text in playbook.hours.items()
        ),
        all_hands=body.all_hands or "",
    )


def concerns(plan: Plan, playbook: str, roles: Collection[str]) -> bool:
    """Whether a task of these roles is in a playbook."""
    body = plan.playbooks[playbook]
    return any(plan.tasks[step.task].by in roles for step in (*body.do, *body.resume))


def allowed(plan: Plan, permission: Permission) -> tuple[str, ...]:
    """The roles that have a permission."""
    return tuple(role for role, body in plan.roles.items() if permission in body.may)


def _messages_to(plan: Plan, audience: str) -> tuple[str, ...]:
    return tuple(name for name, message in plan.messages.items() if audience in message.to)
