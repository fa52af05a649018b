"""A record as one place watches it again: what it may see, where it can stop, and how it is played."""

import random

import pytest

from drillsim.loading import bundled_drills
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.session.pacing import SECOND
from drillsim.session.playback import Playback
from drillsim.session.player import Player
from drillsim.session.view import Bar
from drillsim.session.watch import Point, Stop, Watch
from session.test_playback import conducted, told_again
from session.test_views import known_to
from support.canary import with_canaries
from support.drills import play
from support.facilitated import Led
from support.live import FakeClock, shipped


def tornado() -> Playback:
    """The tornado as its file says; nobody decides anything in it."""
    played = play("tornado")
    found = Playback(played.exercise, played.header)
    found.take(played.entries)
    return found


def stops(watch: Watch, stop: Stop) -> list[Point]:
    """All points of a kind, from the beginning on."""
    watch.playback.go_to(0)
    found = []
    while (point := watch.next(stop)) is not None:
        watch.go_to(point)
        found.append(point)
    return found


def kinds(watch: Watch) -> list[str]:
    return [watch.playback.entries[seq - 1].kind for seq in watch.seqs]


def test_the_facilitator_goes_from_inject_to_inject_and_back() -> None:
    watch = Watch(tornado(), None)
    points = stops(watch, "inject")
    assert [point.second for point in points] == [0, 720, 3000, 16200, 32400]
    back = []
    while (point := watch.previous("inject")) is not None:
        watch.go_to(point)
        back.append(point)
    assert back == points[-2::-1]


def test_an_outage_is_stopped_at_where_it_begins_and_where_it_ends() -> None:
    watch = Watch(tornado(), None)
    seconds = [point.second for point in stops(watch, "outage")]
    assert seconds == sorted({at for bar in watch.course().out for at in (bar.begins, bar.ends) if at is not None})
    assert Bar(120, 7800) in watch.course().out
    assert 7800 in seconds


def test_event_by_event_reaches_every_entry_that_a_place_sees() -> None:
    watch = Watch(tornado(), None)
    assert [point.seq for point in stops(watch, "event")] == watch.seqs


def test_from_between_two_events_the_one_before_is_the_last_that_came() -> None:
    watch = Watch(tornado(), None)
    watch.playback.go_to_second(3100)
    last = watch.playback.seq
    assert watch.previous("event") == Point(last, 3000)


def test_decisions_are_stopped_at_by_the_facilitator_and_by_whoever_decided() -> None:
    exercise = shipped("tornado")
    desk = Led(exercise, tuple(exercise.plan.roles)).started()
    desk.do(c.Decides("comms_lead", "warning", None, "we wait"), c.Decides("hr_lead", "send them home", None, "fear"))
    playback = told_again(desk)
    found = {role: len(stops(Watch(playback, role), "decision")) for role in (None, "comms_lead", "hr_lead", "it_lead")}
    assert found == {None: 2, "comms_lead": 1, "hr_lead": 1, "it_lead": 0}


def test_a_command_is_told_where_nothing_that_happened_tells_of_it() -> None:
    """A note has its event; a jump, a check-in of a player and an observation have none."""
    exercise = shipped("tornado")
    desk = Led(exercise, tuple(exercise.plan.roles))
    desk.do(r.Here("hr_lead"))
    desk.started()
    desk.do(c.Notes("hr_lead", "all well"), r.Jump(300), w.Observe(c.FACILITATOR, "calm"))
    told = kinds(Watch(told_again(desk), None))
    assert {"here", "start", "jump", "observe", "noted"} <= set(told)
    assert "notes" not in told


@pytest.mark.parametrize("name", sorted(bundled_drills()))
def test_a_role_reads_again_only_what_it_may_know(name: str) -> None:
    exercise, places = with_canaries(shipped(name))
    desk, _ = conducted(exercise, random.Random(5), beats=12)
    playback = told_again(desk)
    read = 0
    for role in exercise.plan.roles:
        watch = Watch(playback, role)
        for seq in (0, len(playback.entries) // 2, len(playback.entries)):
            playback.go_to(seq)
            text = repr((watch.view(), list(watch.news.values()), watch.course()))
            released = playback.latest.state.released
            allowed = tuple(known_to(exercise, (role,), released))
            read += sum(word in text for word in places)
            assert not [words for word, words in places.items() if word in text and not words.startswith(allowed)]
    assert read


def test_a_record_that_grows_is_watched_on() -> None:
    played = play("tornado")
    playback = Playback(played.exercise, played.header)
    playback.take(played.entries[:30])
    watch = Watch(playback, "comms_lead")
    before = list(watch.seqs)
    playback.take(played.entries[30:])
    watch.follow()
    again = Watch(playback, "comms_lead")
    assert watch.seqs[: len(before)] == before
    assert (watch.seqs, watch.news) == (again.seqs, again.news)


# Playing


def test_it_plays_at_its_pace_and_stops_at_the_end() -> None:
    playback, clock = tornado(), FakeClock()
    player = Player(playback, clock)
    playback.go_to_second(600)
    player.play()
    clock.forward(2)
    assert player.beat()
    assert playback.now == 720
    player.set_pace(10)
    clock.forward(3)
    player.beat()
    assert playback.now == 750
    playback.go_to_second(32_390)
    player.moved()
    clock.forward(60)
    player.beat()
    assert (playback.now, playback.is_at_end, player.is_playing, player.is_over) == (32_400, True, False, True)


def test_it_stays_where_it_is_while_it_does_not_play() -> None:
    playback, clock = tornado(), FakeClock()
    player = Player(playback, clock)
    player.play()
    player.stop()
    clock.ns += 600 * SECOND
    assert not player.beat()
    assert playback.now == 0


@pytest.mark.row("S-35")
def test_an_inject_that_the_facilitator_made_up_comes_again_in_the_replay() -> None:
    exercise = shipped("tornado")
    desk = Led(exercise, tuple(exercise.plan.roles)).started()
    desk.jump(600)
    desk.do(c.Improvise({"id": "smell", "says": "It smells of gas.", "tell": ["floor_lead"]}))
    desk.jump(900)
    watch = Watch(told_again(desk), "floor_lead")
    watch.playback.go_to_second(599)
    before = [each.id for each in watch.view().inbox]
    watch.playback.go_to_end()
    assert {each.id for each in watch.view().inbox} - set(before) == {"smell", "touchdown"}
    assert next(row for row in watch.playback.console().msel if row.id == "smell").improvised
