"""A document written as Markdown."""

from collections.abc import Iterator
from typing import assert_never

from drillsim.report.document import (
    KEPT,
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    KeyFigures,
    Para,
    Promise,
    Promises,
    Section,
    Signs,
    Table,
)
from drillsim.report.markdown.tables import table
from drillsim.report.markdown.text import inline, line


def page(document: Document) -> str:
    """The same document gives the same bytes. Pictures are left out: the tables and signs beside them say the same."""
    return "\n\n".join(block for block in _blocks(document) if block) + "\n"


def _blocks(document: Document) -> Iterator[str]:
    yield f"# {inline(document.title)}"
    yield line(document.subtitle) if document.subtitle else ""
    why = f" ({inline(document.why)})" if document.why else ""
    yield f"**{inline(document.marking)}** · **{document.status}**{why}"
    yield _items([f"{inline(name)}: {inline(value)}" for name, value in document.cover], written=True)
    for section in document.sections:
        yield from _section(section)
    yield line(document.made_from) if document.made_from else ""


def _section(section: Section) -> Iterator[str]:
    yield f"## {inline(section.heading)}"
    for block in section.blocks:
        yield _block(block)


def _block(block: Block) -> str:
    match block:
        case Para(text):
            return line(text)
        case Heading(text):
            return f"### {inline(text)}"
        case Bullets(items):
            return _items(items)
        case Table():
            return _table(block)
        case KeyFigures(figures):
            return _items([f"{inline_strong(figure.number)} {inline(figure.of)}" for figure in figures], written=True)
        case Promises(items):
            return _items([_promise(item) for item in items], written=True)
        case Figure():
            return _figure(block)
        case Signs(lines, how):
            return "\n".join(["```text", *lines, "```"]) + (f"\n\n{line(how)}" if how else "")
        case _:
            assert_never(block)


def inline_strong(text: str) -> str:
    """Few words that must not be missed."""
    return f"**{inline(text)}**"


def _items(items: list[str] | tuple[str, ...], *, written: bool = False) -> str:
    return "\n".join(f"- {item if written else line(item)}" for item in items)


def _table(block: Table) -> str:
    return table([inline(head) for head in block.heads], [[inline(cell) for cell in row] for row in block.rows])


def _promise(item: Promise) -> str:
    said = " ".join(inline(part) for part in (item.promise, item.fact, item.earlier) if part)
    evidence = f" Evidence: {inline(item.evidence)}." if item.evidence else ""
    return f"**{KEPT[item.result]}.** {said}{evidence}"


def _figure(block: Figure) -> str:
    """What it shows, in words, and its signs where it has some; the tables of its section have the numbers."""
    signs = "\n".join(["\n\n```text", *block.signs, "```"]) if block.signs else ""
    return f"{inline_strong(f'{block.title}.')} {inline(block.alt)}{signs}"
