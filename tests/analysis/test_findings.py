"""What there is to learn: every code, with its second, what it is about and what it rests on."""

import pytest

from drillsim.record import events as e
from drillsim.record.whereabouts import Whereabouts
from support.histories import (
    HUB,
    brief,
    came_of,
    delivered,
    done,
    found,
    mode,
    moved,
    release,
    start,
    told,
)
from support.stage import Raw, clock, inject, stage

BREAKS = inject("breaks", "T+00:10", happens={"fail": ["crm"]})
MENDS = inject("mends", "T+03:00", happens={"repair": ["crm"]})
NEEDS: Raw = {"functions": {"calls": {"needs": ["crm"]}, "mail": {"needs": ["mailer"]}}}


def broken(at: int = 600) -> list[e.Event]:
    return [release(at, "breaks"), e.SystemFailed(at, "crm")]


def mended(at: int) -> list[e.Event]:
    return [release(at, "mends"), e.SystemRepaired(at, "crm")]


# Service


@pytest.mark.row("S-05")
@pytest.mark.row("S-119")
def test_a_missed_rto_cites_what_broke_and_what_mended() -> None:
    result = came_of(stage(plan=NEEDS, msel=[BREAKS, MENDS]), *broken(), *mended(clock(3)))
    assert found(result, "rto_missed") == [
        {
            "code": "rto_missed",
            "at": 600 + clock(1),
            "about": ["calls"],
            "text": "calls was out from T+00:10 to T+03:00, 2h50m; its RTO of 1h was missed by 1h50m.",
            "evidence": ["inject:breaks", "inject:mends"],
        }
    ]


def test_a_breached_mtpd_is_found_as_it_passes() -> None:
    result = came_of(stage(plan=NEEDS, msel=[BREAKS]), *broken())
    assert brief(result, "mtpd_breached") == [(600 + clock(4), ["calls"])]
    text = "calls was out from T+00:10 to the end, 7h50m, longer than the 4h that can be borne (MTPD), by 3h50m."
    assert found(result, "mtpd_breached")[0]["text"] == text


def test_what_comes_back_by_itself_is_traced_to_the_task_behind_it() -> None:
    """The partner was called at T+02:00; its agents were ready an hour later."""
    call = {"do": "Call", "by": "lead", "effect": {"activate": {"bpo": {"calls": 60}}}}
    events: list[e.Event] = [
        release(600, "empties"),
        e.SiteClosed(600, "hub"),
        moved(600, 100),
        *done(clock(2), "call"),
        e.PartnerActivated(clock(2), "bpo", "calls", 60, 60, "call"),
        e.PartnerReady(clock(3), "bpo", "calls", 60),
    ]
    empties = inject("empties", "T+00:10", happens={"close": ["hub"]})
    plan: Raw = {"sites": {"bpo": {"seats": 60}}, "tasks": {"call": call}}
    result = came_of(stage(plan=plan, msel=[empties]), *events)
    assert found(result, "rto_missed")[0]["evidence"] == ["inject:empties", "task:call@7200"]


@pytest.mark.row("S-10")
def test_put_aside_for_longer_than_it_may_be() -> None:
    aside = {"do": "Put aside", "by": "lead", "effect": {"pause": ["mail"]}}
    exercise = stage(plan={"tasks": {"aside": aside}})
    put_aside: list[e.Event] = [start(600, "aside"), e.FunctionPutAside(600, "mail")]
    assert brief(came_of(exercise, *put_aside, e.FunctionTakenUp(600 + clock(2), "mail")), "over_pause") == []
    result = came_of(exercise, *put_aside, e.FunctionTakenUp(601 + clock(2), "mail"))
    assert brief(result, "over_pause") == [(600 + clock(2), ["mail"])]
    assert found(result, "over_pause")[0]["evidence"] == ["task:aside@600"]


def both_out(*events: e.Event) -> list[tuple[int | None, list[str]]]:
    """Calls (the more urgent) and mail out from T+00:10, then these events."""
    harm = [inject("breaks", "T+00:10", happens={"fail": ["crm", "mailer"]}), MENDS]
    first: list[e.Event] = [release(600, "breaks"), e.SystemFailed(600, "crm"), e.SystemFailed(600, "mailer")]
    aside = {"aside": {"do": "Put aside", "by": "lead", "effect": {"pause": ["mail"]}}}
    return brief(came_of(stage(plan={**NEEDS, "tasks": aside}, msel=harm), *first, *events), "priority_broken")


@pytest.mark.row("S-09")
def test_a_function_that_comes_back_while_a_more_urgent_one_is_out_breaks_the_priority() -> None:
    back: list[e.Event] = [release(3600, "mends"), e.SystemRepaired(3600, "mailer")]
    assert both_out(*back) == [(3600, ["mail", "calls"])]


def test_coming_back_in_the_same_second_or_being_put_aside_breaks_none() -> None:
    assert both_out(e.SystemRepaired(3600, "mailer"), e.SystemRepaired(3600, "crm")) == []
    assert both_out(start(3600, "aside"), e.FunctionPutAside(3600, "mail")) == []
    assert both_out(e.SystemRepaired(3600, "crm"), e.SystemRepaired(3700, "mailer")) == []


# Backups

SWITCH: Raw = {"switch": {"do": "Switch", "by": "lead", "effect": {"switch_to": ["crm_copy"]}}}


@pytest.mark.row("S-61")
def test_a_switch_to_a_backup_that_is_down_is_found_with_what_took_it_down() -> None:
    plan = {"tasks": SWITCH, "systems": {"crm_copy": {"needs": ["power"]}}}
    dark = inject("dark", "T+00:10", happens={"fail": ["power"]})
    events: list[e.Event] = [
        release(600, "dark"),
        e.SystemFailed(600, "power"),
        *done(1200, "switch", took=300),
    ]
    result = came_of(stage(plan=plan, msel=[dark]), *events, e.SwitchedTo(1200, "crm_copy", "switch", answers=False))
    assert brief(result, "dead_backup") == [(1200, ["switch", "crm_copy"])]
    assert found(result, "dead_backup")[0]["evidence"] == ["inject:dark", "task:switch@1200"]


@pytest.mark.row("S-60")
@pytest.mark.parametrize("answers", [True, False])
def test_a_switch_to_a_copy_loses_data_whether_or_not_it_answers(answers: bool) -> None:  # noqa: FBT001  # a row of a table
    plan = {"tasks": SWITCH, "systems": {"crm_copy": {"copies_every": "24h"}}}
    switch: list[e.Event] = [*done(1200, "switch"), e.SwitchedTo(1200, "crm_copy", "switch", answers=answers)]
    (finding,) = found(came_of(stage(plan=plan), *switch), "data_lost")
    assert (finding["at"], finding["about"]) == (1200, ["crm_copy"])
    assert "up to 24h" in finding["text"]


def test_a_backup_without_copies_loses_nothing() -> None:
    switch: list[e.Event] = [*done(1200, "switch"), e.SwitchedTo(1200, "crm_copy", "switch", answers=True)]
    assert brief(came_of(stage(plan={"tasks": SWITCH}), *switch), "data_lost") == []


# People


def activated(at: int, task: str, **promised: int) -> list[e.Event]:
    calls = [e.PartnerActivated(at, "bpo", name, number, min(40, number), task) for name, number in promised.items()]
    return [*done(at, task), *calls]


CALLS: Raw = {
    "call": {"do": "Call", "by": "lead", "effect": {"activate": {"bpo": {"calls": 90}}}},
    "again": {"do": "Call again", "by": "lead", "effect": {"activate": {"bpo": {"mail": 20}}}},
}


@pytest.mark.row("S-108")
def test_a_promise_above_the_seats_of_a_partner() -> None:
    result = came_of(stage(plan={"tasks": CALLS}), *activated(600, "call", calls=90))
    assert brief(result, "over_seats") == [(600, ["call", "bpo"])]
    assert brief(came_of(stage(plan={"tasks": CALLS}), *activated(600, "call", calls=40)), "over_seats") == []


def test_promises_to_one_partner_count_together_until_it_is_released() -> None:
    exercise = stage(plan={"tasks": CALLS})
    assert brief(came_of(exercise, *activated(600, "call", calls=30, mail=20)), "over_seats") == [
        (600, ["call", "bpo"])
    ]
    first, more = activated(600, "call", calls=30), activated(900, "again", mail=20)
    assert brief(came_of(exercise, *first, *more), "over_seats") == [(900, ["again", "bpo"])]
    assert brief(came_of(exercise, *first, e.PartnerReleased(700, "bpo"), *more), "over_seats") == []


@pytest.mark.row("S-47")
def test_a_move_that_brings_more_people_than_there_are_seats() -> None:
    coming = Whereabouts("coming", "spare", 1)
    plan: Raw = {
        "sites": {"spare": {"seats": 60}},
        "tasks": {"go": {"do": "Go", "by": "lead", "effect": {"move": [{"team": "agents", "to": "spare"}]}}},
    }
    for number, about in ((80, [(900, ["go", "spare"])]), (60, [])):
        left = moved(600, number, where=HUB, to=coming, why="left")
        events: list[e.Event] = [start(600, "go"), left, e.TaskDone(900, "go", 1, estimated=False)]
        assert brief(came_of(stage(plan=plan), *events), "over_seats") == about


def test_more_checked_in_than_were_on_the_way() -> None:
    plan = {"teams": {"agents": {"lead": "clerk"}}}
    event = e.CheckedIn(600, "agents", "working", 5, 3, 2, "home", None)
    result = came_of(stage(plan=plan), event)
    assert brief(result, "surplus_check_in") == [(600, ["agents"])]
    assert found(result, "surplus_check_in")[0]["evidence"] == ["role:clerk@600"]


@pytest.mark.row("S-82")
def test_each_stretch_in_which_nobody_held_a_role_cites_who_was_missing() -> None:
    stuck = inject("stuck", "T+01:00", happens={"absent": {"cat": "1h"}})
    events: list[e.Event] = [
        e.RoleHeld(0, "clerk", "cat"),
        release(3600, "stuck"),
        e.PersonAbsent(3600, "cat"),
        e.RoleHeld(3600, "clerk", None),
        e.RoleHeld(7200, "clerk", "cat"),
        e.RoleHeld(9000, "clerk", None),
    ]
    result = came_of(stage(msel=[stuck]), *events)
    assert brief(result, "uncovered") == [(3600, ["clerk"]), (9000, ["clerk"])]
    first = found(result, "uncovered")[0]
    assert first["text"] == "Nobody held clerk from T+01:00 to T+02:00, 1h."
    assert first["evidence"] == ["inject:stuck", "role:clerk@3600"]


ROTATION: Raw = {
    "rotation": {
        "period": "2h",
        "max_on": "2h",
        "min_rest": "2h",
        "crews": {"red": {"lead": "ann"}, "blue": {"lead": "bob"}},
        "order": ["red", "blue"],
    }
}


@pytest.mark.row("S-81")
def test_too_long_on_duty_and_too_short_a_rest_are_told_by_role_and_not_by_name() -> None:
    events: list[e.Event] = [
        e.CrewCameOn(0, "red"),
        e.RoleHeld(0, "lead", "ann"),
        e.CrewCameOn(clock(3), "blue"),
        e.RoleHeld(clock(3), "lead", "bob"),
        e.CrewCameOn(clock(4), "red"),
        e.RoleHeld(clock(4), "lead", "ann"),
    ]
    result = came_of(stage(plan=ROTATION, lasts="5h"), *events)
    assert brief(result, "past_max_on") == [(clock(2), ["lead"])]
    assert brief(result, "short_rest") == [(clock(3), ["lead"])]
    assert not any("ann" in finding["text"].lower() for finding in result["findings"])


# Decisions


@pytest.mark.row("S-43")
def test_a_task_without_the_permission_it_needs() -> None:
    plan: Raw = {
        "roles": {"clerk": {"may": ["spend"]}},
        "tasks": {
            "cry_wolf": {"do": "Declare", "by": "clerk", "effect": {"mode": "emergency"}},
            "call": {"do": "Call", "by": "clerk", "effect": {"activate": {"bpo": {"calls": 1}}}},
        },
    }
    result = came_of(stage(plan=plan), start(60, "cry_wolf", "clerk"), start(90, "call", "clerk", run=2))
    assert brief(result, "permission") == [(60, ["clerk", "cry_wolf"])]
    assert found(result, "permission")[0]["evidence"] == ["task:cry_wolf@60", "role:clerk@60"]
    assert brief(came_of(stage(plan=plan), start(60, "declare")), "permission") == []


@pytest.mark.row("S-92")
def test_answering_the_media_without_permission_and_handing_over() -> None:
    exercise = stage(msel=[inject("reporter", "T+00:10", kind="media"), inject("client", "T+00:10", kind="question")])
    came: list[e.Event] = [release(600, "reporter"), release(600, "client")]

    def answered(by: str, to: str = "reporter") -> e.Decided:
        return e.Decided(700, by, to, to, None, None, (), (), simulated=False)

    result = came_of(exercise, *came, answered("clerk"))
    assert brief(result, "permission") == [(700, ["clerk", "reporter"])]
    assert found(result, "permission")[0]["evidence"] == ["inject:reporter", "role:clerk@700"]
    handed_over = e.Assigned(700, "clerk", "lead", "reporter", None)
    for harmless in (answered("lead"), answered("clerk", "client"), handed_over):
        assert brief(came_of(exercise, *came, harmless), "permission") == []


@pytest.mark.row("S-36")
@pytest.mark.row("S-44")
def test_declaring_before_anything_asks_for_it_is_needless_and_afterwards_right() -> None:
    plan = {"playbooks": {"book": {"if": "crm down for 20m", "do": ["declare"]}}}
    exercise = stage(plan=plan, msel=[BREAKS])
    fired = e.PlaybookFired(1800, "book", 600)
    early = came_of(exercise, *broken(), *mode(900, "emergency"), fired)
    assert brief(early, "needless_declaration") == [(900, ["declare"])]
    assert found(early, "needless_declaration")[0]["evidence"] == ["task:declare@900"]
    assert brief(came_of(exercise, *broken(), fired, *mode(1800, "emergency")), "needless_declaration") == []


def test_an_inject_that_came_asks_too() -> None:
    exercise = stage(msel=[inject("asks", "T+00:10", expect=[{"task": "declare"}])])
    assert brief(came_of(exercise, release(600, "asks"), *mode(600, "emergency")), "needless_declaration") == []
    assert brief(came_of(exercise, *mode(599, "emergency"), release(600, "asks")), "needless_declaration") != []


def test_late_never_and_too_early_at_the_due_second_with_their_source() -> None:
    expected = [
        {"task": "declare", "within": "10m"},
        {"message": "word", "within": "10m"},
        {"task": "stand_down", "within": "1h", "not_before": "clear"},
        {"message": "notice"},
    ]
    exercise = stage(msel=[inject("storm", "T+00:00", expect=expected), inject("clear", "T+02:00")])
    events: list[e.Event] = [
        release(0, "storm"),
        *done(660, "declare"),
        delivered(900),
        *done(1200, "stand_down", run=2),
    ]
    result = came_of(exercise, *events, release(7200, "clear"))
    assert [finding for finding in told(result) if finding[0] in ("late", "never", "too_early")] == [
        ("late", 600, ["declare"]),
        ("late", 600, ["word"]),
        ("too_early", 3600, ["stand_down"]),
        ("never", None, ["notice"]),
    ]
    assert [finding["evidence"] for finding in result["findings"][:3]] == [
        ["inject:storm", "task:declare@660"],
        ["inject:storm", "message:word@900"],
        ["inject:storm", "inject:clear", "task:stand_down@1200"],
    ]
    assert (
        result["findings"][0]["text"] == "declare, expected by inject storm by T+00:10, was done 1m late, at T+00:11."
    )
    assert result["findings"][-1]["text"] == "notice, expected by inject storm, was never delivered."


def test_a_task_that_was_begun_and_never_done_cites_its_start() -> None:
    exercise = stage(msel=[inject("storm", "T+00:00", expect=[{"task": "declare", "within": "10m"}])])
    (finding,) = found(came_of(exercise, release(0, "storm"), start(300, "declare")), "never")
    assert finding["evidence"] == ["inject:storm", "task:declare@300"]


def test_an_action_that_nobody_observed_is_no_finding() -> None:
    expected = [{"action": "Somebody calms the floor", "id": "calm", "within": "10m"}]
    assert told(came_of(stage(msel=[inject("storm", "T+00:00", expect=expected)]), release(0, "storm"))) == []


def test_a_choice_made_late_cites_who_made_it() -> None:
    expected = [{"choice": "leave", "within": "10m"}]
    storm = inject("storm", "T+00:00", choices={"leave": "Leave"}, expect=expected)
    decided = e.Decided(900, "lead", "storm", "storm", "leave", None, (), (), simulated=False)
    (finding,) = found(came_of(stage(msel=[storm]), release(0, "storm"), decided), "late")
    assert finding["evidence"] == ["inject:storm", "role:lead@900"]


# Messages


@pytest.mark.row("S-26")
def test_a_message_that_reached_nobody() -> None:
    failed = e.MessageUndelivered(600, "letter", "customers", "email needs mailer")
    (finding,) = found(came_of(stage(), failed), "undelivered")
    assert (finding["at"], finding["about"]) == (600, ["letter", "customers"])
    assert finding["text"] == "letter reached nobody of customers at T+00:10: email needs mailer."
    assert finding["evidence"] == ["message:letter@600"]


@pytest.mark.row("S-95")
def test_updates_late_and_never_cite_the_message_before_and_after() -> None:
    cadence = {"first": "30m", "every": "1h", "by": "clerk", "counts_from": "impact"}
    plan = {**NEEDS, "updates": {"customers": cadence}}
    result = came_of(stage(plan=plan, msel=[BREAKS]), *broken(), delivered(3000))
    late, never = found(result, "late")[0], found(result, "never")[0]
    assert (late["at"], late["about"]) == (2400, ["customers"])
    assert late["evidence"] == ["inject:breaks", "role:clerk@2400", "message:word@3000"]
    assert late["text"] == "customers were due news at T+00:40 and had some 10m late, at T+00:50."
    assert (never["at"], never["evidence"]) == (6600, ["message:word@3000", "role:clerk@6600"])


def test_updates_counted_from_the_declaration_cite_it() -> None:
    plan = {"updates": {"customers": {"first": "30m", "counts_from": "emergency"}}}
    result = came_of(stage(plan=plan, msel=[BREAKS]), *broken(), *mode(900, "emergency"))
    assert found(result, "never")[0]["evidence"] == ["task:declare@900"]


@pytest.mark.row("S-94")
def test_a_false_claim_cites_its_message_and_what_brought_service_back() -> None:
    events: list[e.Event] = [*broken(), e.ClaimMade(700, "word", None, "supplier", 3600), *mended(7200)]
    exercise = stage(plan=NEEDS, msel=[BREAKS, MENDS], scenario={"truth": {"fault": "ours"}})
    fault, time = found(came_of(exercise, *events), "claim_false")
    assert fault["text"] == "word said at T+00:11:40 that the fault was the supplier's; it was ours."
    assert fault["evidence"] == ["message:word@700"]
    assert time["text"].endswith("that service would be back by T+01:00; calls came back at T+02:00.")
    assert (time["at"], time["about"], time["evidence"]) == (
        700,
        ["word"],
        ["message:word@700", "inject:mends"],
    )


# All of them


def test_findings_are_ordered_by_time_then_code_then_name_and_those_without_a_time_come_last() -> None:
    expected = [{"task": "stand_down"}, {"task": "declare", "within": "1h"}]
    exercise = stage(plan=NEEDS, msel=[inject("breaks", "T+00:00", happens={"fail": ["crm"]}, expect=expected)])
    failed: list[e.Event] = [e.MessageUndelivered(3600, name, "customers", "x") for name in ("word", "letter")]
    result = came_of(exercise, release(0, "breaks"), e.SystemFailed(0, "crm"), *failed)
    assert told(result) == [
        ("never", 3600, ["declare"]),
        ("rto_missed", 3600, ["calls"]),
        ("undelivered", 3600, ["letter", "customers"]),
        ("undelivered", 3600, ["word", "customers"]),
        ("mtpd_breached", clock(4), ["calls"]),
        ("never", None, ["stand_down"]),
    ]


def test_a_drill_in_which_nothing_happens_has_none() -> None:
    assert told(came_of(stage())) == []
