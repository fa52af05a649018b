"""Going through a record: by event, minute, inject, decision or outage, to a time, to a text."""

from textual import on

from drillsim.model.spelling import MINUTE
from drillsim.present.console.msel import letter
from drillsim.present.inbox import letter as told_letter
from drillsim.present.replay.events import in_full
from drillsim.present.replay.going import HINT, point_of
from drillsim.present.rows import Cell
from drillsim.present.typed_time import NoTime
from drillsim.present.words import clock, line
from drillsim.session.watch import Point, Stop
from drillsim.tui.screens.ask import Ask
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.screens.replay.base import ReplayBase
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.scrubber import Scrubber


class MovingActions(ReplayBase):
    """What the keys do that go somewhere."""

    def action_next(self, stop: Stop) -> None:
        """To the next of its kind."""
        self._go(self.watched.next(stop), f"There is no further {stop}.")

    def action_previous(self, stop: Stop) -> None:
        """To the last of its kind before here."""
        self._go(self.watched.previous(stop), f"There is no {stop} before this.")

    def _go(self, point: Point | None, none: str) -> None:
        if point is None:
            self.say(Cell(none, "warn"))
            return
        self.watched.go_to(point)
        self.arrived()
        self.tell()

    def tell(self) -> None:
        """What happened last, as far as this place sees it."""
        if self.watched.place:
            text, tone = self.telling.said(self.watched.seqs[self.watched.place - 1])
            second = self.watched.playback.second(self.watched.seqs[self.watched.place - 1])
            self.say(Cell(clock(second), "dim"), Cell(text, tone))

    def action_minute_on(self) -> None:
        """A minute on."""
        self._pass(MINUTE)

    def action_minute_back(self) -> None:
        """A minute back."""
        self._pass(-MINUTE)

    def _pass(self, seconds: int) -> None:
        playback = self.watched.playback
        playback.go_to_second(max(0, min(playback.now + seconds, playback.ends)))
        self.arrived()
        self.tell()

    def action_to_begin(self) -> None:
        """Before anything happened."""
        self.watched.playback.go_to(0)
        self.arrived()
        self.say(Cell("This is the beginning of the record.", "dim"))

    def action_to_end(self) -> None:
        """As far as the record goes."""
        self.watched.playback.go_to_end()
        self.arrived()
        self.tell()

    @on(Scrubber.Clicked)
    def _go_to_click(self, event: Scrubber.Clicked) -> None:
        self.watched.playback.go_to_second(min(event.second, self.watched.playback.ends))
        self.arrived()
        self.tell()

    # To a time, to a text

    def action_go(self) -> None:
        """To a time, or to an event by its number."""

        def wrong(text: str) -> str:
            try:
                point_of(text, self.watched.playback)
            except NoTime as error:
                return str(error)
            return ""

        self.app.push_screen(Ask("Go to when?", HINT, wrong), self._go_to_typed)

    def _go_to_typed(self, text: str | None) -> None:
        if text is not None:
            self._go(point_of(text, self.watched.playback), "")

    def action_find(self) -> None:
        """An event by its words."""

        def wrong(text: str) -> str:
            return "" if text.strip() else "Expected some words, found none."

        ask = Ask("Find what?", "some words of an event; capital letters do not matter", wrong, self.sought)
        self.app.push_screen(ask, self._find)

    def _find(self, text: str | None) -> None:
        if text is not None:
            self.sought = text.strip()
            self.action_find_next()

    def action_find_next(self) -> None:
        """The next event with the words that were looked for; after the last the first again."""
        if not self.sought:
            self.action_find()
            return
        found = self.telling.find(self.sought)
        if found is None:
            self.say(Cell(f"No event here says “{line(self.sought)}”.", "warn"))
        else:
            self._go(Point(found, self.watched.playback.second(found)), "")

    # One in full

    @on(RowList.Opened, "#injects")
    def open_inject(self, event: RowList.Opened) -> None:
        """An inject as it stood: for the facilitator with notes and all, for a role as it had been told."""
        scene, begins = self.watched.playback.scene, self.watched.playback.exercise.begins
        if self.watched.role is None:
            row = next(each for each in scene.console().msel if each.id == event.key)
            briefing = scene.views.briefing(self.watched.roles, (), leads=True)
            self.app.push_screen(Sheet("Inject: for controllers only", letter(row, briefing), []))
        elif (told := next((each for each in self.watched.view().inbox if each.id == event.key), None)) is not None:
            self.app.push_screen(Sheet("Inject", told_letter(told, begins), []))

    @on(RowList.Opened, "#events")
    def open_event(self, event: RowList.Opened) -> None:
        """What the record holds of it, as far as this place may know it, with its cause."""
        seq = int(event.key)
        sheet = Sheet("Event", in_full(self.telling, seq), [("go", "Go there")], to_read=True)
        self.app.push_screen(sheet, lambda chosen: self._about(seq, chosen))

    def _about(self, seq: int, chosen: str | None) -> None:
        if chosen:
            self._go(Point(seq, self.watched.playback.second(seq)), "")
