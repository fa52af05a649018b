"""A record shown again in this terminal."""

import asyncio
import gc
import signal
import sys
import time
from dataclasses import replace

from textual.binding import Binding

from drillsim.errors import Interrupted, RecordError
from drillsim.net.terminal import is_gone
from drillsim.present.replay.heading import Shown
from drillsim.present.rows import Cell
from drillsim.present.words import line
from drillsim.session.pacing import SECOND, Monotonic
from drillsim.session.playback import Playback
from drillsim.session.player import Player
from drillsim.session.store.feed import Feed
from drillsim.session.watch import Watch
from drillsim.tui.app import SIGNALS, ScreenFailed
from drillsim.tui.personal import Personal, PersonalApp
from drillsim.tui.screens.base import Whole
from drillsim.tui.screens.replay import ReplayScreen

BEAT = 0.25  # seconds between two looks at the clock while it plays
READ_EVERY = SECOND  # how often a record that is still being written is read on


class ReplayApp(PersonalApp):
    """One screen. `feed` is read on while somebody writes the record; `beat` None: only when told to."""

    TITLE = "drillsim"
    BINDINGS = [Binding("ctrl+c,ctrl+q", "interrupt", id="interrupt", show=False, priority=True)]

    def __init__(
        self,
        playback: Playback,
        shown: Shown,
        feed: Feed,
        *,
        monotonic_ns: Monotonic = time.monotonic_ns,
        beat: float | None = BEAT,
        listen: bool = True,
        personal: Personal | None = None,
    ) -> None:
        super().__init__(personal or Personal())
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

    def on_mount(self) -> None:
        """From now on it plays, reads on, and listens to what asks it to end."""
        self.call_after_refresh(gc.enable)
        if self._beat_every is not None:
            self.set_interval(self._beat_every, self.beat)
        if self._listen:
            for number in SIGNALS:
                asyncio.get_running_loop().add_signal_handler(number, self.interrupt, number)

    # Beating

    def beat(self) -> None:
        """Plays on, and reads on."""
        if self._listen and self.interrupted is None and is_gone(sys.stdin.fileno()):
            self.interrupt(signal.SIGHUP)
        self._replay.beat()
        now = self._monotonic_ns()
        if now - self._read_at >= READ_EVERY:
            self._read_at = now
            if self._replay.record.is_written or self._feed.is_written:  # a drill may be resumed
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


def show_again(playback: Playback, shown: Shown, feed: Feed, personal: Personal) -> None:
    """Shows a record in this terminal, with this user's keys and themes.

    Raises Interrupted, or ScreenFailed where the screen broke down.
    """
    app = ReplayApp(playback, shown, feed, personal=personal)
    app.run()
    if app.interrupted is not None:
        raise Interrupted(app.interrupted)
    if app.return_code:
        raise ScreenFailed("the screen broke down; the record is as it was")
