"""The fields of a form: words to type, one of several, any of several. Each is one line with its label."""

from collections.abc import Sequence

from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.strip import Strip
from textual.widgets import Input

from drillsim.present.forms import Pick, Ticks, Words
from drillsim.present.words import line
from drillsim.record.clean import TYPED, clean
from drillsim.tui.widgets.tones import CSS, Toned


class WordsField(Input):
    """A line to type in; what is typed or pasted is made harmless before it is shown."""

    DEFAULT_CSS = """
    WordsField, WordsField:focus { border: none; height: 1; padding: 0 1; background: $surface; }
    WordsField:focus { background: $panel; text-style: bold; }
    """

    def __init__(self, field: Words) -> None:
        super().__init__(field.value, line(field.hint), id=f"field-{field.name}", max_length=TYPED)
        self.field = field

    def validate_value(self, value: str) -> str:
        """A line of at most so many characters, without anything that a terminal obeys."""
        return clean(value).replace("\n", " ").replace("\t", " ")


class _Options(Toned, can_focus=True):
    DEFAULT_CSS = f"""
    _Options {{ height: 1; background: $surface; {CSS} }}
    _Options:focus {{ background: $panel; }}
    """

    def __init__(self, options: Sequence[tuple[str, str]], *, id: str) -> None:  # noqa: A002  # Textual's own name for it
        super().__init__(id=id)
        self.options = tuple(options)
        self.at = 0

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()


class PickField(_Options):
    """One of several: left and right go through them."""

    BINDINGS = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
    ]

    def __init__(self, field: Pick) -> None:
        super().__init__(field.options, id=f"field-{field.name}")
        self.field = field
        self.at = next((index for index, (key, _) in enumerate(field.options) if key == field.value), 0)

    @property
    def value(self) -> str:
        """The one that is shown."""
        return self.options[self.at][0] if self.options else ""

    def action_turn(self, by: int) -> None:
        """The one before or after it."""
        if self.options:
            self.at = (self.at + by) % len(self.options)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """What is chosen, and which of how many it is."""
        if y > 0 or not self.options:
            return self.fitted([], self.size.width)
        strong = self.tone("strong")
        arrows = self.tone("strong" if self.has_focus else "dim")
        count = (f"  {self.at + 1} of {len(self.options)}, arrow keys" if self.has_focus else "", self.tone("dim"))
        return self.fitted(
            [(" < ", arrows), (self.options[self.at][1], strong), (" >", arrows), count], self.size.width
        )

    def on_click(self, event: events.Click) -> None:
        """A click goes on to the next, on the left edge back."""
        self.action_turn(-1 if event.x < 2 else 1)


class TicksField(_Options):
    """Any of several: left and right move, the space bar ticks."""

    BINDINGS = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("space", "tick", show=False),
    ]

    def __init__(self, field: Ticks) -> None:
        super().__init__(field.options, id=f"field-{field.name}")
        self.field = field
        self.ticked = {key for key, _ in field.options}

    @property
    def value(self) -> tuple[str, ...]:
        """Those that are ticked, in their order."""
        return tuple(key for key, _ in self.options if key in self.ticked)

    def action_move(self, by: int) -> None:
        """To the one before or after."""
        self.at = max(0, min(self.at + by, len(self.options) - 1))
        self.refresh()

    def action_tick(self) -> None:
        """Ticks it, or takes the tick away."""
        if self.options:
            self.ticked ^= {self.options[self.at][0]}
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """[x] for each that is ticked."""
        parts: list[tuple[str, Style]] = [(" ", self.tone("plain"))]
        for index, (key, name) in enumerate(self.options if y == 0 else ()):
            style = self.tone("strong" if key in self.ticked else "dim")
            if self.has_focus and index == self.at:
                style += Style(reverse=True)
            parts += [(f"[{'x' if key in self.ticked else ' '}] {line(name)}", style), ("  ", self.tone("plain"))]
        return self.fitted(parts, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """A click ticks what it hits."""
        column = 1
        for index, (_, name) in enumerate(self.options):
            width = 4 + len(line(name))
            if column <= event.x < column + width:
                self.at = index
                self.action_tick()
            column += width + 2
