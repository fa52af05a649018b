"""Whatever is pressed, in whatever order: no screen breaks, and the record plays again to the same entries."""

import random
from typing import Any

import pytest

from drillsim.loading import bundled_drills
from drillsim.present.evaluation import keys as evaluation
from drillsim.present.forms import pause
from drillsim.present.keys import KEYS, Key
from drillsim.record import commands as c
from drillsim.session.replay import replay, shown
from drillsim.tui.screens.dialog import Dialog, Sheet
from drillsim.tui.screens.form import FormScreen
from drillsim.tui.widgets.spelled import SPELLED
from support.facilitated import FacilitatorsHands, Led, led_by_hand
from support.live import Hands, Table, app_of, played_by_hand, shipped, until

WORDS = [
    "x",
    "7",
    "space",
    "tab",
    "shift+tab",
    "up",
    "down",
    "left",
    "right",
    "enter",
    "escape",
    "backspace",
    "pagedown",
]
KEPT = {"q", "ctrl+p"}  # one ends it, the other has a life of its own
PRESSES = [SPELLED.get(key.press, key.press) for key in KEYS if key.press not in KEPT] + WORDS * 2


@pytest.mark.parametrize("name", sorted(bundled_drills()))
async def test_no_order_of_keys_breaks_a_screen(name: str) -> None:
    exercise = shipped(name)
    seats = Table(exercise, tuple(exercise.plan.roles))
    chance = random.Random(name)

    async def story(hands: Hands) -> None:
        for _ in range(12):
            await hands.pilot.press(*chance.choices(PRESSES, k=5))
            seats.clock.forward(chance.random() * 3)
            await hands.beat()
            if seats.host.session.over:
                break
        assert hands.app.return_code is None

    await played_by_hand(seats, chance.choice([(80, 24), (120, 40), (160, 50)]), story)
    again = replay(exercise, seats.host.session.header, seats.host.session.entries)
    assert [shown(entry) for entry in again.entries] == [shown(entry) for entry in seats.host.session.entries]


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_no_order_of_keys_breaks_the_evaluators_place_or_the_hot_wash(size: tuple[int, int]) -> None:
    exercise = shipped("tornado")
    led = Led(exercise, tuple(exercise.plan.roles))
    chance = random.Random(str(size))

    async def pressed(hands: FacilitatorsHands, table: tuple[Key, ...]) -> None:
        keys = [SPELLED.get(key.press, key.press) for key in table if key.press not in {*KEPT, "v", "f2", "w"}]
        for _ in range(12):
            await hands.pilot.press(*chance.choices(keys + WORDS, k=5))
            led.clock.forward(chance.random() * 3)
            await hands.beat()
        assert hands.app.return_code is None

    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(900)
        await hands.sit_at("evaluator")
        await pressed(hands, evaluation.KEYS)
        led.do(c.Resume(), c.End())
        await hands.beat()
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#results")), "the results")
        await hands.press("w")
        await pressed(hands, evaluation.HOT_WASH)

    await led_by_hand(led, size, story)
    again = replay(exercise, led.host.session.header, led.host.session.entries)
    assert [shown(entry) for entry in again.entries] == [shown(entry) for entry in led.host.session.entries]


async def test_a_place_without_a_role_can_watch() -> None:
    exercise = shipped("tornado")
    seats = Table(exercise, ())
    app = app_of(seats)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(seats, app, pilot)
        await hands.press("s", *"jmndhkratp1234567z", "f1", "escape", "j")
        assert app.return_code is None


class TestQuickerThanTheScreen:
    """Keys wait in a queue: the second of two may come when the dialog that it was meant for is gone."""

    @pytest.mark.parametrize("key", ["e", "n", "b", "ctrl+p"])
    async def test_a_dialog_closes_once(self, key: str) -> None:
        async def story(hands: Hands) -> None:
            below = hands.app.screen
            await hands.press(key)
            dialog = hands.app.screen
            assert dialog is not below
            for _ in range(3):
                dialog.call_later(dialog.run_action, "escape" if key == "ctrl+p" else "close")
            await hands.beat()
            assert hands.app.screen is below
            assert hands.app.return_code is None

        await played_by_hand(Table(shipped("tornado"), ("floor_lead",)), (80, 24), story)

    @pytest.mark.parametrize("dialog", [Sheet("x", [], [("y", "z")]), FormScreen(pause())], ids=["sheet", "form"])
    async def test_a_dialog_may_be_gone_before_it_was_there(self, dialog: Dialog[Any]) -> None:
        async def story(hands: Hands) -> None:
            hands.app.push_screen(dialog)
            hands.app.pop_screen()
            await hands.beat()
            assert hands.app.return_code is None

        await played_by_hand(Table(shipped("tornado"), ("floor_lead",)), (80, 24), story)

    async def test_the_list_of_actions_has_no_room(self) -> None:
        async def story(hands: Hands) -> None:
            await hands.press("ctrl+p")
            await hands.pilot.resize_terminal(1, 1)
            await hands.press("down", "pagedown", "end", "pageup", "escape")
            assert hands.app.return_code is None

        await played_by_hand(Table(shipped("tornado"), ("floor_lead",)), (80, 24), story)
