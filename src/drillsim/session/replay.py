"""Playing a record again: the same texts and commands must give the same events."""

import json
from collections.abc import Sequence
from typing import Any

from drillsim.errors import ReplayDiverged
from drillsim.model.exercise import Exercise
from drillsim.record.codec import completed
from drillsim.record.entries import Entry, Header
from drillsim.session.session import Session


def replay(exercise: Exercise, header: Header, entries: Sequence[Entry]) -> Session:
    """A session brought to where a record ends, which keeps nothing.

    Raises ReplayDiverged at the first entry that comes out differently; the real-time columns are not compared.
    """
    session = Session(exercise, header)
    _catch_up(session, entries)
    return session


def go_on(session: Session, entries: Sequence[Entry]) -> None:
    """Brings a new session to where a record ends, to go on from there. Raises ReplayDiverged.

    What the last recorded second brings and the record does not hold, because the host was killed, is recorded now.
    """
    _catch_up(session, entries)
    session.adopt(entries)


def _catch_up(session: Session, entries: Sequence[Entry]) -> None:
    session.catch_up(entries)
    for recorded, played in zip(entries, session.entries, strict=False):
        if not _same(recorded, played):
            raise ReplayDiverged(recorded.seq, shown(recorded), shown(played))
    if len(session.entries) < len(entries):
        missing = entries[len(session.entries)]
        raise ReplayDiverged(missing.seq, shown(missing), "nothing")


def _same(one: Entry, other: Entry) -> bool:
    """Whether two entries are alike but for the real-time columns."""
    return _body(one) == _body(other) and _content(one) == _content(other)


def _body(entry: Entry) -> dict[str, Any]:
    """Commands as this version writes them, so that an older record plays again."""
    return completed(entry.kind, entry.body) if entry.sort == "command" else entry.body


def _content(entry: Entry) -> tuple[object, ...]:
    return entry.seq, entry.sort, entry.at, entry.kind, entry.actor, entry.id, entry.cause


def shown(entry: Entry) -> str:
    """An entry without its real-time columns, the same for the same content."""
    return f"{_content(entry)} {json.dumps(entry.body, sort_keys=True, ensure_ascii=False)}"
