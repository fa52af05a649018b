"""Help: every key, those of the panel in focus first, and the words that the screen uses."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from drillsim.present.paragraphs import Paragraph
from drillsim.tui.screens.dialog import Dialog
from drillsim.tui.widgets.reading import Reading


class HelpScreen(Dialog[None]):
    """Scrolls; escape, F1 and q close it."""

    DEFAULT_CSS = """
    HelpScreen > #box { height: 90%; }
    HelpScreen Reading { height: 1fr; }
    """
    BINDINGS = [Binding("f1,q", "close", show=False)]

    def __init__(self, told: Sequence[Paragraph]) -> None:
        super().__init__()
        self._told = told

    def compose(self) -> ComposeResult:
        """One text."""
        with Vertical(id="box"):
            yield Reading(self._told)
