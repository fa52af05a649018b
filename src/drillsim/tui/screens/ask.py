"""One question, answered in words."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from drillsim.present.forms import Words
from drillsim.present.help import CLOSES
from drillsim.present.paragraphs import Paragraph
from drillsim.tui.screens.dialog import Dialog
from drillsim.tui.widgets.fields import WordsField


class Ask(Dialog[str]):
    """Enter answers; dismissed with what was typed, or None. `wrong` says what is wrong with an answer, if anything."""

    DEFAULT_CSS = """
    Ask > #box { max-width: 70; }
    Ask #wrong { color: $text-error; text-style: bold; height: auto; min-height: 1; }
    """

    def __init__(self, question: str, hint: str, wrong: Callable[[str], str], value: str = "") -> None:
        super().__init__()
        self._question = question
        self._wrong = wrong
        self._hint = hint
        self._words = Words("answer", question, value)

    def compose(self) -> ComposeResult:
        """The question, the field, what is wrong."""
        with Vertical(id="box"):
            yield Static(Content(self._question), id="title", markup=False)
            yield WordsField(self._words)
            yield Static(Content(self._hint), classes="-dim", markup=False)
            yield Static("", id="wrong", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(WordsField).focus()

    def help(self) -> Sequence[Paragraph]:
        """What it takes."""
        return [
            Paragraph("Help", "title"),
            Paragraph(self._question),
            Paragraph(f"Enter: {self._hint}.", "item"),
            CLOSES,
        ]

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        event.stop()
        wrong = self._wrong(event.value)
        if wrong:
            self.query_one("#wrong", Static).update(Content(wrong))
        else:
            self.dismiss(event.value)
