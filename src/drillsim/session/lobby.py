"""Who is to play which role, before StartEx."""

from collections.abc import Collection, Mapping

from drillsim.model.plan import Plan
from drillsim.session.view import LobbyRow


def lobby(plan: Plan, players: Mapping[str, str], here: Collection[str]) -> tuple[LobbyRow, ...]:
    """Every role of the plan, with its holder and alternates by name."""

    def person(name: str) -> str:
        return plan.people[name].name or name

    return tuple(
        LobbyRow(
            role,
            body.name or role,
            person(body.holder),
            tuple(person(name) for name in body.alternates),
            players.get(role, ""),
            role in here,
        )
        for role, body in plan.roles.items()
    )
