"""The shipped drills come out as the language says (language.md, section 8)."""

import pytest

from drillsim.analysis.shape import Outcome
from support.drills import result
from support.stage import clock


def outages(drill: Outcome, function: str) -> list[tuple[int, int | None, str]]:
    return [(out["from"], out["to"], out["rto"]) for out in drill["functions"][function]["outages"]]


def expected(drill: Outcome, source: str, name: str) -> tuple[int | None, str, int | None]:
    for row in drill["expectations"]:
        if row["source"] == source and name in (row.get("task"), row.get("message")):
            return row["done"], row["result"], row["late_by"]
    raise AssertionError(f"{source} expects no {name}")


def updates(drill: Outcome, audience: str) -> list[tuple[int, str, int | None]]:
    return [(row["due"], row["result"], row["late_by"]) for row in drill["updates"] if row["audience"] == audience]


def found(drill: Outcome, code: str) -> list[tuple[int | None, list[str]]]:
    return [(finding["at"], finding["about"]) for finding in drill["findings"] if finding["code"] == code]


@pytest.mark.row("S-24")
@pytest.mark.row("S-75")
def test_tornado_the_calls_are_out_two_hours_and_eight_minutes() -> None:
    drill = result("tornado")
    (outage,) = drill["functions"]["inbound_calls"]["outages"]
    assert (outage["from"], outage["to"], outage["length"]) == (clock(0, 2), clock(2, 10), clock(2, 8))
    assert (outage["rto"], outage["over_rto"], outage["mtpd"]) == ("missed", clock(0, 8), "kept")
    assert outage["causes"] == ["tulsa"]


def test_tornado_the_mail_agents_are_never_brought_back() -> None:
    drill = result("tornado")
    (outage,) = drill["functions"]["email_support"]["outages"]
    assert (outage["to"], outage["rto"], outage["over_rto"]) == (None, "missed", clock(4, 58))


@pytest.mark.row("S-45")
def test_tornado_cover_is_on_time_for_the_inject_and_late_for_the_playbook() -> None:
    drill = result("tornado")
    assert expected(drill, "inject:warning", "take_cover") == (clock(0, 10), "on_time", 0)
    assert expected(drill, "playbook:tornado", "take_cover") == (clock(0, 10), "late", clock(0, 5))
    assert expected(drill, "playbook:tornado", "call_brightline") == (clock(0, 40), "late", clock(0, 10))


@pytest.mark.row("S-95")
def test_tornado_customers_hear_in_time_then_late_then_hardly_at_all() -> None:
    drill = result("tornado")
    assert updates(drill, "customers") == [
        (clock(0, 32), "on_time", 0),
        (clock(1, 25), "late", clock(0, 15)),
        (clock(2, 40), "on_time", 0),
        (clock(3, 35), "late", clock(4, 45)),
    ]
    assert drill["silence"]["customers"] == clock(5, 40)


@pytest.mark.row("S-94")
def test_tornado_service_was_promised_ten_minutes_too_early() -> None:
    claim = result("tornado")["claims"][1]
    assert (claim["what"], claim["said"], claim["truth"], claim["correct"]) == (
        "restored_by",
        7200,
        7800,
        False,
    )
    assert claim["error"] == -clock(0, 10)


@pytest.mark.row("S-51")
def test_tornado_what_is_not_restored_when_the_mode_turns_normal() -> None:
    drill = result("tornado")
    assert sorted(about for _, about in found(drill, "not_restored")) == [
        ["back_office"],
        ["brightline"],
        ["inbound_calls"],
        ["mail_agents"],
        ["omaha_agents"],
        ["outbound_calls"],
        ["tulsa_agents"],
    ]
    assert {at for at, _ in found(drill, "not_restored")} == {clock(8, 15)}
    assert found(drill, "left_away") == [(clock(9), ["back_office"]), (clock(9), ["mail_agents"])]


@pytest.mark.row("S-42")
def test_tornado_failed_told_declared() -> None:
    assert result("tornado")["identified"] == {"failed_at": 720, "told_at": 720, "declared_at": 60}


@pytest.mark.row("S-25")
@pytest.mark.row("S-61")
def test_server_loss_the_switch_lands_on_a_dead_standby() -> None:
    drill = result("server_loss")
    assert found(drill, "dead_backup") == [(clock(0, 50), ["switch_crm", "crm_standby"])]
    assert {"inject": "standby_dead", "at": clock(0, 50)} in drill["fired"]
    assert outages(drill, "inbound_calls") == [
        (0, clock(0, 30), "met"),
        (clock(4, 30), clock(6), "met"),
    ]
    (mail,) = drill["functions"]["email_support"]["outages"]
    assert (mail["to"], mail["length"], mail["over_rto"]) == (None, clock(10), clock(6))


@pytest.mark.row("S-94")
@pytest.mark.row("S-60")
def test_server_loss_the_suppliers_fault_is_false_and_corrected() -> None:
    drill = result("server_loss")
    faults = [(claim["at"], claim["said"], claim["correct"]) for claim in drill["claims"] if claim["what"] == "fault"]
    assert faults == [(clock(0, 25), "supplier", False), (clock(1, 25), "ours", True)]
    assert (clock(6), ["crm_cloud_copy"]) in found(drill, "data_lost")


@pytest.mark.row("S-26")
@pytest.mark.row("S-64")
def test_email_outage_the_update_by_email_reached_nobody() -> None:
    drill = result("email_outage")
    (outage,) = drill["functions"]["email_support"]["outages"]
    assert (outage["length"], outage["rto"]) == (clock(1, 25), "met")
    assert [(row["message"], row["at"]) for row in drill["undelivered"]] == [("progress_update", clock(0, 20))]
    assert expected(drill, "inject:mail_stops", "holding_statement")[2] == clock(0, 5)
    assert updates(drill, "staff") == [(clock(0, 15), "never", None)]


@pytest.mark.row("S-19")
@pytest.mark.row("S-93")
def test_email_outage_the_client_notice_waited_for_approval() -> None:
    drill = result("email_outage")
    assert expected(drill, "inject:client_asks", "client_notice") == (clock(1, 30), "late", clock(0, 15))


@pytest.mark.row("S-30")
@pytest.mark.row("S-79")
def test_pandemic_half_strength_is_reached_exactly_within_the_rto() -> None:
    drill = result("pandemic")
    assert outages(drill, "care_line") == [(clock(9), clock(13), "met")]
    assert [(row["took"], row["result"]) for row in drill["targets"]] == [
        (clock(12), "met"),
        (clock(39), "met"),
    ]
    assert expected(drill, "inject:vpn_full", "grow_vpn")[2] == clock(3)
    assert drill["check_ins"]["harbor_agents"]["reached"][-1] == [clock(40), 360]
    blue = [(start, end) for start, end in drill["roles"]["news"]["uncovered"]]
    assert blue == [(clock(12, 20), clock(24, 20)), (clock(36, 20), clock(48))]


@pytest.mark.row("S-34")
@pytest.mark.row("S-62")
def test_hurricane_the_carrier_silences_both_centres() -> None:
    drill = result("hurricane_carrier")
    assert outages(drill, "care_line") == [
        (clock(8), clock(8, 45), "met"),
        (clock(20), clock(27, 30), "missed"),
    ]
    second = drill["functions"]["care_line"]["outages"][1]
    assert (second["over_rto"], second["causes"]) == (clock(3, 30), ["carrier_one", "harbor"])


@pytest.mark.row("S-82")
@pytest.mark.row("S-10")
def test_hurricane_roles_are_uncovered_and_the_chat_is_put_aside_too_long() -> None:
    drill = result("hurricane_carrier")
    assert drill["roles"]["telecom"]["uncovered"] == [[clock(12, 30), clock(24, 30)]]
    assert drill["roles"]["news"]["uncovered"] == [[clock(12, 30), clock(24, 30)], [clock(36, 30), clock(48)]]
    assert found(drill, "over_pause") == [(clock(32, 15), ["claims_chat"])]
    late = [late_by for _, result, late_by in updates(drill, "customers") if result == "late"]
    assert late == [clock(0, 30), clock(11, 30)]
