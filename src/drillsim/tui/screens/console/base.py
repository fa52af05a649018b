"""What all parts of the console share: the facilitator's view."""

from drillsim.present.rows import Cell
from drillsim.session.console import ConsoleView
from drillsim.tui.screens.live.base import LiveBase
from drillsim.tui.widgets.row_list import RowList


class ConsoleBase(LiveBase):
    """A screen of the facilitator's client."""

    @property
    def console(self) -> ConsoleView:
        """The newest view."""
        assert self.client.console is not None  # the facilitator's client has one from the hello on
        return self.client.console

    def pointed(self, panel: str, what: str) -> str | None:
        """What the cursor of a panel is on, wherever the focus is; says so where the panel is empty."""
        key = self.query_one(f"#{panel}", RowList).key
        if key is None:
            self.say(Cell(f"There is no {what}.", "warn"))
        return key
