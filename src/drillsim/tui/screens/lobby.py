"""Before StartEx, for the facilitator: objectives, ground rules, and who is here."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from drillsim.engine import NOBODY, STAND_IN
from drillsim.model.telephones import Contact
from drillsim.net.client import Client
from drillsim.present.console import shift
from drillsim.present.console.forms import place
from drillsim.present.console.help import lobby_help
from drillsim.present.console.keys import LOBBY, LOBBY_BAR
from drillsim.present.console.places import is_person, lobby, missing, next_player, start_words
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell
from drillsim.present.start import briefing
from drillsim.present.top import top
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.view import LobbyRow, ShiftRow
from drillsim.tui.screens.base import Whole
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.screens.form import FormScreen, Left
from drillsim.tui.screens.reach import ReachScreen
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.reading import Reading
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class LobbyScreen(Whole):
    """The briefing beside or above the role check-in."""

    AUTO_FOCUS = "#places"
    keys = LOBBY
    DEFAULT_CSS = """
    LobbyScreen {
        #lobby { layout: vertical; }
        #told { height: 1fr; }
        #places { height: auto; max-height: 9; }
        #shift { height: auto; max-height: 6; }
        #check { height: auto; }
        &.-two #lobby, &.-three #lobby { layout: horizontal; }
        &.-two #told, &.-three #told { width: 1fr; }
        &.-two #check, &.-three #check { width: 1fr; height: 1fr; }
        &.-two #places, &.-three #places { height: auto; max-height: 60%; }
        &.-two #shift, &.-three #shift { height: auto; max-height: 40%; }
    }
    """
    BINDINGS = [*bindings(LOBBY)]

    class Begun(Message):
        """Somebody said StartEx, and confirmed it."""

    def __init__(self, client: Client, contacts: Mapping[str, Contact] | None = None) -> None:
        """`contacts` are the telephone numbers of the plan, by the names of people; None: no list was read."""
        super().__init__()
        self.client = client
        self._contacts = contacts
        self._reach: ReachScreen | None = None
        """The reach test, while it is open."""

    @property
    def rows(self) -> tuple[LobbyRow, ...]:
        """Every role, as it stands now."""
        return () if self.client.lobby is None else self.client.lobby.rows

    @property
    def on_shift(self) -> tuple[ShiftRow, ...]:
        """How many of each team are on shift, as StartEx would count them now."""
        return () if self.client.lobby is None else self.client.lobby.on_shift

    def compose(self) -> ComposeResult:
        """What is read out, and who is here."""
        yield TopBar()
        with Container(id="lobby"):
            told = briefing(self.client.briefing, self.client.left, facilitated=True, jump=self.key("jump", "j"))
            yield Reading(told, id="told")
            with Container(id="check"):
                yield RowList(id="places")
                yield RowList(id="shift")
        yield LastWord()
        yield KeyBar(LOBBY_BAR)
        yield TooSmall()

    def on_mount(self) -> None:
        """Everything is there from the first moment."""
        self._draw()

    def show(self) -> None:
        """Who is here now."""
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        self.query_one(TopBar).show(top(self.client.briefing, self.client.clock, 0))
        self.query_one("#places", RowList).show(lobby(self.rows))
        self.query_one("#shift", RowList).show(shift.shift(self.on_shift))
        if self._reach is not None:
            self._reach.show()

    def say(self, *cells: Cell) -> None:
        """Shows a line above the keys, on the reach test too while that is open."""
        self.query_one(LastWord).show(*cells)
        if self._reach is not None and self._reach.is_mounted:
            self._reach.say(*cells)

    def _row(self) -> LobbyRow | None:
        key = self.query_one("#places", RowList).key
        return next((row for row in self.rows if row.role == key), None)

    @on(RowList.Opened, "#places")
    def action_check_in(self) -> None:
        """Here, or not after all."""
        row = self._row()
        if row is not None and is_person(row.player):
            self.client.act(r.Here(row.role, not row.is_here))
        elif row is not None:
            back, by_name = self.key("alternate", "a"), self.key("place", "p")
            ways = f"{back} gives it back to its holder, {by_name} to anybody"
            self.say(Cell(f"No person plays {row.role}: {ways}.", "warn"))

    def action_all_here(self) -> None:
        """Everybody who is to play."""
        for role in missing(self.rows):
            self.client.act(r.Here(role))

    def _give(self, player: str) -> None:
        row = self._row()
        if row is not None:
            self._place(c.Place(row.role, player), row)

    def _place(self, command: c.Place, row: LobbyRow) -> None:
        """Somebody else plays it, who has to check in."""
        self.say()
        self.client.act(command)
        if row.is_here:
            self.client.act(r.Here(row.role, is_here=False))

    def action_stand_in(self) -> None:
        """The plan plays it."""
        self._give(STAND_IN)

    def action_leave_empty(self) -> None:
        """On purpose."""
        self._give(NOBODY)

    def action_alternate(self) -> None:
        """Of the role under the cursor."""
        row = self._row()
        if row is not None:
            self._use_alternate(row)

    def _use_alternate(self, row: LobbyRow) -> None:
        """Somebody else whom the plan names."""
        player = next_player(row)
        if player is None:
            stand_in, place, empty = self.key("stand_in", "t"), self.key("place", "p"), self.key("leave_empty", "o")
            ways = f"{stand_in} stand-in, {place} by name, {empty} empty"
            self.say(Cell(f"The plan has no alternate for {row.role}: {ways}.", "warn"))
            return
        self._place(c.Place(row.role, player), row)

    def action_reach_test(self) -> None:
        """Who can be called."""
        self._reach = ReachScreen(self.client, self._contacts, self._use_alternate)
        self.app.push_screen(self._reach, self._close_reach)

    def _close_reach(self, _: None) -> None:
        self._reach = None

    @on(RowList.Opened, "#shift")
    def change_shift(self, event: RowList.Opened) -> None:
        """How many of a team are there."""
        row = next((row for row in self.on_shift if row.team == event.key), None)
        if row is not None:
            self.app.push_screen(FormScreen(shift.counted(row)), self._counted)

    def _counted(self, filled: Left | None) -> None:
        if filled is not None and filled.command is not None:
            self.client.act(filled.command)

    def action_as_planned(self) -> None:
        """The plan's numbers, where nobody asked."""
        for command in shift.as_planned(self.on_shift):
            self.client.act(command)

    def action_place(self) -> None:
        """To somebody by name."""
        row = self._row()
        if row is not None:
            form = place(row.role, row.player, (row.holder, *row.alternates))
            self.app.push_screen(FormScreen(form), lambda filled: self._filled(filled, row))

    def _filled(self, filled: Left | None, row: LobbyRow) -> None:
        if filled is not None and isinstance(filled.command, c.Place):
            self._place(filled.command, row)

    def action_start(self) -> None:
        """StartEx, once it is confirmed."""
        told, jump = self.client.briefing, self.key("jump", "j")
        timed = told.kind == "timed"
        words = start_words(self.rows, self.on_shift, stops_to_talk=told.stops_to_talk, timed=timed, jump=jump)
        sheet = Sheet("StartEx?", words, [("start", "StartEx: begin now")])
        self.app.push_screen(sheet, self._start)

    def _start(self, chosen: str | None) -> None:
        if chosen:
            self.post_message(self.Begun())

    def help(self) -> Sequence[Paragraph]:
        """The keys and the words, about the panel in focus first."""
        return lobby_help(self.focused.id or "" if self.focused is not None else "", self.table)

    def action_leave(self) -> None:
        """Nothing has begun, so nothing is lost."""
        self.app.exit()
