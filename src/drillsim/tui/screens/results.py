"""After EndEx: the verdict in plain sentences, then what it rests on."""

from collections.abc import Sequence

from textual.app import ComposeResult

from drillsim.net.client import Client
from drillsim.present.paragraphs import Paragraph
from drillsim.present.screens import RESULTS
from drillsim.present.top import top
from drillsim.tui.screens.base import Whole
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.reading import Reading
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class ResultsScreen(Whole):
    """Scrolls; w goes on to the hot wash, q leaves."""

    DEFAULT_CSS = "ResultsScreen Reading { height: 1fr; padding: 0 2; max-width: 110; }"
    keys = RESULTS
    about = "The verdict, promise by promise, then what it rests on. The record keeps all of it."
    BINDINGS = [*bindings(key for key in RESULTS if key.action != "scroll")]

    def __init__(self, client: Client, paragraphs: Sequence[Paragraph]) -> None:
        super().__init__()
        self.client = client
        self._paragraphs = paragraphs

    def compose(self) -> ComposeResult:
        """One text between the first line and the last."""
        yield TopBar()
        yield Reading(self._paragraphs, id="results")
        yield KeyBar(
            [
                ("↑ ↓ pgup pgdn", "read on", "scroll"),
                ("w", "hot wash", "app.hot_wash"),
                ("q", "leave", "leave"),
                ("F1", "help", "help"),
                ("^p", "all actions", "app.command_palette"),
            ]
        )
        yield TooSmall()

    def on_mount(self) -> None:
        """The reading begins at the top."""
        self.query_one(TopBar).show(top(self.client.briefing, self.client.clock, self.client.second))
        self.query_one(Reading).focus()

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """More is known now: the reading goes on where it was."""
        self._paragraphs = paragraphs
        if self.is_mounted:
            self.query_one(Reading).show(paragraphs)

    def action_leave(self) -> None:
        """The end."""
        self.app.exit()

    def action_scroll(self) -> None:
        """A page on."""
        self.query_one(Reading).scroll_page_down()
