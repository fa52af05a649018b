"""Whatever people type is printed as they typed it: nothing of it is obeyed by typst."""

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from drillsim.report.document import Para, Section, Table
from drillsim.report.marks import anchor, link, said
from drillsim.report.pdf import pdf
from support.hostile_text import HOSTILE
from support.papers import paper, reworded

MARKUP = (
    '#panic("x")',
    '#read("/etc/passwd")',
    "$x^2$ *bold* _slanted_ `raw`",
    "@ref <label> [content] #{1 + 1} #import",
    "= heading",
    "- item / term: x",
    "// comment /* more",
    "\\u{41} \\ ~ --- ... \"quoted\" 'so'",
    "#set page(width: 1pt)",
    "https://e.example/a?b=c#d",
)


@pytest.mark.parametrize("typed", MARKUP)
def test_markup_is_printed_in_every_place_and_obeyed_in_none(typed: str) -> None:
    document = reworded(paper(), lambda _: typed)

    reader = _reader(pdf(document))
    pages = [_joined(page.extract_text()) for page in reader.pages]
    assert all(_joined(typed) in page for page in pages)
    assert reader.pages[0].mediabox.width > 590


@pytest.mark.parametrize(
    "typed",
    [
        HOSTILE,
        "x" * 600,
        "word " * 150,
        "שלום עולם abc 12, مرحبا",
        "\ue000 \U0010ffff \u0378 \ufeff",
        f"{anchor('one')}{link('one', 'go')} {said('שלום')} {anchor('')}{link('', 'nowhere')}",
        "",
        "\n\n",
        "\t",
    ],
)
def test_no_text_keeps_a_report_from_being_printed(typed: str) -> None:
    document = reworded(paper(), lambda _: typed)

    made = _reader(pdf(replace(document, marking="EXERCISE", status="DRAFT", made_from="record 5f02c1d0")))
    assert all("EXERCISE" in page.extract_text() for page in made.pages)


def test_a_long_word_stays_in_its_column_and_is_whole_for_whoever_copies_it() -> None:
    digest = "5f02c1d09e" * 7
    table = Table(("of", "digest", "what"), (("a", digest, "word " * 60),) * 3, "Digests")

    page = _last_page(Section("one", "One", (table,)))
    assert digest not in page
    assert digest in page.replace("\n", "")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126) | st.just(" "), min_size=1, max_size=300))
def test_what_was_typed_is_what_is_read(typed: str) -> None:
    page = _last_page(Section("one", "One", (Para(f"from here {said(typed)} to here"),)))

    found = _joined(page)
    assert _joined(typed) in found[found.index("fromhere") :]


def _last_page(section: Section) -> str:
    return _reader(pdf(replace(paper(), sections=(section,)))).pages[-1].extract_text()


def _reader(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def _joined(text: str) -> str:
    """Without blanks and line ends, which depend on the width of the page."""
    return "".join(text.split())
