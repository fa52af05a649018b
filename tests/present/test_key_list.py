"""The list of actions, and what the tester says about a key."""

import pytest

from drillsim.loading.settings import Given, KeyLine
from drillsim.present.key_list import action_rows, listed, pressed
from drillsim.present.keymap import Keymap, keymap
from drillsim.present.screens import SCREENS
from drillsim.problems import Position

PLACE = Position("keymap.yaml", 7)
MINE, _ = keymap([KeyLine(Given("note", PLACE), (Given("f8", PLACE),))])


def test_every_action_is_listed_once_with_its_keys_and_where_they_come_from() -> None:
    rows = {row.action: row for row in action_rows(MINE)}
    assert len(rows) == len(action_rows(MINE))
    assert (rows["note"].keys, rows["note"].origin) == (("f8",), "keymap.yaml:7")
    assert (rows["jump"].keys, rows["jump"].origin) == (("j",), "default")
    assert rows["note"].screens == ("console", "live", "table")
    assert rows["help"].screens == tuple(SCREENS)
    assert {row.origin for row in action_rows(Keymap())} == {"default"}


def test_the_list_is_a_table_for_people() -> None:
    head, *lines = listed(MINE).splitlines()
    assert head.split("  ")[0] == "ACTION"
    assert sum("keymap.yaml:7" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("f8", "\x1b[19~", "f8          1b 5b 31 39 7e     note (console, live, table)"),
        ("y", "y", "y           79                 free on every screen"),
        ("f9", "\x1b[20~", "f9          1b 5b 32 30 7e     real_emergency (every screen)"),
        ("é", "é", "é           c3 a9              free on every screen"),
    ],
)
def test_a_key_is_told_with_its_bytes_and_what_it_does(name: str, raw: str, said: str) -> None:
    assert pressed(name, raw, MINE) == said


def test_a_key_that_is_the_same_as_another_is_warned_of() -> None:
    said = " ".join(pressed("tab", "\t", MINE).split())
    assert said == "tab 09 not for keymap.yaml: it moves the cursor or edits on every screen; ctrl+i may be the same"
    assert "ctrl+m" in pressed("enter", "\r", MINE).replace("\n", " ")


def test_no_line_of_the_tester_is_wider_than_the_smallest_screen() -> None:
    for name in ("enter", "shift+f5", "q", "alt+shift+f12"):
        assert all(len(line) < 80 for line in pressed(name, "\x1b[24;10~", MINE).splitlines())
