"""The inbox: open, acknowledge, answer, hand over."""

from collections.abc import Callable, Sequence

from textual import on

from drillsim.present import forms
from drillsim.present.assignments import request
from drillsim.present.inbox import ASKED, as_opened, letter, unopened
from drillsim.present.rows import Cell
from drillsim.record import commands as c
from drillsim.session.assignments import done_note
from drillsim.session.view import AskedView, InjectView
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.screens.live.base import LiveBase
from drillsim.tui.widgets.row_list import RowList


class InboxActions(LiveBase):
    """What can be done about an inject."""

    def inject(self, key: str | None) -> InjectView | None:
        """An inject of the inbox."""
        return next((each for each in self.lens.inbox if each.id == key), None)

    @on(RowList.Opened, "#inbox")
    def open_inject(self, event: RowList.Opened) -> None:
        """Opening it is on the record."""
        if event.key.startswith(ASKED):
            self.open_asked(int(event.key.removeprefix(ASKED)))
            return
        inject = self.inject(event.key)
        if inject is None:
            return
        for role in unopened(inject):
            self.client.act(c.Reads(role, inject.id))
        buttons = [] if inject.state in ("acknowledged", "answered") else [("acknowledge", "Acknowledge")]
        buttons += [("decide", "Answer"), ("hand_over", "Hand over")]
        told = letter(as_opened(inject, self.client.second), self.client.briefing.begins)
        self.app.push_screen(Sheet("Inject", told, buttons), lambda chosen: self._about(inject, chosen))

    def open_asked(self, index: int) -> None:
        """What another role asked for, and the way to say that it is done."""
        asked = self.lens.asked[index]
        buttons = [] if asked.done is not None else [("done", "It is done"), ("hand_over", "Ask somebody else")]
        self._open_request(asked, buttons, lambda chosen: self._about_asked(asked, chosen))

    def open_given(self, index: int) -> None:
        """What was asked of another role."""
        self._open_request(self.lens.given[index], [], None)

    def _open_request(
        self, asked: AskedView, buttons: Sequence[tuple[str, str]], then: Callable[[str | None], None] | None
    ) -> None:
        paragraphs = request(asked, self.client.briefing.begins, self.client.second)
        self.app.push_screen(Sheet(f"{asked.by} asks {asked.to}", paragraphs, buttons), then)

    def _about_asked(self, asked: AskedView, chosen: str | None) -> None:
        if chosen == "done":
            self.client.act(c.Notes(asked.to, done_note(asked.what)))
        elif chosen == "hand_over":
            self.ask(forms.hand_over((asked.to,), self.client.briefing, self.now))

    def _about(self, inject: InjectView, chosen: str | None) -> None:
        if chosen == "acknowledge":
            for each in inject.handled:
                if each.acknowledged is None:
                    self.client.act(c.Acknowledges(each.role, inject.id))
        elif chosen == "decide":
            self.respond(forms.answer(self.inject(inject.id) or inject, self.lens.inbox))
        elif chosen == "hand_over":
            self.respond(forms.hand_over(inject.told, self.client.briefing, self.now, inject))

    def action_acknowledge(self) -> None:
        """The inject under the cursor has been understood."""
        inject = self.inject(self.under_cursor("inbox"))
        if inject is None:
            self.say(Cell("Go to the inbox (1) and to an inject first.", "warn"))
        elif inject.state in ("delivered", "opened"):
            self._about(inject, "acknowledge")

    def action_decide(self) -> None:
        """Answers the inject under the cursor, or decides something in words."""
        inject = self.inject(self.under_cursor("inbox"))
        if inject is not None:
            self._about(inject, "decide")
        elif self.lens.roles:
            self.respond(forms.decision(self.lens.roles, inbox=self.lens.inbox))

    def action_hand_over(self) -> None:
        """Asks another role for something."""
        inject = self.inject(self.under_cursor("inbox"))
        roles = inject.told if inject is not None else self.lens.roles
        if roles:
            self.respond(forms.hand_over(roles, self.client.briefing, self.now, inject))

    def action_note(self) -> None:
        """Writes something down, as a role or as the facilitator."""
        self.ask(forms.note((*self.lens.roles, c.FACILITATOR)))

    def action_check_in(self) -> None:
        """People of a team report."""
        if self.client.briefing.teams:
            self.respond(forms.check_in(self.client.briefing))
        else:
            self.say(Cell("None of your roles leads a team.", "warn"))
