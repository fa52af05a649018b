"""Functions put aside without a limit (`pause_without_limit`)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint

if TYPE_CHECKING:
    from drillsim.model.plan import Plan


def pause_without_limit(plan: "Plan") -> Iterator[Complaint]:
    """A task may put aside only a function that says how long it can be (`can_pause`)."""
    for name, task in plan.tasks.items():
        for index, paused in enumerate(task.effect.pause if task.effect else ()):
            function = plan.functions.get(paused)
            if function and function.can_pause is None:
                message = f"expected a function that says how long it can be put aside (can_pause), found {paused}"
                yield Complaint("pause_without_limit", "plan", ("tasks", name, "effect", "pause", index), message)
