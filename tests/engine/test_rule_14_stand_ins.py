"""Rules 14 and 17: stand-ins follow the plan, from when anybody can know."""

from typing import Any

from drillsim.record import events as e
from support.stage import Raw, clock, events, inject, stage

BOOK: Raw = {
    "roles": {"clerk": {"reacts": "1m / 5m / 20m"}},
    "tasks": {
        "first": {"do": "First", "by": "clerk", "takes": "10m"},
        "second": {"do": "Second", "by": "clerk", "takes": "10m"},
        "leads": {"do": "Lead", "by": "lead", "takes": "10m"},
    },
    "playbooks": {"crm_lost": {"if": "crm down", "do": ["first", "leads", "second"]}},
}
TOLD = inject("fails", "T+01:00", happens={"fail": ["crm"]}, tell=["clerk"])


def starts(**story: Any) -> list[tuple[str, int]]:
    drill = stage(**story)
    return [(event.task, event.at) for event in events(drill, e.TaskStarted, stand_ins=True)]


def test_they_react_then_do_their_tasks_in_order_one_at_a_time() -> None:
    assert starts(plan=BOOK, msel=[TOLD]) == [
        ("first", clock(1, 5)),
        ("leads", clock(1, 10)),  # ten minutes where no reaction is given
        ("second", clock(1, 15)),
    ]


def test_they_are_marked_as_simulated() -> None:
    drill = stage(plan=BOOK, msel=[TOLD])
    assert all(event.simulated for event in events(drill, e.TaskStarted, stand_ins=True))


def test_a_role_with_a_response_is_not_turned_into_a_stand_in() -> None:
    acts = [{"at": "T+00:10", "by": "clerk", "notes": "here"}]
    assert starts(plan=BOOK, msel=[TOLD], responses=acts) == [("leads", clock(1, 10))]


def test_nobody_acts_on_what_nobody_can_know() -> None:
    silent = inject("fails", "T+01:00", happens={"fail": ["crm"]})
    told = inject("told", "T+02:00", tell=["lead"])
    assert starts(plan=BOOK, msel=[silent, told])[0] == ("first", clock(2, 5))


def test_a_system_that_is_noticed_is_known_then() -> None:
    plan: Raw = {**BOOK, "systems": {"crm": {"noticed_after": "20m"}}}
    silent = inject("fails", "T+01:00", happens={"fail": ["crm"]})
    told = inject("told", "T+04:00", tell=["lead"])
    assert starts(plan=plan, msel=[silent, told])[0] == ("first", clock(1, 25))


def test_where_a_scenario_tells_nobody_it_is_known_at_once() -> None:
    silent = inject("fails", "T+01:00", happens={"fail": ["crm"]})
    assert starts(plan=BOOK, msel=[silent])[0] == ("first", clock(1, 5))


def test_a_task_that_must_wait_is_started_when_it_may() -> None:
    plan: Raw = {**BOOK, "tasks": {**BOOK["tasks"], "first": {"do": "First", "by": "clerk", "after": ["leads"]}}}
    assert starts(plan=plan, msel=[TOLD]) == [
        ("second", clock(1, 5)),
        ("leads", clock(1, 10)),
        ("first", clock(1, 20)),
    ]


def test_an_inject_told_to_them_calls_for_their_task() -> None:
    asks = inject("asks", "T+02:00", tell=["clerk"], expect=[{"task": "second"}])
    assert starts(plan=BOOK, msel=[asks]) == [("second", clock(2, 5))]


def test_they_pick_the_first_choice_that_is_expected_else_the_first() -> None:
    choices = {"wait": "Wait", "go": "Go"}
    ask = inject("ask", "T+01:00", tell=["clerk"], choices=choices, expect=[{"choice": "go"}])
    other = inject("other", "T+01:00", tell=["clerk"], choices=choices)
    decided = events(stage(plan=BOOK, msel=[ask, other]), e.Decided, stand_ins=True)
    assert [(event.inject, event.choice, event.at) for event in decided] == [
        ("ask", "go", clock(1, 5)),
        ("other", "wait", clock(1, 5)),
    ]


def test_they_approve_what_waits_for_them() -> None:
    acts = [{"at": "T+01:00", "by": "clerk", "sends": "notice"}]
    delivered = events(stage(responses=acts), e.MessageDelivered, stand_ins=True)
    assert [event.at for event in delivered] == [clock(1, 10)]


def test_they_send_a_due_update_through_a_channel_that_is_up() -> None:
    plan: Raw = {"updates": {"customers": {"first": "30m", "every": "1h", "by": "clerk", "counts_from": "start"}}}
    story = [inject("fails", "T+01:00", happens={"fail": ["mailer"]})]
    plan["messages"] = {"letter": None, "word": {"via": ["email", "post"]}}
    sent = events(stage(plan=plan, msel=story, lasts="3h"), e.MessageSent, stand_ins=True)
    assert [(event.at, event.via) for event in sent] == [
        (clock(0, 30), ("email", "post")),
        (clock(1, 30), ("post",)),
        (clock(2, 30), ("post",)),
    ]


def test_one_who_hardly_ever_answers_is_replaced_by_an_alternate_or_by_nobody() -> None:
    lead: Raw = {**BOOK, "roles": {"lead": {"answers": "40%"}, "clerk": {"reacts": "5m", "answers": "40%"}}}
    assert [task for task, _ in starts(plan=lead, msel=[TOLD])] == ["leads"]
