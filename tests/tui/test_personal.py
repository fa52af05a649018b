"""Keys and themes as somebody likes them: they act, they are shown everywhere, and what is wrong is said once."""

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Button, Input

from drillsim.cli.personal import personal
from drillsim.loading.choosing import NotKept
from drillsim.loading.settings import Given, KeyLine, ThemeFile
from drillsim.present.keymap import Keymap, keymap
from drillsim.problems import Position
from drillsim.record import commands as c
from drillsim.tui.personal import Personal
from drillsim.tui.screens.form import FormScreen
from drillsim.tui.screens.go_to import GoToScreen
from drillsim.tui.screens.help import HelpScreen
from drillsim.tui.screens.real_emergency import RealEmergencyScreen
from drillsim.tui.theme import CONTRAST, DARK, LIGHT, OURS, chosen, themes_of
from drillsim.tui.widgets.fields import WordsField
from drillsim.tui.widgets.row_list import RowList
from support.facilitated import FacilitatorsHands, Led, led_by_hand
from support.live import Hands, Table, app_of, grid, played_by_hand, shipped, shows, until

SMALL = (80, 24)
PLACE = Position("keymap.yaml")


def table(*roles: str) -> Table:
    exercise = shipped("tornado")
    return Table(exercise, roles or tuple(exercise.plan.roles))


def mapped(**wishes: str) -> Keymap:
    found, problems = keymap(KeyLine(Given(action, PLACE), (Given(key, PLACE),)) for action, key in wishes.items())
    assert problems == ()
    return found


# Keys


async def test_a_remapped_key_acts_and_is_shown_wherever_keys_are_shown() -> None:
    mine = Personal(mapped(note="f5", acknowledge="y", faster="=", help="f8"))

    async def story(hands: Hands) -> None:
        assert "F8 help" in grid(hands.app)[-1]
        assert "= , pace" in grid(hands.app)[-1]
        assert "F5 note" in grid(hands.app)[-1]
        await hands.press("n", "f1")
        assert not isinstance(hands.app.screen, FormScreen | HelpScreen), "the usual keys do nothing now"
        await hands.press("1")
        assert shows(hands.app, "y acknowledge")
        await hands.press("y")
        assert shows(hands.app, "ACK")
        await hands.press("equals_sign")
        assert shows(hands.app, "20x")
        await hands.press("f5")
        assert isinstance(hands.app.screen, FormScreen)
        await hands.press("f8")
        assert isinstance(hands.app.screen, HelpScreen)
        await hands.press("f8", "escape", "f8")
        await hands.see("y Acknowledge the inject")
        await hands.press("escape", "ctrl+p")
        await hands.type("write a note")
        await hands.see("key: F5")

    await played_by_hand(table(), SMALL, story, personal=mine)


async def test_another_key_for_no_duff_acts_beside_f9_even_while_somebody_types() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.press("n", "a", "f8")
        assert isinstance(hands.app.screen, RealEmergencyScreen)
        assert shows(hands.app, "g lets the exercise go on")
        await hands.press("g")
        await until(hands.pilot, lambda: not shows(hands.app, "NO DUFF"), "the end of it")
        await hands.press("f9")
        await hands.see("NO DUFF")

    await played_by_hand(seats, SMALL, story, personal=Personal(mapped(real_emergency="f8", resume="g")))


async def test_startex_by_a_key_of_ones_own() -> None:
    app = app_of(table(), personal=Personal(mapped(start="g")))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("s", "enter")
        assert shows(app, "g StartEx: begin the exercise")
        assert shows(app, "NOT STARTED")
        await pilot.press("g")
        await until(pilot, lambda: bool(app.screen.query("#tasks")), "the live screen")


async def test_the_facilitators_texts_name_the_keys_that_act() -> None:
    exercise = shipped("tornado")
    desk = Led(exercise, [role for role in exercise.plan.roles if role != "it_lead"])

    async def story(hands: FacilitatorsHands) -> None:
        await hands.point("places", "it_lead")
        await hands.press("enter")
        await hands.see("y gives it back to its holder, p to anybody")

    await led_by_hand(desk, SMALL, story, start=False, personal=Personal(mapped(alternate="y")))


async def test_what_is_wrong_in_the_settings_is_said_on_the_first_screen(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "config").mkdir()
    (folder / "config" / "keymap.yaml").write_text("note: ctrl+i\nmessage: f5\n")
    mine = personal(str(folder))
    app = app_of(table(), personal=mine)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: shows(app, "SETTINGS  keymap.yaml:1:7: note"), "what is wrong")
        await pilot.press("s")
        await until(pilot, lambda: bool(app.screen.query("#tasks")), "the live screen")
        assert not shows(app, "SETTINGS")
        assert shows(app, "F5 message")


# Themes


async def test_a_theme_of_ones_own_is_shown_and_the_choice_is_kept() -> None:
    colours = {"primary": "skyblue", "background": "#000020"}
    given = {name: Given(text, PLACE) for name, text in colours.items()}
    (sea,), problems = themes_of([ThemeFile("sea", PLACE, given)])
    assert problems == ()
    kept: list[str] = []
    mine = Personal(theme="sea", themes=(sea,), remember=kept.append)

    async def story(hands: Hands) -> None:
        assert hands.app.theme == "sea"
        await hands.press("ctrl+p")
        await hands.type("theme")
        await hands.see("Other colours")
        await hands.press("enter")
        await hands.see("drill-high-contrast")
        for theme in (*OURS, sea):
            assert shows(hands.app, theme.name)
        assert not shows(hands.app, "dracula")
        await hands.type("high")
        await until(hands.pilot, lambda: not shows(hands.app, "drill-dark"))
        await hands.press("enter")
        await until(hands.pilot, lambda: kept == [CONTRAST.name], "the choice")
        assert hands.app.theme == CONTRAST.name

    await played_by_hand(table(), SMALL, story, personal=mine)


def theme_problems(**colours: str) -> list[str]:
    given = {name: Given(text, Position("sea.yaml", line)) for line, (name, text) in enumerate(colours.items(), 1)}
    return [str(problem) for problem in themes_of([ThemeFile("sea", Position("sea.yaml"), given)])[1]]


def test_a_theme_is_judged_with_the_place_and_the_nearest_right_answer() -> None:
    assert theme_problems(primry="teal")[0].endswith('; did you mean "primary"? [key]')
    (misspelt,) = theme_problems(primary="tael")
    assert misspelt.startswith("sea.yaml:1:1: primary: expected a colour such as '#5f9fb0' or teal, found 'tael'; ")
    assert misspelt.endswith('did you mean "teal"? [value]')
    for colour in ("#ffffff80", "ansi_blue", "auto 50%", "", "#12", "rgb(1,2)"):
        assert theme_problems(primary=colour), colour
    assert "found none" in theme_problems()[0]
    assert theme_problems(foreground="#333333", background="#000000") == [
        "sea.yaml:1:1: warning: foreground on panel has a contrast of 1.1, expected 4.5 or more [contrast]"
    ]
    named = ThemeFile("drill-dark", Position("d.yaml"), {"primary": Given("teal", PLACE)})
    assert "expected a name of its own" in str(themes_of([named])[1][0])


@pytest.mark.parametrize("name", ["[/foo]", "a b", "", "x" * 41, "a\x1b[31m"])
def test_a_theme_has_a_name_that_a_palette_can_show(name: str) -> None:
    file = ThemeFile(name, Position("x.yaml"), {"primary": Given("skyblue", PLACE)})
    themes, problems = themes_of([file])
    assert themes == ()
    assert "expected a name of letters, digits, - and _" in str(problems[0])


async def test_keys_that_mean_something_to_markup_are_shown_as_they_are() -> None:
    async def story(hands: Hands) -> None:
        assert "[ note" in grid(hands.app)[-1]
        await hands.press("ctrl+p")
        await hands.type("write a note")
        await hands.see("key: [")
        await hands.press("enter")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, FormScreen), "the form")
        await hands.press("escape", "f1")
        await hands.see("[ Write a note")

    await played_by_hand(table(), SMALL, story, personal=Personal(mapped(note="[", message="\\", jump="]")))


async def test_a_choice_that_cannot_be_kept_is_said_and_holds_all_the_same() -> None:
    def remember(name: str) -> None:
        raise NotKept(f"config.yaml: the theme is not kept: {name}")

    async def story(hands: Hands) -> None:
        hands.app.choose_theme(LIGHT.name)
        await hands.see("the theme is not kept: drill-light")
        assert hands.app.theme == LIGHT.name

    await played_by_hand(table(), SMALL, story, personal=Personal(remember=remember))


def test_what_a_theme_leaves_out_is_that_of_ours_with_such_a_background() -> None:
    light, dark = (
        themes_of([ThemeFile("x", PLACE, {"background": Given(text, PLACE)})])[0][0] for text in ("white", "black")
    )
    assert (light.foreground, light.dark) == (LIGHT.foreground, False)
    assert (dark.foreground, dark.dark) == (DARK.foreground, True)


def test_a_theme_that_there_is_not_is_refused_with_the_nearest() -> None:
    name, problems = chosen(Given("drill-lite", Position("config.yaml", 1, 8)), ())
    assert name == DARK.name
    assert str(problems[0]).startswith("config.yaml:1:8: theme: expected one of drill-dark, ")
    assert str(problems[0]).endswith('; did you mean "drill-light"? [value]')


# Help and going to a place by its letter


async def test_help_in_a_form_is_about_the_field_in_focus() -> None:
    async def story(hands: Hands) -> None:
        await hands.press("k", "shift+tab", "f1")
        await hands.see("One of these; left and right go through them.")
        await hands.see("tulsa_agents")
        await hands.press("escape", "tab", "f1")
        await hands.see("A number, such as 12.")
        await hands.see("Words, on one line of at most 2000 characters")
        await hands.press("q")
        assert isinstance(hands.app.screen, FormScreen), "the form is as it was"
        await hands.press("escape", "m", "f1")
        await hands.see("It asks for one of: holding_statement")
        await hands.press("escape", "enter", "f1")
        await hands.see("EXERCISE")
        assert isinstance(hands.app.screen, HelpScreen)
        await hands.press("escape", "escape", "ctrl+p")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, CommandPalette), "the palette")
        await hands.press("f1")
        await hands.see("Type some letters of what you want to do")

    await played_by_hand(table(), SMALL, story)


async def test_a_letter_leads_to_every_panel_and_field() -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+o")
        assert isinstance(hands.app.screen, GoToScreen)
        assert [line[:3] for line in grid(hands.app) if line.startswith("[")] == ["[a]", "[b]", "[c]"]
        await hands.press("a")
        assert hands.app.focused is hands.app.screen.query_one("#inbox", RowList)
        await hands.press("n", "ctrl+o", "c")
        assert isinstance(hands.app.focused, Button | Input), "of a form too"
        await hands.press("ctrl+o", "escape", "ctrl+o", "ctrl+o", "ctrl+o", "Z", "escape")
        assert shows(hands.app, "━━ Inbox")

    await played_by_hand(table(), SMALL, story)


async def test_a_place_that_is_gone_is_not_gone_to() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.press("n", "ctrl+o")
        seats.client.act(c.End())
        await hands.beat()
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#results")), "the results")
        await hands.press("ctrl+o", "a")
        assert shows(hands.app, "Verdict")

    await played_by_hand(seats, SMALL, story)


async def test_nothing_moves_by_itself_not_even_a_cursor() -> None:
    async def story(hands: Hands) -> None:
        assert hands.app.animation_level == "none"
        await hands.press("n")
        assert not any(field.cursor_blink for field in hands.app.screen.query(WordsField))

    await played_by_hand(table(), SMALL, story)
