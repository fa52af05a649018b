"""A record shown again in this terminal."""

import asyncio
import gc
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from drillsim.errors import RecordError
from drillsim.present.replay.heading import Shown
from drillsim.present.rows import Cell
from drillsim.present.words import line
from drillsim.record.clean import clean
from drillsim.session.pacing import SECOND, Monotonic
from drillsim.session.playback import Playback
from drillsim.session.player import Player
from drillsim.session.store.feed import Feed
from drillsim.session.watch import Watch
from drillsim.tui.app import SIGNALS, Interrupted, ScreenFailed
from drillsim.tui.screens.base import Whole
from drillsim.tui.screens.palette import Palette
from drillsim.tui.screens.replay import ReplayScreen
from drillsim.tui.terminal import is_gone
from drillsim.tui.theme import CALM, CONTRAST

BEAT = 0.25  # seconds between two looks at the clock while it plays
READ_EVERY = SECOND  # how often a record that is still being written is read on


class ReplayApp(App[None]):
    """One screen. `feed` is read on while somebody writes the record; `beat` None: only when told to."""

    TITLE = "drillsim"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+q", "interrupt", show=False, priority=True),
    ]

    def __init__(
        self,
        playback: Playback,
        shown: Shown,
        feed: Feed,
        *,
        monotonic_ns: Monotonic = time.monotonic_ns,
        beat: float | None = BEAT,
        listen: bool = True,
    ) -> None:
        super().__init__(watch_css=False)
        for theme in (CALM, CONTRAST):
            self.register_theme(theme)
        self.theme = CALM.name
        self.animation_level = "none"  # playing goes step by step
        self.interrupted: int | None = None
        """The signal that ended it; None where nobody did."""
        self.playback = playback
        self._feed = feed
        self._monotonic_ns = monotonic_ns
        self._read_at = monotonic_ns()
        self._beat_every = beat
        self._listen = listen
        self._replay = ReplayScreen(Watch(playback, None), shown, Player(playback, monotonic_ns), self.exit)

    def get_default_screen(self) -> Whole:
        """The replay itself."""
        return self._replay

    async def on_event(self, event: events.Event) -> None:
        """What is pasted is made harmless before any field has it."""
        if isinstance(event, events.Paste):
            event.text = clean(event.text, len(event.text))
        await super().on_event(event)

    def on_mount(self) -> None:
        """From now on it plays, reads on, and listens to what asks it to end."""
        self.call_after_refresh(gc.enable)
        if self._beat_every is not None:
            self.set_interval(self._beat_every, self.beat)
        if self._listen:
            for number in SIGNALS:
                asyncio.get_running_loop().add_signal_handler(number, self.interrupt, number)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the screen in front, and the themes."""
        if isinstance(screen, Whole):
            for key in screen.keys:
                if key.in_palette:
                    yield SystemCommand(key.does, f"key: {key.press}", self._runs(screen, key.action))
        yield SystemCommand("Theme", "Other colours", self.action_change_theme)

    def _runs(self, screen: Whole, action: str) -> Callable[[], object]:
        return lambda: self.call_later(screen.run_action, action)

    def action_command_palette(self) -> None:
        """Opens the palette."""
        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette())

    # Beating

    def beat(self) -> None:
        """Plays on, and reads on."""
        if self._listen and self.interrupted is None and is_gone(sys.stdin.fileno()):
            self.interrupt(signal.SIGHUP)
        self._replay.beat()
        now = self._monotonic_ns()
        if self._replay.record.is_written and now - self._read_at >= READ_EVERY:
            self._read_at = now
            self._read_on()

    def _read_on(self) -> None:
        """Takes what is new; who was at the end of the record stays there."""
        replay, playback = self._replay, self.playback
        at_end = playback.is_at_end and not replay.player.is_playing
        try:
            writes = self._feed.is_written
            playback.take(self._feed.new())
            clock = self._feed.clock()
        except RecordError as error:
            replay.record = replace(replay.record, is_written=False)
            replay.say(Cell(line(str(error)), "bad"))
        else:
            replay.record = replace(replay.record, is_written=writes)
            replay.watched.follow()
            if at_end:
                second = 0 if clock is None else clock.drill_ms // 1000
                playback.go_to(len(playback.entries), max(playback.ends, second))
                replay.tell()
        replay.show()

    # Leaving

    def action_interrupt(self) -> None:
        """Ctrl-C."""
        self.interrupt(signal.SIGINT)

    def interrupt(self, number: int) -> None:
        """Somebody wants the program to end, at once; the record is only read."""
        self.interrupted = number
        self.exit()


def show_again(playback: Playback, shown: Shown, feed: Feed) -> None:
    """Shows a record in this terminal. Raises Interrupted, or ScreenFailed where the screen broke down."""
    app = ReplayApp(playback, shown, feed)
    app.run()
    if app.interrupted is not None:
        raise Interrupted(app.interrupted)
    if app.return_code:
        raise ScreenFailed("the screen broke down; the record is as it was")
