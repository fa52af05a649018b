"""No Duff: something real has happened. One full screen over everything else, until whoever leads lets it go on."""

from textual.app import ComposeResult
from textual.containers import Center, Middle
from textual.content import Content
from textual.widgets import Static

from drillsim.net.client import Client
from drillsim.present.console.forms import emergency_reason
from drillsim.present.emergency import banner, caller
from drillsim.present.screens import EMERGENCY
from drillsim.present.top import top
from drillsim.record import commands as c
from drillsim.tui.screens.base import Whole
from drillsim.tui.screens.form import FormScreen, Left
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar

RESUME = ("R", "it is over: the exercise goes on", "resume")
SAY = ("w", "say what is the matter", "say_why")
HELP = ("F1", "help", "help")


class RealEmergencyScreen(Whole):
    """Says who called it and why. Escape does nothing: only the place that leads can resume."""

    DEFAULT_CSS = """
    RealEmergencyScreen {
        background: $error 30%;
        & Static { width: 76; text-align: center; text-style: bold; border: heavy $error; padding: 1 2; }
        & KeyBar { background: $panel; }
    }
    """
    keys = EMERGENCY
    about = "Something real has happened. The exercise stands still for everybody until whoever leads lets it go on."
    BINDINGS = [*bindings(EMERGENCY)]

    def __init__(self, client: Client) -> None:
        super().__init__()
        self.client = client
        self.leads = client.hello is not None and client.hello.leads

    def compose(self) -> ComposeResult:
        """One box in the middle."""
        yield TopBar()
        with Middle(), Center():
            yield Static("", id="banner", markup=False)
        yield KeyBar([SAY, *([RESUME] if self.leads else []), HELP])
        yield TooSmall()

    def on_mount(self) -> None:
        """From the first moment on."""
        self.show()

    def show(self) -> None:
        """Who called it may have said why meanwhile. Nothing to do while the box is not there yet, or no more."""
        text = banner(self.client.news, self.client.clock, leads=self.leads, resume=self.key("resume", "R"))
        for bar in self.query(TopBar):
            bar.show(top(self.client.briefing, self.client.clock, self.client.second))
        for box in self.query("#banner").results(Static):
            box.update(Content(text))

    def action_resume(self) -> None:
        """The exercise goes on."""
        if self.leads:
            self.client.act(c.Resume())

    def action_say_why(self) -> None:
        """It is on the record and on every screen."""
        self.app.push_screen(FormScreen(emergency_reason(caller(self.client.news))), self._said)

    def _said(self, filled: Left | None) -> None:
        if filled is not None and filled.command is not None:
            self.client.act(filled.command)
