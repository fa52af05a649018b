"""Rule 10: the order within one second; and the conditions, looked at when the clock leaves a second."""

from typing import Any

import pytest

from drillsim.record import events as e
from drillsim.record.commands import Does, Notes
from drillsim.session.session import Session
from support.stage import Raw, clock, events, header, inject, stage

TASKS = {"tasks": {"ten": {"do": "Ten", "by": "clerk", "takes": "10m"}, "now": {"do": "Now", "by": "clerk"}}}
START = {"at": "T+00:50", "by": "clerk", "does": "ten"}


def released(*msel: Raw, **story: Any) -> list[tuple[str, int]]:
    found = events(stage(plan=TASKS, msel=list(msel), **story), e.InjectReleased)
    return [(event.inject, event.at) for event in found]


def test_injects_come_before_tasks_end_and_tasks_end_before_responses() -> None:
    drill = stage(
        plan=TASKS,
        msel=[inject("news", "T+01:00"), inject("more", "T+01:00")],
        responses=[START, {"at": "T+01:00", "by": "clerk", "notes": "seen"}],
    )
    kinds = [type(event).__name__ for event in events(drill, e.Event) if event.at == clock(1)]  # type: ignore[arg-type]  # a union is fine for isinstance
    assert kinds == ["InjectReleased", "InjectReleased", "TaskDone", "Noted"]


def test_a_task_without_a_length_is_done_before_the_next_response() -> None:
    plan: Raw = {"tasks": {**TASKS["tasks"], "next": {"do": "Next", "by": "clerk", "after": ["now"]}}}
    acts = [{"at": "T+01:00", "by": "clerk", "does": task} for task in ("now", "next")]
    assert events(stage(plan=plan, responses=acts), e.Refused) == []


def test_a_task_that_ends_at_t_is_done_at_t() -> None:
    nudge = inject("nudge", **{"if": "ten not done by T+01:00"})
    assert released(nudge, responses=[START]) == []
    assert released(nudge, responses=[{**START, "at": "T+00:50:01"}]) == [("nudge", clock(1))]


@pytest.mark.row("S-12")
def test_down_for_twenty_minutes_fires_at_the_twentieth_minute_and_never_for_fifteen() -> None:
    watch = inject("notice", **{"if": "crm down for 20m"})
    fails = inject("fails", "T+01:00", happens={"fail": ["crm"]})
    back = inject("back", "T+01:15", happens={"repair": ["crm"]})
    assert released(fails, watch)[1:] == [("notice", clock(1, 20))]
    assert released(fails, back, watch)[2:] == []


def test_a_system_back_at_the_very_second_has_not_been_down_for_so_long() -> None:
    fails = inject("fails", "T+01:00", happens={"fail": ["crm"]})
    back = inject("back", "T+01:20", happens={"repair": ["crm"]})
    assert released(fails, back, inject("notice", **{"if": "crm down for 20m"}))[2:] == []


def test_all_sentences_of_a_condition_must_hold() -> None:
    fails = inject("fails", "T+01:00", happens={"fail": ["crm"]})
    more = inject("more", "T+02:00", happens={"fail": ["vpn"]})
    both: Raw = {"if": ["crm down for 30m", "vpn down"]}
    watch = inject("notice", **both)
    assert released(fails, more, watch)[-1] == ("notice", clock(2))


def test_each_inject_fires_once_and_may_set_off_the_next_in_the_same_second() -> None:
    chain = [
        inject("third", **{"if": "vpn down"}),
        inject("second", **{"if": "crm down"}, happens={"fail": ["vpn"]}),
        inject("first", "T+01:00", happens={"fail": ["crm"]}),
    ]
    assert released(*chain) == [("first", clock(1)), ("second", clock(1)), ("third", clock(1))]


def test_a_choice_opens_a_branch() -> None:
    ask = inject("ask", "T+01:00", kind="question", choices={"stay": "Stay", "go": "Go"})
    branch = inject("gone", **{"if": "ask chose go"})
    picks = {"at": "T+01:05", "by": "lead", "decides": "ask", "choice": "go"}
    assert released(ask, branch, responses=[picks])[1:] == [("gone", clock(1, 5))]
    assert released(ask, branch, responses=[{**picks, "choice": "stay"}])[1:] == []


@pytest.mark.parametrize(
    ("sentence", "happens", "at"),
    [
        ("crm down", {"fail": ["crm"]}, clock(1)),
        ("hub closed", {"close": ["hub"]}, clock(1)),
        ("hub lost", {"lose": ["north"]}, clock(1)),
        ("north lost", {"lose": ["north"]}, clock(1)),
        ("calls below 50% for 30m", {"close": ["hub"]}, clock(1, 30)),
        ("clerk uncovered", {"absent": {"cat": "1h"}}, clock(1)),
        ("ann absent", {"absent": {"ann": "1h"}}, clock(1)),
        ("hazard is flood", {"hazard": "flood"}, clock(1)),
    ],
)
def test_what_a_scenario_makes_happen_can_set_off_an_inject(sentence: str, happens: object, at: int) -> None:
    assert released(inject("cause", "T+01:00", happens=happens), inject("effect", **{"if": sentence}))[1:] == [
        ("effect", at)
    ]


def test_a_command_at_the_second_shown_comes_before_the_conditions_of_that_second() -> None:
    nudge = inject("nudge", **{"if": "now not done by T+01:00"})
    drill = stage(plan=TASKS, msel=[nudge])
    live = Session(drill, header(drill, live=True, taken=["clerk"]))
    live.advance(clock(1))
    live.take(Does("clerk", "now"), client_id="a1")
    live.finish()
    assert not [event for event in live.engine.play.log if isinstance(event, e.InjectReleased)]


def test_conduct_comes_before_the_timed_injects_of_its_second() -> None:
    drill = stage(
        msel=[inject("timed", "T+01:00"), inject("kept", "held")],
        conduct=[{"at": "T+01:00", "releases": "kept"}],
    )
    assert [event.inject for event in events(drill, e.InjectReleased)] == ["kept", "timed"]


def test_a_held_inject_comes_only_by_hand() -> None:
    assert released(inject("kept", "held")) == []


def test_an_inject_with_a_release_is_not_released_by_the_clock() -> None:
    late = [{"at": "T+02:00", "releases": "news"}]
    assert released(inject("news", "T+01:00"), conduct=late) == [("news", clock(2))]


def test_a_skipped_inject_never_comes_and_a_deferred_one_comes_later() -> None:
    assert released(inject("news", "T+01:00"), conduct=[{"at": "T+00:30", "skips": "news", "because": "time"}]) == []
    deferred = [{"at": "T+00:30", "defers": "news", "to": "T+03:00"}]
    assert released(inject("news", "T+01:00"), conduct=deferred) == [("news", clock(3))]


@pytest.mark.row("S-35")
def test_an_improvised_inject_is_recorded_and_acts() -> None:
    adds = [{"at": "T+01:00", "adds": {"id": "rumour", "says": "A rumour", "happens": {"fail": ["crm"]}}}]
    drill = stage(conduct=adds)
    assert [event.inject for event in events(drill, e.InjectReleased)] == ["rumour"]
    assert [event.at for event in events(drill, e.SystemFailed)] == [clock(1)]


def test_ending_by_hand_is_how_long_the_exercise_lasts() -> None:
    drill = stage(msel=[inject("late", "T+02:00")], conduct=[{"at": "T+01:30", "ends": "enough"}])
    assert events(drill, e.InjectReleased) == []
    assert [event.at for event in events(drill, e.ExerciseEnded)] == [clock(1, 30)]


def test_an_end_inject_ends_the_exercise_at_its_clock_and_is_listed() -> None:
    end = inject("end", "T+02:00", kind="end")
    drill = stage(msel=[end, inject("late", "T+02:00"), inject("later", "T+03:00")])
    assert [event.inject for event in events(drill, e.InjectReleased)] == ["end"]
    assert [event.at for event in events(drill, e.ExerciseEnded)] == [clock(2)]


def test_after_the_end_nothing_acts() -> None:
    drill = stage()
    session = Session(drill, header(drill))
    session.finish()
    before = len(session.engine.play.log)
    session.take(Notes("clerk", "too late"), client_id="a1")
    assert len(session.engine.play.log) == before


def test_several_scenarios_share_one_clock_and_end_apart() -> None:
    second = {"msel": [inject("news", "T+00:10"), inject("nudge", **{"if": "now not done by T+00:20"})]}
    first = [inject("news", "T+02:00"), inject("end", "T+03:00", kind="end")]
    drill = stage(plan=TASKS, msel=first, more=[("second", "01:00", second)])
    assert [(event.inject, event.at) for event in events(drill, e.InjectReleased)] == [
        ("second/news", clock(1, 10)),
        ("second/nudge", clock(1, 20)),
        ("first/news", clock(2)),
        ("first/end", clock(3)),
    ]
    assert [event.at for event in events(drill, e.ExerciseEnded)] == [clock(9)]
    assert [(event.hazard, event.at) for event in events(drill, e.HazardBegan)] == [
        ("trouble", 0),
        ("second", clock(1)),
    ]
