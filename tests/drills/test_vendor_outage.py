"""The vendor outage, reckoned by hand: 55% of a weak platform, no sign-in, then nothing; mobiles, lines, a partner.

There are 40 agents on the emergency line and 80 on service calls at Ridgeway, 40 more on service calls at home,
and 30 on chat. Normal staff is 40, 120 and 30; MBCO is 50%, 40% and 50%.
"""

from drillsim.analysis.shape import Outcome
from support.drills import loaded, result
from support.stage import clock

VENDOR = "vendor_outage"


def levels(function: str) -> list[tuple[int, float]]:
    return [(int(second), share) for second, share in result(VENDOR)["functions"][function]["level"]]


def outages(function: str) -> list[tuple[int, int | None, str, list[str]]]:
    rows = result(VENDOR)["functions"][function]["outages"]
    return [(out["from"], out["to"], out["rto"], out["causes"]) for out in rows]


def expected(source: str) -> list[tuple[str, int | None, str, int | None]]:
    names = ("task", "message", "choice", "action")
    return [
        (str(next(row[name] for name in names if name in row)), row["due"], row["result"], row["late_by"])  # type: ignore[literal-required]  # a name of these keys
        for row in result(VENDOR)["expectations"]
        if row["source"] == source
    ]


def updates(audience: str) -> list[tuple[int, int | None, str, int | None]]:
    rows = result(VENDOR)["updates"]
    return [
        (row["due"], row["delivered"], row["result"], row["late_by"]) for row in rows if row["audience"] == audience
    ]


def found(code: str) -> list[tuple[int | None, list[str]]]:
    return [(finding["at"], finding["about"]) for finding in result(VENDOR)["findings"] if finding["code"] == code]


def test_the_emergency_line_is_out_for_the_quarter_hour_until_the_mobiles_ring() -> None:
    """55% of 40 are 22. The platform dies at 01:30; the mobiles begun at 01:35 take 10m and carry 24 of 40; the
    carrier's lines, begun at 01:50, take 20m, and the most urgent function has all 40 it needs of the 70.
    """
    assert levels("emergency_line") == [
        (0, 22 / 40),
        (clock(1, 30), 0.0),
        (clock(1, 45), 24 / 40),
        (clock(2, 10), 1.0),
    ]
    assert outages("emergency_line") == [(clock(1, 30), clock(1, 45), "met", ["platform"])]


def test_service_calls_are_out_from_the_call_to_come_in_and_miss_the_rto_by_half_an_hour() -> None:
    """55% of 80 at Ridgeway and 40 at home are 44 and 22. At 00:45 those at home leave: 44 of 120 are below 40%. They
    arrive at 01:15 and cannot sign in. At 02:10 the lines have 30 left. Callwise, called at 02:05, is asked by 02:15
    and ready an hour later: 30 and 40. At 05:30 all 120 at Ridgeway and the 40 work, which is more than normal.
    """
    assert levels("service_calls") == [
        (0, 66 / 120),
        (clock(0, 45), 44 / 120),
        (clock(1, 30), 0.0),
        (clock(2, 10), 30 / 120),
        (clock(3, 15), 70 / 120),
        (clock(5, 30), 1.0),
    ]
    assert outages("service_calls") == [(clock(0, 45), clock(3, 15), "missed", ["platform"])]
    (outage,) = result(VENDOR)["functions"]["service_calls"]["outages"]
    assert (outage["length"], outage["over_rto"], outage["mtpd"]) == (clock(2, 30), clock(0, 30), "kept")
    assert found("rto_missed") == [(clock(2, 45), ["service_calls"])]


def test_chat_is_out_until_it_is_put_aside_and_comes_back_when_it_is_taken_up() -> None:
    """55% of 30 are 16.5, so 16, which is above 50%. Closed at 01:55, opened by a task of 10m begun at 06:10."""
    assert levels("chat") == [(0, 16 / 30), (clock(1, 30), 0.0), (clock(6, 20), 1.0)]
    assert outages("chat") == [(clock(1, 30), clock(1, 55), "met", ["platform"])]
    assert result(VENDOR)["functions"]["chat"]["paused"] == [[clock(1, 55), clock(6, 20)]]


def test_the_slow_platform_calls_for_a_ticket_and_a_look_at_our_own_side() -> None:
    """55% is below 60% from the start: the playbook fires at 00:15. Ticket 00:12 to 00:22; own side 01:00 to 01:20."""
    assert {"playbook": "platform_slow", "at": clock(0, 15)} in result(VENDOR)["fired"]
    assert expected("playbook:platform_slow") == [
        ("open_ticket", clock(0, 30), "on_time", 0),
        ("check_ours", clock(0, 45), "late", clock(0, 35)),
    ]
    assert expected("inject:consoles_hang") == [("open_ticket", clock(0, 30), "on_time", 0)]
    assert expected("inject:vendor_blames") == [
        ("both", clock(0, 40), "never", None),
        ("check_ours", clock(0, 55), "late", clock(0, 25)),
        ("pin_vendor_down", clock(0, 45), "not_observed", None),
    ]


def test_the_dead_platform_calls_for_mobiles_in_time_and_for_callwise_a_quarter_hour_late() -> None:
    """Fires at 01:30. Declared 01:36; mobiles 01:45; lines 02:10; a call back offered by 01:55; chat closed by 02:00;
    Callwise asked by 02:15, due at 02:00, when Callwise itself asks.
    """
    assert {"playbook": "platform_down", "at": clock(1, 30)} in result(VENDOR)["fired"]
    assert {"inject": "callwise_asks", "at": clock(2)} in result(VENDOR)["fired"]
    assert expected("playbook:platform_down") == [
        ("declare", clock(1, 40), "on_time", 0),
        ("duty_mobiles", clock(1, 45), "on_time", 0),
        ("call_callwise", clock(2), "late", clock(0, 15)),
        ("switch_lines", clock(2, 15), "on_time", 0),
        ("offer_callback", clock(2, 15), "on_time", 0),
        ("chat_aside", None, "on_time", 0),
    ]
    assert [result for _, _, result, _ in expected("inject:all_dead")] == ["on_time"] * 4
    assert expected("inject:no_sign_in") == [("staff_notice", clock(0, 55), "on_time", 0)]
    assert expected("inject:radio") == [("plain_answer", clock(2, 50), "on_time", 0)]


def test_customers_hear_in_time_three_times_and_late_twice() -> None:
    """First impact 00:45; news at 01:10, 02:25, 03:20, 04:50 and 05:45, the next due an hour after each. Normal again
    at 06:40, before 06:45. The longest silence is from 03:20 to 04:50.
    """
    assert updates("customers") == [
        (clock(1, 15), clock(1, 10), "on_time", 0),
        (clock(2, 10), clock(2, 25), "late", clock(0, 15)),
        (clock(3, 25), clock(3, 20), "on_time", 0),
        (clock(4, 20), clock(4, 50), "late", clock(0, 30)),
        (clock(5, 50), clock(5, 45), "on_time", 0),
    ]
    assert result(VENDOR)["silence"]["customers"] == clock(1, 30)


def test_the_regulator_waits_for_two_approvals() -> None:
    """Declared 01:36, so due at 02:36, and two hours after each approval: 02:50 and 05:05."""
    assert expected("inject:regulator") == [("client_notice", clock(2, 35), "late", clock(0, 15))]
    assert updates("clients") == [
        (clock(2, 36), clock(2, 50), "late", clock(0, 14)),
        (clock(4, 50), clock(5, 5), "late", clock(0, 15)),
    ]
    assert result(VENDOR)["silence"]["clients"] == clock(2, 15)


def test_our_fault_is_false_and_the_suppliers_is_true() -> None:
    """At 02:25 the emergency line is back and service calls are out, until 03:15: promised 04:30 is 1h15m more."""
    claims = [(row["at"], row["what"], row["correct"], row.get("error")) for row in result(VENDOR)["claims"]]
    assert claims == [
        (clock(1, 10), "fault", False, None),
        (clock(2, 25), "fault", True, None),
        (clock(2, 25), "restored_by", True, clock(1, 15)),
        (clock(4, 50), "cause", None, None),
        (clock(4, 50), "fault", True, None),
    ]
    assert found("claim_false") == [(clock(1, 10), ["holding_statement"])]


def test_all_is_changed_back_but_the_agents_from_home() -> None:
    drill: Outcome = result(VENDOR)
    assert expected("inject:platform_back") == [
        ("switch_back", clock(6, 30), "on_time", 0),
        ("send_back_home", clock(7, 30), "never", None),
    ]
    assert found("not_restored") == [(clock(6, 40), ["home_agents"])]
    assert (found("left_away"), drill["refused"], found("needless_declaration"), found("permission")) == (
        [],
        [],
        [],
        [],
    )
    assert drill["identified"] == {"failed_at": 0, "told_at": 0, "declared_at": clock(1, 36)}
    assert drill["mode"] == [["normal", 0], ["emergency", clock(1, 36)], ["normal", clock(6, 40)]]


def test_the_checks_say_what_falls_with_the_building_and_with_the_platform() -> None:
    problems = loaded(VENDOR).problems
    assert [(problem.severity, problem.code, problem.where) for problem in problems] == [
        ("warning", "single_point", "functions.emergency_line"),
        ("warning", "single_point", "functions.service_calls.routed_to"),
        ("warning", "single_point", "functions.chat"),
    ]
