"""What the computer does to a drill behind its back: sleeps, late beats, set clocks, full disks, crashes."""

from dataclasses import replace

import pytest

from drillsim.analysis.history import read
from drillsim.analysis.talk import talks
from drillsim.model.exercise import Exercise
from drillsim.net.frames import Ack, Nack
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.pacing import SECOND
from support.computer import Computer
from support.live import shipped


@pytest.fixture
def computer() -> Computer:
    """The tornado drill at 12x, StartEx declared."""
    return started(shipped("tornado"))


def started(exercise: Exercise) -> Computer:
    found = Computer(exercise)
    found.sit_down()
    assert isinstance(found.send(r.Start()), Ack)
    return found


def stopping_to_talk() -> Exercise:
    exercise = shipped("tornado")
    return replace(exercise, drill=exercise.drill.model_copy(update={"clock": "stops_to_talk"}))


def shown(computer: Computer) -> int:
    return computer.host.clock.milliseconds


# Jumps


@pytest.mark.parametrize("to", [0, 59, 60])
def test_a_jump_goes_forward_or_is_refused_and_the_drill_goes_on(computer: Computer, to: int) -> None:
    computer.forward(5 * SECOND)
    computer.beat()
    found = computer.send(r.Jump(to))
    assert isinstance(found, Nack)
    assert (found.why, found.text) == ("bad_message", f"expected a second later than the one shown, 60, found {to}")
    computer.forward(4 * SECOND)
    computer.beat()
    assert shown(computer) == 108_000


def test_a_jump_past_the_end_ends(computer: Computer) -> None:
    assert isinstance(computer.send(r.Jump(10**9)), Ack)
    for _ in range(50):
        computer.beat()
    assert computer.host.session.over


# Sleeps and late beats


def test_a_command_that_comes_before_the_beat_after_a_sleep_finds_the_clock_stopped(computer: Computer) -> None:
    computer.forward(4 * SECOND)
    computer.beat()
    computer.forward(600 * SECOND)  # no beat: the program could not run
    found = computer.send(c.Notes("floor_lead", "back again"))
    assert isinstance(found, Ack)
    assert computer.disk.kept[found.seq - 1].at == 48
    computer.beat()
    assert (shown(computer), computer.host.clock.state) == (48_000, "paused")


def test_a_sleep_during_a_pause_is_on_the_record_and_needs_no_second_pause(computer: Computer) -> None:
    computer.send(c.Pause("lunch"))
    computer.sleep(1800 * SECOND)
    computer.beat()
    assert computer.bodies("host_suspended") == [{"seconds": 1800, "counted": 0}]
    assert computer.kinds("pause") == ["pause"]
    assert computer.host.clock.paused_why == "lunch"
    refused = computer.send(r.Count(1800))
    assert isinstance(refused, Nack), "the clock stood anyway: there is nothing to count"


def test_a_sleep_while_people_talk_stops_the_talk() -> None:
    talking = started(stopping_to_talk())
    talking.send(c.Reads("floor_lead", "warning"))
    talking.forward(3 * SECOND)
    talking.beat()
    talking.forward(600 * SECOND)
    talking.beat()
    assert talking.bodies("host_suspended") == [{"seconds": 600, "counted": 600}]
    assert talking.host.clock.state == "paused"
    assert talking.host.clock.talk is not None
    assert talking.host.clock.talk.seconds == 3
    talking.send(c.Resume())
    talking.forward(2 * SECOND)
    assert talking.host.clock.talk.seconds == 5


def test_the_wall_clock_set_and_a_sleep_while_the_disk_is_full_are_told_once_it_has_room(computer: Computer) -> None:
    computer.disk.full = True
    computer.send(c.Notes("floor_lead", "too much"))
    for step in (3600, -7200):
        computer.forward(SECOND // 4)
        computer.set_wall(step * SECOND)
        computer.beat()
    computer.sleep(60 * SECOND)
    computer.beat()
    computer.disk.full = False
    computer.forward(SECOND)
    computer.beat()
    assert computer.bodies("wall_step") == [{"seconds": 3600}, {"seconds": -7200}]
    assert computer.bodies("host_suspended") == [{"seconds": 60, "counted": 0}]


# Full disks


def test_a_full_disk_is_told_once_and_how_long_it_was_full_is_on_the_record(computer: Computer) -> None:
    computer.disk.full = True
    computer.send(c.Notes("floor_lead", "too much"))
    for _ in range(240):
        computer.forward(SECOND // 4)
        computer.beat()
    assert [notice.kind for notice in computer.notices] == ["degraded"]
    computer.disk.full = False
    computer.forward(SECOND // 2)
    computer.beat()
    assert [notice.kind for notice in computer.notices] == ["degraded", "recovered"]
    assert computer.bodies("storage_recovered") == [{"seconds": 60}]


def test_where_the_clock_stands_that_cannot_be_kept_stops_the_clock(computer: Computer) -> None:
    computer.forward(SECOND)
    computer.beat()
    before = len(computer.disk.kept)
    computer.disk.full = True
    computer.forward(SECOND)
    computer.beat()
    assert len(computer.disk.kept) == before, "nothing was due: only where the clock stands could not be kept"
    assert [(notice.kind, notice.why) for notice in computer.notices] == [("degraded", "disk_full")]
    stopped = shown(computer)
    computer.forward(4 * SECOND)
    computer.beat()
    assert shown(computer) == stopped
    computer.disk.full = False
    computer.forward(SECOND)
    computer.beat()
    computer.send(c.Resume())
    computer.forward(SECOND)
    computer.beat()
    assert shown(computer) == stopped + 12_000


def test_a_startex_that_could_not_be_recorded_runs_once_it_is() -> None:
    lobby = Computer(shipped("tornado"))
    lobby.sit_down()
    lobby.disk.full = True
    assert isinstance(lobby.send(r.Start(), "start"), Nack)
    assert lobby.host.clock.state == "before"
    lobby.disk.full = False
    lobby.forward(SECOND)
    lobby.beat()
    assert isinstance(lobby.send(r.Start(), "start"), Ack)
    lobby.forward(SECOND)
    lobby.beat()
    assert shown(lobby) == 12_000


# Crashes


def test_a_host_that_could_not_write_before_it_was_killed_uses_no_id_twice(computer: Computer) -> None:
    computer.disk.full = True
    computer.send(c.Notes("floor_lead", "too much"))
    for _ in range(2):  # tries of the host's own, under ids that are not on the record
        computer.forward(SECOND)
        computer.beat()
    computer.disk.full = False
    computer.forward(SECOND)
    computer.beat()
    for _ in range(3):
        computer.resume()
        assert computer.host.is_writable
        ids = [entry.id for entry in computer.disk.kept if entry.actor == r.HOST]
        assert len(ids) == len(set(ids))
    assert computer.kinds("host_down") == ["host_down"] * 3


def test_a_resumed_drill_has_the_pace_that_was_set(computer: Computer) -> None:
    computer.send(c.SetPace(60))
    computer.resume()
    assert computer.host.clock.pace == 60
    computer.send(c.Resume())
    computer.forward(SECOND)
    computer.beat()
    assert shown(computer) == 60_000


def test_a_pause_in_the_lobby_holds_after_a_crash() -> None:
    lobby = Computer(shipped("tornado"))
    lobby.sit_down()
    lobby.send(c.Pause("waiting for the director"))
    lobby.resume()
    lobby.send(r.Start())
    lobby.forward(4 * SECOND)
    lobby.beat()
    assert (shown(lobby), lobby.host.clock.state) == (0, "paused")
    lobby.send(c.Resume())
    lobby.forward(SECOND)
    lobby.beat()
    assert shown(lobby) == 12_000


def test_a_long_rebuilding_is_no_sleep(computer: Computer) -> None:
    computer.boot_up()
    computer.forward(20 * SECOND)
    computer.host.resume(computer.disk.kept, computer.disk.clock)
    computer.sit_down()
    computer.beat()
    assert computer.kinds("host_down", "host_suspended") == ["host_down"]


def test_where_a_jump_led_is_kept_before_it_is_acknowledged(computer: Computer) -> None:
    computer.send(c.Pause("lunch"))
    assert isinstance(computer.send(r.Jump(6000)), Ack)
    computer.resume()
    assert shown(computer) == 6_000_000


def test_where_next_led_is_kept_before_it_is_acknowledged() -> None:
    talking = started(stopping_to_talk())
    led = []
    for _ in range(4):
        talking.send(r.Next())
        led.append(shown(talking))
        talking.resume()
        assert shown(talking) == led[-1]
        talking.send(c.Resume())
    assert led == sorted(led)
    assert led[-1] > 0


def facilitating() -> Computer:
    found = Computer(shipped("tornado"), facilitated=True)
    found.sit_down()
    found.send(r.Start())
    return found


@pytest.mark.parametrize("crashed", [False, True])
def test_what_the_host_filled_in_does_not_make_it_another_command(crashed: bool) -> None:  # noqa: FBT001  # pytest's
    computer = facilitating()
    inject = c.Improvise({"says": "A second funnel", "tell": "all"})
    computer.sleep(60 * SECOND)
    computer.beat()
    first = [computer.send(inject, "inject"), computer.send(r.Count(0), "count")]
    assert all(isinstance(answer, Ack) for answer in first)
    if crashed:
        computer.resume()
    assert [computer.send(inject, "inject"), computer.send(r.Count(0), "count")] == first
    other = computer.send(c.Improvise({"says": "No funnel", "tell": "all"}), "inject")
    assert isinstance(other, Nack)
    assert other.why == "id_reused"


def test_a_sleep_that_stopped_the_clock_can_be_counted_after_a_crash_too(computer: Computer) -> None:
    computer.sleep(600 * SECOND)
    computer.beat()
    computer.resume()
    assert isinstance(computer.send(r.Count(0)), Ack)
    assert shown(computer) == 600 * 12 * 1000


def test_a_sleep_during_a_pause_is_nothing_to_count_after_a_crash_either(computer: Computer) -> None:
    computer.send(c.Pause("lunch"))
    computer.sleep(600 * SECOND)
    computer.beat()
    computer.resume()
    assert isinstance(computer.send(r.Count(0)), Nack)
    assert shown(computer) == 0


def test_the_time_between_the_last_beat_and_a_sleep_counts(computer: Computer) -> None:
    computer.forward(SECOND // 4)
    computer.sleep(600 * SECOND)
    computer.beat()
    assert (shown(computer), computer.host.clock.state) == (3_000, "paused")
    assert [body["seconds"] for body in computer.bodies("host_suspended")] == [600]


# A talk


def test_a_talk_goes_on_after_a_crash_with_the_minutes_it_had() -> None:
    computer = started(stopping_to_talk())
    assert isinstance(computer.send(c.Reads("floor_lead", "warning")), Ack)
    for _ in range(3 * 60):
        computer.forward(SECOND)
        computer.beat()
    computer.sleep(600 * SECOND)  # it has crashed; ten minutes later somebody begins it again, at another boot
    computer.monotonic = 7 * SECOND
    computer.boot = 7 * SECOND
    computer.resume()
    talk = computer.host.clock.talk
    assert talk is not None
    assert talk.inject == "warning"
    assert abs(talk.seconds - 180) <= 1
    computer.forward(60 * SECOND)
    computer.beat()
    assert isinstance(computer.send(c.Resume()), Ack)
    for _ in range(60):
        computer.forward(SECOND)
        computer.beat()
    assert isinstance(computer.send(r.Next()), Ack)
    (found,) = talks(read(computer.exercise, computer.disk.kept))
    assert abs(found.seconds - 240) <= 1
