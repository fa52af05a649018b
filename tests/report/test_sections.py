"""What each section shows, told as small stories."""

from typing import Any

import pytest

from drillsim.analysis.outcome import outcome
from drillsim.record import commands as c
from drillsim.record import running as r
from report.reading import cells, live, part, report_of, report_on, whole
from support.stage import Raw, inject, played, stage

POWER_FAILS = inject("fails", "T+01:00", tell=["lead"], happens={"fail": ["power"]})
FUNCTIONS = "Functions against RTO and MTPD (reckoned)"


def power_back(at: str) -> Raw:
    return inject("back", at, happens={"repair": ["power"]})


def does(task: str, at: str, by: str = "lead", **more: Any) -> Raw:
    return {"at": at, "by": by, "does": task, **more}


def sends(message: str, at: str, by: str = "lead", **more: Any) -> Raw:
    return {"at": at, "by": by, "sends": message, **more}


@pytest.mark.row("S-05")
@pytest.mark.parametrize(("back", "rto"), [("T+02:00", ["met", "-"]), ("T+02:00:01", ["missed", "1s"])])
def test_an_outage_against_its_rto(back: str, rto: list[str]) -> None:
    """Equal is met; one second longer is missed by one second."""
    said = part(report_of(stage(msel=[POWER_FAILS, power_back(back)])), FUNCTIONS)
    row = next(row for row in cells(said) if row[:3] == ["`calls`", "T+01:00", back])
    assert row[4:6] == rto


@pytest.mark.row("S-06")
def test_an_outage_past_the_mtpd() -> None:
    said = report_of(stage(msel=[POWER_FAILS, power_back("T+05:15")]))
    assert [
        "`calls`",
        "T+01:00",
        "T+05:15",
        "4h15m",
        "missed",
        "3h15m",
        "breached T+05:00",
        "`power`",
    ] in cells(said)
    assert "At T+05:00 it passed the 4h that can be borne (MTPD)." in whole(said, "Verdict")


@pytest.mark.row("S-05")
def test_an_outage_that_the_end_leaves_open_is_undecided() -> None:
    said = report_of(stage(msel=[inject("fails", "T+07:30", happens={"fail": ["power"]})]))
    assert "**Undecided.** You promised “calls” back within 1h." in whole(said, "Verdict")
    assert "It was still out at the end, after 30m, when the 1h were not over yet." in whole(said, "Verdict")


@pytest.mark.row("S-07")
def test_the_level_over_time_with_the_mbco() -> None:
    """50 of 100 are in service, 49 are out."""
    absent = [
        inject("some", "T+01:00", happens={"absent": {"agents": "50"}}),
        inject("one", "T+02:00", happens={"absent": {"agents": "1"}}),
    ]
    said = part(report_of(stage(msel=absent)), "Level over time (reckoned)")
    rows = [row for row in cells(said) if row[1] == "`calls`"]
    assert [row[2:] for row in rows] == [
        ["100%", "50%", "in service"],
        ["50%", "50%", "in service"],
        ["49%", "50%", "out"],
    ]
    chart = said.partition("```text")[2].splitlines()
    assert chart[2] == f"{'calls':28}██████▅▅▅▅▅▅{'▄' * 36}"
    assert chart[3] == f"{'  MBCO 50%':28}{' ' * 12}{'▀' * 36}"


@pytest.mark.row("S-09")
def test_the_order_restored_against_priority() -> None:
    """Writers are back in their place while calls are still out."""
    tasks = {
        "elsewhere": {
            "do": "Writers to the spare site",
            "by": "clerk",
            "takes": "10m",
            "effect": {"move": [{"team": "writers", "to": "spare"}], "route": {"mail": ["spare"]}},
        }
    }
    drill = stage(plan={"tasks": tasks}, msel=[POWER_FAILS], responses=[does("elsewhere", "T+02:00", "clerk")])
    said = part(report_of(drill), FUNCTIONS)
    assert "Order restored: `mail` (priority 2) at T+02:10; against priority, see the findings." in said


@pytest.mark.row("S-11")
def test_the_causes_of_an_outage() -> None:
    plan = {
        "systems": {"server": {"needs": ["rack"]}, "rack": {}},
        "functions": {"calls": {"needs": ["server"]}},
    }
    said = part(report_of(stage(plan=plan, msel=[inject("x", "T+01:00", happens={"fail": ["rack"]})])), FUNCTIONS)
    assert next(row for row in cells(said) if row[:2] == ["`calls`", "T+01:00"])[-1] == "`rack`"


@pytest.mark.row("S-122")
def test_total_downtime_and_availability() -> None:
    twice = [
        POWER_FAILS,
        power_back("T+02:00"),
        inject("again", "T+03:00", happens={"fail": ["power"]}),
        inject("back_again", "T+04:00", happens={"repair": ["power"]}),
    ]
    said = part(report_of(stage(msel=twice)), FUNCTIONS)
    assert ["`calls`", "2", "2h", "75%", "never"] in cells(said)


def test_the_limit_of_time_put_aside_is_that_of_each_stretch() -> None:
    """Given 2h allowed and two stretches of 90 minutes, then the promise is kept, and the verdict says both lengths."""
    tasks = {
        "aside": {"do": "Aside", "by": "clerk", "effect": {"pause": ["mail"]}},
        "back": {"do": "Back", "by": "clerk", "effect": {"resume": ["mail"]}},
    }
    at = (("aside", "T+01:00"), ("back", "T+02:30"), ("aside", "T+04:00"), ("back", "T+05:30"))
    said = whole(report_of(stage(plan={"tasks": tasks}, responses=[does(*each, "clerk") for each in at])), "Verdict")
    assert "It was put aside for 3h in all, 1h30m at the longest." in said


@pytest.mark.row("S-10")
def test_a_function_put_aside_was_not_out_and_not_there_either() -> None:
    tasks = {"aside": {"do": "Aside", "by": "clerk", "effect": {"pause": ["mail"]}}}
    said = report_of(stage(plan={"tasks": tasks}, responses=[does("aside", "T+05:00", "clerk")]))
    assert "It was never out, but put aside for 3h." in whole(said, "Verdict")
    assert "It was put aside for 3h: 1h too long." in whole(said, "Verdict")
    assert "`mail`: put aside from T+05:00 to the end, 3h (allowed 2h, 1h too long)." in part(said, FUNCTIONS)


def test_putting_aside_ends_an_outage_and_restores_nothing() -> None:
    tasks = {"aside": {"do": "Aside", "by": "clerk", "effect": {"pause": ["mail"]}}}
    drill = stage(plan={"tasks": tasks}, msel=[POWER_FAILS], responses=[does("aside", "T+01:30", "clerk")])
    said = report_of(drill)
    assert "It was put aside 30m after it went out, instead of brought back." in whole(said, "Verdict")
    assert any(row[:3] == ["`mail`", "T+01:00", "T+01:30 (put aside)"] for row in cells(said))
    assert "Order restored: nothing came back." in part(said, FUNCTIONS)


@pytest.mark.row("S-42")
def test_failed_told_and_declared_are_apart() -> None:
    drill = stage(
        msel=[
            inject("quiet", "T+00:00", happens={"fail": ["mailer"]}),
            inject("call", "T+00:35", tell=["lead"]),
        ],
        responses=[does("declare", "T+00:50")],
    )
    rows = cells(part(report_of(drill), "Incident and modes"))
    assert [row[1:] for row in rows[:3]] == [["T+00:00", "-"], ["T+00:35", "35m"], ["T+00:50", "50m"]]


@pytest.mark.row("S-46")
def test_the_time_in_each_mode() -> None:
    drill = stage(responses=[does("declare", "T+01:00"), does("stand_down", "T+03:00")])
    rows = cells(part(report_of(drill), "Incident and modes"))[3:]
    assert rows == [
        ["normal", "T+00:00", "T+01:00", "1h"],
        ["emergency", "T+01:00", "T+03:00", "2h"],
        ["normal", "T+03:00", "T+08:00", "5h"],
    ]


@pytest.mark.row("S-49")
@pytest.mark.parametrize(
    ("steps", "order"),
    [
        (("first", "second"), "in order"),
        (("first",), "in order so far"),
        (("second", "first"), "**out of order**"),
        (("second",), "**out of order**"),
        ((), "not begun"),
    ],
)
def test_the_order_of_the_return(steps: tuple[str, ...], order: str) -> None:
    plan = {
        "tasks": {name: {"do": name, "by": "lead"} for name in ("first", "second")},
        "playbooks": {"trouble": {"if": "hazard is trouble", "resume": ["first", "second"]}},
    }
    responses = [does(name, f"T+0{index + 1}:00") for index, name in enumerate(steps)]
    assert f"; {order}." in part(report_of(stage(plan=plan, responses=responses)), "Incident and modes")


CALL: Raw = {"tasks": {"call": {"do": "Call", "by": "clerk", "takes": "20m"}}}


@pytest.mark.row("S-13")
def test_expectations_by_role() -> None:
    expect = [{"task": "call", "within": "30m"}, {"task": "declare", "within": "1h"}, {"message": "word"}]
    drill = stage(
        plan=CALL,
        msel=[inject("ring", "T+01:00", expect=expect)],
        responses=[does("declare", "T+01:10"), does("call", "T+01:15", "clerk")],
    )
    said = part(report_of(drill), "Expectations")
    assert said.startswith("3 expectations: 1 on time, 1 late, 1 never.")
    assert ["`declare`", "`lead`", "`inject:ring`", "T+02:00", "T+01:10", "-", "on time"] in cells(said)
    assert ["`call`", "`clerk`", "`inject:ring`", "T+01:30", "T+01:35", "5m", "late"] in cells(said)
    assert ["`word`", "-", "`inject:ring`", "-", "-", "-", "never"] in cells(said)


def test_what_was_scripted_and_what_the_plan_estimates_are_in_two_tables() -> None:
    expect = [{"task": "call"}, {"task": "declare"}]
    drill = stage(
        plan=CALL,
        msel=[inject("ring", "T+01:00", expect=expect)],
        responses=[does("declare", "T+01:10"), does("call", "T+01:15", "clerk")],
    )
    said = part(report_of(drill), "Expectations")
    scripted, estimated = said.split("Estimated (the plan's usual time; nobody was timed):")
    assert "As scripted" in scripted
    assert [row[0] for row in cells(scripted)] == ["`declare`"]
    assert [row[0] for row in cells(estimated)] == ["`call`"]


def test_what_people_did_and_what_stand_ins_did_are_in_two_tables() -> None:
    expect = [{"task": "call"}, {"task": "declare"}]
    msel = [inject("ring", "T+01:00", tell=["lead", "clerk"], expect=expect)]
    session = live(stage(plan=CALL, msel=msel, kind="timed"), "lead")
    session.advance(4000)
    session.take(c.Does("lead", "declare"), client_id="c1")
    session.advance(4060)
    session.take(c.Done("lead", "declare"), client_id="c2")
    session.finish()
    said = report_on(session)
    measured, simulated = part(said, "Expectations").split("Simulated (a stand-in did it):")
    assert "Measured (people did it, at the clock):" in measured
    assert cells(measured)[0][:5] == ["`declare`", "`lead`", "`inject:ring`", "-", "T+01:07:40"]
    assert cells(simulated)[0][:5] == ["`call`", "`clerk`", "`inject:ring`", "-", "T+01:30"]
    assert ["simulated", "1 act of a stand-in"] in cells(part(said, "What was simulated and what was done for real"))
    assert ["`clerk`", "stand-in (simulated)"] in cells(part(said, "Exercise participants"))
    assert [
        "`roles.clerk.reacts`",
        "10m (drillsim's own)",
        "assumed",
        "all that this role's stand-in did",
    ] in cells(part(said, "Assumed and vendor values this outcome rests on"))


def test_what_was_timed_above_real_pace_is_marked() -> None:
    session = live(stage(plan=CALL, kind="timed", pace="12x"), "clerk")
    session.take(c.Does("clerk", "call"), client_id="c1")
    session.advance(900)
    session.take(c.Done("clerk", "call"), client_id="c2")
    session.finish()
    said = part(report_on(session), "Tasks")
    assert "Measured on a clock that ran faster than time" in said
    assert cells(said)[0][:5] == ["`call`", "`clerk`", "T+00:00", "15m", "-"]


def test_a_task_that_never_ended() -> None:
    drill = stage(plan=CALL, responses=[does("call", "T+01:00", "clerk")], unfinished=["call"])
    assert cells(part(report_of(drill), "Tasks"))[0][3:5] == ["not done", "-"]


@pytest.mark.row("S-14")
@pytest.mark.row("S-78")
def test_refused_actions_say_why() -> None:
    plan: Raw = {"tasks": {"after": {"do": "After", "by": "lead", "after": ["declare"]}}}
    drill = stage(plan=plan, responses=[does("after", "T+01:00"), does("declare", "T+02:00", "clerk")])
    said = cells(part(report_of(drill), "Refused actions"))
    assert [row[:4] for row in said] == [
        ["T+01:00", "`lead`", "`after`", "after"],
        ["T+02:00", "`clerk`", "`declare`", "wrong role"],
    ]


@pytest.mark.row("S-43")
@pytest.mark.row("S-92")
def test_statements_without_permission() -> None:
    plan: Raw = {
        "roles": {"clerk": {"may": []}},
        "tasks": {"cry": {"do": "Cry", "by": "clerk", "effect": {"mode": "emergency"}}},
    }
    drill = stage(
        plan=plan,
        msel=[inject("reporter", "T+00:50", kind="media", tell=["clerk"])],
        responses=[
            does("cry", "T+01:00", "clerk"),
            {"at": "T+01:05", "by": "clerk", "decides": "reporter", "because": "They asked"},
        ],
    )
    said = part(report_of(drill), "Acts and statements without permission")
    assert "clerk started cry at T+01:00 without the permission declare." in said
    assert "clerk answered reporter at T+01:05 without the permission speak_to_media." in said
    assert "`inject:reporter`" in said


UPDATES: Raw = {"updates": {"customers": {"first": "30m", "every": "1h", "counts_from": "start"}}}


@pytest.mark.row("S-95")
def test_updates_and_silence() -> None:
    drill = stage(plan=UPDATES, lasts="3h", responses=[sends("word", "T+00:30"), sends("word", "T+02:00")])
    said = part(report_of(drill), "Updates due")
    assert cells(said) == [
        ["`customers`", "T+00:30", "T+00:30", "-", "on time"],
        ["`customers`", "T+01:30", "T+02:00", "30m", "late"],
    ]
    assert "Not due before EndEx: `customers` at T+03:00." in said
    assert "Longest silence: 1h30m." in said


@pytest.mark.row("S-91")
@pytest.mark.row("S-103")
def test_the_first_word_to_each_audience() -> None:
    plan = {"messages": {"team": {"to": ["staff"], "via": ["post"], "approval": "given"}}}
    drill = stage(plan=plan, msel=[POWER_FAILS], responses=[sends("team", "T+01:14"), sends("word", "T+01:25")])
    said = part(report_of(drill), "First word")
    assert ["`staff`", "T+01:14", "`team`", "14m"] in cells(said)
    assert ["`customers`", "T+01:25", "`word`", "25m"] in cells(said)
    assert "Staff heard 11m before customers: in order." in said


@pytest.mark.row("S-103")
def test_customers_who_hear_before_staff() -> None:
    said = part(report_of(stage(responses=[sends("word", "T+01:00")])), "First word")
    assert "Customers were told; staff never were." in said


@pytest.mark.row("S-93")
def test_the_wait_for_approval() -> None:
    approves = {"at": "T+01:30", "by": "lead", "approves": "notice"}
    drill = stage(responses=[sends("notice", "T+00:50", "clerk"), approves, sends("notice", "T+07:00", "clerk")])
    assert cells(part(report_of(drill), "Approval")) == [
        ["`notice`", "T+00:50", "T+01:30", "40m"],
        ["`notice`", "T+07:00", "-", "1h"],
    ]


@pytest.mark.row("S-98")
@pytest.mark.row("S-26")
def test_a_message_that_reached_nobody() -> None:
    drill = stage(msel=[inject("x", "T+00:00", happens={"fail": ["mailer"]})], responses=[sends("letter", "T+00:20")])
    assert ["T+00:20", "`letter`", "`customers`", "email needs mailer"] in cells(part(report_of(drill), "Undelivered"))


@pytest.mark.row("S-96")
def test_placeholders_left_open_and_news_without_a_time() -> None:
    plan = {"messages": {"word": {"text": "{what}, {doing}", "says": ["what_happened"]}}}
    said = part(report_of(stage(plan=plan, responses=[sends("word", "T+00:20", fill={"what": "Hail"})])), "Texts")
    assert "`message:word` T+00:20: placeholders not filled in: `doing`;" in said
    assert "neither when service is restored nor when they hear more" in said


@pytest.mark.row("S-94")
def test_claims_against_the_truth() -> None:
    drill = stage(
        scenario={"truth": {"fault": "ours"}},
        msel=[POWER_FAILS, power_back("T+02:00")],
        responses=[sends("word", "T+01:10", claims={"fault": "supplier", "restored_by": "T+01:50"})],
    )
    assert cells(part(report_of(drill), "Claims against truth")) == [
        ["T+01:10", "fault", "supplier", "ours", "no", "-"],
        ["T+01:10", "restored by", "T+01:50", "T+02:00", "no", "10m too early"],
    ]


@pytest.mark.row("S-80")
def test_who_held_a_role_and_when() -> None:
    drill = stage(msel=[inject("ill", "T+02:00", happens={"absent": {"ann": "1h15m"}})])
    rows = [row for row in cells(whole(report_of(drill), "Roles and duty")) if row[0] == "`lead`"]
    assert rows == [
        ["`lead`", "its holder", "T+00:00", "T+02:00"],
        ["`lead`", "its alternate 1", "T+02:00", "T+03:15"],
        ["`lead`", "its holder", "T+03:15", "T+08:00"],
    ]


@pytest.mark.row("S-81")
def test_past_the_longest_time_on_duty_by_role_not_by_name() -> None:
    rotation = {
        "begins": "clock",
        "period": "12h",
        "max_on": "12h",
        "crews": {"red": {"lead": "ann", "clerk": "cat"}},
        "order": ["red"],
    }
    said = whole(report_of(stage(plan={"rotation": rotation}, lasts="30h")), "Roles and duty")
    assert "Past the longest time on duty: lead from T+12:00 to T+30:00, 18h." in said
    assert "Past the longest time on duty: clerk from T+12:00 to T+30:00, 18h." in said
    assert "Ann" not in said


@pytest.mark.row("S-79")
def test_check_ins_as_counts() -> None:
    plan: Raw = {
        "tasks": {
            "go": {
                "do": "Go",
                "by": "clerk",
                "effect": {"move": [{"team": "agents", "to": "home", "arrive": "check_in"}]},
                "target": {"90%": "2h"},
            }
        }
    }
    checks: list[Raw] = [
        {"at": "T+02:00", "check_in": {"team": "agents", "count": 60}},
        {
            "at": "T+02:30",
            "check_in": {"team": "agents", "count": 2, "status": "need_help", "reason": "no car"},
        },
        {"at": "T+04:00", "check_in": {"team": "agents", "count": 45}},
    ]
    said = part(
        report_of(stage(plan=plan, responses=[does("go", "T+01:00", "clerk"), *checks])),
        "Check-ins and targets",
    )
    assert ["`agents`", "100", "1h", "1h", "3h", "3h", "100", "0", "5"] in cells(said)
    assert "`agents` reported: 2 need help, 105 working." in said
    assert ["`go`", "90%", "2h", "3h", "missed"] in cells(said)


def test_who_checks_in_by_name_is_counted_once_and_never_named() -> None:
    """Each by the latest status; and when each stage was first and last reported, by when people signed in."""
    plan: Raw = {
        "tasks": {
            "go": {
                "do": "Go",
                "by": "clerk",
                "effect": {"move": [{"team": "agents", "to": "home", "arrive": "check_in"}]},
            }
        }
    }

    def says(at: str, name: str, status: str, since: str) -> Raw:
        return {"at": at, "check_in": {"team": "agents", "name": name, "status": status, "since": since}}

    checks = [
        says("T+02:00", "canary1", "out", "T+01:05"),
        says("T+02:00", "canary1", "working", "T+01:30"),
        says("T+02:00", "canary2", "out", "T+01:10"),
        says("T+02:01", "canary2", "need_help", "T+01:40"),
    ]
    drill = stage(plan=plan, responses=[does("go", "T+01:00", "clerk"), *checks])
    told = report_of(drill, names=True)
    said = part(told, "Check-ins and targets")
    assert "`agents` reported: 1 need help, 1 working." in said
    assert ["`agents`", "100", "30m", "never", "never", "30m", "1", "99", "0"] in cells(said)
    assert ["`agents`", "out", "T+01:05", "T+01:10"] in cells(said)
    assert "canary" not in told
    session = played(drill)
    assert "canary" not in str(outcome(drill, session.header, session.entries))


@pytest.mark.row("S-108")
def test_a_partner_from_the_call_to_its_agents() -> None:
    tasks = {"call": {"do": "Call", "by": "lead", "takes": "10m", "effect": {"activate": {"bpo": {"calls": 90}}}}}
    said = part(
        report_of(stage(plan={"tasks": tasks}, responses=[does("call", "T+01:00")])),
        "Partners (reckoned with the plan's ready_after)",
    )
    assert cells(said) == [["`bpo`", "`calls`", "T+01:10", "90", "40", "40", "T+02:10", "1h", "-"]]


def costs(report: str) -> str:
    return part(report, "Cost of the outage and of the response (reckoned)")


@pytest.mark.row("S-56")
def test_idle_agents_and_what_they_cost() -> None:
    """100 agents at a site without power for 90 minutes are 150 agent-hours; 20 writers are 30 more."""
    plan = {"costs": {"agent_hour": "38.00", "currency": "USD"}}
    said = part(
        report_of(stage(plan=plan, msel=[POWER_FAILS, power_back("T+02:30")])),
        "Cost of the outage and of the response (reckoned)",
    )
    assert [row[1] for row in cells(said)] == ["180.00", "0.00", "0.00", "180.00"]
    assert [row[2] for row in cells(said)] == ["6840.00 USD", "0.00 USD", "0.00 USD", "6840.00 USD"]


def test_agents_of_a_partner_cost_what_the_plan_says_of_that_site() -> None:
    """40 of them from T+01:00 (a task that takes no time, ready an hour later: T+02:00) to the end at T+04:00."""
    tasks = {"call": {"do": "Call", "by": "lead", "effect": {"activate": {"bpo": {"calls": 40}}}}}
    plan: Raw = {"tasks": tasks, "costs": {"currency": "USD"}, "sites": {"bpo": {"agent_hour": "2.50"}}}
    said = costs(report_of(stage(plan=plan, lasts="4h", responses=[does("call", "T+01:00")])))
    assert cells(said)[-1] == ["agents of `bpo` there for us", "80.00", "200.00 USD"]
    assert {row[2] for row in cells(said)[:-1]} == {"no price in the plan"}


@pytest.mark.row("S-114")
def test_sixty_agents_for_five_hours_cost_11400() -> None:
    """Called at StartEx, ready an hour later, sent home at T+06:00; 38.00 an hour."""
    tasks = {
        "call": {"do": "Call", "by": "lead", "effect": {"activate": {"bpo": {"calls": 60}}}},
        "thank": {"do": "Thank", "by": "lead", "effect": {"release": ["bpo"]}},
    }
    plan: Raw = {"tasks": tasks, "costs": {"currency": "USD"}, "sites": {"bpo": {"seats": 60, "agent_hour": "38.00"}}}
    said = costs(report_of(stage(plan=plan, responses=[does("call", "T+00:00"), does("thank", "T+06:00")])))
    assert cells(said)[-1] == ["agents of `bpo` there for us", "300.00", "11400.00 USD"]


def test_what_an_outage_costs_where_the_plan_says_what_an_hour_does() -> None:
    """Calls and mail are out for 90 minutes; only of calls does the plan say what an hour of that costs."""
    plan: Raw = {"functions": {"calls": {"out_costs": "1000"}}, "costs": {"currency": "USD"}}
    said = costs(report_of(stage(plan=plan, msel=[POWER_FAILS, power_back("T+02:30")])))
    assert ["`calls`", "1h30m", "1000.00 USD", "1500.00 USD"] in cells(said)
    assert ["`mail`", "1h30m", "not said", "-"] in cells(said)


def test_agents_away_and_on_the_way_are_idle_too_and_the_absent_are_not() -> None:
    tasks = {
        "go": {
            "do": "Go",
            "by": "clerk",
            "takes": "1h",
            "effect": {"move": [{"team": "agents", "to": "spare"}]},
        }
    }
    drill = stage(
        plan={"tasks": tasks},
        lasts="4h",
        msel=[
            inject("shut", "T+01:00", happens={"close": ["hub"]}),
            inject("ill", "T+01:00", happens={"absent": {"writers": "20"}}),
        ],
        responses=[does("go", "T+02:00", "clerk")],
    )
    said = costs(report_of(drill))
    assert [row[1] for row in cells(said)] == ["100.00", "100.00", "100.00", "300.00"]


@pytest.mark.row("S-116")
def test_what_was_exercised() -> None:
    said = part(report_of(stage(responses=[sends("word", "T+01:00")])), "How much of the plan was exercised")
    assert ["tasks done", "0 of 2", "`declare`, `stand_down`"] in cells(said)
    assert ["messages delivered", "1 of 3", "`letter`, `notice`"] in cells(said)
    assert ["roles that acted", "1 of 2", "`clerk`"] in cells(said)


def test_a_backup_that_falls_with_its_primary_was_not_exercised() -> None:
    plan: Raw = {"systems": {"generator": {"at": "hub", "backup_for": "power", "auto_after": "1m"}}}
    said = report_of(stage(plan=plan, msel=[inject("x", "T+01:00", happens={"lose": ["hub"]})]))
    assert ["backups that stood in", "0 of 2", "`crm_copy`, `generator`"] in cells(said)
    assert "`generator` takes over by itself; it is down itself" in part(said, "Timeline")


def test_assumed_and_vendor_values_and_nothing_that_was_measured() -> None:
    plan: Raw = {
        "tasks": {
            "one": {"do": "1", "by": "clerk", "takes": "10m"},
            "two": {
                "do": "2",
                "by": "clerk",
                "takes": {"best": "5m", "usual": "5m", "worst": "5m", "source": "measured"},
            },
            "three": {
                "do": "3",
                "by": "clerk",
                "takes": {"best": "5m", "usual": "5m", "worst": "5m", "source": "vendor"},
            },
            "four": {"do": "4", "by": "clerk", "takes": "10m"},
        }
    }
    responses = [does(name, f"T+0{n + 1}:00", "clerk") for n, name in enumerate(("one", "two", "three", "four"))]
    responses.append({"at": "T+04:30", "by": "clerk", "done": "four"})
    said = cells(
        part(
            report_of(stage(plan=plan, responses=responses)),
            "Assumed and vendor values this outcome rests on",
        )
    )
    assert said == [
        ["`tasks.one.takes`", "usual 10m", "assumed", "when it was done"],
        ["`tasks.three.takes`", "usual 5m", "vendor", "when it was done"],
    ]


def test_values_of_moves_partners_and_workarounds_are_listed_with_what_they_can_change() -> None:
    plan: Raw = {
        "sites": {"home": {"reach": {"leave": "5m", "travel": "30m", "set_up": "10m"}}},
        "functions": {"calls": {"needs": ["crm"], "workaround": {"name": "Slips", "without": ["crm"], "level": "50%"}}},
        "tasks": {
            "go": {
                "do": "Go",
                "by": "clerk",
                "effect": {"move": [{"team": "agents", "to": "home"}], "route": {"calls": ["home"]}},
            },
            "slips": {"do": "Slips", "by": "clerk", "effect": {"use_workaround": ["calls"]}},
        },
    }
    responses = [does("go", "T+01:00", "clerk"), does("slips", "T+02:00", "clerk")]
    said = part(report_of(stage(plan=plan, responses=responses)), "Assumed and vendor values this outcome rests on")
    assert [row[:3] for row in cells(said)] == [
        ["`sites.home.reach.leave`", "usual 5m", "assumed"],
        ["`sites.home.reach.travel`", "usual 30m", "assumed"],
        ["`sites.home.reach.set_up`", "usual 10m", "assumed"],
        ["`functions.calls.workaround.level`", "50%", "none given"],
    ]
    assert cells(said)[0][3] == "arrivals of `agents` at `home`; when it was done; level and outages of `calls`"


@pytest.mark.row("S-12")
@pytest.mark.row("S-118")
def test_the_timeline_says_what_fired_when_in_both_clocks() -> None:
    plan: Raw = {"playbooks": {"dark": {"if": "power down for 20m", "do": ["declare"]}}}
    rows = cells(part(report_of(stage(plan=plan, msel=[POWER_FAILS])), "Timeline"))
    said = [[clock, story, how, what] for clock, story, _, how, what in rows]
    assert ["T+01:00", "Monday 10:00", "-", "inject `fails` to `lead`"] in said
    assert [
        "T+01:20",
        "Monday 10:20",
        "-",
        "playbook `dark` fires (its conditions began to hold at T+01:00)",
    ] in said


@pytest.mark.row("S-125")
def test_whether_it_was_announced() -> None:
    assert ["announced", "surprise drill"] in cells(report_of(stage(announced="surprise")))


@pytest.mark.row("S-01")
def test_the_plan_that_was_played() -> None:
    said = cells(report_of(stage(plan={"version": "4"})))
    assert ["plan", "A small centre, version 4"] in said
    assert ["plan's digest", "`0` (SHA-256 of its text as played, shortened)"] in said


def test_exercise_and_draft_stand_on_top() -> None:
    assert (
        report_of(stage()).splitlines()[4]
        == "**EXERCISE EXERCISE EXERCISE** · **DRAFT** (1 thing is missing before it can be final)"
    )
    assert "EXERCISE" not in report_of(stage(origin="unplanned"))


@pytest.mark.row("S-121")
def test_actions_with_owner_and_due_date_and_what_they_lack() -> None:
    actions: list[Raw] = [
        {
            "finding": "Late",
            "action": "Call sooner",
            "element": "Planning",
            "owner": "lead",
            "due": "2026-04-01",
        },
        {"finding": "Lost", "action": "Write it down"},
    ]
    said = report_of(stage(improvements=actions))
    assert "- action “Write it down” has no owner and no due date" in part(said, "Executive summary in numbers")
    first, second = cells(part(said, "Improvement plan"))
    assert first == ["1", "-", "Late", "Call sooner", "Planning", "`lead`", "-", "2026-04-01", "open"]
    missing = "**missing**"
    assert second == ["2", "-", "Lost", "Write it down", "-", missing, "-", missing, "open"]
    us = report_of(stage(improvements=actions, about={"forms": "us"}))
    assert cells(part(us, "Improvement plan"))[1][4] == missing, "US forms alone ask for a capability element"


EVENING: Raw = {
    "name": "Evening",
    "when": ["Monday 10:00 to 24:00"],
    "on_shift": {"agents": 40},
    "normal_staff": {"calls": 50},
    "closed": ["spare"],
    "rto": {"calls": "30m"},
    "on_call": {"lead": "cat"},
}
MORNING: Raw = {
    "name": "Morning",
    "when": ["Monday 00:00 to 10:00"],
    "on_shift": {"agents": 100, "writers": 20},
    "normal_staff": {"calls": 100, "mail": 20},
}


def test_a_change_of_shift_is_told_and_an_outage_by_the_promise_of_its_hours() -> None:
    """From 09:00; calls go out in the evening's hours, mail while it is still open, and closes."""
    mail = {"needs": ["mailer"], "rto_counts": "open_hours"}
    said = report_of(
        stage(
            plan={"staffing": [EVENING, MORNING], "functions": {"mail": mail}},
            msel=[
                inject("mail_gone", "T+00:30", happens={"fail": ["mailer"]}),
                inject("fails", "T+02:00", happens={"fail": ["power"]}),
                power_back("T+02:45"),
            ],
        )
    )
    assert "hours: Evening; closed: `spare`; still out while closed: `mail`" in said
    assert "60 of `agents` go off shift" in said
    assert "held by its person on call" in said
    rows = cells(part(said, FUNCTIONS))
    assert any(row[0] == "`calls`" and row[3:6] == ["45m (RTO 30m at these hours)", "missed", "15m"] for row in rows)
    assert any(row[0] == "`mail`" and row[3:5] == ["7h30m, open 30m", "undecided"] for row in rows)
    assert "You promised “calls” back within 30m. It took 45m: 15m too long." in whole(said, "Verdict")
    assert "back within 4h of open hours" in whole(said, "Verdict")


def test_the_timeline_tells_a_real_emergency_once_and_for_how_long_nobody_could_play() -> None:
    session = live(stage(), "lead")
    session.take(r.Start(), client_id="0")
    session.advance(600)
    acts: list[c.Command] = [
        c.RealEmergency("lead", ""),
        c.RealEmergency("lead", "a fall on the stairs"),
        c.Resume(),
        r.HostDown(90),
        c.Pause("the program was stopped"),
        r.HostSuspended(300),
        c.Resume(),
        c.RealEmergency("clerk", ""),
    ]
    for number, command in enumerate(acts, 1):
        session.take(command, client_id=str(number))
    session.finish()
    said = [row[4] for row in cells(part(report_on(session), "Timeline"))]
    assert [each for each in said if each.startswith("NO DUFF")] == [
        "NO DUFF: `lead` calls a real emergency: a fall on the stairs; the clock stops",
        "NO DUFF: `clerk` calls a real emergency; the clock stops",
    ]
    assert "the program was not running for 1m30s" in said
    assert "the computer was away for 5m; the clock stood" in said


def test_a_role_left_empty_on_purpose_is_not_uncovered() -> None:
    session = live(stage(), "lead")
    session.take(c.Place("clerk", "nobody"), client_id="0")
    session.take(r.Start(), client_id="1")
    session.advance(600)
    session.take(c.Place("clerk", "Cat"), client_id="2")
    session.finish()
    said = part(report_on(session), "Roles and duty")
    assert "Uncovered: never." in said
    assert "Left empty on purpose, held but played by nobody: `clerk` from T+00:00 to T+00:10, 10m." in said
