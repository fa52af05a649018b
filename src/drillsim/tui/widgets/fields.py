"""The fields of a form: words to type, one of several, any of several. Each is one line with its label."""

from collections.abc import Collection, Sequence

from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.message import Message
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
    WordsField > .input--placeholder { color: $foreground 70%; text-style: not bold italic; }
    """

    def __init__(self, field: Words) -> None:
        super().__init__(field.value, line(field.hint), id=f"field-{field.name}", max_length=TYPED)
        self.cursor_blink = False  # nothing moves by itself
        self.field = field
        self.select_on_focus = not field.goes_on

    def put(self, value: str) -> None:
        """Writes this."""
        self.value = value
        self.cursor_position = len(value)
        self.on_blur()

    def on_blur(self) -> None:
        """What somebody typed is not selected when they come back, so that the next key does not replace all of it."""
        self.select_on_focus = self.value == self.field.value and not self.field.goes_on

    def validate_value(self, value: str) -> str:
        """A line of at most so many characters, without anything that a terminal obeys."""
        return _one_line(value, TYPED)

    def on_paste(self, event: events.Paste) -> None:
        """All lines of it, where the field's own would take the first; what there is no room for rings the bell."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        pasted = _one_line(event.text.strip("\r\n"), len(event.text))
        room = TYPED - len(self.value) + end - start
        if len(pasted) > room:
            self.restricted()
        self.replace(pasted[:room], start, end)


def _one_line(text: str, limit: int) -> str:
    return clean(text, limit).replace("\n", " ").replace("\t", " ")


TALLEST = 6  # lines of a field whose options stand one below the other


class Options(Toned, can_focus=True):
    """Something to choose with the left and right arrow keys."""

    DEFAULT_CSS = f"""
    Options {{ height: 1; background: $surface; {CSS} }}
    Options:focus {{ background: $panel; }}
    """

    def __init__(self, options: Sequence[tuple[str, str]], *, id: str) -> None:  # noqa: A002  # Textual's own name for it
        super().__init__(id=id)
        self.options = tuple(options)
        self.at = 0

    class Changed(Message):
        """Something else is chosen."""

    def changed(self) -> None:
        """Shows it and says so."""
        self.refresh()
        self.post_message(self.Changed())

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()


class PickField(Options):
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

    def put(self, value: str) -> None:
        """Chooses this one; what is no option changes nothing."""
        self.at = next((index for index, (key, _) in enumerate(self.options) if key == value), self.at)
        self.refresh()

    def action_turn(self, by: int) -> None:
        """The one before or after it."""
        if self.options:
            self.at = (self.at + by) % len(self.options)
            self.changed()

    def render_line(self, y: int) -> Strip:
        """What is chosen, and which of how many it is."""
        if y > 0 or not self.options:
            return self.fitted([], self.size.width)
        strong = self.tone("strong")
        arrows = self.tone("strong" if self.has_focus else "dim")
        count = (f"  {self.at + 1} of {len(self.options)}, ← → choose" if self.has_focus else "", self.tone("dim"))
        return self.fitted(
            [(" < ", arrows), (self.options[self.at][1], strong), (" >", arrows), count], self.size.width
        )

    def on_click(self, event: events.Click) -> None:
        """A click goes on to the next, on the left edge back."""
        self.action_turn(-1 if event.x < 2 else 1)


class TicksField(Options):
    """Any of several: left and right move, the space bar ticks. Tall ones stand one below the other and scroll."""

    BINDINGS = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("space", "tick", show=False),
    ]

    def __init__(self, field: Ticks) -> None:
        super().__init__(field.options, id=f"field-{field.name}")
        self.field = field
        self.ticked = {key for key, _ in field.options} if field.ticked is None else set(field.ticked)
        if field.tall:
            self.styles.height = min(TALLEST, len(field.options))

    @property
    def value(self) -> tuple[str, ...]:
        """Those that are ticked, in their order."""
        return tuple(key for key, _ in self.options if key in self.ticked)

    def put(self, value: Collection[str]) -> None:
        """Ticks these and no others."""
        self.ticked = {key for key, _ in self.options if key in value}
        self.refresh()

    def action_move(self, by: int) -> None:
        """To the one before or after."""
        self.at = max(0, min(self.at + by, len(self.options) - 1))
        self.refresh()

    def action_tick(self) -> None:
        """Ticks it, or takes the tick away."""
        if self.options:
            self.ticked ^= {self.options[self.at][0]}
            self.changed()

    @property
    def _top(self) -> int:
        """The first line of a tall field that is in sight."""
        return max(0, self.at - self.size.height + 1)

    def render_line(self, y: int) -> Strip:
        """[x] for each that is ticked."""
        if self.field.tall:
            index = self._top + y
            shown = [index] if index < len(self.options) else []
        else:
            shown = list(range(len(self.options))) if y == 0 else []
        parts: list[tuple[str, Style]] = [(" ", self.tone("plain"))]
        for index in shown:
            parts += [(self._said(index), self._style(index)), ("  ", self.tone("plain"))]
        return self.fitted(parts, self.size.width)

    def _said(self, index: int) -> str:
        key, name = self.options[index]
        return f"[{'x' if key in self.ticked else ' '}] {line(name)}"

    def _style(self, index: int) -> Style:
        style = self.tone("strong" if self.options[index][0] in self.ticked else "dim")
        return style + Style(reverse=True) if self.has_focus and index == self.at else style

    def on_click(self, event: events.Click) -> None:
        """A click ticks what it hits."""
        if self.field.tall:
            hit = self._top + event.y if self._top + event.y < len(self.options) else None
        else:
            hit = self._under(event.x)
        if hit is not None:
            self.at = hit
            self.action_tick()

    def _under(self, x: int) -> int | None:
        column = 1
        for index in range(len(self.options)):
            width = len(self._said(index))
            if column <= x < column + width:
                return index
            column += width + 2
        return None
