"""The scrubber: the whole exercise in three lines, and where one is in it."""

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from drillsim.present.replay.scrubber import LABEL, Window, scrubber, window
from drillsim.present.timeline import Drawn
from drillsim.session.watch import Course
from drillsim.tui.widgets.tones import CSS, Toned

EDGE = 1  # columns left of the label


class Scrubber(Toned):
    """A click goes to what stands there."""

    DEFAULT_CSS = f"""
    Scrubber {{
        height: 3;
        background: $background;
        {CSS}
    }}
    """

    class Clicked(Message):
        """Somebody wants to go to a second."""

        def __init__(self, second: int) -> None:
            super().__init__()
            self.second = second

    def __init__(self) -> None:
        super().__init__()
        self._course: Course | None = None
        self._now = 0
        self._zoom = 1
        self._lines: tuple[Drawn, ...] = ()

    def show(self, course: Course, now: int, zoom: int) -> None:
        """Shows this from now on."""
        self._course, self._now, self._zoom = course, now, zoom
        self._draw()

    def on_resize(self) -> None:
        """The scale depends on the width."""
        self._draw()

    def _draw(self) -> None:
        if self._course is not None and self.size.width:
            self._lines = scrubber(self._course, self._now, self._zoom, self.size.width - EDGE)
            self.refresh()

    def _window(self) -> Window | None:
        return (
            None if self._course is None else window(self._course.lasts, self._now, self._zoom, self.size.width - EDGE)
        )

    def render_line(self, y: int) -> Strip:
        """The scale, the marks, the outages; the column of now stands out in each."""
        shown = self._window()
        if y >= len(self._lines) or shown is None:
            return self.fitted([], self.size.width)
        drawn, here = self._lines[y], shown.column(self._now) or 0
        style = self.tone(drawn.tone)
        parts = [
            (" " * EDGE + f"{drawn.label:<{LABEL}} ", self.tone("dim")),
            (drawn.cells[:here], style),
            (drawn.cells[here : here + 1], self.tone("strong") + Style(reverse=True)),
            (drawn.cells[here + 1 :], style),
        ]
        return self.fitted(parts, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """A click goes there."""
        shown = self._window()
        column = event.x - EDGE - LABEL - 1
        if shown is not None and 0 <= column < shown.room:
            self.post_message(self.Clicked(shown.second(column)))
