"""Queues: asked about where there is one, and no longer than can be played one by one."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Path, Source
from drillsim.model.conditions import QueueAbove
from drillsim.model.demand import largest_surge, most_contacts

if TYPE_CHECKING:
    from drillsim.model.conditions import Sentence
    from drillsim.model.exercise import Exercise
    from drillsim.model.plan import Plan

MOST_CONTACTS = 5_000_000
"""In an exercise, calls again not counted: about a gigabyte while they are played."""


def asked_by_playbooks(plan: "Plan") -> Iterator[Complaint]:
    """Conditions of playbooks on the queue of a function that has none."""
    for name, playbook in plan.playbooks.items():
        yield from _asked(plan, "plan", ("playbooks", name, "if"), playbook.if_)


def asked_by_injects(exercise: "Exercise") -> Iterator[Complaint]:
    """The same of injects."""
    for part, played in enumerate(exercise.parts):
        for row, inject in enumerate(played.scenario.msel):
            yield from _asked(exercise.plan, part, ("msel", row, "if"), inject.if_ or ())


def _asked(plan: "Plan", source: Source, path: Path, when: "Iterable[Sentence]") -> Iterator[Complaint]:
    without = {name for name, body in plan.functions.items() if body.contacts is None}
    for index, sentence in enumerate(when):
        if isinstance(sentence, QueueAbove) and sentence.function in without:
            message = f"expected a function with contacts, found {sentence.function}, for which the plan has none"
            yield Complaint("value", source, (*path, index), message)


def too_many(exercise: "Exercise") -> Iterator[Complaint]:
    """More contacts than can be played one by one, at the highest rate and the largest surge."""
    found = most_contacts(exercise)
    total = int(sum(found.values()))
    if total > MOST_CONTACTS:
        name = max(found, key=lambda each: found[each])
        contacts = exercise.plan.functions[name].contacts
        rate = "by_hour" if contacts is not None and contacts.per_hour is None else "per_hour"
        surge = largest_surge(exercise, name)
        most = f"{name} at {float(surge):g}x the usual rate" if surge > 1 else name
        message = (
            f"expected at most {MOST_CONTACTS:,} contacts in this exercise, found {total:,}, most of them of {most}"
        )
        yield Complaint("value", "plan", ("functions", name, "contacts", rate), message)
