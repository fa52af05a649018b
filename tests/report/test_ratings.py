"""Proposed ratings: the first rule that applies, never above the evidence."""

from typing import Any

import pytest

from report.reading import live, report_of, report_on, whole
from support.stage import Raw, inject, stage

OBJECTIVES = {"objectives": {"goal": {"text": "It works", "capability": "Calls"}}}
SWITCH: Raw = {
    "functions": {"calls": {"needs": ["crm"]}},
    "tasks": {"switch": {"do": "Switch", "by": "clerk", "takes": "10m", "effect": {"switch_to": ["crm_copy"]}}},
}
SWITCHES: Raw = {"at": "T+01:20", "by": "clerk", "does": "switch"}


def goal(*responses: Raw, within: str = "30m", plan: Raw = SWITCH, msel: list[Raw] | None = None, **drill: Any) -> str:
    """What is proposed for the one objective: the switch within some time after the customer records fail."""
    expect = [{"task": "switch", "within": within, "objective": "goal"}]
    fails = inject("fails", "T+01:00", happens={"fail": ["crm"]}, expect=expect)
    msel = [fails, *(msel or [])]
    exercise = stage(plan=plan, scenario=OBJECTIVES, msel=msel, responses=list(responses), **drill)
    return whole(report_of(exercise), "Analysis of core capabilities")


def test_all_on_time_and_nothing_found_is_p() -> None:
    """The backup has no copies to lose data from, and is switched back before the end."""
    back: Raw = {"at": "T+03:00", "by": "clerk", "does": "back"}
    plan: Raw = {
        **SWITCH,
        "tasks": {
            **SWITCH["tasks"],
            "back": {"do": "Back", "by": "clerk", "effect": {"switch_back": ["crm_copy"]}},
        },
    }
    repair = inject("mended", "T+02:00", happens={"repair": ["crm"]})
    said = goal(SWITCHES, back, plan=plan, msel=[repair])
    assert "**proposed P, not confirmed**, because the one thing expected was on time." in said


def test_late_is_s() -> None:
    assert "**proposed S, not confirmed**, because switch late by 5m (inject:fails)" in goal(SWITCHES, within="25m")


def test_a_finding_about_what_it_speaks_of_is_s() -> None:
    assert "**proposed S, not confirmed**, because crm_copy still stood in for crm at T+08:00." in goal(SWITCHES)


def test_an_rto_missed_is_m_though_the_task_was_on_time() -> None:
    late: Raw = {"at": "T+02:20", "by": "clerk", "does": "switch"}
    assert "**proposed M, not confirmed**, because RTO of calls missed by 30m." in goal(late, within="2h")


def test_never_done_is_u() -> None:
    assert "**proposed U, not confirmed**, because switch never (inject:fails)" in goal()


def test_an_mtpd_breached_is_u() -> None:
    late: Raw = {"at": "T+05:20", "by": "clerk", "does": "switch"}
    assert "**proposed U, not confirmed**, because MTPD of calls breached." in goal(late, within="6h")


@pytest.mark.row("S-121")
def test_nothing_that_came_due_is_not_evaluated() -> None:
    said = whole(report_of(stage(scenario=OBJECTIVES)), "Analysis of core capabilities")
    assert "**not evaluated**, because nothing expected for it came due and could be judged." in said
    assert "proposed P" not in said


def test_a_rating_in_the_drill_file_is_of_the_play_it_was_written_for() -> None:
    """Unattended it is shown beside the proposal; a live drill is another play, which nobody has rated yet."""
    expect = [{"task": "declare", "objective": "goal"}]
    exercise = stage(
        scenario=OBJECTIVES,
        msel=[inject("ring", "T+01:00", expect=expect)],
        responses=[{"at": "T+01:10", "by": "lead", "does": "declare"}],
        ratings={"goal": {"rating": "M", "why": "Slow | to begin"}},
    )
    unattended = whole(report_of(exercise), "Analysis of core capabilities")
    assert "not confirmed" in unattended
    assert r"The drill file holds a rating by people: **M**: Slow \| to begin." in unattended
    session = live(exercise)
    session.finish()
    assert "Slow" not in report_on(session)
