"""A new file that is there as a whole or not at all."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from functools import partial


def write_new(path: str, text: str, *, mode: int = 0o666) -> None:
    """Writes a file under a temporary name beside it, then gives it its own.

    Nothing is overwritten, and nothing remains of a file that could not be written. `mode` says who may read and write
    it, less what the umask takes away. Raises OSError, FileExistsError among them.
    """
    temporary = os.path.join(os.path.dirname(path), f".drillsim-{secrets.token_hex(8)}.tmp")
    if os.path.lexists(path):
        raise FileExistsError(path)
    try:
        with open(temporary, "x", encoding="utf-8", newline="", opener=partial(os.open, mode=mode)) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _name(temporary, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)


def _name(temporary: str, path: str) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # file systems without hard links; there a rename may overwrite what came in this moment
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        os.rename(temporary, path)


@contextlib.contextmanager
def all_or_nothing() -> Iterator[list[str]]:
    """Takes a list of new files and folders, in the order in which they are made; removes them if the rest fails."""
    made: list[str] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                (os.rmdir if os.path.isdir(path) else os.unlink)(path)
        raise


def make_private_folders(folder: str) -> list[str]:
    """Makes a folder and those above it that are missing, for nobody but the user; the new ones, topmost first."""
    missing: list[str] = []
    above = folder
    while above and not os.path.lexists(above):
        missing.insert(0, above)
        above = os.path.dirname(above)
    for each in missing:
        os.mkdir(each, mode=0o700)
    if folder and not os.path.isdir(folder):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder)
    return missing
