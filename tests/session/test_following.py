"""What views remember from event to event is what reading all events anew gives."""

import random

import pytest

from drillsim.analysis.written import Writing
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.assignments import done_note
from drillsim.session.clock_course import CourseReader
from drillsim.session.console_views import ConsoleViews
from drillsim.session.following import Following
from drillsim.session.views import Views
from support.facilitated import Led
from support.live import shipped


def acts(roles: tuple[str, ...], chance: random.Random) -> c.Command:
    """What somebody at the table does next."""
    role, other = chance.sample(roles, 2)
    words = chance.choice(["count heads", "call them", "look outside"])
    found: list[c.Command] = [
        c.Notes(role, words),
        c.Notes(role, done_note(words)),
        c.Assigns(role, other, words),
        c.Decides(role, words),
    ]
    return chance.choice(found)


@pytest.mark.parametrize("drill", ["tornado", "vendor_outage"])
def test_views_followed_from_the_beginning_are_those_read_anew(drill: str) -> None:
    exercise = shipped(drill)
    roles, chance = tuple(exercise.plan.roles), random.Random(7)
    desk = Led(exercise, roles).started()
    players = {role: desk.host.connect(role, (role,)) for role in roles}
    for _ in range(12):
        desk.do(*(acts(roles, chance) for _ in range(10)), r.Jump())
        if desk.host.session.over:
            break
        desk.pass_time(1)
        play = desk.host.session.engine.play
        anew = Views(exercise, play, Following(exercise, play.log), desk.host.session.said_for_later, Writing)
        assert desk.console == ConsoleViews(
            anew, lambda: CourseReader(exercise.drill).follow(desk.host.session.entries)
        ).view(roles, desk.host.session.here)
        for role, connection in players.items():
            assert connection.view == anew.view((role,), roles)
    assert len(desk.host.session.entries) > 100
