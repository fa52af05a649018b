"""Injects: look at one, release it, hold it, put it off, skip it, take that back, make one up."""

from textual import on

from drillsim.present.console import forms
from drillsim.present.console.msel import letter
from drillsim.present.rows import Cell
from drillsim.present.words import line
from drillsim.record import commands as c
from drillsim.session.console import TO_COME, MselRow
from drillsim.tui.screens.console.base import ConsoleBase
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.widgets.row_list import RowList

WRITE = "write"


class InjectActions(ConsoleBase):
    """What the facilitator does with injects."""

    def inject(self, key: str | None) -> MselRow | None:
        """A row of the MSEL."""
        return next((row for row in self.console.msel if row.id == key), None)

    def _here(self) -> MselRow | None:
        return self.inject(self.pointed("injects", "inject"))

    def _to_come(self) -> MselRow | None:
        """The inject under the cursor, where something can still be done about it."""
        row = self._here()
        if row is not None and row.state not in TO_COME:
            self.say(Cell(f"{row.id} is {row.state} already.", "warn"))
            return None
        return row

    @on(RowList.Opened, "#injects")
    def open_inject(self, event: RowList.Opened) -> None:
        """Releases what waits for a hand; any other is looked at."""
        row = self.inject(event.key)
        if row is not None and row.state in ("due", "held"):
            self.client.act(c.Release(row.id))
        elif row is not None:
            self._look(row, to_read=True)

    def action_look(self) -> None:
        """The whole inject, notes and all."""
        row = self._here()
        if row is not None:
            self._look(row, to_read=True)

    def _look(self, row: MselRow, *, to_read: bool = False) -> None:
        buttons: list[tuple[str, str]] = []
        if row.state in TO_COME:
            hold = [] if row.state == "held" else [("hold", "Hold")]
            buttons = [("release", "Release now"), *hold, ("defer", "Put off"), ("skip", "Skip")]
        if row.put_off is not None:
            buttons.append(("undo", "Take back"))
        fits = next((each for each in self.console.suggestions if each.inject == row.id), None)
        sheet = Sheet("Inject: for controllers only", letter(row, self.client.briefing, fits), buttons, to_read=to_read)
        self.app.push_screen(sheet, lambda chosen: self._about(row, chosen))

    def _about(self, row: MselRow, chosen: str | None) -> None:
        match chosen:
            case "release":
                self.client.act(c.Release(row.id))
            case "hold":
                self.client.act(c.Defer(row.id))
            case "defer":
                self.ask(forms.defer(row, self.client.briefing, self.now))
            case "skip":
                self.ask(forms.skip(row))
            case "undo":
                self.client.act(c.Restore(row.id))
            case _:
                pass  # closed

    def _do(self, chosen: str) -> None:
        row = self._to_come()
        if row is not None:
            self._about(row, chosen)

    def action_release(self) -> None:
        """Now, whatever its clock says."""
        self._do("release")

    def action_hold(self) -> None:
        """It waits until it is released by hand."""
        row = self._to_come()
        if row is not None and row.state == "held":
            self.say(Cell(f"{row.id} is held already; enter releases it.", "warn"))
        elif row is not None:
            self._about(row, "hold")

    def action_defer(self) -> None:
        """To another time."""
        self._do("defer")

    def action_skip(self) -> None:
        """With a reason."""
        self._do("skip")

    def action_undo(self) -> None:
        """Takes back the last hold, deferral or skip: of the inject that the cursor was moved to, else of all."""
        moved = {row.id: row.put_off for row in self.console.msel if row.put_off is not None}
        rows = self.query_one("#injects", RowList)
        if moved:
            pointed = rows.key if rows.has_focus and rows.was_moved_to == rows.key else None
            last = max(moved, key=lambda name: moved[name])
            self.client.act(c.Restore(pointed if pointed in moved else last))
        else:
            self.say(Cell("No inject is held, put off or skipped.", "warn"))

    def action_improvise(self) -> None:
        """Writes one, or takes one of those in reserve."""
        reserve = [row for row in self.console.msel if row.state == "held" or self._is_armed_reserve(row)]
        if not reserve:
            self._improvise(WRITE)
            return
        buttons = [(WRITE, "Write a new one")]
        buttons += [(row.id, f"{row.id}: {line(row.title or row.says)}"[:80]) for row in reserve]
        self.app.push_screen(Sheet("Which inject?", [], buttons, upright=True), self._improvise)

    def _is_armed_reserve(self, row: MselRow) -> bool:
        return row.kind == "contingency" and row.state in ("armed", "deferred")

    def _improvise(self, chosen: str | None) -> None:
        if chosen == WRITE:
            self.ask(forms.improvise(tuple(place.role for place in self.console.places)))
        elif (row := self.inject(chosen)) is not None:
            self._look(row)
