"""Places: give a role to somebody, send a stand-in in, write a note, check a team in."""

from textual import on

from drillsim.engine import STAND_IN
from drillsim.present import forms as player_forms
from drillsim.present.console import forms
from drillsim.present.rows import Cell
from drillsim.present.words import clock
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.console import PlaceRow
from drillsim.tui.screens.console.base import ConsoleBase
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.widgets.row_list import RowList


class PeopleActions(ConsoleBase):
    """What the facilitator does about places and people."""

    def _place(self, key: str | None) -> PlaceRow | None:
        return next((place for place in self.console.places if place.role == key), None)

    @on(RowList.Opened, "#here")
    def open_place(self, event: RowList.Opened) -> None:
        """Gives it to somebody."""
        self._give(self._place(event.key))

    def action_place(self) -> None:
        """Gives the place under the cursor to somebody: a late join, or changing hands."""
        self._give(self._place(self.pointed("here", "role")))

    def _give(self, place: PlaceRow | None) -> None:
        if place is not None:
            holder = () if place.holder is None else (place.holder,)
            names = tuple(dict.fromkeys((*holder, *place.alternates)))
            self.ask(forms.place(place.role, place.player_name, names))

    def action_stand_in(self) -> None:
        """The role is played by the plan from now on."""
        place = self._place(self.pointed("here", "role"))
        if place is not None and place.player_name == STAND_IN:
            self.say(Cell(f"A stand-in plays {place.role} already; enter gives it to somebody.", "warn"))
        elif place is not None:
            self.client.act(c.Place(place.role, STAND_IN))

    def action_is_here(self) -> None:
        """Somebody came late, or had to go."""
        place = self._place(self.pointed("here", "role"))
        if place is not None and place.player not in ("here", "elsewhere"):
            self.say(Cell(f"Nobody plays {place.role} who could come or go; enter gives it to somebody.", "warn"))
        elif place is not None:
            self.client.act(r.Here(place.role, not place.is_here))

    def action_give_usual(self) -> None:
        """A task that goes on until somebody says done ends after its usual time."""
        waiting = [task for task in self.console.tasks if task.open_since is not None]
        if not waiting:
            self.say(Cell("No task waits for anybody to say that it is done.", "warn"))
            return
        buttons = [(task.id, f"{task.id} ({task.by}), since {clock(task.open_since or 0)}") for task in waiting]
        sheet = Sheet("Which task gets its usual time?", [], buttons, upright=True)
        self.app.push_screen(sheet, self._give_usual)

    def _give_usual(self, task: str | None) -> None:
        if task is not None:
            self.client.act(c.GiveUsual(task))

    def action_note(self) -> None:
        """Writes something down as the facilitator."""
        self.ask(player_forms.note((c.FACILITATOR,)))

    def action_check_in(self) -> None:
        """People of a team report."""
        self.respond(player_forms.check_in(self.client.briefing))
