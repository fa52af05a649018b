"""What every full screen has: the first line, the last line, and a word for a terminal that is too small."""

from typing import ClassVar

from textual import events
from textual.screen import Screen

from drillsim.present.keys import Key
from drillsim.tui.widgets.too_small import LEAST_HEIGHT, LEAST_WIDTH


class Whole(Screen[None]):
    """A full screen, in one column up to 99 wide, in two up to 149, else in three."""

    keys: ClassVar[tuple[Key, ...]] = ()
    """What its keys do, for the palette."""

    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (100, "-two"), (150, "-three")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (40, "-high")]
    DEFAULT_CSS = """
    Whole {
        layers: below above;
        background: $background;
        &.-small > TooSmall { display: block; }
    }
    """

    def on_resize(self, event: events.Resize) -> None:
        """Says so where it is too small."""
        self.set_class(event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT, "-small")
        self.resized()

    def resized(self) -> None:
        """For screens that show other things at other sizes."""
