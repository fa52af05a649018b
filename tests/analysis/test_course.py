"""What fired, what was refused, the mode, and how long it took to identify the incident."""

import pytest

from drillsim.record import events as e
from support.histories import came_of, delivered, mode, release
from support.stage import clock, inject, stage


def test_injects_and_playbooks_are_listed_in_order_with_an_end_inject_at_the_very_end() -> None:
    plan = {"playbooks": {"book": {"if": "mode is emergency", "do": ["declare"]}}}
    msel = [inject("storm", "T+00:10"), inject("last", "T+08:00"), inject("end", "T+08:00", kind="end")]
    events: list[e.Event] = [release(600, "storm"), e.PlaybookFired(600, "book", 600)]
    result = came_of(stage(plan=plan, msel=msel), *events, release(clock(8), "last"), release(clock(8), "end"))
    assert result["fired"] == [
        {"inject": "storm", "at": 600},
        {"playbook": "book", "at": 600},
        {"inject": "end", "at": clock(8)},
    ]


def test_the_facilitators_end_is_the_end() -> None:
    result = came_of(stage(), e.SystemFailed(clock(3), "crm"), ends=clock(2))
    assert (result["lasts"], result["roles"]["lead"]["uncovered"]) == (clock(2), [])


@pytest.mark.row("S-33")
def test_what_was_refused_stays_in_the_outcome() -> None:
    refused = e.Refused(60, "clerk", "declare", "wrong_role", "declare is a task of lead")
    assert came_of(stage(), refused)["refused"] == [
        {"at": 60, "by": "clerk", "what": "declare", "why": "wrong_role", "text": "declare is a task of lead"}
    ]


def test_deliveries_are_rows_by_audience() -> None:
    assert came_of(stage(), delivered(60))["deliveries"] == [
        {"message": "word", "audience": "customers", "at": 60, "channels": ["post"]}
    ]


@pytest.mark.row("S-46")
def test_the_spans_of_the_modes_add_up_to_the_length_of_the_drill() -> None:
    turns: list[e.Event] = [*mode(600, "emergency"), *mode(clock(2), "normal", run=2)]
    modes = came_of(stage(), *turns)["mode"]
    assert modes == [["normal", 0], ["emergency", 600], ["normal", clock(2)]]


def test_a_mode_that_lasted_no_whole_second_was_none() -> None:
    result = came_of(stage(), *mode(600, "emergency"), *mode(600, "normal", run=2))
    assert result["mode"] == [["normal", 0]]
    assert came_of(stage(), *mode(0, "emergency"))["mode"] == [["emergency", 0]]


FAILS = inject("fails", "T+00:00", happens={"fail": ["crm"]})
SAYS = inject("says", "T+00:35", tell=["lead"])


@pytest.mark.row("S-38")
@pytest.mark.row("S-42")
def test_failing_telling_and_declaring_are_apart() -> None:
    came: list[e.Event] = [release(0, "fails"), release(2100, "says"), *mode(2400, "emergency")]
    assert came_of(stage(msel=[FAILS, SAYS]), *came)["identified"] == {
        "failed_at": 0,
        "told_at": 2100,
        "declared_at": 2400,
    }


def test_what_never_was_is_none() -> None:
    nothing = {"failed_at": None, "told_at": None, "declared_at": None}
    assert came_of(stage())["identified"] == nothing
    assert came_of(stage(msel=[SAYS]), release(2100, "says"))["identified"] == nothing


def test_what_players_close_is_no_failure_and_what_was_told_before_is_no_telling() -> None:
    came: list[e.Event] = [release(10, "says"), e.SiteClosed(60, "hub"), release(600, "fails")]
    found = came_of(stage(msel=[FAILS, SAYS]), *came)["identified"]
    assert (found["failed_at"], found["told_at"]) == (600, None)


@pytest.mark.parametrize("happens", [{"lose": ["hub"]}, {"close": ["hub"]}, {"weaken": {"crm": "50%"}}])
def test_losing_closing_and_weakening_are_failures(happens: dict[str, object]) -> None:
    exercise = stage(msel=[inject("harm", "T+00:10", happens=happens)])
    assert came_of(exercise, release(600, "harm"))["identified"]["failed_at"] == 600


def test_a_repair_is_none() -> None:
    exercise = stage(msel=[inject("good", "T+00:10", happens={"repair": ["crm"]})])
    assert came_of(exercise, release(600, "good"))["identified"]["failed_at"] is None
