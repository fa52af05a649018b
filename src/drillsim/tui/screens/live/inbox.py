"""The inbox: open, acknowledge, answer, hand over."""

from textual import on

from drillsim.present import forms
from drillsim.present.inbox import ASKED, letter
from drillsim.present.rows import Cell
from drillsim.present.words import line
from drillsim.record import commands as c
from drillsim.session.view import InjectView
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
            asked = self.lens.asked[int(event.key.removeprefix(ASKED))]
            self.app.push_screen(Sheet(f"{asked.by} asks {asked.to}", [Cell(line(asked.what), "strong")], []))
            return
        inject = self.inject(event.key)
        if inject is None:
            return
        if inject.state == "delivered":
            for role in inject.told:
                self.client.act(c.Reads(role, inject.id))
        buttons = [] if inject.state in ("acknowledged", "answered") else [("acknowledge", "Acknowledge")]
        buttons += [("decide", "Answer"), ("hand_over", "Hand over")]
        self.app.push_screen(Sheet("Inject", letter(inject), buttons), lambda chosen: self._about(inject, chosen))

    def _about(self, inject: InjectView, chosen: str | None) -> None:
        if chosen == "acknowledge":
            for role in inject.told:
                self.client.act(c.Acknowledges(role, inject.id))
        elif chosen == "decide":
            self.respond(forms.answer(inject))
        elif chosen == "hand_over":
            self.respond(forms.hand_over(inject.told, self.client.briefing, inject))

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
            self.respond(forms.answer(inject))
        elif self.lens.roles:
            self.respond(forms.decision(self.lens.roles))

    def action_hand_over(self) -> None:
        """Asks another role for something."""
        inject = self.inject(self.under_cursor("inbox"))
        roles = inject.told if inject is not None else self.lens.roles
        if roles:
            self.respond(forms.hand_over(roles, self.client.briefing, inject))

    def action_note(self) -> None:
        """Writes something down, as a role or as the facilitator."""
        self.ask(forms.note((*self.lens.roles, c.FACILITATOR)))

    def action_check_in(self) -> None:
        """People of a team report."""
        if self.client.briefing.teams:
            self.respond(forms.check_in(self.client.briefing, None))
        else:
            self.say(Cell("None of your roles leads a team.", "warn"))
