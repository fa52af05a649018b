"""Files that a command makes again whenever it is asked: whole or not at all, for nobody's eyes but the user's."""

import os
import secrets
from collections.abc import Collection
from contextlib import suppress

from drillsim.cli.out import OutputFailed
from drillsim.errors import NotFound
from drillsim.loading.new_file import make_private_folders

PRIVATE = 0o600


def require_ending(path: str, endings: Collection[str]) -> None:
    """Raises NotFound where a file is named otherwise than what is written into it: a plan is not written over."""
    if not path:
        raise NotFound("expected a file name for --output, found an empty one")
    if os.path.splitext(path)[1].casefold() not in endings:
        raise NotFound(f"{path}: expected a file name that ends in {' or '.join(endings)}")


def write(path: str, content: bytes) -> None:
    """Puts it there under a name of its own first; an older file of that name is replaced, its links are not followed.

    Raises OutputFailed.
    """
    temporary = os.path.join(os.path.dirname(path), f".drillsim-{secrets.token_hex(8)}.tmp")
    try:
        if os.path.isdir(path):
            raise OutputFailed(f"{path}: expected a file name, found a folder of that name")
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise OutputFailed(f"{path}: expected to write it, found: {error.strerror}") from None
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def write_all(folder: str, files: dict[str, str]) -> list[str]:
    """Puts texts into a folder, which is made where it is missing; returns their paths. Raises OutputFailed."""
    if not folder:
        raise NotFound("expected a folder for --output, found an empty name")
    try:
        make_private_folders(folder)
    except OSError as error:
        raise OutputFailed(f"{folder}: expected a folder, found: {error.strerror}") from None
    paths = []
    for name, text in files.items():
        path = os.path.join(folder, name)
        write(path, text.encode("utf-8"))
        paths.append(path)
    return paths
