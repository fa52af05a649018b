"""Lines of toned cells, drawn for the size that there is; only lines that changed are drawn again."""

from collections.abc import Callable, Sequence

from textual.geometry import Region
from textual.strip import Strip

from drillsim.present.rows import Cell
from drillsim.tui.widgets.tones import CSS, Toned

Draws = Callable[[int, int], Sequence[tuple[Cell, ...]]]
"""Width and height in, lines out."""


class CellLines(Toned):
    """Shows what its drawing gives at its size; `gap` columns stand between two cells of a line."""

    DEFAULT_CSS = f"CellLines {{ background: $background; {CSS} }}"
    gap = 2

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's own name for it
        super().__init__(id=id)
        self._draws: Draws | None = None
        self._lines: list[tuple[Cell, ...]] = []

    def show(self, draws: Draws) -> None:
        """Draws this from now on."""
        self._draws = draws
        self._draw()

    @property
    def lines(self) -> Sequence[tuple[Cell, ...]]:
        """What it shows."""
        return self._lines

    def _draw(self) -> None:
        if self._draws is None or not self.size.width:
            return
        before, self._lines = self._lines, list(self._draws(self.size.width, self.size.height))
        for index in range(max(len(before), len(self._lines))):
            if before[index : index + 1] != self._lines[index : index + 1]:
                self.refresh_line(index)

    def refresh_line(self, y: int) -> None:
        """Only this line is drawn again."""
        self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self) -> None:
        """What is drawn depends on the size."""
        self._draw()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of cells."""
        width = self.size.width
        if y >= len(self._lines):
            return self.fitted([], width)
        space = (" " * self.gap, self.tone("plain"))
        parts = []
        for index, cell in enumerate(self._lines[y]):
            if index and self.gap:
                parts.append(space)
            parts.append((cell.text, self.tone(cell.tone)))
        return self.fitted(parts, width)
