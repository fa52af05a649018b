"""Whether what a playbook asks for can be reached, and is asked for by a scenario."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.graph import reached
from drillsim.model.checks.words import listed
from drillsim.model.conditions import TaskDone

if TYPE_CHECKING:
    from drillsim.model.checks.possible import Possible
    from drillsim.model.plan import Plan, Playbook, Step


def unreachable_in_plan(plan: "Plan") -> Iterator[Complaint]:
    """A playbook task that waits for a task which no playbook lists, so that no condition calls for it."""
    named = {step.task for playbook in plan.playbooks.values() for step in _steps(playbook)}
    yield from _unreachable(plan, list(plan.playbooks), named, "no playbook lists")


def unreachable_in_drill(possible: "Possible") -> Iterator[Complaint]:
    """A task of a playbook that can fire here, waiting for a task which nothing in this drill calls for.

    Called for is what such a playbook lists, an inject expects or a response starts.
    """
    plan = possible.exercise.plan
    known = {complaint.path for complaint in unreachable_in_plan(plan)}
    why = "nothing in this drill calls for"
    for complaint in _unreachable(plan, possible.playbooks, possible.called_for, why):
        if complaint.path not in known:
            yield complaint


def _unreachable(plan: "Plan", playbooks: list[str], called_for: set[str], why: str) -> Iterator[Complaint]:
    after = {name: task.after for name, task in plan.tasks.items()}
    tasks = {step.task for name in playbooks for step in _steps(plan.playbooks[name])}
    uncalled = plan.tasks.keys() - called_for
    missing = {task: [before for before in reached(task, after) if before in uncalled] for task in tasks}
    for name in playbooks:
        playbook = plan.playbooks[name]
        for key, steps in (("do", playbook.do), ("resume", playbook.resume)):
            for index, step in enumerate(steps):
                if missing[step.task]:
                    message = f"{step.task} waits for {listed(missing[step.task])}, which {why}"
                    yield Complaint("task_unreachable", "plan", ("playbooks", name, key, index), message)


def _steps(playbook: "Playbook") -> "tuple[Step, ...]":
    return (*playbook.do, *playbook.resume)


def tasks_without_inject(possible: "Possible") -> Iterator[Complaint]:
    """A critical task (one with `within`) of a playbook that can fire here, unknown to all injects.

    Known is what an inject expects or waits for.
    """
    awaited = (sentence for inject in possible.exercise.injects for sentence in inject.when)
    asked = possible.expected | {sentence.task for sentence in awaited if isinstance(sentence, TaskDone)}
    for name in possible.playbooks:
        steps = possible.exercise.plan.playbooks[name].do
        rows = [row for row, step in enumerate(steps) if step.within is not None and step.task not in asked]
        if rows:
            tasks = listed(steps[row].task for row in rows)
            message = f"{name} sets a time for {tasks}, which no inject of this drill expects; add an expect"
            yield Complaint("task_without_inject", "plan", ("playbooks", name, "do", rows[0]), message)
