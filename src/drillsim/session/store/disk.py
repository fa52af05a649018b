"""The folder and the disk that a record lies on."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Literal

from drillsim.errors import RecordError

MIN_FREE_MB = 200  # a large drill's record is about 100 MB, and its WAL needs room too
MB = 1_000_000
PROBE_BYTES = 256 * 1024  # more than SQLite maps at once (32 KiB) and than a file system keeps back by itself

Code = Literal["disk_full", "storage"]


class StorageFailed(RecordError):
    """Nothing of a batch is on the record, all before it is; the same batch may be tried again.

    `code` is `disk_full`, or `storage` for any other trouble of the disk, and `text` says it to people.
    """

    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code: Code = code
        self.text = text


def require_room(folder: Path, min_free_mb: int) -> None:
    """Raises StorageFailed where less is free: better no drill than one that stops in the middle."""
    free = shutil.disk_usage(folder).free
    if free < min_free_mb * MB:
        raise StorageFailed("disk_full", f"{folder}: expected {min_free_mb} MB free, found {free // MB} MB")


def probe(path: Path) -> None:
    """Writes 256 KiB to the disk and removes them.

    SQLite writes into mapped memory; on a full disk that can end the process by a signal (SIGBUS) instead of
    an error. Random bytes, because a disk that compresses has room for any number of zeros.
    """
    try:
        with open(path, "xb") as file:
            file.write(os.urandom(PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    finally:
        path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """A new file's name is on the disk only when its folder is. Windows has no such call and needs none."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # file systems that cannot, and say so
            raise
    finally:
        os.close(opened)


def failed(error: sqlite3.Error | OSError, path: Path, wanted: str) -> StorageFailed:
    """The failure in drillsim's words; `wanted` is what was to be done."""
    if _is_full(error, path.parent):
        return StorageFailed("disk_full", f"{path}: expected room on the disk to {wanted}, found it full")
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
        return StorageFailed("storage", f"{path}: expected to {wanted}, found another program holding it")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return StorageFailed("storage", f"{path}: expected to {wanted}, found: {reason}")


def _is_full(error: sqlite3.Error | OSError, folder: Path) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return True
    try:  # SQLite calls it an input/output error where the WAL's index has no room to grow
        return shutil.disk_usage(folder).free < PROBE_BYTES
    except OSError:
        return False
