"""Playbooks whose `resume` leaves something as it was in the emergency (`never_undone`)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.words import listed

if TYPE_CHECKING:
    from drillsim.model.effects import Effect, Move, RouteChange
    from drillsim.model.plan import Plan, Playbook, Step

UNDONE_BY = {
    "routing": ("routed", "deflected"),
    "teams": ("at", "on"),
    "partners": ("active",),
    "functions": ("aside",),
}
"""What each word of `as_planned` undoes."""


def never_undone(plan: "Plan") -> Iterator[Complaint]:
    """What `do` puts aside, moves, deflects, routes or activates and is not as planned after `resume`.

    People count by team: a move back to the team's own site undoes every move of it; other work ends only by
    a move that says so or by `as_planned: [teams]`.
    """
    for name, playbook in plan.playbooks.items():
        left = _left(plan, playbook)
        if left and playbook.resume:
            message = f"its resume never undoes what its do brings about, which leaves {listed(left)}"
            yield Complaint("never_undone", "plan", ("playbooks", name, "resume"), message)
        elif left:
            message = f"it has no resume, which leaves {listed(left)}"
            yield Complaint("never_undone", "plan", ("playbooks", name), message)


def _left(plan: "Plan", playbook: "Playbook") -> list[str]:
    state = _State(plan)
    state.play(playbook.do)
    touched = set(state.odd)
    state.play(playbook.resume)
    return [text for thing, text in state.odd.items() if thing in touched]


class _State:
    """What is not as planned after some tasks, in words: by how it is odd, and of what."""

    def __init__(self, plan: "Plan") -> None:
        self.odd: dict[tuple[str, str], str] = {}
        self._plan = plan
        self._routing = {name: function.routed_to for name, function in plan.functions.items()}

    def play(self, steps: "tuple[Step, ...]") -> None:
        """Does the tasks of a list, in its order."""
        for step in steps:
            task = self._plan.tasks.get(step.task)
            if task and task.effect:
                self._apply(task.effect)

    def _apply(self, effect: "Effect") -> None:
        for name in effect.pause:
            self._set("aside", name, f"{name} put aside")
        for name in effect.resume:
            self._set("aside", name, None)
        for name in effect.activate:
            self._set("active", name, f"{name} active")
        for name in effect.release:
            self._set("active", name, None)
        for name, share in effect.deflect.items():
            self._set("deflected", name, f"contacts of {name} deflected" if share else None)
        for name, change in effect.route.items():
            self._route(name, change)
        for move in effect.move:
            self._move(move)
        for word in effect.as_planned:
            self.odd = {thing: text for thing, text in self.odd.items() if thing[0] not in UNDONE_BY[word]}
        if "routing" in effect.as_planned:
            self._routing = {name: function.routed_to for name, function in self._plan.functions.items()}

    def _set(self, how: str, name: str, text: str | None) -> None:
        if text is None:
            self.odd.pop((how, name), None)
        else:
            self.odd[how, name] = text

    def _route(self, name: str, change: "RouteChange") -> None:
        if name in self._plan.functions:
            planned = self._plan.functions[name].routed_to
            before = self._routing[name] if change.only is None else change.only
            sites = tuple(site for site in dict.fromkeys((*before, *change.add)) if site not in change.drop)
            self._routing[name] = sites
            text = f"{name} routed to {listed(sites) if sites else 'nowhere'}"
            if planned:
                text += f" instead of {listed(planned)}"
            self._set("routed", name, None if set(sites) == set(planned) else text)

    def _move(self, move: "Move") -> None:
        team = self._plan.teams.get(move.team)
        if team:
            self._set("at", move.team, None if move.to == team.at else f"{move.team} at {move.to}")
        if team and move.works:
            self._set("on", move.team, None if move.works == team.works else f"{move.team} on {move.works}")
