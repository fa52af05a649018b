"""The clock: stop, go on, faster, slower, jump, EndEx, leave."""

from drillsim.present import forms
from drillsim.present.rows import Cell
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.pacing import faster, slower
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.screens.live.base import LiveBase


class PacingActions(LiveBase):
    """What the keys of the clock do."""

    def action_toggle_clock(self) -> None:
        """Stops the clock, or lets it go on."""
        if self.client.clock.state == "paused":
            self.conduct(c.Resume())
        else:
            self.conduct(c.Pause())

    def action_pause_because(self) -> None:
        """Stops the clock with a reason."""
        self.ask(forms.pause())

    def action_jump(self) -> None:
        """To the next event or deadline; where the clock stops to talk, the talk is over."""
        self.conduct(r.Next() if self.client.briefing.stops_to_talk else r.Jump())

    def action_faster(self) -> None:
        """The next step up."""
        self.conduct(c.SetPace(faster(self.client.clock.pace)))

    def action_slower(self) -> None:
        """The next step down."""
        self.conduct(c.SetPace(slower(self.client.clock.pace)))

    def action_end(self) -> None:
        """EndEx, once it is confirmed: not by enter alone, which may be the end of a line meant for another place."""
        text = [
            Cell(
                "The exercise ends now, for everybody, and cannot go on. What happened stays on the record.", "strong"
            ),
            Cell("Left arrow, then enter, ends it; enter alone closes this."),
        ]
        sheet = Sheet("End the exercise?", text, [("end", "EndEx: end it now")], to_read=True)
        self.app.push_screen(sheet, self._end)

    def _end(self, chosen: str | None) -> None:
        if chosen:
            self.conduct(c.End())

    def action_leave(self) -> None:
        """Stops here, once it is confirmed."""
        text = [Cell("The clock stops and the record is kept as it is. There will be no results yet.", "strong")]
        sheet = Sheet("Leave the exercise?", text, [("leave", "Leave and keep the record")])
        self.app.push_screen(sheet, lambda chosen: self.leave() if chosen else None)
