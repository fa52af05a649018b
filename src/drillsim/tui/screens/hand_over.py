"""Between two places at one keyboard: nothing is shown until the right person sits there."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Center, Middle
from textual.content import Content
from textual.widgets import Static

from drillsim.present.rows import Cell
from drillsim.present.screens import HAND_OVER
from drillsim.tui.screens.base import Whole
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class HandOverScreen(Whole):
    """Says whose turn it is; enter says that they sit here."""

    DEFAULT_CSS = """
    HandOverScreen Static { width: 70; text-align: center; text-style: bold; }
    """
    keys = HAND_OVER
    about = "Nothing of the next place is shown before the right person sits here and says so."
    BINDINGS = [*bindings(HAND_OVER)]

    def __init__(
        self, whom: str, first_line: Callable[[], tuple[Cell, ...]], clock: Callable[[], str], taken: Callable[[], None]
    ) -> None:
        """`first_line` is that of every screen, `clock` says in a sentence how the exercise clock stands."""
        super().__init__()
        self._whom = whom
        self._first_line = first_line
        self._clock = clock
        self._taken = taken

    def compose(self) -> ComposeResult:
        """One sentence in the middle, and the clock: it goes on while people change seats."""
        here = f"{self.key('take', 'enter')}: I am here"
        yield TopBar()
        with Middle(), Center():
            yield Static(Content(f"Pass the keyboard to\n\n{self._whom}\n\n{here}\n"), markup=False)
            yield Static("", id="clock", markup=False)
        yield KeyBar([("enter", "I am here", "take"), ("v", "another place", "app.places"), ("F1", "help", "help")])
        yield TooSmall()

    def on_mount(self) -> None:
        """From the first moment on."""
        self.show_clock()

    def show_clock(self) -> None:
        """Says how the clock stands now. Nothing to do while its line is not there yet, or no more."""
        for bar in self.query(TopBar):
            bar.show(self._first_line())
        for line in self.query("#clock").results(Static):
            line.update(Content(self._clock()))

    def action_take(self) -> None:
        """The right person sits here, and says so once."""
        if self.is_active:
            self._taken()
