"""What is there under the name that somebody gave for a record, before anything of it is read."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from drillsim.errors import RecordError

ENDING = ".drillrecord"


def require_file(path: Path) -> None:
    """Raises RecordError where there is no file that could be a record, with the nearest one that could."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise _no_record(path, f"nothing there{nearest_record(path.name, [path.parent])}") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no such name"
        raise RecordError(f"{path}: expected a drill record, found: {reason}") from None
    if stat.S_ISDIR(found.st_mode):
        raise _no_record(path, f"a folder{_latest_in(path)}")
    if not stat.S_ISREG(found.st_mode):
        raise _no_record(path, "something that is no file")
    if found.st_size == 0:
        raise _no_record(path, "an empty file")
    if not os.access(path, os.R_OK):
        raise RecordError(f"{path}: expected a record that you may read, found no permission to")


def require_one_name(path: Path) -> None:
    """Raises RecordError where a file has hard links: lock and WAL lie beside one of its names only."""
    names = path.stat().st_nlink
    if names > 1:
        raise RecordError(
            f"{path}: expected a record with one name, found {names} (hard links); remove the others and go on with"
            " the one that it was begun under"
        )


def records_in(folder: Path) -> list[Path]:
    """The files of a folder that are called records, by name. Raises OSError where it cannot be read."""
    return sorted(folder / name for name in os.listdir(folder) if name.endswith(ENDING))


def _no_record(path: Path, found: str) -> RecordError:
    return RecordError(f"{path}: expected a drill record, found {found}")


def _latest_in(folder: Path) -> str:
    try:
        return _meant(max(records_in(folder), key=lambda record: record.lstat().st_mtime_ns, default=None))
    except OSError:
        return ""


def nearest_record(name: str, folders: Iterable[Path]) -> str:
    """Which record of these folders may have been meant, as words behind a refusal; empty where none is near."""
    known: dict[str, Path] = {}
    for folder in folders:
        with suppress(OSError):  # a folder that is not there has no records
            known = {each.name: each for each in records_in(folder)} | known
    near = get_close_matches(name, known, 1) or get_close_matches(f"{name}{ENDING}", known, 1)
    return _meant(known[near[0]] if near else None)


def _meant(record: Path | None) -> str:
    return "" if record is None else f'; did you mean "{record}"?'
