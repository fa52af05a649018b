"""Recovery times: what was promised against what the plan can do."""

from pathlib import Path

import pytest

from drillsim.loading import bundled, check
from drillsim.model.checks.rto import recoveries
from support.documents import TODAY, complaint, is_content, plan

PROMISE = "priority: 1, rto: 2h, mtpd: 8h, mbco: 40%, normal_staff: 10, routed_to: [tulsa]"


@pytest.mark.row("S-06")
def test_rto_above_mtpd_is_refused(tmp_path: Path) -> None:
    text = plan(functions=f"{{calls: {{{PROMISE.replace('rto: 2h', 'rto: @9h')}}}}}")
    assert complaint(tmp_path, "rto_over_mtpd", text) == "expected an rto of at most the mtpd 8h, found 9h"
    equal = plan(functions=f"{{calls: {{{PROMISE.replace('rto: 2h', 'rto: 8h')}}}}}")
    assert is_content(tmp_path, "rto_over_mtpd", equal)


PAPER = "{name: Paper, without: [crm], level: 50%}"


def with_tasks(tasks: str, do: str) -> str:
    """A plan with ways to bring calls back, some of them in its playbook."""
    return plan(
        sites="{tulsa: {}, bpo: {kind: partner, agreement: 2026-02-01, ready_after: 90m},"
        " home: {kind: remote, reach: {leave: 10m, travel: 1h, set_up: 20m}}}",
        systems="{crm: {needs: [feed]}, feed: {}, copy: {backup_for: crm, tested: 2026-02-01}}",
        functions=f"{{calls: {{{PROMISE}, needs: [crm], workaround: {PAPER}}}}}",
        tasks=f"{{plan: {{do: Plan, by: lead, takes: 15m}}, {tasks}}}",
        playbooks=f"{{storm: {{if: hazard is storm, do: {do}}}}}",
    )


@pytest.mark.row("S-08")
def test_the_latest_start_of_the_quickest_chain(tmp_path: Path) -> None:
    path = tmp_path / "small.plan.yaml"
    repair = "repair: {do: Repair, by: lead, takes: 1h30m, after: [plan], effect: {repair: [feed]}}"
    path.write_text(with_tasks(repair, "[plan, repair]"))
    loaded = check(path, today=TODAY)
    assert loaded.plan is not None
    (way,) = recoveries(loaded.plan)
    assert (way.playbook, way.function, way.task) == ("storm", "calls", "repair")
    assert way.latest_start == 15 * 60  # must start by T+00:15


@pytest.mark.parametrize(
    ("effect", "takes"),
    [
        ("{repair: [feed]}", "1h45m"),
        ("{switch_to: [copy]}", "1h45m"),
        ("{use_workaround: [calls]}", "1h45m"),
        ("{activate: {bpo: {calls: 5}}}", "15m"),
        ("{move: [{team: agents, to: home}], route: {calls: [home]}}", "15m"),
        ("{route: {calls: {add: [bpo]}}}", "15m"),
    ],
)
def test_a_playbook_that_needs_longer_than_the_rto(tmp_path: Path, effect: str, takes: str) -> None:
    """With the chain of 15m before it, what is brought back in exactly two hours is in time."""
    task = f"back: {{do: Bring back, by: lead, takes: %s, after: [plan], effect: {effect}}}"
    assert is_content(tmp_path, "rto_unreachable", with_tasks(task % takes, "[plan, back]"))
    late = with_tasks(task % f"{takes}1s", "@[plan, back]")
    assert "must start 1s before the outage" in complaint(tmp_path, "rto_unreachable", late)


def test_of_two_ways_the_quicker_counts(tmp_path: Path) -> None:
    slow = "slow: {do: Repair, by: lead, takes: 9h, effect: {repair: [feed]}}"
    quick = "quick: {do: Paper, by: lead, takes: 10m, effect: {use_workaround: [calls]}}"
    assert is_content(tmp_path, "rto_unreachable", with_tasks(f"{slow}, {quick}", "[slow, quick]"))


def test_the_hurricane_playbook_cannot_bring_the_care_line_back_in_time() -> None:
    said = check(bundled("hurricane_carrier"), today=TODAY).problems
    (late,) = [problem for problem in said if problem.code == "rto_unreachable"]
    assert late.where == "playbooks.hurricane.do"
    assert late.message == (
        "the quickest way here to bring care_line back, call_bluewave, takes 4h30m:"
        " for its rto of 4h it must start 30m before the outage"
    )
