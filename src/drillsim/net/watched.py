"""A drill watched from another process: its record is read while the host writes it, and after the host is gone."""

from drillsim.analysis.talk import going_on
from drillsim.model.exercise import Exercise
from drillsim.net.standing import Standing, standing
from drillsim.net.timekeeper import Clocks
from drillsim.record.entries import Entry, Stamp
from drillsim.session.pacing import SECOND
from drillsim.session.room import Room, RoomView
from drillsim.session.store.feed import Feed
from drillsim.session.view import ClockState, ClockView, TalkView

MILLISECONDS = 1000
LOOK_EVERY = 0.5  # seconds between two looks: the host keeps its clock once a second


class Watched:
    """What the room sees, looked at again and again. It writes nothing, and no clock of its own runs on.

    The second shown is the last that the host kept: up to a second of real time behind it, never ahead. After a
    killed host the same record is gone on with, and so is this.
    """

    def __init__(self, feed: Feed, exercise: Exercise, clocks: Clocks) -> None:
        self._feed = feed
        self._clocks = clocks
        self._room = Room(exercise)
        self._live = feed.header.live
        self._stops_to_talk = self._live and exercise.drill.clock == "stops_to_talk"
        self._pace = exercise.drill.pace or 1
        self._stood: Standing = standing((), None)
        self._kept: Stamp | None = None
        self._started = not self._live
        self._over = False

    def look(self) -> RoomView:
        """How it stands now. Raises RecordError where the record cannot be read at the moment; it may later."""
        self._kept = self._feed.clock()
        new = self._feed.new()
        if new:
            self._take(new)
        clock = self._clock()
        return self._room.view(clock, self._silent(clock))

    def _take(self, new: list[Entry]) -> None:
        self._room.take(new)
        self._stood = standing(self._room.entries, None)
        self._started = self._started or any(entry.kind == "start" for entry in new)
        self._over = self._over or any(entry.kind == "exercise_ended" for entry in new)

    def _clock(self) -> ClockView:
        stood, kept = self._stood, self._kept or Stamp()
        stop = stood.stop
        by, why = ("", "") if stop is None else (stop.by, str(stop.body.get("because", "")))
        if stood.emergency is not None:
            by, why = stood.emergency.by, stood.emergency.because
        state = self._state()
        stands = state in ("paused", "real_emergency") and stop is not None
        return ClockView(
            milliseconds=self._milliseconds(kept),
            pace=stood.pace or self._pace,
            state=state,
            paused_by=by,
            paused_why=why,
            paused_seconds=self._since(stop.wall_ns) if stands and stop is not None else 0,
            wall_ns=self._clocks.wall_ns(),
            talk=None if self._over or not self._started else self._talk(kept),
        )

    def _milliseconds(self, kept: Stamp) -> int:
        ended = self._room.entries[-1].at * MILLISECONDS if self._over or not self._live else 0
        return ended or max(self._stood.milliseconds, kept.drill_ms) if self._started else 0

    def _state(self) -> ClockState:
        if self._over or not self._live:
            return "ended"
        if self._stood.emergency is not None:
            return "real_emergency"
        if not self._started:
            return "before"
        if self._stood.stop is not None:
            return "paused"
        return "talking" if self._stops_to_talk else "running"

    def _talk(self, kept: Stamp) -> TalkView | None:
        bodies = self._room.bodies
        commands = (entry for entry in self._room.entries if entry.sort == "command")
        talk = going_on(commands, bodies, always=self._stops_to_talk, until=kept.mono_ns)
        return None if talk is None else TalkView(talk[0], talk[1] // SECOND, bodies[talk[0]].discuss)

    def _silent(self, clock: ClockView) -> int:
        """The host keeps its clock once a second while it runs or people talk; else there is nothing to hear."""
        if clock.state == "running" or (clock.state == "talking" and clock.talk is not None):
            last = max(self._stood.wall_ns, (self._kept or Stamp()).wall_ns)
            return self._since(last)
        return 0

    def _since(self, wall_ns: int) -> int:
        return max(0, self._clocks.wall_ns() - wall_ns) // SECOND
