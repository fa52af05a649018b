"""The HTML report as tables, texts and drawings, section by section, in the order in which a reader meets them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from support.html_reading import Element, read

COVER = "cover"
"""Not a section: the cover, the contents and the lines on every page."""
TEXTS = {"p", "li", "h1", "h2", "h3", "h4", "dt", "dd", "caption", "summary", "figcaption", "blockquote", "pre"}
_TOKEN = re.compile(r"\S*\d\S*")
_ROUND = "“”\"'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}…()[]{},;:.!?"
_NUMBERED = re.compile(r"^(Data of figure|Table|Figure) (\d+)\b")


@dataclass
class Part:
    """A section. `numbered` are the labels of its tables and figures, which count through the page."""

    name: str
    texts: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    """Rows of cells, heads left out (they are texts)."""
    data: list[list[list[str]]] = field(default_factory=list)
    """The same, of the tables under figures."""
    drawings: list[Element] = field(default_factory=list)
    numbered: list[tuple[str, int]] = field(default_factory=list)


def parts(html: str) -> dict[str, Part]:
    """The cover, then all sections by their id."""
    root = read(html)
    found = {COVER: Part(COVER)}
    body = next(root.every("body"))
    _walk(body, found[COVER], found, in_figure=False)
    return found


def _walk(element: Element, part: Part, found: dict[str, Part], *, in_figure: bool) -> None:
    for child in element.children:
        if isinstance(child, str):
            assert not tokens(child), f"numbers outside of any paragraph in {part.name}: {child!r}"
        elif child.tag == "section":
            name = child.attributes["id"]
            found[name] = Part(name)
            _walk(child, found[name], found, in_figure=False)
        elif child.tag == "svg":
            part.drawings.append(child)
        elif child.tag == "tr":
            _row(child, part, in_figure=in_figure)
        elif child.tag in TEXTS and not any(child.every("p", "table", "ul")):
            _text(child.text(), part)
        else:
            if child.tag == "table":
                (part.data if in_figure else part.tables).append([])
            _walk(child, part, found, in_figure=in_figure or child.tag == "figure")


def _row(row: Element, part: Part, *, in_figure: bool) -> None:
    cells = [cell.text() for cell in row.every("td")]
    heads = [cell.text() for cell in row.every("th")]
    if cells:
        (part.data if in_figure else part.tables)[-1].append(heads + cells)
    else:
        _text(" ".join(heads), part)


def _text(text: str, part: Part) -> None:
    """Without the label that numbers a table or a figure: "Table 3", "Figure 2", "Data of figure 2"."""
    if label := _NUMBERED.match(text):
        part.numbered.append((label[1], int(label[2])))
        text = text[label.end() :]
    part.texts.append(text)


def tokens(text: str) -> list[str]:
    """Whatever has a digit in it: times, lengths, counts, shares, dates, money, entries, digests, ids with numbers."""
    return [found.strip(_ROUND) for found in _TOKEN.findall(text)]


def drawn(svg: Element) -> Iterator[str]:
    """What a drawing says: its texts, its title and its description."""
    for element in svg.every("text", "title"):
        yield element.text()
    for element in svg.every("desc"):
        yield element.source()
