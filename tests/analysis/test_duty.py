"""Rules 9 and 13: who held a role, who was on duty, for how long, after how much rest."""

import pytest

from drillsim.analysis.shape import Outcome, PersonRow
from drillsim.model.exercise import Exercise
from drillsim.record import commands as c
from drillsim.record import events as e
from support.histories import Said, came_of
from support.stage import Raw, clock, stage


def crews(**rotation: object) -> Exercise:
    """Two crews of one lead each, on for 12h with a handover of 30m."""
    plan: Raw = {
        "rotation": {
            "period": "12h",
            "max_on": "12h",
            "min_rest": "10h",
            "handover": "30m",
            "crews": {"red": {"lead": "ann"}, "blue": {"lead": "bob"}},
            "order": ["red", "blue"],
            **rotation,
        }
    }
    return stage(plan=plan, lasts="30h")


def person(result: Outcome, name: str) -> PersonRow:
    return result["people"][name]


def holds(at: int, who: str | None, role: str = "lead") -> e.RoleHeld:
    return e.RoleHeld(at, role, who)


@pytest.mark.row("S-80")
def test_the_alternate_holds_the_role_for_just_the_time_the_holder_is_away() -> None:
    changes: list[e.Event] = [
        holds(0, "ann"),
        holds(clock(2), "bob"),
        holds(clock(3, 15), None),
        holds(clock(4), "ann"),
    ]
    row = came_of(stage(), *changes)["roles"]["lead"]
    assert row["held"] == [
        ["ann", 0, clock(2)],
        ["bob", clock(2), clock(3, 15)],
        ["ann", clock(4), clock(8)],
    ]
    assert row["uncovered"] == [[clock(3, 15), clock(4)]]


def test_who_held_a_role_for_no_whole_second_did_not_hold_it() -> None:
    row = came_of(stage(), holds(0, "ann"), holds(60, None), holds(60, "ann"))["roles"]["lead"]
    assert row == {"held": [["ann", 0, clock(8)]], "uncovered": []}


@pytest.mark.row("S-81")
def test_one_crew_alone_is_past_max_on_after_twelve_hours() -> None:
    same: list[e.Event] = [
        e.CrewCameOn(0, "red"),
        holds(0, "ann"),
        e.CrewCameOn(clock(12), "red"),
        e.CrewCameOn(clock(24), "red"),
    ]
    row = person(came_of(crews(order=["red"]), *same), "ann")
    assert row == {"on_duty": [[0, clock(30)]], "past_max_on": [[clock(12), clock(30)]], "short_rest": []}


def relieved(rested: str = "12h") -> list[e.Event]:
    """Red from the begin, blue after 12h, red again when blue has been on for a while."""
    again = clock(12) + clock(int(rested.removesuffix("h")))
    first: list[e.Event] = [
        e.CrewCameOn(0, "red"),
        holds(0, "ann"),
        e.CrewCameOn(clock(12), "blue"),
        holds(clock(12), "bob"),
    ]
    return [*first, e.CrewCameOn(again, "red"), holds(again, "ann")]


def test_the_handover_keeps_the_outgoing_person_and_does_not_count_against_max_on() -> None:
    row = person(came_of(crews(), *relieved()), "ann")
    assert row["on_duty"] == [[0, clock(12, 30)], [clock(24), clock(30)]]
    assert row["past_max_on"] == []


def test_the_handover_shortens_the_rest() -> None:
    result = came_of(crews(), *relieved("10h"))
    assert person(result, "ann")["short_rest"] == [[clock(12, 30), clock(22)]]
    assert person(came_of(crews(handover="0s"), *relieved("10h")), "ann")["short_rest"] == []


def test_nobody_hands_over_who_became_absent_or_at_the_end() -> None:
    gone: list[e.Event] = [
        e.CrewCameOn(0, "red"),
        holds(0, "ann"),
        e.PersonAbsent(clock(12), "ann"),
        e.CrewCameOn(clock(12), "blue"),
    ]
    result = came_of(crews(), *gone, holds(clock(12), "bob"))
    assert person(result, "ann")["on_duty"] == [[0, clock(12)]]
    assert person(result, "bob")["on_duty"] == [[clock(12), clock(30)]]


def test_the_handover_ends_with_the_exercise() -> None:
    assert person(came_of(crews(), *relieved(), ends=clock(12, 10)), "ann")["on_duty"] == [[0, clock(12, 10)]]


def test_duty_begins_with_the_rotation() -> None:
    began: list[e.Event] = [holds(0, "ann"), e.CrewCameOn(clock(1), "red")]
    assert person(came_of(crews(), *began), "ann")["on_duty"] == [[clock(1), clock(30)]]
    assert person(came_of(crews(), holds(0, "ann")), "ann")["on_duty"] == []


def test_two_roles_of_one_person_are_one_duty() -> None:
    both: list[e.Event] = [
        e.CrewCameOn(0, "red"),
        holds(0, "ann"),
        holds(0, "ann", "clerk"),
        holds(clock(5), None, "clerk"),
    ]
    row = person(came_of(crews(), *both, e.CrewCameOn(clock(5), "blue"), holds(clock(5), "bob")), "ann")
    assert row["on_duty"] == [[0, clock(5, 30)]]


def test_without_a_rotation_from_the_first_to_the_last_response_of_a_role_held() -> None:
    said: list[Said] = [
        (60, c.Notes("lead", "begun")),
        (clock(2), c.Does("lead", "declare")),
        (clock(5), c.Sends("lead", "word")),
        (clock(6), c.Notes("clerk", "seen")),
    ]
    held: list[e.Event] = [holds(0, "ann"), holds(clock(4), "bob"), holds(0, "cat", "clerk")]
    result = came_of(stage(), *sorted(held, key=lambda event: event.at), said=said)
    assert person(result, "ann") == {"on_duty": [[60, clock(2)]], "past_max_on": [], "short_rest": []}
    assert person(result, "bob")["on_duty"] == [[clock(5), clock(5)]]
    assert person(result, "cat")["on_duty"] == [[clock(6), clock(6)]]


def test_without_a_rotation_a_refused_response_is_duty_too_and_the_facilitators_is_not() -> None:
    said: list[Said] = [
        (60, c.Does("lead", "no_such_task")),
        (90, c.Release("storm")),
        (clock(1), c.Notes("lead", "x")),
    ]
    assert person(came_of(stage(), holds(0, "ann"), said=said), "ann")["on_duty"] == [[60, clock(1)]]
