"""What all parts of the live screen share: the client, what is shown of its view, and a line to say something in."""

from collections.abc import Callable

from drillsim.net.access import LEADING
from drillsim.net.client import Client
from drillsim.net.frames import Ack, Nack
from drillsim.present.forms import Form, Values
from drillsim.present.lens import only
from drillsim.present.rows import Cell
from drillsim.present.top import how_it_stands
from drillsim.present.when import acts_later, saying_when, when_done
from drillsim.present.words import line
from drillsim.record.commands import Command
from drillsim.session.view import View
from drillsim.tui.screens.form import FormScreen, Left
from drillsim.tui.screens.panelled import Panelled
from drillsim.tui.widgets.row_list import RowList


class LiveBase(Panelled):
    """A client's screen: it shows the client's view and sends the client's commands."""

    def __init__(self, client: Client, leave: Callable[[], None]) -> None:
        super().__init__()
        self.client = client
        self.leave = leave
        self.role: str | None = None
        """The one role that is shown; None: all of this place."""
        self._drafts: dict[str, Values] = {}
        """What was typed into forms and not sent, by their keys."""
        self._on_the_way: dict[str, tuple[str, int | None]] = {}
        """Commands without an answer yet: the forms they came of, and when they were said to be done."""

    @property
    def view(self) -> View:
        """The newest view."""
        assert self.client.view is not None  # it comes with the hello
        return self.client.view

    @property
    def lens(self) -> View:
        """The view as it is shown: of all roles of this place, or of one."""
        return only(self.view, self.role)

    def now(self) -> int:
        """The second shown; forms ask when they are sent, because the clock runs on while people type."""
        return self.client.second

    def under_cursor(self, panel: str) -> str | None:
        """What the cursor of a panel is on; None while another panel is in focus."""
        rows = self.query_one(f"#{panel}", RowList)
        return rows.key if rows.has_focus else None

    def ask(self, form: Form) -> None:
        """Opens a form, with what was typed into it before, and sends the command that comes of it."""
        screen = FormScreen(form, self._drafts.get(form.key), self._how_the_clock_stands)
        self.app.push_screen(screen, lambda left: self._left(form, left))

    def _how_the_clock_stands(self) -> str:
        return how_it_stands(self.client.briefing, self.client.clock)

    def _left(self, form: Form, left: Left | None) -> None:
        if left is None:  # the exercise ended under it
            return
        if left.values is None:
            self._drafts.pop(form.key, None)
        else:
            self._drafts[form.key] = left.values
        if left.command is not None:
            self._send(form, left.command, left.said)
        elif left.values is not None:
            self.say(
                Cell(f"Not sent: {form.title.rstrip('?')}. What you typed is kept for when you open it again.", "warn")
            )

    def _send(self, form: Form, command: Command, said: int | None) -> None:
        leads = isinstance(command, LEADING)
        sent = self.conduct(command) if leads else self.sender(command).act(command, said=said)
        self._on_the_way[sent] = form.key, said

    def taken(self, form: str) -> None:
        """What came of the form of this key is on the record; for screens that say so."""

    def sender(self, command: Command) -> Client:  # noqa: ARG002  # where several speak on one screen it tells who
        """The client that sends it: this place's."""
        return self.client

    def answered(self, answer: Ack | Nack) -> None:
        """What was taken is no draft any more; what was refused still is, and the reason is said."""
        key, said = (None, None) if answer.id is None else self._on_the_way.pop(answer.id, (None, None))
        if isinstance(answer, Nack):
            kept = " What you typed is kept." if key else ""
            self.say(Cell("REFUSED", "bad"), Cell(line(answer.text) + kept, "bad"))
        elif key is not None:
            self._drafts.pop(key, None)
            self.taken(key)
            if said is not None and said > self.client.second:
                self.say(Cell(acts_later(self.client.briefing, said), "good"))

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

    def conduct(self, command: Command) -> str:
        """Sends what only those may who lead the exercise. Returns its id, which the answer bears."""
        return self.client.act(command)
