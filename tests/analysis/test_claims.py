"""Rule 15: what was claimed, against the truth."""

import pytest

from drillsim.analysis.shape import ClaimRow
from drillsim.model.scenario import Fault
from drillsim.record import events as e
from support.histories import came_of
from support.stage import clock, stage

NEEDS = {"functions": {"calls": {"needs": ["crm"]}, "mail": {"needs": ["mailer"]}}}
TRUTH = {"truth": {"cause": "a failed disk", "fault": "ours"}}


def claimed(at: int, cause: str | None = None, fault: Fault | None = None, by: int | None = None) -> e.ClaimMade:
    return e.ClaimMade(at, "word", cause, fault, by)


@pytest.mark.row("S-94")
def test_fault_is_compared_with_the_truth() -> None:
    rows = came_of(stage(scenario=TRUTH), claimed(60, fault="supplier"), claimed(120, fault="ours"))["claims"]
    assert rows == [
        {"at": 60, "what": "fault", "said": "supplier", "truth": "ours", "correct": False},
        {"at": 120, "what": "fault", "said": "ours", "truth": "ours", "correct": True},
    ]


@pytest.mark.row("S-37")
def test_fault_is_judged_though_no_function_is_out_and_not_where_the_truth_is_not_told() -> None:
    (row,) = came_of(stage(), claimed(60, fault="ours"))["claims"]
    assert (row["truth"], row["correct"]) == (None, None)


def test_the_cause_is_compared_by_people() -> None:
    (row,) = came_of(stage(scenario=TRUTH), claimed(60, cause="aliens"))["claims"]
    assert (row["said"], row["truth"], row["correct"]) == ("aliens", "a failed disk", None)


def test_claims_of_one_message_are_rows_of_their_own() -> None:
    rows = came_of(stage(scenario=TRUTH), claimed(60, "a disk", "ours", 3600))["claims"]
    assert [row["what"] for row in rows] == ["cause", "fault", "restored_by"]


def restored(said: int, at: int = 60, back: int | None = 7200) -> ClaimRow:
    ends = [] if back is None else [e.SystemRepaired(back, "crm")]
    events: list[e.Event] = [e.SystemFailed(0, "crm"), claimed(at, by=said), *ends]
    (row,) = came_of(stage(plan=NEEDS), *sorted(events, key=lambda event: event.at))["claims"]
    return row


@pytest.mark.row("S-94")
@pytest.mark.parametrize(("said", "correct", "error"), [(7200, True, 0), (7199, False, -1), (9000, True, 1800)])
def test_a_time_is_correct_when_service_was_back_by_then(said: int, correct: bool, error: int) -> None:  # noqa: FBT001  # a row of a table
    row = restored(said)
    assert (row["truth"], row["correct"], row["error"]) == (7200, correct, error)


def test_where_service_never_came_back_or_was_not_out_nobody_can_say() -> None:
    for row in (restored(7200, back=None), restored(9000, at=7200)):
        assert (row["truth"], row["correct"]) == (None, None)
        assert "error" not in row


def test_the_most_urgent_function_out_is_the_measure() -> None:
    """Mail is back after an hour, calls, which are more urgent, after two."""
    fails: list[e.Event] = [e.SystemFailed(0, "crm"), e.SystemFailed(0, "mailer"), claimed(60, by=clock(1))]
    back: list[e.Event] = [e.SystemRepaired(clock(1), "mailer"), e.SystemRepaired(clock(2), "crm")]
    (row,) = came_of(stage(plan=NEEDS), *fails, *back)["claims"]
    assert (row["truth"], row["correct"]) == (clock(2), False)
