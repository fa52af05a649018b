"""What somebody has set for drillsim: config.yaml, keymap.yaml and themes/*.yaml in the folder of settings.

Only read here: whether a key, an action, a colour or a theme can be used is judged where it is used. Nothing that is
wrong in these files is raised: a drill starts all the same, and is told what was wrong.
"""

import codecs
import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from drillsim.errors import NotFound
from drillsim.loading.scan import MOST_BYTES, Unreadable, decoded, scan
from drillsim.loading.shelf import Disk
from drillsim.loading.tree import Mapping as MappingNode
from drillsim.loading.tree import Node, Scalar, Sequence
from drillsim.loading.words import hint, one_line, quoted, shown, where
from drillsim.problems import Position, Problem

CONFIG, KEYMAP, THEMES = "config.yaml", "keymap.yaml", "themes"
CONFIG_KEYS = ("theme",)
MOST_ENTRIES = 200  # of one file: there are not half as many actions
MOST_THEMES = 50  # more than anybody chooses from


@dataclass(frozen=True, slots=True)
class Given:
    """A text of a file, with its place."""

    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of keymap.yaml: an action, and the keys that it is to have."""

    action: Given
    keys: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A file of themes/: its name without the ending, and its colours by their names."""

    name: str
    position: Position
    colours: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that was found; what is missing is left as it comes."""

    folder: Path
    theme: Given | None = None
    keys: tuple[KeyLine, ...] = ()
    themes: tuple[ThemeFile, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Reader:
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, position: Position, at: str, message: str, near: str | None = None, code: str = "value") -> None:
        self.problems.append(Problem("error", code, position, at, one_line(message), hint(near)))

    def entries(self, path: Path, keys: str) -> dict[str, tuple[Scalar, Node]]:
        """The keys of a file; none where it is missing, holds nothing, or cannot be read."""
        try:
            os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            return self.not_a_file(path, f"expected a readable file, found: {error.strerror}")
        try:
            raw = Disk(str(path)).read(str(path))
            tree, doubts = (MappingNode(1, 1), []) if _says_nothing(raw) else scan(decoded(raw), keys)
        except NotFound as error:
            return self.not_a_file(path, str(error).removeprefix(f"{shown(str(path))}: "))
        except Unreadable as refusal:
            tree, doubts = MappingNode(1, 1), [*refusal.before, refusal]
        for doubt in doubts:
            at = Position(shown(str(path)), doubt.line, doubt.column)
            self.refuse(at, where(doubt.path), doubt.message, doubt.hint, doubt.code)
        if len(tree.entries) > MOST_ENTRIES:
            message = f"expected at most {MOST_ENTRIES} keys, found {len(tree.entries)}; the first are used"
            self.refuse(Position(shown(str(path))), "", message, None, "file")
        return dict(islice(tree.entries.items(), MOST_ENTRIES))

    def not_a_file(self, path: Path, message: str) -> dict[str, tuple[Scalar, Node]]:
        """Says so; a file that cannot be read sets nothing."""
        self.refuse(Position(shown(str(path))), "", message, None, "file")
        return {}

    def text(self, path: Path, name: str, node: Node) -> Given | None:
        """A value that has to be a text."""
        if isinstance(node, Scalar):
            return Given(node.value, _at(path, node))
        self.refuse(_at(path, node), name, f"expected one word, found {_found(node)}")
        return None


def read_settings(folder: Path) -> Settings:
    """What is set in a folder, which need not be there."""
    reader = _Reader()
    theme = _theme(reader, folder / CONFIG)
    keys = _keys(reader, folder / KEYMAP)
    themes = tuple(_theme_file(reader, path) for path in _theme_files(reader, folder / THEMES))
    return Settings(folder, theme, keys, themes, tuple(reader.problems))


def _theme(reader: _Reader, path: Path) -> Given | None:
    found = None
    for name, (key, value) in reader.entries(path, "theme:").items():
        if name == "theme":
            found = reader.text(path, name, value)
        else:
            near = next(iter(difflib.get_close_matches(name, CONFIG_KEYS, 1)), None)
            reader.refuse(_at(path, key), "", f"expected theme, found {quoted(name)}", near, "key")
    return found


def _keys(reader: _Reader, path: Path) -> tuple[KeyLine, ...]:
    lines = []
    for name, (key, value) in reader.entries(path, "message: f5").items():
        nodes = value.items if isinstance(value, Sequence) else [value]
        keys = tuple(given for node in nodes if (given := reader.text(path, name, node)) is not None)
        if not nodes:
            reader.refuse(_at(path, value), name, "expected a key or a list of keys, found an empty list")
        if keys:
            lines.append(KeyLine(Given(name, _at(path, key)), keys))
    return tuple(lines)


def _theme_files(reader: _Reader, folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        message = f"expected a folder of themes, found: {error.strerror}"
        reader.refuse(Position(shown(str(folder))), "", message, None, "file")
        return []
    if len(found) > MOST_THEMES:
        message = f"expected at most {MOST_THEMES} themes, found {len(found)}; the first {MOST_THEMES} are used"
        reader.refuse(Position(shown(str(folder))), "", message, None, "file")
    return found[:MOST_THEMES]


def _theme_file(reader: _Reader, path: Path) -> ThemeFile:
    texts = {name: reader.text(path, name, value) for name, (_, value) in reader.entries(path, "primary:").items()}
    colours = {name: given for name, given in texts.items() if given is not None}
    return ThemeFile(path.stem, Position(shown(str(path))), colours)


def _says_nothing(raw: bytes) -> bool:
    """Whether a file has nothing but comments, such as one whose every line was put out of use."""
    lines = raw.removeprefix(codecs.BOM_UTF8).splitlines()
    return len(raw) <= MOST_BYTES and all(not line.strip() or line.lstrip().startswith(b"#") for line in lines)


def _at(path: Path, node: Node) -> Position:
    return Position(shown(str(path)), node.line, node.column)


def _found(node: Node) -> str:
    return "a list" if isinstance(node, Sequence) else "keys and values"
