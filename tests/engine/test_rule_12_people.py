"""Rule 12: people are somewhere."""

from typing import Any

import pytest

from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.record.whereabouts import Group, Whereabouts
from support.stage import Raw, clock, events, inject, level, played, stage


def move(**what: Any) -> Raw:
    return {"team": "agents", "to": "spare", **what}


def sent(takes: str = "1h", **what: Any) -> Raw:
    """A plan in which the clerk can send agents somewhere."""
    return {
        "functions": {"calls": {"routed_to": ["hub", "spare", "home"]}},
        "tasks": {
            "go": {"do": "Go", "by": "clerk", "takes": takes, "effect": {"move": [move(**what)]}},
            "back": {"do": "Back", "by": "clerk", "effect": {"move": [move(to="hub")]}},
        },
    }


GO = {"at": "T+01:00", "by": "clerk", "does": "go"}


def where(drill: Exercise, second: int, team: str = "agents") -> dict[str, int]:
    """How many of a team are where after a second: `at hub`, `away`, `coming`, ..."""
    from drillsim.record.state import fold

    state = fold(drill, [event for event in played(drill).engine.play.log if event.at <= second])
    found: dict[str, int] = {}
    for group, number in state.people.items():
        if group.team == team:
            name = f"at {group.where.site}" if group.where.kind == "at" else group.where.kind
            found[name] = found.get(name, 0) + number
    return found


def test_people_leave_when_the_task_starts_and_are_there_together_when_it_ends() -> None:
    drill = stage(plan=sent(count=30), responses=[GO])
    assert where(drill, clock(1)) == {"at hub": 70, "coming": 30}
    assert where(drill, clock(2)) == {"at hub": 70, "at spare": 30}


def test_a_move_takes_those_away_first_then_the_teams_own_site() -> None:
    plan = sent(count=60)
    story = [
        inject("closed", "T+00:10", happens={"close": ["hub"]}),
        inject("opened", "T+00:20", happens={"open": ["hub"]}),
    ]
    acts = [{"at": "T+00:30", "by": "clerk", "does": "back"}, GO]
    drill = stage(
        plan={
            **plan,
            "tasks": {
                **plan["tasks"],
                "back": {"do": "B", "by": "clerk", "effect": {"move": [move(to="hub", count=80)]}},
            },
        },
        msel=story,
        responses=acts,
    )
    assert where(drill, clock(0, 30)) == {"away": 20, "at hub": 80}
    assert where(drill, clock(1)) == {"at hub": 40, "coming": 60}


def test_a_move_without_a_count_takes_all_it_may_take() -> None:
    assert where(stage(plan=sent(), responses=[GO]), clock(1)) == {"coming": 100}


def test_a_move_from_a_site_takes_only_people_there() -> None:
    plan = sent(count=60)
    plan["tasks"] = {
        **plan["tasks"],
        "on": {
            "do": "On",
            "by": "clerk",
            "effect": {"move": [move(to="home", arrive="together", **{"from": "spare"})]},
        },
    }
    drill = stage(plan=plan, responses=[GO, {"at": "T+03:00", "by": "clerk", "does": "on"}])
    assert where(drill, clock(3)) == {"at hub": 40, "at home": 60}


def test_a_move_changes_the_work_from_the_arrival() -> None:
    plan = sent(team="writers", works="calls")
    drill = stage(plan=plan, responses=[GO])
    assert played(drill).engine.play.state.people[Group("writers", "calls", Whereabouts("at", "spare"))] == 20


def test_the_count_of_a_response_replaces_the_count_of_the_move() -> None:
    drill = stage(plan=sent(count=60), responses=[{**GO, "count": 10}])
    assert where(drill, clock(2)) == {"at hub": 90, "at spare": 10}


def test_closing_a_site_sends_its_people_away_and_opening_brings_nobody_back() -> None:
    story = [
        inject("closed", "T+01:00", happens={"close": ["hub"]}),
        inject("opened", "T+02:00", happens={"open": ["hub"]}),
    ]
    assert where(stage(msel=story), clock(2)) == {"away": 100}


def test_who_arrives_at_a_closed_site_is_away() -> None:
    story = [inject("closed", "T+01:30", happens={"close": ["spare"]})]
    assert where(stage(plan=sent(), msel=story, responses=[GO]), clock(2)) == {"away": 100}


def test_people_arrive_in_batches_the_first_when_the_task_ends() -> None:
    drill = stage(plan=sent(count=50, arrive={"count": 20, "every": "30m"}), responses=[GO])
    assert where(drill, clock(2))["at spare"] == 20
    assert where(drill, clock(2, 30))["at spare"] == 40
    assert where(drill, clock(3))["at spare"] == 50


@pytest.mark.row("S-47")
def test_by_reach_each_leaves_travels_and_sets_up_from_the_end_of_the_task() -> None:
    reach = {"leave": "5m / 10m / 30m", "travel": "20m", "set_up": "10m"}
    plan: Raw = {**sent(to="home"), "sites": {"home": {"reach": reach}}}
    drill = stage(plan=plan, responses=[GO])
    assert where(drill, clock(2, 39)) == {"coming": 100}
    assert where(drill, clock(2, 40)) == {"at home": 100}


@pytest.mark.row("S-54")
@pytest.mark.row("S-70")
def test_a_temporary_site_is_ready_after_the_end_of_the_task_that_calls_on_it() -> None:
    plan: Raw = {**sent(), "sites": {"spare": {"kind": "temporary", "ready_after": "3h"}}}
    drill = stage(plan=plan, responses=[GO])
    assert where(drill, clock(4, 59)) == {"coming": 100}
    assert where(drill, clock(5)) == {"at spare": 100}


@pytest.mark.row("S-85")
def test_temporary_staff_come_when_they_are_called_and_ready() -> None:
    plan: Raw = {
        **sent(team="temps", to="hub"),
        "teams": {"temps": {"count": 10, "at": "hub", "works": "calls", "ready_after": "2h"}},
    }
    drill = stage(plan=plan, responses=[GO])
    assert where(drill, clock(0), "temps") == {"on_call": 10}
    assert where(drill, clock(3, 59), "temps") == {"coming": 10}
    assert where(drill, clock(4), "temps") == {"at hub": 10}


# Absence


@pytest.mark.row("S-29")
def test_a_share_of_those_on_shift_rounded_down_is_absent_those_away_first() -> None:
    story = [
        inject("sick", "T+02:30", happens={"absent": {"agents": "10%"}}),
        inject("closed", "T+01:30", happens={"close": ["spare"]}),
    ]
    drill = stage(plan=sent(count=4), msel=story, responses=[GO], on_shift={"agents": 99})
    assert where(drill, clock(2)) == {"at hub": 95, "away": 4}
    assert where(drill, clock(2, 30)) == {"at hub": 90, "absent": 9}


def test_absent_people_return_away_when_their_time_is_over_or_they_are_called_back() -> None:
    story = [inject("sick", "T+01:00", happens={"absent": {"agents": "12 for 2h"}})]
    assert where(stage(msel=story), clock(2, 59)) == {"at hub": 88, "absent": 12}
    assert where(stage(msel=story), clock(3)) == {"at hub": 88, "away": 12}
    called = [inject("sick", "T+01:00", happens={"absent": {"agents": "12"}})]
    called += [inject("well", "T+02:00", happens={"back": ["agents"]})]
    assert where(stage(msel=called), clock(2)) == {"at hub": 88, "away": 12}


# Checking in

HOME = {"sites": {"home": {"seats": 60}}}


def reports(at: str, count: int, **more: Any) -> Raw:
    return {"at": at, "check_in": {"team": "agents", "count": count, **more}}


def evacuated(*acts: Raw, count: int = 50) -> Exercise:
    plan: Raw = {**sent("30m", to="home", count=count, arrive="check_in"), **HOME}
    return stage(plan=plan, responses=[GO, *acts])


def test_people_who_check_in_work_where_the_teams_latest_move_goes() -> None:
    drill = evacuated(reports("T+02:00", 20))
    assert where(drill, clock(2)) == {"at hub": 50, "at home": 20, "to_check_in": 30}
    assert level(drill, "calls", clock(2)) == 0.7


def test_more_than_were_travelling_are_cut_and_reported_as_surplus() -> None:
    drill = evacuated(reports("T+02:00", 60))
    assert where(drill, clock(2)) == {"at hub": 50, "at home": 50}
    (checked,) = events(drill, e.CheckedIn)
    assert (checked.counted, checked.surplus) == (50, 10)


def test_safe_people_are_counted_once_and_work_when_they_say_so() -> None:
    drill = evacuated(reports("T+02:00", 20, status="safe"), reports("T+03:00", 25))
    assert where(drill, clock(2)) == {"at hub": 50, "accounted": 20, "to_check_in": 30}
    assert where(drill, clock(3)) == {"at hub": 50, "at home": 25, "to_check_in": 25}
    assert [event.counted for event in events(drill, e.CheckedIn)] == [20, 5]


def test_out_and_need_help_are_recorded_and_move_nobody() -> None:
    drill = evacuated(reports("T+02:00", 3, status="need_help"))
    assert where(drill, clock(2)) == {"at hub": 50, "to_check_in": 50}


@pytest.mark.row("S-47")
def test_more_people_than_seats_stay_and_only_as_many_as_the_seats_count() -> None:
    plan: Raw = {
        **sent(count=80),
        "sites": {"spare": {"seats": 60}},
        "functions": {"calls": {"routed_to": ["spare"]}},
    }
    drill = stage(plan=plan, responses=[GO])
    assert where(drill, clock(2)) == {"at hub": 20, "at spare": 80}
    assert level(drill, "calls", clock(2)) == 0.6


def test_as_planned_undoes_what_it_lists() -> None:
    plan = sent(team="writers", works="calls")
    plan["tasks"] = {
        **plan["tasks"],
        "aside": {"do": "A", "by": "clerk", "effect": {"pause": ["mail"], "route": {"calls": ["spare"]}}},
        "home": {"do": "H", "by": "clerk", "effect": {"as_planned": ["routing", "teams", "functions"]}},
    }
    acts = [
        GO,
        {"at": "T+01:10", "by": "clerk", "does": "aside"},
        {"at": "T+03:00", "by": "clerk", "does": "home"},
    ]
    state = played(stage(plan=plan, responses=acts)).engine.play.state
    assert (state.paused, state.routes["calls"]) == ({}, ("hub", "spare", "home"))
    assert state.people[Group("writers", "mail", Whereabouts("at", "hub"))] == 20
