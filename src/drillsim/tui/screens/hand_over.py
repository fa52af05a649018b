"""Between two places at one keyboard: nothing is shown until the right person sits there."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Middle
from textual.content import Content
from textual.widgets import Static

from drillsim.tui.screens.base import Whole
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.too_small import TooSmall


class HandOverScreen(Whole):
    """Says whose turn it is; enter says that they sit here."""

    DEFAULT_CSS = """
    HandOverScreen Static { width: auto; max-width: 70; text-align: center; text-style: bold; }
    """
    BINDINGS = [Binding("enter", "take", "I am here"), Binding("v,f2", "app.places", "Another place")]

    def __init__(self, whom: str, taken: Callable[[], None]) -> None:
        super().__init__()
        self._whom = whom
        self._taken = taken

    def compose(self) -> ComposeResult:
        """One sentence in the middle."""
        with Middle(), Center():
            yield Static(Content(f"EXERCISE\n\nPass the keyboard to\n\n{self._whom}\n\nenter: I am here"), markup=False)
        yield KeyBar([("enter", "I am here", "take"), ("v", "another place", "app.places")])
        yield TooSmall()

    def action_take(self) -> None:
        """The right person sits here."""
        self._taken()
