"""Who took part, by role: who played it, who held it in the story, who attended."""

from collections.abc import Iterator

from drillsim.record import events as e
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.text import clock


def participants_section(facts: Facts) -> Section:
    """Names only where they are asked for."""
    return section(
        "participants",
        "Exercise participants",
        table("Participants", ("role", "played by"), _players(facts), empty="The plan has no roles."),
        table("Attended", ("who", "as", "organisation"), _attended(facts)),
    )


def _attended(facts: Facts) -> Iterator[tuple[str, str, str]]:
    for number, each in enumerate(facts.exercise.drill.attended, 1):
        label = facts.labels
        role = (
            "-"
            if each.role is None
            else label.role(each.role)
            if each.role in facts.plan.roles
            else label.text(each.role)
        )
        name = label.text(each.name) if label.names else f"participant {number}"
        yield name, role, "-" if each.organisation is None else label.text(each.organisation)


def _players(facts: Facts) -> Iterator[tuple[str, str]]:
    """From StartEx on, and every change of hands."""
    found: dict[str, list[tuple[int, str]]] = {role: [] for role in facts.plan.roles}
    for act in facts.acts:
        if isinstance(act.event, e.RolePlayed):
            found.setdefault(act.event.role, []).append((act.event.at, act.event.player))
    for role, played in found.items():
        first, *later = played or [(0, facts.header.players.get(role, "script"))]
        words = [facts.labels.player(first[1])]
        words += [f"from {clock(at)} {facts.labels.player(player)}" for at, player in later]
        yield facts.labels.role(role), "; ".join(words)
