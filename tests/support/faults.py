"""Broken variants of drillsim, which the tests' harnesses have to catch. Nothing of them is in the package."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from drillsim.net import host
from drillsim.record.entries import Entry
from drillsim.session.pacing import Pacer
from drillsim.session.session import Answer, Session
from drillsim.session.store import schema
from drillsim.session.store.file import RecordWriter


def break_into(target: object, **replacements: object) -> None:
    """Puts other things in the places of the program's own, for good: only in a process of its own."""
    for name, replacement in replacements.items():
        setattr(target, name, replacement)


def none() -> None:
    """The real program."""


def early_ack() -> None:
    """Answers before the commit: a batch is committed when the next one comes."""
    plain: Callable[[RecordWriter, Sequence[Entry]], None] = RecordWriter.append
    waiting: list[Sequence[Entry]] = []

    def append(writer: RecordWriter, entries: Sequence[Entry]) -> None:
        while waiting:
            plain(writer, waiting.pop(0))
        waiting.append(entries)

    break_into(RecordWriter, append=append)


def no_dedupe() -> None:
    """A command that comes again counts again."""
    take, answered = Session.take, Session.answered

    def take_again(session: Session, command: Any, *, client_id: str, **rest: Any) -> Answer:
        who = rest.get("actor") or ""
        while answered(session, who, client_id) is not None:
            client_id += ".again"
        return take(session, command, client_id=client_id, **rest)

    break_into(Session, take=take_again, answered=lambda *_: None)


def sync_normal() -> None:
    """SQLite does not wait for the disk at each commit."""
    plain = schema.prepare

    def prepare(connection: Connection, path: Path) -> None:
        plain(connection, path)
        connection.execute("PRAGMA synchronous = NORMAL")

    break_into(schema, prepare=prepare)


def wall_clock() -> None:
    """Exercise time is taken from the wall clock."""

    def reads_the_wall(_: object, *values: Any, **words: Any) -> Pacer:
        return Pacer(time.time_ns, *values, **words)

    break_into(host, Pacer=reads_the_wall)


FAULTS: dict[str, Callable[[], None]] = {
    fault.__name__: fault for fault in (none, early_ack, no_dedupe, sync_normal, wall_clock)
}
