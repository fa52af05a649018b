"""A live drill that writes a real record, and the room's screen that reads it, on one clock that moves when told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from drillsim.model.exercise import Exercise
from drillsim.net.client import Client
from drillsim.net.host import Host
from drillsim.net.timekeeper import Clocks
from drillsim.net.watched import Watched
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.entries import Header
from drillsim.session.room import RoomView
from drillsim.session.store.chain import Intact
from drillsim.session.store.feed import Feed
from drillsim.session.store.file import RecordWriter
from drillsim.session.store.rows import digest
from support.live import WALL, FakeClock, header


class Projected:
    """The facilitator's desk in one window, the room's screen in another."""

    def __init__(self, record: Path, exercise: Exercise, begins: Header | None = None) -> None:
        """`begins` is the header of the record; without it the record holds no texts, and cannot be reported on."""
        self.record = record
        self.exercise = exercise
        self.clock = FakeClock()
        self.clocks = Clocks(self.clock, lambda: WALL + self.clock.ns)
        if begins is None:
            plain = header(exercise, list(exercise.plan.roles))
            texts = tuple(replace(each, digest=digest(each.text)) for each in plain.texts)
            begins = replace(plain, facilitated=True, texts=texts)
        self._writer = RecordWriter.create(record, begins, min_free_mb=0)
        self._sit(begins, None)
        self._feed = Feed(record)
        self.watched = Watched(self._feed, exercise, self.clocks)

    def _sit(self, begins: Header, recorded: Intact | None) -> None:
        keep = self._writer.keep_clock
        self.host = Host(self.exercise, begins, self._writer.append, clocks=self.clocks, keep_clock=keep)
        if recorded is not None:
            self.host.resume(recorded.entries, recorded.clock)
        self.lead = Client(self.host.connect("screen", (), place="facilitator"), self.clock)
        self.lead.poll()

    def look(self) -> RoomView:
        """What the room sees now."""
        return self.watched.look()

    def do(self, *commands: c.Command) -> RoomView:
        """The facilitator does these; what the room sees then."""
        for command in commands:
            self.lead.act(command)
        self.host.tick()
        self.lead.poll()
        return self.look()

    def start(self) -> RoomView:
        """StartEx."""
        return self.do(r.Start())

    def pass_time(self, seconds: float) -> RoomView:
        """Real time passes, while the host looks four times a second."""
        for _ in range(int(seconds * 4)):
            self.clock.forward(0.25)
            self.host.tick()
        self.lead.poll()
        return self.look()

    def vanish(self) -> None:
        """The host is gone, as after a kill: nobody says anything any more."""
        self._writer.close()

    def resume(self) -> RoomView:
        """Somebody runs `drillsim resume`."""
        self._writer, recorded = RecordWriter.reopen(self.record)
        self._sit(recorded.header, recorded)
        return self.look()

    def close(self) -> None:
        """Both windows are closed."""
        self._feed.close()
        self._writer.close()


@contextmanager
def projected(folder: Path, exercise: Exercise, begins: Header | None = None) -> Iterator[Projected]:
    """A drill with a projector, before StartEx."""
    found = Projected(folder / "x.drillrecord", exercise, begins)
    try:
        yield found
    finally:
        found.close()
