"""How cells look: a tone is a few attributes on top of the widget's own style, and every segment has a style."""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from drillsim.present.rows import Cell, Tone

CLASSES = {"tone--plain", "tone--dim", "tone--strong", "tone--good", "tone--warn", "tone--bad", "tone--rule"}

CSS = """
    & > .tone--dim { color: $foreground 65%; }
    & > .tone--strong { text-style: bold; }
    & > .tone--good { color: $text-success; }
    & > .tone--warn { color: $text-warning; }
    & > .tone--bad { color: $text-error; text-style: bold; }
    & > .tone--rule { color: $primary; }
"""
"""For the DEFAULT_CSS of a widget that shows cells."""


class Toned(Widget):
    """A widget that draws its own lines of toned cells."""

    COMPONENT_CLASSES = CLASSES

    def tone(self, tone: Tone) -> Style:
        """The whole style of a tone in this widget."""
        return self.get_component_rich_style(f"tone--{tone}")

    @property
    def rule(self) -> Style:
        """The style of lines between panels."""
        return self.get_component_rich_style("tone--rule")

    def fitted(self, parts: Iterable[tuple[str, Style]], width: int, fill: Style | None = None) -> Strip:
        """The parts in one line, cut or filled to exactly this width."""
        segments = []
        room = width
        for text, style in parts:
            if room <= 0:
                break
            is_cut = cell_len(text) > room
            shown = cut(text, room) if is_cut else text
            segments.append(Segment(shown, style))
            room -= cell_len(shown)
            if is_cut:
                break
        if room > 0:
            segments.append(Segment(" " * room, fill or self.tone("plain")))
        return Strip(segments, width)

    def padded(self, cell: Cell, width: int, *, right: bool = False) -> tuple[str, Style]:
        """A cell as a part of exactly this width."""
        text = cut(cell.text, width)
        space = " " * (width - cell_len(text))
        return (space + text if right else text + space), self.tone(cell.tone)


def cut(text: str, width: int) -> str:
    """At most so many columns; what is cut ends in an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"
