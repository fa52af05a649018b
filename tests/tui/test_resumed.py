"""An exercise that goes on from its record opens where it is led, whatever was so when it stopped."""

import pytest

from drillsim.net.client import Client
from drillsim.net.host import Host
from drillsim.net.timekeeper import Clocks
from drillsim.record import commands as c
from drillsim.record.entries import Stamp
from drillsim.tui.personal import Personal
from drillsim.tui.screens.console import ConsoleScreen
from drillsim.tui.screens.real_emergency import RealEmergencyScreen
from support.facilitated import Led
from support.live import WALL, Hands, app_of, shipped, shows, until


def gone_on(before: Led) -> Led:
    """The same exercise in a new host, from what is on its record."""
    after = Led(before.exercise, before.taken, clock=before.clock)
    after.host = Host(
        before.exercise,
        before.host.session.header,
        clocks=Clocks(before.clock, lambda: WALL + before.clock.ns),
    )
    kept = Stamp(before.host.clockwork.pacer.exercise_ns // 1_000_000, before.clock.ns, WALL + before.clock.ns)
    after.host.resume(before.host.session.entries, kept)
    after.client = Client(after.host.connect("screen", (), place="facilitator"), after.clock)
    after.client.poll()
    return after


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_it_opens_on_the_console_with_the_clock_standing(size: tuple[int, int]) -> None:
    led = Led(shipped("tornado"), ("floor_lead", "comms_lead")).started()
    led.jump(900)
    app = app_of(gone_on(led))
    async with app.run_test(size=size) as pilot:
        hands = Hands(led, app, pilot)
        await until(pilot, lambda: isinstance(app.screen, ConsoleScreen), "the console")
        await hands.beat()
        await hands.see("T+00:15")
        await hands.see("PAUSED")
        await hands.press("space")
        await hands.see("RUNNING")


async def test_what_is_wrong_in_the_settings_is_said_on_the_console() -> None:
    led = Led(shipped("tornado"), ("floor_lead", "comms_lead")).started()
    led.jump(900)
    app = app_of(gone_on(led), personal=Personal(wrong="keymap.yaml:1:1: no"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shows(app, "SETTINGS  keymap.yaml:1:1: no"), "what is wrong")
        assert isinstance(app.screen, ConsoleScreen)


async def test_a_real_emergency_is_still_one_and_in_front_of_everything() -> None:
    led = Led(shipped("tornado"), ("floor_lead", "comms_lead")).started()
    led.do(c.RealEmergency("facilitator", "smoke in the corridor"))
    app = app_of(gone_on(led))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(led, app, pilot)
        app.beat()  # before the console is there
        await until(pilot, lambda: app.screen_stack[-1] is not app.screen_stack[0], "another screen")
        for _ in range(3):
            await hands.beat()
        assert isinstance(app.screen, RealEmergencyScreen)
        await hands.see("smoke in the corridor")
        await hands.press("R")
        await until(pilot, lambda: isinstance(app.screen, ConsoleScreen), "the console")
        await hands.see("PAUSED")  # the program was stopped besides
        await hands.press("space")
        await hands.see("RUNNING")
