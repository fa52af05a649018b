"""Dialogs: something to read, and a few things to do about it."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from drillsim.present.field_help import sheet_help
from drillsim.present.keys import GO_TO, named
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell
from drillsim.tui.personal import keymap_of

Result = TypeVar("Result")


class Dialog(ModalScreen[Result], Generic[Result]):
    """A box over the screen; escape closes it without anything done."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > #box {
            width: 90%;
            max-width: 90;
            height: auto;
            max-height: 90%;
            background: $surface;
            border: round $primary;
            padding: 0 1;
        }
        #title { text-style: bold; height: auto; }
        #body { height: auto; max-height: 66vh; scrollbar-size-vertical: 1; }
        #body > Static { height: auto; margin-top: 1; }
        .-dim { color: $foreground 65%; }
        .-strong { text-style: bold; }
        .-good { color: $text-success; }
        .-warn { color: $text-warning; }
        .-bad { color: $text-error; text-style: bold; }
        #buttons { height: 1; margin-top: 1; }
        #buttons > Button { height: 1; border: none; min-width: 8; margin-right: 2; padding: 0 1; }
        #buttons > Button:focus { text-style: bold reverse; }
        &.-low #buttons > Button { margin-right: 0; }
        &.-upright #buttons { layout: vertical; height: auto; max-height: 12; overflow-y: auto; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-high")]
    BINDINGS = [
        Binding("escape", "close", "Close", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("f1", "help", id="help", show=False),
    ]

    @property
    def go_to(self) -> str:
        """How the key is named that goes to a button or field by its letter."""
        return keymap_of(self.app).name(GO_TO.id, named(GO_TO))

    def help(self) -> Sequence[Paragraph]:
        """What to read when help is asked for."""
        raise NotImplementedError  # each kind of dialog knows

    def action_help(self) -> None:
        """Shows it over the dialog, which stays as it is."""
        from drillsim.tui.screens.help import HelpScreen  # itself a dialog

        self.app.push_screen(HelpScreen(self.help()))

    def action_page(self, by: int) -> None:
        """Scrolls what is too long for the box."""
        for body in self.query("#body"):
            body.scroll_relative(y=by * max(1, body.size.height - 1), animate=False, immediate=True)

    def action_close(self) -> None:
        """Nothing was done."""
        self.dismiss(None)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Closes it, while it is in front; else the second of two quick keys would take away the screen below."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Sheet(Dialog[str]):
    """Paragraphs and buttons; dismissed with the chosen button's name, or None."""

    BINDINGS = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        title: str,
        paragraphs: Sequence[Cell],
        buttons: Sequence[tuple[str, str]],
        *,
        upright: bool = False,
        to_read: bool = False,
    ) -> None:
        """`to_read`: enter closes it, where what the first button does cannot be taken back."""
        super().__init__()
        self._to_read = to_read
        self.set_class(upright, "-upright")
        self._title = title
        self._paragraphs = paragraphs
        self._buttons = buttons

    def compose(self) -> ComposeResult:
        """The title, what there is to read, the buttons in one line."""
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title", markup=False)
            with VerticalScroll(id="body", can_focus=False):
                for cell in self._paragraphs:
                    yield Static(Content(cell.text), classes=f"-{cell.tone}", markup=False)
            with Horizontal(id="buttons"):
                for name, label in (*self._buttons, ("", "Close")):
                    yield Button(Content(label), id=f"do-{name or 'close'}", name=name)

    def on_mount(self) -> None:
        """The first button is what is usually wanted, or the last, which closes; none where it is gone already."""
        buttons = list(self.query("#buttons Button"))
        for button in buttons[-1:] if self._to_read else buttons[:1]:
            button.focus()

    def help(self) -> Sequence[Paragraph]:
        """What it asks for."""
        return sheet_help([label for _, label in self._buttons], self.go_to)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.name or None)


class Sure(Sheet):
    """Asks once before something is done: y does it; enter, like escape, leaves everything as it is."""

    BINDINGS = [Binding("y", "yes", show=False)]

    def __init__(self, question: str, does: str) -> None:
        """`does` says what y does, as `Start it again`."""
        super().__init__(
            question, [Cell(f"y: {does[:1].lower()}{does[1:]}. Enter: no.")], [("yes", does)], to_read=True
        )

    def action_yes(self) -> None:
        """It is done."""
        self.dismiss("yes")
