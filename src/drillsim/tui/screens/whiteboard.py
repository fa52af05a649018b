"""The whiteboard: four columns that everybody sees and writes on."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container

from drillsim.present import whiteboard
from drillsim.present.forms import Form
from drillsim.present.help import page
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell
from drillsim.record.commands import Command
from drillsim.record.written import Column
from drillsim.session.view import BoardLine, Briefing
from drillsim.tui.screens.base import Whole
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class WhiteboardScreen(Whole):
    """Lies over the screen of any place, which tells it what to show and asks and acts for it."""

    AUTO_FOCUS = "#board-facts"
    keys = whiteboard.KEYS
    DEFAULT_CSS = """
    WhiteboardScreen {
        #columns { height: 1fr; layout: vertical; }
        &.-two #columns, &.-three #columns { layout: grid; grid-size: 2; grid-rows: 1fr; grid-gutter: 0 1; }
    }
    """
    BINDINGS = [*bindings(whiteboard.KEYS), Binding("escape", "close", show=False)]

    def __init__(
        self,
        writers: tuple[str, ...],
        told: Briefing,
        ask: Callable[[Form], None],
        act: Callable[[Command], object],
    ) -> None:
        """`writers` are the names under which this place may write; `ask` opens a form, `act` sends a command."""
        super().__init__()
        self._writers = writers
        self._told = told
        self._ask = ask
        self._act = act
        self._board: tuple[BoardLine, ...] = ()

    def compose(self) -> ComposeResult:
        """One list for each column; a long line goes on below."""
        yield TopBar()
        with Container(id="columns"):
            for which in whiteboard.TITLES:
                yield RowList(id=f"board-{which}", wrap=4, roomy=3)
        yield LastWord()
        yield KeyBar(whiteboard.BAR)
        yield TooSmall()

    def show(self, first_line: tuple[Cell, ...], board: tuple[BoardLine, ...]) -> None:
        """Shows this from now on."""
        self._board = board
        self.query_one(TopBar).show(first_line)
        for which in whiteboard.TITLES:
            self._column(which).show(whiteboard.column(board, which))

    def say(self, *cells: Cell) -> None:
        """Shows a line above the keys."""
        self.query_one(LastWord).show(*cells)

    def _column(self, which: Column) -> RowList:
        return self.query_one(f"#board-{which}", RowList)

    @property
    def _here(self) -> Column:
        """The column in focus."""
        return next((which for which in whiteboard.TITLES if self._column(which).has_focus), "facts")

    def _line(self) -> BoardLine | None:
        """The line under the cursor; says so where there is none."""
        key = self._column(self._here).key
        found = next((each for each in self._board if str(each.seq) == key), None)
        if found is None:
            self.say(Cell(f"There is no line in this column: {self.key('add', 'a')} writes one.", "warn"))
        return found

    def action_focus_column(self, which: Column) -> None:
        """Goes to a column."""
        self.set_focus(self._column(which))

    def action_add(self) -> None:
        """Into the column in focus."""
        self._ask(whiteboard.new_line(self._writers, self._here))

    @on(RowList.Opened)
    def action_change(self) -> None:
        """The line under the cursor."""
        board_line = self._line()
        if board_line is not None:
            self._ask(whiteboard.changed_line(self._writers, board_line, self._told.begins))

    def action_strike(self) -> None:
        """It stays on the record."""
        board_line = self._line()
        if board_line is not None:
            self._act(whiteboard.struck(self._writers[0], board_line))

    def action_move_to_facts(self) -> None:
        """What was not known is."""
        board_line = self._line()
        if board_line is not None and board_line.column == "facts":
            self.say(Cell("This line is among the facts already.", "warn"))
        elif board_line is not None:
            self._act(whiteboard.known_now(self._writers[0], board_line))

    def help(self) -> list[Paragraph]:
        """What to know about it, and the keys."""
        return page("The whiteboard", whiteboard.HELP, self.table)

    def action_close(self) -> None:
        """Back, once."""
        if self.is_active:
            self.dismiss(None)
