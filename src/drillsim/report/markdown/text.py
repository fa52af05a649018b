"""Marked text in Markdown: what people wrote stays text, never a heading, a link, HTML or a table's edge."""

import re
from collections.abc import Iterator
from itertools import groupby

from drillsim.report.marks import Run, runs

_SPECIAL = re.compile(
    r"[\\`*\[\]<>|~$]"  # code, emphasis, links, HTML, cells, struck-out text, formulas
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis; within a word `_` is only a letter
    r"|&(?=#?\w)"  # entities
    r"|:(?=//)|(?<=www)\.|@",  # what GFM turns into links by itself
    re.IGNORECASE,
)
_BLOCK = re.compile(r"(?P<mark>[-+#=:])|(?P<number>\d{1,9})(?P<end>[.)])")
"""What begins a heading, a list or a rule at the start of a line or of a list's item."""


def inline(text: str) -> str:
    """One line, which may stand in a table: escaped, names as code, links as their labels."""
    return "".join(_strong(stretch) for stretch in _stretches(text))


def line(text: str) -> str:
    """As `inline`, for the start of a line or of a list's item, where some signs begin a block."""
    found = inline(text)
    start = _BLOCK.match(found)
    if start is None:
        return found
    if start["mark"]:
        return f"\\{found}"
    return f"{start['number']}\\{found[start.start('end') :]}"


def _stretches(text: str) -> Iterator[tuple[bool, list[Run]]]:
    """Runs in a row that are strong, or that are not."""
    shown = (run for run in runs(text) if run.anchor is None and run.text)
    for is_strong, group in groupby(shown, key=lambda run: run.strong):
        yield is_strong, list(group)


def _strong(stretch: tuple[bool, list[Run]]) -> str:
    is_strong, group = stretch
    text = "".join(_written(run) for run in _joined(group))
    return f"**{text}**" if is_strong and text.strip() else text


def _joined(group: list[Run]) -> Iterator[Run]:
    """What is plain text on both sides of a mark is escaped as one: whether `_` is in a word shows only then."""
    for is_code, pieces in groupby(group, key=lambda run: run.code):
        yield Run("".join(piece.text for piece in pieces), code=is_code)


def _written(run: Run) -> str:
    text = " ".join(re.split(r"[\n\t]", run.text))
    if run.code and "`" not in text:
        return f"`{text}`"
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)
