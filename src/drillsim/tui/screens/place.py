"""A player's screen at a table that has a facilitator: all of the live screen, the clock by the facilitator's leave."""

from collections.abc import Callable

from textual.binding import Binding

from drillsim.net.client import Client
from drillsim.present.keys import TABLE_BAR, TABLE_KEYS
from drillsim.present.rows import Cell
from drillsim.record.commands import Command
from drillsim.tui.screens.live import LiveScreen


class PlaceScreen(LiveScreen):
    """Shows one role, or all roles of the table; the keys of the clock are the facilitator's, who sits here too."""

    keys = TABLE_KEYS
    bar = TABLE_BAR
    BINDINGS = [Binding("v,f2", "app.places", "Another place", id="places", show=False)]

    def __init__(self, client: Client, lead: Client, leave: Callable[[], None]) -> None:
        super().__init__(client, leave)
        self._lead = lead

    def conduct(self, command: Command) -> str:
        """At the facilitator's desk, so by the facilitator."""
        return self._lead.act(command)

    def action_end(self) -> None:
        """Not from a player's place."""
        self.say(Cell(f"EndEx is the facilitator's: {self.key('places', 'v')}, then the console.", "warn"))

    def action_leave(self) -> None:
        """Neither is leaving."""
        self.say(Cell(f"To leave, go to the facilitator's console first: {self.key('places', 'v')}.", "warn"))
