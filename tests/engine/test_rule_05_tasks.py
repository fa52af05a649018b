"""Rule 5: when a task may start, what acts at its start and what at its end."""

import pytest

from drillsim.record import events as e
from support.stage import Raw, clock, events, inject, level, played, stage

TASKS: Raw = {
    "tasks": {
        "cover": {"do": "Cover", "by": "lead", "takes": "8m", "effect": {"close": ["hub"]}},
        "count": {"do": "Count", "by": "clerk", "takes": "5m / 10m / 20m", "after": ["cover"]},
        "walk": {"do": "Walk", "by": "clerk", "takes": "1h", "needs": ["power"], "effect": {"open": ["hub"]}},
        "aside": {"do": "Aside", "by": "clerk", "takes": "30m", "effect": {"pause": ["mail"]}},
        "reroute": {"do": "Route", "by": "clerk", "takes": "15m", "effect": {"route": {"calls": ["spare"]}}},
    }
}


def refused(responses: list[dict[str, str]], msel: list[Raw] | None = None) -> list[tuple[str, str]]:
    found = events(stage(plan=TASKS, msel=msel, responses=responses), e.Refused)
    return [(event.what, event.why) for event in found]


def does(task: str, by: str = "clerk", at: str = "T+01:00") -> dict[str, str]:
    return {"at": at, "by": by, "does": task}


def test_a_task_of_nobody_is_unknown() -> None:
    assert refused([does("nothing")]) == [("nothing", "unknown")]


@pytest.mark.row("S-33")
@pytest.mark.row("S-78")
def test_a_task_of_another_role_is_refused_and_recorded() -> None:
    assert refused([does("cover", "clerk")]) == [("cover", "wrong_role")]


@pytest.mark.row("S-14")
def test_a_step_before_its_after_is_refused() -> None:
    assert refused([does("count")]) == [("count", "after")]
    assert refused([does("cover", "lead", "T+00:52"), does("count")]) == [], "cover is done at T+01:00 exactly"


@pytest.mark.row("S-50")
def test_a_walkthrough_before_the_power_is_back_is_refused() -> None:
    fails = [inject("fails", "T+00:30", happens={"fail": ["power"]})]
    assert refused([does("walk")], fails) == [("walk", "needs")]


def test_a_role_that_nobody_holds_can_do_nothing() -> None:
    gone = [inject("gone", "T+00:00", happens={"absent": {"cat": "8h"}})]
    acts = [does("cover", "clerk"), {"at": "T+01:00", "by": "clerk", "sends": "word"}]
    assert refused(acts, gone) == [("cover", "uncovered"), ("word", "uncovered")]


def test_closing_and_putting_aside_act_when_the_task_starts() -> None:
    drill = stage(plan=TASKS, responses=[does("cover", "lead"), does("aside")])
    assert [event.at for event in events(drill, e.SiteClosed)] == [clock(1)]
    assert [event.at for event in events(drill, e.FunctionPutAside)] == [clock(1)]


def test_a_route_acts_when_the_task_ends() -> None:
    drill = stage(plan=TASKS, responses=[does("reroute")])
    assert level(drill, "calls", clock(1, 14, 59)) == 1.0
    assert level(drill, "calls", clock(1, 15)) == 0.0


def test_a_task_takes_its_usual_time() -> None:
    drill = stage(plan=TASKS, responses=[does("cover", "lead", "T+00:00"), does("count")])
    assert [(event.task, event.at) for event in events(drill, e.TaskDone)] == [
        ("cover", clock(0, 8)),
        ("count", clock(1, 10)),
    ]


def test_a_played_task_runs_until_its_done_early_or_late() -> None:
    early = [does("cover", "lead"), {"at": "T+01:03", "by": "lead", "done": "cover"}]
    late = [does("cover", "lead"), {"at": "T+01:30", "by": "lead", "done": "cover"}]
    for acts, end in ((early, clock(1, 3)), (late, clock(1, 30))):
        assert [event.at for event in events(stage(plan=TASKS, responses=acts), e.TaskDone)] == [end]


def test_a_done_for_a_task_that_is_not_running_is_refused() -> None:
    assert refused([{"at": "T+01:00", "by": "lead", "done": "cover"}]) == [("cover", "unknown")]


def test_an_unfinished_task_has_no_end() -> None:
    assert events(stage(plan=TASKS, responses=[does("cover", "lead")], unfinished=["cover"]), e.TaskDone) == []


def test_the_usual_time_in_a_timed_drill_is_marked_estimated() -> None:
    for kind, estimated in (("timed", True), ("tabletop", False), ("unattended", False)):
        (done,) = events(stage(plan=TASKS, responses=[does("cover", "lead")], kind=kind), e.TaskDone)
        assert done.estimated is estimated


def test_a_task_started_again_is_done_at_its_first_completion() -> None:
    drill = stage(plan=TASKS, responses=[does("cover", "lead"), does("cover", "lead", "T+02:00")])
    assert played(drill).engine.play.state.done["cover"] == clock(1, 8)


def test_approving_is_for_those_who_may_and_for_what_waits() -> None:
    sent = {"at": "T+01:00", "by": "clerk", "sends": "notice"}
    drill = stage(
        responses=[
            {"at": "T+00:59", "by": "lead", "approves": "notice"},
            sent,
            {"at": "T+01:01", "by": "clerk", "approves": "notice"},
        ]
    )
    assert [event.why for event in events(drill, e.Refused)] == ["unknown", "not_allowed"]
