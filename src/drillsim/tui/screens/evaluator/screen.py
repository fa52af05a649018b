"""The evaluator's place put together: its panels, and what they show."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from drillsim.net.client import Client
from drillsim.present.console.expected import expected
from drillsim.present.console.msel import letter, msel, names
from drillsim.present.evaluation.help import evaluation_help
from drillsim.present.evaluation.keys import BAR, KEYS
from drillsim.present.evaluation.notes import notes
from drillsim.present.evaluation.objectives import objectives
from drillsim.present.log import log, said
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell
from drillsim.present.top import top
from drillsim.present.words import clock, line
from drillsim.tui.screens.console.expected import ExpectedActions
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.screens.evaluator.noting import NotingActions
from drillsim.tui.screens.evaluator.rating import RatingActions
from drillsim.tui.screens.live.panels import PanelActions
from drillsim.tui.screens.live.whiteboard import WhiteboardActions
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class EvaluatorScreen(NotingActions, RatingActions, ExpectedActions, PanelActions, WhiteboardActions):
    """Everything of a drill to look at, and notes and ratings to make; in one column, two or three.

    In one column what is expected, the injects and the log share a place.
    """

    AUTO_FOCUS = "#objectives"
    keys = KEYS
    drawers = ("expected", "injects", "log")

    DEFAULT_CSS = """
    EvaluatorScreen {
        #panels { height: 1fr; }
        #objectives { height: 1fr; }

        &.-one {
            #panels { layout: vertical; }
            #a { height: 2fr; }
            #b, #c { height: auto; }
            #expected, #injects, #log { display: none; height: 7; }
            #expected.-drawer, #injects.-drawer, #log.-drawer { display: block; }
            #objectives { height: 7; }
        }
        &.-one.-high { #expected, #injects, #log { height: 12; } #objectives { height: 14; } }
        &.-two #panels { layout: grid; grid-size: 2 2; grid-rows: 1fr 1fr; grid-gutter: 0 1; grid-columns: 4fr 3fr; }
        &.-two #a { row-span: 2; }
        &.-three #panels { layout: grid; grid-size: 3 1; grid-gutter: 0 1; grid-columns: 5fr 4fr 3fr; }

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

    def compose(self) -> ComposeResult:
        """Three groups of panels, which the width of the terminal arranges."""
        yield TopBar()
        with Container(id="panels"):
            with Container(id="a"):
                yield RowList(id="objectives", wrap=4, must_fit=True)
                yield RowList(id="notes", follows=True, wrap=3, roomy=3)
            with Container(id="b"):
                yield RowList(id="expected", wrap=2)
                yield RowList(id="injects", wrap=2)
            with Container(id="c"):
                yield RowList(id="log", follows=True, opens=False, wrap=3)
        yield LastWord()
        yield KeyBar(BAR)
        yield TooSmall()

    def on_mount(self) -> None:
        """The cursor begins at the objectives."""
        self.open_drawer(self.drawers[0])
        self.show()

    def resized(self) -> None:
        """Other panels may be in sight now."""
        self.call_after_refresh(self.show, anew=True)

    def show(self, *, anew: bool = False) -> None:
        """Shows what the client holds. Panels draw only what has changed; `anew`: panels may have come into sight."""
        if not self.is_mounted:
            return
        console, now, review = self.console, self.client.second, self.client.review
        self.query_one(TopBar).show(top(self.client.briefing, self.client.clock, now))
        self.show_panel("objectives", lambda: objectives(review, self.writes_as))
        self.show_panel("notes", lambda: notes(review))
        self.show_panel("expected", lambda: expected(console, now))
        self.show_panel("injects", lambda: replace(msel(console, now), keys="enter look"))
        self.show_whiteboard()
        last = self.client.news[-1].seq if self.client.news else 0
        if anew or self._logged != last:
            self._logged = last
            self.show_panel("log", lambda: log(self.client.news, names(console), self.client.briefing.begins))

    @on(RowList.Opened, "#injects")
    def open_inject(self, event: RowList.Opened) -> None:
        """The inject whole, with the author's note for evaluators."""
        row = next((row for row in self.console.msel if row.id == event.key), None)
        if row is not None:
            self.app.push_screen(Sheet("Inject", letter(row, self.client.briefing), [], to_read=True))

    def hear(self) -> None:
        """Says what happened last."""
        if self.client.news:
            item = self.client.news[-1]
            text, tone = said(item, names(self.console))
            by = f"{line(item.by)} " if item.by and item.kind != "inject" else ""
            self.say(Cell(clock(item.at), "dim"), Cell(f"{by}{text}", "dim" if tone == "plain" else tone))

    def help(self) -> Sequence[Paragraph]:
        """About the panel in focus first."""
        return evaluation_help(self.focused.id or "" if self.focused is not None else "", self.table)
