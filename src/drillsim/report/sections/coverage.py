"""What of the plan was exercised, and what was not."""

from collections.abc import Collection, Iterable

from drillsim.record import events as e
from drillsim.report.facts import Facts
from drillsim.report.table import table
from drillsim.report.text import codes, section


def coverage_section(facts: Facts) -> str:
    """A backup was exercised when it was up as it was switched to or took over."""
    events = facts.history.events
    tasks = {x.task for x in events if isinstance(x, e.TaskDone)}
    messages = {row["message"] for row in facts.outcome["deliveries"]}
    roles = {x.by for x in events if isinstance(x, e.TaskStarted | e.MessageSent | e.MessageApproved | e.Decided)}
    backups = {
        x.backup for x in events if isinstance(x, e.SwitchedTo | e.BackupTookOver) and facts.is_up(x.backup, x.at)
    }
    playbooks = {x.playbook for x in events if isinstance(x, e.PlaybookFired)}
    rows = [
        _row("tasks done", facts.plan.tasks, tasks),
        _row("messages delivered", facts.plan.messages, messages),
        _row("roles that acted", facts.plan.roles, roles),
        _row("backups that stood in", [x for x, body in facts.plan.systems.items() if body.backup_for], backups),
        _row("playbooks that fired", facts.plan.playbooks, playbooks),
    ]
    return section("How much of the plan was exercised", table(("part", "exercised", "not exercised"), rows))


def _row(name: str, all_of_them: Iterable[str], exercised: Collection[str]) -> tuple[str, str, str]:
    known = list(all_of_them)
    missing = [item for item in known if item not in exercised]
    return name, f"{len(known) - len(missing)} of {len(known)}", codes(missing) or "none"
