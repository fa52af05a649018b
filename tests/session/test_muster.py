"""Who sees what of a muster: names for the facilitator and the team's lead, counts for others, of sites nothing."""

from dataclasses import asdict
from typing import Any

import pytest

from drillsim.net.client import Client
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.clock_course import second_at, up_to
from drillsim.session.muster_view import MusterView
from support.facilitated import Led
from support.live import STEP, WALL
from support.stage import Raw, inject, stage

PLAN: Raw = {
    "functions": {"calls": {"routed_to": ["hub", "home"]}},
    "teams": {"agents": {"lead": "clerk"}},
    "tasks": {
        "go": {
            "do": "Send home",
            "by": "lead",
            "target": {"50%": "1h"},
            "effect": {"move": [{"team": "agents", "to": "home", "arrive": "check_in"}]},
        }
    },
}
FIRE = [inject("fire", "T+00:01", tell=["lead"], says="Fire.", happens={"close": ["hub"]})]


class Hall:
    """The facilitator, the agents' lead (clerk) and another role (lead), each with a client."""

    def __init__(self, **more: Any) -> None:
        self.desk = Led(stage(plan=PLAN, **more), ("lead", "clerk")).started()
        self.clerk, self.lead = self._client("clerk"), self._client("lead")

    def _client(self, role: str) -> Client:
        return Client(self.desk.host.connect(role, (role,)), self.desk.clock)

    def do(self, command: c.Command) -> None:
        self.desk.client.act(command)
        self.look()

    def look(self) -> None:
        self.desk.pass_time(STEP)
        for client in (self.clerk, self.lead):
            client.poll()

    def seen(self, client: Client) -> MusterView | None:
        assert client.view is not None
        return client.view.muster

    @property
    def full(self) -> MusterView | None:
        return self.desk.console.muster


def test_a_drill_in_which_nobody_has_to_be_accounted_for_has_no_muster() -> None:
    hall = Hall()
    hall.look()
    assert (hall.full, hall.seen(hall.clerk), hall.seen(hall.lead)) == (None, None, None)


def test_that_a_site_is_closed_only_the_facilitator_sees() -> None:
    hall = Hall(msel=FIRE)
    hall.do(r.Jump(120))
    assert hall.full is not None
    assert [team.team for team in hall.full.teams] == ["agents", "writers"]
    assert (hall.seen(hall.clerk), hall.seen(hall.lead)) == (None, None)


def test_names_are_for_the_facilitator_and_the_teams_lead() -> None:
    hall = Hall(msel=FIRE)
    hall.do(r.Jump(120))
    hall.do(c.Does("lead", "go"))
    hall.do(c.ChecksIn(None, "agents", name="canary1", reason="canary2", status="need_help"))
    hall.do(c.ChecksIn(None, "agents", name="canary3"))
    for view, names in ((hall.full, True), (hall.seen(hall.clerk), True), (hall.seen(hall.lead), False)):
        assert view is not None
        told = str(asdict(view))
        assert [word in told for word in ("canary1", "canary2", "canary3")] == [names] * 3
    news = [str(item) for client in (hall.clerk, hall.lead) for item in client.news]
    assert not any("canary" in item for item in news)


def test_others_see_how_many_reported_and_nothing_of_what_is_so() -> None:
    hall = Hall()
    hall.do(c.Does("lead", "go"))
    assert hall.seen(hall.lead) is None
    hall.do(c.ChecksIn(None, "agents", 30))
    view = hall.seen(hall.lead)
    assert view is not None
    (team,) = view.teams
    assert (team.sight, team.counted, team.head, team.to, team.sent, team.targets) == (
        "counts",
        30,
        100,
        None,
        None,
        (),
    )
    assert dict(team.stages) == {"working": 30, "unheard": 70}
    assert view.latest == ()


def test_a_teams_lead_sees_that_it_was_sent_and_what_it_takes() -> None:
    hall = Hall()
    hall.do(c.Does("lead", "go"))
    view = hall.seen(hall.clerk)
    assert view is not None
    (team,) = view.teams
    assert (team.sight, team.to, [target.missing for target in team.targets]) == ("lead", "home", [50])


def test_the_lead_of_a_team_checks_it_in() -> None:
    hall = Hall()
    hall.do(c.Does("lead", "go"))
    hall.clerk.act(c.ChecksIn("clerk", "agents", name="ana", since=1))
    hall.look()
    assert hall.full is not None
    assert [person.name for person in hall.full.teams[0].people] == ["ana"]


@pytest.mark.parametrize(
    "command",
    [
        c.ChecksIn(None, "agents", 2, name="ana"),
        c.ChecksIn(None, "agents", name=" ana"),
        c.ChecksIn(None, "agents", name="x" * 33),
        c.ChecksIn(None, "agents", name="a\nb"),
        c.ChecksIn(None, "agents", name=""),
        c.ChecksIn(None, "agents", since=9_999),
    ],
)
def test_what_is_no_check_in_is_refused(command: c.ChecksIn) -> None:
    hall = Hall()
    hall.desk.client.act(command)
    assert len(hall.desk.beat()) == 1
    assert hall.full is None


def test_the_exercise_clock_is_known_by_the_wall_clock_through_a_pause_a_change_of_pace_and_a_jump() -> None:
    hall = Hall()
    desk = hall.desk
    desk.client.act(c.Does("lead", "go"))
    seen: list[tuple[float, int]] = []

    def mark() -> None:
        hall.look()
        seen.append(((WALL + desk.clock.ns) / 1e9, desk.client.second))

    mark()
    desk.client.act(c.Pause())
    desk.pass_time(40)
    mark()
    desk.client.act(c.Resume())
    desk.pass_time(20)
    mark()
    desk.client.act(c.SetPace(12))
    desk.pass_time(20)
    mark()
    desk.pass_time(STEP)
    desk.client.act(r.Jump(7200))
    mark()
    desk.pass_time(20)
    mark()
    assert hall.full is not None
    assert hall.full.course is not None
    course = up_to(hall.full.course, desk.client.clock)
    for wall, second in seen:
        found = second_at(course, wall)
        assert found is not None
        assert abs(found - second) <= 12, (wall, second)  # at 12x a stamp of whole seconds is that far off at most
    assert second_at(course, WALL / 1e9) is None


def test_the_facilitator_gives_a_waiting_task_its_usual_time_and_nobody_else_does() -> None:
    plan = {"tasks": {"walk": {"do": "Walk", "by": "clerk", "takes": "30m"}}}
    desk = Led(stage(plan=plan, kind="timed"), ("lead", "clerk")).started()
    clerk = Client(desk.host.connect("clerk", ("clerk",)), desk.clock)
    desk.client.act(c.GiveUsual("walk"))
    assert desk.beat() == ["walk does not wait for anybody to say that it is done"]
    desk.client.act(c.Does("clerk", "walk"))
    assert [task.id for task in desk.console.tasks if task.open_since is not None] == ["walk"]
    clerk.act(c.GiveUsual("walk"))
    assert [answer.text for answer in clerk.poll() if hasattr(answer, "text")] == ["this place may not do that"]
    desk.client.act(c.GiveUsual("walk"))
    assert [task.id for task in desk.console.tasks if task.open_since is not None] == []


def test_a_list_of_names_goes_with_whoever_gave_it() -> None:
    hall = Hall()
    hall.clerk.name_lists["agents"] = ("ana",)
    hall.do(c.Place("clerk", "Somebody else"))
    assert hall.clerk.name_lists == {}
