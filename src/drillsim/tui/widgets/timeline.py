"""The timeline: what was told and done when, and what was out."""

from rich.style import Style
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from drillsim.present.timeline import LABEL, LEGEND, Drawn, timeline
from drillsim.session.view import View
from drillsim.tui.widgets.tones import CLASSES, CSS, Toned


class Timeline(ScrollView, Toned, can_focus=True):
    """Drawn from the view and the clock; only lines that changed are drawn again."""

    COMPONENT_CLASSES = CLASSES  # Textual takes those of the first base only
    DEFAULT_CSS = f"""
    Timeline {{
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $background;
        {CSS}
    }}
    """
    BINDINGS = [Binding("up", "scroll_up", show=False), Binding("down", "scroll_down", show=False)]

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's own name for it
        super().__init__(id=id)
        self._view: View | None = None
        self._now = 0
        self._lines: list[Drawn] = []
        self.number = ""
        """The key that goes to it; it stands at the end of the title."""

    def show(self, view: View, now: int) -> None:
        """Shows this from now on."""
        self._view, self._now = view, now
        self._draw()

    @property
    def _width(self) -> int:
        """The columns that the scrollbar leaves."""
        return self.scrollable_content_region.width

    def _draw(self) -> None:
        if self._view is None or self._width < LABEL:
            return
        before, self._lines = self._lines, timeline(self._view, self._now, self._width - 2)
        if len(before) != len(self._lines):
            self.virtual_size = Size(self._width, len(self._lines) + 1)
            self.refresh()
            return
        for index, (old, new) in enumerate(zip(before, self._lines, strict=True)):
            if old != new:
                self.refresh_line(index + 1)

    def on_resize(self) -> None:
        """The scale depends on the width."""
        self._lines = []
        self._draw()

    def render_line(self, y: int) -> Strip:
        """The title, the scale, the lanes."""
        width = self._width
        if y == 0:
            stroke = "━" if self.has_focus else "─"
            name = (" Timeline ", self.tone("plain") + Style(bold=self.has_focus))
            legend = f" {LEGEND} " if width > len(LEGEND) + 20 else ""
            last = legend + (f" {self.number} " if self.number else "")
            line = stroke * (width - len(name[0]) - len(last) - 3)
            parts = [(stroke * 2, self.rule), name, (line, self.rule), (last, self.tone("dim")), (stroke, self.rule)]
            return self.fitted(parts, width)
        index = y - 1 + self.scroll_offset.y
        if index >= len(self._lines):
            return self.fitted([], width)
        drawn = self._lines[index]
        parts = [(f"  {drawn.label:<{LABEL}} ", self.tone("dim")), (drawn.cells, self.tone(drawn.tone))]
        return self.fitted(parts, width)

    def on_focus(self) -> None:
        """The title shows it."""
        self.refresh()

    def on_blur(self) -> None:
        """The title shows it."""
        self.refresh()
