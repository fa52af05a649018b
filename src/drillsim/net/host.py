"""The host of one drill in this process: it keeps the clock, plays the session, and shows each client its view.

A client connects with its roles, sends commands with ids of its own and gets frames back. Closing a client changes
nothing for the drill. Nobody calls the host back: it plays when it is asked to `tick`.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from drillsim.errors import DrillsimError
from drillsim.model.exercise import Exercise
from drillsim.model.scenario import InjectBody
from drillsim.net.access import cleaned, forbidden
from drillsim.net.frames import (
    PROTOCOL,
    Ack,
    CaughtUp,
    Events,
    Frame,
    Hello,
    Nack,
    Notice,
    Shown,
    Tick,
    Up,
)
from drillsim.record import commands as c
from drillsim.record.codec import decode_command
from drillsim.record.commands import KINDS
from drillsim.record.entries import Header
from drillsim.session.following import Following
from drillsim.session.news import News, Reader
from drillsim.session.pacing import SECOND, Monotonic, Pacer
from drillsim.session.session import Append, Session, Stamp
from drillsim.session.store.bodies import misfit
from drillsim.session.view import ClockView, View
from drillsim.session.views import Views

BUDGET = 8_000_000  # nanoseconds of playing in one tick: a screen in the same process stays quick
HOLE = 5 * SECOND  # a tick later than this means that the computer slept; that time is not played
VIEW_EVERY = SECOND  # a view without anything new is looked at again this often: knowledge may come with time
TRY_EVERY = SECOND // 2  # how often a record that cannot be written is tried again
MILLISECOND = 1_000_000


@dataclass
class Connection:
    """One client's side of the host: `send` commands, `receive` the frames that have come."""

    host: "Host"
    name: str
    roles: tuple[str, ...]
    leads: bool
    frames: list[Frame] = field(default_factory=list)
    reader: Reader = field(init=False)
    read: int = 0
    """How many entries have been looked at."""
    prev: int = 0
    """The seq of the last entry that this client was shown."""
    view: View | None = None
    heard: int = 0
    """How many pieces of news it got."""

    def __post_init__(self) -> None:
        host = self.host
        roles = {*self.roles, *([c.FACILITATOR] if self.leads else [])}
        self.reader = Reader(host.exercise, roles, self.leads, host.body, host.run_by)

    def send(self, up: Up) -> None:
        """Asks the host for something; the answer is among the next frames."""
        self.host.take(self, up)

    def receive(self) -> list[Frame]:
        """The frames since the last call, in order; of ticks and views only the newest."""
        frames, self.frames = self.frames, []
        return frames

    def put(self, frame: Frame) -> None:
        """Queues a frame; a newer tick or view replaces an older one that nobody has taken yet."""
        if isinstance(frame, Tick | Shown):
            self.frames = [each for each in self.frames if type(each) is not type(frame)]
        self.frames.append(frame)


class Host:
    """Plays one exercise for the clients of this process.

    `append` commits entries, as for a Session. Where it fails with a DrillsimError, what it was to keep did not
    happen: the clock stops, clients are told, no command is taken, and every half a second the host tries whether
    the record can be written again. If it can, people resume.
    """

    def __init__(
        self,
        exercise: Exercise,
        header: Header,
        append: Append | None = None,
        *,
        monotonic_ns: Monotonic = time.monotonic_ns,
        wall_ns: Callable[[], int] = time.time_ns,
    ) -> None:
        self.exercise = exercise
        self.session = Session(exercise, header, append)
        self.pacer = Pacer(monotonic_ns, exercise.drill.pace or 1)
        self.following = Following(exercise, self.session.engine.play.log)
        self.views = Views(exercise, self.session.engine, self.following)
        self.started = False
        self.connections: list[Connection] = []
        self._degraded = ""
        """Why the record cannot be written; empty while it can."""
        self._tried = 0
        self._answers: dict[tuple[str, str], tuple[Up, Ack | Nack | None]] = {}
        self._monotonic_ns = monotonic_ns
        self._wall_ns = wall_ns
        self._ticked = monotonic_ns()
        self._looked = 0
        self._looked_at = (-1, -1)
        """How many entries there were and which second it was when views were last made."""
        self._jumping: Connection | None = None
        self._left = -1
        """While jumping: the second shown, where the one before it was left on its own."""
        self._own = 0
        self._ended = False

    # Clients

    @property
    def taken(self) -> set[str]:
        """The roles that clients play."""
        return {role for connection in self.connections for role in connection.roles}

    def connect(self, name: str, roles: Sequence[str], *, leads: bool = False) -> Connection:
        """A new client; what came before is replayed to it. Raises KeyError for a role that the plan does not have."""
        for role in roles:
            _ = self.exercise.plan.roles[role]
        connection = Connection(self, name, tuple(roles), leads)
        self.connections.append(connection)
        briefing = self.views.briefing(roles, self.taken, leads=leads)
        connection.put(Hello(PROTOCOL, briefing, tuple(roles), leads, len(self.session.entries)))
        self._tell_news(connection)
        connection.put(CaughtUp(connection.prev))
        self._show(connection)
        connection.put(Tick(self.clock))
        return connection

    def disconnect(self, connection: Connection) -> None:
        """A client has gone; the drill goes on."""
        self.connections.remove(connection)

    @property
    def clock(self) -> ClockView:
        """The exercise clock as clients see it; never ahead of what has been played."""
        pause = self.pacer.pause
        pace = self.pacer.pace
        if not self.started:
            return ClockView(0, pace, "before")
        if self.session.over:
            return ClockView(self.session.now * 1000, pace, "ended")
        ms = min(self.pacer.exercise_ns // MILLISECOND, self.session.now * 1000 + 999)
        if pause is None:
            return ClockView(ms, pace, "running")
        stands = (self._monotonic_ns() - pause.since) // SECOND
        return ClockView(ms, pace, "paused", pause.by, pause.why, stands)

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
        if self._degraded:
            self._try_again()
        if self.started and not self.session.over and not self._degraded:
            self._notice_hole()
            self._play()
        self._ticked = self._monotonic_ns()
        if self.session.over and not self._ended:
            self._ended = True
            self.pacer.stop("host", "the exercise has ended")
            self._tell(Notice("ended", "The exercise has ended."))
        self._tell_all()

    def _notice_hole(self) -> None:
        late = self._monotonic_ns() - self._ticked
        if self.pacer.running and late > HOLE:
            why = f"the computer was away for {late // SECOND} s, which do not count"
            self.pacer.stop("host", why, leaving_out=late)
            self._note_stop(why)

    def _note_stop(self, why: str) -> None:
        """Puts a stop of the host's own on the record."""
        try:
            self._own += 1
            self.session.take(c.Pause(why), actor="host", client_id=f"host-{self._own}", stamp=self._stamp())
        except DrillsimError as error:
            self._fall_back(error)

    def _play(self) -> None:
        """Steps from one second at which something is due to the next, so that it can stop between any two."""
        session = self.session
        deadline = self._monotonic_ns() + BUDGET
        while not session.over and not self._degraded:
            target = session.engine.ends if self._jumping else self.pacer.second
            if session.now >= target:
                break
            heard = self._jumping.heard if self._jumping else 0
            step = int(max(session.now + 1, min(target, session.next_due(), *self._deadlines())))
            if self._jumping and session.now != self._left:
                step = session.now + 1  # what comes as the clock leaves a second comes before anything later
                self._left = step
            try:
                session.advance(step, self._stamp(step))
            except DrillsimError as error:
                self._fall_back(error)
                break
            if self._jumping:
                self._jumped(self._jumping, heard)
            if self._monotonic_ns() > deadline:
                break

    def _deadlines(self) -> list[int]:
        """What a client that jumps has on its own clock: the next update, deadline of a task or RTO."""
        view = self._jumping.view if self._jumping else None
        return [] if view is None else [due for due in deadlines(view) if due > self.session.now]

    def _jumped(self, connection: Connection, heard: int) -> None:
        """It ends at the first news or turn, or at something due that the client knows of."""
        self.pacer.jump(self.session.now)
        before = connection.view
        known = before is not None and self.session.now in deadlines(before)
        self._tell_news(connection)
        self._show(connection)
        changed = before is not None and connection.view is not None and turns(before) != turns(connection.view)
        if connection.heard > heard or known or changed or self.session.over:
            self._jumping = None

    def _stamp(self, second: int | None = None) -> Stamp:
        ms = self.pacer.exercise_ns // MILLISECOND if second is None else second * 1000
        return Stamp(ms, self._monotonic_ns(), self._wall_ns())

    # Commands

    def take(self, connection: Connection, up: Up) -> None:
        """Takes a client's command. The same id again gets the same answer, and counts once."""
        key = (connection.name, up.id)
        if key in self._answers:
            known, answer = self._answers[key]
            if known != up:
                connection.put(Nack(up.id, "id_reused", "this id was used for something else"))
            elif answer is not None:
                connection.put(answer)
            return
        self._answers[key] = up, None
        try:
            answer = self._answer(connection, up)
        except DrillsimError as error:  # nothing happened; the same id may be sent again
            del self._answers[key]
            self._fall_back(error)
            answer = Nack(up.id, "degraded", self._degraded)
        else:
            self._answers[key] = up, answer
        connection.put(answer)
        self._tell_all()

    def _answer(self, connection: Connection, up: Up) -> Ack | Nack:
        if self._degraded:
            return Nack(up.id, "degraded", self._degraded)
        if up.kind in ("start", "jump"):
            return self._conduct(connection, up)
        body = cleaned(up.body)
        if up.kind not in KINDS or (wrong := misfit(KINDS[up.kind], body)) is not None:
            what = f"found {wrong}" if up.kind in KINDS else f"there is no kind {up.kind}"
            return Nack(up.id, "bad_message", f"not a command: {what}")
        command = decode_command(up.kind, body)
        if (no := forbidden(self.exercise.plan, command, connection.roles, leads=connection.leads)) is not None:
            return Nack(up.id, *no)
        if not self.started:
            return Nack(up.id, "not_started", "the exercise has not begun")
        self._play()
        if self.session.over:
            return Nack(up.id, "ended", "the exercise has ended")
        answer = self.session.take(command, client_id=f"{connection.name}-{up.id}", stamp=self._stamp())
        self._obey(command, connection)
        if answer.refused is not None:
            return Nack(up.id, answer.refused.why, answer.refused.text)
        return Ack(up.id, answer.seq)

    def _conduct(self, connection: Connection, up: Up) -> Ack | Nack:
        """StartEx and jumps: choices of when to play, so no entries of the record."""
        if not connection.leads:
            return Nack(up.id, "not_allowed", "only the facilitator starts and jumps")
        if up.kind == "start":
            if not self.started:
                self.started = True
                self._ticked = self._monotonic_ns()
                self.pacer.start()
                self.session.advance(0, self._stamp(0))
            return Ack(up.id, len(self.session.entries))
        if not self.started or self.session.over:
            return Nack(up.id, "ended" if self.started else "not_started", "the exercise is not running")
        self._show(connection)
        self._jumping = connection
        self._play()
        return Ack(up.id, len(self.session.entries))

    def _obey(self, command: c.Command, connection: Connection) -> None:
        match command:
            case c.Pause(because):
                self.pacer.stop("facilitator" if connection.leads else connection.name, because)
            case c.Resume():
                self.pacer.resume()
            case c.SetPace(pace):
                self.pacer.set_pace(pace)
            case c.End():
                pass  # the session has ended, which the next tick tells
            case (
                c.Does()
                | c.Done()
                | c.Sends()
                | c.Approves()
                | c.ChecksIn()
                | c.Reads()
                | c.Acknowledges()
                | c.Seen()
                | c.Decides()
                | c.Assigns()
                | c.Notes()
                | c.Release()
                | c.Skip()
                | c.Defer()
                | c.Improvise()
                | c.Place()
            ):
                pass  # the session has done it
            case _:
                assert_never(command)

    # The record

    def _fall_back(self, error: DrillsimError) -> None:
        """The record cannot be written: the session has gone back to where it ends, and waits there."""
        self._jumping = None
        self.pacer.stop("host", "the record cannot be written")
        if not self._degraded:
            self._tell(Notice("degraded", f"The record cannot be written: {error}"))
        self._degraded = str(error)
        self._tried = self._monotonic_ns()
        self._renew()

    def _try_again(self) -> None:
        """Whether an entry of the host's own can be kept: that the clock stood, and why."""
        if self._monotonic_ns() - self._tried < TRY_EVERY:
            return
        why, self._degraded = self._degraded, ""
        self._note_stop(f"the record could not be written: {why}")
        if not self._degraded:
            self._tell(Notice("recovered", "The record can be written again. The clock stands; resume when ready."))

    def _renew(self) -> None:
        """A session that went back has a new engine."""
        engine = self.session.engine
        if self.views.engine is not engine:
            self.following = Following(self.exercise, engine.play.log)
            self.views = Views(self.exercise, engine, self.following)

    # Telling

    def _tell_all(self) -> None:
        looks = self._has_to_look()
        for connection in self.connections:
            self._tell_news(connection)
            if looks:
                self._show(connection)
            connection.put(Tick(self.clock))

    def _has_to_look(self) -> bool:
        """Whether views may have changed: by entries, or, once in a while, by the time that has passed."""
        now, so_far = self._monotonic_ns(), (len(self.session.entries), self.session.now)
        if so_far == self._looked_at or (so_far[0] == self._looked_at[0] and now - self._looked < VIEW_EVERY):
            return False
        self._looked, self._looked_at = now, so_far
        return True

    def _tell(self, frame: Frame) -> None:
        for connection in self.connections:
            connection.put(frame)

    def _tell_news(self, connection: Connection) -> None:
        news: list[News] = []
        for entry in self.session.entries[connection.read :]:
            item = connection.reader.read(entry, connection.prev)
            if item is not None:
                news.append(item)
                connection.prev = item.seq
        connection.read = len(self.session.entries)
        connection.heard += len(news)
        if news:
            connection.put(Events(tuple(news)))

    def _show(self, connection: Connection) -> None:
        view = self.views.view(connection.roles, self.taken)
        if view != connection.view:
            connection.view = view
            connection.put(Shown(view))


def turns(view: View) -> object:
    """What makes a second worth stopping at: a function that went out, came back or was put aside, a task set free."""
    functions = [(each.id, each.out_since, each.put_aside_since) for each in view.functions]
    return functions, [(task.id, task.state) for task in view.tasks]


def deadlines(view: View) -> list[int]:
    """The seconds at which something is due that these roles know of."""
    updates = [update.due for update in view.updates]
    tasks = [task.due for task in view.tasks if task.due is not None and task.done is None]
    functions = [function.rto_due for function in view.functions if function.rto_due is not None]
    asked = [each.due for each in view.asked if each.due is not None]
    return [*updates, *tasks, *functions, *asked]
