"""A drill watched from another process through its record: the clock, the talk, silence, a kill and a resume."""

from pathlib import Path

from drillsim.model.exercise import Exercise
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from support.stage import inject, stage
from support.watched import projected


def drill(**more: object) -> Exercise:
    return stage(
        msel=[
            inject("smoke", "T+00:10", tell=["lead"], says="Smoke in the hall.", discuss="5m"),
            inject("call", "T+00:30", tell=["clerk"], says="The press calls."),
            inject("end", "T+08:00", kind="end"),
        ],
        **more,  # type: ignore[arg-type]  # as written in a file
    )


def test_the_clock_of_the_room_follows_the_host_and_is_never_ahead(tmp_path: Path) -> None:
    """Given a clock at 12x, when real time passes, then the room sees a second that was kept, at most one tick old."""
    with projected(tmp_path, drill(pace="12x")) as room:
        assert room.look().clock.state == "before"
        room.start()
        seen = room.look()
        for _ in range(40):
            seen = room.pass_time(0.75)
            assert seen.clock.second <= room.host.clock.second
            assert room.host.clock.second - seen.clock.second <= 2 * 12
        assert (seen.clock.state, seen.clock.pace) == ("running", 12)
        assert seen.clock.second > 300


def test_a_pause_a_change_of_pace_and_the_end_are_seen(tmp_path: Path) -> None:
    with projected(tmp_path, drill()) as room:
        room.start()
        room.pass_time(5)
        paused = room.do(c.Pause("coffee")).clock
        assert (paused.state, paused.paused_by, paused.paused_why) == ("paused", "facilitator", "coffee")
        assert room.pass_time(90).clock.paused_seconds == 90
        assert room.look().silent == 0, "a clock that stands has nothing to say"
        assert room.do(c.SetPace(4), c.Resume()).clock.pace == 4
        assert room.do(c.RealEmergency("facilitator", "somebody fell")).clock.paused_why == "somebody fell"
        assert room.look().clock.state == "real_emergency"
        room.do(c.Resume())
        ended = room.do(c.End())
        room.pass_time(1)
        assert room.look().clock.state == "ended"
        assert ended.inject is None


def test_the_time_that_is_left_to_talk_counts_down(tmp_path: Path) -> None:
    """Given an inject with a time-box of 5m, when it is opened and 100 s pass, then so much of it is gone."""
    with projected(tmp_path, drill(clock="stops_to_talk", kind="tabletop")) as room:
        room.start()
        assert room.do(r.Next()).inject is not None
        assert room.look().clock.talk is None, "nobody has opened it yet"
        room.do(c.Reads("lead", "smoke"))
        talk = room.pass_time(100).clock.talk
        assert talk is not None
        assert talk.time_box == 300
        assert 98 <= talk.seconds <= 100
        room.do(c.Pause())
        room.pass_time(60)
        stood = room.look().clock.talk
        assert stood is not None
        assert 98 <= stood.seconds <= 101, "a pause does not count"
        room.do(c.Resume(), r.Next())
        assert room.look().clock.talk is None
        assert room.look().inject is not None


def test_silence_is_told_and_a_resumed_drill_is_followed(tmp_path: Path) -> None:
    """Given a host that is gone, when 12 s pass, then the room says so; when it is resumed, the screen goes on."""
    with projected(tmp_path, drill(pace="12x")) as room:
        room.start()
        before = room.pass_time(60)
        assert before.silent <= 1
        room.vanish()
        room.clock.forward(12)
        gone = room.look()
        assert gone.silent in (12, 13)
        assert gone.clock.second == before.clock.second, "no clock runs on by itself"
        resumed = room.resume()
        assert (resumed.clock.state, resumed.silent) == ("paused", 0)
        room.do(c.Resume(), w.Whiteboard("facilitator", "facts", "We are back"))
        on = room.pass_time(120)
        assert on.clock.state == "running"
        assert on.inject is not None
        assert on.inject.id == "call"
        assert [line.text for line in on.whiteboard] == ["We are back"]


def test_looking_changes_nothing(tmp_path: Path) -> None:
    """Given a finished record, when it is watched, then no file beside it appears and none changes."""
    with projected(tmp_path, drill()) as room:
        room.start()
        room.do(c.End())
        room.pass_time(1)
        room.vanish()
        before = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
        for _ in range(3):
            assert room.look().clock.state == "ended"
        assert {path.name: path.stat().st_size for path in tmp_path.iterdir()} == before
