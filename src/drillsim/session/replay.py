"""Playing a record again: the same texts and commands must give the same events."""

import json
from collections.abc import Sequence

from drillsim.errors import ReplayDiverged
from drillsim.model.exercise import Exercise
from drillsim.record.entries import Entry, Header
from drillsim.session.session import Session


def replay(exercise: Exercise, header: Header, entries: Sequence[Entry]) -> Session:
    """A session brought to where a record ends.

    Raises ReplayDiverged at the first entry that comes out differently; the real-time columns are not compared.
    """
    session = Session(exercise, header)
    session.catch_up(entries)
    for recorded, played in zip(entries, session.entries, strict=False):
        if shown(recorded) != shown(played):
            raise ReplayDiverged(recorded.seq, shown(recorded), shown(played))
    if len(session.entries) < len(entries):
        missing = entries[len(session.entries)]
        raise ReplayDiverged(missing.seq, shown(missing), "nothing")
    return session


def shown(entry: Entry) -> str:
    """An entry without its real-time columns, the same for the same content."""
    content = (entry.seq, entry.sort, entry.at, entry.kind, entry.actor, entry.id, entry.cause)
    return f"{content} {json.dumps(entry.body, sort_keys=True, ensure_ascii=False)}"
