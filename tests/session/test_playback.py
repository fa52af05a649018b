"""A record that is shown again is what was shown when it was played (law), whichever way one goes through it."""

import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.model.exercise import Exercise
from drillsim.net.connection import Connection
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.codec import encode_command
from drillsim.record.entries import Entry
from drillsim.session.console import ConsoleView
from drillsim.session.playback import KEPT_EVERY, Playback
from drillsim.session.session import Session
from drillsim.session.view import View
from support.drills import play
from support.facilitated import Led
from support.live import shipped
from support.stage import inject, stage

STATUSES = ("safe", "working", "cannot_work", "assembled")


@dataclass(frozen=True)
class Shown:
    """What was on the screens after a beat of a live drill."""

    seq: int
    second: int
    console: ConsoleView
    views: dict[str, View]
    taken: set[str]
    """The roles that people at the clients played."""


def act(exercise: Exercise, chance: random.Random) -> c.Command:
    """What somebody at the table does next."""
    plan = exercise.plan
    role, other = chance.sample(sorted(plan.roles), 2)
    task, message = chance.choice(sorted(plan.tasks)), chance.choice(sorted(plan.messages))
    name = chance.choice([each.id for each in exercise.injects])
    found: list[c.Command] = [
        c.Notes(role, "heads counted"),
        c.Assigns(role, other, "look outside", due=3600),
        c.Decides(role, name, None, "so"),
        c.Does(plan.tasks[task].by, task),
        c.Done(plan.tasks[task].by, task),
        c.Sends(role, message),
        c.Acknowledges(role, name),
        c.Reads(role, name),
        c.Release(name),
        c.Defer(name),
        c.Skip(name, "not today"),
        c.ChecksIn(c.FACILITATOR, chance.choice(sorted(plan.teams)), 3, None, chance.choice(STATUSES)),
        w.Whiteboard(role, "facts", "the lights are out"),
        w.Observe(c.FACILITATOR, "calm and quick"),
        c.Pause("lunch"),
        c.Resume(),
        c.Place(role, chance.choice(["stand_in", "Kim"])),
        r.Jump(),
    ]
    return chance.choice(found)


def conducted(exercise: Exercise, chance: random.Random, beats: int = 25) -> tuple[Led, list[Shown]]:
    """A live drill with anything done in it, and what its screens showed after each beat."""
    roles = tuple(exercise.plan.roles)
    desk = Led(exercise, roles).started()
    players = {role: desk.host.connect(role, (role,)) for role in roles}
    shown = []
    for _ in range(beats):
        desk.do(*(act(exercise, chance) for _ in range(chance.randrange(4))))
        if desk.host.session.over:
            break
        desk.pass_time(4)
        shown.append(_screens(desk, players))
    return desk, shown


def tornado() -> tuple[Session, Playback]:
    """The tornado played as its file says, and its record."""
    played = play("tornado")
    playback = Playback(played.exercise, played.header)
    playback.take(played.entries)
    return played, playback


def _screens(desk: Led, players: dict[str, Connection]) -> Shown:
    views = {role: connection.view for role, connection in players.items() if connection.view is not None}
    session = desk.host.session
    return Shown(len(session.entries), session.now, desk.console, views, desk.host.audience.taken)


def told_again(desk: Led, *, kept_every: int = KEPT_EVERY) -> Playback:
    """Its record, to be shown again."""
    found = Playback(desk.exercise, desk.host.session.header, kept_every=kept_every)
    found.take(desk.host.session.entries)
    return found


def assert_shows(playback: Playback, shown: Shown) -> None:
    playback.go_to(shown.seq, shown.second)
    assert playback.scene.console_views.view(shown.taken) == shown.console
    for role, view in shown.views.items():
        assert playback.view((role,), shown.taken) == view


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from(["tornado", "vendor_outage", "server_loss"]),
    st.randoms(use_true_random=False),
    st.sampled_from([7, KEPT_EVERY]),
)
def test_what_is_shown_again_is_what_was_shown(name: str, chance: random.Random, kept_every: int) -> None:
    """At every second, forwards and then in any order; with scenes that are kept on the way or without."""
    exercise = shipped(name)
    desk, shown = conducted(exercise, chance)
    playback = told_again(desk, kept_every=kept_every)
    for each in [*shown, *chance.sample(shown, len(shown))]:
        assert_shows(playback, each)


def test_the_customers_of_two_days_are_shown_again() -> None:
    exercise = shipped("hurricane_carrier")
    desk = Led(exercise, tuple(exercise.plan.roles)).started()
    shown = []
    for second in (3600, 20 * 3600, 40 * 3600):
        desk.jump(second)
        desk.pass_time(4)
        shown.append(_screens(desk, {}))
    playback = told_again(desk, kept_every=5)
    for each in reversed(shown):
        assert_shows(playback, each)


def test_the_end_of_a_second_is_what_the_engine_left_it_with() -> None:
    """The conditions of a second are looked at when the clock leaves it: that belongs to it, too."""
    played, playback = tornado()
    for second in (0, 59, 480, 3600, 480, 0):
        playback.go_to_second(second)
        anew = Playback(played.exercise, played.header)
        anew.take(entry for entry in played.entries if entry.at <= second)
        anew.latest.go_on(second)
        assert playback.seq == len(anew.entries)
        assert playback.console() == anew.latest.console()


def test_a_record_that_is_still_written_goes_on_while_somebody_looks_at_its_beginning() -> None:
    played = play("tornado")
    playback = Playback(played.exercise, played.header)
    playback.take(played.entries[:40])
    playback.go_to(20)
    before = playback.console()
    playback.take(played.entries[40:])
    assert (playback.seq, playback.console()) == (20, before)
    at_end = [playback.is_at_end]
    playback.go_to_end()
    assert [*at_end, playback.is_at_end] == [False, True]
    assert playback.console() == playback.latest.console()
    assert playback.now == playback.ends == 32400


def test_one_cannot_go_beyond_the_record() -> None:
    played = play("tornado")
    playback = Playback(played.exercise, played.header)
    playback.go_to(5)
    assert (playback.seq, playback.now) == (0, 0)
    playback.take(played.entries)
    playback.go_to(-3)
    assert (playback.seq, playback.now) == (0, 0)
    playback.go_to(10_000)
    assert playback.seq == len(played.entries)


def test_what_people_write_after_endex_changes_nothing_of_the_play() -> None:
    played, playback = tornado()
    playback.go_to_end()
    before, end = playback.console(), len(played.entries)
    kind, body = encode_command(w.Observe("evaluator", "roles handed over well"))
    playback.take([Entry(end + 1, "command", played.now, kind, "evaluator", "c1", None, body)])
    playback.go_to_end()
    assert playback.seq == end + 1
    assert playback.console() == before
    assert [noted.line.text for noted in playback.scene.writing().of(w.Observe)] == ["roles handed over well"]


def test_numbers_on_shift_that_were_said_before_startex_count() -> None:
    exercise = shipped("tornado")
    desk = Led(exercise, tuple(exercise.plan.roles))
    team = next(iter(exercise.plan.teams))
    playback = Playback(exercise, desk.host.session.header)
    desk.do(r.OnShift(team, 7))
    playback.take(desk.host.session.entries)
    playback.go_to_end()
    desk.started()
    desk.jump(3600)
    desk.pass_time(4)
    playback.take(desk.host.session.entries[playback.seq :])
    assert playback.seq == 1
    assert_shows(playback, _screens(desk, {}))


def test_a_task_said_for_later_is_said_until_its_second() -> None:
    """In a talk the story's clock stands: what somebody says is done at a time to come waits for it (rule 20)."""
    exercise = stage(
        plan={"tasks": {"count_heads": {"do": "Count heads", "by": "clerk", "takes": "10m"}}},
        msel=[inject("smoke", "T+00:00", tell=["lead", "clerk"], says="Smoke in the lobby")],
        kind="tabletop",
        clock="stops_to_talk",
    )
    desk = Led(exercise, ("lead", "clerk")).started()
    clerk = desk.host.connect("clerk", ("clerk",))
    desk.client.act(c.Does("clerk", "count_heads"), said=600)
    desk.pass_time(4)
    shown = [_screens(desk, {"clerk": clerk})]
    desk.do(r.Jump(900))
    desk.pass_time(4)
    shown.append(_screens(desk, {"clerk": clerk}))
    playback = told_again(desk)
    for each in reversed(shown):
        assert_shows(playback, each)
    (task,) = playback.view(("clerk",)).tasks
    assert (task.state, task.said) == ("said", 600)


@pytest.mark.parametrize("place", ["facilitator", "player"])
def test_the_news_are_those_that_were_told(place: str) -> None:
    exercise = shipped("tornado")
    desk, _ = conducted(exercise, random.Random(11))
    playback = told_again(desk)
    if place == "facilitator":
        reader = playback.reader({*exercise.plan.roles, c.FACILITATOR}, leads=True, conducts=True)
        told = list(desk.client.news)
    else:
        reader = playback.reader(["floor_lead"], leads=False, conducts=False)
        connection = desk.host.connect("late", ("floor_lead",))
        told = [item for frame in connection.receive() for item in getattr(frame, "events", ())]
    assert len(told) > 3
    assert playback.news(reader) == told
