"""Drills with somebody in the facilitator's place: the host, the facilitator's client, a player's beside it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from drillsim.net.client import Client
from drillsim.net.host import Host
from drillsim.net.timekeeper import Clocks
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.console import ConsoleView, ExpectedRow, MselRow
from drillsim.tui.personal import Personal
from drillsim.tui.widgets.row_list import RowList
from support.live import WALL, Hands, Table, app_of, header, shows, until

PANELS = {"injects": "1", "expected": "2", "coverage": "3", "here": "4"}
"""Panels of the console and their keys."""


@dataclass
class Led(Table):
    """A host whose one client is the facilitator's; people play the roles in `taken`."""

    def __post_init__(self) -> None:
        self.host = Host(
            self.exercise,
            replace(header(self.exercise, self.taken), facilitated=True),
            self.append,
            clocks=Clocks(self.clock, lambda: WALL + self.clock.ns),
            seeker=self.seeker,
        )
        self.client = Client(self.host.connect("screen", (), place="facilitator"), self.clock)
        self.client.poll()

    def started(self) -> "Led":
        """After StartEx."""
        self.start()
        return self

    @property
    def console(self) -> ConsoleView:
        """What the facilitator sees now."""
        self.beat()
        assert self.client.console is not None
        return self.client.console

    def inject(self, name: str) -> MselRow:
        """One row of the MSEL."""
        return next(row for row in self.console.msel if row.id == name)

    def expected(self, name: str, source: str | None = None) -> ExpectedRow:
        """One thing expected."""
        return next(row for row in self.console.expected if row.name == name and source in (None, row.source))

    def do(self, *commands: c.Command) -> list[str]:
        """The facilitator asks for these; the texts of what was refused."""
        for command in commands:
            self.client.act(command)
        return self.beat()

    def jump(self, second: int) -> None:
        """The clock goes to a second at once."""
        self.do(r.Jump(second))


class FacilitatorsHands(Hands):
    """The facilitator at the keyboard."""

    async def go_to(self, panel: str, key: str) -> None:
        """Moves the cursor of a panel of the console to a row."""
        await self.press(PANELS[panel])
        await self.point(panel, key)

    async def point(self, panel: str, key: str) -> None:
        """Moves the cursor of the panel in focus to a row."""
        rows = self.app.screen.query_one(f"#{panel}", RowList)
        await self.press("home")
        for _ in rows.table.rows:
            if rows.key == key:
                return
            await self.press("down")
        assert rows.key == key, f"{panel} has no {key}"

    async def see_no(self, text: str) -> None:
        """Waits until the screen does not show it any more."""
        await until(self.pilot, lambda: not shows(self.app, text), f"no {text}")

    async def fill(self, field: str, text: str) -> None:
        """Types into a field of a form."""
        self.app.screen.query_one(f"#field-{field}").focus()
        await self.pilot.pause()
        await self.type(text)

    async def send(self) -> None:
        """Presses the button of a form."""
        button = self.app.screen.query_one("#do-send")
        button.focus()
        await until(self.pilot, lambda: button.has_focus, "the button")
        await self.press("enter")

    async def sit_at(self, place: str) -> None:
        """Passes the keyboard to a place, and whoever plays it says that they are here."""
        await self.press("v")
        self.app.screen.query_one(f"#do-{place}").focus()
        await self.press("enter")
        if place != "table":
            await self.see("Pass the keyboard to")
            await self.press("enter")
        await until(self.pilot, lambda: bool(self.app.screen.query("#log")), f"the screen of {place}")


async def led_by_hand(
    desk: Led,
    size: tuple[int, int],
    story: Callable[[FacilitatorsHands], Awaitable[None]],
    *,
    start: bool = True,
    personal: Personal | None = None,
) -> None:
    """Runs the app without a terminal and lets a story play on it: from the console on, or from the lobby."""
    app = app_of(desk, personal=personal)
    async with app.run_test(size=size) as pilot:
        hands = FacilitatorsHands(desk, app, pilot)
        if start:
            await hands.press("S", "enter")
            await until(pilot, lambda: bool(app.screen.query("#injects")), "the console")
        await story(hands)
