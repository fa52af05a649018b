"""What of the plan was exercised, and what was not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from drillsim.record import events as e
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.text import codes


@dataclass(frozen=True, slots=True)
class Exercised:
    """A part of the plan: what it is, how many there are, and which were not exercised."""

    name: str
    lack: str
    """What is said of those that were not exercised."""
    all: int
    missing: tuple[str, ...]


def coverage_section(facts: Facts) -> Section:
    """Counts, and the names of what was left."""
    rows = [(x.name, f"{x.all - len(x.missing)} of {x.all}", codes(x.missing) or "none") for x in exercised(facts)]
    heads = ("part", "exercised", "not exercised")
    return section("coverage", "How much of the plan was exercised", table("Coverage", heads, rows))


def exercised(facts: Facts) -> list[Exercised]:
    """A backup was exercised when it was up as it was switched to or took over."""
    events = facts.history.events
    tasks = {x.task for x in events if isinstance(x, e.TaskDone)}
    messages = {row["message"] for row in facts.outcome["deliveries"]}
    roles = {x.by for x in events if isinstance(x, e.TaskStarted | e.MessageSent | e.MessageApproved | e.Decided)}
    backups = {
        x.backup for x in events if isinstance(x, e.SwitchedTo | e.BackupTookOver) and facts.is_up(x.backup, x.at)
    }
    playbooks = {x.playbook for x in events if isinstance(x, e.PlaybookFired)}
    return [
        _part("tasks done", "Tasks not done", facts.plan.tasks, tasks),
        _part("messages delivered", "Messages not delivered", facts.plan.messages, messages),
        _part("roles that acted", "Roles that did not act", facts.plan.roles, roles),
        _part(
            "backups that stood in",
            "Backups that did not stand in",
            [x for x, body in facts.plan.systems.items() if body.backup_for],
            backups,
        ),
        _part("playbooks that fired", "Playbooks that did not fire", facts.plan.playbooks, playbooks),
    ]


def _part(name: str, lack: str, all_of_them: Iterable[str], exercised: Collection[str]) -> Exercised:
    known = list(all_of_them)
    return Exercised(name, lack, len(known), tuple(item for item in known if item not in exercised))
