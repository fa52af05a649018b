"""When tasks that were called for could have begun and ended, by the plan's own usual times."""

from dataclasses import dataclass

from drillsim.analysis.reckoning import Reckoning
from drillsim.model.checks.graph import deepest_first, reached
from drillsim.record import events as e


@dataclass(frozen=True, slots=True)
class Planned:
    """A task as the plan has it: called for by `source` at `called`, from `begins` to `ends` if all goes as usual.

    `due` is the earliest second by which an inject or a playbook expects it; None where none says.
    Seconds since StartEx.
    """

    task: str
    source: str
    called: int
    begins: int
    ends: int
    due: int | None


def planned(reckoning: Reckoning) -> dict[str, Planned]:
    """Every task that an inject expects or a fired playbook says to do, by the first that calls for it.

    What such a task comes after is called for with it, unless something called for it sooner. A task begins when it is
    called for and all that it comes after could be done, and takes its usual time. What a playbook lists under
    `resume` without a `within` is called for by nothing.
    """
    tasks = reckoning.plan.tasks
    after = {name: task.after for name, task in tasks.items()}
    calls: dict[str, tuple[int, str]] = {}
    for name, at, source in _expected(reckoning):
        for each in (name, *reached(name, after)):
            calls[each] = min(calls.get(each, (at, source)), (at, source))
    found: dict[str, Planned] = {}
    for name in deepest_first(after):
        if name in calls:
            at, source = calls[name]
            begins = max([at, *(found[before].ends for before in after[name])])
            found[name] = Planned(name, source, at, begins, begins + tasks[name].takes.usual, _due(reckoning, name))
    return found


def _expected(reckoning: Reckoning) -> list[tuple[str, int, str]]:
    """(task, second, source) of all that calls for a task."""
    at = {f"inject:{release.inject}": release.at for release in reckoning.history.came}
    fired = [event for event in reckoning.history.events if isinstance(event, e.PlaybookFired)]
    at |= {f"playbook:{event.playbook}": event.at for event in fired}
    return [(each.name, at[each.source], each.source) for each in reckoning.expectations if each.kind == "task"]


def _due(reckoning: Reckoning, task: str) -> int | None:
    found = (each.due for each in reckoning.expectations if each.kind == "task" and each.name == task)
    return min((due for due in found if due is not None), default=None)
