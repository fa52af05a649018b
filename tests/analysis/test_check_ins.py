"""Waves that check in, and how soon enough people were there."""

import pytest

from drillsim.analysis.shape import Outcome
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.record.whereabouts import Whereabouts, at, away
from support.histories import HUB, came_of, moved, start
from support.stage import Raw, clock, stage

HOME = Whereabouts("to_check_in", "home")
COMING = Whereabouts("coming", "spare", 1)


def going(
    target: dict[str, str] | None = None, arrive: str = "check_in", to: str = "home", **drill: object
) -> Exercise:
    """A task that sends agents somewhere."""
    move: Raw = {"team": "agents", "to": to, "arrive": arrive}
    go: Raw = {"do": "Go", "by": "lead", "effect": {"move": [move]}, "target": target or {}}
    return stage(plan={"tasks": {"go": go}}, **drill)  # type: ignore[arg-type]  # a drill has any of its words


def checked(at: int, counted: int, status: str = "working", surplus: int = 0) -> e.CheckedIn:
    return e.CheckedIn(at, "agents", status, counted + surplus, counted, surplus, "home", None)


WAVES: list[e.Event] = [
    start(600, "go"),
    moved(600, 60, to=HOME, why="left"),
    checked(1200, 40),
    start(clock(1), "go", run=2),
    moved(clock(1), 40, to=HOME, why="left"),
    checked(clock(2), 30),
]


def team(result: Outcome) -> object:
    return result["check_ins"]["agents"]


@pytest.mark.row("S-79")
def test_waves_are_counted_from_the_first_start() -> None:
    rows = {"started": 600, "expected": 100, "reached": [[1200, 40], [clock(2), 70]], "surplus": 0}
    assert team(came_of(going(), *WAVES)) == rows


def test_a_team_that_nobody_sent_to_check_in_has_no_row() -> None:
    assert came_of(going(), checked(1200, 40))["check_ins"] == {}


def test_all_who_are_accounted_for_count_and_those_in_need_do_not() -> None:
    statuses = ["safe", "assembled", "cannot_work", "out", "need_help", "not_on_shift"]
    events: list[e.Event] = [checked(1200 + number, 10, status) for number, status in enumerate(statuses)]
    rows = came_of(going(), *WAVES[:2], *events)["check_ins"]["agents"]["reached"]
    assert rows == [[1200, 10], [1201, 20], [1202, 30]]


def test_a_check_in_that_is_nobody_new_is_no_step_and_those_of_one_second_are_one() -> None:
    events: list[e.Event] = [checked(1200, 10), checked(1200, 5), checked(1300, 0)]
    assert came_of(going(), *WAVES[:2], *events)["check_ins"]["agents"]["reached"] == [[1200, 15]]


def test_more_than_were_on_the_way_are_surplus() -> None:
    result = came_of(going(), *WAVES[:2], checked(1200, 60, surplus=3), checked(1300, 0, surplus=2))
    assert result["check_ins"]["agents"]["surplus"] == 5


@pytest.mark.row("S-79")
@pytest.mark.parametrize(("limit", "result"), [("10m", "met"), ("9m59s", "missed")])
def test_a_target_is_met_within_the_limit_from_the_first_start(limit: str, result: str) -> None:
    (row,) = came_of(going({"40%": limit}), *WAVES)["targets"]
    assert row == {"task": "go", "share": 0.4, "limit": row["limit"], "took": 600, "result": result}


def test_a_target_that_was_not_reached_took_no_time_that_could_be_told() -> None:
    (row,) = came_of(going({"71%": "8h"}), *WAVES)["targets"]
    assert (row["took"], row["result"]) == (None, "missed")


def test_a_share_of_people_is_not_rounded() -> None:
    """33.3% of 100 is reached by 34, not by 33."""
    (row,) = came_of(going({"33.3%": "8h"}), *WAVES[:2], checked(1200, 33), checked(1300, 1))["targets"]
    assert row["took"] == 700


def test_a_target_counts_those_on_shift() -> None:
    """Half of 80 on shift is 40."""
    (row,) = came_of(going({"50%": "8h"}, on_shift={"agents": 80}), start(600, "go"), checked(1200, 40))["targets"]
    assert row["took"] == 600


def test_people_who_travel_count_when_they_arrive_and_not_where_they_are_away() -> None:
    events: list[e.Event] = [
        start(600, "go"),
        moved(600, 100, to=COMING, why="left"),
        moved(1200, 40, where=COMING, to=at("spare"), why="arrived"),
        moved(1300, 60, where=COMING, to=away("spare"), why="arrived"),
    ]
    rows = came_of(going({"40%": "10m", "50%": "8h"}, "together", "spare"), *events)["targets"]
    assert [(row["took"], row["result"]) for row in rows] == [(600, "met"), (None, "missed")]


def test_targets_are_listed_by_share_in_whatever_order_they_are_written() -> None:
    rows = came_of(going({"70%": "8h", "40%": "10m"}), *WAVES)["targets"]
    assert [row["share"] for row in rows] == [0.4, 0.7]


def test_a_task_that_was_not_started_has_no_target() -> None:
    assert came_of(going({"40%": "10m"}), moved(600, 1, where=HUB))["targets"] == []
