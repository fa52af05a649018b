"""A record shown again in this terminal."""

import gc
import time
from dataclasses import replace

from drillsim.errors import RecordError
from drillsim.present.replay.heading import Shown
from drillsim.present.rows import Cell
from drillsim.present.words import line
from drillsim.session.pacing import SECOND, Monotonic
from drillsim.session.playback import Playback
from drillsim.session.player import Player
from drillsim.session.store.feed import Feed
from drillsim.session.watch import Watch
from drillsim.tui.ending import run_to_its_end
from drillsim.tui.personal import Personal, PersonalApp
from drillsim.tui.screens.base import Whole
from drillsim.tui.screens.replay import ReplayScreen

BEAT = 0.25  # seconds between two looks at the clock while it plays
READ_EVERY = SECOND  # how often a record that is still being written is read on


class ReplayApp(PersonalApp):
    """One screen. `feed` is read on while somebody writes the record; `beat` None: only when told to."""

    TITLE = "drillsim"

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
        super().__init__(personal or Personal(), listen=listen)
        self.playback = playback
        self._feed = feed
        self._monotonic_ns = monotonic_ns
        self._read_at = monotonic_ns()
        self._beat_every = beat
        self._replay = ReplayScreen(Watch(playback, None), shown, Player(playback, monotonic_ns), self.exit)

    def get_default_screen(self) -> Whole:
        """The replay itself."""
        return self._replay

    def on_mount(self) -> None:
        """From now on it plays and reads on."""
        self.call_after_refresh(gc.enable)
        self.tell_what_is_wrong()
        if self._beat_every is not None:
            self.set_interval(self._beat_every, self.beat)

    # Beating

    def beat(self) -> None:
        """Plays on, and reads on."""
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


def show_again(playback: Playback, shown: Shown, feed: Feed, personal: Personal) -> None:
    """Shows a record in this terminal, with this user's keys and themes.

    Raises Interrupted, or ScreenFailed where the screen broke down.
    """
    run_to_its_end(ReplayApp(playback, shown, feed, personal=personal), "the record is as it was")
