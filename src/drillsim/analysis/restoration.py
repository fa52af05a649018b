"""Back to normal must mean it: what was still not as planned (language.md, rule 19)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.history import History
from drillsim.model.plan import Plan
from drillsim.record.state import State
from drillsim.record.whereabouts import Group


@dataclass(frozen=True, slots=True)
class Remnant:
    """Something not as planned: what, and how it is, to follow the name in a sentence."""

    kind: Literal["function", "team", "partner", "backup"]
    name: str
    how: str


def normal_again(history: History) -> list[int]:
    """The seconds at which the mode turned normal after an emergency."""
    found = []
    emergency = False
    for mode, second in history.modes:
        emergency = emergency or mode == "emergency"
        if emergency and mode == "normal":
            found.append(second)
    return found


def judged_at(history: History) -> list[int]:
    """When all is looked at: as the mode turns normal, and at the end of a drill that is not normal again."""
    seconds = normal_again(history)
    return seconds if seconds and history.modes[-1][0] == "normal" else [*seconds, history.lasts]


def remnants(plan: Plan, state: State) -> Iterator[Remnant]:
    """Everything that is not as planned, in the order of rule 19."""
    for function in plan.functions:
        if function in state.paused:
            yield Remnant("function", function, "was still put aside")
    yield from _routed_otherwise(plan, state)
    yield from _elsewhere(plan, state)
    for partner in sorted({partner for partner, _ in state.promised}):
        yield Remnant("partner", partner, "was still active")
    for function in plan.functions:
        if function in state.workarounds:
            yield Remnant("function", function, "still ran on its workaround")
    for backup in plan.systems:
        if backup in state.switched | state.took_over:
            yield Remnant("backup", backup, f"still stood in for {plan.systems[backup].backup_for}")


def _routed_otherwise(plan: Plan, state: State) -> Iterator[Remnant]:
    """Active partners aside: they are named themselves."""
    active = {partner for partner, _ in state.promised}
    for function, body in plan.functions.items():
        route = set(state.routes[function]) - active
        if route != set(body.routed_to) - active:
            where = ", ".join(site for site in state.routes[function] if site in route)
            yield Remnant("function", function, f"was still routed to {where or 'nowhere'}")


def _elsewhere(plan: Plan, state: State) -> Iterator[Remnant]:
    """Teams with people elsewhere than at their own site, or there on other work."""
    for team, body in plan.teams.items():
        groups = astray(plan, state, team)
        elsewhere = sum(state.people[x] for x in groups if not _at_own_site(plan, x))
        other_work = sum(state.people[x] for x in groups) - elsewhere
        parts = [f"{elsewhere} people not at {body.at}"] if elsewhere else []
        if other_work:
            parts.append(f"{other_work} people on other work")
        if parts:
            yield Remnant("team", team, f"still had {' and '.join(parts)}")


def astray(plan: Plan, state: State, team: str) -> list[Group]:
    """People of a team who are not as planned. Those absent, or temporary and not called for, are."""
    return [
        group
        for group in state.people
        if group.team == team
        and group.where.kind not in ("absent", "on_call")
        and not (_at_own_site(plan, group) and group.works == plan.teams[team].works)
    ]


def _at_own_site(plan: Plan, group: Group) -> bool:
    return group.where.kind == "at" and group.where.site == plan.teams[group.team].at


def left_away(plan: Plan, state: State) -> dict[str, int]:
    """Teams with people away, with their number."""
    found: dict[str, int] = {}
    for group, number in state.people.items():
        if group.where.kind == "away":
            found[group.team] = found.get(group.team, 0) + number
    return {team: found[team] for team in plan.teams if team in found}
