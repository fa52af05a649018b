"""The screen for the room: the inject large, the question, the time left, the clocks, the whiteboard."""

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static

from drillsim.present import room
from drillsim.present.help import page
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell
from drillsim.present.whiteboard import TITLES, column, whole
from drillsim.present.words import full_clock, line
from drillsim.session.room import RoomView
from drillsim.tui.screens.base import Whole
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class RoomScreen(Whole):
    """Everything as large as the terminal allows; it shows what it is told and does nothing."""

    AUTO_FOCUS = "#inject"
    keys = room.KEYS
    DEFAULT_CSS = """
    RoomScreen {
        #clocks { height: 3; padding: 0 1; background: $surface; }
        #clock { width: auto; text-style: bold; }
        #between { width: 1fr; height: 3; }
        #says { height: auto; padding: 0 2; text-style: bold; background: $panel; }
        #says.-none { display: none; }
        #left-words { width: auto; height: 3; padding: 1 1 0 1; }
        #left { width: auto; text-style: bold; }
        #main { height: 1fr; layout: vertical; }
        #told { height: 1fr; }
        #sender { height: auto; padding: 1 2 0 2; color: $foreground 75%; }
        #inject { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
        #inject > Static { height: auto; margin-bottom: 1; }
        #board { height: auto; max-height: 8; }
        #columns { height: 1fr; display: none; layout: vertical; }
        .-strong { text-style: bold; }
        .-good { color: $text-success; }
        .-warn { color: $text-warning; text-style: bold; }
        .-bad { color: $text-error; text-style: bold; }
        &.-two #main, &.-three #main { layout: horizontal; }
        &.-two #told, &.-three #told { width: 2fr; }
        &.-two #board, &.-three #board { width: 1fr; height: 1fr; max-height: 100%; }
        &.-two #inject, &.-three #inject { padding: 2 6; }
        &.-two #sender, &.-three #sender { padding: 2 6 0 6; }
        &.-full #board { display: none; }
        &.-written #main { display: none; }
        &.-written #columns { display: block; }
        &.-two #columns, &.-three #columns { layout: grid; grid-size: 2; grid-rows: 1fr; grid-gutter: 0 1; }
    }
    """
    BINDINGS = [*bindings(room.KEYS)]

    def __init__(self, view: RoomView) -> None:
        """`view` is how it stands when the screen opens."""
        super().__init__()
        self._view = view
        self._told: tuple[Cell, ...] | None = None
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """The clocks above, the inject and the whiteboard below."""
        yield TopBar()
        with Horizontal(id="clocks"):
            yield Digits("", id="clock")
            yield Static("", id="between", markup=False)
            yield Static("", id="left-words", markup=False)
            yield Digits("", id="left")
        yield Static("", id="says", markup=False)
        with Container(id="main"):
            with Vertical(id="told"):
                yield Static("", id="sender", markup=False)
                yield VerticalScroll(id="inject")
            yield RowList(id="board", opens=False, wrap=6, roomy=4)
        with Container(id="columns"):
            for which in TITLES:
                yield RowList(id=f"board-{which}", opens=False, wrap=6, roomy=3)
        yield LastWord()
        yield KeyBar(room.BAR)
        yield TooSmall()

    def on_mount(self) -> None:
        """From the first moment."""
        self._draw(self._view, "")

    def show(self, view: RoomView, trouble: str = "") -> None:
        """Shows this from now on; `trouble` says why there is nothing newer."""
        self._view = view
        if self.is_mounted:
            self._draw(view, trouble)

    def _draw(self, view: RoomView, trouble: str) -> None:
        self.query_one(TopBar).show(room.head(view))
        self.query_one("#clock", Digits).update(full_clock(view.clock.second)[2:])
        digits, words = room.time_left(view.clock.talk)
        self.query_one("#left", Digits).update(digits)
        self._write("#left-words", words)
        self._write("#says", room.word(view))
        self.query_one("#sender", Static).update(Content(room.sender(view)))
        self._tell(room.text(view))
        self.query_one("#board", RowList).show(whole(view.whiteboard))
        for which in TITLES:
            self.query_one(f"#board-{which}", RowList).show(column(view.whiteboard, which))
        if trouble != self._trouble:
            self._trouble = trouble
            self.query_one(LastWord).show(Cell(line(trouble), "warn"))

    def _write(self, name: str, cell: Cell) -> None:
        place = self.query_one(name, Static)
        place.update(Content(cell.text))
        place.set_classes(f"-{cell.tone}" if cell.text else "-none")

    def _tell(self, cells: tuple[Cell, ...]) -> None:
        """The inject, from its beginning where it is another one."""
        if cells == self._told:
            return
        self._told = cells
        place = self.query_one("#inject", VerticalScroll)
        place.remove_children()
        place.mount_all([Static(Content(cell.text), classes=f"-{cell.tone}", markup=False) for cell in cells])
        place.scroll_home(animate=False)

    def action_inject_alone(self) -> None:
        """Nothing but the inject, or everything again."""
        self.remove_class("-written")
        self.toggle_class("-full")

    def action_whiteboard_alone(self) -> None:
        """Nothing but the whiteboard, or everything again."""
        self.remove_class("-full")
        self.toggle_class("-written")

    def help(self) -> list[Paragraph]:
        """What to know about it, and the keys."""
        return page("The screen for the room", room.HELP, self.table)

    def action_leave(self) -> None:
        """The drill goes on."""
        self.app.exit()
