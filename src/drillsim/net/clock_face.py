"""The exercise clock as clients see it; never ahead of what has been played."""

from dataclasses import dataclass

from drillsim.net.talk import Talk
from drillsim.net.timekeeper import Away, Clocks
from drillsim.record.commands import RealEmergency
from drillsim.session.pacing import SECOND, Pacer
from drillsim.session.session import Session
from drillsim.session.view import ClockState, ClockView

MILLISECOND = 1_000_000


@dataclass
class ClockFace:
    """Reads the clock of one exercise; `emergency` and `away` are set by the host."""

    session: Session
    pacer: Pacer
    talk: Talk
    clocks: Clocks
    stops_to_talk: bool
    emergency: RealEmergency | None = None
    """The real emergency that somebody called, while it is not over."""
    emergency_since: int = 0
    """When it was called, in monotonic nanoseconds; it may be later than the stop of the clock."""
    away: Away | None = None
    """A sleep of the computer of which nobody has said yet whether it counts."""

    def view(self) -> ClockView:
        """As it is now."""
        pause, emergency = self.pacer.pause, self.emergency
        by, why = ("", "") if pause is None else (pause.by, pause.why)
        since = None if pause is None else pause.since
        if emergency is not None:
            by, why, since = emergency.by, emergency.because, self.emergency_since
        stood = 0 if since is None else (self.clocks.monotonic_ns() - since) // SECOND
        return ClockView(
            milliseconds=self._milliseconds(),
            pace=self.pacer.pace,
            state=self._state(),
            paused_by=by,
            paused_why=why,
            paused_seconds=stood,
            wall_ns=self.clocks.wall_ns(),
            talk=self.talk.view,
            away=None if self.away is None else self.away.real // SECOND,
        )

    def _milliseconds(self) -> int:
        if self.session.over or not self.session.started:
            return self.session.now * 1000
        return min(self.pacer.exercise_ns // MILLISECOND, self.session.now * 1000 + 999)

    def _state(self) -> ClockState:
        if self.session.over:
            return "ended"
        if self.emergency is not None:
            return "real_emergency"
        if not self.session.started:
            return "before"
        if self.pacer.pause is not None:
            return "paused"
        return "talking" if self.stops_to_talk else "running"
