"""Short ways to make blocks and sections; what is empty is left out."""

from collections.abc import Iterable, Sequence

from drillsim.report.document import Block, Bullets, Para, Section, Table

Part = Block | str | None | Iterable[Block]
"""What a section is made of: blocks, or sentences that become paragraphs."""


def section(key: str, title: str, *parts: Part) -> Section:
    """A section of what is not empty."""
    return Section(key, title, tuple(block for part in parts for block in _blocks(part)))


def _blocks(part: Part) -> Iterable[Block]:
    if part is None:
        return ()
    if isinstance(part, str):
        return (Para(part),) if part else ()
    return (part,) if isinstance(part, Block) else part


def bullets(lines: Iterable[str]) -> Bullets | None:
    """A list; None where there is nothing in it."""
    found = tuple(lines)
    return Bullets(found) if found else None


def table(
    name: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, empty: str = "", part: str = ""
) -> Table | Para | None:
    """A table; where it has no row, the sentence `empty`, or None without one."""
    found = tuple(tuple(row) for row in rows)
    if found:
        return Table(tuple(heads), found, name, part)
    return Para(empty) if empty else None
