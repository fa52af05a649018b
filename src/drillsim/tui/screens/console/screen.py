"""The console put together: its panels, and what they show."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Container

from drillsim.net.client import Client
from drillsim.present.console.coverage import coverage
from drillsim.present.console.expected import expected
from drillsim.present.console.help import console_help
from drillsim.present.console.keys import BAR, KEYS
from drillsim.present.console.lens import strip
from drillsim.present.console.msel import msel, names
from drillsim.present.console.places import here
from drillsim.present.functions import functions
from drillsim.present.log import log, said
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell
from drillsim.present.top import top
from drillsim.present.words import clock, line
from drillsim.session.console import ConsoleView
from drillsim.tui.screens.console.clock import ClockActions
from drillsim.tui.screens.console.expected import ExpectedActions
from drillsim.tui.screens.console.injects import InjectActions
from drillsim.tui.screens.console.people import PeopleActions
from drillsim.tui.screens.evaluator.observing import ObservingActions
from drillsim.tui.screens.live.panels import PanelActions
from drillsim.tui.screens.live.whiteboard import WhiteboardActions
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.timeline import Timeline
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class ConsoleScreen(
    ClockActions, InjectActions, ExpectedActions, PeopleActions, ObservingActions, PanelActions, WhiteboardActions
):
    """Everything of a drill, in one column or two; for the facilitator's eyes only.

    From 150 columns on both are as wide: then every panel has room for all its columns.
    """

    AUTO_FOCUS = "#injects"
    keys = KEYS
    drawers = ("expected", "coverage", "here", "timeline", "log", "queues")

    DEFAULT_CSS = """
    ConsoleScreen {
        #panels { height: 1fr; }
        #functions { height: auto; max-height: 5; }
        #timeline { height: 8; }

        &.-one {
            #panels { layout: vertical; }
            #a { height: 1fr; }
            #b, #c { height: auto; }
            #functions { max-height: 4; }
            #expected, #coverage, #here, #timeline, #log, #queues { display: none; height: 7; }
            #expected.-drawer, #coverage.-drawer, #here.-drawer { display: block; }
            #timeline.-drawer, #log.-drawer, #queues.-drawer { display: block; }
            #here { height: auto; max-height: 10; }
        }
        &.-one.-high #functions { max-height: 7; }
        &.-one.-high { #expected, #coverage, #timeline, #log, #queues { height: 12; } }
        &.-two #panels, &.-three #panels { layout: grid; grid-size: 2 2; grid-rows: 1fr 1fr; grid-gutter: 0 1; }
        &.-two #panels { grid-columns: 4fr 3fr; }
        &.-three #panels { grid-columns: 1fr 1fr; }
        &.-two #a, &.-three #a { row-span: 2; }
        &.-two #here, &.-three #here { height: auto; max-height: 10; }
        &.-two #queues, &.-three #queues { height: auto; max-height: 9; }
        &.-three.-high #queues { max-height: 13; }
        &.-two #queues.-none, &.-three #queues.-none { display: none; }

        &.-zoomed #a, &.-zoomed #b, &.-zoomed #c { display: none; }
        &.-zoomed #panels { layout: vertical; }
        &.-zoomed #panels > .-holds { display: block; height: 1fr; }
        &.-zoomed #panels > .-holds > * { display: none; }
        &.-zoomed #panels > .-holds > .-alone { display: block; height: 1fr; max-height: 100%; }
    }
    """
    BINDINGS = [*bindings(KEYS)]

    def __init__(self, client: Client, leave: Callable[[], None]) -> None:
        super().__init__(client, leave)
        self._logged = -1
        self._shown: tuple[ConsoleView | None, int] = (None, -1)

    def compose(self) -> ComposeResult:
        """Three groups of panels, which the width of the terminal arranges."""
        yield TopBar()
        with Container(id="panels"):
            with Container(id="a"):
                yield RowList(id="functions", opens=False, wrap=2, roomy=1)
                yield RowList(id="injects", wrap=3, roomy=14)
                yield Timeline(id="timeline")
            with Container(id="b"):
                yield RowList(id="expected", wrap=2)
                yield RowList(id="coverage", opens=False, wrap=2)
            with Container(id="c"):
                yield RowList(id="here")
                yield RowList(id="queues", opens=False, wrap=2, roomy=1)
                yield RowList(id="log", follows=True, opens=False, wrap=3)
        yield LastWord()
        yield KeyBar(BAR)
        yield TooSmall()

    def on_mount(self) -> None:
        """The cursor begins at what wants a hand."""
        self.query_one("#functions", RowList).can_focus = False
        self.open_drawer(self.drawers[0])
        self.show()

    def resized(self) -> None:
        """Other panels may be in sight now."""
        self.call_after_refresh(self.show, anew=True)

    def show(self, *, anew: bool = False) -> None:
        """Shows what the client holds. Panels draw only what has changed; `anew`: panels may have come into sight."""
        if not self.is_mounted:
            return
        console, now = self.console, self.client.second
        self.show_muster()
        if self.is_under_the_board:
            return
        self.query_one(TopBar).show(top(self.client.briefing, self.client.clock, now))
        self.show_whiteboard()
        if not anew and self._shown == (console, now):
            return
        self._shown = console, now
        view = strip(console)
        self.show_panel("functions", lambda: functions(view, now, narrow=self.has_class("-two")))
        self.show_panel("injects", lambda: msel(console, now))
        self.show_panel("expected", lambda: expected(console, now))
        self.show_panel("coverage", lambda: coverage(console, now))
        self.show_panel("here", lambda: here(console))
        self.show_queues(console.functions)
        self._show_log()
        timeline = self.query_one(Timeline)
        if timeline.display:
            timeline.show(view, now)

    def _show_log(self) -> None:
        panel = self.query_one("#log", RowList)
        last = self.client.news[-1].seq if self.client.news else 0
        if panel.display and self._logged != last:
            self._logged = last
            panel.show(log(self.client.news, names(self.console), self.client.briefing.begins))

    def hear(self) -> None:
        """Says what happened last."""
        if self.client.news:
            item = self.client.news[-1]
            text, tone = said(item, names(self.console))
            by = f"{line(item.by)} " if item.by and item.kind != "inject" else ""
            self.say(Cell(clock(item.at), "dim"), Cell(f"{by}{text}", "dim" if tone == "plain" else tone))

    def help(self) -> Sequence[Paragraph]:
        """About the panel in focus first."""
        return console_help(self.focused.id or "" if self.focused is not None else "", self.table)
