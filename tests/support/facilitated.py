"""Drills with somebody in the facilitator's place: the host, the facilitator's client, a player's beside it."""

from dataclasses import dataclass, replace

from drillsim.net.client import Client
from drillsim.net.host import Host
from drillsim.net.timekeeper import Clocks
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.console import ConsoleView, ExpectedRow, MselRow
from support.live import WALL, Table, header


@dataclass
class Led(Table):
    """A host whose one client is the facilitator's; people play the roles in `taken`."""

    def __post_init__(self) -> None:
        self.host = Host(
            self.exercise,
            replace(header(self.exercise, self.taken), facilitated=True),
            self.append,
            clocks=Clocks(self.clock, lambda: WALL + self.clock.ns),
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
