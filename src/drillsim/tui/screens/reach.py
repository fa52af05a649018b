"""The reach test: who can be called, and how each call went."""

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.binding import Binding

from drillsim.model.telephones import Contact
from drillsim.net.client import Client
from drillsim.present.console import reach
from drillsim.present.console.places import is_person
from drillsim.present.help import page
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell
from drillsim.present.top import top
from drillsim.record.running import Reach, Reached
from drillsim.session.view import LobbyRow
from drillsim.tui.screens.base import Whole
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class ReachScreen(Whole):
    """Lies over the lobby, which tells it when there is something new."""

    AUTO_FOCUS = "#reach"
    keys = reach.KEYS
    BINDINGS = [*bindings(reach.KEYS), Binding("escape", "close", show=False)]

    def __init__(
        self, client: Client, contacts: Mapping[str, Contact] | None, use_alternate: Callable[[LobbyRow], None]
    ) -> None:
        """`contacts` are by the names of people; None: no list was read."""
        super().__init__()
        self._client = client
        self._contacts = contacts
        self._use_alternate = use_alternate

    def compose(self) -> ComposeResult:
        """One list."""
        yield TopBar()
        yield RowList(id="reach", opens=False, wrap=3)
        yield LastWord()
        yield KeyBar(reach.BAR)
        yield TooSmall()

    def on_mount(self) -> None:
        """From the first moment; says where there are no numbers."""
        if not self._contacts:
            self.say(Cell(reach.NO_LIST, "warn"))
        self._draw()

    def show(self) -> None:
        """How it stands now."""
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        clock = self._client.clock
        self.query_one(TopBar).show(top(self._client.briefing, clock, 0))
        self.query_one("#reach", RowList).show(reach.reach(self._rows, self._contacts or {}, clock.wall_ns))

    def say(self, *cells: Cell) -> None:
        """Shows a line above the keys."""
        self.query_one(LastWord).show(*cells)

    @property
    def _rows(self) -> tuple[LobbyRow, ...]:
        return () if self._client.lobby is None else self._client.lobby.rows

    def _row(self) -> LobbyRow | None:
        """The role under the cursor; says so where nobody can be called for it."""
        key = self.query_one("#reach", RowList).key
        row = next((row for row in self._rows if row.role == key), None)
        if row is not None and not is_person(row.player):
            self.say(
                Cell(f"No person plays {row.role}: {self.key('alternate', 'u')} gives it back to its holder.", "warn")
            )
        return row

    def action_reach(self, how: Reached) -> None:
        """How the call of the role under the cursor goes."""
        row = self._row()
        if row is not None and is_person(row.player):
            self.say()
            self._client.act(Reach(row.role, how))

    def action_alternate(self) -> None:
        """The role goes to the next alternate."""
        row = self._row()
        if row is not None:
            self.say()
            self._use_alternate(row)

    def help(self) -> list[Paragraph]:
        """What to know about it, and the keys."""
        return page("The reach test", reach.HELP, self.table)

    def action_close(self) -> None:
        """Back to the lobby, once."""
        if self.is_active:
            self.dismiss(None)
