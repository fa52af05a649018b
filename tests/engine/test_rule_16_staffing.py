"""Rule 16: who is there, what is open and who is on call follow the story's clock."""

from collections.abc import Mapping
from typing import Any

import pytest

from drillsim.model.exercise import Exercise
from drillsim.record.events import (
    AgentsMoved,
    InjectReleased,
    Refused,
    RoleHeld,
    SiteOpened,
    StaffingChanged,
    TaskDone,
)
from drillsim.record.whereabouts import Whereabouts
from support.shifts import DAY
from support.stage import Raw, clock, events, inject, level, played, stage

EVENING: Raw = {
    "name": "Evening",
    "when": ["Monday to Friday 18:00 to 22:00"],
    "on_shift": {"agents": 30},
    "normal_staff": {"calls": 40},
}
BEGINS = {"begins": "Monday 17:00"}
SHIFT = clock(1)
"""The second at which the day's shift ends, for a story that begins on Monday at 17:00."""


def staffed(*lines: Raw, plan: Mapping[str, Any] | None = None, **rest: Any) -> Exercise:
    """A story that begins an hour before the evening, unless it says otherwise."""
    rest.setdefault("scenario", BEGINS)
    return stage(plan={"staffing": list(lines or (DAY, EVENING)), **(plan or {})}, **rest)


def there(drill: Exercise, team: str) -> dict[str, int]:
    """Where the people of a team are at the end: kind and site, with their number."""
    found: dict[str, int] = {}
    for group, number in played(drill).engine.play.state.people.items():
        if group.team == team and number:
            name = f"{group.where.kind} {group.where.site}" if group.where.site else group.where.kind
            found[name] = found.get(name, 0) + number
    return found


def shifts(drill: Exercise) -> list[tuple[int, str | None]]:
    """Which hours began when."""
    return [(event.at, event.name) for event in events(drill, StaffingChanged)]


# Which line holds


def test_the_first_line_that_fits_the_clock_holds() -> None:
    lunch = {**DAY, "name": "Lunch", "when": ["Tuesday 12:00 to 13:00"]}
    drill = staffed(lunch, DAY, EVENING, lasts="24h")
    assert shifts(drill) == [
        (0, "Day"),
        (SHIFT, "Evening"),
        (clock(5), None),
        (clock(15), "Day"),
        (clock(19), "Lunch"),
        (clock(20), "Day"),
    ]


def test_hours_over_midnight_and_over_the_end_of_the_week_belong_to_the_day_they_begin_on() -> None:
    night = {**EVENING, "name": "Night", "when": ["Saturday to Sunday 22:00 to 06:00"]}
    drill = staffed(night, scenario={"begins": "Saturday 21:00"}, lasts="60h")
    assert shifts(drill) == [
        (0, None),
        (clock(1), "Night"),
        (clock(9), None),
        (clock(25), "Night"),
        (clock(33), None),
    ]


def test_hours_from_0_to_24_are_the_whole_day_and_lines_that_meet_leave_no_gap() -> None:
    weekend = {**EVENING, "name": "Weekend", "when": ["Saturday to Sunday 00:00 to 24:00"]}
    week = {**DAY, "name": "Week", "when": ["Monday to Friday 00:00 to 24:00"]}
    drill = staffed(weekend, week, scenario={"begins": "Friday 12:00"}, lasts="3d")
    assert shifts(drill) == [(0, "Week"), (clock(12), "Weekend"), (clock(60), "Week")]


def test_without_staffing_nothing_changes_at_any_hour() -> None:
    assert shifts(stage(scenario=BEGINS, lasts="2d")) == []


# Who is there


def test_the_line_that_holds_at_startex_says_who_is_there() -> None:
    drill = staffed(lasts="10m", scenario={"begins": "Monday 19:00"})
    assert there(drill, "agents") == {"at hub": 30}
    assert there(drill, "writers") == {}
    assert level(drill, "calls", 0) == 0.75


def test_where_no_line_fits_nobody_is_on_shift() -> None:
    drill = staffed(lasts="10m", scenario={"begins": "Monday 23:00"})
    assert (there(drill, "agents"), there(drill, "writers")) == ({}, {})


def test_at_the_end_of_a_shift_those_too_many_go_and_the_level_is_of_the_new_normal_staff() -> None:
    drill = staffed(lasts="2h")
    assert level(drill, "calls", SHIFT - 1) == 1.0
    assert level(drill, "calls", SHIFT) == 0.75
    assert there(drill, "agents") == {"at hub": 30}
    assert there(drill, "writers") == {}


def test_at_the_begin_of_a_shift_more_come_to_their_own_site() -> None:
    drill = staffed(lasts="2h", scenario={"begins": "Monday 07:00"})
    assert there(drill, "agents") == {"at hub": 100}
    assert [move.why for move in events(drill, AgentsMoved)] == ["came_on", "came_on"]


def test_who_comes_to_a_closed_site_is_away() -> None:
    drill = staffed(
        msel=[inject("fire", "T+00:10", happens={"close": ["hub"]})], lasts="2h", scenario={"begins": "Monday 07:00"}
    )
    assert there(drill, "agents") == {"away hub": 100}


def test_the_order_of_those_who_go_off_shift_is_that_of_an_absence() -> None:
    """Away, on the way, unable to work, at the own site, then others; those absent are the last."""
    drill = staffed(
        DAY,
        {**EVENING, "on_shift": {"agents": 15}},
        msel=[inject("flu", "T+00:10", happens={"absent": {"agents": "10%"}})],
        plan={"tasks": {"go": {"do": "Go", "by": "lead", "effect": {"move": [move(20)]}}}},
        responses=[{"at": "T+00:20", "by": "lead", "does": "go"}],
        lasts="2h",
    )
    assert there(drill, "agents") == {"at spare": 5, "absent": 10}


def test_of_those_with_work_to_do_the_own_site_is_emptied_before_others() -> None:
    drill = staffed(
        plan={"tasks": {"go": {"do": "Go", "by": "lead", "effect": {"move": [move(20)]}}}},
        responses=[{"at": "T+00:20", "by": "lead", "does": "go"}],
        lasts="2h",
    )
    assert there(drill, "agents") == {"at spare": 20, "at hub": 10}


def test_people_on_the_way_go_home_before_those_who_work() -> None:
    drill = staffed(
        plan={"tasks": {"go": {"do": "Go", "by": "lead", "takes": "90m", "effect": {"move": [move(80)]}}}},
        responses=[{"at": "T+00:20", "by": "lead", "does": "go"}],
        lasts="3h",
    )
    assert there(drill, "agents") == {"at hub": 20, "at spare": 10}


def test_where_as_many_are_on_shift_as_before_nobody_moves() -> None:
    late = {**EVENING, "name": "Late", "on_shift": {"agents": 100, "writers": 20}}
    assert events(staffed(DAY, late, lasts="2h"), AgentsMoved) == []


def test_who_was_absent_with_a_shift_that_is_over_does_not_come_back_with_the_next() -> None:
    drill = staffed(
        DAY,
        {**DAY, "name": "Late", "when": ["Monday 19:00 to 22:00"]},
        msel=[
            inject("flu", "T+00:10", happens={"absent": {"agents": "40 for 3h"}}),
            inject("bus", "T+02:30", happens={"absent": {"agents": "5"}}),
        ],
        lasts="4h",
    )
    assert there(drill, "agents") == {"at hub": 95, "absent": 5}


def test_temporary_staff_come_on_call_and_go_off_call() -> None:
    temps = {"count": 40, "at": "spare", "works": "calls", "ready_after": "1h"}
    drill = staffed(
        {**DAY, "on_shift": {"agents": 100, "temps": 10}},
        {**EVENING, "on_shift": {"temps": 40}},
        plan={
            "teams": {"temps": temps},
            "tasks": {"call": {"do": "Call", "by": "lead", "effect": {"move": [{"team": "temps", "to": "spare"}]}}},
        },
        responses=[{"at": "T+00:10", "by": "lead", "does": "call"}],
        lasts="90m",
    )
    assert there(drill, "temps") == {"at spare": 10, "on_call": 30}


def test_a_share_of_absent_people_is_of_those_on_shift_then() -> None:
    drill = staffed(msel=[inject("flu", "T+01:30", happens={"absent": {"agents": "10%"}})], lasts="2h")
    assert there(drill, "agents") == {"at hub": 27, "absent": 3}


def test_a_number_that_the_drill_gives_holds_at_every_hour() -> None:
    drill = staffed(on_shift={"agents": 50}, lasts="2h")
    assert there(drill, "agents") == {"at hub": 50}
    assert level(drill, "calls", SHIFT - 1) == 0.5
    assert level(drill, "calls", SHIFT) == 1.0


def test_a_partner_s_agents_stay_when_shifts_change() -> None:
    ask = {"do": "Ask", "by": "lead", "effect": {"activate": {"bpo": {"calls": 10}}}}
    drill = staffed(
        plan={"sites": {"bpo": {"ready_after": "10m"}}, "tasks": {"ask": ask}},
        responses=[{"at": "T+00:10", "by": "lead", "does": "ask"}],
        lasts="2h",
    )
    assert level(drill, "calls", SHIFT) == 1.0  # 30 of ours and 10 of theirs, of 40


# What is open


def test_a_function_that_the_line_does_not_name_is_closed_and_nobody_works_on_it() -> None:
    drill = staffed(lasts="2h")
    assert level(drill, "mail", SHIFT - 1) == 1.0
    assert level(drill, "mail", SHIFT) == 0.0


def test_a_function_closed_at_these_hours_is_below_no_level() -> None:
    drill = staffed(msel=[{"id": "low", "if": ["mail below 50%"], "says": "Low"}], lasts="2h")
    assert [event for event in events(drill, InjectReleased) if event.inject == "low"] == []


def test_people_of_a_closed_function_take_no_seat() -> None:
    drill = staffed(
        {**DAY, "normal_staff": {"mail": 20}},
        plan={"sites": {"hub": {"seats": 20}}, "functions": {"calls": {"priority": 1}}},
        lasts="10m",
    )
    assert level(drill, "mail", 0) == 1.0


def test_sites_closed_at_these_hours_send_people_away_and_open_again_without_them() -> None:
    shut = {**EVENING, "closed": ["hub"]}
    drill = staffed(DAY, shut, lasts="4h")
    assert there(drill, "agents") == {"away hub": 30}
    morning = staffed(DAY, shut, scenario={"begins": "Monday 21:00"}, lasts="12h")
    assert there(morning, "agents") == {"at hub": 100}


def test_people_on_shift_at_startex_are_away_where_their_site_is_closed_then() -> None:
    drill = staffed({**DAY, "closed": ["hub"]}, lasts="10m")
    assert there(drill, "agents") == {"away hub": 100}
    assert level(drill, "calls", 0) == 0.0


def test_a_site_that_was_closed_otherwise_stays_closed_when_its_hours_begin() -> None:
    drill = staffed(
        DAY,
        {**EVENING, "closed": ["hub"]},
        msel=[
            inject("fire", "T+00:10", happens={"close": ["hub"]}),
            {"id": "open", "if": ["hub open"], "says": "Open"},
        ],
        scenario={"begins": "Monday 21:00"},
        lasts="12h",
    )
    assert "open" not in [event.inject for event in events(drill, InjectReleased)]


def test_a_task_opens_a_site_that_is_closed_at_these_hours_until_other_hours_close_it() -> None:
    late = {**EVENING, "name": "Late", "when": ["Monday 20:00 to 22:00"], "closed": ["spare"]}
    drill = staffed(
        DAY,
        {**EVENING, "when": ["Monday 18:00 to 20:00"], "closed": ["spare"]},
        late,
        plan={
            "tasks": {
                "unlock": {"do": "Unlock", "by": "lead", "effect": {"open": ["spare"]}},
                "go": {"do": "Go", "by": "lead", "effect": {"move": [move(20)]}},
            }
        },
        responses=[{"at": "T+01:10", "by": "lead", "does": "unlock"}, {"at": "T+01:20", "by": "lead", "does": "go"}],
        lasts="4h",
    )
    assert [event.at for event in events(drill, SiteOpened)] == [clock(1, 10)]
    arrived = [event.to for event in events(drill, AgentsMoved) if event.why == "arrived"]
    assert arrived == [Whereabouts("at", "spare")]
    assert there(drill, "agents") == {"away spare": 20, "at hub": 10}


# Who is on call


ON_CALL: Raw = {**EVENING, "on_call": {"lead": "cat"}}


def holders(drill: Exercise, role: str = "lead") -> list[tuple[int, str | None]]:
    return [(event.at, event.person) for event in events(drill, RoleHeld) if event.role == role]


def test_who_is_on_call_holds_the_role_at_these_hours() -> None:
    drill = staffed(DAY, ON_CALL, lasts="6h")
    assert holders(drill) == [(0, "ann"), (SHIFT, "cat"), (clock(5), "ann")]


def test_where_the_person_on_call_is_absent_holder_and_alternates_follow() -> None:
    drill = staffed(
        DAY, ON_CALL, msel=[inject("ill", "T+00:10", happens={"absent": {"cat": "4h", "ann": "4h"}})], lasts="3h"
    )
    assert holders(drill) == [(0, "ann"), (clock(0, 10), "bob")]


@pytest.mark.parametrize(("crew", "person"), [({"lead": "bob"}, "bob"), ({"clerk": "bob"}, "cat")])
def test_with_a_rotation_the_crew_comes_first_then_who_is_on_call(crew: Raw, person: str) -> None:
    rotation = {"begins": "clock", "period": "12h", "crews": {"red": crew}, "order": ["red"]}
    drill = staffed(DAY, ON_CALL, plan={"rotation": rotation}, lasts="2h")
    assert holders(drill)[-1][1] == person


# In one second


def test_a_shift_changes_after_what_ends_and_before_what_is_done_in_its_second() -> None:
    tasks = {"long": {"do": "Long", "by": "lead", "takes": "1h"}, "go": {"do": "Go", "by": "clerk"}}
    drill = staffed(
        DAY,
        {**EVENING, "on_call": {"clerk": "bob"}},
        plan={"tasks": tasks},
        responses=[{"at": "T+00:00", "by": "lead", "does": "long"}, {"at": "T+01:00", "by": "clerk", "does": "go"}],
        msel=[inject("ill", "T+00:10", happens={"absent": {"cat": "4h"}})],
        lasts="2h",
    )
    log = [event for event in played(drill).engine.play.log if event.at == SHIFT]
    kinds = [type(event).__name__ for event in log]
    assert kinds.index("TaskDone") < kinds.index("StaffingChanged") < kinds.index("TaskStarted")
    assert not [event for event in log if isinstance(event, Refused)]
    assert [event.task for event in log if isinstance(event, TaskDone)] == ["long", "go"]


def move(count: int) -> Raw:
    return {"team": "agents", "to": "spare", "count": count}
