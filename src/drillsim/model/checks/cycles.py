"""Things that wait for themselves (`cycle`)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Path
from drillsim.model.checks.graph import cycles

if TYPE_CHECKING:
    from drillsim.model.plan import Plan

MOST_NAMES = 8  # of a circle; a longer one is shortened in the middle


def needs_in_circles(plan: "Plan") -> Iterator[Complaint]:
    """No system needs itself, by however many steps. Where it stands is no need: power is at its site."""
    for circle, index in cycles({name: system.needs for name, system in plan.systems.items()}):
        yield _circle(circle, ("systems", circle[-2], "needs", index))


def backups_in_circles(plan: "Plan") -> Iterator[Complaint]:
    """A backup may not be backed up by what it backs up."""
    chain = {name: (system.backup_for,) if system.backup_for else () for name, system in plan.systems.items()}
    for circle, _ in cycles(chain):
        yield _circle(circle, ("systems", circle[-2], "backup_for"))


def tasks_in_circles(plan: "Plan") -> Iterator[Complaint]:
    """A task that waits for itself never starts."""
    for circle, index in cycles({name: task.after for name, task in plan.tasks.items()}):
        yield _circle(circle, ("tasks", circle[-2], "after", index))


def _circle(names: list[str], path: Path) -> Complaint:
    shown = names if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 2], "...", names[-1]]
    return Complaint("cycle", "plan", path, f"expected no circle, found {' -> '.join(shown)}")
