"""Files that a command makes again whenever it is asked: whole or not at all, for nobody's eyes but the user's."""

import os
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress

from drillsim.cli.out import OutputFailed
from drillsim.errors import NotFound
from drillsim.loading.new_file import make_private_folders

PRIVATE = 0o600

_RECORD = b"SQLite format 3\0"
"""How records and the database of drills begin, whatever they are called."""


def require_ending(path: str, endings: Collection[str]) -> None:
    """Raises NotFound where a file is named otherwise than what is written into it: a plan is not written over."""
    if not path:
        raise NotFound("expected a file name for --output, found an empty one")
    if os.path.splitext(path)[1].casefold() not in endings:
        raise NotFound(f"{path}: expected a file name that ends in {' or '.join(endings)}")


def write(path: str, content: bytes) -> None:
    """Puts it there under a name of its own first; an older file of that name is replaced, its links are not followed.

    A record is never replaced, whatever its name. Raises OutputFailed.
    """
    _write({path: content})


def _write(files: Mapping[str, bytes]) -> None:
    """All of them are on the disk before the first gets its name: where that is full, nothing has changed."""
    temporary = {path: os.path.join(os.path.dirname(path), f".drillsim-{secrets.token_hex(8)}.tmp") for path in files}
    path = ""
    try:
        for path, content in files.items():
            _require_replaceable(path)
            _keep(temporary[path], content)
        for path in files:
            os.replace(temporary[path], path)
    except OSError as error:
        raise OutputFailed(f"{path}: expected to write it, found: {error.strerror}") from None
    finally:
        for each in temporary.values():
            with suppress(OSError):
                os.unlink(each)


def _keep(path: str, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _require_replaceable(path: str) -> None:
    if os.path.isdir(path):
        raise OutputFailed(f"{path}: expected a file name, found a folder of that name")
    if os.path.islink(path) or not os.path.isfile(path):
        return
    with open(path, "rb") as file:
        if file.read(len(_RECORD)) == _RECORD:
            raise OutputFailed(f"{path}: expected a file that can be made again, found a record or a database")


def write_all(folder: str, files: dict[str, str]) -> list[str]:
    """Puts texts into a folder, which is made where it is missing; returns their paths. Raises OutputFailed.

    Whatever else lies in it stays.
    """
    if not folder:
        raise NotFound("expected a folder for --output, found an empty name")
    try:
        make_private_folders(folder)
    except OSError as error:
        raise OutputFailed(f"{folder}: expected a folder, found: {error.strerror}") from None
    made = {os.path.join(folder, name): text.encode("utf-8") for name, text in files.items()}
    _write(made)
    return list(made)
