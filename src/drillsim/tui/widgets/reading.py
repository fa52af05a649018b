"""Paragraphs to read, scrolled with the arrow keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from drillsim.present.paragraphs import Paragraph
from drillsim.tui.widgets.row_layout import wrapped
from drillsim.tui.widgets.tones import CLASSES, CSS, Toned

INDENT = {"title": 0, "heading": 0, "text": 0, "verdict": 2, "item": 2}
"""Columns before a paragraph, by its kind."""

MARGIN = 1  # columns on both sides
MOST_LINES = 2_000  # of one paragraph: an authored text of 20,000 characters in a narrow window


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    paragraph: Paragraph | None


class Reading(ScrollView, Toned, can_focus=True):
    """Shows paragraphs one below the other, each wrapped and indented by itself."""

    COMPONENT_CLASSES = {*CLASSES, "tone--title", "tone--heading"}
    DEFAULT_CSS = f"""
    Reading {{
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        background: $background;
        {CSS}
        & > .tone--title {{ color: $primary; text-style: bold; }}
        & > .tone--heading {{ text-style: bold underline; }}
    }}
    """

    def __init__(self, paragraphs: Sequence[Paragraph], *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name for it
        super().__init__(id=id)
        self._paragraphs = tuple(paragraphs)
        self._laid_out: tuple[int, list[_Line]] = (0, [])

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Other paragraphs, read on from the same line."""
        self._paragraphs = tuple(paragraphs)
        self._laid_out = (0, [])
        self.on_resize()
        self.refresh()

    @property
    def _lines(self) -> list[_Line]:
        width = self.scrollable_content_region.width
        if self._laid_out[0] != width:
            self._laid_out = width, _lay_out(self._paragraphs, width - 2 * MARGIN)
        return self._laid_out[1]

    def on_resize(self) -> None:
        """The lines depend on the width."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The lines that are scrolled to."""
        width, lines = self.scrollable_content_region.width, self._lines
        index = y + self.scroll_offset.y
        if index >= len(lines) or lines[index].paragraph is None:
            return self.fitted([], width)
        line = lines[index]
        paragraph = line.paragraph
        assert paragraph is not None  # asked for above
        before = " " * (MARGIN + INDENT[paragraph.kind])
        return self.fitted([(before, self.tone("plain")), (line.text, self._style(paragraph))], width)

    def _style(self, paragraph: Paragraph) -> Style:
        if paragraph.kind in ("title", "heading"):
            return self.get_component_rich_style(f"tone--{paragraph.kind}")
        return self.tone(paragraph.tone)


def _lay_out(paragraphs: Sequence[Paragraph], width: int) -> list[_Line]:
    lines: list[_Line] = []
    for paragraph in paragraphs:
        if paragraph.kind == "heading" and lines and lines[-1].paragraph is not None:
            lines.append(_Line("", None))
        for part in paragraph.text.split("\n"):
            for text in wrapped(part, max(10, width - INDENT[paragraph.kind]), MOST_LINES):
                lines.append(_Line(text, paragraph))
        if paragraph.kind == "verdict":
            lines.append(_Line("", None))
    return lines
