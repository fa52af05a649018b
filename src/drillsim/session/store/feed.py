"""A record read on as it grows, beside whoever writes it."""

import os
from pathlib import Path

from drillsim.record.entries import Entry, Header, Stamp
from drillsim.session.store.lock import lock_path
from drillsim.session.store.reader import RecordReader


class Feed:
    """What is new on a record since it was last asked. Belongs to one thread; `close` it at the end."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Raises RecordError where there is no record to be read."""
        self._reader = RecordReader.open(path)
        self.path = Path(path)
        self._seq = 0

    @property
    def header(self) -> Header:
        """What is played."""
        return self._reader.header

    def new(self) -> list[Entry]:
        """The entries since the last call. Raises RecordError where they cannot be read."""
        found = list(self._reader.entries(self._seq))
        if found:
            self._seq = found[-1].seq
        return found

    def clock(self) -> Stamp | None:
        """Where the exercise clock stood last, as its host kept it; None where none did."""
        return self._reader.clock()

    @property
    def is_written(self) -> bool:
        """Whether the process that its lock names lives. The lock itself is not tried: that might keep a writer out."""
        try:
            word = lock_path(Path(os.path.realpath(self.path))).read_bytes()[:20]
        except OSError:
            return False
        return word.strip().isdigit() and _lives(int(word))

    def close(self) -> None:
        """Ends the reading."""
        self._reader.close()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True  # somebody else's
    except (ProcessLookupError, OverflowError):
        return False
    return pid > 0
