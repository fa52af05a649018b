"""Going to a place by its letter: one on every panel, field and button that can have the keyboard."""

from collections.abc import Sequence
from string import ascii_lowercase

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

BESIDE = 4  # columns to the left of a field, whose label leaves them empty: what is filled in stays in sight
LETTERS = ascii_lowercase + "0123456789"


class Label(Static):
    """A letter on the upper left corner of what it leads to."""


class GoToScreen(ModalScreen[Widget]):
    """Lies over a screen; dismissed with what was chosen. Escape, or any key that is on no label, closes it."""

    DEFAULT_CSS = """
    GoToScreen {
        background: transparent;
        & > Label {
            position: absolute; width: 3; height: 1; color: $foreground; background: $background;
            text-style: bold reverse;
        }
        & > #hint { dock: bottom; height: 1; width: 100%; background: $panel; text-style: bold; padding: 0 1; }
    }
    """
    BINDINGS = [Binding("escape", "close", show=False)]

    def __init__(self, places: Sequence[Widget]) -> None:
        super().__init__()
        self._places = dict(zip(LETTERS, places, strict=False))

    def compose(self) -> ComposeResult:
        """The labels, and what to do."""
        for letter, place in self._places.items():
            label = Label(Content(f"[{letter}]"), markup=False)
            beside = BESIDE if place.has_class("entry") else 0
            label.styles.offset = (place.region.x - beside, place.region.y)
            yield label
        yield Static(Content("Go to: press the letter. Escape goes nowhere."), id="hint", markup=False)

    def on_key(self, event: events.Key) -> None:
        """A letter goes there; anything else goes nowhere."""
        event.stop()
        event.prevent_default()
        self.dismiss(self._places.get(event.key))

    def on_click(self) -> None:
        """Nor does a click."""
        self.dismiss(None)

    def on_resize(self) -> None:
        """Everything is elsewhere now."""

    def action_close(self) -> None:
        """Nowhere."""
        self.dismiss(None)

    def dismiss(self, result: Widget | None = None) -> AwaitComplete:
        """Closes it, while it is in front; else the second of two quick keys would take away the screen below."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
