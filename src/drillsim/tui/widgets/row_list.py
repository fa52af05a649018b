"""A titled list of rows with a cursor: every panel but the timeline."""

from collections.abc import Mapping
from dataclasses import replace

from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from drillsim.present.rows import Row, Table
from drillsim.tui.widgets.row_layout import GAP, MARK, ROOMY, Line, lay_out
from drillsim.tui.widgets.tones import CLASSES, CSS, Toned, cut


class RowList(ScrollView, Toned, can_focus=True):
    """Shows a Table. The title stays, the rows scroll; `enter` or a click opens the row under the cursor."""

    COMPONENT_CLASSES = {*CLASSES, "tone--cursor"}  # Textual takes those of the first base only
    DEFAULT_CSS = f"""
    RowList {{
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $background;
        {CSS}
        & > .tone--cursor {{ background: $primary 18%; text-style: bold; }}
    }}
    """
    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("home", "move(-100000)", show=False),
        Binding("end", "move(100000)", show=False),
        Binding("enter", "open", id="open", show=False),
    ]

    class Opened(Message):
        """Somebody opened a row."""

        def __init__(self, rows: "RowList", key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

    def __init__(
        self,
        *,
        id: str,  # noqa: A002  # Textual's own name for it
        follows: bool = False,
        opens: bool = True,
        wrap: int = 1,
        must_fit: bool = False,
        roomy: int = ROOMY,
    ) -> None:
        super().__init__(id=id)
        self.follows = follows
        """Whether it shows the last row as long as nobody looks elsewhere."""
        self.opens = opens
        self.wrap = wrap
        """How many lines a long text may take where there is room."""
        self.must_fit = must_fit
        """Whether rows take several lines only where all of them find room then."""
        self.roomy = roomy
        """From how many lines on its rows may take several."""
        self.key_names: Mapping[str, str] = {}
        """Keys as they come -> how this user's are named."""
        self.number = ""
        """The key that goes to this panel; it stands at the end of the title."""
        self.table = Table("", (), ())
        self.cursor = 0
        self.was_moved_to: str | None = None
        """The row that somebody moved the cursor to last; None: to none yet, and the cursor shows what stands first."""
        self._laid_out: tuple[Table, int, int, list[Line]] = (self.table, 0, 0, [])

    @property
    def key(self) -> str | None:
        """What the cursor is on; None where there is nothing."""
        return self.table.rows[self.cursor].key if self.table.rows else None

    def show(self, table: Table) -> None:
        """Shows this from now on; the cursor stays on what it was on."""
        if table == self.table:
            return
        before, lines = self.table, self._lines
        at_end = self.cursor >= len(before.rows) - 1
        self.table = table
        was, self.cursor = self.cursor, self._find(before.rows, at_end=at_end)
        self._refresh_changed(before, lines)
        if self.cursor != was and not self.follows:
            self.call_after_refresh(self._to_the_cursor)  # wherever it is then, it is in sight
        if self.follows and at_end and not self.has_focus:
            self.call_after_refresh(self._to_the_end)  # once the new height is known

    def point(self, key: str) -> None:
        """Moves the cursor to a row, where that is there, and shows what stands around it."""
        at = next((index for index, row in enumerate(self.table.rows) if row.key == key), None)
        if at is not None:
            self._go(at)
            self.was_moved_to = key
            self.call_after_refresh(self._to_the_middle)

    def _to_the_cursor(self) -> None:
        self._go(self.cursor)

    def _to_the_middle(self) -> None:
        first = next((index for index, line in enumerate(self._lines) if line.row == self.cursor), 0)
        self.scroll_to(y=max(0, first - (self.size.height - 1) // 2), animate=False, immediate=True)

    def _to_the_end(self) -> None:
        self.scroll_to(y=max(0, len(self._lines) + 1 - self.size.height), animate=False, immediate=True)

    def _find(self, before: tuple[Row, ...], *, at_end: bool) -> int:
        """Where what the cursor was on is now; the top, where nobody moved the cursor yet.

        Where that was just settled or is gone: what stood below it, else above it, and is not settled.
        """
        rows = self.table.rows
        if self.follows and (not before or at_end):
            return max(0, len(rows) - 1)
        if not before or self.was_moved_to is None:
            return 0
        now = {row.key: (index, row.settled) for index, row in enumerate(rows)}
        at = before[self.cursor]
        if at.key in now and (at.settled or not now[at.key][1]):
            return now[at.key][0]
        near = (*before[self.cursor + 1 :], *reversed(before[: self.cursor]))
        return next((now[row.key][0] for row in near if row.key in now and not now[row.key][1]), 0)

    def _refresh_changed(self, before: Table, lines: list[Line]) -> None:
        """Draws again what is different: all of it only where the number of lines is."""
        now = self._lines
        if len(lines) != len(now) or not before.rows:
            self._resize()
            return
        if (before.title, before.tone, before.keys) != (self.table.title, self.table.tone, self.table.keys):
            self.refresh_line(self.scroll_offset.y)
        for index, (old, new) in enumerate(zip(lines, now, strict=True)):
            if old != new:
                self.refresh_line(index + 1)

    # Drawing

    @property
    def _width(self) -> int:
        """The columns that the scrollbar leaves."""
        return self.scrollable_content_region.width

    @property
    def _lines(self) -> list[Line]:
        table, width, height, lines = self._laid_out
        if table is not self.table or (width, height) != (self._width, self.size.height):
            width, height = self._width, self.size.height
            lines = lay_out(
                self.table,
                width,
                height,
                wrap=self.wrap,
                must_fit=self.must_fit,
                roomy=self.roomy,
                scrollbar=self.outer_size.width - width,
            )
            self._laid_out = self.table, width, height, lines
        return lines

    @property
    def cursor_style(self) -> Style:
        """What the row under the cursor has on top; without colours the mark and bold letters show it."""
        style = self.get_component_rich_style("tone--cursor")
        return Style(bgcolor=style.bgcolor, bold=True)

    def _resize(self) -> None:
        self.virtual_size = Size(self._width, len(self._lines) + 1)
        self.refresh()

    def on_resize(self) -> None:
        """The lines depend on the size."""
        self._resize()
        if self.follows and not self.has_focus:
            self.call_after_refresh(self._to_the_end)

    def watch_show_vertical_scrollbar(self) -> None:
        """They depend on whether a scrollbar takes a column, too."""
        self.call_after_refresh(self.on_resize)

    def render_line(self, y: int) -> Strip:
        """The title, then the lines that are scrolled to."""
        width, lines = self._width, self._lines
        if y == 0:
            return self._title(width)
        if not lines and y == 1:
            return self.fitted([(" " * MARK + self.table.empty, self.tone("dim"))], width)
        index = y - 1 + self.scroll_offset.y
        return self._line(lines[index], width, lines, index) if index < len(lines) else self.fitted([], width)

    def _title(self, width: int) -> Strip:
        stroke = "━" if self.has_focus else "─"
        title = self.tone(self.table.tone) + Style(bold=self.has_focus or self.table.tone != "plain")
        number = f" {self.number} " if self.number else ""
        name = cut(self.table.title, width - 5 - len(number))
        keys = f" {self._keys} " if self.has_focus and self.table.keys else ""
        rest = width - len(name) - 4 - len(number)
        if rest - len(keys) < 3:
            keys = ""
        parts = [(stroke * 2 + " ", self.rule), (name, title), (" " + stroke * (rest - len(keys) - 1), self.rule)]
        return self.fitted([*parts, (keys + number, self.tone("dim")), (stroke, self.rule)], width)

    @property
    def _keys(self) -> str:
        """What keys do here: each with its words, two blanks between."""
        pairs = (part.partition(" ") for part in self.table.keys.split("  "))
        return "  ".join(f"{self.key_names.get(key, key)} {does}" for key, _, does in pairs)

    def _line(self, line: Line, width: int, lines: list[Line], index: int) -> Strip:
        cursor = self.has_focus and line.row == self.cursor
        first = index == 0 or lines[index - 1].row != line.row
        over = self.cursor_style if cursor else Style()
        parts = [("> " if cursor and first else "  ", self.tone("strong") + over)]
        for place, (cell, size, right) in enumerate(line.cells):
            if place:
                parts.append((" " * GAP, self.tone("plain") + over))
            shown = replace(cell, tone="plain") if cursor and cell is not None and cell.tone == "dim" else cell
            text, style = (" " * size, self.tone("plain")) if shown is None else self.padded(shown, size, right=right)
            parts.append((text, style + over))
        return self.fitted(parts, width, self.tone("plain") + over)

    # Moving

    def action_move(self, by: int) -> None:
        """Moves the cursor and scrolls to it."""
        self._go(self.cursor + by)
        self.was_moved_to = self.key

    def _go(self, to: int) -> None:
        if not self.table.rows:
            return
        before, self.cursor = self.cursor, max(0, min(to, len(self.table.rows) - 1))
        places = [index for index, line in enumerate(self._lines) if line.row in (before, self.cursor)]
        for index in places:
            self.refresh_line(index + 1)
        here = [index for index in places if self._lines[index].row == self.cursor]
        room, top = max(1, self.size.height - 1), self.scroll_offset.y
        if here[0] < top:
            self.scroll_to(y=here[0], animate=False, immediate=True)
        elif here[-1] >= top + room:
            self.scroll_to(y=here[-1] - room + 1, animate=False, immediate=True)

    def action_open(self) -> None:
        """Opens the row under the cursor."""
        if self.opens and (key := self.key) is not None:
            self.post_message(self.Opened(self, key))

    def on_click(self, event: events.Click) -> None:
        """A click is the cursor and enter."""
        index = event.y - 1 + self.scroll_offset.y
        if event.y > 0 and 0 <= index < len(self._lines):
            self._go(self._lines[index].row)
            self.was_moved_to = self.key
            self.action_open()

    def on_focus(self) -> None:
        """The cursor shows."""
        self._go(self.cursor)
        self.refresh()

    def on_blur(self) -> None:
        """It hides, and a list that follows goes back to its end."""
        if self.follows:
            self.cursor = max(0, len(self.table.rows) - 1)
            self._to_the_end()
        self.refresh()
