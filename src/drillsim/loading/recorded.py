"""What a record was played from, read again from the texts in its header: never from files."""

import datetime

from drillsim.errors import DocumentRefused, RecordError
from drillsim.loading.documents import load_recorded
from drillsim.model.exercise import Exercise
from drillsim.record.entries import Header


def recorded_exercise(header: Header) -> Exercise:
    """The exercise of a record, from the texts in it. Raises RecordError where they cannot be read."""
    texts = {text.path: text.text for text in header.texts}
    played = datetime.datetime.fromtimestamp(header.started_wall_ns / 1e9, datetime.UTC).date()
    try:
        exercise = load_recorded(texts, header.drill.path, today=played).exercise
    except DocumentRefused as error:
        reason = f"{error.problems[0]} and {len(error.problems) - 1} more" if error.problems[1:] else str(error)
        raise RecordError(f"expected texts that can be played, found {reason}") from None
    if exercise is None:
        raise RecordError(f"expected a drill in the record, found none in {header.drill.path}")
    return exercise
