"""What the facilitator sees: the MSEL with its states, what is expected, what fits, what nobody has touched."""

from typing import Any

import pytest

from drillsim.model.exercise import Exercise
from drillsim.net.client import Client
from drillsim.record import commands as c
from drillsim.session.console import MselRow
from support.facilitated import Led
from support.stage import Raw, inject, stage

MINUTE = 60


def small(*msel: Raw, **drill: Any) -> Exercise:
    end = inject("end", "T+08:00", kind="end")
    return stage(msel=[*msel, end], kind="tabletop", pace="1x", **drill)


def state(of: MselRow) -> tuple[str, int]:
    return of.state, of.since


# The MSEL


@pytest.mark.row("S-124")
def test_an_inject_waits_for_its_clock_its_conditions_or_a_hand() -> None:
    story = Led(
        small(
            inject("later", "T+01:00", tell=["lead"], says="Smoke."),
            inject("reserve", "held", tell=["clerk"], says="A call."),
            inject(
                "nudge", None, tell=["lead"], says="Well?", **{"if": ["declare not done by T+00:30", "calls below 50%"]}
            ),
        ),
        ["lead"],
    ).started()
    rows = {row.id: row for row in story.console.msel}
    assert {name: row.state for name, row in rows.items()} == {
        "later": "scheduled",
        "reserve": "held",
        "nudge": "armed",
        "end": "scheduled",
    }
    assert rows["later"].at == 3600
    assert rows["nudge"].when == ("declare not done by T+00:30", "calls below 50%")
    assert [each.role for each in rows["reserve"].told] == ["clerk"]


def test_from_released_through_acknowledged_to_done_with_each_latency() -> None:
    story = Led(
        small(inject("smoke", "T+00:00", tell=["lead", "clerk"], says="Smoke.", expect=[{"task": "declare"}])),
        ["lead", "clerk"],
    ).started()
    assert state(story.inject("smoke")) == ("released", 0)
    story.jump(20)
    story.do(c.Reads("lead", "smoke"))
    story.jump(40)
    story.do(c.Acknowledges("lead", "smoke"))
    assert state(story.inject("smoke")) == ("released", 0)  # the clerk has not
    story.jump(60)
    story.do(c.Acknowledges("clerk", "smoke"))
    assert state(story.inject("smoke")) == ("acknowledged", 60)
    story.jump(80)
    story.do(c.Does("lead", "declare"))
    assert state(story.inject("smoke")) == ("done", 80)
    lead, clerk = story.inject("smoke").told
    assert (lead.delivered, lead.opened, lead.acknowledged, lead.answered) == (0, 20, 40, None)
    assert (clerk.opened, clerk.acknowledged) == (None, 60)


def test_only_people_have_to_acknowledge() -> None:
    """The clerk is a stand-in; what is told to stand-ins alone and expects nothing is done at once."""
    story = Led(
        small(
            inject("smoke", "T+00:00", tell=["lead", "clerk"], says="Smoke."),
            inject("memo", "T+00:00", tell=["clerk"], says="A memo."),
            inject("truth", "T+00:00", happens={"fail": ["crm"]}),
        ),
        ["lead"],
    ).started()
    assert story.inject("memo").state == story.inject("truth").state == "done"
    assert story.inject("truth").happens == ("fail: crm",)
    story.do(c.Acknowledges("lead", "smoke"))
    assert story.inject("smoke").state == "acknowledged"
    assert {row.role: row.unread for row in story.console.places} == {"lead": 0, "clerk": 0}


def test_skipped_deferred_and_taken_back() -> None:
    story = Led(small(inject("a", "T+01:00", says="A."), inject("b", "T+01:00", says="B.")), ["lead"]).started()
    story.jump(100)
    story.do(c.Skip("a", "no time"), c.Defer("b", 7200))
    assert (state(story.inject("a")), story.inject("a").reason) == (("skipped", 100), "no time")
    assert (state(story.inject("b")), story.inject("b").to) == (("deferred", 100), 7200)
    story.do(c.Restore("a"), c.Restore("b"))
    assert [story.inject(name).state for name in ("a", "b")] == ["scheduled", "scheduled"]
    assert story.inject("a").reason == ""


def test_one_act_is_taken_back_at_a_time_the_last_first() -> None:
    story = Led(small(inject("a", "T+01:00", says="A."), inject("b", "T+01:00", says="B.")), ["lead"]).started()
    story.jump(100)
    story.do(c.Defer("a", 7200), c.Defer("a"), c.Defer("b"), c.Skip("a", "no time"))
    assert (story.inject("a").put_off or 0) > (story.inject("b").put_off or 0) > 0
    found = []
    for _ in range(4):
        row = story.inject("a")
        found.append((state(row)[0], row.to))
        story.do(c.Restore("a"))
    assert found == [("skipped", None), ("held", None), ("deferred", 7200), ("scheduled", None)]
    assert story.inject("a").put_off is None
    assert story.inject("b").state == "held"


def test_what_was_put_off_to_a_time_that_has_passed_comes_once_its_hold_is_taken_back() -> None:
    story = Led(small(inject("a", "T+01:00", says="A.")), ["lead"]).started()
    story.do(c.Defer("a", 5400), c.Defer("a"))
    story.jump(6000)
    assert story.inject("a").state == "held"
    story.do(c.Restore("a"))
    assert story.inject("a").state in ("released", "done")
    assert story.inject("a").put_off is None


def test_what_waits_for_something_not_to_be_done_is_held_once_it_was_done() -> None:
    """Its conditions can hold no more: only a hand brings it."""
    late = inject("late", None, says="Well?", **{"if": "declare not done by T+02:00"})
    then = inject("then", None, says="Good.", **{"if": "stand_down done"})
    story = Led(small(late, then), ["lead"]).started()
    assert [story.inject(name).state for name in ("late", "then")] == ["armed", "armed"]
    Client(story.host.connect("lead", ["lead"]), story.clock).act(c.Does("lead", "declare"))
    story.jump(3600)
    assert [story.inject(name).state for name in ("late", "then")] == ["held", "armed"]
    assert story.inject("late").put_off is None
    story.do(c.Release("late"))
    assert story.inject("late").state not in ("held", "armed")


def test_where_the_facilitator_sets_the_pace_an_inject_is_due_until_it_is_released() -> None:
    story = Led(small(inject("a", "T+00:10", tell=["lead"], says="A."), release="facilitator"), ["lead"]).started()
    story.jump(15 * MINUTE)
    assert state(story.inject("a")) == ("due", 600)
    story.do(c.Release("a"))
    assert state(story.inject("a")) == ("released", 900)


def test_an_improvised_inject_is_in_the_msel() -> None:
    story = Led(small(), ["lead"]).started()
    story.jump(60)
    story.do(c.Improvise({"tell": ["lead"], "says": "The mayor is here.", "from": "Reception"}))
    row = story.console.msel[-1]
    assert (row.id, row.improvised, row.sender, state(row)) == ("improvised_1", True, "Reception", ("released", 60))


def test_the_letter_has_everything_that_controllers_may_read() -> None:
    story = Led(
        small(
            inject(
                "call",
                "T+00:10",
                says="Well?",
                ask=["Who answers?"],
                discuss="10m",
                controller="Priya",
                notes="Press them.",
                evaluator_note="Who speaks?",
                expect=[{"task": "declare", "within": "5m"}, {"action": "Stays calm", "id": "calm", "by": "clerk"}],
            ),
            scenario=None,
        ),
        ["lead"],
    ).started()
    row = story.inject("call")
    assert (row.notes, row.evaluator_note, row.controller, row.discuss) == (
        "Press them.",
        "Who speaks?",
        "Priya",
        600,
    )
    assert row.expects == ("task declare by lead within 5m", "Stays calm by clerk")


# What is expected


def test_expected_is_open_until_due_then_overdue_then_late() -> None:
    story = Led(
        small(inject("smoke", "T+00:00", tell=["lead"], expect=[{"task": "declare", "within": "10m"}])), ["lead"]
    ).started()
    seen = []
    for second in (0, 600, 601):
        story.jump(second)
        seen.append(story.expected("declare").state)
    story.do(c.Does("lead", "declare"))
    row = story.expected("declare")
    assert [*seen, row.state] == ["open", "open", "overdue", "late"]
    assert (row.source, row.by, row.due, row.done, row.text) == ("inject:smoke", "lead", 600, 601, "Declare")


def test_an_action_in_words_is_what_people_say_it_is() -> None:
    expect = [{"action": "Names who is in charge", "id": "in_charge", "within": "5m", "objective": "clear"}]
    story = Led(
        small(
            inject("smoke", "T+00:00", tell=["lead"], expect=expect),
            scenario={"objectives": {"clear": {"text": "Everyone knows who leads"}}},
        ),
        ["lead"],
    ).started()
    seen = []
    for how in ("later", "not_seen", "seen"):
        story.do(c.Seen("lead", "in_charge", how))
        seen.append((story.expected("in_charge").state, story.console.objectives[0].settled))
    assert seen == [("later", 0), ("not_seen", 1), ("seen", 1)]


def test_a_playbook_and_an_inject_may_expect_the_same_each_with_its_own_clock() -> None:
    plan = {"playbooks": {"trouble": {"if": "crm down", "do": [{"task": "declare", "within": "3m"}]}}}
    story = Led(
        stage(
            plan=plan,
            msel=[
                inject(
                    "crash",
                    "T+00:01",
                    tell=["lead"],
                    happens={"fail": ["crm"]},
                    expect=[{"task": "declare", "within": "9m"}],
                )
            ],
            kind="tabletop",
            pace="1x",
        ),
        ["lead"],
    ).started()
    story.jump(90)
    assert story.expected("declare", "inject:crash").due == 600
    assert story.expected("declare", "playbook:trouble").due == 240


# What could be done about it


def fitting(story: Led) -> dict[str, str]:
    return {each.inject: each.because for each in story.console.suggestions}


def test_a_contingency_fits_once_what_it_speaks_of_is_overdue() -> None:
    story = Led(
        small(
            inject("smoke", "T+00:00", tell=["lead"], expect=[{"task": "declare", "within": "10m"}]),
            inject("nudge", kind="contingency", tell=["clerk"], says="Well?", **{"if": "declare not done by T+00:45"}),
            inject("boss", "held", kind="contingency", tell=["clerk"], says="The boss calls."),
            inject("spare", "held", kind="media", tell=["clerk"], says="A reporter calls."),
            inject("again", "held", kind="question", tell=["lead"], says="Who leads?"),
        ),
        ["lead"],
    ).started()
    story.jump(600)
    assert fitting(story) == {}
    story.jump(840)
    assert fitting(story) == {
        "nudge": "declare (lead) is 4m overdue; it comes by itself if declare not done by T+00:45",
        "boss": "declare (lead) is 4m overdue",
        "again": "declare (lead) is 4m overdue",
    }
    story.do(c.Does("lead", "declare"))
    assert fitting(story) == {}


def test_a_view_in_which_nothing_changes_but_the_seconds_overdue_is_not_sent_again() -> None:
    story = Led(
        small(
            inject("smoke", "T+00:00", tell=["lead"], expect=[{"task": "declare", "within": "10m"}]),
            inject("boss", "held", kind="contingency", tell=["clerk"], says="The boss calls."),
        ),
        ["lead"],
    ).started()
    story.jump(601)
    before = story.console
    assert fitting(story) == {"boss": "declare (lead) is less than 1m overdue"}
    story.jump(659)
    assert story.console is before
    story.jump(660)
    assert fitting(story) == {"boss": "declare (lead) is 1m overdue"}


# Coverage


def test_what_nobody_has_touched_and_who_is_busy() -> None:
    told = [inject(f"i{n}", f"T+00:0{n}", tell=["lead"], says="x") for n in range(3)]
    story = Led(small(*told), ["lead"]).started()
    assert [task.id for task in story.console.tasks if not task.started] == ["declare", "stand_down"]
    story.do(c.Does("lead", "declare"))
    story.jump(150)
    assert [task.id for task in story.console.tasks if not task.started] == ["stand_down"]
    assert [(place.role, place.load, place.unread) for place in story.console.places] == [
        ("lead", 3, 3),
        ("clerk", 0, 0),
    ]
    story.jump(1100)
    assert story.console.places[0].load == 0


def test_outages_and_news_due_are_all_in_sight_whoever_sees_to_them() -> None:
    story = Led(
        small(
            inject("close", "T+00:01", tell=["lead"], happens={"close": ["hub"]}),
        ),
        [],
    ).started()
    story.jump(120)
    assert {each.id: each.out_since for each in story.console.functions} == {"calls": 60, "mail": 60}


def test_modules_come_in_their_order_and_injects_belong_to_the_one_that_runs() -> None:
    modules = [{"name": "Alarm"}, {"name": "Way back", "from": "T+02:00", "discuss": "20m"}]
    story = Led(
        small(inject("a", "T+00:10"), inject("b", "T+03:00"), scenario={"modules": modules}), ["lead"]
    ).started()
    assert [(each.name, each.begins, each.discuss) for each in story.console.modules] == [
        ("Alarm", 0, None),
        ("Way back", 7200, 1200),
    ]
    assert [story.inject(name).module for name in ("a", "b")] == ["Alarm", "Way back"]


# Places


def test_a_place_changes_hands_and_may_be_left_empty() -> None:
    story = Led(small(), ["lead"]).started()
    assert [(each.role, each.player, each.holder) for each in story.console.places] == [
        ("lead", "elsewhere", "Ann"),
        ("clerk", "stand_in", "Cat"),
    ]
    story.do(c.Place("lead", "nobody"), c.Place("clerk", "Dora"))
    assert [(each.player, each.player_name) for each in story.console.places] == [
        ("nobody", "nobody"),
        ("elsewhere", "Dora"),
    ]


def test_nobody_acts_for_a_role_that_is_left_empty() -> None:
    plan = {"playbooks": {"trouble": {"if": "crm down", "do": [{"task": "declare", "within": "3m"}]}}}
    exercise = stage(plan=plan, msel=[inject("crash", "T+00:01", happens={"fail": ["crm"]})], kind="tabletop")
    story = Led(exercise, [])
    story.do(c.Place("lead", "nobody"))
    story.start()
    story.jump(3600)
    assert story.expected("declare").state == "overdue"
