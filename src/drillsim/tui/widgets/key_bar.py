"""The last line: the most useful keys of this screen, which can be clicked too."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.strip import Strip

from drillsim.tui.widgets.tones import CSS, Toned


class KeyBar(Toned):
    """(key, what it does, action) from left to right; what finds no room is left to the palette and the help.

    `key_names`: keys as they come -> how this user's are named; a key may be several, with blanks between.
    """

    DEFAULT_CSS = f"""
    KeyBar {{
        height: 1;
        dock: bottom;
        background: $panel;
        {CSS}
    }}
    """

    def __init__(self, keys: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._keys = tuple(keys)
        self._places: list[tuple[int, int, str]] = []
        self.key_names: Mapping[str, str] = {}

    def render_line(self, y: int) -> Strip:
        """The only line."""
        width = self.size.width
        if y > 0:
            return self.fitted([], width)
        self._places = []
        parts: list[tuple[str, Style]] = []
        column = 1
        for keys, does, action in self._keys:
            key = " ".join(self.key_names.get(each, each) for each in keys.split())
            length = cell_len(key) + 1 + cell_len(does)
            if column + length > width:
                continue
            apart = "  " if parts else " "
            parts += [(apart, self.tone("plain")), (key, self.tone("strong")), (f" {does}", self.tone("dim"))]
            self._places.append((column, column + length, action))
            column += length + 2
        return self.fitted(parts, width)

    async def on_click(self, event: events.Click) -> None:
        """A click is the key."""
        for begins, ends, action in self._places:
            if begins <= event.x < ends:
                await self.screen.run_action(action)
