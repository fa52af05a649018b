"""Observations: noted at the moment at which the key is pressed, linked by themselves."""

from drillsim.present.evaluation import forms
from drillsim.present.evaluation.links import Link, link
from drillsim.present.rows import Cell
from drillsim.tui.screens.console.base import ConsoleBase
from drillsim.tui.widgets.row_list import RowList


class ObservingActions(ConsoleBase):
    """What the facilitator and the evaluator note."""

    def action_observe(self) -> None:
        """What is seen now; the clock may run on while it is typed."""
        self._observe(self.now())

    def action_late_entry(self) -> None:
        """What was seen before: it asks when."""
        self._observe(None)

    def taken(self, form: str) -> None:
        """What is noted is no news to anybody, so this place says that it is there."""
        if form.startswith(forms.OWN):
            self.say(Cell("On the record.", "good"))

    def _observe(self, seen: int | None) -> None:
        briefing = self.client.briefing
        self.ask(forms.note(self.writes_as, self.console, briefing, self.now, self._link(), seen=seen))

    def _link(self) -> Link:
        """What the cursor of the panel in focus is on, or what came last."""
        panel = self.focused
        key = panel.key if isinstance(panel, RowList) else None
        return link(self.console, None if panel is None else panel.id, key)
