"""One writer per record: `RECORD.lock`, locked as long as its process lives, with its pid in it."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from drillsim.errors import RecordError

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)  # Windows has none
_held: set[int] = set()
"""Open lock files of this process."""


def lock_path(record: Path) -> Path:
    """Where the lock of a record is."""
    return record.with_name(f"{record.name}.lock")


class RecordLock:
    """The right to write a record. Raises RecordError, with the other's pid, where somebody else has it.

    Where the platform knows no flock, the file's existence is the lock; what a crash left is removed by hand.
    """

    def __init__(self, record: Path) -> None:
        self._path = lock_path(record)
        _require_file_or_nothing(self._path)
        locked = _flock()
        try:
            self._file = _take(self._path, locked) if locked else _make(self._path)
        except BlockingIOError:
            raise RecordError(f"{_open_elsewhere(record, self._path)}; leave it there (q), then try again") from None
        except FileExistsError:
            ended = f"leave it there (q), or remove {self._path.name} where that has ended; then try again"
            raise RecordError(f"{_open_elsewhere(record, self._path)}; {ended}") from None
        except OSError as error:
            found = f"one where it cannot ({error.strerror})"
            raise _refusal(record, "a folder where a record can be written and locked", found) from None
        _held.add(self._file)
        with suppress(OSError):  # on a full disk; the lock holds without a name too
            os.ftruncate(self._file, 0)
            os.write(self._file, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Gives the right back; the file goes first, so that no two ever lock two files of one name."""
        with suppress(OSError):  # on a disk that turned read-only it stays, and is no lock any more
            self._path.unlink(missing_ok=True)
        _held.discard(self._file)
        os.close(self._file)


def _open_elsewhere(record: Path, lock: Path) -> str:
    return f"{record}: this drill is open in another drillsim ({_owner(lock)})"


def _refusal(place: Path, expected: str, found: str) -> RecordError:
    return RecordError(f"{place}: expected {expected}, found {found}")


def _require_file_or_nothing(lock: Path) -> None:
    """A pipe, say, would keep whoever asks for the owner waiting for ever."""
    try:
        mode = lock.lstat().st_mode
    except OSError:
        return  # nothing there, or what taking it says more about
    if not stat.S_ISREG(mode):
        found = "a folder" if stat.S_ISDIR(mode) else "a link" if stat.S_ISLNK(mode) else "something that is no file"
        raise _refusal(lock, "the lock of the record or nothing there", f"{found}; remove it")


def _flock() -> Callable[[int], None] | None:
    try:
        import fcntl
    except ImportError:
        return None
    return lambda file: fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _take(path: Path, locked: Callable[[int], None]) -> int:
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT | _NO_FOLLOW, 0o600)
        try:
            locked(file)
            if _is_at(file, path):
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)  # its owner removed it between our two steps: try with a new one


def _make(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _owner(path: Path) -> str:
    try:
        word = path.read_bytes()[:20].decode("ascii", "replace").strip()
    except OSError:
        word = ""
    return f"process {word}" if word.isdecimal() else "another process"


def _forget() -> None:
    for file in _held:
        os.close(file)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)  # a worker that outlives a killed writer must not keep its lock
