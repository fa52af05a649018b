"""Before StartEx: what is played, by whom, and how."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from drillsim.net.client import Client
from drillsim.present.paragraphs import Paragraph
from drillsim.present.screens import START
from drillsim.present.start import briefing, places
from drillsim.present.top import top
from drillsim.tui.personal import PersonalApp
from drillsim.tui.screens.base import Whole
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.reading import Reading
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class StartScreen(Whole):
    """Its one key is the one question before StartEx."""

    DEFAULT_CSS = """
    StartScreen {
        #start { layout: vertical; }
        #told { height: 1fr; }
        &.-settled > LastWord { display: none; }
        #places { height: auto; max-height: 9; }
        &.-two #start, &.-three #start { layout: horizontal; }
        &.-two #told, &.-three #told { width: 3fr; }
        &.-two #places, &.-three #places { width: 2fr; height: 1fr; max-height: 100%; }
    }
    """
    keys = START
    BINDINGS = [*bindings(START)]

    class Begun(Message):
        """Somebody said StartEx."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self.client = client

    def compose(self) -> ComposeResult:
        """The story on the left or above, the roles beside or below."""
        yield TopBar()
        with Container(id="start"):
            told = briefing(self.client.briefing, self.client.left, jump=self.key("jump", "j"))
            yield Reading(told, id="told")
            yield RowList(id="places", opens=False)
        yield LastWord()
        yield KeyBar(
            [
                ("s", "StartEx: begin the exercise", "start"),
                ("q", "leave", "leave"),
                ("F1", "help", "help"),
                ("^p", "all actions", "app.command_palette"),
            ]
        )
        yield TooSmall()

    def on_mount(self) -> None:
        """Everything is there from the first moment."""
        self.set_class(not (isinstance(self.app, PersonalApp) and self.app.personal.wrong), "-settled")
        self.query_one(TopBar).show(top(self.client.briefing, self.client.clock, 0))
        table = places(self.client.briefing)
        rows = self.query_one("#places", RowList)
        rows.show(table)
        self.query_one("#told", Reading).focus()

    def action_start(self) -> None:
        """StartEx."""
        self.post_message(self.Begun())

    def help(self) -> Sequence[Paragraph]:
        """Its keys, then the keys and the words of the screen that comes."""
        from drillsim.present.help import start_help  # not needed for the first frame
        from drillsim.present.keys import KEYS

        return start_help(self.table, self.keymap.table(KEYS))

    def action_leave(self) -> None:
        """Nothing has begun, so nothing is lost."""
        self.app.exit()
