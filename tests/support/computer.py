"""A computer for tests: its clocks move only when told, its disk is full when told, and it may be killed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from drillsim.model.exercise import Exercise
from drillsim.net.connection import Connection
from drillsim.net.frames import Ack, Nack, Notice, Up
from drillsim.net.host import Host
from drillsim.net.timekeeper import Clocks
from drillsim.record import commands as c
from drillsim.record.codec import SAID, encode_command
from drillsim.record.entries import Entry, Stamp
from drillsim.session.pacing import SECOND
from drillsim.session.store.disk import StorageFailed
from support.live import WALL, header


@dataclass
class Disk:
    """Keeps entries and where the clock stands, unless it is full."""

    full: bool = False
    kept: list[Entry] = field(default_factory=list)
    clock: Stamp | None = None

    def append(self, entries: Sequence[Entry]) -> None:
        """Puts entries on the record."""
        self._require_room()
        self.kept += entries

    def keep_clock(self, stamp: Stamp) -> None:
        """Keeps where the clock stands."""
        self._require_room()
        self.clock = stamp

    def _require_room(self) -> None:
        if self.full:
            raise StorageFailed("disk_full", "the disk is full")


@dataclass
class Computer:
    """Runs the host of an exercise, with one client in its facilitator's or a lone player's place."""

    exercise: Exercise
    disk: Disk = field(default_factory=Disk)
    facilitated: bool = False
    monotonic: int = 5_000 * SECOND
    boot: int = 9_000 * SECOND
    wall: int = WALL
    host: Host = field(init=False)
    connection: Connection = field(init=False)
    commands: int = 0
    notices: list[Notice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.header = header(self.exercise, self.exercise.plan.roles)
        self.boot_up()

    def boot_up(self) -> None:
        """A new host, which knows nothing of the record yet."""
        clocks = Clocks(lambda: self.monotonic, lambda: self.wall, lambda: self.boot)
        self.host = Host(self.exercise, self.header, self.disk.append, clocks=clocks, keep_clock=self.disk.keep_clock)

    def sit_down(self) -> None:
        """The client comes."""
        roles = tuple(self.exercise.plan.roles)
        if self.facilitated:
            self.connection = self.host.connect("table", (), place="facilitator")
        else:
            self.connection = self.host.connect("table", roles, leads=True)

    def resume(self) -> None:
        """A new host goes on with what is on the disk."""
        self.boot_up()
        self.host.resume(list(self.disk.kept), self.disk.clock)
        self.sit_down()

    # Time

    def forward(self, nanoseconds: int) -> None:
        """Time passes."""
        self.monotonic += nanoseconds
        self.sleep(nanoseconds)

    def sleep(self, nanoseconds: int) -> None:
        """The computer sleeps: its monotonic clock stands."""
        self.boot += nanoseconds
        self.wall += nanoseconds

    def set_wall(self, nanoseconds: int) -> None:
        """Somebody sets the wall clock."""
        self.wall += nanoseconds

    # People

    def send(self, command: c.Command, number: str | None = None, *, said: int | None = None) -> Ack | Nack:
        """The client sends a command and hears what becomes of it."""
        self.commands += 1
        kind, body = encode_command(command)
        up = Up(number or f"c-{self.commands}", kind, body if said is None else {**body, SAID: said})
        self.connection.send(up)
        return next(answer for answer in reversed(self.heard()) if answer.id == up.id)

    def beat(self) -> None:
        """The host plays up to now."""
        self.host.tick()
        self.heard()

    def heard(self) -> list[Ack | Nack]:
        """The answers among the frames that have come."""
        frames = self.connection.receive()
        self.notices += [frame for frame in frames if isinstance(frame, Notice)]
        return [frame for frame in frames if isinstance(frame, Ack | Nack)]

    def kinds(self, *wanted: str) -> list[str]:
        """The kinds of the entries on the disk, of these only."""
        return [entry.kind for entry in self.disk.kept if entry.kind in wanted]

    def bodies(self, kind: str) -> list[dict[str, object]]:
        """The bodies of the entries of a kind on the disk."""
        return [entry.body for entry in self.disk.kept if entry.kind == kind]
