"""Laws of a live clock, whatever time, people, sleeps, set clocks, full disks and crashes do (R9, R11)."""

import os
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from drillsim.model.exercise import Exercise
from drillsim.net.frames import Ack, Nack
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.pacing import SECOND, Pacer
from drillsim.session.replay import replay, shown
from support.computer import Computer
from support.live import shipped

LONG = bool(os.environ.get("DRILLSIM_LONG"))
EXAMPLES = settings(max_examples=10_000 if LONG else 300, stateful_step_count=25)
BEAT = 5 * SECOND  # no later than this, or the host takes it for a sleep
UNTIL_CAUGHT = settings(
    max_examples=300, stateful_step_count=20, database=None, phases=[Phase.generate], report_multiple_bugs=False
)

nanoseconds = st.integers(1, BEAT - 1) | st.sampled_from([1, SECOND // 4, SECOND, BEAT - 1])
sleeps = st.integers(1, 100_000).map(lambda seconds: seconds * SECOND // 10)
wall_steps = st.sampled_from([3600, -3600, 1, -1, -7200, 86_400]).map(lambda seconds: seconds * SECOND) | st.integers(
    -3 * SECOND, 3 * SECOND
)


@cache
def drill(name: str, clock: str) -> Exercise:
    exercise = shipped(name)
    return replace(exercise, drill=exercise.drill.model_copy(update={"clock": clock}))


@dataclass
class Expected:
    """What the clock has to show, reckoned another way: from what was done to it."""

    passed: int = 0
    """Exercise nanoseconds up to the last look."""
    since: int = 0
    """Monotonic nanoseconds since the last look."""
    asleep: int = 0
    """Nanoseconds slept since the last look."""
    moved: int = 0
    """By how much the wall clock was set since the last look."""
    begun: bool = False
    stopped: bool = False
    pace: int = 0
    stands: bool = False
    """Whether it is a clock that stops to talk."""
    away: int = 0
    """Nanoseconds away of which nobody has said yet whether they count."""
    emergency: bool = False
    stood_before: bool = False
    """Whether the clock stood when the real emergency was called."""
    wall_steps: list[int] = field(default_factory=list)
    suspended: list[int] = field(default_factory=list)

    @property
    def goes(self) -> bool:
        return self.begun and not self.stopped and not self.stands

    def everything_stops(self) -> None:
        """Somebody calls a real emergency, or says more about it."""
        self.stood_before = self.stood_before if self.emergency else self.stopped
        self.emergency = self.stopped = True

    def it_goes_on(self) -> None:
        """The clock, or the pause in which a real emergency was called."""
        self.stopped = self.emergency and self.stood_before and self.begun
        self.emergency = False
        self.away = self.away if self.stopped else 0

    def look(self) -> None:
        """The host looks at its clocks."""
        slept = self.asleep if self.asleep > 2 * SECOND else 0
        hole = self.since if self.since > BEAT else 0
        if self.goes and not hole:
            self.passed += self.since * self.pace
        if self.begun and (slept or hole):
            self.suspended.append((slept + hole) // SECOND)
            self.away = slept + hole if self.goes else self.away
            self.stopped = True
        if self.begun and abs(self.moved) >= SECOND:
            self.wall_steps.append(round(self.moved / SECOND))
        self.since = self.asleep = self.moved = 0


class Clock(RuleBasedStateMachine):
    """A host, and beside it what its clock has to show."""

    computer: Computer

    @initialize(
        name=st.sampled_from(["tornado", "hurricane_carrier", "email_outage"]),
        clock=st.sampled_from(["runs", "runs", "stops_to_talk"]),
        facilitated=st.booleans(),
    )
    def sit_down(self, name: str, clock: str, facilitated: bool) -> None:  # noqa: FBT001  # hypothesis passes names
        exercise = drill(name, clock)
        self.computer = Computer(exercise, facilitated=facilitated)
        self.sabotage()
        self.computer.sit_down()
        self.expected = Expected(pace=exercise.drill.pace or 1, stands=clock == "stops_to_talk")
        self.sent: dict[str, tuple[c.Command, int | None, Ack | Nack]] = {}
        self.late: list[c.Command] = []
        self.shown_last = 0

    def sabotage(self) -> None:
        """Nothing is wrong with this host."""

    # What happens

    @rule(passing=nanoseconds, beats=st.booleans())
    def time_passes(self, passing: int, beats: bool) -> None:  # noqa: FBT001  # hypothesis passes names
        self.computer.forward(passing)
        self.expected.since += passing
        if beats:
            self.beat()

    @rule()
    def minutes_pass(self) -> None:
        for _ in range(20):
            self.time_passes(BEAT - SECOND, beats=True)

    @rule(seconds=st.integers(6, 100_000))
    def the_beat_is_late(self, seconds: int) -> None:
        self.time_passes(seconds * SECOND, beats=True)

    @rule(slept=sleeps)
    def the_computer_sleeps(self, slept: int) -> None:
        self.computer.sleep(slept)
        self.expected.asleep += slept
        self.beat()

    @rule(step=wall_steps)
    def the_wall_clock_is_set(self, step: int) -> None:
        self.computer.set_wall(step)
        self.expected.moved += step

    @rule()
    def beat(self) -> None:
        self.expected.look()
        self.computer.beat()
        self.expect_it_stopped()
        host, second = self.computer.host, self.expected.passed // SECOND
        if host.is_writable and self.expected.begun and not host.session.over:
            assert host.session.now == second, "everything has come that was due"

    @precondition(lambda self: not self.computer.disk.full)
    @rule()
    def the_disk_is_full(self) -> None:
        self.computer.disk.full = True

    @precondition(lambda self: self.computer.disk.full)
    @rule()
    def the_disk_has_room_and_the_host_looks(self) -> None:
        self.computer.disk.full = False
        self.time_passes(SECOND, beats=True)

    @precondition(lambda self: not self.computer.host.session.over)
    @rule()
    def the_host_is_killed(self) -> None:
        """What it noticed and could not write yet is lost, and up to a second of the clock; nothing else."""
        self.computer.disk.full = False
        was_writable, expected = self.computer.host.is_writable, self.expected
        suspended = self.recorded("host_suspended")
        expected.away = expected.away // SECOND * SECOND if suspended == expected.suspended else 0
        expected.wall_steps, expected.suspended = self.recorded("wall_step"), suspended
        expected.since = expected.asleep = expected.moved = 0
        stops = [entry.kind for entry in self.computer.disk.kept if entry.kind in ("pause", "real_emergency", "resume")]
        calls = [kind for kind in stops if kind != "pause"]
        expected.emergency, expected.stood_before = calls[-1:] == ["real_emergency"], True
        self.computer.resume()
        self.sabotage()
        now = self.computer.host.clockwork.pacer.exercise_ns
        assert now <= expected.passed
        if was_writable:
            assert expected.passed - now < SECOND * expected.pace + SECOND  # the stamp is in milliseconds
        expected.passed = now
        self.shown_last = now // 1_000_000
        expected.stopped = expected.begun or stops[-1:] not in ([], ["resume"])

    # What people do

    def send(self, command: c.Command, *, said: int | None = None) -> Ack | Nack:
        self.expected.look()
        number = f"n-{len(self.sent)}"
        answer = self.computer.send(command, number, said=said)
        self.sent[number] = (command, said, answer)
        self.expect_it_stopped()
        if isinstance(answer, Ack):
            self.expected.begun = self.expected.begun or isinstance(command, r.Start)
        return answer

    def expect_it_stopped(self) -> None:
        """A record that cannot be written stops the clock."""
        if not self.computer.host.is_writable:
            self.expected.stopped = self.expected.stopped or self.expected.begun

    @rule()
    def startex(self) -> None:
        self.send(r.Start())

    @rule()
    def pause(self) -> None:
        if isinstance(self.send(c.Pause("coffee")), Ack):
            self.expected.stopped = True

    @rule()
    def real_emergency(self) -> None:
        by = c.FACILITATOR if self.computer.facilitated else self.role
        answer = self.send(c.RealEmergency(by, "fire"))
        if isinstance(answer, Ack) or not self.computer.host.is_writable:  # it is one, recorded or not
            self.expected.everything_stops()

    @rule()
    def resume(self) -> None:
        if isinstance(self.send(c.Resume()), Ack):
            self.expected.it_goes_on()

    @rule(pace=st.sampled_from([1, 12, 60, 120]))
    def set_pace(self, pace: int) -> None:
        if isinstance(self.send(c.SetPace(pace)), Ack):
            self.expected.pace = pace

    @rule()
    def jump(self) -> None:
        self.go_on(r.Jump())

    @rule(ahead=st.integers(-100, 4_000))
    def jump_in_time(self, ahead: int) -> None:
        to = self.computer.host.session.now + ahead
        answer = self.send(r.Jump(to))
        if isinstance(answer, Ack):
            ends = self.computer.host.session.now if self.computer.host.session.over else to
            self.expected.passed = max(self.expected.passed, min(to, ends) * SECOND)

    @rule()
    def next_thing(self) -> None:
        assert self.expected.stands or isinstance(self.go_on(r.Next()), Nack)

    def go_on(self, command: c.Command) -> Ack | Nack:
        answer = self.send(command)
        if isinstance(answer, Ack):
            self.expected.passed = max(self.expected.passed, self.computer.host.session.now * SECOND)
        return answer

    @rule()
    def count(self) -> None:
        away = self.expected.away
        answer = self.send(r.Count(0))
        if isinstance(answer, Ack):
            self.expected.passed += self.expected.away * self.expected.pace
            self.expected.away = 0
            assert self.recorded("count")[-1] == away // SECOND

    @rule()
    def note(self) -> None:
        self.send(c.Notes(c.FACILITATOR if self.computer.facilitated else self.role, "heads counted"))

    @rule(ahead=st.integers(-50, 3_000))
    def say(self, ahead: int) -> None:
        said = self.computer.host.session.now + ahead
        answer = self.send(c.Notes(self.role, "for later"), said=said)
        if isinstance(answer, Ack):
            assert self.expected.stands
            assert said >= self.computer.disk.kept[answer.seq - 1].at

    @rule(task=st.integers(0, 100))
    def does(self, task: int) -> None:
        tasks = sorted(self.computer.exercise.plan.tasks)
        name = tasks[task % len(tasks)]
        self.send(c.Does(self.computer.exercise.plan.tasks[name].by, name))

    @rule(command=st.sampled_from([c.Pause("late"), c.Resume(), c.SetPace(30)]))
    def a_command_is_held_up(self, command: c.Command) -> None:
        self.late.append(command)

    @precondition(lambda self: self.late)
    @rule(which=st.integers(0, 100))
    def a_command_comes_late(self, which: int) -> None:
        command = self.late.pop(which % len(self.late))
        if isinstance(self.send(command), Ack):
            match command:
                case c.Pause():
                    self.expected.stopped = True
                case c.Resume():
                    self.expected.it_goes_on()
                case c.SetPace(pace):
                    self.expected.pace = pace

    @precondition(lambda self: any(isinstance(answer, Ack) for *_, answer in self.sent.values()))
    @rule(which=st.integers(0, 1_000))
    def an_acknowledged_command_comes_again(self, which: int) -> None:
        numbers = [number for number, (*_, answer) in self.sent.items() if isinstance(answer, Ack)]
        number = numbers[which % len(numbers)]
        command, said, answer = self.sent[number]
        self.expected.look()
        before = len(self.computer.disk.kept)
        assert self.computer.send(command, number, said=said) == answer
        assert self.recorded_ids(after=before) == [], "it counts once"

    @property
    def role(self) -> str:
        return next(iter(self.computer.exercise.plan.roles))

    def recorded(self, kind: str) -> list[int]:
        """The seconds of the entries of a kind."""
        return [int(str(body["seconds"])) for body in self.computer.bodies(kind)]

    def recorded_ids(self, after: int = 0) -> list[str]:
        """The ids of the clients' commands on the disk."""
        return [entry.id for entry in self.computer.disk.kept[after:] if entry.id and entry.actor != r.HOST]

    # Laws

    @invariant()
    def the_clock_shows_what_it_has_to(self) -> None:
        host, expected = self.computer.host, self.expected
        if not expected.begun or host.session.over:
            return
        assert host.clockwork.pacer.running == expected.goes
        running = expected.since * expected.pace if expected.goes else 0
        assert host.clockwork.pacer.exercise_ns == expected.passed + running

    @invariant()
    def it_never_goes_back(self) -> None:
        shown_now = self.computer.host.clock.milliseconds
        if self.expected.since == 0:  # it is shown when the host looks; a hole that is left out counts from there
            assert shown_now >= self.shown_last or self.computer.host.session.over
            self.shown_last = shown_now

    @invariant()
    def nothing_comes_before_its_time(self) -> None:
        host = self.computer.host
        second = self.expected.passed // SECOND
        if host.session.over or not self.expected.begun:
            return
        assert host.session.now <= second
        assert all(entry.at <= second for entry in self.computer.disk.kept[-5:])

    @invariant()
    def what_was_acknowledged_is_on_the_record(self) -> None:
        kept = self.computer.disk.kept
        for number, (*_, answer) in list(self.sent.items())[-3:]:
            if answer.seq is not None:
                assert kept[answer.seq - 1].id == number
            else:
                assert number not in [entry.id for entry in kept[-20:]]

    def teardown(self) -> None:
        if not hasattr(self, "computer"):
            return
        self.the_disk_has_room_and_the_host_looks()
        self.the_disk_has_room_and_the_host_looks()
        kept, host = self.computer.disk.kept, self.computer.host
        assert host.is_writable
        assert [entry.seq for entry in kept] == list(range(1, len(kept) + 1))
        assert all(before.at <= after.at for before, after in pairwise(kept))
        assert all(before.drill_ms <= after.drill_ms for before, after in pairwise(kept))
        ids = self.recorded_ids()
        assert sorted(ids) == sorted(number for number, (*_, answer) in self.sent.items() if answer.seq is not None)
        self.injects_come_at_their_second()
        if not host.session.over:
            assert self.recorded("wall_step") == self.expected.wall_steps
            assert self.recorded("host_suspended") == self.expected.suspended
        again = replay(self.computer.exercise, self.computer.header, kept)
        assert [shown(entry) for entry in again.entries] == [shown(entry) for entry in kept]
        assert [shown(entry) for entry in host.session.entries] == [shown(entry) for entry in kept]

    def injects_come_at_their_second(self) -> None:
        exercise = self.computer.exercise
        for entry in self.computer.disk.kept:
            if entry.kind == "inject_released" and entry.body["how"] == "clock":
                inject = next(each for each in exercise.injects if each.id == entry.body["inject"])
                assert entry.at == inject.at


class ReadsTheWall(Clock):
    """The counter-proof: a host that takes exercise time from the wall clock."""

    def sabotage(self) -> None:
        host = self.computer.host
        host.clockwork.pacer = Pacer(
            lambda: self.computer.wall, host.clockwork.pacer.pace, stands=host.clockwork.stops_to_talk
        )


def test_the_laws_of_the_clock() -> None:
    run_state_machine_as_test(Clock, settings=EXAMPLES)


def test_the_machine_catches_a_clock_that_follows_the_wall() -> None:
    with pytest.raises(AssertionError):
        run_state_machine_as_test(ReadsTheWall, settings=UNTIL_CAUGHT)
