"""The first line of every screen."""

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from drillsim.present.rows import Cell
from drillsim.tui.widgets.tones import CSS, Toned, cut

TITLE = 1  # which cell gives way where there is no room
LEAST = 8  # columns of it that are worth their place


class TopBar(Toned):
    """EXERCISE, the drill, the clock; the drill's title gives way first, or goes, then what is on the right."""

    DEFAULT_CSS = f"""
    TopBar {{
        height: 1;
        dock: top;
        background: $panel;
        {CSS}
    }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._cells: tuple[Cell, ...] = ()

    def show(self, cells: tuple[Cell, ...]) -> None:
        """Shows these cells from now on."""
        if cells != self._cells:
            self._cells = cells
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The only line."""
        width = self.size.width
        if y > 0 or not self._cells:
            return self.fitted([], width)
        over = sum(cell_len(cell.text) for cell in self._cells) + 3 * (len(self._cells) - 1) + 2 - width
        parts: list[tuple[str, Style]] = []
        for index, cell in enumerate(self._cells):
            text = cell.text
            if index == TITLE and over > 0:
                if cell_len(text) - over < LEAST:
                    continue
                text = cut(text, cell_len(text) - over)
            if index:
                parts.append((" | ", self.tone("dim")))
            if index == 0:
                parts.append((f" {text} ", self.tone(cell.tone) + Style(reverse=True)))
            else:
                parts.append((text, self.tone(cell.tone)))
        return self.fitted(parts, width)
