"""The report as pages: what stands on each, in which order, tagged, and the same whenever it is made."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import BooleanObject

from drillsim.errors import NotInstalled
from drillsim.report.document import Document, Para, Section
from drillsim.report.pdf import pdf
from support.papers import LEVELS, paper
from support.printed import long_paper


def _reader(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(document)))


def _pages(document: Document) -> list[str]:
    return [page.extract_text() for page in _reader(document).pages]


def test_the_first_page_has_the_cover_and_the_verdict() -> None:
    first = " ".join(_pages(paper())[0].split())

    said = [
        "After-action report: Tornado at the main site",
        "DRAFT",
        "1 action has no owner.",
        "Prairie Care, version 4",
        "Verdict",
        "MISSED",
        "They were back after 2h08m, 8m late.",
        "KEPT",
        "UNDECIDED",
    ]
    assert [words for words in said if words not in first] == []


def test_sections_come_in_order_and_are_listed_in_the_contents() -> None:
    pages = _pages(paper())

    titles = ["Summary in numbers", "Expectations", "Level over time", "Appendix A: Timeline", "The figures in numbers"]
    contents, after = pages[1].split(titles[-1], 1)
    assert [title for title in titles[:-1] if title not in contents] == []
    behind = after + "".join(pages[2:])
    places = [behind.index(title) for title in titles]
    assert places == sorted(places)


def test_every_page_says_that_it_is_an_exercise_what_it_is_worth_and_where_it_belongs() -> None:
    pages = _pages(long_paper())

    for number, page in enumerate(pages, 1):
        assert "EXERCISE EXERCISE EXERCISE" in page
        assert "DRAFT" in page
        assert "record 5f02c1d0, plan a41c99e2" in page
        assert f"Page {number} of {len(pages)}" in page


def test_a_table_has_its_heads_on_each_page() -> None:
    pages = _pages(long_paper())

    with_rows = [page for page in pages if re.search(r"^\d+ T\+0\d:\d\d Tue 14:10 person", page, re.MULTILINE)]
    assert len(with_rows) > 3
    assert all("entry clock story how role what happened" in page for page in with_rows)


def test_a_figure_has_a_number_a_text_for_those_who_cannot_see_it_and_its_numbers() -> None:
    reader = _reader(paper())

    pages = [page.extract_text() for page in reader.pages]
    assert "Figure 1. Level of calls against its MBCO" in "".join(pages)
    assert "T+02:28 40%" in pages[-1]
    assert [alt for alt in _alternatives(_root(reader)["/StructTreeRoot"]) if alt.startswith("The level falls to 0%")]


def test_numbers_of_a_figure_that_fill_pages_are_left_to_the_exported_tables() -> None:
    long = replace(LEVELS, table=replace(LEVELS.table, rows=LEVELS.table.rows * 30))

    pages = _pages(replace(paper(), sections=(Section("levels", "Level over time", (long,)),)))

    assert "90 rows, more than a page can tell: they are in the exported tables, under Levels." in pages[-1]


def test_the_file_is_tagged_and_says_its_title_its_language_and_the_day_of_the_drill() -> None:
    reader = _reader(paper())
    root = _root(reader)

    assert root["/MarkInfo"]["/Marked"] == BooleanObject(True)
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "After-action report: Tornado at the main site"
    assert str(reader.metadata.creation_date) == "2026-09-21 14:13:20+00:00"
    assert _claims(reader) == {"pdfaid", "pdfuaid"}


def test_a_drill_without_a_date_has_none_in_its_file() -> None:
    reader = _reader(replace(paper(), date=None))

    assert reader.metadata is not None
    assert reader.metadata.creation_date is None
    assert _claims(reader) == {"pdfuaid"}


def test_links_lead_to_what_the_document_has_and_nowhere_else() -> None:
    reader = _reader(paper())
    first = reader.pages[0]

    links = [note.get_object() for note in first["/Annots"]]  # type: ignore[attr-defined]  # pypdf: an object of some kind
    assert len(links) == 1  # entry 12; nothing is called entry 99
    assert "/Dest" in links[0] or links[0]["/A"]["/S"] == "/GoTo"
    assert "entry 12, entry 99" in first.extract_text()


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys; from support.papers import paper; from drillsim.report.pdf import pdf; "
        "sys.stdout.buffer.write(pdf(paper()))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}; {script}"],
        capture_output=True,
        check=True,
        env={"PATH": "/usr/bin", "TZ": "Asia/Tokyo", "LANG": "C"},
    )
    assert ran.stdout == pdf(paper())


@pytest.mark.slow
def test_two_thousand_entries_are_set_too() -> None:
    last = [page.extract_text() for page in _reader(long_paper(2_000)).pages[-4:]]
    assert "1999 T+33:19" in "".join(last)


def test_letters_that_no_font_has_stand_as_their_numbers_and_the_cover_says_so() -> None:
    document = replace(paper(), sections=(Section("one", "One", (Para("Sirens \U0001f6a8 in 東京"),)),))

    reader = _reader(document)
    pages = [page.extract_text() for page in reader.pages]
    assert "Sirens [U+1F6A8] in [U+6771][U+4EAC]" in pages[-1]
    assert "stand as their numbers" in pages[0]
    assert _claims(reader) == {"pdfaid", "pdfuaid"}


def test_without_typst_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NotInstalled, match=r"PDF needs the package typst .*pip install 'drillsim\[pdf\]'") as told:
        pdf(paper())
    assert told.value.exit_code == 2


def test_a_letter_page_is_as_wide_as_letter_paper() -> None:
    box = PdfReader(io.BytesIO(pdf(paper(), paper="us-letter"))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (612, 792)


def _root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def _claims(reader: PdfReader) -> set[str]:
    written = _root(reader)["/Metadata"].get_data().decode()
    return {claim for claim in ("pdfaid", "pdfuaid") if f"<{claim}:part>" in written}


def _alternatives(part: Any) -> Iterator[str]:
    """The texts that stand for pictures, anywhere below a part of the file's structure."""
    part = part.get_object()
    if isinstance(part, list):
        for one in part:
            yield from _alternatives(one)
    elif isinstance(part, dict):
        if "/Alt" in part:
            yield str(part["/Alt"])
        if "/K" in part:
            yield from _alternatives(part["/K"])
