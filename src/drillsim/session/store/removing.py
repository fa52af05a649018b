"""A record removed: the file and all that lies beside it."""

from pathlib import Path

from drillsim.errors import RecordError
from drillsim.session.store.lock import RecordLock
from drillsim.session.store.named import require_file, require_one_name

BESIDE = ("-wal", "-shm")
"""What SQLite may have left beside a record."""


def remove(record: Path) -> list[Path]:
    """Removes it; returns what was there. Raises RecordError where somebody writes it, or a file cannot be removed.

    What lies beside goes first: a record without its WAL is still one, a WAL without its record is nobody's.
    """
    require_file(record)
    require_one_name(record)
    lock = RecordLock(record)
    try:
        there = [path for path in (*(record.with_name(record.name + each) for each in BESIDE), record) if path.exists()]
        for path in there:
            path.unlink()
    except OSError as error:
        raise RecordError(f"{record}: expected a record that can be removed, found: {error.strerror}") from None
    finally:
        lock.release()
    return there
