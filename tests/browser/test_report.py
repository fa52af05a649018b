"""The report's page in a real browser: who can use it, what it loads, what hostile words do, how it prints."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drillsim.report.aar import aar
from drillsim.report.document import Document, Section, Table
from drillsim.report.html import page
from drillsim.report.marks import without_marks
from support import drills
from support.hostile_text import HOSTILE_PAGES
from support.papers import paper, reworded
from support.programme import IMPROVEMENT, IN_TIME, LATE, Programme

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NARROW = {"viewport": {"width": 320, "height": 640}}
WIDE = {"viewport": {"width": 1280, "height": 900}}
DARK = {**WIDE, "color_scheme": "dark"}
LOOKS = pytest.mark.parametrize("look", [WIDE, DARK, NARROW], ids=["light", "dark", "narrow"])

Opens = Callable[..., Any]


def long_table(rows: int) -> Document:
    """A report whose timeline goes over several pages."""
    lines = tuple((f"T+{n // 60:02}:{n % 60:02}", "Tue 14:10", "person", f"step {n} is done") for n in range(rows))
    table = Table(("clock", "story", "how", "what happened"), lines, "Timeline")
    return replace(paper(), sections=(*paper().sections[:2], Section("timeline", "Timeline", (table,), "A")))


def overflow(shown: "Page") -> int:
    """By how many pixels the page is wider than the window."""
    return int(shown.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def barriers(shown: "Page") -> str:
    """What axe finds that keeps somebody from using the page, contrast included, with the data of figures open."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    for summary in shown.locator("summary").all():
        summary.click()
    found = axe.Axe().run(shown, options={"resultTypes": ["violations"]})
    return str(found.generate_report()) if found.violations_count else ""


@LOOKS
def test_everybody_can_use_it(opened: Opens, look: dict[str, Any]) -> None:
    assert barriers(opened(page(paper()), bypass_csp=True, **look).page) == ""


@pytest.mark.parametrize(
    ("look", "name"),
    [(WIDE, "tornado"), (DARK, "hurricane_carrier"), (NARROW, "pandemic")],
    ids=["light tornado", "dark hurricane", "narrow pandemic"],
)
def test_everybody_can_use_the_report_of_a_drill(opened: Opens, look: dict[str, Any], name: str) -> None:
    shown = opened(page(aar(drills.reckoned(name), drills.result(name))), bypass_csp=True, **look)
    assert overflow(shown.page) == 0
    assert barriers(shown.page) == ""
    assert (shown.said, len(shown.asked)) == ([], 1)


@LOOKS
def test_it_asks_for_nothing_and_says_nothing(opened: Opens, look: dict[str, Any]) -> None:
    shown = opened(page(paper()), **look)
    assert [url.rsplit("/", 1)[1] for url in shown.asked] == ["report.html"]
    assert shown.said == []


def test_it_is_complete_without_scripts(opened: Opens) -> None:
    with_scripts, without = (opened(page(paper()), java_script_enabled=on, **WIDE).page for on in (True, False))
    assert without.locator("body").inner_text() == with_scripts.locator("body").inner_text()
    without.locator("summary").click()
    assert without.get_by_text("T+02:28", exact=True).is_visible()


@pytest.mark.parametrize("document", [paper(), long_table(40)], ids=["every block", "long table"])
def test_nothing_is_wider_than_a_telephone(opened: Opens, document: Document) -> None:
    assert overflow(opened(page(document), **NARROW).page) == 0


def filled(opened: Opens, text: str) -> Any:
    """A page on a telephone that says only this, in every place at once."""
    return opened(page(reworded(paper(), lambda _: text)), **NARROW)


def elements(shown: "Page") -> str:
    """What the browser made of the page."""
    return str(shown.evaluate("[...document.querySelectorAll('*')].map(x => x.tagName).join(' ')"))


def test_hostile_words_are_only_read(opened: Opens) -> None:
    """Nothing runs, nothing is asked for, no element comes of them, they are shown and fit the window."""
    harmless = elements(filled(opened, "all is well").page)
    for name, text in HOSTILE_PAGES.items():
        shown = filled(opened, text)
        title = shown.page.locator("h1")
        assert elements(shown.page) == harmless, name
        assert (shown.said, len(shown.asked)) == ([], 1), name
        assert title.is_visible(), name
        assert " ".join(title.text_content().split()) == " ".join(without_marks(text).split()), name
        assert overflow(shown.page) == 0, name


def test_the_first_key_leads_past_the_contents(opened: Opens) -> None:
    shown = opened(page(paper()), **WIDE).page
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.textContent") == "Skip to the report"
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.id") == "page-report"


def test_a_wide_table_is_moved_by_keyboard(opened: Opens) -> None:
    shown = opened(page(paper()), **NARROW).page
    region = shown.get_by_role("region", name="Table 1: Measured: at the clock of a live drill.")
    region.focus()
    shown.keyboard.press("ArrowRight")
    shown.wait_for_function("region => region.scrollLeft > 0", arg=region.element_handle())


def test_a_picture_is_told_to_whoever_cannot_see_it(opened: Opens) -> None:
    picture = opened(page(paper()), **WIDE).page.get_by_role("img", name="Level of calls against its MBCO")
    assert "8 minutes after the RTO" in picture.locator("desc").text_content()


def test_evidence_leads_to_the_line_below_the_bar(opened: Opens) -> None:
    """The marking stays in sight, and does not cover what a link leads to."""
    shown = opened(page(long_table(200)), **NARROW).page
    shown.goto(f"{shown.url}#timeline")
    bar, section = (shown.locator(place).bounding_box() for place in (".bar", "#timeline"))
    assert bar["y"] == 0
    assert bar["y"] + bar["height"] <= section["y"] < 640


def test_paper_is_white_also_where_screens_are_dark(opened: Opens) -> None:
    shown = opened(page(paper()), **DARK).page
    background = "getComputedStyle(document.body).backgroundColor"
    assert shown.evaluate(background) == "rgb(20, 23, 26)"
    shown.emulate_media(media="print", color_scheme="dark")
    assert shown.evaluate(background) == "rgb(255, 255, 255)"


def test_every_printed_page_is_marked_numbered_and_has_the_heads_of_its_table(opened: Opens) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    shown = opened(page(long_table(200)), **WIDE).page
    pages = [one.extract_text() for one in pypdf.PdfReader(io.BytesIO(shown.pdf(format="A4"))).pages]
    assert len(pages) > 4
    for number, text in enumerate(pages, 1):
        assert "EXERCISE EXERCISE EXERCISE" in text
        assert "DRAFT" in text
        assert f"Page {number} of {len(pages)}" in text
        assert "record 5f02c1d0" in text
    assert all("what happened" in text for text in pages[2:])
    assert [sum(f"step {n} is done" in text for text in pages) for n in range(200)] == [1] * 200


def test_data_of_figures_are_printed_where_the_reader_opened_them(opened: Opens) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    shown = opened(page(paper()), **WIDE).page

    def printed() -> str:
        return "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(shown.pdf())).pages)

    assert "T+02:28" not in printed()
    shown.locator("summary").click()
    assert "T+02:28" in printed()


def test_everybody_can_use_the_history_of_a_programme(opened: Opens, tmp_path: Path) -> None:
    """Two drills of one plan, held a year apart, as a page with charts."""
    programme = Programme(tmp_path)
    programme.hold("autumn", "2025-10-10", LATE, improvements=IMPROVEMENT)
    programme.hold("spring", "2026-03-10", IN_TIME)
    programme.done("history", "-o", "history.html")
    shown = opened((tmp_path / "history.html").read_text("utf-8"), bypass_csp=True, **WIDE)
    assert barriers(shown.page) == ""
    assert (shown.said, len(shown.asked)) == ([], 1)
