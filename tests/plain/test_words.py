"""The words: one table for parser, help and guide; each key of the screen has one, or a reason why it has none."""

from pathlib import Path

import pytest

from drillsim.plain.after import After, AfterConsole
from drillsim.plain.conversation import Between
from drillsim.plain.judging import Evaluator
from drillsim.plain.lobby import Lobby, Start
from drillsim.plain.place import Place
from drillsim.present.plain.reference import renewed
from drillsim.present.plain.words import ANSWERS, NOTES, WITHOUT, WORDS, words_at
from drillsim.present.screens import SCREENS, keys_of
from support.live import shipped
from support.talk import Talk, alone, facilitated

GUIDE = Path(__file__).parents[2] / "docs" / "plain.md"

ALL_KEYS = tuple(key for name in SCREENS if name != "replay" for key in keys_of(name))  # what is over is not played

BY_CONVERSATION = {"help", "as", "quit"}
"""Words that are about the conversation itself."""


@pytest.mark.parametrize("key", dict.fromkeys(ALL_KEYS), ids=str)
def test_every_key_of_the_screen_has_a_word_or_a_reason_for_none(key: object) -> None:
    action = getattr(key, "action", "")
    assert (action in WITHOUT) != any(action in word.keys for word in WORDS), action


def test_no_word_stands_for_a_key_that_there_is_not() -> None:
    actions = {key.action for key in ALL_KEYS}
    assert {action for word in WORDS for action in word.keys} <= actions
    assert set(WITHOUT) <= actions


def places() -> list[Place]:
    """One of each kind, as they take the keyboard."""
    exercise = shipped("tornado")
    led, lone = facilitated(exercise), alone(exercise, "floor_lead")
    found = [here(led), here(lone)]
    led.start()
    lone.start()
    found += [here(led), here(lone)]
    led.say("as floor_lead")
    found.append(here(led))
    led.say("here")
    found.append(here(led))
    for place in ("table", "evaluator", "scribe"):
        led.say(f"as {place}", "here")
        found.append(here(led))
    led.say("as facilitator", "here", "end", "yes")
    lone.say("end", "yes")
    found += [here(led), here(lone)]
    return found


def here(talk: Talk) -> Place:
    return talk.conversation.place


def test_every_word_does_something_wherever_it_can_be_typed_and_nothing_else_does() -> None:
    found = places()
    assert {type(place) for place in found} >= {Lobby, Start, Between, Evaluator, After, AfterConsole}
    assert {place.at for place in found} == {at for word in WORDS for at in word.at}
    for place in found:
        known = {word.word for word in words_at(place.at)}
        assert known - BY_CONVERSATION == set(place.answers), place.at


def test_the_guide_tells_every_word() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert renewed(guide) == guide, "make docs"
    assert all(word.usage in guide for word in WORDS)
    assert all(f"`{answer}`" in guide for answer in ANSWERS)


def test_help_tells_the_words_of_the_place_and_one_of_them() -> None:
    talk = facilitated(shipped("tornado"))
    assert "all here: All who are to play are here and briefed." in talk.say("help")
    assert not [line for line in talk.told if line.startswith("release")]
    assert talk.say("help quit") == ["quit: Stop here and keep the record; asks once."]
    talk.start()
    assert "release N: Release inject N now." in talk.say("help")
    assert set(NOTES) <= set(talk.told)
