"""A disk whose power can be cut: ext4 in a file, of which a copy is what a power cut would have left (R2).

Copying the backing file of a stopped writer takes what had reached the disk, not what waited in the kernel's cache
of the file system: as after a power cut, and unlike after a kill.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTES = 48


class NoDisk(Exception):
    """Why no file system can be made here."""


def _run(*words: object) -> str:
    try:
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    except OSError as error:
        raise NoDisk(f"{words[0]}: {error.strerror}") from None
    if done.returncode:
        raise NoDisk(f"{words[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


@contextmanager
def mounted(image: Path, place: Path) -> Iterator[Path]:
    """The file system in a file, at a place."""
    place.mkdir(exist_ok=True)
    device = _run("losetup", "--find", "--show", image)
    try:
        _run("mount", "-t", "ext4", device, place)
        try:
            yield place
        finally:
            _run("umount", "--lazy", place)
    finally:
        _run("losetup", "--detach", device)


@contextmanager
def small_disk(folder: Path, *, megabytes: int = MEGABYTES, block: int = 4096) -> Iterator[tuple[Path, Path]]:
    """A new ext4 file system: the file that it is in, and where it is mounted. Raises NoDisk."""
    image = folder / "disk.img"
    with open(image, "xb") as file:
        os.truncate(file.fileno(), megabytes << 20)
    _run("mkfs.ext4", "-q", "-b", block, "-m", 0, image)
    with mounted(image, folder / "disk") as place:
        yield image, place


@contextmanager
def after_a_power_cut(image: Path, folder: Path) -> Iterator[Path]:
    """What is on the disk if the power goes now; the file system mends itself as it is mounted."""
    copy = folder / "copy.img"
    shutil.copyfile(image, copy)
    try:
        with mounted(copy, folder / "after") as place:
            yield place
    finally:
        copy.unlink()
