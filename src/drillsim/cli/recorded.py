"""A record as commands read it."""

from typing import TYPE_CHECKING

from drillsim.cli.playing import recorded_exercise
from drillsim.errors import RecordError

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise
    from drillsim.record.entries import Entry, Header


def read(path: str) -> "tuple[Exercise, Header, list[Entry]]":
    """What was played and what happened. Raises RecordError where it cannot be read."""
    from drillsim.session.record_reader import RecordReader

    with RecordReader.open(path) as record:
        header, entries = record.header, list(record.entries())
    try:
        return recorded_exercise(header), header, entries
    except RecordError as error:
        raise RecordError(f"{path}: {error}") from None
