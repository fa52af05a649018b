"""How long the room talked about each inject: real time, from the opening of an inject until the talk was over."""

from dataclasses import dataclass

from drillsim.analysis.history import History
from drillsim.model.scenario import InjectBody
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.codec import decode_command

NANOSECONDS = 1_000_000_000


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
    reading = _Reading(history)
    for entry in history.commands:
        if entry.mono_ns:
            reading.take(decode_command(entry.kind, entry.body), entry.at, entry.mono_ns)
    reading.end(max(reading.latest, history.ended_mono_ns))
    return reading.found


class _Reading:
    def __init__(self, history: History) -> None:
        drill = history.exercise.drill
        self.always = drill.clock == "stops_to_talk"
        self.bodies: dict[str, InjectBody] = {release.inject: release.body for release in history.came}
        self.found: list[Talk] = []
        self.latest = 0
        self._inject: str | None = None
        self._at = self._passed = self._since = 0
        self._stands = False

    def take(self, command: c.Command, at: int, now: int) -> None:
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
            case r.HostDown():
                self._bank(self.latest)  # nothing is known of what came after the last entry
                self._stands = True
            case r.HostSuspended(_, counted):
                self._bank(now - counted * NANOSECONDS)
                self._stands = True
            case r.StorageRecovered(seconds):
                self._bank(now - seconds * NANOSECONDS)
                self._stands = True
            case _:
                pass  # nothing that begins or ends a talk
        self.latest = now

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
