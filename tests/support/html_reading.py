"""How tests read a page: every element in order, what is within it, and its text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "input", "link", "source", "wbr", "base"}
UNREAD = {"style", "script", "desc", "head"}
"""What holds text that nobody sees on the page."""


@dataclass
class Element:
    """An element, its attributes, and its children: elements and text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def every(self, *tags: str) -> "Iterator[Element]":
        """All elements within it, in order; of these tags where some are named."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.every(*tags)

    def one(self, tag: str) -> "Element":
        """The only element of a tag within it."""
        (found,) = self.every(tag)
        return found

    def text(self) -> str:
        """What a reader sees, with single blanks."""
        return " ".join("".join(_shown(self)).split())

    def source(self) -> str:
        """The text that is directly within it, as it is written: a style sheet."""
        return "".join(child for child in self.children if isinstance(child, str))

    def shape(self) -> Counter[str]:
        """How many there are of each kind of element."""
        return Counter(element.tag for element in self.every())


def _shown(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag not in UNREAD:
            yield from _shown(child)


class _Reader(HTMLParser):
    """Refuses what is not well nested: browsers would mend it, each in its way."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        element = self.open.pop()
        assert element.tag == tag, f"</{tag}> where <{element.tag}> is open"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def read(page: str) -> Element:
    """The page as elements. Fails where it is not well formed."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, f"never closed: {[element.tag for element in reader.open[1:]]}"
    return reader.root
