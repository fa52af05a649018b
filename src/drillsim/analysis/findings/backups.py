"""Backups that did not answer, and what a switch to a backup loses."""

from collections.abc import Iterator

from drillsim.analysis.evidence import task_ref
from drillsim.analysis.findings.finding import Finding, finding
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.words import span
from drillsim.analysis.world import World
from drillsim.model.spelling import write_clock
from drillsim.record import events as e


def dead_backup(reckoning: Reckoning) -> Iterator[Finding]:
    """A switch completed on a backup that was down."""
    for event in _switches(reckoning):
        if not event.answers:
            yield finding(
                "dead_backup",
                event.at,
                (event.task, event.backup),
                f"{event.task} was done at {write_clock(event.at)}, but {event.backup} was down itself.",
                reckoning.deeds.on(_roots(reckoning, event), event.at),
                [task_ref(event.task, event.at)],
            )


def data_lost(reckoning: Reckoning) -> Iterator[Finding]:
    """A switch completed on a backup whose data is copied now and then; also when the backup was down."""
    for event in _switches(reckoning):
        age = reckoning.plan.systems[event.backup].copies_every
        if age is not None:
            yield finding(
                "data_lost",
                event.at,
                (event.backup,),
                f"{event.backup} is copied every {span(age)}: up to {span(age)} of data is lost by the switch"
                f" at {write_clock(event.at)}.",
                [task_ref(event.task, event.at)],
            )


def _switches(reckoning: Reckoning) -> Iterator[e.SwitchedTo]:
    return (event for event in reckoning.history.events if isinstance(event, e.SwitchedTo))


def _roots(reckoning: Reckoning, event: e.SwitchedTo) -> list[str]:
    return sorted(World(reckoning.plan, reckoning.history.after(event.at)).roots([event.backup]))
