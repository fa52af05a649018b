"""Lists of the names that should report."""

import pytest

from drillsim.exchange.log_words import said, taken
from drillsim.exchange.name_list import read_names
from drillsim.exchange.table import TableRefused

TEAMS = ("agents", "writers")


def test_one_name_a_line() -> None:
    found, problems = read_names("\ufeffAna Reyes\r\n\r\nBo\r\nAna Reyes\r\n", "l.txt", TEAMS, "agents")
    assert (found, problems) == ([("agents", "Ana Reyes"), ("agents", "Bo")], [])


def test_a_table_may_name_the_team() -> None:
    found, problems = read_names("team;agent\nWriters;Ana\n;Bo\nwriterz;Cy\n", "l.csv", TEAMS, "agents")
    assert found == [("writers", "Ana"), ("agents", "Bo")]
    assert [said(each) for each in problems] == [
        'l.csv:4:1: team: expected a team of the plan, found “writerz”; did you mean "writers"?'
    ]


def test_a_name_that_is_too_long_is_told_with_its_line() -> None:
    found, problems = read_names(f"Ana\n{'x' * 40}\n", "l.txt", TEAMS, "agents")
    assert found == [("agents", "Ana")]
    assert "1 name taken; 1 lines not, the first: l.txt:2:1: name: expected a name of 1 to 32" in taken(found, problems)


def test_a_table_without_names_is_refused() -> None:
    with pytest.raises(TableRefused, match="expected a column for the name"):
        read_names("team,floor\nagents,3\n", "l.csv", TEAMS, "agents")
