"""Tables, paragraphs and cells told as lines: what it is first, nothing by a picture, nothing twice."""

import pytest

from drillsim.present.paragraphs import Paragraph
from drillsim.present.plain.lines import cells, paragraphs, row, table
from drillsim.present.plain.told import timeline_lines
from drillsim.present.rows import Cell, Column, Row, Table
from drillsim.session.view import Bar, Lane, Mark


def line(*texts: str, under: str = "", name: str = "") -> str:
    return row(Row("key", tuple(Cell(text) for text in texts), under), name)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            line("CAN", "Walk the building", "usual 1h", name="walkthrough"),
            "CAN walkthrough: Walk the building, usual 1h",
        ),
        (line("OK", "Calls", "######....", "60%"), "OK: Calls, 60%"),  # a gauge
        (line("-", "it_lead", "script"), "it_lead: script"),
        (line("OUT", "00:12", "floor_lead +2"), "OUT: 00:12, floor_lead and 2 more"),
        (line("ARMED", "if", "if call not done by T+00:45"), "ARMED: if call not done by T+00:45"),
        (line("CAN", "usual 1h", under="needs power | usual 1h"), "CAN: usual 1h; needs power"),
        (
            line("Calls", "9 waiting", under="80% in 20s\nmost 12 at 00:20 ..▁▃█"),
            "Calls: 9 waiting; 80% in 20s; most 12 at 00:20",
        ),
        (line("Calls", under="nobody had to wait ........"), "Calls: nobody had to wait"),
        (line("READY"), "READY"),
        (line("READY", "", "  two   blanks "), "READY: two blanks"),
    ],
)
def test_a_row_is_a_line(told: str, said: str) -> None:
    assert told == said


def test_a_table_says_its_title_and_what_is_to_say_where_it_has_no_rows() -> None:
    columns = (Column(),)
    rows = (Row("a", (Cell("DUE"), Cell("news"))), Row("b", (Cell("DUE"),)))
    assert table(Table("What is due", columns, rows), {"b": "4"}) == ["What is due:", "DUE: news", "DUE 4"]
    assert table(Table("Inbox: 1 new | time-box over", columns, rows[:1])) == [
        "Inbox: 1 new; time-box over.",
        "DUE: news",
    ]
    assert table(Table("Inbox", columns, (), empty="Nothing has come yet.")) == ["Inbox: Nothing has come yet."]


def test_paragraphs_and_cells_keep_their_lines_and_no_empty_ones() -> None:
    told = [Paragraph("Verdict", "heading"), Paragraph("one\n\n  two   words\n")]
    assert paragraphs(told) == ["Verdict:", "one", "two words"]
    assert cells([Cell("one\n\ntwo"), Cell("")]) == ["one", "two"]


def test_a_timeline_tells_what_was_when() -> None:
    lanes = (
        Lane("injects", "injects", marks=(Mark(0, "inject"), Mark(720, "inject"))),
        Lane("role", "floor_lead", bars=(Bar(120, 600), Bar(900, None, 1800)), marks=(Mark(300, "decision"),)),
        Lane("role", "hr_lead"),
        Lane("function", "calls", bars=(Bar(720, None),)),
    )
    assert timeline_lines(lanes) == [
        "Timeline:",
        "injects: inject 00:00, inject 00:12",
        "role floor_lead: task 00:02 to 00:10, decision 00:05, task 00:15 still on",
        "out of service, calls: 00:12 still on",
    ]
    assert timeline_lines(lanes[2:3]) == ["Timeline: nothing yet."]
