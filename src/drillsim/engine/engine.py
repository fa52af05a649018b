"""The engine: advances a drill second by second, takes commands, returns what happened.

    engine = Engine(exercise)
    events = engine.advance(60)          # all seconds before 60, and of second 60 what comes before responses
    events += engine.submit(Does("floor_lead", "take_cover"))

Rule 10 decides the order within a second. The conditions of a second are looked at when the clock leaves it, so that
cutting the same time into other `advance` calls changes nothing.
"""

from collections.abc import Mapping
from typing import assert_never

from drillsim.contacts.chance import SINGLE_PLAY, Chance
from drillsim.engine import messages, tasks
from drillsim.engine.calendar import Rank, Steps
from drillsim.engine.check_in import check_in
from drillsim.engine.conditions import Watch, look_at
from drillsim.engine.injects import Msel, begin_hazard
from drillsim.engine.places import TakeOver
from drillsim.engine.play import Play
from drillsim.engine.queues import WatchedQueues, asked_in
from drillsim.engine.randomness import Draws, Usual
from drillsim.engine.roles import begin_rotation, settle_roles
from drillsim.engine.staffing import Shifts
from drillsim.engine.stand_ins import StandIns
from drillsim.model.exercise import Exercise, PlayedInject
from drillsim.record import commands as c
from drillsim.record.events import (
    ActionSeen,
    Assigned,
    ClockPaused,
    ClockResumed,
    Decided,
    Event,
    ExerciseEnded,
    ExerciseStarted,
    InjectAcknowledged,
    InjectOpened,
    InjectReleased,
    Noted,
    PaceSet,
    PlaybookFired,
    QueueRose,
    RealEmergencyCalled,
    RolePlayed,
)


class Engine:
    """One play of an exercise.

    `players` says who plays each role: a name, stand_in or script (where nothing is said). `live` says that people
    play at a clock, so that in a timed drill a person's task runs until somebody says done. `by_hand` says that the
    facilitator, who is there, releases what is due. `draws` is chance: none in a single play. `chance` says which
    customers come, where conditions ask about queues.
    """

    def __init__(
        self,
        exercise: Exercise,
        *,
        players: Mapping[str, str] | None = None,
        live: bool = False,
        by_hand: bool = False,
        draws: Draws | None = None,
        chance: Chance = SINGLE_PLAY,
    ) -> None:
        self._play = Play(exercise, draws or Usual(), chance, live=live, by_hand=by_hand)
        self._script = tasks.Script(self._play, players or {})
        self._msel = Msel(self._play, self._settle, self._end_inject)
        self._take_over = TakeOver(self._play)
        self._shifts = Shifts(self._play)
        self._stand_ins = StandIns(self._play, self._msel, self._script, self._settle)
        self._queues = WatchedQueues(self._play, asked_in(exercise))
        self._told: set[tuple[str, int, float]] = set()
        """Which queues rose above what, and when, as far as it is on the record."""
        self._waiting: dict[str, Watch] = {}
        self._playbooks: dict[str, Watch] = {}
        self._entered = False
        self._taken = 0
        self._ends = exercise.lasts
        self._prepare(players or {})

    # What callers use

    @property
    def now(self) -> int:
        """The second that the clock shows."""
        return self._play.now

    @property
    def ends(self) -> int:
        """The second at which the exercise ends, as far as is known."""
        return self._ends

    @property
    def over(self) -> bool:
        """Whether the exercise has ended."""
        return self._play.state.ended is not None

    @property
    def play(self) -> Play:
        """The state and the world, for views of a drill that is being played."""
        return self._play

    def begin(self, second: int, *, to_alarm: bool = False) -> list[Event]:
        """Plays all seconds before `second`; of `second` itself nothing. What the facilitator wrote comes next.

        `to_alarm`: as for `advance`.
        """
        self._go_to(min(second, self._ends), to_alarm=to_alarm)
        return self._take()

    def advance(self, second: int, *, to_alarm: bool = False) -> list[Event]:
        """Plays all seconds before `second` and, of it, what comes before responses (rule 10, phases 1 and 2).

        `to_alarm`: only up to the first second at which a queue has risen above what a condition asks about.
        """
        self._go_to(min(second, self._ends), to_alarm=to_alarm)
        self._enter()
        return self._take()

    def next_due(self) -> float:
        """The next second at which something is due; infinite where nothing is. At most the end."""
        return min(self._play.calendar.next(), self._ends)

    def submit(self, command: c.Played) -> list[Event]:
        """Takes a command at the second shown; it acts at once. After the end nothing acts."""
        if not self.over:
            self._obey(command)
            if self._entered:
                self._settle()
                self._play.calendar.settle()
        return self._take()

    # The clock

    def _prepare(self, players: Mapping[str, str]) -> None:
        play = self._play
        play.emit(ExerciseStarted(0))
        for role in play.plan.roles:
            play.emit(RolePlayed(0, role, players.get(role, "script")))
        settle_roles(play)
        self._shifts.begin()
        for hazard, second in play.exercise.hazards:
            play.calendar.process(self._hazard(hazard, second))
        self._msel.schedule()
        for inject in play.exercise.injects:
            if inject.when:
                self._waiting[inject.id] = Watch(play, self._queues, inject.when, inject.part)
        for name in sorted(play.plan.playbooks):
            self._playbooks[name] = Watch(play, self._queues, play.plan.playbooks[name].if_, None)
        for part in play.exercise.parts:
            if part.starts:
                play.calendar.process(look_at(play, part.starts))
        if play.plan.rotation is not None and play.plan.rotation.begins == "clock":
            begin_rotation(play)

    def _hazard(self, hazard: str, second: int) -> Steps:
        yield self._play.calendar.due(second, Rank.PART, 0)
        begin_hazard(self._play, hazard)

    def _go_to(self, second: int, *, to_alarm: bool = False) -> None:
        alarm: int | None = None
        while self._play.now < second and not self.over and not (to_alarm and alarm):
            self._enter()
            self._leave()
            if not self.over:
                due = int(min(self._play.calendar.next(), second, self._ends))
                alarm = self._alarm(due)
                self._play.calendar.move_to(due if alarm is None else alarm)
                self._entered = False
                self._shifts.arrive()
        if self._play.now >= self._ends and not self.over:
            self._finish()

    def _alarm(self, due: int) -> int | None:
        """The second, up to the next at which anything is due, at which a queue has risen above what is asked about."""
        injects = (watch for name, watch in self._waiting.items() if self._msel.may_come(self._msel.injects[name]))
        armed = {mark for watch in (*injects, *self._playbooks.values()) for mark in watch.marks}
        alarm = self._queues.alarm(due, armed) if armed else None
        self._play.changed |= alarm is not None
        return alarm

    def _enter(self) -> None:
        if not self._entered and not self.over:
            self._entered = True
            self._play.calendar.settle()
            self._settle()

    def _leave(self) -> None:
        """Stand-ins act, then conditions are looked at, again until nothing changes."""
        self._stand_ins.act()
        self._play.calendar.settle()
        while self._play.changed and not self.over:
            self._play.changed = False
            self._look()
            self._play.calendar.settle()
        if not self.over:
            self._stand_ins.leave()
            self._play.calendar.settle()

    def _look(self) -> None:
        for name, watch in list(self._waiting.items()):
            if self.over:
                return
            if name in self._play.state.released:
                del self._waiting[name]
            elif self._is_watched(watch) and watch.holds() and not self._msel.waits(self._msel.injects[name]):
                self._note_queues(watch)
                self._msel.come(self._msel.injects[name], "condition")
        for name, watch in list(self._playbooks.items()):
            if watch.holds() and not self.over:
                del self._playbooks[name]
                self._note_queues(watch)
                self._play.emit(PlaybookFired(self._play.now, name, watch.began))

    def _note_queues(self, watch: Watch) -> None:
        """The instants at which queues rose, where that made something come."""
        for function, above in sorted(watch.marks):
            instant = self._queues.rose((function, above))
            if instant is not None and (function, above, instant) not in self._told:
                self._told.add((function, above, instant))
                self._play.emit(QueueRose(self._play.now, function, above, instant))

    def _is_watched(self, watch: Watch) -> bool:
        if watch.part is None:
            return True
        return self._play.exercise.parts[watch.part].starts <= self._play.now < self._play.part_ends[watch.part]

    def _settle(self) -> None:
        """What follows at once from a change: backups that take over, people who left."""
        self._take_over.watch()

    def _end_inject(self, inject: PlayedInject) -> None:
        """An end inject ends its own scenario; the exercise ends with the last of them."""
        if inject.part is not None:
            self._play.part_ends[inject.part] = min(self._play.now, self._play.part_ends[inject.part])
            self._ends = max(self._play.now, *self._play.part_ends)
        else:
            self._ends = self._play.now
        if self._ends == self._play.now:
            self._finish()

    def _end_by_hand(self) -> None:
        """What the drill file writes ends the exercise at its second; said at the table, when that second is over.

        So whatever was done in the same second at the table before EndEx still counts.
        """
        if self._entered:
            self._ends = min(self._ends, self._play.now + 1)
            self._go_to(self._ends)
        else:
            self._ends = self._play.now
            self._finish()

    def _finish(self) -> None:
        """EndEx: end injects due now are listed, and nothing is reckoned any more."""
        play = self._play
        if self.over:
            return
        for inject in play.exercise.injects:
            if inject.is_end and self._msel.due(inject) == play.now and self._msel.may_come(inject):
                play.emit(InjectReleased(play.now, inject.id, "clock"))
        play.emit(ExerciseEnded(play.now))

    def _take(self) -> list[Event]:
        events = self._play.log[self._taken :]
        self._taken = len(self._play.log)
        return events

    # Commands

    def _obey(self, command: c.Played) -> None:
        play = self._play
        match command:
            case c.Does():
                tasks.start(play, self._script, command, settle=self._settle)
            case c.Done():
                tasks.done(play, self._script, command, self._settle)
            case c.Sends():
                messages.send(play, command)
            case c.Approves():
                messages.approve(play, command)
            case c.ChecksIn():
                check_in(play, command)
            case c.Reads(by, inject):
                if self._known(by, inject):
                    play.emit(InjectOpened(play.now, inject, by))
            case c.Acknowledges(by, inject):
                if self._known(by, inject):
                    play.emit(InjectAcknowledged(play.now, inject, by))
            case c.Seen(by, action, how):
                play.emit(ActionSeen(play.now, action, by, how))
            case c.Decides():
                self._decide(command)
            case c.Assigns(by, to, what, due):
                if not tasks.uncovered(play, by, what):
                    play.emit(Assigned(play.now, by, to, what, due))
            case c.Notes(by, text):
                play.emit(Noted(play.now, by, text))
            case c.Release() | c.Skip() | c.Defer() | c.Restore() | c.Improvise():
                self._msel.by_facilitator(command)
                if not self.over:
                    self._ends = max(play.now, *play.part_ends)
            case c.GiveUsual(task):
                tasks.give_usual(play, task, self._settle)
            case c.Place(role, player):
                play.emit(RolePlayed(play.now, role, player))
            case c.End():
                self._end_by_hand()
            case c.Pause(because):
                play.emit(ClockPaused(play.now, because))
            case c.RealEmergency(by, because):
                play.emit(RealEmergencyCalled(play.now, by, because))
            case c.Resume():
                play.emit(ClockResumed(play.now))
            case c.SetPace(pace):
                play.emit(PaceSet(play.now, pace))
            case _:
                assert_never(command)

    def _known(self, by: str, inject: str) -> bool:
        if inject not in self._play.state.released:
            tasks.refuse(self._play, by, inject, "unknown", f"no inject {inject} has come yet")
            return False
        return not tasks.uncovered(self._play, by, inject)

    def _decide(self, command: c.Decides) -> None:
        play = self._play
        is_inject = command.what in self._msel.injects
        if is_inject:
            if not self._known(command.by, command.what):
                return
            choices = self._msel.injects[command.what].body.choices
            if command.choice is not None and command.choice not in choices:
                tasks.refuse(
                    play,
                    command.by,
                    command.what,
                    "unknown",
                    f"{command.what} offers no choice {command.choice}",
                )
                return
        elif tasks.uncovered(play, command.by, command.what):
            return
        play.emit(
            Decided(
                play.now,
                command.by,
                command.what if is_inject else None,
                command.what,
                command.choice,
                command.because,
                command.options,
                command.knowing,
                simulated=False,
            )
        )
