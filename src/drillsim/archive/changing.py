"""What is said of corrective actions between drills: who does them, by when, that they are done."""

from pathlib import Path
from typing import Any

from drillsim.analysis.written import written
from drillsim.archive.action import CHANGEABLE, Action, Happened, Said, Step
from drillsim.archive.database import Database
from drillsim.archive.taking import take_in
from drillsim.errors import NotComplete, RecordError
from drillsim.record import written as w
from drillsim.record.commands import FACILITATOR
from drillsim.session.amending import amend
from drillsim.session.store.reader import RecordReader


def assign(
    database: Database, action: Action, changes: dict[str, Any], *, by: str, why: str, wall_ns: int, begun: bool = False
) -> Path | None:
    """Says of an action what was not said yet, or otherwise.

    Where the record of its live drill is at hand and its report not final, it is put there too, so that the report can
    become final; returns that record, None where only the database has it.
    """
    record = None if not changes else _open_record(database, action)
    if record is not None:
        _write_on(record, action, changes, wall_ns)
        take_in(database, record)
    with database.writing():
        if changes and record is None:
            database.change(action, changes)
        if changes:
            told = ", ".join(f"{name} {value}" for name, value in changes.items())
            database.step(action.id, Step(wall_ns, "assigned", by, f"{told}; {why}" if why else told))
        if begun:
            database.step(action.id, Step(wall_ns, "in_progress", by, "" if changes else why))
    return record


def is_issued(database: Database, action: Action) -> bool:
    """Whether the report of the drill that noted it is final: what is said of it from then on, it does not tell."""
    record = None if action.drill is None else database.record_of(action.drill)
    return record is not None and record.exists() and _is_final(record)


def close(database: Database, action: Action, *, by: str, why: str, wall_ns: int, verified_in: str | None) -> None:
    """An action is done; `verified_in` is the drill that showed that it works. Raises NotComplete."""
    if action.status is None:
        raise NotComplete(f"{action.id} was taken back by the drill that noted it; there is nothing to close")
    if action.missing:
        raise NotComplete(
            f"{action.id} cannot be closed: it has no {' and no '.join(action.missing)}"
            f" (drillsim actions assign {action.id} says them)"
        )
    with database.writing():
        what: Happened = "complete" if verified_in is None else "verified"
        database.step(action.id, Step(wall_ns, what, by, why, verified_in))


def reopen(database: Database, action: Action, *, by: str, why: str, wall_ns: int) -> None:
    """An action that was done is to be done again."""
    if action.is_open:
        raise NotComplete(f"{action.id} is open already")
    with database.writing():
        database.step(action.id, Step(wall_ns, "reopened", by, why))


def add(database: Database, said: Said, *, plan: str, by: str, wall_ns: int, day: str) -> str:
    """An action that came up outside a drill; returns its name."""
    with database.writing():
        name = database.note(said, stem="action", plan=plan, since="no drill", day=day)
        database.step(name, Step(wall_ns, "noted", by, ""))
    return name


def add_to(database: Database, record: Path, said: Said, *, wall_ns: int) -> str:
    """An action that came up after a live drill, put on its record; returns its name. Raises RecordError."""
    (entry,) = amend(record, [_as_act(said, {}, None)], wall_ns=wall_ns)
    held = take_in(database, record)
    return database.of_drill(held.origin)[entry.seq].id


def _open_record(database: Database, action: Action) -> Path | None:
    """The record that noted an action, where it can be written on: a live drill's, whose report is not final."""
    if action.drill is None or action.seq is None or (held := database.drill(action.drill)) is None:
        return None  # noted without a drill, or by the file of one, which is its owner's to write
    record = database.record_of(action.drill)
    if record is None or not (held.live and held.ended and record.exists()) or _is_final(record):
        return None
    return record


def _is_final(record: Path) -> bool:
    with RecordReader.open(record) as reader:
        return written(reader.entries()).final is not None


def _write_on(record: Path, action: Action, changes: dict[str, Any], wall_ns: int) -> None:
    with RecordReader.open(record) as reader:
        line = written(reader.entries()).standing(action.seq or 0, w.Act)
    if line is None:
        raise RecordError(f"{record}: expected the action {action.id} there, found that it was taken back")
    amend(record, [_as_act(action.said, changes, line.evidence, action.seq)], wall_ns=wall_ns)


def _as_act(said: Said, changes: dict[str, Any], evidence: tuple[str, ...] | None, instead: int | None = None) -> w.Act:
    values = {name: getattr(said, name) for name in CHANGEABLE} | changes
    return w.Act(FACILITATOR, evidence=evidence or (), instead=instead, **values)
