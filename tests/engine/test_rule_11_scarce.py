"""Rule 11: scarce seats and lines go to functions by priority; partners' agents come, stay and go."""

from typing import Any

import pytest

from drillsim.record import events as e
from support.stage import Raw, clock, events, inject, level, stage


def at_home(agents: int, writers: int, **sites_and_systems: Any) -> Raw:
    return {
        "functions": {"calls": {"routed_to": ["home"]}, "mail": {"routed_to": ["home"], "normal_staff": 30}},
        "teams": {"agents": {"count": agents, "at": "home"}, "writers": {"count": writers, "at": "home"}},
        **sites_and_systems,
    }


@pytest.mark.row("S-68")
@pytest.mark.row("S-09")
def test_lines_go_to_the_more_urgent_function_first() -> None:
    drill = stage(plan=at_home(40, 30, systems={"vpn": {"carries": 50}}))
    assert level(drill, "calls", 0) == 0.4
    assert level(drill, "mail", 0) == 10 / 30


def test_equal_priorities_go_by_id() -> None:
    plan = at_home(40, 30, systems={"vpn": {"carries": 50}})
    plan["functions"] = {**plan["functions"], "mail": {"routed_to": ["home"], "priority": 1}}
    assert level(stage(plan=plan), "calls", 0) == 0.4


def test_seats_are_scarce_like_lines_and_the_smallest_remainder_counts() -> None:
    drill = stage(plan=at_home(100, 0, systems={"vpn": {"carries": 50}}, sites={"home": {"seats": 60}}))
    assert level(drill, "calls", 0) == 0.5
    drill = stage(plan=at_home(100, 0, systems={"vpn": {"carries": 70}}, sites={"home": {"seats": 60}}))
    assert level(drill, "calls", 0) == 0.6


def test_a_function_put_aside_takes_no_lines() -> None:
    plan = at_home(40, 30, systems={"vpn": {"carries": 50}})
    plan["functions"] = {**plan["functions"], "calls": {"routed_to": ["home"], "can_pause": "1d"}}
    plan["tasks"] = {"aside": {"do": "Aside", "by": "clerk", "effect": {"pause": ["calls"]}}}
    drill = stage(plan=plan, responses=[{"at": "T+01:00", "by": "clerk", "does": "aside"}])
    assert level(drill, "mail", clock(1)) == 1.0


def test_agents_who_wait_for_their_own_system_keep_their_lines() -> None:
    plan = at_home(40, 30, systems={"vpn": {"carries": 50}})
    plan["functions"] = {**plan["functions"], "calls": {"routed_to": ["home"], "needs": ["crm"]}}
    drill = stage(plan=plan, msel=[inject("fails", "T+01:00", happens={"fail": ["crm"]})])
    assert level(drill, "calls", clock(1)) == 0.0
    assert level(drill, "mail", clock(1)) == 10 / 30


def test_a_grown_system_carries_the_new_number() -> None:
    plan = at_home(100, 0, systems={"vpn": {"carries": 50}})
    plan["tasks"] = {"grow": {"do": "Grow", "by": "clerk", "takes": "1h", "effect": {"grow": {"vpn": 80}}}}
    drill = stage(plan=plan, responses=[{"at": "T+01:00", "by": "clerk", "does": "grow"}])
    assert level(drill, "calls", clock(1, 59)) == 0.5
    assert level(drill, "calls", clock(2)) == 0.8


PARTNER: Raw = {
    "tasks": {
        "call": {"do": "Call", "by": "lead", "takes": "10m", "effect": {"activate": {"bpo": {"calls": 90}}}},
        "thank": {"do": "Thank", "by": "lead", "effect": {"release": ["bpo"]}},
        "reroute": {"do": "Route", "by": "clerk", "effect": {"route": {"calls": ["spare"]}}},
    }
}
CLOSED = [inject("closed", "T+00:00", happens={"close": ["hub"]})]
CALL = {"at": "T+01:00", "by": "lead", "does": "call"}


@pytest.mark.row("S-108")
def test_a_partners_agents_come_when_ready_at_most_its_seats_and_stay_until_released() -> None:
    drill = stage(plan=PARTNER, msel=CLOSED, responses=[CALL, {"at": "T+05:00", "by": "lead", "does": "thank"}])
    assert level(drill, "calls", clock(2, 9)) == 0.0
    assert level(drill, "calls", clock(2, 10)) == 0.4
    assert level(drill, "calls", clock(4, 59)) == 0.4
    assert level(drill, "calls", clock(5)) == 0.0


def test_a_partner_released_on_the_way_never_comes() -> None:
    drill = stage(plan=PARTNER, msel=CLOSED, responses=[CALL, {"at": "T+02:00", "by": "lead", "does": "thank"}])
    assert events(drill, e.PartnerReady) == []


def test_no_later_route_undoes_the_partners_routing() -> None:
    drill = stage(plan=PARTNER, msel=CLOSED, responses=[CALL, {"at": "T+03:00", "by": "clerk", "does": "reroute"}])
    assert level(drill, "calls", clock(3)) == 0.4


@pytest.mark.row("S-39")
def test_a_lost_partners_agents_are_gone_at_that_second() -> None:
    lost = [*CLOSED, inject("lost", "T+03:00", happens={"lose": ["bpo"]})]
    drill = stage(plan=PARTNER, msel=lost, responses=[CALL])
    assert level(drill, "calls", clock(2, 59, 59)) == 0.4
    assert level(drill, "calls", clock(3)) == 0.0
