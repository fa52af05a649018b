"""The page of a document: what stands in it, where its links lead, and that text in it is text."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.record.clean import AUTHORED, clean
from drillsim.report.document import Block, Bullets, Document, Para, Promise, Promises, Section, Signs, Table
from drillsim.report.html import page
from drillsim.report.marks import anchor, link, named, runs, said, strong, without_marks
from support.hostile_text import HOSTILE_PAGES
from support.html_reading import Element, read
from support.papers import paper, reworded

GOLDEN = Path(__file__).parents[1] / "golden" / "paper.html"


def one(*blocks: Block) -> Document:
    """A document of one section."""
    return replace(paper(), sections=(Section("only", "Only", blocks),))


def body(document: Document) -> Element:
    """What the page of a document shows."""
    return read(page(document)).one("body")


def test_the_page_to_the_letter() -> None:
    """Write it anew with `PYTHONPATH=tests python -m report.html.golden`; read the difference before keeping it."""
    assert page(paper()) == GOLDEN.read_text(encoding="utf-8")


def test_it_loads_nothing_and_runs_nothing() -> None:
    found = read(page(paper()))
    policy = next(
        meta for meta in found.every("meta") if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.attributes["content"].startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    assert not found.shape().keys() & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert not [name for element in found.every() for name in element.attributes if name.startswith("on")]
    assert "url(" not in page(paper()).replace("url(#figure-", "")


def test_headings_go_down_step_by_step_under_one_title() -> None:
    found = body(paper())
    levels = [int(heading.tag[1]) for heading in found.every("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(then <= before + 1 for before, then in pairwise(levels))


def test_every_link_leads_somewhere_and_no_place_is_there_twice() -> None:
    found = read(page(paper()))
    ids = [element.attributes["id"] for element in found.every() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for a in found.every("a"):
        assert a.attributes["href"].removeprefix("#") in ids
    for element in found.every():
        assert set(element.attributes.get("aria-labelledby", "").split()) <= set(ids)


def test_a_link_to_what_the_document_does_not_have_is_text() -> None:
    links = {a.text(): a.attributes["href"] for a in body(paper()).one("main").every("a")}
    assert links["entry 12"] == "#e-12"
    assert "entry 99" not in links
    assert "entry 99" in body(paper()).text()


def test_the_contents_name_every_section_and_lead_to_it() -> None:
    found = body(paper())
    entries = [(a.text(), a.attributes["href"]) for a in found.one("nav").every("a")]
    assert entries == [(section.heading, f"#{section.key}") for section in paper().sections]
    assert [h2.text() for h2 in found.every("h2")] == [name for name, _ in entries]


def test_every_table_has_a_caption_and_heads_with_a_scope() -> None:
    for table in body(paper()).every("table"):
        assert table.one("caption").text()
        assert all(th.attributes["scope"] == "col" for th in table.every("th"))
        assert all(th.text() for th in table.every("th"))


def test_a_caption_above_a_table_is_the_tables_own() -> None:
    captions = [table.one("caption").text() for table in body(paper()).every("table")]
    assert captions[:3] == [
        "Table 1 Measured: at the clock of a live drill.",
        "Table 2 Expectations, scripted",
        "Table 3 Refused",
    ]
    paragraphs = [p.text() for p in body(paper()).every("p") if p.attributes.get("class") == "caption"]
    assert paragraphs == ["A caption alone."]


def test_a_wide_table_can_be_moved_by_keyboard_and_says_what_it_is() -> None:
    regions = [x for x in body(paper()).every("div") if x.attributes.get("role") == "region"]
    labels = [region.attributes["aria-label"] for region in regions]
    assert len(labels) == len(set(labels)) == 4
    assert all(region.attributes["tabindex"] == "0" for region in regions)


def test_a_table_without_rows_says_so() -> None:
    tables = list(body(one(Table(("a", "b"), (), "Refused"))).every("table"))
    assert [td.text() for td in tables[0].one("tbody").every("td")] == ["None."]


def test_every_result_is_a_word() -> None:
    badges = [p.text() for p in body(paper()).one("main").every("p") if p.attributes.get("class") == "badge"]
    assert badges == ["Missed", "Kept", "Undecided"]


def test_a_promise_that_was_kept_has_no_earlier_step() -> None:
    found = body(one(Promises((Promise("kept", "Back in 2h.", "Back after 1h."),))))
    assert "Earlier step" not in found.text()
    assert "Evidence" not in found.text()


def test_a_figure_has_its_picture_its_number_and_its_data() -> None:
    figure = next(x for x in body(paper()).every("figure") if x.attributes.get("id") == "figure-1")
    svg = figure.one("svg")
    assert svg.attributes["role"] == "img"
    assert svg.one("title").text() == "Level of calls against its MBCO"
    assert figure.one("figcaption").text() == "Figure 1 Level of calls against its MBCO"
    assert len(list(figure.one("details").one("tbody").every("tr"))) == 3


def test_lines_of_signs_are_for_formats_without_pictures() -> None:
    assert "###" not in body(one(Signs(("####",)), Para("x"))).text()


def test_marking_and_status_stand_on_top_and_at_the_edges_of_printed_pages() -> None:
    for status in ("DRAFT", "IN PROGRESS", "FINAL"):
        written = page(replace(paper(), status=status))
        assert read(written).one("header").text() == f"EXERCISE EXERCISE EXERCISE {status}"
        edges = written[written.index("@page {") :]
        assert f'content: "{status}";' in edges
        assert 'content: "EXERCISE EXERCISE EXERCISE";' in edges
        assert read(written).one("head").one("title").text().endswith(f"{status} (EXERCISE EXERCISE EXERCISE)")


def test_the_date_is_that_of_the_record_or_none() -> None:
    assert '<meta name="dcterms.date" content="2026-09-21T14:13:20+00:00">' in page(paper())
    assert "dcterms.date" not in page(replace(paper(), date=None))


def test_a_page_of_a_long_drill_stays_small() -> None:
    rows = tuple(
        (
            f"{anchor(f'e-{n}')}T+00:{n:02}",
            "Tue 14:10",
            "person",
            f"Lead calls {named('brightline')}: {said('now ' * 10)}",
        )
        for n in range(1000)
    )
    assert len(page(one(Table(("clock", "story", "how", "what"), rows, "Timeline"))).encode()) < 400_000


def linked(text: str) -> str:
    """A text that leads somewhere, or is to."""
    return link("e-12", text)


MARKS: tuple[Callable[[str], str], ...] = (str, named, strong, said, linked)
MARKED = st.lists(st.tuples(st.sampled_from(MARKS), st.text(max_size=12)), min_size=1, max_size=4).map(
    lambda parts: "".join(mark(text) for mark, text in parts)
)


def seen(text: str) -> str:
    """What of a text a reader is to see."""
    return " ".join(without_marks(text).split())


@given(st.lists(MARKED, min_size=12, max_size=12))
def test_every_text_is_there_as_it_was_written(texts: list[str]) -> None:
    a, b, c, d, e, f, g, h, i, j, k, m = texts
    found = body(
        replace(
            one(Para(a), Bullets((b, c)), Table((f"x{d}", "y"), ((e, f), (g, h)), "T"), Para(i, "warning")),
            cover=((j, k),),
            subtitle=m,
        )
    ).one("main")
    cells = [td.text() for td in found.one("tbody").every("td")]
    assert cells == [seen(text) for text in (e, f, g, h)]
    assert [li.text() for li in found.one("section").every("li")] == [seen(b), seen(c)]
    paragraphs = [p.text() for p in found.every("p")]
    assert paragraphs[0] == seen(m)
    assert seen(a) in paragraphs
    assert f"Attention {seen(i)}".strip() in paragraphs
    assert next(found.every("th")).text() == seen(f"x{d}")
    assert (next(found.every("dt")).text(), next(found.every("dd")).text()) == (seen(j), seen(k))


def names(element: Element) -> set[str]:
    """The attributes of an element; a cell may have a class for its long word."""
    return set(element.attributes) - ({"class"} if element.tag in ("td", "th") else set())


@pytest.mark.parametrize("text", HOSTILE_PAGES.values(), ids=HOSTILE_PAGES)
def test_a_page_full_of_hostile_text_has_the_shape_of_any_other(text: str) -> None:
    """The same elements as with harmless words, the text where the words were, and no attribute made of it."""
    hostile = read(page(reworded(paper(), lambda _: text)))
    benign = read(page(reworded(paper(), lambda _: "all is well")))
    assert hostile.shape() == benign.shape()
    assert [names(x) for x in hostile.every()] == [names(x) for x in benign.every()]
    assert all(a.attributes["href"].startswith("#") for a in hostile.every("a"))
    assert hostile.one("h1").text() == seen(text)
    cells = sum(len(row) for table in paper().tables() if table.name != "Verdict" for row in table.rows)
    assert [td.text() for td in hostile.every("td")].count(seen(text)) == cells


def test_hostile_words_cannot_leave_the_style_sheet() -> None:
    text = '"; } body { display: none } </style><script>alert(1)</script>\\'
    style, benign = (
        re.sub(
            r'"[^"]*"',
            '""',
            read(page(replace(paper(), marking=x, status=x, made_from=x, title=x))).one("style").source(),
        )
        for x in (text, "all is well")
    )
    assert style == benign


def test_anchors_of_any_name_are_places_of_the_page() -> None:
    """Blanks, quotes and the page's own ids included; the first of a name counts."""
    names = ("e-1", "two words", '"onclick="x', "page-report", "table-1", "verdict", "e-1")
    blocks = [Para(f"{anchor(name)}{link(name, f'to {name}')}") for name in names]
    found = body(replace(paper(), sections=(Section("verdict", "Verdict", tuple(blocks)),)))
    ids = [element.attributes["id"] for element in found.every() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    links = [a.attributes["href"][1:] for a in found.one("section").every("a")]
    assert len(links) == len(names)
    assert set(links) <= set(ids)
    assert not [place for place in ids if re.search(r"[\s\"']", place)]


@given(st.text(max_size=60))
def test_a_run_is_what_is_shown(text: str) -> None:
    """Whatever marks somebody managed to type."""
    shown = "".join(run.text for run in runs(text))
    (paragraph,) = (p for p in body(one(Para(text))).one("section").every("p"))
    assert paragraph.text() == " ".join(shown.split())
    assert clean(shown, AUTHORED) == shown
