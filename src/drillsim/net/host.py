"""The host of one drill: it keeps the clock, plays the session, and shows each client its view.

A client connects with its roles, sends commands with ids of its own and gets frames back. Closing a client changes
nothing for the drill. Nobody calls the host back: it plays when it is asked to `tick`.
"""

from collections.abc import Sequence
from typing import get_args

from drillsim.analysis.talk import going_on
from drillsim.errors import DrillsimError, IdReused
from drillsim.model.exercise import Exercise
from drillsim.net import stops
from drillsim.net.access import (
    AFTER_ENDEX,
    IN_AN_EMERGENCY,
    IN_THE_LOBBY,
    ONLY_IN_THE_LOBBY,
    Forbidden,
    require_allowed,
    understood,
)
from drillsim.net.audience import Audience
from drillsim.net.clockwork import Clockwork
from drillsim.net.connection import Connection
from drillsim.net.frames import CONTROLLING, Ack, Nack, Notice, Place, Up
from drillsim.net.keeping import KeepClock, Keeping
from drillsim.net.messages import is_name, require_message
from drillsim.net.orders import is_resent, ready
from drillsim.net.seeking import Search, Seeker
from drillsim.net.standing import standing
from drillsim.net.story import Story
from drillsim.net.timekeeper import Clocks
from drillsim.net.told import as_told, require_hands
from drillsim.net.writing import require_fit
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.entries import Entry, Header, Stamp
from drillsim.session.news import Reader
from drillsim.session.pacing import SECOND
from drillsim.session.replay import go_on
from drillsim.session.session import Append, Session
from drillsim.session.view import ClockView

BUDGET = 8_000_000  # nanoseconds of playing in one tick: a screen in the same process stays quick


class Host:
    """Plays one exercise for the clients of this process.

    `append` commits entries, as for a Session, and `keep_clock` where the clock stands. Where one fails with a
    DrillsimError, what it was to keep did not happen: the clock stops, clients are told, no command is taken, and
    every half a second the host tries whether the record can be written again. If it can, people resume.

    `seeker` looks after EndEx for the one earlier step of each broken promise; without it nobody does.
    """

    def __init__(
        self,
        exercise: Exercise,
        header: Header,
        append: Append | None = None,
        *,
        clocks: Clocks | None = None,
        keep_clock: KeepClock | None = None,
        seeker: Seeker | None = None,
    ) -> None:
        self.clocks = clocks or Clocks()
        self.session = Session(exercise, header, append)
        self.story = Story(self.session)
        stands = exercise.drill.clock == "stops_to_talk" and header.live
        self.clockwork = Clockwork(exercise, self.session, self.clocks, stops_to_talk=stands)
        self.audience = Audience(self.story, self.clockwork)
        self.keeping = Keeping(self.session, self.clockwork, keep_clock, self.audience.tell, self.story.renew)
        self.search = Search(seeker, self.keeping.note)
        self._ended = False

    def resume(self, entries: Sequence[Entry], kept: Stamp | None = None) -> None:
        """Goes on with an exercise that was begun before: the state is rebuilt, the clock stands.

        `kept` is where the clock stood last, as far as it was kept. Raises ReplayDiverged where the record's
        commands do not give the same events any more.
        """
        go_on(self.session, entries)
        self.story.renew()
        self.keeping.go_on(entries)
        if self.session.over:
            return
        stood = standing(entries, kept)
        self.clockwork.stand(stood)
        if self.session.started:
            self._play()
        down = max(0, self.clocks.wall_ns() - stood.wall_ns) // SECOND if stood.wall_ns else 0
        self.keeping.note(r.HostDown(down))
        if self.session.started:
            self.keeping.note(c.Pause("the program was stopped"))
        self._take_up_the_talk()
        self.clockwork.timekeeper.beat()  # for as long as the rebuilding took nobody was away

    def _take_up_the_talk(self) -> None:
        commands = (entry for entry in self.session.entries if entry.sort == "command")
        bodies = self.story.bodies()
        talk = going_on(commands, bodies, always=self.clockwork.stops_to_talk)
        if talk is not None:
            self.clockwork.talk.take_up(talk[0], bodies[talk[0]].discuss, talk[1])

    # Clients

    @property
    def exercise(self) -> Exercise:
        """What is played; from StartEx on with the numbers on shift that were said before."""
        return self.session.exercise

    @property
    def connections(self) -> Sequence[Connection]:
        """Everybody who is connected."""
        return self.audience.connections

    @property
    def clock(self) -> ClockView:
        """The exercise clock as clients see it."""
        return self.clockwork.view

    @property
    def busy(self) -> bool:
        """Whether a jump or the way to the next thing is not finished yet: it goes on with the next tick."""
        return self.clockwork.goal is not None

    @property
    def is_writable(self) -> bool:
        """Whether the record can be written, as far as is known."""
        return self.keeping.is_writable

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
        leading = place == "facilitator" if leads is None else leads
        controls = place in CONTROLLING
        hears = {*(self.exercise.plan.roles if controls else roles), *([c.FACILITATOR] if leading or controls else [])}
        reader = Reader(self.exercise, hears, leading or controls, controls, self.story.body, self.story.run_by)
        connection = Connection(name, place, tuple(roles), leading, reader, self.take, self.audience.catch_up)
        self.audience.connections.append(connection)
        self.audience.welcome(connection)
        return connection

    def disconnect(self, connection: Connection) -> None:
        """A client has gone; the drill goes on."""
        self.audience.connections.remove(connection)

    # Playing

    def tick(self) -> None:
        """Plays up to what the clock shows, for a few milliseconds at most, and tells everybody what is new."""
        if not self.is_writable:
            self.keeping.try_again()
        self._beat()
        if self.started and not self.session.over and self.is_writable:
            self._play()
            self.keeping.keep_clock()
        if self.session.over and not self._ended:
            self._ended = True
            self.clockwork.end()
            self.audience.tell(Notice("ended", "The exercise has ended."))
            self.search.begin(self.session.header, self.session.entries, self.story.writing)
        self.search.look()
        self.audience.reckon()
        self.audience.tell_all()

    def _beat(self) -> None:
        """What the computer's clocks did since the last look goes on the record, from StartEx to EndEx."""
        self.keeping.note(*self.clockwork.beat())

    def _play(self) -> None:
        """Steps from one second at which something is due to the next, so that it can stop between any two."""
        session = self.session
        deadline = self.clocks.monotonic_ns() + BUDGET
        while not session.over and self.is_writable:
            goal = self.clockwork.goal
            target = self.clockwork.pacer.second if goal is None else goal.second(session.engine.ends)
            if session.now >= target:
                break
            step = int(max(session.now + 1, min(target, session.next_due())))
            if goal is not None:
                step = goal.step(session.now, step)
            try:
                new = session.advance(step, self.clockwork.stamp(step), to_alarm=True)
            except DrillsimError as error:
                self.keeping.fall_back(error)
                break
            if goal is not None:
                self.clockwork.pacer.jump(session.now)
                if goal.stops(stops.Reached(session.now, new, session.over)):
                    self.clockwork.goal = None
            if self.clocks.monotonic_ns() > deadline:
                break

    def close(self) -> None:
        """The program ends, or leaves the exercise: nobody waits for the search any more."""
        self.search.close()

    # Commands

    def take(self, connection: Connection, up: Up) -> None:
        """Takes a client's command and puts its answer among the frames."""
        if connection not in self.audience.connections:
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
            answer = Nack(up.id, self.keeping.fall_back(error).why, str(error))
        connection.put(answer)
        if up.kind != "check_in":  # these come by hundreds: everybody hears of them with the next tick
            self.audience.tell_all()

    def _answer(self, connection: Connection, up: Up) -> Ack | Nack:
        command, said = understood(up.kind, up.body, connection.speaker)
        require_allowed(self.exercise, command, connection.place, connection.roles, leads=connection.leads)
        require_hands(connection, command, self.story)
        who = c.actor(command) if connection.place == "player" else connection.place
        before = self.session.answered(who, up.id)
        if before is None:
            command = as_told(connection, self._ready(command, said), self.story)
            try:
                answer = self.session.take(command, client_id=up.id, actor=who, said=said, stamp=self.clockwork.stamp())
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

    def _ready(self, command: c.Command, said: int | None) -> c.Command:
        """The command as it is taken now. Raises Forbidden where this is not the time for it."""
        if self.keeping.trouble.notice is not None:
            self._emergency_unrecorded(command)
            raise Forbidden(self.keeping.trouble.notice.why, self.keeping.trouble.notice.text)
        if self.clockwork.face.emergency is not None and not isinstance(command, IN_AN_EMERGENCY):
            raise Forbidden("forbidden", "this is a real emergency: nothing of the exercise goes on until it is over")
        if not self.started and not isinstance(command, IN_THE_LOBBY):
            raise Forbidden("bad_message", "the exercise has not begun")
        if self.started and isinstance(command, ONLY_IN_THE_LOBBY):
            raise Forbidden("ended" if self.session.over else "bad_message", "the exercise has begun already")
        if self.started and not self.session.over:
            self._play()
        if self.session.over and not isinstance(command, AFTER_ENDEX):
            raise Forbidden("ended", "the exercise has ended")
        if isinstance(command, get_args(w.ByPeople)):
            require_fit(command, self.story)
        return ready(self.exercise, self.session, self.clockwork.face, command, said, self.story.injects)

    def _obey(self, command: c.Command, connection: Connection) -> None:
        """What a command that was taken does to the clock and to clients; the session has done the rest."""
        who = c.FACILITATOR if connection.leads else connection.name
        match command:
            case r.Start():
                self.story.renew()
                self.clockwork.start()
            case c.Pause(because):
                self.clockwork.stop(who, because)
            case c.RealEmergency():
                self.clockwork.stop_everything(command)
            case c.Resume():
                self.keeping.note(*self.clockwork.go_on())
            case c.SetPace(pace):
                self.clockwork.pacer.set_pace(pace)
            case r.Count():
                self.clockwork.count_away()
                self._play_at_once()
            case r.Jump(to):
                self._go_to(self._jump(connection, to))
            case r.Next():
                self._go_to(stops.NextThing(self.story.updates_due))
            case c.Reads(_, inject):
                self._opened(inject)
            case c.Place(role) if self.started:
                self.audience.change_hands(role)
            case _:
                pass  # nothing of the clock or of clients
        if not self.started:
            self.audience.tell_lobby()

    def _go_to(self, goal: stops.Goal) -> None:
        self.clockwork.talk.end()
        self.clockwork.goal = goal
        self._play_at_once()

    def _play_at_once(self) -> None:
        """The clock shows a later second than it did: where people took it is kept."""
        self._play()
        self.keeping.keep_clock(at_once=True)

    def _jump(self, connection: Connection, to: int | None) -> stops.Goal:
        if to is not None:
            return stops.ToSecond(to)
        if connection.place == "facilitator":
            return stops.NextThing(self.story.updates_due)
        return stops.NextNews(lambda: self.audience.sight(connection))

    def _opened(self, inject: str) -> None:
        body = self.story.body(inject)
        if body is not None and (self.clockwork.stops_to_talk or body.discuss is not None):
            self.clockwork.talk.begin(inject, body.discuss)

    def _emergency_unrecorded(self, command: c.Command) -> None:
        """A real emergency stops everything whether or not it can be recorded; it is, once that is possible again."""
        if isinstance(command, c.RealEmergency):
            self.clockwork.stop_everything(command)
            self.keeping.note_later(command)
