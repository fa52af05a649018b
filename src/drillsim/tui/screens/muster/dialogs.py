"""Dialogs of the muster board: which file, and what is in it before anything is recorded."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from drillsim.exchange.check_in_log import Clock
from drillsim.present.field_help import sheet_help
from drillsim.present.forms import Words
from drillsim.present.muster_help import path_help
from drillsim.present.paragraphs import Paragraph
from drillsim.tui.screens.dialog import Dialog
from drillsim.tui.widgets.fields import WordsField
from drillsim.tui.widgets.reading import Reading


class AskPath(Dialog[str]):
    """Asks for the path of a file; enter reads it."""

    DEFAULT_CSS = "AskPath #file { height: auto; } AskPath #about { height: auto; margin-bottom: 1; }"

    def __init__(self, title: str, columns: str) -> None:
        super().__init__()
        self._title = title
        self._columns = columns

    def compose(self) -> ComposeResult:
        """What is asked for, and the line."""
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title", markup=False)
            yield Static(Content(f"Columns: {self._columns}. Enter reads the file."), id="about", markup=False)
            with Horizontal(id="file"):
                yield WordsField(Words("path", "File", hint="path of the file"))

    def help(self) -> Sequence[Paragraph]:
        """What it takes."""
        return path_help(self._title, self._columns)

    @on(Input.Submitted)
    def read(self, event: Input.Submitted) -> None:
        """It is named."""
        event.stop()
        self.dismiss(event.value.strip() or None)


class Preview(Dialog[str]):
    """What a log holds, with every row that cannot be read; dismissed with `import`, another clock, or None."""

    DEFAULT_CSS = """
    Preview > #box { height: 90%; width: 96%; max-width: 120; }
    Preview Reading { height: 1fr; }
    """

    def __init__(self, paragraphs: Sequence[Paragraph], rows: int, clock: Clock) -> None:
        super().__init__()
        self._paragraphs = tuple(paragraphs)
        self._rows = rows
        self._other: Clock = "story" if clock == "wall" else "wall"

    def compose(self) -> ComposeResult:
        """The text, and what can be done."""
        with Vertical(id="box"):
            yield Reading(self._paragraphs, id="log")
            with Horizontal(id="buttons"):
                if self._rows:
                    yield Button(Content(f"Import {self._rows}"), id="do-import", name="import")
                yield Button(Content(f"Times of day are the {self._other} clock's"), id="do-clock", name=self._other)
                yield Button(Content("Close"), id="do-close", name="")

    def on_mount(self) -> None:
        """The text is scrolled first; tab goes to the buttons."""
        self.query_one(Reading).focus()

    def help(self) -> Sequence[Paragraph]:
        """What can be done with the log."""
        return sheet_help([str(button.label) for button in self.query(Button) if button.name], self.go_to)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.name or None)
