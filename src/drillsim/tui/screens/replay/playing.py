"""Playing a record: from here on at a pace, from whose view, how large the scrubber is."""

from drillsim.present.replay.heading import FACILITATOR
from drillsim.present.replay.scrubber import ZOOMS
from drillsim.present.replay.telling import Telling
from drillsim.present.rows import Cell, Table
from drillsim.session.pacing import faster, slower
from drillsim.session.watch import Watch
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.screens.replay.base import ReplayBase
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.timeline import Timeline

NOTHING = Table("", (), ())


class PlayingActions(ReplayBase):
    """What the keys do that change how it is shown."""

    def action_toggle_clock(self) -> None:
        """Plays, or stops."""
        if self.player.is_playing:
            self.player.stop()
        elif self.player.is_over:
            self.say(Cell("This is the end of the record: home goes to its beginning.", "warn"))
        else:
            self.player.play()
        self.show()

    def action_faster(self) -> None:
        """The next step up."""
        self._set_pace(faster(self.player.pace))

    def action_slower(self) -> None:
        """The next step down."""
        self._set_pace(slower(self.player.pace))

    def _set_pace(self, pace: int) -> None:
        self.player.set_pace(pace)
        self.say(Cell(f"Plays {pace} times as fast as it was.", "dim"))
        self.show()

    def action_zoom_in(self) -> None:
        """The scrubber shows a smaller part of the exercise, larger."""
        self.zoom = min(self.zoom + 1, len(ZOOMS) - 1)
        self.show()

    def action_zoom_out(self) -> None:
        """It shows a larger part."""
        self.zoom = max(0, self.zoom - 1)
        self.show()

    def action_view_as(self) -> None:
        """Asks whose view it is to be."""
        roles = self.watched.playback.exercise.plan.roles
        buttons = [(FACILITATOR, "The facilitator: all of it")]
        buttons += [(role, f"{role}: what that role saw, and nothing else") for role in roles]
        self.app.push_screen(Sheet("Whose view?", [], buttons, upright=True), self._look_as)

    def _look_as(self, chosen: str | None) -> None:
        if chosen is None:
            return
        role = None if chosen == FACILITATOR else chosen
        self.watched = Watch(self.watched.playback, role)
        self.telling = Telling(self.watched)
        self.sought = ""
        self.set_class(role is not None, "-role")
        self.say(Cell(f"As {chosen} saw it.", "strong"))
        for rows in self.query(RowList):  # nothing stays of what others saw, in panels out of sight either
            rows.show(NOTHING)
        self.query_one(Timeline).show(self.watched.view(), self.watched.here.second)
        self.call_after_refresh(self.show, anew=True)
