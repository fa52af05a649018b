"""Keys: one table for the bindings, the help, the key bar and the guide; only keys that arrive everywhere."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.binding import Binding

import drillsim.tui
from drillsim.present import muster_keys as muster
from drillsim.present import room, screens, whiteboard
from drillsim.present.console import keys as console
from drillsim.present.console import reach
from drillsim.present.evaluation import keys as evaluation
from drillsim.present.keys import BAR, KEYS, TABLE_BAR, TABLE_KEYS, Key, named
from drillsim.present.replay import keys as replay
from drillsim.present.screens import SCREENS
from drillsim.present.scribe import keys as scribe
from drillsim.tui.app import LiveApp
from drillsim.tui.screens.base import Whole
from drillsim.tui.screens.console import ConsoleScreen
from drillsim.tui.screens.evaluator.screen import EvaluatorScreen
from drillsim.tui.screens.hot_wash import HotWashScreen
from drillsim.tui.screens.live import LiveScreen
from drillsim.tui.screens.lobby import LobbyScreen
from drillsim.tui.screens.muster import MusterScreen
from drillsim.tui.screens.reach import ReachScreen
from drillsim.tui.screens.replay import ReplayScreen
from drillsim.tui.screens.results import ResultsScreen
from drillsim.tui.screens.room import RoomScreen
from drillsim.tui.screens.scribe import ScribeScreen
from drillsim.tui.screens.whiteboard import WhiteboardScreen
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import SPELLED

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = DOCS / "live.md"
OTHERWISE = {"enter": RowList, "ctrl+p": None}
"""Keys that the list and Textual itself answer to."""


MOVES = {"left", "right"}
"""They go on to the next in the hot wash besides, whatever the keymap says."""

TABLES = (
    KEYS,
    console.KEYS,
    console.LOBBY,
    evaluation.KEYS,
    evaluation.HOT_WASH,
    screens.RESULTS,
    replay.KEYS,
    whiteboard.KEYS,
    scribe.KEYS,
    reach.KEYS,
    room.KEYS,
)


def bound(screen: type) -> dict[str, str]:
    """Keys and actions of a class's own bindings."""
    return {each.key: each.action for each in screen.BINDINGS if isinstance(each, Binding)}  # type: ignore[attr-defined]


def full_screens() -> set[type[Whole]]:
    """Every full screen that there is."""
    for module in walk_packages(drillsim.tui.__path__, "drillsim.tui."):
        import_module(module.name)
    found, more = set(), [Whole]
    while more:
        more = [child for each in more for child in each.__subclasses__()]
        found |= {each for each in more if each.__module__.startswith("drillsim.")}
    return found


def test_every_full_screen_has_a_table_of_keys_that_the_keymap_knows() -> None:
    for screen in full_screens():
        assert not screen.keys or screen.keys in SCREENS.values(), f"{screen.__name__} is not in present/screens.py"
    assert {screen.keys for screen in full_screens()} >= set(SCREENS.values())


def test_every_key_of_a_table_is_bound_by_its_id() -> None:
    for screen in full_screens():
        ids = {each.id for cls in screen.__mro__ for each in vars(cls).get("BINDINGS", ()) if isinstance(each, Binding)}
        answered = {"open", "command_palette", "scroll"}
        assert {key.id for key in screen.keys} <= ids | answered, screen.__name__


@pytest.mark.parametrize(
    ("screen", "table", "besides"),
    [
        (LiveScreen, KEYS, set()),
        (ConsoleScreen, console.KEYS, set()),
        (LobbyScreen, console.LOBBY, set()),
        (ReplayScreen, replay.KEYS, set()),
        (EvaluatorScreen, evaluation.KEYS, set()),
        (HotWashScreen, evaluation.HOT_WASH, MOVES),
        (WhiteboardScreen, whiteboard.KEYS, {"escape"}),
        (ReachScreen, reach.KEYS, {"escape"}),
        (ScribeScreen, scribe.KEYS, {"escape"}),
        (RoomScreen, room.KEYS, set()),
    ],
)
def test_every_key_is_bound_to_an_action_that_there_is(screen: type, table: tuple[Key, ...], besides: set[str]) -> None:
    keys = bound(screen)
    for key in table:
        if key.press in OTHERWISE:
            continue
        assert keys[SPELLED.get(key.press, key.press)] == key.action
        where = LiveApp if key.action.startswith("app.") else screen
        assert hasattr(where, f"action_{key.action.removeprefix('app.').partition('(')[0]}"), key.action
    assert set(keys) - besides == {SPELLED.get(key.press, key.press) for key in table} - set(OTHERWISE)
    assert "enter" in bound(RowList)


@pytest.mark.parametrize(
    "key", dict.fromkeys(key for table in TABLES for key in table), ids=lambda key: f"{named(key)} {key.action}"
)
def test_only_keys_that_every_terminal_passes_on(key: object) -> None:
    press = getattr(key, "press", "")
    assert re.fullmatch(
        r"[a-zA-Z0-9.,<>/+=-]|\[|\]|space|enter|left|right|home|end|pageup|pagedown|f[1-9]|ctrl\+[op]", press
    ), press


def test_the_muster_board_is_told_key_by_key() -> None:
    """Its line takes every letter, so none of its keys is one."""
    text = GUIDE.with_name("muster.md").read_text(encoding="utf-8")
    for key in (*muster.KEYS, *muster.FIXED):
        assert f"| `{named(key)}` | {key.does} |" in text, named(key)
        assert re.fullmatch(r"enter|escape|tab|up|down|f[1-9]|ctrl\+[op]", key.press), key.press
        where = LiveApp if key.action.startswith("app.") else MusterScreen
        assert key.press == "ctrl+p" or hasattr(where, f"action_{key.action.removeprefix('app.')}"), key.action
    assert {action for _, _, action in muster.BAR} <= {key.action for key in (*muster.KEYS, *muster.FIXED)}


@pytest.mark.parametrize("table", TABLES)
def test_no_key_has_two_meanings(table: tuple[Key, ...]) -> None:
    presses = [key.press for key in table]
    assert len(presses) == len(set(presses))


@pytest.mark.parametrize(
    ("bar", "table", "besides"),
    [
        (BAR, KEYS, set()),
        (TABLE_BAR, TABLE_KEYS, set()),
        (console.BAR, console.KEYS, set()),
        (console.LOBBY_BAR, console.LOBBY, {"check_in"}),
        (replay.BAR, replay.KEYS, set()),
        (evaluation.BAR, evaluation.KEYS, set()),
        (evaluation.HOT_WASH_BAR, evaluation.HOT_WASH, set()),
        (scribe.BAR, scribe.KEYS, set()),
    ],
)
def test_the_key_bar_names_actions_of_the_table(
    bar: tuple[tuple[str, str, str], ...], table: tuple[Key, ...], besides: set[str]
) -> None:
    actions = {key.action for key in table}
    assert {action for _, _, action in bar} - actions == {"app.command_palette"} | besides


def test_the_guide_has_every_key_with_its_words() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for key in KEYS:
        place = "" if key.place == "everywhere" else f" (in the {key.place})"
        assert f"| `{named(key)}` | {key.does}{place} |" in text, named(key)
    rows = re.findall(r"^\| `[^`]+` \| .* \|$", text.split("## Keys\n")[1].split("## The clock")[0], re.MULTILINE)
    assert len(rows) == len(KEYS)  # the row of several keys is written otherwise


@pytest.mark.parametrize(
    ("table", "begins", "ends"),
    [
        (console.LOBBY, "### Keys of the lobby", "### Keys of the reach test"),
        (reach.KEYS, "### Keys of the reach test", "## The console"),
        (console.KEYS, "### Keys of the console", "## The whiteboard"),
        (whiteboard.KEYS, "### Keys of the whiteboard", "## The scribe"),
        (scribe.KEYS, "### Keys of the scribe", "## No Duff"),
    ],
)
def test_the_guide_has_the_keys_of_the_other_screens_too(table: tuple[Key, ...], begins: str, ends: str) -> None:
    has_every_key(GUIDE.read_text(encoding="utf-8").split(begins)[1].split(ends)[0], table)


def test_the_page_for_the_room_has_its_keys() -> None:
    text = GUIDE.with_name("room.md").read_text(encoding="utf-8")
    has_every_key(text.split("| key | what it does |")[1].split("## The whiteboard")[0], room.KEYS)


def has_every_key(text: str, table: tuple[Key, ...]) -> None:
    for key in table:
        place = "" if key.place == "everywhere" else f" (in the panel {key.place})"
        assert f"| `{named(key)}` | {key.does}{place} |" in text, named(key)
    assert len(re.findall(r"^\| `[^`]+` \| .* \|$", text, re.MULTILINE)) == len(table)


def test_the_guide_of_replays_has_every_key_with_its_words() -> None:
    text = (GUIDE.parent / "replay.md").read_text(encoding="utf-8").split("## Keys\n")[1].split("\n## ")[0]
    for key in replay.KEYS:
        assert f"| `{named(key)}` | {key.does} |" in text, named(key)
    assert len(re.findall(r"^\| `[^`]+` \| .* \|$", text, re.MULTILINE)) == len(replay.KEYS)


@pytest.mark.parametrize(
    ("table", "begins", "ends"),
    [
        (evaluation.KEYS, "### Keys of the evaluator", "## The hot wash"),
        (screens.RESULTS, "### Keys of the results", "### Keys of the hot wash"),
        (evaluation.HOT_WASH, "### Keys of the hot wash", "## Where it goes"),
    ],
)
def test_the_guide_to_evaluating_has_its_keys(table: tuple[Key, ...], begins: str, ends: str) -> None:
    text = (DOCS / "evaluate.md").read_text(encoding="utf-8").split(begins)[1].split(ends)[0]
    for key in table:
        place = "" if key.place == "everywhere" else f" (in the panel {key.place})"
        assert f"| `{named(key)}` | {key.does}{place} |" in text, named(key)
    assert len(re.findall(r"^\| `[^`]+` \| .* \|$", text, re.MULTILINE)) == len(table)


def test_the_results_lead_on_to_the_hot_wash() -> None:
    keys = bound(ResultsScreen)
    assert (keys["w"], keys["q"]) == ("app.hot_wash", "leave")
    assert hasattr(LiveApp, "action_hot_wash")
