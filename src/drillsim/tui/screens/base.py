"""What every full screen has: the first line, the last line, and a word for a terminal that is too small."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.screen import Screen

from drillsim.present.keymap import Keymap
from drillsim.present.keys import Key, named
from drillsim.present.paragraphs import Paragraph
from drillsim.tui.personal import keymap_of
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.timeline import Timeline
from drillsim.tui.widgets.too_small import LEAST_HEIGHT, LEAST_WIDTH


class Whole(Screen[None]):
    """A full screen, in one column up to 99 wide, in two up to 149, else in three."""

    keys: ClassVar[tuple[Key, ...]] = ()
    """What its keys do as they come, for the keymap, the palette and the help."""

    about: ClassVar[str] = ""
    """What it is for, where its help is about the screen as a whole."""

    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (100, "-two"), (150, "-three")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (40, "-high")]
    DEFAULT_CSS = """
    Whole {
        layers: below above;
        background: $background;
        &.-small > TooSmall { display: block; }
    }
    """

    @property
    def keymap(self) -> Keymap:
        """What this user changed in the keys."""
        return keymap_of(self.app)

    @property
    def table(self) -> tuple[Key, ...]:
        """What its keys do for this user."""
        return self.keymap.table(self.keys)

    def key(self, action: str, usual: str) -> str:
        """How the key of an action is named for this user; `usual`: as it comes."""
        return self.keymap.name(action, usual)

    def help(self) -> Sequence[Paragraph]:
        """What to read when help is asked for, about the widget in focus first."""
        from drillsim.present.help import screen_help  # not needed for the first frame

        return screen_help(self.table, self.about)

    def action_help(self) -> None:
        """Shows it."""
        from drillsim.tui.screens.help import HelpScreen  # it is not needed for the first frame either

        self.app.push_screen(HelpScreen(self.help()))

    def on_mount(self) -> None:
        """What names keys names this user's."""
        names = self.keymap.names(self.keys)
        for widget in (*self.query(KeyBar), *self.query(RowList)):
            widget.key_names = names
        numbers = {key.action: named(key) for key in reversed(self.table)}  # the first key of each is what is told
        for panel in (*self.query(RowList), *self.query(Timeline)):
            panel.number = numbers.get(f"focus_panel('{panel.id}')", "")

    def on_resize(self, event: events.Resize) -> None:
        """Says so where it is too small."""
        self.set_class(event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT, "-small")
        self.resized()

    def resized(self) -> None:
        """For screens that show other things at other sizes."""
