"""A form as a dialog: it is dismissed with what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from drillsim.present.field_help import foot, form_help
from drillsim.present.forms import Form, Incomplete, Pick, Ticks, Values, Words
from drillsim.present.paragraphs import Paragraph
from drillsim.record.commands import Command
from drillsim.tui.screens.dialog import Dialog
from drillsim.tui.widgets.fields import Options, PickField, TicksField, WordsField

AnyField = WordsField | PickField | TicksField


@dataclass(frozen=True, slots=True)
class Left:
    """How a form was left: with a command, or with what was typed so far; neither where it was thrown away.

    `said` is the second at which the command is said to be done (rule 20).
    """

    command: Command | None
    values: Values | None
    """What is filled in; None where nothing was, or it is not wanted any more."""
    said: int | None = None


class Preview(VerticalScroll):
    """How it will read; the keyboard goes there only where it is longer than its place and has to be scrolled."""

    def allow_focus(self) -> bool:
        """Whether there is more of it than can be seen."""
        return self.max_scroll_y > 0


class FormScreen(Dialog[Left]):
    """Tab goes from field to field, enter on to the next and at the end sends. Escape keeps what was typed."""

    DEFAULT_CSS = """
    FormScreen {
        &.-low > #box { width: 100%; max-height: 95%; }
        .field { height: auto; }
        &.-high .field { margin-bottom: 1; }
        #intro { margin-bottom: 1; }
        #body { max-height: 1fr; }
        .field > .label { width: 22; text-style: bold; }
        .field > .entry { width: 1fr; }
        #preview { height: auto; max-height: 8; border-left: thick $primary; padding-left: 1; margin-top: 1; }
        #preview:focus { border-left: thick $accent; background: $panel; }
        #preview > Static { height: auto; }
        &.-high #preview { max-height: 14; }
        #wrong { color: $text-error; text-style: bold; height: auto; min-height: 1; }
        #buttons { margin-top: 0; }
        #foot { height: 1; }
    }
    """
    BINDINGS = [Binding("up", "app.focus_previous", show=False), Binding("down,enter", "app.focus_next", show=False)]

    def __init__(self, form: Form, draft: Values | None = None, clock: Callable[[], str] | None = None) -> None:
        """`clock` says how the exercise clock stands, for those who type while it may run."""
        super().__init__()
        self.form = form
        self._clock = clock
        self._draft = draft or {}
        self._untouched: Values = {}

    def compose(self) -> ComposeResult:
        """What to read, the fields, how it will read, and what is still wrong."""
        with Vertical(id="box"):
            yield Static(Content(self.form.title), id="title", markup=False)
            with VerticalScroll(id="body", can_focus=False):
                yield Static(Content(self.form.intro), id="intro", markup=False)
                for field in self.form.fields:
                    with Horizontal(classes="field"):
                        yield Static(Content(field.label), classes="label", markup=False)
                        yield _widget(field)
            if self.form.preview is not None:
                yield Preview(id="preview")
            yield Static("", id="wrong", markup=False)
            with Horizontal(id="buttons"):
                yield Button(Content(self.form.send), id="do-send")
                yield Button(Content("Close, keep the text"), id="do-close")
                yield Button(Content("Discard"), id="do-discard")
            yield Static(Content(foot(self.form, self.go_to)), id="foot", classes="-dim", markup=False)

    def on_mount(self) -> None:
        """The first field, words first where the form names none, is ready; what was typed before is there again.

        There is none where the form was taken away before it was there.
        """
        self._untouched = self.values()
        for field in self._fields:
            if field.field.name in self._draft:
                field.put(self._draft[field.field.name])
        named = [field for field in self._fields if field.field.name == self.form.begins]
        others = [*self._fields, *self.query(Button)]
        for first in [*named, *others][:1]:
            first.focus()
            self.show_clock()
            self._preview()

    def show_clock(self) -> None:
        """Says on the lower edge how the clock stands now. Nothing to do while the box is not there yet, or no more."""
        for box in self.query("#box"):
            box.border_subtitle = "" if self._clock is None else self._clock()

    @property
    def _fields(self) -> list[AnyField]:
        return [*self.query(WordsField), *self.query(PickField), *self.query(TicksField)]

    def values(self) -> Values:
        """What is filled in, by the fields' names."""
        return {field.field.name: field.value for field in self._fields}

    @on(Input.Changed)
    @on(Options.Changed)
    def _preview(self) -> None:
        """Shows how it will read as it is filled in now."""
        if self.form.preview is None:
            return
        place, cells = self.query_one("#preview"), self.form.preview(self.values())
        lines = list(place.query(Static))
        for cell, line in zip(cells, lines, strict=False):
            line.update(Content(cell.text))
            line.set_classes(f"-{cell.tone}")
        for line in lines[len(cells) :]:
            line.remove()
        more = cells[len(lines) :]
        if more:
            place.mount_all([Static(Content(cell.text), classes=f"-{cell.tone}", markup=False) for cell in more])

    def help(self) -> Sequence[Paragraph]:
        """What the field in focus takes."""
        focused = next((field.field for field in self._fields if field.has_focus), None)
        return form_help(self.form, focused, self.go_to)

    def action_send(self) -> None:
        """Makes the command, or says what is missing."""
        try:
            values = self.values()
            said = None if self.form.said is None else self.form.said(values)
            command = self.form.make(values)
        except Incomplete as wrong:
            self.query_one("#wrong", Static).update(Content(str(wrong)))
            for field in self._fields:
                if field.field.name == wrong.field:
                    field.focus()
            return
        self.dismiss(Left(command, values, said))

    def action_close(self) -> None:
        """Nothing is sent; what was typed is kept."""
        values = self.values()
        self.dismiss(Left(None, None if values == self._untouched else values))

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
        elif event.button.id == "do-close":
            self.action_close()
        else:
            self.dismiss(Left(None, None))


def _widget(field: Words | Pick | Ticks) -> AnyField:
    if isinstance(field, Words):
        found: AnyField = WordsField(field)
    elif isinstance(field, Pick):
        found = PickField(field)
    else:
        found = TicksField(field)
    found.add_class("entry")
    return found
