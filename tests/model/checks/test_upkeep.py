"""Whether a plan is kept up. Today is 2026-03-01."""

from pathlib import Path

import pytest

from support.documents import complaint, drill, is_content, plan


@pytest.mark.row("S-16")
def test_reviewed_90_days_ago_is_current_and_91_is_overdue(tmp_path: Path) -> None:
    assert is_content(tmp_path, "review_overdue", plan(reviewed="2025-12-01"))
    overdue = complaint(tmp_path, "review_overdue", plan(reviewed="@2025-11-30"))
    assert overdue == "expected a review within 90d (review_every), found one 91 days old; review the plan"


def test_today_is_the_day_on_which_the_drill_is_held(tmp_path: Path) -> None:
    assert is_content(tmp_path, "review_overdue", plan(reviewed="2025-11-30"), drill(held="2025-12-31"))


@pytest.mark.row("S-17")
@pytest.mark.parametrize(
    ("systems", "sites"),
    [
        ("{crm: {}, copy: {backup_for: crm, tested: @2025-11-30}}", "{tulsa: {}}"),
        ("{crm: {}, copy: @{backup_for: crm}}", "{tulsa: {}}"),
        ("{}", "{tulsa: {}, bpo: {kind: partner, agreement: @2025-11-30}}"),
        ("{}", "{tulsa: {}, bpo: @{kind: partner}}"),
        ("{}", "{tulsa: {}, hired: {kind: temporary, agreement: @2025-11-30}}"),
    ],
)
def test_backups_and_partners_are_tried_as_often_as_the_plan_is_reviewed(
    tmp_path: Path, systems: str, sites: str
) -> None:
    assert complaint(tmp_path, "not_confirmed", plan(systems=systems, sites=sites)).startswith("expected ")


def test_what_was_tried_in_time_is_no_problem(tmp_path: Path) -> None:
    text = plan(
        systems="{crm: {tested: 2020-01-01}, copy: {backup_for: crm, tested: 2025-12-01}}",
        sites="{tulsa: {}, hired: {kind: temporary}, bpo: {kind: partner, agreement: 2025-12-01}}",
    )
    assert is_content(tmp_path, "not_confirmed", text)


@pytest.mark.row("S-18")
def test_a_group_that_read_the_plan_before_its_review_has_not_read_it(tmp_path: Path) -> None:
    assert "before its review" in complaint(tmp_path, "not_read", plan(read_by="{it: @2026-01-31}"))
    assert is_content(tmp_path, "not_read", plan(read_by="{it: 2026-02-01}"))


@pytest.mark.row("S-73")
def test_a_text_approved_before_the_review_is_old(tmp_path: Path) -> None:
    def approved(day: str) -> str:
        return plan(
            audiences="[staff]",
            channels="{text: {reaches: [staff]}}",
            messages=f"{{alert: {{to: [staff], via: [text], approval: given, approved: {day}}}}}",
        )

    assert "approve it again" in complaint(tmp_path, "old_text", approved("@2026-01-31"))
    assert is_content(tmp_path, "old_text", approved("2026-02-01"))
