"""The report's tables for spreadsheets."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.report.document import Document, Para, Section, Table
from drillsim.report.marks import named, said, without_marks
from drillsim.report.tables import csv_files, guarded
from support.hostile_text import HOSTILE_PAGES
from support.papers import paper, reworded

FORMULA = tuple("=@|%\t\r\uff1d\uff0b\uff0d\uff20\uff5c\uff05")
"""What a cell never begins with; + and - only where a number follows."""


def of(*tables: Table) -> dict[str, str]:
    """The files of a document with these tables."""
    return csv_files(replace(paper(), sections=(Section("only", "Only", (Para("x"), *tables)),)))


def rows(text: str) -> list[list[str]]:
    """A file as a spreadsheet reads it."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def single(cell: str) -> str:
    """What comes back of one cell."""
    (text,) = of(Table(("a", "b"), ((cell, "x"),), "T")).values()
    return rows(text)[1][0]


def test_each_name_is_a_file_and_figures_have_theirs() -> None:
    files = csv_files(paper())
    assert list(files) == ["Verdict.csv", "Expectations.csv", "Refused.csv", "Levels.csv", "Timeline.csv"]
    assert rows(files["Levels.csv"]) == [["clock", "level"], ["T+00:00", "100%"], ["T+00:20", "0%"], ["T+02:28", "40%"]]


def test_parts_of_one_table_are_named_in_the_first_column() -> None:
    assert rows(csv_files(paper())["Expectations.csv"]) == [
        ["part", "due", "what", "role", "done", "late by", "result"],
        ["measured", "T+00:15", "take_cover", "Lead", "T+00:12", "-3m", "on time"],
        ["scripted", "T+00:30", "Say what to do", "Lead", "", "", "never"],
    ]


def test_parts_with_different_columns_have_all_of_them() -> None:
    (text,) = of(
        Table(("task", "took"), (("a", "5m"),), "Tasks", "measured"),
        Table(("task", "usual", "took"), (("b", "6m", ""),), "Tasks", "estimated"),
    ).values()
    assert rows(text) == [
        ["part", "task", "took", "usual"],
        ["measured", "a", "5m", ""],
        ["estimated", "b", "", "6m"],
    ]


def test_two_columns_of_one_head_stay_two() -> None:
    (text,) = of(Table(("clock", "clock"), (("T+00:01", "T+00:02"),), "T")).values()
    assert rows(text) == [["clock", "clock"], ["T+00:01", "T+00:02"]]


def test_the_form_is_that_of_rfc_4180_with_a_mark_of_utf_8() -> None:
    (text,) = of(Table(("a", "b"), (('say "no", twice', said("é")),), "T")).values()
    assert text == '\ufeffa,b\r\n"say ""no"", twice",é\r\n'
    text.encode("utf-8")


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "|calc",
        "%COMSPEC%",
        " \t=1",
        "\r\n=1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "\uff1d1",
        "\uff0b1+A1",
        "\uff0dA1",
        "\uff20A1",
        "\uff5cx",
        "\uff05x",
        "\ufe661",
        "-",
        "--",
        "-A1",
        "-8 m",
        said("=1"),
        named("=1"),
    ],
)
def test_what_begins_like_a_formula_gets_an_apostrophe(cell: str) -> None:
    text = " ".join(without_marks(cell).split())
    assert single(cell) == ("" if text == "-" else f"'{text}")


@pytest.mark.parametrize(
    "cell",
    ["-8", "-8m", "+8m", "-2h08m", "-1d", "-3.5%", "+12", "12", "T+00:00", "T-00:30", "2h08m", "40%", "e=1", "'=1"],
)
def test_numbers_and_lengths_of_time_stay_as_they_are(cell: str) -> None:
    assert single(cell) == cell


def test_a_dash_for_nothing_is_an_empty_cell() -> None:
    assert single("-") == ""


@given(st.text() | st.text(alphabet="=+-@|%\t\r\n 1a\uff1d\uff0d'\"\u200b,;", max_size=8))
def test_text_comes_back_as_it_was_or_guarded(text: str) -> None:
    shown = " ".join(without_marks(text).split())
    back = single(text)
    assert back == guarded(text)
    assert back in (shown, f"'{shown}", "" if shown == "-" else shown)
    assert back[:1] not in FORMULA
    if back[:1] in ("+", "-"):
        assert set(back[1:]) <= set("0123456789.% dhms")


@pytest.mark.parametrize("text", HOSTILE_PAGES.values(), ids=HOSTILE_PAGES)
def test_hostile_words_change_no_row_and_no_column(text: str) -> None:
    document: Document = reworded(paper(), lambda _: f'{text},"\r\n{text}')
    for written in csv_files(document).values():
        written.encode("utf-8")
        found = rows(written)
        assert len({len(row) for row in found}) == 1
        assert not any(sign in cell for row in found for cell in row for sign in "\x00\x1b\r\n\u202e")


def test_names_of_files_are_safe_on_every_system() -> None:
    names = (
        "../etc/passwd",
        "CON",
        "Roles & duty",
        "roles duty",
        "漢字",
        "..",
        "x" * 300,
        "Com1",
        "News: who, when?",
        "DecisionLog",
    )
    files = list(of(*(Table(("a",), (("1",),), name) for name in names)))
    assert files == [
        "etcpasswd.csv",
        "CONTable.csv",
        "Rolesduty.csv",
        "rolesduty-2.csv",
        "Table.csv",
        "Table-2.csv",
        f"{'x' * 60}.csv",
        "Com1Table.csv",
        "Newswhowhen.csv",
        "DecisionLog.csv",
    ]


def test_the_same_document_gives_the_same_files() -> None:
    assert csv_files(paper()) == csv_files(paper())
