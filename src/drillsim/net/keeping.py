"""The record under one host: what the host itself puts on it, and what happens where it cannot be written."""

from collections.abc import Callable, Sequence

from drillsim.errors import DrillsimError
from drillsim.net.clockwork import Clockwork
from drillsim.net.frames import Frame, Notice
from drillsim.net.trouble import Trouble
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.entries import Entry, Stamp
from drillsim.session.pacing import SECOND
from drillsim.session.session import Session

KEEP_EVERY = SECOND  # how often where the clock stands is kept: what a killed host may forget of it

KeepClock = Callable[[Stamp], None]
"""Keeps where the clock stands, outside the entries; raises where it could not be kept."""


class Keeping:
    """Notes what the host noticed; stops the exercise while the record cannot be written.

    `tell` puts a frame among those of every client; `renew` is called where the session has gone back.
    """

    def __init__(
        self,
        session: Session,
        clockwork: Clockwork,
        keep_clock: KeepClock | None,
        tell: Callable[[Frame], None],
        renew: Callable[[], None],
    ) -> None:
        self.session = session
        self.clockwork = clockwork
        self.trouble = Trouble(clockwork.clocks.monotonic_ns)
        self._keep_clock = keep_clock
        self._tell = tell
        self._renew = renew
        self._kept = Stamp()
        """Where the clock stood when that was last kept."""
        self._own = 0
        """How many entries of the record are the host's own; each bears the next number."""
        self._noted: list[c.Command] = []
        """What was noticed and is not recorded yet, because the record could not be written."""

    @property
    def is_writable(self) -> bool:
        """Whether the record can be written, as far as is known."""
        return self.trouble.notice is None

    def go_on(self, entries: Sequence[Entry]) -> None:
        """A record that was begun before: numbers go on after the host's own entries in it."""
        self._own = sum(entry.actor == r.HOST for entry in entries)

    def note(self, *commands: c.Command) -> None:
        """Puts something of the host's own on the record, as soon as that can be written."""
        for command in commands:
            self._noted.append(command)
            self._write_noted()

    def note_later(self, command: c.Command) -> None:
        """Something that somebody did while the record cannot be written: it is recorded once it can."""
        self._noted.append(command)

    def _write_noted(self) -> None:
        while self._noted and self.is_writable and self._put(self._noted[0]):
            del self._noted[0]

    def _put(self, command: c.Command) -> bool:
        """Whether something of the host's own is on the record now."""
        name = f"{r.HOST}-{self._own + 1}"
        try:
            self.session.take(command, actor=r.HOST, client_id=name, stamp=self.clockwork.stamp())
        except DrillsimError as error:
            self.fall_back(error)
            return False
        self._own += 1
        return True

    def keep_clock(self, *, at_once: bool = False) -> None:
        """Keeps where the clocks stand: once a second while one runs or people talk, and where it was taken at once."""
        stamp, talking = self.clockwork.stamp(), self.clockwork.talk.goes_on
        soon = (self.clockwork.pacer.running or talking) and stamp.mono_ns - self._kept.mono_ns < KEEP_EVERY
        same = stamp.drill_ms == self._kept.drill_ms and not talking
        if self._keep_clock is None or same or (soon and not at_once):
            return
        try:
            self._keep_clock(stamp)
        except DrillsimError as error:
            self.fall_back(error)
        else:
            self._kept = stamp

    def fall_back(self, error: DrillsimError) -> Notice:
        """The record cannot be written: the session has gone back to where it ends, and waits there."""
        if self.session.started:
            self.clockwork.stop(r.HOST, "the record cannot be written")
        notice, is_new = self.trouble.begin(error)
        if is_new:
            self._tell(notice)
        self._renew()
        return notice

    def try_again(self) -> None:
        """Whether an entry of the host's own can be kept: that the record could not be written, and for how long."""
        if not self.trouble.is_to_be_tried or not self._put(r.StorageRecovered(self.trouble.seconds)):
            return
        why = self.trouble.end()
        if self.session.started:  # the clock stood before anything that was noticed meanwhile
            self._noted.insert(0, c.Pause(why))
        self._write_noted()
        if self.is_writable:
            self._tell(Notice("recovered", "The record can be written again. The clock stands; resume when ready."))
