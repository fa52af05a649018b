"""A form as a dialog: it is dismissed with what comes of it."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from drillsim.present.forms import Form, Incomplete, Pick, Ticks, Values, Words
from drillsim.record.commands import Command
from drillsim.tui.screens.dialog import Dialog
from drillsim.tui.widgets.fields import PickField, TicksField, WordsField


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of a form; `said`: the second at which it is said to be done (rule 20)."""

    command: Command
    said: int | None = None


class FormScreen(Dialog[Filled]):
    """Tab goes from field to field, enter on to the next and at the end sends."""

    DEFAULT_CSS = """
    FormScreen {
        .field { height: 1; }
        &.-high .field { margin-bottom: 1; }
        #intro { margin-bottom: 1; }
        .field > .label { width: 22; text-style: bold; }
        .field > .entry { width: 1fr; }
        #wrong { color: $text-error; text-style: bold; height: auto; min-height: 1; }
        #buttons { margin-top: 0; }
    }
    """
    BINDINGS = [Binding("up", "app.focus_previous", show=False), Binding("down,enter", "app.focus_next", show=False)]

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form

    def compose(self) -> ComposeResult:
        """What to read, the fields, and what is still wrong."""
        with Vertical(id="box"):
            yield Static(Content(self.form.title), id="title", markup=False)
            with VerticalScroll(id="body", can_focus=False):
                yield Static(Content(self.form.intro), id="intro", markup=False)
                for field in self.form.fields:
                    with Horizontal(classes="field"):
                        yield Static(Content(field.label), classes="label", markup=False)
                        yield _widget(field)
            yield Static("", id="wrong", markup=False)
            with Horizontal(id="buttons"):
                yield Button(Content(self.form.send), id="do-send")
                yield Button(Content("Cancel"), id="do-cancel")

    def on_mount(self) -> None:
        """The first field, words first, is ready to type in."""
        fields = [*self.query(WordsField), *self.query(PickField), *self.query(TicksField), *self.query(Button)]
        fields[0].focus()

    def values(self) -> Values:
        """What is filled in, by the fields' names."""
        fields = [*self.query(WordsField), *self.query(PickField), *self.query(TicksField)]
        return {field.field.name: field.value for field in fields}

    def action_send(self) -> None:
        """Makes the command, or says what is missing."""
        try:
            values = self.values()
            said = None if self.form.said is None else self.form.said(values)
            filled = Filled(self.form.make(values), said)
        except Incomplete as wrong:
            self.query_one("#wrong", Static).update(Content(str(wrong)))
            return
        self.dismiss(filled)

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        if self.form.quick:
            self.action_send()
        else:
            self.focus_next()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "do-send":
            self.action_send()
        else:
            self.action_close()


def _widget(field: Words | Pick | Ticks) -> Widget:
    if isinstance(field, Words):
        found: Widget = WordsField(field)
    elif isinstance(field, Pick):
        found = PickField(field)
    else:
        found = TicksField(field)
    found.add_class("entry")
    return found
