"""What is said where the terminal is too small to show a drill."""

from textual.strip import Strip

from drillsim.tui.widgets.tones import CLASSES, CSS, Toned, cut

LEAST_WIDTH, LEAST_HEIGHT = 80, 24


class TooSmall(Toned):
    """Covers the screen while it is smaller than 80x24; the clock goes on."""

    COMPONENT_CLASSES = CLASSES
    DEFAULT_CSS = f"""
    TooSmall {{
        display: none;
        layer: above;
        width: 100%;
        height: 100%;
        background: $background;
        {CSS}
    }}
    """

    def render_line(self, y: int) -> Strip:
        """What there is, what is needed, and what to do."""
        size = self.app.size
        lines = (
            "EXERCISE",
            f"This terminal is {size.width}x{size.height}.",
            f"At least {LEAST_WIDTH}x{LEAST_HEIGHT} is needed.",
            "Make it larger. The clock goes on.",
            "Lines need no size: drillsim resume RECORD --plain",
        )
        index = y - max(0, (size.height - len(lines)) // 2)
        text = lines[index] if 0 <= index < len(lines) else ""
        return self.fitted([(cut(text, size.width).center(size.width), self.tone("strong"))], size.width)
