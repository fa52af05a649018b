"""The keymap: which wishes can be had, why others cannot, and that no key ever means two things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.loading.settings import Given, KeyLine
from drillsim.present.console.keys import KEYS as CONSOLE
from drillsim.present.key_names import FUNCTION_KEYS, MOVES, CannotBe, understood
from drillsim.present.keymap import FIXED, KEPT, Keymap, keymap, uses
from drillsim.present.keys import BAR, KEYS
from drillsim.present.screens import SCREENS, actions, keys_of
from drillsim.problems import Position


def wish(action: str, *keys: str, line: int = 1) -> KeyLine:
    given = tuple(Given(key, Position("keymap.yaml", line, 9)) for key in keys)
    return KeyLine(Given(action, Position("keymap.yaml", line)), given)


def had(*wishes: KeyLine) -> Keymap:
    found, problems = keymap(wishes)
    assert problems == ()
    return found


def refused(*wishes: KeyLine) -> str:
    found, problems = keymap(wishes)
    assert len(problems) == 1, problems
    assert not found.keys.keys() & {wishes[-1].action.text}
    return str(problems[0])


# Names of keys


@pytest.mark.parametrize("key", ["m", "M", "7", ",", "+", "é", "ж", "space", "enter", "f1", "f12", "ctrl+t", "ctrl+o"])
def test_keys_that_arrive_have_their_names(key: str) -> None:
    assert understood(key) == key


@pytest.mark.parametrize(
    ("text", "why", "hint"),
    [
        ("ctrl+i", "most terminals send the same for it as for tab", None),
        ("ctrl+m", "most terminals send the same for it as for enter", None),
        ("ctrl+h", "most terminals send the same for it as for backspace", None),
        ("ctrl+[", "most terminals send the same for it as for escape", None),
        ("ctrl+s", "it stops the output of many terminals", None),
        ("ctrl+z", "it puts programs to sleep", None),
        ("ctrl+a", "it edits what is typed in a form", None),
        ("up", "it moves the cursor or edits on every screen", None),
        ("alt+x", "not every terminal passes it on", None),
        ("shift+m", "a letter with shift is written as a capital", "M"),
        ("^t", "expected ctrl+ before the letter", "ctrl+t"),
        ("F5", "expected a key such as m, M, space, f5 or ctrl+t", "f5"),
        ("Ctrl+T", "expected a key such as m, M, space, f5 or ctrl+t", "ctrl+t"),
        ("comma", "expected a key such as m, M, space, f5 or ctrl+t", ","),
        ("f13", "keyboards and terminals agree on f1 to f12 only", None),
        ("mm", "expected a key such as m, M, space, f5 or ctrl+t", None),
        ("", "expected a key such as m, M, space, f5 or ctrl+t", None),
        ("\u200b", "expected a key such as m, M, space, f5 or ctrl+t", None),
    ],
)
def test_keys_that_cannot_be_had_have_a_reason(text: str, why: str, hint: str | None) -> None:
    assert understood(text) == CannotBe(why, hint)


@given(st.text(max_size=12))
def test_whatever_is_written_is_understood_or_refused(text: str) -> None:
    found = understood(text)
    assert isinstance(found, CannotBe) or found == text


# Wishes


def test_a_key_is_given_to_an_action_on_every_screen_that_has_it() -> None:
    found = had(wish("toggle_clock", "f5"))
    for screen in ("live", "table", "console"):
        assert uses(found, "f5")[screen].id == "toggle_clock"
        assert "space" not in {key.press for key in found.table(keys_of(screen))}


def test_an_action_may_have_several_keys() -> None:
    table = had(wish("note", "f5", "n")).table(KEYS)
    assert [(key.press, key.does) for key in table if key.id == "note"] == [("f5", "Write a note"), ("n", "The same")]


def test_two_actions_may_change_places() -> None:
    found = had(wish("message", "n"), wish("note", "m"))
    assert uses(found, "n")["live"].id == "message"
    assert uses(found, "m")["live"].id == "note"
    assert "n" not in {key.press for key in found.table(keys_of("console"))}


def test_the_key_bar_and_panels_name_the_new_key() -> None:
    names = had(wish("note", "f5"), wish("faster", "=")).names(KEYS)
    assert names == {"n": "F5", ".": "="}
    assert {key for keys, _, _ in BAR for key in keys.split()} >= {"n", ".", ","}


def test_a_key_that_another_action_of_a_screen_has_is_refused_with_what_is_free() -> None:
    said = refused(wish("note", "x"))
    assert said.startswith("keymap.yaml:1:9: note: x is the key of skip on the screen console; free are ")
    free = said.split("free are ")[1].split(" [")[0].split(", ")
    for key in free:
        had(wish("note", key))


def test_the_later_of_two_wishes_for_one_key_is_refused() -> None:
    found, problems = keymap([wish("note", "f5", line=1), wish("message", "f5", line=2)])
    assert found.keys == {"note": ("f5",)}
    assert str(problems[0]).startswith("keymap.yaml:2:9: message: f5 is the key of note on the screen live")


def test_a_refused_wish_that_needs_its_own_key_back_takes_the_other_along() -> None:
    """`note` may have m only if `message` leaves it; what `message` wants cannot be had."""
    found, problems = keymap([wish("message", "ctrl+i"), wish("note", "m")])
    assert found.keys == {}
    assert len(problems) == 2


@pytest.mark.parametrize("key", ["f9", "ctrl+c"])
def test_no_duff_and_interrupting_keep_their_keys(key: str) -> None:
    assert f"{key} stays with" in refused(wish("note", key))


def test_no_duff_may_have_another_key_besides() -> None:
    found = had(wish("real_emergency", "f8"))
    assert found.keys["real_emergency"] == ("f9", "f8")
    assert len(uses(found, "f8")) == len(SCREENS)


def test_what_acts_while_somebody_types_has_no_letter() -> None:
    assert "because it acts while you type" in refused(wish("real_emergency", "x"))


def test_an_action_that_there_is_not_is_refused_with_the_nearest() -> None:
    said = refused(wish("mesage", "f5"))
    assert said.endswith('found "mesage"; did you mean "message"? [key]')


def test_a_faulty_key_of_a_list_leaves_the_others() -> None:
    found, problems = keymap([wish("note", "f5", "ctrl+i")])
    assert found.keys == {"note": ("f5",)}
    assert len(problems) == 1


# Laws

KEY_TEXTS = st.sampled_from(["a", "b", "m", "n", "x", "M", "7", ",", "space", "enter", "f5", "f9", "ctrl+c", "ctrl+t"])
WISHES = st.dictionaries(st.sampled_from(sorted(actions())), st.lists(KEY_TEXTS, min_size=1, max_size=3), max_size=8)


@given(WISHES)
def test_whatever_is_wished_no_key_means_two_things_and_what_is_kept_is_there(wishes: dict[str, list[str]]) -> None:
    found, _ = keymap(wish(action, *keys) for action, keys in wishes.items())
    for screen in SCREENS:
        table = found.table(keys_of(screen))
        meant: dict[str, str] = {}
        for key in table:
            assert meant.setdefault(key.press, key.id) == key.id, (screen, key.press)
        assert {key.id for key in table} == {key.id for key in keys_of(screen)}, "no action was lost"
        assert meant["f9"] == "real_emergency"
        assert meant["ctrl+c"] == "interrupt"


def test_as_it_comes_no_key_means_two_things_on_a_screen() -> None:
    for screen in SCREENS:
        presses = [key.press for key in keys_of(screen)]
        assert len(presses) == len(set(presses)), screen


def test_every_key_that_comes_with_it_is_one_that_can_be_had() -> None:
    for action, keys in actions().items():
        for key in keys:
            if action not in FIXED and key.press not in {"ctrl+q", *MOVES}:  # a replay goes by the keys that move
                assert understood(key.press) == key.press, (action, key.press)
    assert set(KEPT) <= set(actions())


def test_ids_are_words() -> None:
    for action in actions():
        assert action.replace("_", "").isalnum(), action
    assert {key.id for key in CONSOLE} >= {"focus_panel_injects", "places", "hold"}
    assert FUNCTION_KEYS[-1] == "f12"
