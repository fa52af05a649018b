"""What the console and the evaluator's place share: the view of everything."""

from drillsim.present.rows import Cell
from drillsim.record.commands import FACILITATOR
from drillsim.session.console import ConsoleView
from drillsim.tui.screens.live.base import LiveBase
from drillsim.tui.widgets.row_list import RowList


class ConsoleBase(LiveBase):
    """A screen of the facilitator's or the evaluator's client."""

    @property
    def writes_as(self) -> str:
        """Under which name this place writes: its own."""
        return FACILITATOR if self.client.hello is None else self.client.hello.place

    @property
    def console(self) -> ConsoleView:
        """The newest view."""
        assert self.client.console is not None  # such a client has one from the hello on
        return self.client.console

    def pointed(self, panel: str, what: str) -> str | None:
        """What the cursor of a panel is on, wherever the focus is; says so where the panel is empty."""
        key = self.query_one(f"#{panel}", RowList).key
        if key is None:
            self.say(Cell(f"There is no {what}.", "warn"))
        return key
