"""Whatever is pressed, in whatever order: no screen breaks, and the record plays again to the same entries."""

import random

import pytest

from drillsim.loading import bundled_drills
from drillsim.present.keys import KEYS
from drillsim.session.replay import replay, shown
from drillsim.tui.widgets.spelled import SPELLED
from support.live import Hands, Table, app_of, played_by_hand, shipped

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


async def test_a_place_without_a_role_can_watch() -> None:
    exercise = shipped("tornado")
    seats = Table(exercise, ())
    app = app_of(seats)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(seats, app, pilot)
        await hands.press("s", *"jmndhkratp1234567z", "f1", "escape", "j")
        assert app.return_code is None
