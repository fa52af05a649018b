"""Playing a record again: the same texts and commands must give the same events."""

import json
from collections.abc import Sequence

from drillsim.errors import ReplayDiverged
from drillsim.model.exercise import Exercise
from drillsim.record.codec import decode_command
from drillsim.record.entries import Entry, Header
from drillsim.session.session import Session


def replay(exercise: Exercise, header: Header, entries: Sequence[Entry]) -> Session:
    """Takes the recorded commands of people again, each at its second, up to where the record ends.

    What the drill's own script did comes again by itself. Raises ReplayDiverged at the first entry that comes out
    differently; the real-time columns are not compared.
    """
    session = Session(exercise, header)
    compared = 0
    for entry in entries:
        if entry.sort == "command" and entry.id is not None:
            session.advance(entry.at)
            session.take(decode_command(entry.kind, entry.body), actor=entry.actor, client_id=entry.id)
            compared = _compare(session.entries, entries, compared)
    last = entries[-1].at if entries else 0
    for second in (last, last + 1):  # what came when the clock left the last second is played by leaving it
        if len(session.entries) < len(entries):
            session.advance(second)
            compared = _compare(session.entries, entries, compared)
    if len(session.entries) < len(entries):
        raise ReplayDiverged(len(session.entries) + 1, shown(entries[len(session.entries)]), "nothing")
    return session


def _compare(played: Sequence[Entry], recorded: Sequence[Entry], compared: int) -> int:
    upto = min(len(played), len(recorded))
    for index in range(compared, upto):
        if shown(recorded[index]) != shown(played[index]):
            raise ReplayDiverged(index + 1, shown(recorded[index]), shown(played[index]))
    return upto


def shown(entry: Entry) -> str:
    """An entry without its real-time columns, the same for the same content."""
    content = (entry.seq, entry.sort, entry.at, entry.kind, entry.actor, entry.id, entry.cause)
    return f"{content} {json.dumps(entry.body, sort_keys=True, ensure_ascii=False)}"
