"""The line above the keys: what happened last, or why something was refused."""

from textual.strip import Strip

from drillsim.present.rows import Cell
from drillsim.tui.widgets.tones import CSS, Toned


class LastWord(Toned):
    """One line of toned cells."""

    DEFAULT_CSS = f"""
    LastWord {{
        height: 1;
        background: $background;
        {CSS}
    }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name for it
        super().__init__(id=id)
        self._cells: tuple[Cell, ...] = ()

    def show(self, *cells: Cell) -> None:
        """Shows these cells from now on."""
        if cells != self._cells:
            self._cells = cells
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The only line."""
        parts = [(" ", self.tone("plain"))] if y == 0 else []
        for cell in self._cells if y == 0 else ():
            parts += [(cell.text, self.tone(cell.tone)), ("  ", self.tone("plain"))]
        return self.fitted(parts, self.size.width)
