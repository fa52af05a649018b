"""Keys: one table for the bindings, the help, the key bar and the guide; only keys that arrive everywhere."""

import re
from pathlib import Path

import pytest
from textual.binding import Binding

from drillsim.present.keys import BAR, KEYS, named
from drillsim.tui.screens.live import LiveScreen
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import SPELLED

GUIDE = Path(__file__).parents[2] / "docs" / "live.md"
OTHERWISE = {"enter": RowList, "ctrl+p": None}
"""Keys that the list and Textual itself answer to."""


def bound(screen: type) -> dict[str, str]:
    """Keys and actions of a class's own bindings."""
    return {each.key: each.action for each in screen.BINDINGS if isinstance(each, Binding)}  # type: ignore[attr-defined]


def test_every_key_is_bound_to_an_action_that_there_is() -> None:
    keys = bound(LiveScreen)
    for key in KEYS:
        if key.press in OTHERWISE:
            continue
        assert keys[SPELLED.get(key.press, key.press)] == key.action
        assert hasattr(LiveScreen, f"action_{key.action.partition('(')[0]}"), key.action
    assert len(keys) == len(KEYS) - len(OTHERWISE)
    assert "enter" in bound(RowList)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: named(key))
def test_only_keys_that_every_terminal_passes_on(key: object) -> None:
    press = getattr(key, "press", "")
    assert re.fullmatch(r"[a-zA-Z0-9.,]|space|enter|f[1-9]|ctrl\+p", press), press


def test_no_key_has_two_meanings() -> None:
    presses = [key.press for key in KEYS]
    assert len(presses) == len(set(presses))


def test_the_key_bar_names_actions_of_the_table() -> None:
    actions = {key.action for key in KEYS}
    assert {action for _, _, action in BAR} - actions == {"app.command_palette"}


def test_the_guide_has_every_key_with_its_words() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for key in KEYS:
        place = "" if key.place == "everywhere" else f" (in the {key.place})"
        assert f"| `{named(key)}` | {key.does}{place} |" in text, named(key)
    rows = re.findall(r"^\| `[^`]+` \| .* \|$", text.split("## Keys")[1].split("## The clock")[0], re.MULTILINE)
    assert len(rows) == len(KEYS)  # the row of several keys is written otherwise
