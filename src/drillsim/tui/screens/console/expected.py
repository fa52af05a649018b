"""What is expected: whether an action in words was seen, only people can say."""

from textual import on

from drillsim.present.console.expected import sheet
from drillsim.present.rows import Cell
from drillsim.record import commands as c
from drillsim.session.console import ExpectedRow
from drillsim.tui.screens.console.base import ConsoleBase
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.widgets.row_list import RowList

LOOKS: dict[str, c.Look] = {"seen": "seen", "not_seen": "not_seen", "later": "later"}


class ExpectedActions(ConsoleBase):
    """What the facilitator or the evaluator says about what is expected."""

    @on(RowList.Opened, "#expected")
    def open_expected(self, event: RowList.Opened) -> None:
        """All about it, and what was seen."""
        row = self.console.expected[int(event.key)]
        buttons = [("seen", "Seen"), ("not_seen", "Not seen"), ("later", "Later")] if row.kind == "action" else []
        self.app.push_screen(Sheet("Expected", sheet(row), buttons), lambda chosen: self._looked(row, chosen))

    def _looked(self, row: ExpectedRow, chosen: str | None) -> None:
        if chosen is not None:
            self.client.act(c.Seen(self.writes_as, row.name, LOOKS[chosen]))

    def _tick(self, chosen: str) -> None:
        key = self.pointed("expected", "expected action yet")
        if key is None:
            return
        row = self.console.expected[int(key)]
        if row.kind == "action":
            self._looked(row, chosen)
        else:
            self.say(Cell(f"{row.name} is a {row.kind}: the record itself tells whether it was done.", "warn"))

    def action_seen(self) -> None:
        """It was seen."""
        self._tick("seen")

    def action_not_seen(self) -> None:
        """It was looked for, and not seen."""
        self._tick("not_seen")

    def action_later(self) -> None:
        """To be looked for again."""
        self._tick("later")
