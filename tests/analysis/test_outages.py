"""Rules 1 to 3: out or not, how long, against which promise."""

import pytest

from drillsim.analysis.shape import FunctionRow
from drillsim.record import events as e
from support.histories import AWAY, HUB, came_of, moved
from support.stage import Raw, clock, stage


def calls(**promises: object) -> Raw:
    return {"functions": {"calls": {"needs": ["crm"], **promises}}}


def out_for(seconds: int, **promises: object) -> FunctionRow:
    """Calls, out from T+00:10 for so long in 8 hours."""
    fails: list[e.Event] = [e.SystemFailed(600, "crm"), e.SystemRepaired(600 + seconds, "crm")]
    return came_of(stage(plan=calls(**promises)), *fails)["functions"]["calls"]


@pytest.mark.row("S-05")
@pytest.mark.parametrize(("length", "rto", "over"), [(5399, "met", 0), (5400, "met", 0), (5401, "missed", 1)])
def test_an_outage_of_exactly_the_rto_is_met(length: int, rto: str, over: int) -> None:
    (outage,) = out_for(length, rto="90m")["outages"]
    assert (outage["from"], outage["to"], outage["length"]) == (600, 600 + length, length)
    assert (outage["rto"], outage["over_rto"]) == (rto, over)


@pytest.mark.row("S-06")
def test_beyond_the_mtpd_an_outage_is_breached() -> None:
    (outage,) = out_for(clock(6, 15), rto="2h", mtpd="6h")["outages"]
    assert (outage["rto"], outage["over_rto"]) == ("missed", clock(4, 15))
    assert (outage["mtpd"], outage["breached_at"]) == ("breached", 600 + clock(6))


def test_an_outage_of_exactly_the_mtpd_is_kept() -> None:
    (outage,) = out_for(clock(4), rto="1h", mtpd="4h")["outages"]
    assert (outage["mtpd"], outage["breached_at"]) == ("kept", None)


@pytest.mark.row("S-07")
@pytest.mark.parametrize(("gone", "outages"), [(44, 0), (45, 1)])
def test_exactly_mbco_is_not_out(gone: int, outages: int) -> None:
    plan = {"functions": {"calls": {"mbco": "45%", "normal_staff": 80}}, "teams": {"agents": {"count": 80}}}
    function = came_of(stage(plan=plan), moved(600, gone))["functions"]["calls"]
    assert function["level"] == [[0, 1.0], [600, (80 - gone) / 80]]
    assert len(function["outages"]) == outages


def test_an_outage_open_at_the_end_is_undecided_until_it_exceeds_the_rto() -> None:
    exercise = stage(plan=calls(rto="1h"), lasts="2h")
    (outage,) = came_of(exercise, e.SystemFailed(clock(1), "crm"))["functions"]["calls"]["outages"]
    assert (outage["to"], outage["length"], outage["rto"]) == (None, 3600, "undecided")
    (outage,) = came_of(exercise, e.SystemFailed(clock(1) - 1, "crm"))["functions"]["calls"]["outages"]
    assert (outage["to"], outage["length"], outage["rto"], outage["over_rto"]) == (None, 3601, "missed", 1)


def test_nothing_is_reckoned_from_the_last_second_on() -> None:
    back = came_of(stage(plan=calls(), lasts="1h"), e.SystemFailed(0, "crm"), e.SystemRepaired(clock(1), "crm"))
    assert back["functions"]["calls"]["outages"][0]["to"] is None
    assert back["functions"]["calls"]["level"] == [[0, 0.0]]


def test_the_level_is_that_after_everything_in_a_second() -> None:
    blip: list[e.Event] = [e.SystemFailed(60, "crm"), e.SystemRepaired(60, "crm")]
    function = came_of(stage(plan=calls()), *blip)["functions"]["calls"]
    assert (function["level"], function["outages"]) == ([[0, 1.0]], [])


@pytest.mark.row("S-122")
def test_downtime_is_the_sum_of_the_outages() -> None:
    fails: list[e.Event] = [
        event for at in (0, 3600) for event in (e.SystemFailed(at, "crm"), e.SystemRepaired(at + 900, "crm"))
    ]
    function = came_of(stage(plan=calls(), lasts="2h"), *fails)["functions"]["calls"]
    assert (function["down_total"], function["availability"]) == (1800, 0.75)


@pytest.mark.row("S-11")
def test_causes_are_the_roots_and_not_what_depends_on_them() -> None:
    plan = {"systems": {"crm": {"at": "spare", "needs": ["power"]}}, **calls()}
    (outage,) = came_of(stage(plan=plan), e.SystemFailed(60, "power"))["functions"]["calls"]["outages"]
    assert outage["causes"] == ["power"]


def test_an_outage_by_decisions_alone_has_no_cause() -> None:
    routed_off = e.Rerouted(60, "calls", ("spare",))
    (outage,) = came_of(stage(), routed_off)["functions"]["calls"]["outages"]
    assert outage["causes"] == []


def test_a_site_that_closed_under_its_people_is_a_cause() -> None:
    (outage,) = came_of(stage(), e.SiteClosed(60, "hub"), moved(60, 100))["functions"]["calls"]["outages"]
    assert outage["causes"] == ["hub"]


def test_a_function_put_aside_is_not_out() -> None:
    events: list[e.Event] = [
        e.FunctionPutAside(60, "mail"),
        e.SystemFailed(60, "power"),
        e.FunctionTakenUp(3660, "mail"),
    ]
    mail = came_of(stage(lasts="2h"), *events)["functions"]["mail"]
    assert mail["paused"] == [[60, 3660]]
    assert [(x["from"], x["to"]) for x in mail["outages"]] == [(3660, None)]


def test_putting_aside_ends_an_outage() -> None:
    mail = came_of(stage(), e.SystemFailed(0, "power"), e.FunctionPutAside(900, "mail"))["functions"]["mail"]
    assert [(x["from"], x["to"], x["length"]) for x in mail["outages"]] == [(0, 900, 900)]


@pytest.mark.row("S-10")
def test_time_put_aside_beyond_its_limit_is_summed_stretch_by_stretch() -> None:
    """The limit is 2h: one stretch of exactly that, one of 3h, one open at the end of 2h30m."""
    stretches = [(0, clock(2)), (clock(3), clock(6)), (clock(7), None)]
    events: list[e.Event] = []
    for begins, ends in stretches:
        events.append(e.FunctionPutAside(begins, "mail"))
        events += [e.FunctionTakenUp(ends, "mail")] if ends is not None else []
    mail = came_of(stage(lasts="9h30m"), *events)["functions"]["mail"]
    assert mail["paused"] == [[0, clock(2)], [clock(3), clock(6)], [clock(7), clock(9, 30)]]
    assert mail["over_pause"] == clock(1) + clock(0, 30)


def test_people_who_come_back_bring_the_function_back() -> None:
    events: list[e.Event] = [moved(60, 60), moved(3660, 10, where=AWAY, to=HUB, why="recalled")]
    (outage,) = came_of(stage(), *events)["functions"]["calls"]["outages"]
    assert (outage["from"], outage["to"], outage["rto"]) == (60, 3660, "met")
