"""The whiteboard from any place: opened over its screen, it shows what the place's client holds."""

from collections.abc import Callable

from drillsim.net.client import Client
from drillsim.present.rows import Cell
from drillsim.present.top import top
from drillsim.tui.screens.live.base import LiveBase
from drillsim.tui.screens.whiteboard import WhiteboardScreen


class WhiteboardActions(LiveBase):
    """What the key of the whiteboard does."""

    def __init__(self, client: Client, leave: Callable[[], None]) -> None:
        super().__init__(client, leave)
        self._whiteboard: WhiteboardScreen | None = None
        """The whiteboard, while it is open."""

    @property
    def writers(self) -> tuple[str, ...]:
        """The names under which this place may write: its roles, or its own where it plays none or types for all."""
        place = "player" if self.client.hello is None else self.client.hello.place
        return self.lens.roles if place == "player" else (place,)

    def action_whiteboard(self) -> None:
        """Facts, unknown, assumed, actions."""
        self._whiteboard = WhiteboardScreen(self.writers, self.client.briefing, self.ask, self.client.act)
        self.app.push_screen(self._whiteboard, self._close_whiteboard)
        self.call_after_refresh(self.show_whiteboard)

    def _close_whiteboard(self, _: None) -> None:
        self._whiteboard = None

    def show_whiteboard(self) -> None:
        """What is on it now; nothing to do while it is not open."""
        if self._whiteboard is not None and self._whiteboard.is_mounted:
            first_line = top(self.client.briefing, self.client.clock, self.client.second)
            self._whiteboard.show(first_line, self.view.whiteboard)

    def say(self, *cells: Cell) -> None:
        """Says it on the whiteboard too, while that is open."""
        super().say(*cells)
        if self._whiteboard is not None and self._whiteboard.is_mounted:
            self._whiteboard.say(*cells)
