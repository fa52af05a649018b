"""Rule 1: the level of a function is its working agents over normal staff."""

import pytest

from support.stage import Raw, clock, inject, level, stage

FAILS = [inject("fails", "T+01:00", happens={"fail": ["power"]})]


def test_agents_work_at_an_open_site_whose_needs_are_met() -> None:
    assert level(stage(), "calls", 0) == 1.0


@pytest.mark.row("S-65")
def test_nobody_works_at_a_site_whose_need_is_unmet() -> None:
    drill = stage(msel=FAILS)
    assert level(drill, "calls", clock(0, 59)) == 1.0
    assert level(drill, "calls", clock(1)) == 0.0


@pytest.mark.row("S-48")
def test_agents_at_a_site_that_is_not_routed_to_do_not_work() -> None:
    assert level(stage(plan={"functions": {"calls": {"routed_to": ["spare"]}}}), "calls", 0) == 0.0


@pytest.mark.row("S-52")
def test_calls_routed_back_to_an_empty_floor_drop() -> None:
    """All work at the spare site; the calls go back to the hub before anybody is there."""
    plan: Raw = {
        "functions": {"calls": {"routed_to": ["spare"]}},
        "teams": {"agents": {"at": "spare"}},
        "tasks": {"back": {"do": "Route back", "by": "clerk", "effect": {"route": {"calls": ["hub"]}}}},
    }
    drill = stage(plan=plan, responses=[{"at": "T+01:00", "by": "clerk", "does": "back"}])
    assert (level(drill, "calls", clock(0, 59)), level(drill, "calls", clock(1))) == (1.0, 0.0)


@pytest.mark.row("S-63")
def test_agents_at_home_work_with_the_hosted_pbx_while_the_sites_own_is_dead() -> None:
    plan: Raw = {
        "sites": {"cloud": {"kind": "cloud"}},
        "systems": {"pbx": {"at": "hub"}, "hosted": {"at": "cloud"}},
        "functions": {"calls": {"needs_at": {"hub": ["pbx"], "home": ["hosted"]}, "routed_to": ["hub", "home"]}},
        "teams": {"others": {"count": 30, "at": "home", "works": "calls"}},
    }
    drill = stage(plan=plan, msel=[inject("fails", "T+01:00", happens={"fail": ["pbx"]})])
    assert level(drill, "calls", clock(1)) == 0.3


def test_more_agents_than_normal_staff_are_no_more_than_all() -> None:
    assert level(stage(plan={"functions": {"calls": {"normal_staff": 80}}}), "calls", 0) == 1.0


def test_a_need_at_one_site_stops_that_site_only() -> None:
    plan: Raw = {
        "functions": {"calls": {"needs_at": {"hub": ["crm"]}, "routed_to": ["hub", "spare"]}},
        "teams": {"others": {"count": 30, "at": "spare", "works": "calls"}},
    }
    drill = stage(plan=plan, msel=[inject("fails", "T+01:00", happens={"fail": ["crm"]})])
    assert level(drill, "calls", clock(1)) == 0.3


def test_a_function_with_an_unmet_need_of_its_own_is_at_nothing() -> None:
    drill = stage(
        plan={"functions": {"calls": {"needs": ["crm"]}}},
        msel=[inject("fails", "T+01:00", happens={"fail": ["crm"]})],
    )
    assert level(drill, "calls", clock(1)) == 0.0


SLIPS: Raw = {
    "functions": {
        "calls": {
            "needs": ["crm"],
            "workaround": {"name": "Slips", "without": ["crm"], "level": "50%", "lasts": "3h"},
        }
    },
    "tasks": {"slips": {"do": "Slips", "by": "clerk", "takes": "10m", "effect": {"use_workaround": ["calls"]}}},
}
CRM_FAILS = [inject("fails", "T+00:00", happens={"fail": ["crm"]})]


@pytest.mark.row("S-55")
def test_a_workaround_carries_the_function_at_its_level_for_as_long_as_it_lasts() -> None:
    drill = stage(plan=SLIPS, msel=CRM_FAILS, responses=[{"at": "T+00:00", "by": "clerk", "does": "slips"}])
    assert level(drill, "calls", clock(0, 9)) == 0.0
    assert level(drill, "calls", clock(0, 10)) == 0.5
    assert level(drill, "calls", clock(3, 9, 59)) == 0.5
    assert level(drill, "calls", clock(3, 10)) == 0.0


def test_a_workaround_started_again_lasts_from_its_latest_start() -> None:
    again = [{"at": at, "by": "clerk", "does": "slips"} for at in ("T+00:00", "T+02:00")]
    drill = stage(plan=SLIPS, msel=CRM_FAILS, responses=again)
    assert level(drill, "calls", clock(5, 9)) == 0.5
    assert level(drill, "calls", clock(5, 10)) == 0.0


def test_a_workaround_never_lifts_the_level_above_its_staff() -> None:
    few: Raw = {"teams": {"agents": {"count": 30}}}
    drill = stage(plan=SLIPS | few, msel=CRM_FAILS, responses=[{"at": "T+00:00", "by": "clerk", "does": "slips"}])
    assert level(drill, "calls", clock(1)) == 0.3


def test_a_workaround_of_some_agents_lets_those_work_where_it_works() -> None:
    around: Raw = {"name": "Slips", "without": ["crm"], "agents": 20, "at": ["hub"]}
    plan: Raw = {**SLIPS, "functions": {"calls": {"needs": ["crm"], "workaround": around}}}
    drill = stage(plan=plan, msel=CRM_FAILS, responses=[{"at": "T+00:00", "by": "clerk", "does": "slips"}])
    assert level(drill, "calls", clock(1)) == 0.2


def test_a_workaround_that_does_not_cover_all_that_is_missing_helps_nothing() -> None:
    plan: Raw = {**SLIPS, "functions": {"calls": {**SLIPS["functions"]["calls"], "needs": ["crm", "mailer"]}}}
    fails = [inject("fails", "T+00:00", happens={"fail": ["crm", "mailer"]})]
    drill = stage(plan=plan, msel=fails, responses=[{"at": "T+00:00", "by": "clerk", "does": "slips"}])
    assert level(drill, "calls", clock(1)) == 0.0


def test_a_workaround_covers_a_need_at_one_site_too() -> None:
    around: Raw = {"name": "Slips", "without": ["crm"], "level": "50%"}
    plan: Raw = {**SLIPS, "functions": {"calls": {"needs_at": {"hub": ["crm"]}, "workaround": around}}}
    drill = stage(plan=plan, msel=CRM_FAILS, responses=[{"at": "T+00:00", "by": "clerk", "does": "slips"}])
    assert level(drill, "calls", clock(0, 9)) == 0.0
    assert level(drill, "calls", clock(0, 10)) == 0.5


def test_a_function_put_aside_is_not_worked_on() -> None:
    plan: Raw = {"tasks": {"aside": {"do": "Aside", "by": "clerk", "effect": {"pause": ["mail"]}}}}
    drill = stage(plan=plan, responses=[{"at": "T+01:00", "by": "clerk", "does": "aside"}])
    assert level(drill, "mail", clock(0, 59)) == 1.0
    assert level(drill, "mail", clock(1)) == 0.0
