"""Participants' text is data: it reads as it was typed, and makes no heading, link, HTML or table."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from drillsim.record import commands as c
from drillsim.record.clean import AUTHORED, clean
from drillsim.report.basis import acts
from drillsim.report.markdown.tables import table
from drillsim.report.markdown.text import inline, line
from drillsim.report.marks import said as somebody_said
from drillsim.report.marks import without_marks
from drillsim.report.text import code, percent, plain, width
from drillsim.session.session import Session
from report.reading import cells, live, report_on, titles
from support.stage import header, inject, merged, stage

HOSTILE = (
    "# heading",
    "1. list\n2. list",
    "- item\n\n## Verdict\n\nAll was well.",
    "a | b | c",
    "| a |\n| --- |\n| b |",
    r"back\slash \| pipe",
    "`code` ``` fence",
    "```\nfence\n```",
    "~~~\nfence",
    "<script>alert(1)</script>",
    "<!-- comment",
    "<https://evil.example>",
    "https://evil.example www.evil.example",
    "[x](javascript:alert(1)) ![x](http://evil.example/x.png)",
    "[x]: http://evil.example",
    "&lt;script&gt; &#60;",
    "**bold** _slanted_ ~~struck~~ *",
    "> quote",
    "a\r\n====\r\nb\n----\n",
    "\u202etfel ot thgir\x1b[31m\u2028x",
    "$x^2$ trailing backslash \\",
    "someone@evil.example",
)
MARKDOWN = MarkdownIt("gfm-like")
MADE_BY_TEXT = {"link_open", "image", "html_inline", "html_block", "s_open", "blockquote_open", "hr"}


def typed(text: str) -> str:
    """What somebody wrote, at the start of a line of Markdown."""
    return line(somebody_said(plain(text)))


def tokens(text: str) -> list[Any]:
    """All tokens, also those within lines."""
    found: list[Any] = []
    for token in MARKDOWN.parse(text):
        found += [token, *(token.children or [])]
    return found


def read(text: str) -> str:
    """What a reader sees of one line."""
    return "".join(token.content for token in tokens(text) if token.type in ("text", "code_inline"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_as_typed(text: str) -> None:
    found = tokens(typed(text))
    assert {token.type for token in found} <= {"paragraph_open", "paragraph_close", "inline", "text"}
    as_typed = text.replace("\u202e", "\ufffd").replace("\x1b", "\ufffd").replace("\u2028", "\ufffd")
    assert read(typed(text)) == " ".join(as_typed.split())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_no_text_makes_anything_but_text(text: str) -> None:
    found = {token.type for token in tokens(inline(f"x “{plain(text)}”"))}
    assert not found & MADE_BY_TEXT
    assert found <= {"paragraph_open", "paragraph_close", "inline", "text"}


@given(st.text(alphabet="#-+=>|`*_[]()<>!&;:/.w@~$ \\ab12\n", max_size=30))
def test_no_mixture_of_signs_makes_anything_but_text(text: str) -> None:
    for written in (typed(text), f"- {typed(text)}", f"1. {typed(text)}"):
        kinds = [token.type for token in tokens(written)]
        assert not {"heading_open", "em_open", "strong_open", "code_inline", "fence", "code_block"} & set(kinds)
        assert not MADE_BY_TEXT & set(kinds)
        assert kinds.count("list_item_open") <= 1


@given(st.text(alphabet="|\\`ab ", max_size=12), st.text(alphabet="|\\`ab ", max_size=12))
def test_no_text_breaks_a_table(left: str, right: str) -> None:
    found = tokens(table(("one", "two"), [(inline(plain(left)), inline(plain(right)))]))
    rows = [token.type for token in found if token.type in ("td_open", "th_open", "tr_open")]
    assert rows == ["tr_open", "th_open", "th_open", "tr_open", "td_open", "td_open"]


def full_of(text: str) -> str:
    """The report of a live drill in which people, plan, scenario and drill say only this."""
    plan = {
        "plan": text,
        "version": text,
        "functions": {"calls": {"name": text}},
        "roles": {"lead": {"name": text}},
        "tasks": {"declare": {"do": text}},
        "messages": {"word": {"text": text}},
        "costs": {"agent_hour": "10", "currency": text},
    }
    story = merged(inject("first", "T+00:00", tell=["lead"]), {"title": text, "says": text})
    exercise = stage(
        plan=plan,
        msel=[story],
        scenario={
            "scenario": text,
            "truth": {"cause": text},
            "objectives": {"one": {"text": text, "capability": text}},
        },
        drill=text,
        facilitator=text,
        players={"lead": text},
        about={"venue": text, "sponsor": text, "scope": text, "contact": text},
        hotwash={"went_well": [text], "to_improve": [text]},
        ratings={"one": {"rating": "P", "why": text}},
        improvements=[
            {
                "finding": text,
                "action": text,
                "owner": text,
                "contact": text,
                "priority": text,
                "evidence": [text],
            }
        ],
    )
    session = live(exercise, "lead")
    for number, command in enumerate(said(text)):
        session.advance(60 * number)
        session.take(command, client_id=f"c{number}")
    session.finish()
    return report_on(session, names=True)


def said(text: str) -> list[c.Command]:
    """All that people can type."""
    return [
        c.Notes("lead", text),
        c.Does("lead", text),
        c.Does(text, "declare"),
        c.Sends("lead", "word", fill={"what": text, text: text}, cause=text, fault="ours"),
        c.Decides("lead", "first", because=text, options=(text,)),
        c.Decides("lead", text),
        c.Assigns("lead", "clerk", text),
        c.Seen("lead", text),
        c.ChecksIn("lead", "agents", 1, None, "cannot_work", text),
        c.ChecksIn("lead", "agents", 1, None, text, text),
        c.Skip("first", text),
        c.Place("clerk", text),
        c.Pause(text),
    ]


BENIGN = full_of("all is well")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_report_full_of_hostile_text_has_the_shape_of_any_other(text: str) -> None:
    """The same headings, lists and tables as with harmless words, and nothing to run or to click."""
    hostile = full_of(text)
    shape = [(x.type, x.level) for x in MARKDOWN.parse(BENIGN) if x.type != "inline"]
    assert [(x.type, x.level) for x in MARKDOWN.parse(hostile) if x.type != "inline"] == shape
    assert not {token.type for token in tokens(hostile)} & MADE_BY_TEXT
    assert len(titles(hostile)) == len(titles(BENIGN))
    assert [len(row) for row in cells(hostile)] == [len(row) for row in cells(BENIGN)]
    assert "\x1b" not in hostile
    assert "\u202e" not in hostile


def test_names_are_code_and_whatever_else_stands_there_is_text() -> None:
    assert inline(code("take_cover")) == "`take_cover`"
    assert inline(code("task:take_cover@600")) == "`task:take_cover@600`"
    assert inline(code("a`b|c")) == r"“a\`b\|c”"


def test_shares_are_rounded_down() -> None:
    """39.96% is below an MBCO of 40% and must not look like it."""
    assert (percent(0.3996), percent(0.29), percent(0.375), percent(1.0)) == ("39.9%", "29%", "37.5%", "100%")


def test_columns_count_what_a_terminal_shows() -> None:
    assert width("a\u0301") == 1
    assert width("日本") == 4
    assert table(("a", "b"), [("日本語", "x")]).splitlines()[0] == "| a      | b |"


def test_only_a_live_command_of_a_person_is_measured() -> None:
    """The same command without a client's id is the script's."""
    exercise = stage()
    session = Session(exercise, header(exercise, live=True, taken=["lead"]))
    session.advance(0)
    session.take(c.Notes("lead", "by hand"), client_id="c1")
    scripted = [replace(entry, id=None) for entry in session.entries]
    for entries, basis in ((session.entries, "measured"), (scripted, "scripted")):
        noted = [act.basis for act in acts(session.header, entries) if type(act.event).__name__ == "Noted"]
        assert noted == [basis]


def test_a_report_of_a_drill_that_was_broken_off() -> None:
    """Without an end in the record it is read up to its last entry."""
    exercise = stage()
    session = live(exercise, "lead")
    session.advance(0)
    session.take(c.Notes("lead", "and then the power went"), client_id="c1")
    assert "and then the power went" in report_on(session)


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(HOSTILE))
def test_a_screen_says_what_a_report_says_without_the_marks(text: str) -> None:
    as_typed = " ".join(clean(text, AUTHORED).split())
    assert without_marks(somebody_said(plain(text))) == as_typed
    assert without_marks(f"{plain(text)} of {code('tulsa_power')}") == f"{as_typed} of tulsa_power"
