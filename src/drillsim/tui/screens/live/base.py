"""What all parts of the live screen share: the client, what is shown of its view, and a line to say something in."""

from collections.abc import Callable

from drillsim.net.access import LEADING
from drillsim.net.client import Client
from drillsim.present.forms import Form
from drillsim.present.lens import only
from drillsim.present.rows import Cell
from drillsim.present.when import saying_when, when_done
from drillsim.record.commands import Command
from drillsim.session.view import View
from drillsim.tui.screens.base import Whole
from drillsim.tui.screens.form import Filled, FormScreen
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList


class LiveBase(Whole):
    """A client's screen: it shows the client's view and sends the client's commands."""

    def __init__(self, client: Client, leave: Callable[[], None]) -> None:
        super().__init__()
        self.client = client
        self.leave = leave
        self.role: str | None = None
        """The one role that is shown; None: all of this place."""

    @property
    def view(self) -> View:
        """The newest view."""
        assert self.client.view is not None  # it comes with the hello
        return self.client.view

    @property
    def lens(self) -> View:
        """The view as it is shown: of all roles of this place, or of one."""
        return only(self.view, self.role)

    def under_cursor(self, panel: str) -> str | None:
        """What the cursor of a panel is on; None while another panel is in focus."""
        rows = self.query_one(f"#{panel}", RowList)
        return rows.key if rows.has_focus else None

    def say(self, *cells: Cell) -> None:
        """Shows a line above the keys."""
        self.query_one(LastWord).show(*cells)

    def ask(self, form: Form) -> None:
        """Opens a form, and sends the command that comes of it."""
        self.app.push_screen(FormScreen(form), self._send)

    def respond(self, form: Form) -> None:
        """As `ask`, for what people do in the story: where the clock stops to talk, when would it have been done?"""
        briefing = self.client.briefing
        self.ask(saying_when(form, briefing, self.client.second) if briefing.stops_to_talk else form)

    def act(self, command: Command, what: str) -> None:
        """Sends what needs no form; where the clock stops to talk, asks when `what` would have been done."""
        briefing = self.client.briefing
        if briefing.stops_to_talk:
            self.ask(when_done(command, what, briefing, self.client.second))
        else:
            self.client.act(command)

    def conduct(self, command: Command) -> None:
        """Sends what only those may who lead the exercise."""
        self.client.act(command)

    def _send(self, filled: Filled | None) -> None:
        if filled is not None:
            if isinstance(filled.command, LEADING):
                self.conduct(filled.command)
            else:
                self.client.act(filled.command, said=filled.said)
