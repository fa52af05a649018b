"""The host of one drill: it keeps the clock, plays the session, and shows each client its view.

A client connects with its roles, sends commands with ids of its own and gets frames back. Closing a client changes
nothing for the drill. Nobody calls the host back: it plays when it is asked to `tick`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from drillsim.engine import NOBODY, SCRIPT, STAND_IN
from drillsim.errors import DrillsimError, IdReused
from drillsim.model.exercise import Exercise
from drillsim.model.scenario import InjectBody
from drillsim.net import stops
from drillsim.net.access import (
    IN_AN_EMERGENCY,
    IN_THE_LOBBY,
    Forbidden,
    is_resent,
    require_allowed,
    understood,
)
from drillsim.net.clock_face import MILLISECOND, ClockFace
from drillsim.net.connection import Connection
from drillsim.net.frames import PROTOCOL, Ack, CaughtUp, Frame, Hello, Lobby, Nack, Notice, Place, Tick, Up
from drillsim.net.messages import is_name, require_message
from drillsim.net.orders import ready
from drillsim.net.standing import Standing, standing
from drillsim.net.talk import Talk
from drillsim.net.timekeeper import Away, Clocks, Timekeeper
from drillsim.net.trouble import Trouble
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.entries import Entry, Header, Stamp
from drillsim.session.console_views import ConsoleViews
from drillsim.session.following import Following
from drillsim.session.lobby import lobby
from drillsim.session.news import Reader
from drillsim.session.pacing import SECOND, Pacer
from drillsim.session.replay import go_on
from drillsim.session.session import Append, Session
from drillsim.session.view import ClockView
from drillsim.session.views import Views

BUDGET = 8_000_000  # nanoseconds of playing in one tick: a screen in the same process stays quick
VIEW_EVERY = SECOND  # a view without anything new is looked at again this often: knowledge may come with time
KEEP_EVERY = SECOND  # how often where the clock stands is kept: what a killed host may forget of it

KeepClock = Callable[[Stamp], None]
"""Keeps where the clock stands, outside the entries; raises where it could not be kept."""


class Host:
    """Plays one exercise for the clients of this process.

    `append` commits entries, as for a Session, and `keep_clock` where the clock stands. Where one fails with a
    DrillsimError, what it was to keep did not happen: the clock stops, clients are told, no command is taken, and
    every half a second the host tries whether the record can be written again. If it can, people resume.
    """

    def __init__(
        self,
        exercise: Exercise,
        header: Header,
        append: Append | None = None,
        *,
        clocks: Clocks | None = None,
        keep_clock: KeepClock | None = None,
    ) -> None:
        self.clocks = clocks or Clocks()
        self.exercise = exercise
        self.session = Session(exercise, header, append)
        self.stops_to_talk = exercise.drill.clock == "stops_to_talk" and header.live
        self.pacer = Pacer(self.clocks.monotonic_ns, exercise.drill.pace or 1, stands=self.stops_to_talk)
        self.timekeeper = Timekeeper(self.clocks)
        self.talk = Talk(self.clocks.monotonic_ns)
        self.connections: list[Connection] = []
        self._keep_clock = keep_clock
        self._kept = Stamp()
        """Where the clock stood when that was last kept."""
        self.trouble = Trouble(self.clocks.monotonic_ns)
        self.face = ClockFace(self.session, self.pacer, self.talk, self.clocks, self.stops_to_talk)
        self._looked = 0
        self._looked_at: tuple[int, int, frozenset[str]] = (-1, -1, frozenset())
        """How many entries there were, which second it was and who was here when views were last made."""
        self._goal: stops.Goal | None = None
        self._stopped_for_emergency = False
        """Whether the clock went when the real emergency was called."""
        self._own = 0
        """How many entries of the record are the host's own; each bears the next number."""
        self._noted: list[c.Command] = []
        """What the host noticed and has not recorded yet, because the record could not be written."""
        self._ended = False
        self._follow()

    def _follow(self) -> None:
        """Reads the play of the session's engine; a session that went back has a new one."""
        self.following = Following(self.exercise, self.session.engine.play.log)
        self.views = Views(self.exercise, self.session.engine, self.following)
        self.console_views = ConsoleViews(self.views)

    def _renew(self) -> None:
        if self.views.engine is not self.session.engine:
            self._follow()

    # Going on with a record

    def resume(self, entries: Sequence[Entry], kept: Stamp | None = None) -> None:
        """Goes on with an exercise that was begun before: the state is rebuilt, the clock stands.

        `kept` is where the clock stood last, as far as it was kept. Raises ReplayDiverged where the record's
        commands do not give the same events any more.
        """
        go_on(self.session, entries)
        self._renew()
        self._own = sum(entry.actor == r.HOST for entry in entries)
        if self.session.over:
            return
        stood = standing(entries, kept)
        self._stand(stood)
        if self.session.started:
            self._play()
        down = max(0, self.clocks.wall_ns() - stood.wall_ns) // SECOND if stood.wall_ns else 0
        self._note(r.HostDown(down))
        if self.session.started:
            self._note(c.Pause("the program was stopped"))
        self.timekeeper.beat()  # for as long as the rebuilding took nobody was away

    def _stand(self, stood: Standing) -> None:
        """The clock as it stood; one that ran stands too."""
        if stood.pace is not None:
            self.pacer.set_pace(stood.pace)
        self.face.emergency = stood.emergency
        self.face.away = None if self.stops_to_talk else stood.away
        if self.session.started:
            self.pacer.start(max(self.session.now * 1000, stood.milliseconds) * MILLISECOND)
            self.pacer.stop(r.HOST, "the program was stopped; the clock stands until somebody lets it go on")
        elif stood.stop is not None:
            self.pacer.stop(stood.stop.by, stood.stop.body["because"])

    # Clients

    @property
    def taken(self) -> set[str]:
        """The roles that clients play."""
        return {role for connection in self.connections for role in connection.roles}

    @property
    def busy(self) -> bool:
        """Whether a jump or the way to the next thing is not finished yet: it goes on with the next tick."""
        return self._goal is not None

    @property
    def is_writable(self) -> bool:
        """Whether the record can be written, as far as is known."""
        return self.trouble.notice is None

    @property
    def started(self) -> bool:
        """Whether StartEx has been declared."""
        return self.session.started

    def connect(
        self, name: str, roles: Sequence[str], *, place: Place = "player", leads: bool | None = None
    ) -> Connection:
        """A new client; what came before is replayed to it.

        The facilitator leads the exercise; a player does where `leads` says so, alone at a keyboard. Raises KeyError
        for a role that the plan does not have.
        """
        for role in roles:
            _ = self.exercise.plan.roles[role]
        facilitates = place == "facilitator"
        leading = facilitates if leads is None else leads
        hears = {*(self.exercise.plan.roles if facilitates else roles), *([c.FACILITATOR] if leading else [])}
        reader = Reader(self.exercise, hears, leading, facilitates, self.body, self.run_by)
        connection = Connection(name, place, tuple(roles), leading, reader, self.take)
        self.connections.append(connection)
        briefing = self.views.briefing(roles, self.taken, leads=leading)
        connection.put(Hello(PROTOCOL, briefing, place, tuple(roles), leading, len(self.session.entries)))
        self._greet(connection)
        return connection

    def _greet(self, connection: Connection) -> None:
        """Everything that a client has to know, from the beginning."""
        if not self.started:
            connection.put(self._lobby())
        connection.tell(self.session.entries)
        connection.put(CaughtUp(connection.prev))
        self._show(connection)
        if self.trouble.notice is not None:
            connection.put(self.trouble.notice)
        connection.put(Tick(self._clock_of(connection)))

    def disconnect(self, connection: Connection) -> None:
        """A client has gone; the drill goes on."""
        self.connections.remove(connection)

    @property
    def clock(self) -> ClockView:
        """The exercise clock as clients see it."""
        return self.face.view()

    def _clock_of(self, connection: Connection) -> ClockView:
        """What is talked about is told to those who were told of it; that people talk everybody sees."""
        clock = self.clock
        if clock.talk is None or connection.place == "facilitator":
            return clock
        body = self.body(clock.talk.inject)
        told = body is not None and any(role in body.tell for role in connection.roles)
        return clock if told else replace(clock, talk=None)

    def body(self, inject: str) -> InjectBody | None:
        """The text of an inject that came."""
        self.following.follow(self.session.now)
        return next((release.body for release in self.following.came if release.inject == inject), None)

    def run_by(self, run: int) -> str | None:
        """The role that started a task run."""
        self.following.follow(self.session.now)
        return self.following.started_by.get(run)

    # The clock

    def tick(self) -> None:
        """Plays up to what the clock shows, for a few milliseconds at most, and tells everybody what is new."""
        if not self.is_writable:
            self._try_again()
        self._beat()
        if self.started and not self.session.over and self.is_writable:
            self._play()
            self._keep()
        if self.session.over and not self._ended:
            self._ended = True
            self.talk.end()
            self.pacer.stop(r.HOST, "the exercise has ended")
            self._tell(Notice("ended", "The exercise has ended."))
        self._tell_all()

    def _beat(self) -> None:
        """What the computer's clocks did since the last look goes on the record, from StartEx to EndEx."""
        away, step = self.timekeeper.beat()
        if not self.started or self.session.over:
            return
        if away is not None:
            self._was_away(away)
        if step:
            self._note(r.WallStep(step))

    def _was_away(self, away: Away) -> None:
        """A clock that goes stops by itself; the facilitator says whether the time counts."""
        seconds = away.real // SECOND
        if self.pacer.pause is not None:
            self._note(r.HostSuspended(seconds, away.counted // SECOND))
            return
        if self.pacer.running:
            self.face.away = away
        why = f"the computer was away for {seconds} s, which do not count"
        self.pacer.stop(r.HOST, why, leaving_out=away.counted)
        self._stood_still(away.counted)
        self._note(r.HostSuspended(seconds, away.counted // SECOND))
        self._note(c.Pause(why))

    def _stood_still(self, leaving_out: int = 0) -> None:
        self.talk.stop(leaving_out)
        self._goal = None

    def _note(self, command: c.Command) -> None:
        """Puts something of the host's own on the record, as soon as that can be written."""
        self._noted.append(command)
        self._write_noted()

    def _write_noted(self) -> None:
        while self._noted and self.is_writable and self._put(self._noted[0]):
            del self._noted[0]

    def _put(self, command: c.Command) -> bool:
        """Whether something of the host's own is on the record now."""
        try:
            self.session.take(command, actor=r.HOST, client_id=f"{r.HOST}-{self._own + 1}", stamp=self._stamp())
        except DrillsimError as error:
            self._fall_back(error)
            return False
        self._own += 1
        return True

    def _play(self) -> None:
        """Steps from one second at which something is due to the next, so that it can stop between any two."""
        session = self.session
        deadline = self.clocks.monotonic_ns() + BUDGET
        while not session.over and self.is_writable:
            goal = self._goal
            target = self.pacer.second if goal is None else goal.second(session.engine.ends)
            if session.now >= target:
                break
            step = int(max(session.now + 1, min(target, session.next_due())))
            if goal is not None:
                step = goal.step(session.now, step)
            try:
                new = session.advance(step, self._stamp(step))
            except DrillsimError as error:
                self._fall_back(error)
                break
            if goal is not None:
                self.pacer.jump(session.now)
                if goal.stops(stops.Reached(session.now, new, session.over)):
                    self._goal = None
            if self.clocks.monotonic_ns() > deadline:
                break

    def _stamp(self, second: int | None = None) -> Stamp:
        ms = self.clock.milliseconds if second is None else second * 1000
        return Stamp(ms, self.clocks.monotonic_ns(), self.clocks.wall_ns())

    # Commands

    def take(self, connection: Connection, up: Up) -> None:
        """Takes a client's command and puts its answer among the frames."""
        if connection not in self.connections:
            connection.put(Nack(up.id, "forbidden", "this place has changed hands"))
            return
        self._beat()
        try:
            require_message(up)
            answer = self._answer(connection, up)
        except Forbidden as no:
            answer = Nack(up.id if is_name(up.id) else None, no.why, no.text)
        except IdReused as error:
            answer = Nack(up.id, "id_reused", str(error))
        except DrillsimError as error:  # nothing happened; the same id may be sent again
            answer = Nack(up.id, self._fall_back(error).why, str(error))
        connection.put(answer)
        self._tell_all()

    def _answer(self, connection: Connection, up: Up) -> Ack | Nack:
        command, said = understood(up.kind, up.body, connection.speaker)
        require_allowed(self.exercise, command, connection.place, connection.roles, leads=connection.leads)
        self._require_hands(connection, command)
        who = c.FACILITATOR if connection.place == "facilitator" else c.actor(command)
        before = self.session.answered(who, up.id)
        if before is None:
            command = self._ready(command, said)
            self._require_told(connection, command)
            try:
                answer = self.session.take(command, client_id=up.id, actor=who, said=said, stamp=self._stamp())
            except DrillsimError:
                self._emergency_unrecorded(command)
                raise
            if answer.refused is None:
                self._obey(command, connection)
        elif said != before[1] or not is_resent(command, before[0]):
            raise IdReused(f"the id {up.id} was that of another command")
        else:
            answer = before[2]
        if answer.refused is not None:
            return Nack(up.id, answer.refused.why, answer.refused.text, answer.seq)
        return Ack(up.id, answer.seq)

    def _require_hands(self, connection: Connection, command: c.Command) -> None:
        """Raises Forbidden where a player acts for a role that a stand-in, the script or nobody plays by now."""
        player = self.session.engine.play.state.players.get(getattr(command, "by", ""))
        if connection.place == "player" and self.started and player in (STAND_IN, SCRIPT, NOBODY):
            raise Forbidden("forbidden", "somebody else plays this role by now")

    def _ready(self, command: c.Command, said: int | None) -> c.Command:
        """The command as it is taken now. Raises Forbidden where this is not the time for it."""
        if self.trouble.notice is not None:
            self._emergency_unrecorded(command)
            raise Forbidden(self.trouble.notice.why, self.trouble.notice.text)
        if self.face.emergency is not None and not isinstance(command, IN_AN_EMERGENCY):
            raise Forbidden("forbidden", "this is a real emergency: nothing of the exercise goes on until it is over")
        if self.session.over:
            raise Forbidden("ended", "the exercise has ended")
        if not self.started and not isinstance(command, IN_THE_LOBBY):
            raise Forbidden("bad_message", "the exercise has not begun")
        if self.started and isinstance(command, r.Start):
            raise Forbidden("bad_message", "the exercise has begun already")
        if self.started:
            self._play()
        if self.session.over:
            raise Forbidden("ended", "the exercise has ended")
        return ready(self.exercise, self.session, self.face, command, said, self._injects)

    def _injects(self) -> dict[str, InjectBody]:
        """Every inject there is: of the files, and made up, also in the lobby, where those wait for StartEx."""
        found = {inject.id: inject.body for inject in self.exercise.injects}
        for entry in self.session.entries:
            if entry.sort == "command" and entry.kind == "inject":
                body = InjectBody.model_validate(entry.body["inject"])
                found.setdefault(body.id, body)
        return found

    def _require_told(self, connection: Connection, command: c.Command) -> None:
        """Injects to come and those told to others are nothing to a player, who is told the same about both."""
        if connection.place != "player":
            return
        match command:
            case c.Reads(by, inject) | c.Acknowledges(by, inject):
                pass
            case c.Decides(by, inject) if inject in self._injects():
                pass
            case _:
                return
        body = self.body(inject)
        if body is None or by not in body.tell:
            raise Forbidden("unknown", f"no inject {inject} has come to {by} yet")

    def _obey(self, command: c.Command, connection: Connection) -> None:
        """What a command that was taken does to the clock and to clients; the session has done the rest."""
        who = c.FACILITATOR if connection.leads else connection.name
        match command:
            case r.Start():
                self._renew()
                self.timekeeper.beat()
                self.pacer.start()
            case c.Pause(because):
                self.pacer.stop(who, because)
                self._stood_still()
            case c.RealEmergency():
                self._stop_everything(command)
            case c.Resume():
                self._go_on()
            case c.SetPace(pace):
                self.pacer.set_pace(pace)
            case r.Count():
                if self.face.away is not None:
                    self.pacer.count(self.face.away.real)
                self.face.away = None
                self._play()
                self._keep(at_once=True)
            case r.Jump(to):
                self.talk.end()
                self._goal = self._jump(connection, to)
                self._play()
                self._keep(at_once=True)
            case r.Next():
                self.talk.end()
                self._goal = stops.NextThing(self._updates_due)
                self._play()
                self._keep(at_once=True)
            case c.Reads(_, inject):
                self._opened(inject)
            case c.Place(role):
                self._changed_hands(role)
            case _:
                pass  # nothing of the clock or of clients
        if not self.started:
            self._tell(self._lobby())

    def _go_on(self) -> None:
        """The clock goes on; after a real emergency that was called in a pause, the pause does."""
        paused = self.pacer.pause if self.face.emergency is not None else None
        self.pacer.resume()
        self.talk.go_on()
        self.face.emergency = None
        if paused is None or self._stopped_for_emergency or not self.started:
            self.face.away = None
            return
        self.pacer.stop(paused.by, paused.why)
        self._stood_still()
        self._note(c.Pause(paused.why))

    def _stop_everything(self, called: c.RealEmergency) -> None:
        """No Duff. Who calls it again says more about it."""
        before = self.face.emergency
        stopped = self.pacer.stop(called.by, called.because)
        self._stopped_for_emergency = stopped if before is None else self._stopped_for_emergency
        self.face.emergency = called if called.because or before is None else before
        self._stood_still()

    def _emergency_unrecorded(self, command: c.Command) -> None:
        """A real emergency stops everything whether or not it can be recorded; it is, once that is possible again."""
        if isinstance(command, c.RealEmergency):
            self._stop_everything(command)
            self._noted.append(command)

    def _jump(self, connection: Connection, to: int | None) -> stops.Goal:
        if to is not None:
            return stops.ToSecond(to)
        if connection.place == "facilitator":
            return stops.NextThing(self._updates_due)
        return stops.NextNews(lambda: self._see(connection))

    def _see(self, connection: Connection) -> stops.Sight:
        """What a player who jumps knows now."""
        connection.tell(self.session.entries)
        self._show(connection)
        return stops.Sight(connection.heard, connection.view)

    def _updates_due(self) -> list[int]:
        self.following.follow(self.session.now)
        return [update.due for update in self.following.updates_due(self.session.now)]

    def _opened(self, inject: str) -> None:
        body = self.body(inject)
        if body is not None and (self.stops_to_talk or body.discuss is not None):
            self.talk.begin(inject, body.discuss)

    def _changed_hands(self, role: str) -> None:
        if not self.started:
            return
        for connection in self.connections:
            if role in connection.roles:
                connection.reset(connection.roles)
                self._greet(connection)

    # The record

    def _keep(self, *, at_once: bool = False) -> None:
        """Keeps where the clock stands: about once a second while it runs, and where people took it at once."""
        stamp = self._stamp()
        soon = self.pacer.running and stamp.mono_ns - self._kept.mono_ns < KEEP_EVERY
        if self._keep_clock is None or stamp.drill_ms == self._kept.drill_ms or (soon and not at_once):
            return
        try:
            self._keep_clock(stamp)
        except DrillsimError as error:
            self._fall_back(error)
        else:
            self._kept = stamp

    def _fall_back(self, error: DrillsimError) -> Notice:
        """The record cannot be written: the session has gone back to where it ends, and waits there."""
        if self.started:
            self.pacer.stop(r.HOST, "the record cannot be written")
            self._stood_still()
        notice, is_new = self.trouble.begin(error)
        if is_new:
            self._tell(notice)
        self._renew()
        return notice

    def _try_again(self) -> None:
        """Whether an entry of the host's own can be kept: that the record could not be written, and for how long."""
        if not self.trouble.is_to_be_tried or not self._put(r.StorageRecovered(self.trouble.seconds)):
            return
        why = self.trouble.end()
        if self.started:  # the clock stood before anything that was noticed meanwhile
            self._noted.insert(0, c.Pause(why))
        self._write_noted()
        if self.is_writable:
            self._tell(Notice("recovered", "The record can be written again. The clock stands; resume when ready."))

    # Telling

    def _lobby(self) -> Lobby:
        return Lobby(lobby(self.exercise.plan, self.session.players, self.session.here))

    def _tell_all(self) -> None:
        looks = self._has_to_look()
        for connection in self.connections:
            connection.tell(self.session.entries)
            if looks:
                self._show(connection)
            connection.put(Tick(self._clock_of(connection)))

    def _has_to_look(self) -> bool:
        """Whether views may have changed: by entries, or, once in a while, by the time that has passed."""
        now, so_far = self.clocks.monotonic_ns(), (len(self.session.entries), self.session.now, frozenset(self.taken))
        if so_far == self._looked_at or (so_far[::2] == self._looked_at[::2] and now - self._looked < VIEW_EVERY):
            return False
        self._looked, self._looked_at = now, so_far
        return True

    def _tell(self, frame: Frame) -> None:
        for connection in self.connections:
            connection.put(frame)

    def _show(self, connection: Connection) -> None:
        connection.show(self.views.view(connection.roles, self.taken))
        if connection.place == "facilitator":
            connection.lead(self.console_views.view(self.taken, self.session.here))
