"""How long the room talked about each inject: real time, from the opening of an inject until the talk was over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drillsim.analysis.history import History
from drillsim.model.scenario import InjectBody
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.codec import decode_command
from drillsim.record.entries import Entry

NANOSECONDS = 1_000_000_000
KINDS = {
    "reads",
    "next",
    "jump",
    "pause",
    "real_emergency",
    "resume",
    "host_down",
    "host_suspended",
    "storage_recovered",
}
"""The commands that begin, end or interrupt a talk."""


@dataclass(frozen=True, slots=True)
class Talk:
    """An inject that was talked about: opened at a second of the story, for so many real seconds."""

    inject: str
    at: int
    seconds: int
    time_box: int | None


def talks(history: History) -> list[Talk]:
    """Every talk of a live drill, in order; an inject that was opened again later has several.

    Talked about is what is opened while the clock stops to talk, and elsewhere what has a time-box. Pauses do not
    count, nor does the time in which the host was down or the computer was away. Times come from the host's
    monotonic clock.
    """
    bodies = {release.inject: release.body for release in history.came}
    reading = _Reading(bodies, always=history.exercise.drill.clock == "stops_to_talk")
    reading.read(history.commands)
    reading.end(max(reading.latest, history.ended_mono_ns))
    return reading.found


def going_on(
    commands: Iterable[Entry], bodies: Mapping[str, InjectBody], *, always: bool, until: int = 0
) -> tuple[str, int] | None:
    """What is talked about where the record ends, and for how many nanoseconds; `bodies` are the injects that came.

    `until` is what the host's monotonic clock has shown since, where that is known.
    """
    reading = _Reading(bodies, always=always)
    reading.read(commands)
    reading.go_on_to(until)
    return reading.going_on


class _Reading:
    def __init__(self, bodies: Mapping[str, InjectBody], *, always: bool) -> None:
        self.always = always
        self.bodies = bodies
        self.found: list[Talk] = []
        self.latest = 0
        self._latest_wall = 0
        self._inject: str | None = None
        self._at = self._passed = self._since = 0
        self._stands = False

    @property
    def going_on(self) -> tuple[str, int] | None:
        return None if self._inject is None else (self._inject, self._passed)

    def read(self, commands: Iterable[Entry]) -> None:
        for entry in commands:
            if entry.mono_ns:
                if entry.kind in KINDS:
                    self._take(decode_command(entry.kind, entry.body), entry.at, entry.mono_ns, entry.wall_ns)
                self.latest, self._latest_wall = entry.mono_ns, entry.wall_ns

    def _take(self, command: c.Command, at: int, now: int, wall: int) -> None:
        match command:
            case c.Reads(_, inject):
                self._begin(inject, at, now)
            case r.Next() | r.Jump():
                self.end(now)
            case c.Pause() | c.RealEmergency():
                self._bank(now)
                self._stands = True
            case c.Resume():
                self._stands, self._since = False, now
            case r.HostDown(seconds):  # until it went down people talked on; another boot has another clock
                self._bank(self.latest + max(0, wall - seconds * NANOSECONDS - self._latest_wall))
                self._stands = True
            case r.HostSuspended(_, counted):
                self._bank(now - counted * NANOSECONDS)
                self._stands = True
            case r.StorageRecovered(seconds):
                self._bank(now - seconds * NANOSECONDS)
                self._stands = True
            case _:
                pass  # nothing that begins or ends a talk

    def go_on_to(self, now: int) -> None:
        """People talked until then, unless something stopped them."""
        if now > self._since:
            self._bank(now)

    def end(self, now: int) -> None:
        if self._inject is not None:
            self._bank(now)
            time_box = self.bodies[self._inject].discuss
            self.found.append(Talk(self._inject, self._at, self._passed // NANOSECONDS, time_box))
        self._inject = None

    def _begin(self, inject: str, at: int, now: int) -> None:
        body = self.bodies.get(inject)
        if inject == self._inject or body is None or not (self.always or body.discuss is not None):
            return
        self.end(now)
        self._inject, self._at, self._passed, self._since = inject, at, 0, now

    def _bank(self, now: int) -> None:
        if self._inject is not None and not self._stands:
            self._passed += max(0, now - self._since)
            self._since = now
