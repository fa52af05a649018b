"""Faults that were found by reading and by trying: each as the story that showed it."""

from typing import Any

from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.session.session import Session
from support.stage import Raw, clock, events, header, inject, played, stage

GENERATOR: Raw = {"systems": {"generator": {"backup_for": "power", "auto_after": "1m"}}}
PARTNER: Raw = {
    "tasks": {
        "call": {"do": "Call", "by": "lead", "effect": {"activate": {"bpo": {"calls": 20}}}},
        "more": {"do": "More", "by": "lead", "effect": {"activate": {"bpo": {"calls": 30}}}},
        "thank": {"do": "Thank", "by": "lead", "effect": {"release": ["bpo"]}},
    }
}


def in_pieces(drill: Exercise, step: int) -> list[e.Event]:
    session = Session(drill, header(drill, stand_ins=True))
    while not session.over:
        session.advance(session.now + step)
    return session.engine.play.log


def starts(log: list[e.Event]) -> list[tuple[str, int]]:
    return [(event.task, event.at) for event in log if isinstance(event, e.TaskStarted)]


def test_a_stand_in_sees_what_conditions_freed_one_second_later_however_time_is_cut() -> None:
    plan: Raw = {
        "roles": {"clerk": {"reacts": "5m"}},
        "tasks": {"fix": {"do": "Fix", "by": "clerk", "needs": ["crm"]}},
        "playbooks": {"book": {"if": "vpn down", "do": ["fix"]}},
    }
    story = [
        inject("both", "T+00:10", happens={"fail": ["crm", "vpn"]}),
        inject("back", **{"if": "vpn down for 30m"}, happens={"repair": ["crm"]}),
    ]
    drill = stage(plan=plan, msel=story, lasts="2h")
    whole = starts(played(drill, stand_ins=True).engine.play.log)
    assert whole == [("fix", clock(0, 40, 1))]
    assert starts(in_pieces(drill, 7)) == whole


def test_a_stand_in_that_reacts_at_once_acts_in_the_next_second() -> None:
    plan: Raw = {
        "roles": {"clerk": {"reacts": "0s"}},
        "tasks": {"fix": {"do": "Fix", "by": "clerk"}},
        "playbooks": {"book": {"if": "crm down", "do": ["fix"]}},
    }
    drill = stage(plan=plan, msel=[inject("out", "T+00:10", happens={"fail": ["crm"]})], lasts="1h")
    whole = starts(played(drill, stand_ins=True).engine.play.log)
    assert whole == [("fix", clock(0, 10, 1))]
    assert starts(in_pieces(drill, 7)) == whole


def test_a_primary_that_fails_and_is_repaired_in_one_pass_starts_no_generator() -> None:
    story = [
        inject("out", **{"if": "crm down"}, happens={"fail": ["power"]}),
        inject("back", **{"if": "crm down"}, happens={"repair": ["power"]}),
        inject("cause", "T+00:10", happens={"fail": ["crm"]}),
    ]
    assert events(stage(plan=GENERATOR, msel=story), e.BackupTookOver) == []


def test_a_partner_called_and_released_in_one_second_never_comes() -> None:
    acts = [{"at": "T+01:00", "by": "lead", "does": task} for task in ("call", "thank")]
    assert events(stage(plan=PARTNER, responses=acts), e.PartnerReady) == []


def test_asking_for_more_does_not_send_back_those_on_the_way() -> None:
    acts = [{"at": "T+01:00", "by": "lead", "does": "call"}, {"at": "T+01:30", "by": "lead", "does": "more"}]
    ready = events(stage(plan=PARTNER, responses=acts), e.PartnerReady)
    assert [(event.at, event.agents) for event in ready] == [(clock(2), 20), (clock(2, 30), 30)]


def test_people_called_back_are_not_brought_back_again_by_their_first_absence() -> None:
    story = [
        inject("sick", "T+01:00", happens={"absent": {"agents": "10 for 2h"}}),
        inject("well", "T+02:00", happens={"back": ["agents"]}),
        inject("worse", "T+02:30", happens={"absent": {"agents": "30"}}),
    ]
    moved = events(stage(msel=story), e.AgentsMoved)
    assert [(event.at, event.count, event.why) for event in moved] == [
        (clock(1), 10, "absent"),
        (clock(2), 10, "back"),
        (clock(2, 30), 10, "absent"),
        (clock(2, 30), 20, "absent"),
    ]


def conducted(*conduct: Raw, msel: list[Raw], **story: Any) -> list[tuple[str, int]]:
    found = events(stage(msel=msel, conduct=list(conduct), **story), e.InjectReleased)
    return [(event.inject, event.at) for event in found]


def test_an_inject_deferred_to_the_past_comes_at_once() -> None:
    news = inject("news", "T+02:00")
    assert conducted({"at": "T+01:00", "defers": "news", "to": "T+00:30"}, msel=[news]) == [("news", clock(1))]


def test_a_deferred_inject_with_conditions_does_not_come_before_and_then_when_they_hold() -> None:
    story = [inject("out", "T+00:10", happens={"fail": ["crm"]}), inject("news", **{"if": "crm down for 30m"})]
    defers = {"at": "T+00:05", "defers": "news", "to": "T+02:00"}
    assert conducted(defers, msel=story)[1:] == [("news", clock(2))]
    by_hand = {"at": "T+00:05", "defers": "news"}
    assert conducted(by_hand, msel=story)[1:] == []


def test_releasing_what_came_before_is_refused() -> None:
    drill = stage(msel=[inject("news", "T+01:00")], conduct=[{"at": "T+02:00", "releases": "news"}])
    # a release in `conduct` keeps the clock from releasing it, so the second release is the odd one
    again = stage(
        msel=[inject("news", "held")],
        conduct=[{"at": "T+01:00", "releases": "news"}, {"at": "T+02:00", "releases": "news"}],
    )
    assert events(drill, e.Refused) == []
    assert [(event.what, event.why) for event in events(again, e.Refused)] == [("news", "unknown")]


def test_a_file_that_has_ended_releases_nothing_more_while_another_goes_on() -> None:
    first = [inject("end", "T+01:00", kind="end"), inject("late", "T+01:00")]
    drill = stage(msel=first, more=[("second", "00:00", {"msel": []})])
    assert [event.inject for event in events(drill, e.InjectReleased)] == ["first/end"]


def test_waves_end_by_their_own_done_whatever_the_order_of_the_file() -> None:
    plan: Raw = {"tasks": {"walk": {"do": "Walk", "by": "clerk", "takes": "10m"}}}
    acts = [
        {"at": "T+01:40", "by": "clerk", "done": "walk"},
        {"at": "T+01:00", "by": "clerk", "does": "walk"},
        {"at": "T+01:30", "by": "clerk", "done": "walk"},
        {"at": "T+01:20", "by": "clerk", "does": "walk"},
    ]
    drill = stage(plan=plan, responses=acts)
    assert [event.at for event in events(drill, e.TaskDone)] == [clock(1, 30), clock(1, 40)]
    assert events(drill, e.Refused) == []


def test_a_stand_in_waits_to_approve_until_somebody_holds_the_role() -> None:
    story = [inject("gone", "T+00:00", happens={"absent": {"ann": "2h", "bob": "2h"}})]
    acts = [{"at": "T+01:00", "by": "clerk", "sends": "notice"}]
    delivered = events(stage(msel=story, responses=acts), e.MessageDelivered, stand_ins=True)
    assert [event.at for event in delivered] == [clock(2)]


def test_a_stand_in_sent_in_midway_does_what_the_role_was_called_to_do() -> None:
    plan: Raw = {
        "tasks": {"fix": {"do": "Fix", "by": "clerk"}},
        "playbooks": {"book": {"if": "crm down", "do": ["fix"]}},
    }
    story = [inject("out", "T+00:10", happens={"fail": ["crm"]})]
    drill = stage(plan=plan, msel=story, conduct=[{"at": "T+01:00", "places": {"clerk": "stand_in"}}])
    assert starts(played(drill).engine.play.log) == [("fix", clock(1))]
