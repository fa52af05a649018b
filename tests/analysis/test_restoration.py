"""Rule 19: back to normal must mean it."""

import pytest

from drillsim.record import events as e
from drillsim.record.whereabouts import ABSENT, Whereabouts, at
from support.histories import AWAY, HUB, brief, came_of, done, found, mode, moved, release
from support.stage import Raw, clock, inject, stage

PLAN: Raw = {
    "functions": {
        "calls": {"workaround": {"name": "Paper", "without": ["crm"], "level": "50%"}, "needs": ["crm"]},
    },
    "tasks": {
        "close_hub": {"do": "Close", "by": "lead", "effect": {"close": ["hub"]}},
        "aside": {"do": "Put aside", "by": "lead", "effect": {"pause": ["mail"]}},
        "reroute": {"do": "Reroute", "by": "lead", "effect": {"route": {"calls": ["spare"]}}},
        "call_bpo": {"do": "Call", "by": "lead", "effect": {"activate": {"bpo": {"calls": 10}}}},
        "paper": {"do": "Paper", "by": "lead", "effect": {"use_workaround": ["calls"]}},
        "switch": {"do": "Switch", "by": "lead", "effect": {"switch_to": ["crm_copy"]}},
        "lend": {
            "do": "Lend",
            "by": "lead",
            "effect": {"move": [{"team": "writers", "to": "hub", "works": "calls"}]},
        },
    },
}

DISTURBED: dict[str, list[e.Event]] = {
    "mail": [*done(60, "aside"), e.FunctionPutAside(60, "mail")],
    "calls": [*done(60, "reroute"), e.Rerouted(60, "calls", ("spare",))],
    "bpo": [*done(60, "call_bpo"), e.PartnerActivated(60, "bpo", "calls", 10, 10, "call_bpo")],
    "crm_copy": [*done(60, "switch"), e.SwitchedTo(60, "crm_copy", "switch", answers=True)],
    "agents": [*done(60, "close_hub"), e.SiteClosed(60, "hub"), moved(60, 100)],
    "writers": [*done(60, "lend"), moved(60, 20, team="writers", works="mail", to=HUB, to_works="calls")],
}


@pytest.mark.parametrize("name", DISTURBED)
def test_what_is_not_as_planned_at_the_end_is_named(name: str) -> None:
    result = came_of(stage(plan=PLAN), *DISTURBED[name])
    assert brief(result, "not_restored") == [(clock(8), [name])]


def test_a_running_workaround_is_named_by_its_function() -> None:
    result = came_of(stage(plan=PLAN), *done(60, "paper"), e.WorkaroundBegan(60, "calls", None))
    assert brief(result, "not_restored") == [(clock(8), ["calls"])]


def test_a_backup_that_took_over_by_itself_is_named() -> None:
    fails = inject("fails", "T+00:01", happens={"fail": ["crm"]})
    events: list[e.Event] = [
        release(60, "fails"),
        e.SystemFailed(60, "crm"),
        e.BackupTookOver(120, "crm_copy"),
    ]
    result = came_of(stage(plan=PLAN, msel=[fails]), *events)
    assert brief(result, "not_restored") == [(clock(8), ["crm_copy"])]
    assert found(result, "not_restored")[0]["evidence"] == ["inject:fails"]


def test_it_is_looked_at_when_the_mode_turns_normal_and_then_not_at_the_end() -> None:
    turns: list[e.Event] = [
        *mode(30, "emergency", run=8),
        *DISTURBED["mail"],
        *mode(clock(1), "normal", run=9),
    ]
    result = came_of(stage(plan=PLAN), *turns, e.FunctionTakenUp(clock(1) + 1, "mail"))
    assert brief(result, "not_restored") == [(clock(1), ["mail"])]
    assert found(result, "not_restored")[0]["evidence"] == ["task:aside@60", "task:stand_down@3600"]


def test_what_the_last_task_puts_right_in_that_second_is_restored() -> None:
    turns: list[e.Event] = [
        *mode(30, "emergency", run=8),
        *DISTURBED["mail"],
        *mode(clock(1), "normal", run=9),
    ]
    assert brief(came_of(stage(plan=PLAN), *turns, e.FunctionTakenUp(clock(1), "mail")), "not_restored") == []


def test_it_is_looked_at_every_time_and_at_the_end_of_an_emergency_that_has_none() -> None:
    events: list[e.Event] = [*DISTURBED["mail"]]
    for turn, to in enumerate(["emergency", "normal", "emergency", "normal", "emergency"]):
        events += mode(clock(turn + 1), to, run=turn + 5)
    result = came_of(stage(plan=PLAN), *events)
    assert [at for at, _ in brief(result, "not_restored")] == [clock(2), clock(4), clock(8)]


def test_a_function_put_aside_and_routed_otherwise_is_two_findings() -> None:
    result = came_of(stage(plan=PLAN), *DISTURBED["mail"], e.Rerouted(60, "mail", ("spare",)))
    assert [finding["text"] for finding in result["findings"] if finding["code"] == "not_restored"] == [
        "mail was still put aside at T+08:00.",
        "mail was still routed to spare at T+08:00.",
    ]


def test_the_order_of_a_route_does_not_matter_nor_does_an_active_partner_in_it() -> None:
    plan = {"functions": {"calls": {"routed_to": ["hub", "spare"]}}}
    result = came_of(stage(plan=plan), e.Rerouted(60, "calls", ("spare", "hub")))
    assert brief(result, "not_restored") == []
    partner: list[e.Event] = [e.Rerouted(60, "calls", ("hub", "bpo")), *DISTURBED["bpo"]]
    assert brief(came_of(stage(plan=PLAN), *partner), "not_restored") == [(clock(8), ["bpo"])]


@pytest.mark.parametrize(
    "place",
    [
        AWAY,
        at("spare"),
        Whereabouts("coming", "hub", 1),
        Whereabouts("to_check_in", "home"),
        Whereabouts("accounted", "home"),
    ],
)
def test_people_anywhere_but_at_their_own_site_are_not_restored(place: Whereabouts) -> None:
    result = came_of(stage(plan=PLAN), *done(60, "close_hub"), moved(60, 1, to=place, why="left"))
    assert brief(result, "not_restored") == [(clock(8), ["agents"])]


def test_the_absent_and_temporary_staff_who_were_not_called_do_not_count() -> None:
    assert came_of(stage(), moved(60, 10, to=ABSENT, why="absent"))["findings"] == []
    temporary = {"teams": {"temps": {"count": 5, "at": "hub", "works": "calls", "ready_after": "2h"}}}
    assert came_of(stage(plan=temporary))["findings"] == []


def test_a_reserve_that_works_is_not_restored() -> None:
    helps = {
        "do": "Help",
        "by": "lead",
        "effect": {"move": [{"team": "reserve", "to": "hub", "works": "calls"}]},
    }
    plan = {"teams": {"reserve": {"count": 5, "at": "hub"}}, "tasks": {"help": helps}}
    work = moved(60, 5, team="reserve", works=None, to=HUB, to_works="calls", why="arrived")
    result = came_of(stage(plan=plan), *done(60, "help"), work)
    assert brief(result, "not_restored") == [(clock(8), ["reserve"])]


@pytest.mark.row("S-51")
def test_teams_with_people_away_at_the_end_were_left() -> None:
    result = came_of(stage(plan=PLAN), *DISTURBED["agents"], moved(90, 40, where=AWAY, to=at("spare"), why="arrived"))
    assert brief(result, "left_away") == [(clock(8), ["agents"])]
    assert found(result, "left_away")[0] == {
        "code": "left_away",
        "at": clock(8),
        "about": ["agents"],
        "text": "60 people of agents were still away at the end.",
        "evidence": ["task:close_hub@60"],
    }
