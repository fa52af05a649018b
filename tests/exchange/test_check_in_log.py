"""Logs of sign-ins: what is read of them, what is refused, and that the same log twice changes nothing."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.analysis.check_ins import COUNTED
from drillsim.exchange.check_in_log import Known, Log, Reading, check_ins, news, read_log
from drillsim.exchange.log_words import preview, said
from drillsim.exchange.table import MOST_BYTES, MOST_ROWS, TableRefused
from drillsim.model.spelling import StoryTime
from drillsim.session.muster_view import ClockCourse, ClockPoint, MusterView, PersonView, TeamMusterView

STARTED = 1_700_000_000.0
"""StartEx by the wall clock: 2023-11-14 22:13:20 UTC."""
COURSE = ClockCourse((ClockPoint(STARTED, 0),), 1, 3600)
KNOWN = Known(("agents", "writers"), ("home", "hub"), StoryTime(0, 480), 7200, {"agents": 600}, COURSE, STARTED + 7200)


def read(text: str, clock: Any = "wall", known: Known = KNOWN, **more: Any) -> Log:
    return read_log(text, "log.csv", known, Reading("agents", clock, **more))


def rows(log: Log) -> list[tuple[int, str, str, str, str | None]]:
    return [(row.second, row.name, row.team, row.status, row.site) for row in log.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_columns_are_found_by_their_headings_in_any_order(delimiter: str, mark: str, end: str) -> None:
    lines = (("Badge ID", "Event", "Timestamp", "Floor", "Location"), ("H1", "Badge out", "T+00:20", "3", "HUB"))
    text = mark + end.join(delimiter.join(line) for line in lines) + end
    assert rows(read(text)) == [(1200, "H1", "agents", "out", "hub")]


def test_quotes_hold_delimiters_and_quotes() -> None:
    assert rows(read('name,time\n"Reyes, ""Ana""",T+00:20\n')) == [(1200, 'Reyes, "Ana"', "agents", "working", None)]


@pytest.mark.parametrize(
    ("time", "second"),
    [
        ("T+00:20", 1200),
        ("T+00:20:30", 1230),
        ("Monday 08:30", 1800),
        ("2023-11-14T22:43:20Z", 1800),
        ("2023-11-14 23:43:20", 1800),
        ("2023-11-14T17:43:20-05:00", 1800),
        ("23:43:20", 1800),
        ("", 7200),
    ],
)
def test_times_of_the_exercise_the_story_and_the_wall_clock(time: str, second: int) -> None:
    (row,) = read(f"name,time\nana,{time}\n").rows
    assert row.second == second


@pytest.mark.parametrize(("time", "second"), [("08:30", 1800), ("8:30:15", 1815), ("09:59", 7140)])
def test_a_time_of_day_may_be_the_storys(time: str, second: int) -> None:
    (row,) = read(f"name,time\nana,{time}\n", "story").rows
    assert row.second == second


def test_a_pause_is_the_second_at_which_the_clock_stood_and_a_jump_is_left_out() -> None:
    points = ((0, 0), (1000, 1000), (1600, 1000), (1700, 1100), (1700, 5000))
    course = ClockCourse(tuple(ClockPoint(STARTED + wall, exercise) for wall, exercise in points), 2, 0)
    known = Known(("agents",), (), StoryTime(0, 480), 9000, {}, course, STARTED + 3000)
    begins = datetime.datetime.fromtimestamp(STARTED, datetime.UTC)
    text = "name,time\n"
    for wall in (500, 1000, 1300, 1600, 1650, 1800):
        text += f"n{wall},{(begins + datetime.timedelta(seconds=wall)).isoformat()}\n"
    assert [row.second for row in read(text, "wall", known).rows] == [500, 1000, 1000, 1000, 1050, 5200]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "ana,noon,,",
            "log.csv:2:5: time: expected a time such as 14:05, 2026-03-10T14:05:00 or T+00:20, found “noon”",
        ),
        ("ana,T+00:05,,", "log.csv:2:5: time: expected a time from the alarm at T+00:10 on, found “T+00:05”"),
        ("ana,T+03:00,,", "log.csv:2:5: time: expected a time up to now, T+02:00, found “T+03:00”"),
        ("ana,2020-01-01T00:00,,", "log.csv:2:5: time: expected a time after StartEx, found “2020-01-01T00:00”"),
        (",T+00:20,,", "log.csv:2:1: name: expected a name of 1 to 32 characters in one line, found nothing"),
        (
            "ana,T+00:20,agentz,",
            'log.csv:2:13: team: expected a team of the plan, found “agentz”; did you mean "agents"?',
        ),
        ("ana,T+00:20,,asleep", "found “asleep”"),
        ("ana,T+00:20,,,,", "log.csv:2:15: expected 4 columns as in the heading, found nothing"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_place(row: str, problem: str) -> None:
    log = read(f"name,time,team,status\n{row}\n")
    assert log.rows == ()
    assert [problem in said(each) for each in log.problems] == [True]


@pytest.mark.parametrize("text", ["floor,name\n3\n", "floor,door,time,name\n3,4\n"])
def test_a_line_that_ends_before_the_column_of_the_name_is_told_with_its_place(text: str) -> None:
    (problem,) = read(text).problems
    assert said(problem).startswith("log.csv:2:1: name: expected a name of 1 to 32 characters")


@pytest.mark.parametrize("text", ["", "\n", "when,what\n1,2\n", "PK\x03\x04\n"])
def test_a_file_that_is_no_log_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(TableRefused, match=r"log\.csv:1:1: expected"):
        read(text)


def test_a_log_has_limits() -> None:
    with pytest.raises(TableRefused, match="at most 20000 rows"):
        read("name\n" + "a\n" * (MOST_ROWS + 1))
    with pytest.raises(TableRefused, match="at most 1 MiB"):
        read("name\n" + "a" * MOST_BYTES)


def test_what_a_terminal_obeys_and_what_a_spreadsheet_reckons_are_only_names() -> None:
    log = read('name,time\n=cmd(),T+00:20\n\x1b[2Jx,T+00:21\n"@SUM(A1)",T+00:22\n')
    names = [row.name for row in log.rows]
    assert names == ["=cmd()", "\ufffd[2Jx", "@SUM(A1)"]
    assert "\x1b" not in "".join(
        paragraph.text for paragraph in preview("l\x1b", log, news(log, None, COUNTED), "wall")
    )


def test_who_signs_out_tells_nothing() -> None:
    log = read("name,event\nana,logout\nbo,login\n")
    assert ([row.name for row in log.rows], log.passed_over) == (["bo"], 1)


def test_a_team_comes_from_its_column_else_from_the_list_of_names_else_from_the_board() -> None:
    log = read("name,team\nana,Writers\nbo,\ncy,\n", team_of={"bo": "writers"})
    assert {row.name: row.team for row in log.rows} == {"ana": "writers", "bo": "writers", "cy": "agents"}


def muster(*people: PersonView, sent: int | None = 100, travelling: int = 100) -> MusterView:
    team = TeamMusterView(
        "agents", "full", 600, "home", 100, 0, 0, 0, (("travelling", travelling),), (), (), sent, people
    )
    return MusterView((team,), len(people))


def test_only_what_is_not_known_yet_is_news() -> None:
    log = read("name,time,status\nana,T+00:20,out\nana,T+00:30,in\nana,T+00:31,in\nbo,T+00:40,in\ncy,T+00:50,in\n")
    known = muster(
        PersonView("bo", "need_help", clock := 3000), PersonView("cy", "working", clock, counted=True), travelling=0
    )
    found = news(log, known, COUNTED)
    assert [(row.name, row.status) for row in found.rows] == [("ana", "out"), ("ana", "working")]
    assert (found.ignored, found.arrivals, found.surplus) == (3, 1, 1)
    assert dict(found.by_status) == {"out": 1, "working": 1}


STATUS = st.sampled_from(["out", "in", "safe", "help"])
LINES = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(10, 119), STATUS), max_size=30)


@given(LINES)
def test_the_same_log_again_has_no_news(lines: list[tuple[str, int, str]]) -> None:
    text = "name,time,status\n" + "".join(
        f"{name},T+{minute // 60:02}:{minute % 60:02},{status}\n" for name, minute, status in lines
    )
    log = read(text)
    latest = {row.name: row for row in log.rows}
    people = [PersonView(name, row.status, _since(log, row.name), counted=True) for name, row in latest.items()]
    assert news(log, muster(*people), COUNTED).rows == ()


def _since(log: Log, name: str) -> int:
    """When what was said last of a name was said first."""
    own = [row for row in log.rows if row.name == name]
    first = own[-1].second
    for row in reversed(own):
        if row.status != own[-1].status:
            break
        first = row.second
    return first


def test_rows_become_check_ins_by_name_with_when_they_signed_in() -> None:
    (command,) = check_ins(read("name,time,site\nana,T+00:20,home\n").rows)
    assert (command.name, command.count, command.since, command.site) == ("ana", 1, 1200, "home")
