"""Words of the language that this version reads and does not play: an error, so that nobody counts on them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Path, Source
from drillsim.model.conditions import QueueAbove

if TYPE_CHECKING:
    from drillsim.model.conditions import Sentence
    from drillsim.model.plan import Plan
    from drillsim.model.scenario import Scenario

MESSAGE = "expected nothing here: waiting above is not yet played by this version; leave it out for now"


def in_plan(plan: "Plan") -> Iterator[Complaint]:
    """Conditions on queues in playbooks."""
    for name, playbook in plan.playbooks.items():
        yield from _queues("plan", ("playbooks", name, "if"), playbook.if_)


def in_scenario(scenario: "Scenario") -> Iterator[Complaint]:
    """Conditions on queues in injects."""
    for row, inject in enumerate(scenario.msel):
        yield from _queues(0, ("msel", row, "if"), inject.if_ or ())


def _queues(source: Source, path: Path, when: "Iterable[Sentence]") -> Iterator[Complaint]:
    for index, sentence in enumerate(when):
        if isinstance(sentence, QueueAbove):
            yield Complaint("value", source, (*path, index), MESSAGE)
