"""The situation board: how we stand, what we were told, what is due, what we asked of others; it follows the clock."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container

from drillsim.present.assignments import given
from drillsim.present.board import known, situation
from drillsim.present.due import due
from drillsim.present.functions import functions
from drillsim.present.queues import has_queues, queues
from drillsim.present.rows import Cell
from drillsim.present.screens import BOARD
from drillsim.session.view import Briefing, View
from drillsim.tui.screens.base import Whole
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class BoardScreen(Whole):
    """For reading: the live screen tells it what to show."""

    AUTO_FOCUS = "#board-told"
    DEFAULT_CSS = """
    BoardScreen {
        #board { height: 1fr; layout: vertical; }
        #board-functions { height: auto; max-height: 8; }
        #board-queues { height: auto; max-height: 9; }
        #board-queues.-none { display: none; }
        #board-given { height: auto; min-height: 2; max-height: 5; }
        &.-two #board, &.-three #board { layout: grid; grid-size: 2; grid-rows: 1fr; grid-gutter: 0 1; }
        &.-two RowList, &.-three RowList { height: 1fr; max-height: 100%; }
    }
    """
    keys = BOARD
    about = "How we stand, what we were told, what is due, and what was asked of others; it follows the exercise."
    BINDINGS = [Binding("escape", "close", show=False), *bindings(BOARD)]

    def compose(self) -> ComposeResult:
        """What is so above, what is to be done below."""
        yield TopBar()
        with Container(id="board"):
            yield RowList(id="board-functions", opens=False, wrap=2, roomy=1)
            yield RowList(id="board-queues", opens=False, wrap=2, roomy=1)
            yield RowList(id="board-told", opens=False, wrap=6)
            yield RowList(id="board-due", opens=False, wrap=2)
            yield RowList(id="board-given", opens=False, wrap=2)
        yield LastWord()
        yield KeyBar([("b", "back", "close"), ("tab", "next panel", "app.focus_next"), ("F1", "help", "help")])
        yield TooSmall()

    def show(self, first_line: tuple[Cell, ...], view: View, told: Briefing, now: int) -> None:
        """Shows this from now on; the panels draw only what has changed."""
        self.query_one(TopBar).show(first_line)
        self._panel("queues").set_class(not has_queues(view.functions), "-none")
        for name, table in (
            ("functions", functions(view, now, title=situation(view, told.begins, now))),
            ("queues", queues(view.functions)),
            ("told", known(view, told.begins)),
            ("due", due(view, now)),
            ("given", given(view, now, self.key("hand_over", "h"))),
        ):
            self._panel(name).show(table)

    def say(self, *cells: Cell) -> None:
        """What is said on the live screen is said here too."""
        self.query_one(LastWord).show(*cells)

    def _panel(self, name: str) -> RowList:
        return self.query_one(f"#board-{name}", RowList)

    def action_close(self) -> None:
        """Back to the live screen, once."""
        if self.is_active:
            self.dismiss(None)
