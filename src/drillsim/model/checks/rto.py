"""Recovery times: what was promised against what the plan can do (`rto_over_mtpd`, `rto_unreachable`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.falls import Falls
from drillsim.model.checks.graph import deepest_first
from drillsim.model.checks.workplaces import routed
from drillsim.model.spelling import write_duration

if TYPE_CHECKING:
    from drillsim.model.effects import Effect, Move
    from drillsim.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Recovery:
    """The quickest way in a playbook to bring a function back: its last task, and the seconds to its effect.

    `latest_start` is how long after the outage began it may start at the latest; negative: before it.
    """

    playbook: str
    function: str
    task: str
    takes: int
    latest_start: int


def rto_over_mtpd(plan: "Plan") -> Iterator[Complaint]:
    """The law of the plan: rto <= mtpd, in every line of the staffing too."""
    for name, function in plan.functions.items():
        if function.rto > function.mtpd:
            yield _over(function.rto, function.mtpd, ("functions", name, "rto"))
    for index, line in enumerate(plan.staffing):
        for name, rto in line.rto.items():
            if name in plan.functions and rto > plan.functions[name].mtpd:
                yield _over(rto, plan.functions[name].mtpd, ("staffing", index, "rto", name))


def _over(rto: int, mtpd: int, path: tuple[str | int, ...]) -> Complaint:
    message = f"expected an rto of at most the mtpd {write_duration(mtpd)}, found {write_duration(rto)}"
    return Complaint("rto_over_mtpd", "plan", path, message)


def rto_unreachable(plan: "Plan") -> Iterator[Complaint]:
    """A playbook whose quickest way to bring a function back takes longer than its RTO."""
    for way in recoveries(plan):
        if way.latest_start < 0:
            takes, rto = write_duration(way.takes), write_duration(plan.functions[way.function].rto)
            message = (
                f"the quickest way here to bring {way.function} back, {way.task}, takes {takes}:"
                f" for its rto of {rto} it must start {write_duration(-way.latest_start)} before the outage"
            )
            yield Complaint("rto_unreachable", "plan", ("playbooks", way.playbook, "do"), message)


def recoveries(plan: "Plan") -> Iterator[Recovery]:
    """The quickest way back of each function in each playbook that has one, with its latest start."""
    rests_on = _RestsOn(plan)
    finishes = _finishes(plan)
    for playbook_id, playbook in plan.playbooks.items():
        best: dict[str, tuple[int, str]] = {}
        for step in playbook.do:
            task = plan.tasks.get(step.task)
            for function, extra in _brings_back(plan, task.effect, rests_on) if task and task.effect else ():
                best[function] = min(
                    best.get(function, (finishes[step.task] + extra, step.task)),
                    (finishes[step.task] + extra, step.task),
                )
        for function, (takes, name) in best.items():
            yield Recovery(playbook_id, function, name, takes, plan.functions[function].rto - takes)


def _finishes(plan: "Plan") -> dict[str, int]:
    """Seconds until each task is done at usual times, the tasks it waits for included."""
    found: dict[str, int] = {}
    for name in deepest_first({name: task.after for name, task in plan.tasks.items()}):
        task = plan.tasks[name]
        found[name] = max((found.get(before, 0) for before in task.after), default=0) + task.takes.usual
    return found


class _RestsOn:
    """For each function all things it needs, by however many steps, at any site it is or can be routed to."""

    def __init__(self, plan: "Plan") -> None:
        self.falls = Falls(plan, frozenset())
        sites = routed(plan)
        self.things: dict[str, int] = {}
        for name, function in plan.functions.items():
            needed = [*function.needs, *(need for needs in function.needs_at.values() for need in needs)]
            self.things[name] = self.falls.needs(needed)
            for site in sites[name]:
                self.things[name] |= self.falls.site(site)


def _brings_back(plan: "Plan", effect: "Effect", rests_on: _RestsOn) -> Iterator[tuple[str, int]]:
    """The functions that a task can bring back, with the seconds from its end until it does."""
    primaries = [plan.systems[backup].backup_for for backup in effect.switch_to if backup in plan.systems]
    mended = rests_on.falls.any_of([*effect.repair, *(primary for primary in primaries if primary)])
    for name in plan.functions:
        waits = _moved(plan, effect, name)
        waits += [_ready(plan, site) for site in _routed_to(effect, name)] if not waits else []
        waits += [_ready(plan, partner) for partner, shares in effect.activate.items() if name in shares]
        if rests_on.things[name] & mended or name in effect.use_workaround:
            waits.append(0)
        if waits:
            yield name, min(waits)


def _routed_to(effect: "Effect", function: str) -> tuple[str, ...]:
    change = effect.route.get(function)
    return (*(change.only or ()), *change.add) if change else ()


def _moved(plan: "Plan", effect: "Effect", function: str) -> list[int]:
    found = []
    for move in effect.move:
        team = plan.teams.get(move.team)
        if team and (move.works or team.works) == function:
            found.append(max(_ready(plan, move.to), team.ready_after or 0) + _on_the_way(plan, move))
    return found


def _on_the_way(plan: "Plan", move: "Move") -> int:
    """Where the site has `reach` it counts, unless people arrive together or in batches."""
    site = plan.sites.get(move.to)
    if site is None or site.reach is None or move.arrive not in (None, "by_reach", "check_in"):
        return 0
    return site.reach.leave.usual + site.reach.travel.usual + site.reach.set_up.usual


def _ready(plan: "Plan", site: str) -> int:
    known = plan.sites.get(site)
    return (known.ready_after or 0) if known else 0
