"""Rule 6: what was expected, when it was due, and whether it was done in time."""

import pytest

from drillsim.analysis.expectations import BEAR_ON_EXPECTATIONS, expected
from drillsim.analysis.releases import releases
from drillsim.analysis.shape import ExpectationRow
from drillsim.engine import Engine
from drillsim.record import events as e
from support.histories import came_of, delivered, done, release
from support.live import shipped
from support.stage import Raw, inject, stage


def expects(*expected: Raw, **body: object) -> Raw:
    return inject("storm", "T+01:00", expect=list(expected), **body)


def judged(expected: Raw, *events: e.Event, **body: object) -> ExpectationRow:
    """One expectation of an inject that comes at T+01:00."""
    exercise = stage(msel=[expects(expected, **body), inject("later", "T+02:00")])
    (row,) = came_of(exercise, release(3600, "storm"), *events)["expectations"]
    return row


@pytest.mark.parametrize("drill", ["tornado", "vendor_outage", "bomb_threat"])
def test_what_bears_on_expectations_is_all_that_they_are_reckoned_from(drill: str) -> None:
    exercise = shipped(drill)
    engine = Engine(exercise, players=dict.fromkeys(exercise.plan.roles, "stand_in"))
    events = engine.advance(exercise.lasts)
    came = list(releases(exercise, events))
    bearing = [event for event in events if isinstance(event, BEAR_ON_EXPECTATIONS)]
    assert expected(exercise, bearing, came) == expected(exercise, events, came) != []
    assert len(bearing) < len(events)


@pytest.mark.row("S-45")
@pytest.mark.parametrize(("at", "result", "late_by"), [(3000, "on_time", 0), (4200, "on_time", 0), (4201, "late", 1)])
def test_at_the_due_second_is_on_time_and_so_is_before_the_release(at: int, result: str, late_by: int) -> None:
    row = judged({"task": "declare", "within": "10m"}, *done(at, "declare", took=60))
    assert row == {
        "source": "inject:storm",
        "task": "declare",
        "due": 4200,
        "done": at,
        "result": result,
        "late_by": late_by,
    }
    assert list(row) == ["source", "task", "due", "done", "result", "late_by"]


def test_what_was_not_done_by_the_end_was_never_done() -> None:
    row = judged({"task": "declare", "within": "10m"})
    assert (row["done"], row["result"], row["late_by"]) == (None, "never", None)


def test_without_a_within_it_is_on_time_or_never() -> None:
    row = judged({"task": "declare"}, *done(20000, "declare"))
    assert (row["due"], row["result"], row["late_by"]) == (None, "on_time", 0)


def test_a_task_counts_from_its_first_completion() -> None:
    waves: list[e.Event] = [*done(4000, "declare", run=1), *done(5000, "declare", run=2)]
    assert judged({"task": "declare", "within": "10m"}, *waves)["done"] == 4000


def test_an_inject_that_never_came_expects_nothing() -> None:
    assert came_of(stage(msel=[expects({"task": "declare"})]))["expectations"] == []


def test_a_message_is_delivered_once_every_audience_has_been_reached() -> None:
    plan = {"messages": {"word": {"to": ["customers", "staff"]}}}
    exercise = stage(plan=plan, msel=[expects({"message": "word", "within": "10m"})])
    first: list[e.Event] = [release(3600, "storm"), delivered(3700)]
    assert came_of(exercise, *first)["expectations"][0]["result"] == "never"
    both = came_of(exercise, *first, delivered(4300, audience="staff"))["expectations"][0]
    assert (both["done"], both["result"], both["late_by"]) == (4300, "late", 100)


@pytest.mark.row("S-99")
def test_with_by_only_what_that_role_sent_counts() -> None:
    expected = {"message": "word", "within": "10m", "by": "lead"}
    assert judged(expected, delivered(3700, by="clerk"))["result"] == "never"
    assert judged(expected, delivered(3700, by="clerk"), delivered(4200, by="lead"))["done"] == 4200


def decided(at: int, choice: str, by: str = "lead") -> e.Decided:
    return e.Decided(at, by, "storm", "storm", choice, None, (), (), simulated=False)


def test_a_choice_is_the_first_response_that_picks_it() -> None:
    expected, choices = {"choice": "leave", "within": "10m"}, {"stay": "Stay", "leave": "Leave"}
    row = judged(expected, decided(3700, "stay"), decided(4300, "leave"), choices=choices)
    assert (row["choice"], row["done"], row["result"]) == ("leave", 4300, "late")
    row = judged({**expected, "by": "lead"}, decided(3700, "leave", "clerk"), choices=choices)
    assert row["result"] == "never"


def test_an_action_in_words_is_judged_by_people_only() -> None:
    expected = {"action": "Somebody calms the floor", "id": "calm", "within": "10m"}
    row = judged(expected)
    assert (row["action"], row["due"], row["done"], row["result"]) == ("calm", 4200, None, "not_observed")
    assert judged(expected, e.ActionSeen(4200, "calm", "facilitator", "seen"))["result"] == "on_time"
    assert judged(expected, e.ActionSeen(4201, "calm", "facilitator", "seen"))["late_by"] == 1
    for how in ("not_seen", "later"):
        assert judged(expected, e.ActionSeen(4200, "calm", "facilitator", how))["result"] == "not_observed"


@pytest.mark.parametrize(("at", "result"), [(7199, "too_early"), (7200, "on_time")])
def test_done_before_the_inject_that_has_to_come_first_is_too_early(at: int, result: str) -> None:
    row = judged({"task": "declare", "not_before": "later"}, release(7200, "later"), *done(at, "declare"))
    assert (row["result"], row["late_by"]) == (result, 0)


def test_done_while_that_inject_never_came_is_too_early() -> None:
    row = judged({"task": "declare", "not_before": "later"}, *done(7200, "declare"))
    assert row["result"] == "too_early"


def test_of_a_playbook_every_task_to_do_and_those_of_the_return_with_a_within() -> None:
    steps = {
        "do": [{"task": "declare", "within": "10m"}, "check"],
        "resume": ["check", {"task": "stand_down", "within": "1h"}],
    }
    plan = {
        "tasks": {"check": {"do": "Check", "by": "clerk"}},
        "playbooks": {"outage": {"if": "mode is emergency", **steps}},
    }
    rows = came_of(stage(plan=plan), e.PlaybookFired(60, "outage", 60), *done(660, "declare"))["expectations"]
    assert [(row["source"], row["task"], row["due"], row["result"]) for row in rows] == [
        ("playbook:outage", "declare", 660, "on_time"),
        ("playbook:outage", "check", None, "never"),
        ("playbook:outage", "stand_down", 3660, "never"),
    ]


def test_rows_follow_the_order_in_which_injects_came_and_playbooks_fired() -> None:
    plan = {"playbooks": {"outage": {"if": "mode is emergency", "do": ["declare"]}}}
    exercise = stage(
        plan=plan,
        msel=[expects({"task": "declare"}), inject("early", "T+00:01", expect=[{"task": "stand_down"}])],
    )
    rows = came_of(exercise, release(60, "early"), e.PlaybookFired(120, "outage", 120), release(3600, "storm"))
    assert [row["source"] for row in rows["expectations"]] == [
        "inject:early",
        "playbook:outage",
        "inject:storm",
    ]


def test_an_inject_that_was_made_up_while_playing_expects_like_any_other() -> None:
    body = {"id": "extra", "expect": [{"task": "declare", "within": "5m"}]}
    made_up: list[e.Event] = [e.InjectImprovised(60, body), e.InjectReleased(60, "extra", "facilitator")]
    (row,) = came_of(stage(), *made_up, *done(400, "declare"))["expectations"]
    assert (row["source"], row["due"], row["late_by"]) == ("inject:extra", 360, 40)


@pytest.mark.row("S-34")
def test_with_several_scenarios_injects_are_named_by_file() -> None:
    later = inject("later", "T+00:10", expect=[{"task": "declare", "within": "5m", "not_before": "other"}])
    exercise = stage(more=[("second", "01:00", {"msel": [later, inject("other", "T+00:20")]})])
    rows = came_of(exercise, *done(60, "declare"), release(4200, "second/later"), release(4800, "second/other"))
    assert [(row["source"], row["result"]) for row in rows["expectations"]] == [("inject:second/later", "too_early")]
