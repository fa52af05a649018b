"""Keeping a choice in config.yaml: one value is written anew, all that somebody wrote around it stays."""

import os
import tempfile
from pathlib import Path

from drillsim.errors import DrillsimError
from drillsim.loading.scan import Unreadable, decoded, scan
from drillsim.loading.settings import CONFIG
from drillsim.loading.shelf import Disk
from drillsim.loading.tree import Scalar
from drillsim.loading.words import shown
from drillsim.loading.yaml_text import scalar


class NotKept(DrillsimError):
    """A choice that could not be kept; it holds until the program ends."""

    exit_code = 3


def keep_theme(folder: Path, name: str) -> None:
    """Writes the theme into config.yaml, in one step: whoever reads it finds the old file or the new one.

    Raises NotKept where the file cannot be read or written.
    """
    path = Path(os.path.realpath(folder / CONFIG))  # the file itself, where the name is a link to it
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        before = decoded_or_empty(path)
        _replace(path, with_theme(before, name))
    except OSError as error:
        raise NotKept(f"{shown(str(path))}: the theme is not kept: {error.strerror}") from None
    except Unreadable as refusal:
        place = f"{shown(str(path))}:{refusal.line}:{refusal.column}"
        raise NotKept(f"{place}: the theme is not kept: {refusal.message}") from None


def decoded_or_empty(path: Path) -> str:
    """The text of a file; nothing where there is no file, or nothing in it."""
    if not path.exists():
        return ""
    raw = Disk(str(path)).read(str(path))
    return decoded(raw) if raw.strip() else ""


def with_theme(text: str, name: str) -> str:
    """The text of config.yaml with this theme. Raises Unreadable."""
    lines = text.splitlines()
    if all(not line.strip() or line.lstrip().startswith("#") for line in lines):
        return "\n".join([*lines, f"theme: {scalar(name)}"]) + "\n"
    tree, _ = scan(text, "theme:")
    if "theme" not in tree.entries:
        if tree.flow:
            raise Unreadable("expected theme: on a line of its own", tree.line, tree.column)
        return "\n".join([*lines, f"theme: {scalar(name)}"]) + "\n"
    _, node = tree.entries["theme"]
    line, start = lines[node.line - 1], node.column - 1
    spelled = [f"{quote}{node.value}{quote}" for quote in ("", "'", '"')] if isinstance(node, Scalar) else []
    found = next((each for each in reversed(spelled) if line.startswith(each, start)), None)
    if not found:
        raise Unreadable("expected the name of a theme on this line", node.line, node.column)
    lines[node.line - 1] = f"{line[:start]}{scalar(name)}{line[start + len(found) :]}"
    return "\n".join(lines) + "\n"


def _replace(path: Path, text: str) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise
