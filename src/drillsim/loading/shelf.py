"""Where files are read from: the disk, or a record that holds their texts."""

import difflib
import os
import stat
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from drillsim.errors import NotFound
from drillsim.loading.scan import MOST_BYTES
from drillsim.loading.words import shown


class Disk:
    """Files on disk; what a drill names must lie inside the exercise's root (reliability.md, A12)."""

    def __init__(self, asked: str) -> None:
        self.asked = asked

    @cached_property
    def folder(self) -> str:
        """The folder that names are relative to: that of the drill itself, not that of a link to it."""
        asked = os.path.realpath(self.asked) if os.path.islink(self.asked) else self.asked
        return os.path.dirname(asked)

    @cached_property
    def root(self) -> Path:
        """The pack, else the folder above the nearest `drills/`, else the drill's own, links followed."""
        folder = Path(os.path.realpath(self.asked)).parent
        for above in (folder, *folder.parents):
            if (above / "pack.yaml").is_file():
                return above
            if above.name == "drills":
                return above.parent
        return folder

    def read(self, path: str) -> bytes:
        """The bytes of a file, at most one more than is allowed. Raises NotFound."""
        try:
            with open(path, "rb", opener=_without_waiting) as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise NotFound(f"{shown(path)}: expected a file, found something else")
                return file.read(MOST_BYTES + 1)
        except IsADirectoryError:
            raise NotFound(f"{shown(path)}: expected a file, found a folder") from None
        except FileNotFoundError:
            raise NotFound(f"{shown(path)}: expected a file, found nothing there{_beside(path)}") from None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "no such name"
            raise NotFound(f"{shown(path)}: expected a readable file, found: {reason}") from None

    def named(self, name: str) -> str:
        """The path of a file that the drill names: without `..` where that means the same file."""
        as_said = os.path.join(self.folder, name)
        short = os.path.normpath(as_said)
        return short if os.path.realpath(short) == os.path.realpath(as_said) else as_said

    def is_inside(self, path: str) -> bool:
        """Whether a file, links followed, lies inside the root."""
        return Path(os.path.realpath(path)).is_relative_to(self.root)

    def same(self, path: str) -> str:
        """What two paths of one file have in common."""
        return os.path.realpath(path)


class Recorded:
    """Files as a record holds them, by their paths relative to one folder."""

    def __init__(self, texts: Mapping[str, str], drill: str) -> None:
        self.texts = texts
        self.folder = os.path.dirname(drill)

    def read(self, path: str) -> bytes:
        """The bytes of a text. Raises NotFound."""
        if path not in self.texts:
            raise NotFound(f"{shown(path)}: expected this text in the record, found none")
        return self.texts[path].encode()

    def named(self, name: str) -> str:
        """The path of a text that the drill names."""
        return os.path.normpath(os.path.join(self.folder, name))

    def is_inside(self, path: str) -> bool:
        """A record holds nothing but the exercise."""
        return path in self.texts

    def same(self, path: str) -> str:
        """A path names one text."""
        return path


Shelf = Disk | Recorded


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # opening a pipe must not wait for a writer


def _beside(path: str) -> str:
    folder = Path(path).parent
    try:
        names = [entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    except OSError:
        return ""
    near = difflib.get_close_matches(Path(path).name, [name for name in names if name != Path(path).name], 1)
    return f'; did you mean "{shown(str(folder / near[0]))}"?' if near else ""
