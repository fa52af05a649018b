"""The scribe's line, and what it says about itself while somebody types."""

from collections.abc import Iterable

from textual.binding import Binding
from textual.strip import Strip

from drillsim.present.forms import Words
from drillsim.present.rows import Cell
from drillsim.tui.widgets.recalling import RecallingField
from drillsim.tui.widgets.tones import CSS, Toned


class SpokenLine(RecallingField):
    """Tab completes, up and down go through what was typed before, enter sends."""

    DEFAULT_CSS = """
    SpokenLine, SpokenLine:focus { background: $panel; border-left: thick $accent; padding: 0 1; }
    """
    BINDINGS = [
        Binding("tab", "screen.complete", show=False),
        Binding("up", "screen.recall(-1)", show=False),
        Binding("down", "screen.recall(1)", show=False),
    ]

    def __init__(self, sent: Iterable[str]) -> None:
        """`sent` are lines of before, the newest last."""
        super().__init__(Words("line", "", "", "ROLE: what it does"), sent)
        self.select_on_focus = False

    def on_blur(self) -> None:
        """What was typed stays, and is not selected when somebody comes back."""


class Hints(Toned):
    """Two lines of cells: what the line would become, how it may go on."""

    DEFAULT_CSS = f"""
    Hints {{ height: 2; background: $background; {CSS} }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[tuple[Cell, ...], ...] = ()

    def show(self, *lines: tuple[Cell, ...]) -> None:
        """Shows these from now on."""
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the two."""
        cells = self._lines[y] if y < len(self._lines) else ()
        parts = [(" ", self.tone("plain"))]
        for cell in cells:
            parts += [(cell.text, self.tone(cell.tone)), ("  ", self.tone("plain"))]
        return self.fitted(parts, self.size.width)
