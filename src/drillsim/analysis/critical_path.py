"""Which chain of tasks and waits decided when a function came back: its critical path."""

from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.outages import Outage, worst
from drillsim.analysis.planned import planned
from drillsim.analysis.queues.steps import Doing, Doings
from drillsim.analysis.reckoning import Reckoning
from drillsim.model.checks.rto import recoveries
from drillsim.record import events as e


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch [begins, ends] of a critical path: a task, or the wait for a partner, for people, for its effect."""

    kind: Literal["task", "partner", "team", "effect"]
    id: str
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class CriticalPath:
    """What decided the length of the worst outage of a function, first link first.

    `walked`: these links ended the outage. Otherwise nothing brought the function back, and they are the quickest way
    that a playbook which fired offers, as planned; whether it would have been enough nobody has played. No link: it
    came back without anybody's doing (a repair, a backup, other hours), or no such playbook offers a way.
    """

    function: str
    outage: Outage
    walked: bool
    links: tuple[Link, ...]


def critical_paths(reckoning: Reckoning) -> dict[str, CriticalPath]:
    """Of each function that was out.

    Read backwards from the second at which it was back: the last that was done then and can change the function; where
    that was a partner who was ready or people who came, the task that called or sent them; before a task, of those that
    it comes after the one done last; and so on.
    """
    found: dict[str, CriticalPath] = {}
    for name, service in reckoning.services.items():
        if service.outages:
            outage = worst(service.outages)
            if outage.ends is None or outage.put_aside:
                found[name] = CriticalPath(name, outage, False, _offered(reckoning, name))
            else:
                found[name] = CriticalPath(name, outage, True, _walked(reckoning, name, outage.ends))
    return found


def _walked(reckoning: Reckoning, function: str, back: int) -> tuple[Link, ...]:
    doing = _brought_back(reckoning, function, back)
    if doing is None or doing.task is None:
        return ()
    run = _last_run(reckoning, doing.task, back)
    if run is None:
        return ()
    if doing.by == "task":
        return _up_to(reckoning, run)
    begins = min(run.ends, back)
    wait = (Link(doing.by, doing.id, begins, back),) if begins < back else ()
    return (*_up_to(reckoning, run), *wait)


def _brought_back(reckoning: Reckoning, function: str, back: int) -> Doing | None:
    """The last that people did in that second and that can have brought the function back. What a task does at its
    start (closing, moving away, putting aside) brings nothing back.
    """
    doings, found = Doings(reckoning.plan), None
    for event in reckoning.history.events:
        if event.at > back:
            break
        doings.note(event)
        if event.at == back and not isinstance(event, e.TaskStarted):
            found = doings.of(event, function) or found
    return found


def _up_to(reckoning: Reckoning, run: Link) -> tuple[Link, ...]:
    """A run of a task with the chain before it."""
    links = [run]
    while after := reckoning.plan.tasks[links[0].id].after:
        before = [found for name in after if (found := _last_run(reckoning, name, links[0].begins)) is not None]
        if not before:
            break
        links.insert(0, max(before, key=lambda link: link.ends))
    return tuple(links)


def _last_run(reckoning: Reckoning, task: str, until: int) -> Link | None:
    """The last run of a task that had begun by a second, those that had ended before those that had not."""
    done = {event.run: event.at for event in reckoning.history.events if isinstance(event, e.TaskDone)}
    runs = [
        Link("task", task, event.at, done.get(event.run, until))
        for event in reckoning.history.events
        if isinstance(event, e.TaskStarted) and event.task == task and event.at <= until
    ]
    ended = [run for run in runs if run.ends <= until]
    return max(ended or runs, key=lambda run: run.ends, default=None)


def _offered(reckoning: Reckoning, function: str) -> tuple[Link, ...]:
    """As planned, from when each task was called for, with the wait until the last takes effect."""
    fired = {event.playbook for event in reckoning.history.events if isinstance(event, e.PlaybookFired)}
    ways = [way for way in recoveries(reckoning.plan) if way.function == function and way.playbook in fired]
    if not ways:
        return ()
    quickest = min(ways, key=lambda way: way.takes)
    tasks, as_planned, chain = reckoning.plan.tasks, planned(reckoning), [quickest.task]
    while after := tasks[chain[0]].after:
        chain.insert(0, max(after, key=lambda name: as_planned[name].ends))
    links = [Link("task", name, as_planned[name].begins, as_planned[name].ends) for name in chain]
    waits = quickest.takes - sum(tasks[name].takes.usual for name in chain)
    wait = (Link("effect", quickest.task, links[-1].ends, links[-1].ends + waits),) if waits > 0 else ()
    return (*links, *wait)
