"""Rule 18: between `bar` and `clear` nobody opens a site, needs it for a task or sends people there."""

import pytest

from drillsim.analysis.outcome import outcome
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from support.stage import Raw, clock, events, header, inject, level, played, stage

TASKS: Raw = {
    "functions": {"calls": {"routed_to": ["hub", "spare"]}},
    "tasks": {
        "cover": {"do": "Take cover", "by": "lead", "effect": {"close": ["hub"]}},
        "reopen": {"do": "Open", "by": "lead", "takes": "30m", "effect": {"open": ["hub"]}},
        "walk": {"do": "Walk through", "by": "clerk", "needs": ["hub"]},
        "restart": {"do": "Restart the server", "by": "clerk", "needs": ["crm"]},
        "back": {"do": "Bring back", "by": "lead", "effect": {"move": [{"team": "agents", "to": "hub"}]}},
        "over": {
            "do": "Send to the spare site",
            "by": "lead",
            "takes": "1h",
            "effect": {"move": [{"team": "agents", "to": "spare"}]},
        },
        "as_before": {"do": "As planned", "by": "lead", "effect": {"as_planned": ["teams"]}},
        "after_all": {"do": "Open in order", "by": "lead", "after": ["declare"], "effect": {"open": ["hub"]}},
    },
}


def police(bar: str = "T+00:10", clear: str = "T+02:00", site: str = "hub") -> list[Raw]:
    return [inject("tape", bar, happens={"bar": [site]}), inject("gone", clear, happens={"clear": [site]})]


def does(task: str, at: str, by: str = "lead") -> Raw:
    return {"at": at, "by": by, "does": task}


def refused(drill: Exercise) -> list[tuple[int, str, str]]:
    return [(event.at, event.what, event.why) for event in events(drill, e.Refused)]


@pytest.mark.parametrize(("task", "by"), [("reopen", "lead"), ("walk", "clerk"), ("back", "lead")])
def test_opening_needing_and_moving_to_a_barred_site_is_refused_until_it_is_cleared(task: str, by: str) -> None:
    acts = [
        does(task, "T+00:05", by),
        does(task, "T+00:10", by),
        does(task, "T+01:59:59", by),
        does(task, "T+02:00", by),
    ]
    drill = stage(plan=TASKS, msel=police(), responses=acts)
    assert refused(drill) == [(clock(0, 10), task, "barred"), (clock(1, 59, 59), task, "barred")]


def test_the_refusal_says_which_site_nobody_may_enter() -> None:
    (event,) = events(stage(plan=TASKS, msel=police(), responses=[does("reopen", "T+01:00")]), e.Refused)
    assert event.text == "reopen must wait: nobody may enter hub"


def test_a_system_at_the_site_may_be_needed_and_another_site_may_be_used() -> None:
    acts = [does("restart", "T+01:00", "clerk"), does("over", "T+01:00")]
    assert refused(stage(plan=TASKS, msel=police(), responses=acts)) == []


def test_nothing_else_falls() -> None:
    """Agents there go on; who was on the way arrives; a task that began before goes on to its end."""
    acts = [does("over", "T+00:00"), does("cover", "T+00:05"), does("reopen", "T+00:20")]
    drill = stage(plan=TASKS, msel=police("T+00:30", site="spare"), responses=acts)
    assert level(drill, "calls", clock(0, 59)) == 0.0, "all on the way"
    assert level(drill, "calls", clock(1)) == 1.0, "they arrive at the barred site and work there"
    drill = stage(plan=TASKS, msel=police("T+00:30"), responses=acts[1:])
    assert [event.at for event in events(drill, e.SiteOpened)] == [clock(0, 50)], "begun before it was barred"
    drill = stage(msel=police())
    assert level(drill, "calls", clock(1)) == 1.0
    result = outcome(drill, header(drill), played(drill).entries)
    assert (result["findings"], result["identified"]["failed_at"]) == ([], None)


def test_the_earlier_reasons_come_first() -> None:
    acts = [does("reopen", "T+01:00", "clerk"), does("after_all", "T+01:00"), does("after_all", "T+02:30")]
    closed = [inject("closed", "T+00:10", happens={"close": ["hub"]})]
    drill = stage(plan=TASKS, msel=[*police(), *closed], responses=[*acts, does("walk", "T+01:00", "clerk")])
    assert [why for _, _, why in refused(drill)] == ["wrong_role", "barred", "barred", "after"]


def test_as_planned_brings_nobody_back_to_a_barred_site() -> None:
    away = [inject("fire", "T+00:05", happens={"close": ["hub"]})]
    drill = stage(plan=TASKS, msel=[*away, *police()], responses=[does("as_before", "T+01:00")])
    assert refused(drill) == [(clock(1), "as_before", "barred")]
    drill = stage(plan=TASKS, msel=police(), responses=[does("as_before", "T+01:00")])
    assert refused(drill) == [], "everybody is where the plan has them: nobody is moved"


def test_a_site_barred_twice_is_clear_once_it_is_cleared() -> None:
    again = [inject("again", "T+00:40", happens={"bar": ["hub"]})]
    drill = stage(plan=TASKS, msel=[*police(), *again], responses=[does("walk", "T+02:00", "clerk")])
    assert [event.at for event in events(drill, e.SiteBarred)] == [clock(0, 10)]
    assert [event.at for event in events(drill, e.SiteCleared)] == [clock(2)]
    assert refused(drill) == []


def test_barred_and_cleared_in_one_second_changes_nothing() -> None:
    acts = [does("cover", "T+00:30"), does("reopen", "T+01:00"), does("walk", "T+01:30", "clerk")]
    both = [inject("error", "T+01:00", happens={"bar": ["hub"], "clear": ["hub"]})]
    nothing = [inject("error", "T+01:00")]
    with_it, without = (stage(plan=TASKS, msel=msel, responses=acts) for msel in (both, nothing))
    assert outcome(with_it, header(with_it), played(with_it).entries) == outcome(
        without, header(without), played(without).entries
    )


def test_a_stand_in_waits_for_the_site_to_be_cleared() -> None:
    told = inject("ask", "T+00:20", tell=["clerk"], says="Walk through.", expect=[{"task": "walk"}])
    drill = stage(plan=TASKS, msel=[*police(), told])
    assert [event.at for event in events(drill, e.TaskStarted, stand_ins=True)] == [clock(2)]
    assert events(drill, e.Refused, stand_ins=True) == []
