"""A page to read, over the screen."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from drillsim.present.paragraphs import Paragraph
from drillsim.tui.screens.dialog import Dialog
from drillsim.tui.widgets.reading import Reading


class Page(Dialog[None]):
    """Scrolls; escape, F1 and q close it."""

    DEFAULT_CSS = """
    Page > #box { height: 90%; }
    Page Reading { height: 1fr; }
    """
    BINDINGS = [Binding("f1", "close", id="help", show=False), Binding("q", "close", show=False)]

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        super().__init__()
        self._paragraphs = tuple(paragraphs)

    def help(self) -> Sequence[Paragraph]:
        """The page itself: its key for help closes it."""
        return self._paragraphs

    def compose(self) -> ComposeResult:
        """One text."""
        with Vertical(id="box"):
            yield Reading(self._paragraphs)
