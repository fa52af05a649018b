"""A backup that falls with what it backs up."""

from pathlib import Path

import pytest

from drillsim.loading import bundled, check
from support.documents import TODAY, complaint, is_content, plan

SERVERS = "{crm: {at: %s}, standby: {at: %s, backup_for: @crm}}"


def fate(folder: Path, text: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """What takes each primary with its backup."""
    path = folder / "small.plan.yaml"
    path.write_text(text)
    return {(pair.primary, pair.backup): pair.common for pair in check(path, today=TODAY).shared_fate}


@pytest.mark.row("S-58")
def test_crm_and_its_standby_share_site_area_and_power() -> None:
    loaded = check(bundled("server_loss"), today=TODAY)
    common = {(pair.primary, pair.backup): pair.common for pair in loaded.shared_fate}
    assert common == {
        ("tulsa_pbx", "hosted_pbx"): (),
        ("crm_server", "crm_standby"): ("oklahoma", "server_room_power", "tulsa"),
        ("crm_server", "crm_cloud_copy"): (),
        ("mail_server", "cloud_mail"): (),
    }
    warned = [problem.where for problem in loaded.problems if problem.code == "shared_fate"]
    assert warned == ["systems.crm_standby.backup_for"]


@pytest.mark.row("S-58")
def test_a_need_shared_two_steps_down_is_found(tmp_path: Path) -> None:
    servers = "crm: {needs: [rack_a]}, standby: {needs: [rack_b], backup_for: @crm}"
    systems = f"{{{servers}, rack_a: {{needs: [feed]}}, rack_b: {{needs: [feed]}}, feed: {{}}}}"
    assert complaint(tmp_path, "shared_fate", plan(systems=systems)) == (
        "crm and its backup standby fall together with feed: against that it is no backup"
    )


def test_two_sites_of_one_area_fall_together(tmp_path: Path) -> None:
    sites = "{tulsa: {area: oklahoma}, annex: {area: oklahoma}}"
    message = complaint(tmp_path, "shared_fate", plan(sites=sites, systems=SERVERS % ("tulsa", "annex")))
    assert "fall together with oklahoma" in message


@pytest.mark.row("S-59")
def test_a_backup_elsewhere_shares_nothing(tmp_path: Path) -> None:
    sites = "{tulsa: {area: oklahoma}, cloud: {kind: cloud}}"
    assert is_content(tmp_path, "shared_fate", plan(sites=sites, systems=SERVERS % ("tulsa", "cloud")))


def test_power_that_a_generator_elsewhere_takes_over_does_not_take_both(tmp_path: Path) -> None:
    servers = "crm: {needs: [power]}, standby: {needs: [power], backup_for: crm}"
    systems = f"{{{servers}, power: {{}}, generator: {{backup_for: power%s}}}}"
    by_itself = plan(systems=systems % ", auto_after: 1m")
    assert fate(tmp_path, by_itself)["crm", "standby"] == ()
    by_hand = plan(systems=systems % "")
    assert fate(tmp_path, by_hand)["crm", "standby"] == ("power",)


def test_a_generator_that_needs_the_power_it_backs_up_is_no_help(tmp_path: Path) -> None:
    systems = "{power: {}, generator: {needs: [pump], backup_for: power, auto_after: 1m}, pump: {needs: [power]}}"
    assert fate(tmp_path, plan(systems=systems)) == {("power", "generator"): ("power",)}
