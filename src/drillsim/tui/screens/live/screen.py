"""The live screen put together: its panels, and what they show."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from drillsim.net.client import Client
from drillsim.present.due import due
from drillsim.present.duty import duty
from drillsim.present.functions import functions
from drillsim.present.inbox import inbox
from drillsim.present.keys import BAR, KEYS, Key
from drillsim.present.log import log, names, said
from drillsim.present.messages import messages
from drillsim.present.rows import Cell
from drillsim.present.tasks import tasks
from drillsim.present.top import top
from drillsim.present.words import clock, line
from drillsim.session.view import TalkView, View
from drillsim.tui.screens.live.board import BoardScreen
from drillsim.tui.screens.live.due import DueActions
from drillsim.tui.screens.live.pacing import PacingActions
from drillsim.tui.screens.live.panels import DRAWERS, PanelActions
from drillsim.tui.screens.live.whiteboard import WhiteboardActions
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.timeline import Timeline
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class LiveScreen(PacingActions, DueActions, PanelActions, WhiteboardActions):
    """Everything of a drill that these roles may know, in one to three columns."""

    AUTO_FOCUS = "#tasks"
    keys: ClassVar[tuple[Key, ...]] = KEYS
    bar: ClassVar[tuple[tuple[str, str, str], ...]] = BAR

    DEFAULT_CSS = """
    LiveScreen {
        #panels { height: 1fr; }
        #functions { height: auto; max-height: 7; }

        &.-one {
            #panels { layout: vertical; }
            #a, #c1, #c2 { height: auto; }
            #b { height: 1fr; }
            #inbox { height: 5; }
            #messages, #due, #duty, #queues, #timeline, #log { display: none; height: 5; }
            #messages.-drawer, #due.-drawer, #duty.-drawer { display: block; }
            #queues.-drawer, #timeline.-drawer, #log.-drawer { display: block; }
        }
        &.-one.-high {
            #inbox { height: 9; }
            #messages, #due, #duty, #queues, #timeline, #log { height: 11; }
        }
        &.-two #panels { layout: grid; grid-size: 2 2; grid-rows: 1fr 1fr; grid-gutter: 0 1; }
        &.-three #panels { layout: grid; grid-size: 3 2; grid-rows: 1fr 1fr; grid-gutter: 0 1; }
        &.-three #panels { grid-columns: 5fr 6fr 5fr; }
        &.-three #b, &.-three #c1 { row-span: 2; }
        &.-two #functions, &.-three #functions { max-height: 9; }
        &.-two #due, &.-three #due { height: auto; max-height: 5; }
        &.-three.-high #due { max-height: 9; }
        &.-two #duty, &.-three #duty { height: auto; max-height: 10; }
        &.-two #messages, &.-three #messages { height: 1fr; min-height: 3; }
        &.-two #queues, &.-three #queues { height: auto; max-height: 9; }
        &.-three.-high #queues { max-height: 13; }
        &.-two #queues.-none, &.-three #queues.-none { display: none; }

        &.-zoomed #a, &.-zoomed #b, &.-zoomed #c1, &.-zoomed #c2 { display: none; }
        &.-zoomed #panels { layout: vertical; }
        &.-zoomed #panels > .-holds { display: block; height: 1fr; }
        &.-zoomed #panels > .-holds > * { display: none; }
        &.-zoomed #panels > .-holds > .-alone { display: block; height: 1fr; max-height: 100%; }
    }
    """
    BINDINGS = [*bindings(KEYS)]

    def __init__(self, client: Client, leave: Callable[[], None]) -> None:
        super().__init__(client, leave)
        self._board: BoardScreen | None = None
        """The situation board, while it is open."""
        self._logged: tuple[int, str | None] = (-1, None)
        self._shown: tuple[View | None, str | None, int, TalkView | None] = (None, None, -1, None)

    def compose(self) -> ComposeResult:
        """Four groups of panels, which the width of the terminal arranges."""
        yield TopBar()
        with Container(id="panels"):
            with Container(id="a"):
                yield RowList(id="functions", opens=False, wrap=2, roomy=1)
                yield RowList(id="inbox", wrap=6)
            with Container(id="b"):
                yield RowList(id="tasks", wrap=2, must_fit=True)
                yield RowList(id="queues", opens=False, wrap=2, roomy=1)
            with Container(id="c1"):
                yield RowList(id="messages", wrap=2, must_fit=True)
                yield RowList(id="due")
                yield RowList(id="duty")
            with Container(id="c2"):
                yield Timeline(id="timeline")
                yield RowList(id="log", follows=True, opens=False, wrap=4)
        yield LastWord()
        yield KeyBar(self.bar)
        yield TooSmall()

    def on_mount(self) -> None:
        """The cursor begins at what can be done."""
        self.query_one("#functions", RowList).can_focus = False
        self.open_drawer(DRAWERS[0])
        self.show()

    def resized(self) -> None:
        """Other panels may be in sight now."""
        self.call_after_refresh(self.show, anew=True)

    def show(self, *, anew: bool = False) -> None:
        """Shows what the client holds. Panels draw only what has changed; `anew`: panels may have come into sight."""
        if not self.is_mounted:
            return
        self.show_muster()
        if self.is_under_the_board:
            return
        view, now = self.lens, self.client.second
        first_line = top(self.client.briefing, self.client.clock, now)
        self.query_one(TopBar).show(first_line)
        if self._board is not None and self._board.is_mounted:
            self._board.show(first_line, view, self.client.briefing, now)
        self.show_whiteboard()
        talk = self.client.clock.talk
        if not anew and self._shown == (self.client.view, self.role, now, talk):
            return
        self._shown = self.client.view, self.role, now, talk
        self.show_panel("functions", lambda: functions(view, now, narrow=not self.has_class("-one")))
        self.show_panel("inbox", lambda: inbox(view, now, talk))
        self.show_panel("tasks", lambda: tasks(view, now))
        self.show_panel("messages", lambda: messages(view, now))
        self.show_queues(view.functions)
        self.show_panel("due", lambda: due(view, now))
        self.show_panel("duty", lambda: duty(view))
        self._show_log(view)
        timeline = self.query_one(Timeline)
        if timeline.display:
            timeline.show(view, now)

    def _show_log(self, view: View) -> None:
        panel = self.query_one("#log", RowList)
        last = self.client.news[-1].seq if self.client.news else 0
        if panel.display and self._logged != (last, self.role):
            self._logged = last, self.role
            panel.show(log(self.client.news, names(view), self.client.briefing.begins))

    def action_board(self) -> None:
        """The situation on one screen."""
        self._board = BoardScreen()
        self.app.push_screen(self._board, self._close_board)
        self.call_after_refresh(self.show)

    def _close_board(self, _: None) -> None:
        self._board = None

    def say(self, *cells: Cell) -> None:
        """Says it on the board too, while that is open."""
        super().say(*cells)
        if self._board is not None and self._board.is_mounted:
            self._board.say(*cells)

    def hear(self) -> None:
        """Says what happened last."""
        if self.client.news:
            item = self.client.news[-1]
            text, tone = said(item, names(self.view))
            by = f"{line(item.by)} " if item.by and item.kind != "inject" else ""
            self.say(Cell(clock(item.at), "dim"), Cell(f"{by}{text}", "dim" if tone == "plain" else tone))
