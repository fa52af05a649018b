"""Which chain of tasks and waits decided when a function came back: its critical path."""

from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.outages import Outage
from drillsim.analysis.queues.steps import Doing, Doings
from drillsim.analysis.reckoning import Reckoning
from drillsim.model.checks.rto import recoveries
from drillsim.record import events as e


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch [begins, ends] of a critical path: a run of a task, or the wait for a partner or for people it sent."""

    kind: Literal["task", "partner", "team"]
    id: str
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class CriticalPath:
    """What decided the length of the longest outage of a function, first link first.

    `walked`: these links ended the outage. Otherwise nothing brought the function back, and they are the quickest way
    that the plan's playbooks offer, laid from the outage's beginning at usual times. No link: it came back without
    anybody's doing (a repair, a backup, other hours), or the plan offers no way.
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
            worst = max(service.outages, key=lambda outage: outage.length)
            is_back = worst.ends is not None and not worst.put_aside
            links = _walked(reckoning, name, worst.ends) if is_back and worst.ends is not None else ()
            found[name] = CriticalPath(name, worst, is_back, links if is_back else _offered(reckoning, name, worst))
    return found


def _walked(reckoning: Reckoning, function: str, back: int) -> tuple[Link, ...]:
    doing = _brought_back(reckoning, function, back)
    if doing is None:
        return ()
    if doing.task is None:
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


def _offered(reckoning: Reckoning, function: str, outage: Outage) -> tuple[Link, ...]:
    """By the playbooks that fired, or where they offer nothing by any."""
    fired = {event.playbook for event in reckoning.history.events if isinstance(event, e.PlaybookFired)}
    ways = [way for way in recoveries(reckoning.plan) if way.function == function]
    ways = [way for way in ways if way.playbook in fired] or ways
    if not ways:
        return ()
    quickest = min(ways, key=lambda way: way.takes)
    tasks, chain = reckoning.plan.tasks, [quickest.task]
    while after := tasks[chain[0]].after:
        chain.insert(0, max(after, key=lambda name: _finishes(reckoning, name)))
    links, at = [], outage.begins
    for name in chain:
        links.append(Link("task", name, at, at + tasks[name].takes.usual))
        at = links[-1].ends
    return tuple(links)


def _finishes(reckoning: Reckoning, task: str) -> int:
    """Seconds until a task is done at usual times, with all that it comes after."""
    body = reckoning.plan.tasks[task]
    return body.takes.usual + max((_finishes(reckoning, name) for name in body.after), default=0)
