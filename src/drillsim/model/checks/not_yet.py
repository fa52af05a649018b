"""Keys of the language that this version reads and does not play: an error, so that nobody counts on them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Path, Source
from drillsim.model.conditions import QueueAbove

if TYPE_CHECKING:
    from drillsim.model.conditions import Sentence
    from drillsim.model.exercise import Exercise
    from drillsim.model.plan import Plan
    from drillsim.model.scenario import Happens, Scenario

HAPPENS = ("weaken", "no_new")


def in_plan(plan: "Plan") -> Iterator[Complaint]:
    """Homes, kits, and conditions on queues."""
    for name, team in plan.teams.items():
        if team.lives:
            yield _key("plan", ("teams", name, "lives"))
    for name, site in plan.sites.items():
        if site.kit is not None:
            yield _key("plan", ("sites", name, "kit"))
    for name, playbook in plan.playbooks.items():
        yield from _queues("plan", ("playbooks", name, "if"), playbook.if_)


def in_scenario(scenario: "Scenario") -> Iterator[Complaint]:
    """Weakened systems, and conditions on queues."""
    for row, inject in enumerate(scenario.msel):
        yield from _happens(0, ("msel", row, "happens"), inject.happens)
        yield from _queues(0, ("msel", row, "if"), inject.if_ or ())


def in_drill(exercise: "Exercise") -> Iterator[Complaint]:
    """The same in injects added while playing."""
    for row, act in enumerate(exercise.drill.conduct):
        if act.adds:
            yield from _happens("drill", ("conduct", row, "adds", "happens"), act.adds.happens)


def _happens(source: Source, path: Path, happens: "Happens | None") -> Iterator[Complaint]:
    for key in HAPPENS:
        if happens and getattr(happens, key):
            yield _key(source, (*path, key))


def _queues(source: Source, path: Path, when: "Iterable[Sentence]") -> Iterator[Complaint]:
    for index, sentence in enumerate(when):
        if isinstance(sentence, QueueAbove):
            yield Complaint("value", source, (*path, index), _message("waiting above"))


def _key(source: Source, path: Path) -> Complaint:
    return Complaint("value", source, path, _message(str(path[-1])), key=True)


def _message(what: str) -> str:
    return f"expected nothing here: {what} is not yet played by this version; leave it out for now"
