"""Messages: choose one, write it, approve one that waits."""

from textual import on

from drillsim.present import forms
from drillsim.present.composer import message as compose
from drillsim.present.messages import to_approve
from drillsim.present.rows import Cell
from drillsim.record import commands as c
from drillsim.session.view import MessageView
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.screens.live.base import LiveBase
from drillsim.tui.widgets.row_list import RowList


class MessageActions(LiveBase):
    """What can be done about messages."""

    def prepared(self, key: str | None) -> MessageView | None:
        """A message of the plan."""
        return next((each for each in self.view.messages if each.id == key), None)

    @on(RowList.Opened, "#messages")
    def open_message(self, event: RowList.Opened) -> None:
        """One that waits is read first; any other is written."""
        message = self.prepared(event.key)
        if message is not None and message.waiting is not None:
            self._look_at(message)
        else:
            self._write(event.key)

    def tell(self, audience: str) -> None:
        """A message to the audience that is due news."""
        update = next((each for each in self.lens.updates if each.audience == audience), None)
        self._choose(audience, update.by if update else None)

    def action_message(self) -> None:
        """Writes the message under the cursor, or one that is chosen."""
        under = self.under_cursor("messages")
        if under is not None:
            self._write(under)
        else:
            self._choose(None, None)

    def _choose(self, audience: str | None, by: str | None) -> None:
        """Asks which message, of those to this audience; straight on where there is one."""
        found = [each for each in self.view.messages if audience is None or audience in each.to]
        if len(found) == 1:
            self._write(found[0].id, by)
        elif found:
            title = f"Which message to {audience}?" if audience else "Which message?"
            sheet = Sheet(title, [], [(each.id, each.id) for each in found], upright=True)
            self.app.push_screen(sheet, lambda key: self._write(key, by))
        else:
            self.say(Cell("The plan has no message for that.", "warn"))

    def _write(self, key: str | None, by: str | None = None) -> None:
        message = self.prepared(key)
        if message is not None and self.lens.roles:
            first = by or next((role for role in message.tellers if role in self.lens.roles), None)
            self.respond(compose(message, self.lens.roles, self.client.briefing, self.now, first))

    def action_approve(self) -> None:
        """Reads the message under the cursor, or the only one that waits, to approve it."""
        waiting = [each for each in self.view.messages if each.approvers]
        under = self.prepared(self.under_cursor("messages"))
        chosen = under if under in waiting else waiting[0] if len(waiting) == 1 else None
        if chosen is not None:
            self._look_at(chosen)
        elif waiting:
            self.say(Cell("Several messages wait: go to one (3) and press p.", "warn"))
        else:
            self.say(Cell("No message waits for your approval.", "dim"))

    def _look_at(self, message: MessageView) -> None:
        """The text as it will go out, and what can be done about it."""
        buttons = [("write", "Write it anew")]
        if message.approvers:
            buttons = [("approve", "Approve"), ("remark", "Note to the sender"), *buttons]
        paragraphs = to_approve(message, self.client.briefing.begins, self.client.second)
        sheet = Sheet(f"Waits for approval: {message.id}", paragraphs, buttons)
        self.app.push_screen(sheet, lambda chosen: self._about_waiting(message, chosen))

    def _about_waiting(self, message: MessageView, chosen: str | None) -> None:
        if chosen == "write":
            self._write(message.id)
        elif chosen == "approve":
            self.client.act(c.Approves(message.approvers[0], message.id))
        elif chosen == "remark":
            self.ask(forms.remark(message, message.approvers))
