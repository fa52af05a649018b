"""Needs at the wrong place of a plan, and kits and homes that fall with what they replace."""

from pathlib import Path

import pytest

from support.documents import complaint, is_content, plan, problems

PROMISE = "rto: 2h, mtpd: 8h, mbco: 40%, normal_staff: 10, routed_to: [tulsa]"
CALLS = f"calls: {{priority: 1, {PROMISE}, contacts: {{channel: voice, per_hour: 60, handling: 5m}}}}"
MAIL = f"mail: {{priority: 2, {PROMISE}, contacts: {{channel: email, per_hour: 60, handling: 5m}}}}"


def test_a_telephone_needed_by_a_site_stops_its_mail_too(tmp_path: Path) -> None:
    text = plan(
        sites="{tulsa: {needs: [power, @pbx]}}",
        systems="{power: {}, pbx: {}}",
        functions=f"{{{CALLS}, {MAIL}}}",
    )
    assert complaint(tmp_path, "stops_all", text) == (
        "without pbx every function at tulsa stops, mail too; meant only for calls? write needs_at"
    )


def test_where_only_calls_are_answered_a_site_may_need_its_telephones(tmp_path: Path) -> None:
    text = plan(sites="{tulsa: {needs: [pbx]}}", systems="{pbx: {}}", functions=f"{{{CALLS}}}")
    assert is_content(tmp_path, "stops_all", text)


def test_a_telephone_written_as_needs_at_stops_calls_only(tmp_path: Path) -> None:
    calls = CALLS.replace("routed_to", "needs_at: {tulsa: [pbx]}, routed_to")
    text = plan(systems="{pbx: {}}", functions=f"{{{calls}, {MAIL}}}")
    assert is_content(tmp_path, "stops_all", text)


SEND_HOME = "{go: {do: Go, by: lead, effect: {move: [{team: agents, to: home}]}}}"


def home_with(kept_at: str) -> str:
    """A plan that sends Tulsa's agents home, with kits kept somewhere."""
    offices = "tulsa: {area: oklahoma}, annex: {area: oklahoma}, omaha: {}"
    home = f"home: {{kind: remote, kit: {{kept_at: {kept_at}}}}}"
    return plan(sites=f"{{{offices}, {home}}}", tasks=SEND_HOME)


@pytest.mark.row("S-67")
@pytest.mark.parametrize(
    ("store", "both", "common"),
    [("tulsa", "tulsa", "oklahoma or tulsa"), ("annex", "annex and tulsa", "oklahoma")],
)
def test_kits_kept_where_the_site_falls_fall_with_it(tmp_path: Path, store: str, both: str, common: str) -> None:
    message = complaint(tmp_path, "kit_shares_fate", home_with(f"{{@{store}: 60}}"))
    assert message == f"kits kept at {both}, which home replaces, fall with {common}"


def test_kits_kept_elsewhere_do_not_fall(tmp_path: Path) -> None:
    said, _ = problems(tmp_path, home_with("{omaha: 60}"))
    assert "kit_shares_fate" not in [problem.code for problem in said]


def test_homes_in_the_area_of_the_site_fall_with_it(tmp_path: Path) -> None:
    def living(area: str) -> str:
        return plan(
            sites="{tulsa: {area: oklahoma}, omaha: {area: nebraska}, home: {kind: remote}}",
            teams=f"{{agents: {{count: 10, at: tulsa, works: calls, lives: {{{area}: 60%}}}}}}",
            tasks=SEND_HOME,
        )

    message = complaint(tmp_path, "kit_shares_fate", living("@oklahoma"))
    assert message == "homes in oklahoma and tulsa, which home replaces, fall with oklahoma"
    said, _ = problems(tmp_path, living("nebraska"))
    assert "kit_shares_fate" not in [problem.code for problem in said]


def test_everybody_lives_in_one_area(tmp_path: Path) -> None:
    sites = "{tulsa: {area: oklahoma}, omaha: {area: nebraska}}"
    teams = "{agents: {count: 10, at: tulsa, works: calls, lives: @{oklahoma: 60%, nebraska: 50%}}}"
    message = complaint(tmp_path, "value", plan(sites=sites, teams=teams))
    assert message.startswith("expected shares of at most 100% in all: everybody lives in one area, found ")
