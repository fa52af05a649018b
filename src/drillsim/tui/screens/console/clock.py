"""The clock, beyond what everybody's keys do: jump to a module, end a talk, count the time away."""

from drillsim.present.console import forms
from drillsim.present.rows import Cell
from drillsim.record import running as r
from drillsim.tui.screens.console.base import ConsoleBase
from drillsim.tui.screens.live.pacing import PacingActions


class ClockActions(PacingActions, ConsoleBase):
    """What the facilitator does with the clock."""

    def action_jump_to(self) -> None:
        """To a module or to a time."""
        self.ask(forms.jump(self.console.modules, self.client.briefing, self.now))

    def action_next(self) -> None:
        """The talk is over."""
        if self.client.briefing.stops_to_talk:
            self.client.act(r.Next())
        else:
            self.say(Cell("This exercise's clock does not stop to talk; j jumps.", "warn"))

    def action_count(self) -> None:
        """The time for which the computer was away counts after all."""
        if self.client.clock.away is None:
            self.say(Cell("The computer was not away, or it has been said whether that counts.", "warn"))
        else:
            self.client.act(r.Count(self.client.clock.away))
