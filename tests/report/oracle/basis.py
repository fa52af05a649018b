"""What a time rests on: people, the script, a stand-in, the plan's usual time. Two of them never share a table."""

from collections.abc import Sequence
from typing import TypeVar

from report.oracle.record import Record, Row

ORDER = ("measured", "scripted", "simulated", "estimated", "never")
ONLY_PLAYERS = {
    "task_started",
    "message_sent",
    "message_approved",
    "message_delivered",
    "message_undelivered",
    "claim_made",
    "decided",
}
HOW = {"measured": "person", "scripted": "script", "simulated": "stand-in", "estimated": "usual time", "-": "-"}
"""What the timeline's column says."""

Told = TypeVar("Told")


def basis(record: Record, event: Row | None) -> str:
    """By the command that caused it; a stand-in has none. "-" is the scenario's clock, or what followed by itself."""
    if event is None:
        return "never"
    if event.cause is not None:
        (command,) = [row for row in record.commands if row.seq == event.cause]
        return "measured" if record.live and command.client_id is not None else "scripted"
    if event.kind == "task_done":
        (started,) = [row for row in record.of("task_started") if row["run"] == event["run"]]
        return "simulated" if basis(record, started) == "simulated" else "estimated"
    return "simulated" if event.kind in ONLY_PLAYERS else "-"


def by_basis(rows: Sequence[tuple[str, Told]]) -> list[list[Told]]:
    """The tables that they make, in the order in which these stand."""
    found = [[row for how, row in rows if how == each] for each in ORDER]
    return [table for table in found if table]
