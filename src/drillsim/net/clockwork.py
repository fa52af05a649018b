"""The exercise clock of one host: its pace, what stops it, what it does when the computer slept."""

from drillsim.model.exercise import Exercise
from drillsim.net import stops
from drillsim.net.clock_face import MILLISECOND, ClockFace
from drillsim.net.standing import Standing
from drillsim.net.talk import Talk
from drillsim.net.timekeeper import Away, Clocks, Timekeeper
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.entries import Stamp
from drillsim.session.pacing import SECOND, Pacer
from drillsim.session.session import Session
from drillsim.session.view import ClockView


class Clockwork:
    """Knows how far the exercise clock should be; the host plays up to there."""

    def __init__(self, exercise: Exercise, session: Session, clocks: Clocks, *, stops_to_talk: bool) -> None:
        self.clocks = clocks
        self.session = session
        self.stops_to_talk = stops_to_talk
        self.pacer = Pacer(clocks.monotonic_ns, exercise.drill.pace or 1, stands=stops_to_talk)
        self.timekeeper = Timekeeper(clocks)
        self.talk = Talk(clocks.monotonic_ns)
        self.face = ClockFace(session, self.pacer, self.talk, clocks, stops_to_talk)
        self.goal: stops.Goal | None = None
        """Where a jump, or the way to the next thing, that is not finished yet stops."""
        self._stopped_for_emergency = False
        """Whether the clock went when the real emergency was called."""

    @property
    def view(self) -> ClockView:
        """The exercise clock as clients see it."""
        return self.face.view()

    def stamp(self, second: int | None = None) -> Stamp:
        """What all clocks show now; `second` is that of the exercise, where another one is being played."""
        ms = self.view.milliseconds if second is None else second * 1000
        return Stamp(ms, self.clocks.monotonic_ns(), self.clocks.wall_ns())

    def start(self) -> None:
        """StartEx."""
        self.timekeeper.beat()  # what happened in the lobby does not count
        self.pacer.start()

    def stand(self, stood: Standing) -> None:
        """The clock as it stood when the record ended; one that ran stands too."""
        if stood.pace is not None:
            self.pacer.set_pace(stood.pace)
        self.face.emergency, self.face.emergency_since = stood.emergency, self.clocks.monotonic_ns()
        self.face.away = None if self.stops_to_talk else stood.away
        if self.session.started:
            self.pacer.start(max(self.session.now * 1000, stood.milliseconds) * MILLISECOND)
            self.pacer.stop(r.HOST, "the program was stopped; the clock stands until somebody lets it go on")
        elif stood.stop is not None:
            self.pacer.stop(stood.stop.by, stood.stop.body["because"])

    def stop(self, by: str, why: str, *, leaving_out: int = 0) -> None:
        """The clock stands, and so does what is talked about; the last `leaving_out` monotonic ns do not count."""
        self.pacer.stop(by, why, leaving_out=leaving_out)
        self.talk.stop(leaving_out)
        self.goal = None

    def end(self) -> None:
        """EndEx."""
        self.talk.end()
        self.pacer.stop(r.HOST, "the exercise has ended")

    def go_on(self) -> list[c.Command]:
        """The clock goes on; after a real emergency that was called in a pause, the pause does.

        Returns what to note.
        """
        paused = self.pacer.pause if self.face.emergency is not None else None
        self.pacer.resume()
        self.talk.go_on()
        self.face.emergency = None
        if paused is None or self._stopped_for_emergency or not self.session.started:
            self.face.away = None
            return []
        self.stop(paused.by, paused.why)
        return [c.Pause(paused.why)]

    def stop_everything(self, called: c.RealEmergency) -> None:
        """No Duff. Who calls it again says more about it."""
        before, stood = self.face.emergency, self.pacer.pause is not None
        self.stop(called.by, called.because)
        self._stopped_for_emergency = not stood if before is None else self._stopped_for_emergency
        self.face.emergency = called if called.because or before is None else before
        if before is None:
            self.face.emergency_since = self.clocks.monotonic_ns()

    # The computer

    def beat(self) -> list[c.Command]:
        """Looks what the computer's clocks did since the last beat. Returns what to note, from StartEx to EndEx."""
        away, step = self.timekeeper.beat()
        if not self.session.started or self.session.over:
            return []
        noted: list[c.Command] = [] if away is None else self._was_away(away)
        return [*noted, r.WallStep(step)] if step else noted

    def _was_away(self, away: Away) -> list[c.Command]:
        """A clock that goes stops by itself; the facilitator says whether the time counts."""
        suspended = r.HostSuspended(away.real // SECOND, away.counted // SECOND)
        if self.pacer.pause is not None:
            return [suspended]
        if self.pacer.running:
            self.face.away = away
        why = f"the computer was away for {away.real // SECOND} s, which do not count"
        self.stop(r.HOST, why, leaving_out=away.counted)
        return [suspended, c.Pause(why)]

    def count_away(self) -> None:
        """The time for which the computer was away counts after all."""
        if self.face.away is not None:
            self.pacer.count(self.face.away.real)
        self.face.away = None
