"""What players were expected to do, and when they did: rule 6."""

from dataclasses import dataclass
from typing import Any

from report.oracle.record import Record, Row
from report.oracle.spelling import seconds

KINDS = ("task", "message", "choice", "action")


@dataclass(frozen=True)
class Expected:
    """One thing that an inject or a playbook called for."""

    source: str
    kind: str
    name: str
    by: str | None
    due: int | None
    done: Row | None
    objective: str | None
    body: dict[str, Any]

    @property
    def late(self) -> int:
        """Seconds; 0 where it was on time, or never."""
        return max(0, self.done.at - self.due) if self.done and self.due is not None else 0

    @property
    def result(self) -> str:
        """An action that nobody marked as seen is not judged."""
        if self.done is None:
            return "not observed" if self.kind == "action" else "never"
        return "late" if self.late else "on time"


def fired(record: Record) -> list[Row]:
    """Injects and playbooks, as they came."""
    return list(record.of("inject_released", "playbook_fired"))


def expectations(record: Record) -> list[Expected]:
    """In the order in which what calls for them came."""
    found = []
    for row in fired(record):
        if row.kind == "playbook_fired":
            steps = record.plan["playbooks"][row["playbook"]]["do"]
            for step in steps:
                body = step if isinstance(step, dict) else {"task": step}
                found.append(_expected(record, f"playbook:{row['playbook']}", row.at, body))
        else:
            for body in record.injects[row["inject"]].get("expect", ()):
                assert "not_before" not in body, "the oracle does not know not_before"
                found.append(_expected(record, f"inject:{row['inject']}", row.at, body))
    return found


def _expected(record: Record, source: str, since: int, body: dict[str, Any]) -> Expected:
    kind = next(kind for kind in KINDS if kind in body)
    action = body.get("id") or body.get("action") if kind == "action" else None
    name = action or body[kind]
    by = body.get("by") or (record.plan["tasks"][name]["by"] if kind == "task" else None)
    due = since + seconds(body["within"]) if "within" in body else None
    return Expected(source, kind, name, by, due, _done(record, kind, name, source), body.get("objective"), body)


def _done(record: Record, kind: str, name: str, source: str) -> Row | None:
    """Completed (task), delivered to all it is for (message), picked (choice) or seen (action), for the first time."""
    match kind:
        case "task":
            return next((row for row in record.of("task_done") if row["task"] == name), None)
        case "message":
            reached: set[str] = set()
            for row in record.of("message_delivered"):
                if row["message"] == name:
                    reached.add(row["audience"])
                    if reached >= set(record.plan["messages"][name]["to"]):
                        return row
            return None
        case "choice":
            inject = source.removeprefix("inject:")
            picked = (row for row in record.of("decided") if row["inject"] == inject and row["choice"] == name)
            return next(picked, None)
        case _:
            seen = (row for row in record.of("action_seen") if row["action"] == name and row["how"] == "seen")
            return next(seen, None)
