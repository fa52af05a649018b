"""Single things whose loss puts a function out, or takes sites that back each other."""

from pathlib import Path

import pytest

from drillsim.loading import bundled, check
from support.documents import TODAY, complaint, is_content, plan

CALLS = "priority: 1, rto: 2h, mtpd: 8h, mbco: 40%, normal_staff: 10"
TWO_SITES = "{tulsa: {area: oklahoma}, omaha: {area: nebraska}}"
TEAMS = "{agents: {count: 8, at: tulsa, works: calls}, others: {count: %s, at: omaha, works: calls}}"


def at_both(more: str = "") -> str:
    return f"{{calls: {{{CALLS}, routed_to: [tulsa, omaha]{more}}}}}"


@pytest.mark.row("S-11")
def test_a_function_with_one_server_has_a_single_point(tmp_path: Path) -> None:
    text = plan(
        sites=TWO_SITES,
        systems="{crm: {needs: [rack]}, rack: {}}",
        functions=f"{{calls: @{{{CALLS}, routed_to: [tulsa, omaha], needs: [crm]}}}}",
        teams=TEAMS % 8,
    )
    assert complaint(tmp_path, "single_point", text) == (
        "calls is out when crm or rack is lost: nothing in the plan keeps it at its MBCO then"
    )


def test_a_backup_counts_when_it_takes_over_or_a_task_switches_to_it(tmp_path: Path) -> None:
    def served_by(standby: str, task: str) -> str:
        return plan(
            sites=TWO_SITES,
            systems=f"{{crm: {{}}, standby: {{{standby}}}}}",
            functions=at_both(", needs: [crm]"),
            teams=TEAMS % 8,
            tasks=f"{{switch: {{do: Switch, by: lead{task}}}}}",
        )

    switched = ", effect: {switch_to: [standby]}"
    assert is_content(tmp_path, "single_point", served_by("backup_for: crm, auto_after: 1m", ""))
    assert is_content(tmp_path, "single_point", served_by("backup_for: crm", switched))
    forgotten = served_by("backup_for: crm", "").replace("calls: {", "calls: @{", 1)
    assert "when crm is lost" in complaint(tmp_path, "single_point", forgotten)


@pytest.mark.row("S-55")
def test_a_workaround_that_reaches_the_mbco_counts(tmp_path: Path) -> None:
    def on_paper(level: str) -> str:
        workaround = f", needs: [crm], workaround: {{name: Paper, without: [crm], level: {level}}}"
        return plan(
            sites=TWO_SITES,
            systems="{crm: {}}",
            functions=at_both(workaround),
            teams=TEAMS % 8,
            tasks="{paper: {do: Paper, by: lead, effect: {use_workaround: [calls]}}}",
        )

    assert is_content(tmp_path, "single_point", on_paper("40%"))
    assert complaint(tmp_path, "single_point", on_paper("30%").replace("calls: {", "calls: @{", 1))


def test_a_second_site_counts_when_enough_people_can_be_there(tmp_path: Path) -> None:
    routed = f"{{calls: @{{{CALLS}, routed_to: [tulsa, omaha]}}}}"
    too_few = plan(sites=TWO_SITES, functions=routed, teams=TEAMS % 3)
    assert "when oklahoma or tulsa is lost" in complaint(tmp_path, "single_point", too_few)
    enough = plan(sites=TWO_SITES, functions=at_both(), teams=TEAMS % 4)
    assert is_content(tmp_path, "single_point", enough)


def test_a_task_that_moves_and_routes_makes_a_second_site(tmp_path: Path) -> None:
    moved = "{go: {do: Go, by: lead, effect: {move: [{team: agents, to: omaha}], route: {calls: [omaha]}}}}"
    assert is_content(tmp_path, "single_point", plan(sites=TWO_SITES, tasks=moved))
    only_moved = moved.replace(", route: {calls: [omaha]}", "")
    stuck = plan(sites=TWO_SITES, tasks=only_moved).replace("calls: {", "calls: @{", 1)
    assert "when oklahoma or tulsa is lost" in complaint(tmp_path, "single_point", stuck)


@pytest.mark.row("S-62")
def test_inland_and_harbor_share_a_carrier() -> None:
    said = check(bundled("hurricane_carrier"), today=TODAY).problems
    (shared,) = [problem for problem in said if problem.where == "functions.care_line.routed_to"]
    assert shared.code == "single_point"
    assert "harbor and inland fall together with carrier_one or phone_lines" in shared.message


def test_sites_with_lines_of_their_own_back_each_other(tmp_path: Path) -> None:
    def lines(of_tulsa: str, of_omaha: str, carrier: str) -> str:
        five = "count: 5, works: calls"
        return plan(
            sites=f"{{tulsa: {{needs: [{of_tulsa}]}}, omaha: {{needs: [{of_omaha}]}}, far: {{}}}}",
            systems=f"{{one: {{}}, two: {{{carrier}}}}}",
            functions=f"{{calls: {{{CALLS}, routed_to: [tulsa, omaha, far]}}}}",
            teams=f"{{a: {{at: tulsa, {five}}}, b: {{at: omaha, {five}}}, c: {{at: far, {five}}}}}",
        )

    assert is_content(tmp_path, "single_point", lines("one", "two", ""))
    shared = lines("one", "one", "").replace("routed_to: [", "routed_to: @[")
    assert complaint(tmp_path, "single_point", shared) == (
        "sites that back each other in calls share a fate: tulsa and omaha fall together with one"
    )
    assert is_content(tmp_path, "single_point", lines("one", "one", "backup_for: one, auto_after: 1m"))
