"""Draws docs/images/live.svg: the tornado drill at T+00:50, with two injects unanswered and the clock running.

    python docs/images/make.py

The picture comes from the app itself, played by a clock that stands still, so the same code draws the same picture.
"""

import asyncio
import datetime
import re
from pathlib import Path

from drillsim.loading import bundled, load
from drillsim.net.client import Client
from drillsim.net.host import Host
from drillsim.net.timekeeper import Clocks
from drillsim.record import commands as c
from drillsim.record.entries import Header, Text
from drillsim.session.pacing import SECOND
from drillsim.session.script import who_plays
from drillsim.tui.app import LiveApp

PICTURE = Path(__file__).with_name("live.svg")
SIZE = (150, 42)
STEP = 4 * SECOND
ENDS = 50 * 60 + 12


class Clock:
    """Nanoseconds that move when told."""

    def __init__(self) -> None:
        self.ns = SECOND

    def __call__(self) -> int:
        """Nanoseconds now."""
        return self.ns


STORY: tuple[tuple[int, c.Command], ...] = (
    (40, c.Acknowledges("floor_lead", "warning")),
    (45, c.Acknowledges("incident_lead", "warning")),
    (60, c.Does("incident_lead", "declare_emergency")),
    (120, c.Does("floor_lead", "take_cover")),
    (760, c.Reads("floor_lead", "touchdown")),
    (800, c.Acknowledges("floor_lead", "touchdown")),
    (840, c.Sends("hr_lead", "staff_alert", None, {"what": "The building is closed"})),
    (900, c.Does("hr_lead", "head_count")),
    (1200, c.Does("telecom_lead", "reroute_calls")),
    (1500, c.Sends("comms_lead", "holding_statement", None, {"what": "storm damage"}, None, "nature")),
    (1560, c.Sends("comms_lead", "client_notice", None, {"what": "storm damage"})),
    (1740, c.Decides("incident_lead", "Stay in the shelter until the sirens stop", None, "life first")),
)


async def draw() -> str:
    """The picture as SVG."""
    exercise = load(str(bundled("tornado")), today=datetime.date(2026, 3, 10)).exercise
    assert exercise is not None
    taken = [role for role in exercise.plan.roles if role != "it_lead"]
    texts = (Text("tornado.drill.yaml", "drill", "", ""), Text("plan", "plan", "", ""))
    header = Header(texts, 1, who_plays(exercise, live=True, taken=taken), True, "0")
    clock = Clock()
    host = Host(exercise, header, clocks=Clocks(clock, clock))
    client = Client(host.connect("screen", taken, leads=True), clock)
    client.poll()
    app = LiveApp(host, client, beat=None, listen=False)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("s")
        for second, command in STORY:
            until(host, clock, second)
            client.act(command)
        until(host, clock, ENDS)
        app.beat()
        await pilot.pause()
        app.beat()
        await pilot.pause()
        return app.export_screenshot(title="drillsim run tornado")


def until(host: Host, clock: Clock, second: int) -> None:
    """Lets the clock run to a second of the exercise."""
    while host.session.now < second:
        missing = second * SECOND - host.clockwork.pacer.exercise_ns
        clock.ns += min(STEP, -(-missing // host.clockwork.pacer.pace))
        host.tick()


def local(svg: str) -> str:
    """Without fonts from elsewhere: any monospaced font of the reader's does."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code", "monospace")


if __name__ == "__main__":
    PICTURE.write_text(local(asyncio.run(draw())), encoding="utf-8")
