"""Whatever people write, in documents or at a screen, stays text in every format of a report.

The record comes about as any other: files that are loaded, commands as the host takes them, a record that is written
and read. Each of its places holds the same hostile words, and the report has to have the shape of one of harmless ones.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from drillsim.analysis.outcome import written
from drillsim.analysis.reckoning import Reckoning
from drillsim.cli.recorded import read as read_record
from drillsim.record.clean import AUTHORED, clean
from drillsim.report.aar import aar
from drillsim.report.document import Document
from drillsim.report.flash import flash
from drillsim.report.html import page as html_page
from drillsim.report.markdown.page import page as markdown_page
from drillsim.report.tables import csv_files
from report.reading import cells, titles
from report.test_text import HOSTILE as MARKDOWN_HOSTILE
from report.test_text import MADE_BY_TEXT, MARKDOWN, tokens
from support.cli import drillsim
from support.hostile_text import CONTROLS, HOSTILE_PAGES, MARKUP
from support.html_reading import Element, read
from support.typed_record import typed_record

TYPST = {
    "typst reads": '#read("/etc/passwd")',
    "typst runs": '#panic("x") #{1 + 1} #import "@preview/x:1.0.0": *',
    "typst page": "#set page(width: 1pt) = heading @ref <label>",
}
FORMULAS = {
    "formula": '=HYPERLINK("https://evil.example","x")',
    "command": "+cmd|' /C calc'!A0",
    "sum": "@SUM(1+1)*cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "full-width formula": "\uff1dHYPERLINK(1)",
    "formula behind a blank nobody sees": "\u200b\ufeff=1+1",
    "formula behind a tab": "\t=1+1",
}
TERMINAL = {"terminal": CONTROLS, "screen markup": MARKUP, "title": "\x1b]0;x\x07\x1b[2J\r\x08"}
LONG = {
    "words without end": "word " * 4_000,
    "one word without end": "x" * 20_000,
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 " * 30,
}
LONG_TO_PRINT = {name: text[:1_000] for name, text in LONG.items()}
MARKDOWN_ONES = {f"markdown {number}": text for number, text in enumerate(MARKDOWN_HOSTILE)}
HOSTILE = {**MARKDOWN_ONES, **HOSTILE_PAGES, **TYPST, **FORMULAS, **TERMINAL, **LONG}
FEW = {**TYPST, "all in one": " ".join((*MARKDOWN_HOSTILE, *TYPST.values(), CONTROLS, MARKUP)), **LONG_TO_PRINT}
"""For what takes long."""

BENIGN = "all is well"
FORMULA_BEGINS = tuple("=@|%\t\r+\uff1d\uff0b\uff0d\uff20\uff5c\uff05")


@cache
def reports(text: str) -> tuple[Document, Document]:
    """The report with names and its flash page, of a record whose every place holds a text."""
    with TemporaryDirectory() as folder:
        return _reports(_record(Path(folder), text))


def _record(folder: Path, text: str) -> Path:
    authored = clean(text, AUTHORED)  # as a document can hold it: control characters are refused there
    return typed_record(folder, lambda _: authored, lambda _: authored, lambda _: text)


def _reports(record: Path) -> tuple[Document, Document]:
    exercise, header, entries = read_record(str(record))
    reckoned = Reckoning(exercise, header, entries)
    found = written(reckoned)
    return aar(reckoned, found, names=True, all_rows=True), flash(reckoned, found, names=True)


def each(text: str) -> Iterator[tuple[Document, Document]]:
    """A report of hostile words beside the same of harmless ones."""
    yield from zip(reports(text), reports(BENIGN), strict=True)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_in_markdown(text: str) -> None:
    for hostile, benign in each(text):
        said, usual = markdown_page(hostile), markdown_page(benign)
        assert _blocks(said) == _blocks(usual)
        assert not {token.type for token in tokens(said)} & MADE_BY_TEXT
        assert len(titles(said)) == len(titles(usual))
        assert [len(row) for row in cells(said)] == [len(row) for row in cells(usual)]
        assert _obeyed(said) == set()


def _blocks(text: str) -> list[tuple[str, int]]:
    return [(token.type, token.level) for token in MARKDOWN.parse(text) if token.type != "inline"]


def _obeyed(text: str) -> set[str]:
    """Signs that a terminal would obey."""
    return set(re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_in_html(text: str) -> None:
    for hostile, benign in each(text):
        said, usual = read(html_page(hostile)), read(html_page(benign))
        assert _outside_drawings(said) == _outside_drawings(usual)
        assert {x.tag for x in said.every()} <= {x.tag for x in usual.every()}
        assert _attributes(said) <= _attributes(usual)
        assert all(a.attributes["href"].startswith("#") for a in said.every("a"))
        assert "url(" not in html_page(hostile).replace("url(#figure-", "").replace("url(https://evil", "")
        assert _obeyed(html_page(hostile)) == set()


def _outside_drawings(element: Element) -> Counter[str]:
    """How many of each element there are; how many words fit into a drawing depends on how long they are.

    What somebody typed in the place of a name, and looks like one, is shown as one.
    """
    found: Counter[str] = Counter()
    for child in element.children:
        if isinstance(child, Element):
            found[child.tag] += child.tag != "code"
            found += Counter() if child.tag == "svg" else _outside_drawings(child)
    return found


def _attributes(page: Element) -> set[tuple[str, str]]:
    return {(x.tag, name) for x in page.every() for name in x.attributes if (x.tag, name) not in _FOR_LONG_WORDS}


_FOR_LONG_WORDS = {("td", "class"), ("th", "class")}
"""A cell may have a class for its long word."""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_in_tables(text: str) -> None:
    for hostile, benign in each(text):
        said, usual = csv_files(hostile), csv_files(benign)
        assert list(said) == list(usual)
        for name, file in said.items():
            rows, harmless = _rows(file), _rows(usual[name])
            assert [len(row) for row in rows] == [len(row) for row in harmless], name
            assert [cell for row in rows for cell in row if cell.startswith(FORMULA_BEGINS)] == [], name
            assert _obeyed(file.replace("\r\n", "\n")) == set()


def _rows(file: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("text", FEW.values(), ids=FEW)
def test_in_a_printed_report(text: str) -> None:
    pytest.importorskip("typst")
    from pypdf import PdfReader

    from drillsim.report.pdf import pdf

    said, usual = (PdfReader(io.BytesIO(pdf(reports(each)[0]))) for each in (text, BENIGN))
    assert _actions(said) == _actions(usual) <= {"/GoTo"}
    assert _headings(said.outline) == _headings(usual.outline)
    sizes = {tuple(map(round, page.mediabox[2:])) for page in said.pages}
    assert sizes <= {tuple(map(round, page.mediabox[2:])) for page in usual.pages}
    places = sum(page.extract_text().count("EXERCISE EXERCISE EXERCISE") > 0 for page in said.pages)
    assert places == len(said.pages)
    assert len(said.pages) < 20 * len(usual.pages)


def _actions(reader: Any) -> set[str]:
    """What happens at a click or by itself: links within the report, and nothing else."""
    assert "/OpenAction" not in reader.trailer["/Root"]
    assert "/AA" not in reader.trailer["/Root"]
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(reader.trailer["/Root"].get("/Names", {}))
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    return {note["/A"]["/S"] if "/A" in note else "/GoTo" for note in notes}


def _headings(outline: Any) -> int:
    return sum(_headings(entry) if isinstance(entry, list) else 1 for entry in outline)


def test_a_printed_report_says_it_as_it_was_typed() -> None:
    pytest.importorskip("typst")
    from pypdf import PdfReader

    from drillsim.report.pdf import pdf

    for typed in TYPST.values():
        made = PdfReader(io.BytesIO(pdf(reports(typed)[0])))
        said = "".join("".join(page.extract_text() for page in made.pages).split())
        assert said.count("".join(typed.split())) > 20


@pytest.mark.parametrize("text", TERMINAL.values(), ids=TERMINAL)
def test_on_a_terminal(text: str, tmp_path: Path) -> None:
    record = _record(tmp_path, text)
    for words in (("report",), ("report", "--flash"), ("report", "--names"), ("report", "--json")):
        ended = drillsim(*words, str(record), folder=tmp_path)
        assert ended.code == 0, ended.err
        assert _obeyed(ended.out + ended.err) == set()


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_words_hide_nothing_that_stands_after_them(text: str) -> None:
    """All of a long text is there, whole, in the formats that people keep."""
    wanted = "".join(clean(text, 2_000).split())
    report, _ = reports(text)
    page = "".join(read(html_page(report)).one("body").text().split())
    assert page.count(wanted) >= 20
    assert "".join(markdown_page(report).split()).count(wanted) >= 20
