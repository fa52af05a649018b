"""Plays a record again at a pace: moves the point that is shown on, as the exercise clock did."""

from drillsim.session.pacing import SECOND, Monotonic, Pacer
from drillsim.session.playback import Playback

USUAL = 60  # times as fast as it was: nine hours in nine minutes


class Player:
    """Plays from where the playback is; whoever goes elsewhere meanwhile tells it with `moved`."""

    def __init__(self, playback: Playback, monotonic_ns: Monotonic) -> None:
        self.playback = playback
        self.pace = USUAL
        self._monotonic_ns = monotonic_ns
        self._pacer: Pacer | None = None

    @property
    def is_playing(self) -> bool:
        """Whether the point moves on by itself."""
        return self._pacer is not None

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be played, as far as the record goes."""
        return self.playback.is_at_end and self.playback.now >= self.playback.ends

    def play(self) -> None:
        """From here on."""
        self._pacer = Pacer(self._monotonic_ns, self.pace)
        self._pacer.start(self.playback.now * SECOND)

    def stop(self) -> None:
        """Stays here."""
        self._pacer = None

    def set_pace(self, pace: int) -> None:
        """From now on `pace` times as fast as it was, 1 to 120."""
        self.pace = pace
        if self._pacer is not None:
            self._pacer.set_pace(pace)

    def moved(self) -> None:
        """Somebody went elsewhere: it goes on from there."""
        if self._pacer is not None:
            self.play()

    def beat(self) -> bool:
        """Plays up to now; whether the point moved. At the end of the record it stops."""
        if self._pacer is None:
            return False
        before = self.playback.now
        if self._pacer.second > before:
            self.playback.go_to_second(min(self._pacer.second, self.playback.ends))
        if self.is_over:
            self.stop()
        return self.playback.now != before
