"""Rule 9: who holds a role."""

from typing import Any

import pytest

from drillsim.record import events as e
from support.stage import Raw, clock, events, inject, stage

CREWS: Raw = {
    "people": {"dan": {"name": "Dan"}, "eve": {"name": "Eve"}},
    "roles": {"clerk": {"alternates": ["ann", "eve"]}},
    "rotation": {
        "begins": "emergency",
        "period": "2h",
        "crews": {"red": {"lead": "ann", "clerk": "cat"}, "blue": {"lead": "bob"}},
        "order": ["red", "blue"],
    },
}


def held(role: str, **story: Any) -> list[tuple[int, str | None]]:
    found = events(stage(**story), e.RoleHeld)
    return [(event.at, event.person) for event in found if event.role == role]


@pytest.mark.row("S-80")
def test_the_alternate_holds_the_role_for_just_the_time_the_holder_is_away() -> None:
    away = [inject("away", "T+02:00", happens={"absent": {"ann": "1h15m"}})]
    assert held("lead", msel=away) == [(0, "ann"), (clock(2), "bob"), (clock(3, 15), "ann")]


def test_with_nobody_left_the_role_is_uncovered() -> None:
    away = [inject("away", "T+02:00", happens={"absent": {"cat": "1h"}})]
    assert held("clerk", msel=away) == [(0, "cat"), (clock(2), None), (clock(3), "cat")]


def test_a_person_whose_site_closes_keeps_the_role() -> None:
    closed = [inject("closed", "T+01:00", happens={"close": ["hub"]})]
    plan: Raw = {"people": {"cat": {"at": "hub"}}}
    assert held("clerk", plan=plan, msel=closed) == [(0, "cat")]


@pytest.mark.row("S-82")
def test_with_a_rotation_the_crew_holds_then_only_people_in_no_crew() -> None:
    acts = [{"at": "T+01:00", "by": "lead", "does": "declare"}]
    assert held("lead", plan=CREWS, responses=acts)[:3] == [(0, "ann"), (clock(3), "bob"), (clock(5), "ann")]
    assert held("clerk", plan=CREWS, responses=acts)[:3] == [(0, "cat"), (clock(3), "eve"), (clock(5), "cat")]


def test_off_duty_crew_rest_even_when_a_role_stays_uncovered() -> None:
    plan: Raw = {**CREWS, "roles": {"clerk": {"alternates": ["ann"]}}}
    acts = [{"at": "T+01:00", "by": "lead", "does": "declare"}]
    assert held("clerk", plan=plan, responses=acts)[1] == (clock(3), None)


def test_a_rotation_by_the_clock_begins_at_startex() -> None:
    plan: Raw = {**CREWS, "rotation": {**CREWS["rotation"], "begins": "clock"}}
    assert [(event.at, event.crew) for event in events(stage(plan=plan), e.CrewCameOn)][:2] == [
        (0, "red"),
        (clock(2), "blue"),
    ]


def test_a_crew_change_comes_before_the_responses_of_its_second() -> None:
    plan: Raw = {**CREWS, "roles": {"clerk": {"alternates": []}}}
    acts = [
        {"at": "T+01:00", "by": "lead", "does": "declare"},
        {"at": "T+04:59:59", "by": "clerk", "sends": "word"},
        {"at": "T+05:00", "by": "clerk", "sends": "word"},
    ]
    drill = stage(plan=plan, responses=acts)
    assert [event.at for event in events(drill, e.Refused)] == [clock(4, 59, 59)]
    assert [event.at for event in events(drill, e.MessageSent)] == [clock(5)]
