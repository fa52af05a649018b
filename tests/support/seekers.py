"""Who looks for the one earlier step in tests: in this process, when the test says so."""

from collections.abc import Sequence

from drillsim.analysis.asked import as_counted, on_shift_said
from drillsim.model.exercise import Exercise
from drillsim.net.seeking import Broken
from drillsim.record.entries import Entry, Header
from drillsim.record.written import Verdict
from drillsim.rehearsal.earlier import search
from drillsim.rehearsal.responses import Recorded


class Patient:
    """Keeps what it is asked for, and looks when it is told to; or breaks off."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.asked: Recorded | None = None
        self.answer: Verdict | None = None
        self.broken = ""
        self.closed = False

    def begin(self, header: Header, entries: Sequence[Entry]) -> None:
        """Nothing is looked for yet."""
        exercise = as_counted(self.exercise, on_shift_said(entries))
        self.asked = Recorded(exercise, header, tuple(entries))

    def is_asked(self) -> bool:
        """Whether anybody waits for an answer."""
        return self.asked is not None

    def look(self) -> None:
        """Now it is."""
        assert self.asked is not None
        self.answer = search(self.asked)

    def found(self) -> Verdict | None:
        """What `look` found."""
        if self.broken:
            raise Broken(self.broken)
        return self.answer

    def close(self) -> None:
        """Nobody waits any more."""
        self.closed = True
