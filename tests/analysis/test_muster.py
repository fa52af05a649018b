"""The head count of a team: who has reported, how soon, who is missing."""

from typing import Any

import pytest

from drillsim.analysis.muster import Muster, TeamMuster
from drillsim.model.exercise import Exercise
from support.stage import Raw, clock, inject, played, stage

PLAN: Raw = {
    "sites": {"hub": {"also_here": {"visitors": 3, "contractors": 2}}},
    "functions": {"calls": {"routed_to": ["hub", "home"]}},
    "tasks": {
        "go": {
            "do": "Send home",
            "by": "clerk",
            "target": {"50%": "1h", "90%": "2h"},
            "effect": {"move": [{"team": "agents", "to": "home", "arrive": "check_in"}]},
        }
    },
}
GO: Raw = {"at": "T+00:10", "by": "clerk", "does": "go"}


def says(at: str, count: int, status: str = "working", **more: Any) -> Raw:
    return {"at": at, "check_in": {"team": "agents", "count": count, "status": status, **more}}


def named(at: str, name: str, status: str = "working", **more: Any) -> Raw:
    return {"at": at, "check_in": {"team": "agents", "name": name, "status": status, **more}}


def musters(drill: Exercise) -> dict[str, TeamMuster]:
    session = played(drill)
    found = Muster(drill)
    for event in session.engine.play.log:
        found.take(event)
    return {team.team: team for team in found.teams(session.engine.play.state)}


def moved(*said: Raw, **more: Any) -> TeamMuster:
    """All 100 agents are sent home at T+00:10."""
    return musters(stage(plan=PLAN, responses=[GO, *said], **more))["agents"]


def test_nobody_has_to_be_accounted_for_in_a_drill_in_which_all_stay() -> None:
    assert musters(stage(plan=PLAN)) == {}


@pytest.mark.row("S-79")
def test_the_first_half_nine_in_ten_and_all_are_told_from_the_alarm() -> None:
    team = moved(says("T+00:30", 1), says("T+00:40", 49), says("T+01:00", 40), says("T+02:00", 10))
    assert (team.alarm, team.to, team.head, team.sent, team.counted) == (600, "home", 100, 100, 100)
    assert team.curve == ((1800, 1), (2400, 50), (3600, 90), (7200, 100))
    assert [team.reached(share) for share in (50, 90, 100)] == [2400, 3600, 7200]
    assert team.unaccounted == 0


def test_everybody_is_in_one_stage() -> None:
    team = moved(says("T+01:00", 30), says("T+01:10", 5, "safe"), named("T+01:20", "ana", "need_help"))
    assert team.stages == (("need_help", 1), ("travelling", 64), ("safe", 5), ("remote", 30))
    assert sum(number for _, number in team.stages) == 100
    assert team.unaccounted == 64


def test_targets_say_how_many_are_missing() -> None:
    team = moved(says("T+01:00", 40))
    assert [(target.limit, target.took, target.missing) for target in team.targets] == [
        (3600, None, 10),
        (7200, None, 50),
    ]


def test_a_target_tells_how_long_it_took() -> None:
    assert moved(says("T+01:00", 50)).targets[0].took == 3000


@pytest.mark.row("S-87")
def test_198_of_200_on_shift_are_in_and_two_are_unaccounted_for_as_a_number() -> None:
    said = [says("T+00:30", 150, "safe"), says("T+00:40", 48, "assembled")]
    team = musters(stage(plan=PLAN, responses=said, on_shift={"agents": 200}))["agents"]
    assert (team.head, team.counted, team.unaccounted) == (200, 198, 2)
    assert dict(team.reported) == {"safe": 150, "assembled": 48, "unheard": 2}


def test_who_is_out_is_unaccounted_for_until_assembled() -> None:
    said = [named("T+00:20", "ana", "out"), named("T+00:20", "bo", "out"), named("T+00:30", "ana", "assembled")]
    team = musters(stage(plan=PLAN, responses=said))["agents"]
    assert dict(team.reported) == {"out": 1, "assembled": 1, "unheard": 98}
    assert (team.counted, team.unaccounted) == (1, 99)
    assert [(person.name, person.status) for person in team.people] == [("ana", "assembled"), ("bo", "out")]


def test_numbers_that_leave_the_building_are_among_those_who_assemble() -> None:
    said = [says("T+00:20", 60, "out"), says("T+00:30", 50, "assembled")]
    team = musters(stage(plan=PLAN, responses=said))["agents"]
    assert dict(team.reported) == {"out": 10, "assembled": 50, "unheard": 40}


def test_who_says_not_to_be_on_shift_leaves_the_head_count() -> None:
    team = musters(stage(plan=PLAN, responses=[says("T+00:20", 4, "not_on_shift"), says("T+00:30", 96, "safe")]))
    assert (team["agents"].head, team["agents"].counted, team["agents"].unaccounted) == (96, 96, 0)


def test_more_than_there_are_is_surplus_and_no_more_than_all_are_counted() -> None:
    team = musters(stage(plan=PLAN, responses=[says("T+00:20", 130, "safe")]))["agents"]
    assert (team.counted, team.surplus, dict(team.stages)) == (100, 30, {"safe": 100})


def test_a_name_that_says_it_twice_or_otherwise_counts_once() -> None:
    said = [named("T+00:20", "ana", "assembled"), named("T+00:30", "ana", "safe"), named("T+00:40", "ana", "safe")]
    team = musters(stage(plan=PLAN, responses=said))["agents"]
    assert (team.counted, team.curve) == (1, ((1200, 1),))


def test_surplus_names_are_in_no_stage() -> None:
    team = moved(says("T+00:30", 100), named("T+00:40", "ana"))
    assert (team.counted, team.surplus) == (100, 1)
    assert dict(team.stages) == {"remote": 100}


def test_the_curve_goes_by_when_they_signed_in() -> None:
    team = moved(named("T+01:00", "ana", since="T+00:20"), named("T+01:00", "bo", since="T+00:15"))
    assert team.curve == ((900, 1), (1200, 2))


def test_an_older_report_replaces_no_newer_one() -> None:
    team = moved(named("T+00:50", "ana", "need_help"), named("T+01:00", "ana", since="T+00:20"))
    assert [(person.status, person.since) for person in team.people] == [("need_help", clock(0, 50))]


def test_a_site_that_closes_is_an_alarm_for_its_teams_and_those_who_visit() -> None:
    fire = [inject("fire", "T+00:05", happens={"close": ["hub"]})]
    said = [{"at": "T+00:20", "check_in": {"team": "visitors", "count": 4, "status": "assembled"}}]
    found = musters(stage(plan=PLAN, msel=fire, responses=said))
    assert list(found) == ["agents", "writers", "visitors"]
    assert (found["agents"].alarm, found["agents"].unaccounted, dict(found["agents"].stages)) == (
        300,
        100,
        {"away": 100},
    )
    assert (found["visitors"].head, found["visitors"].counted, found["visitors"].unaccounted) == (5, 4, 1)


def test_visitors_are_those_that_the_drill_names() -> None:
    fire = [inject("fire", "T+00:05", happens={"close": ["hub"]})]
    assert musters(stage(plan=PLAN, msel=fire, on_shift={"visitors": 7}))["visitors"].head == 7


def test_a_move_begins_a_count_of_its_own() -> None:
    """Who assembled in front of the building has still to arrive at home."""
    said = [says("T+00:05", 100, "assembled"), GO, says("T+00:30", 20)]
    team = musters(stage(plan=PLAN, responses=said))["agents"]
    assert (team.alarm, team.counted, team.curve) == (600, 20, ((1800, 20),))
    assert dict(team.stages) == {"travelling": 80, "remote": 20}


def test_those_absent_are_told_as_absent() -> None:
    ill = [inject("ill", "T+00:30", happens={"absent": {"agents": "10%"}})]
    team = moved(says("T+00:40", 50), msel=ill)
    assert dict(team.stages) == {"travelling": 40, "remote": 50, "absent": 10}
    assert team.unaccounted == 40
