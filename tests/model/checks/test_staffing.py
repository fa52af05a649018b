"""Checks of the staffing's lines: names, promises, hours, and stories that begin when nobody is there."""

from pathlib import Path

import pytest

from support.documents import complaint, drill, is_content, plan, scenario


def line(body: str) -> str:
    return plan(staffing=f"[{{name: Night, when: [Monday to Sunday 00:00 to 24:00], {body}}}]")


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("on_shift: {@agent: 5}", "agents"),
        ("normal_staff: {@call: 5}", "calls"),
        ("closed: [@tulsar]", "tulsa"),
        ("rto: {@call: 1h}", "calls"),
        ("on_call: {@leed: dana}", "lead"),
        ("on_call: {lead: @dan}", "dana"),
    ],
)
def test_names_in_a_line_are_names_of_the_plan(tmp_path: Path, body: str, hint: str) -> None:
    assert hint in complaint(tmp_path, "unknown_name", line(body))


def test_a_line_s_rto_is_within_the_mtpd(tmp_path: Path) -> None:
    assert "at most the mtpd 8h" in complaint(tmp_path, "rto_over_mtpd", line("rto: {calls: @9h}"))
    assert is_content(tmp_path, "rto_over_mtpd", line("rto: {calls: 8h}"))


@pytest.mark.parametrize("hours", ["Monday 7:00 to 21:00", "Weekdays 07:00 to 21:00", "Monday 07:00 to 24:01"])
def test_hours_are_spelled_with_their_weekday(tmp_path: Path, hours: str) -> None:
    text = plan(staffing=f"[{{name: Day, when: [@{hours}]}}]")
    assert "Monday to Friday 07:00 to 21:00" in complaint(tmp_path, "value", text)


def test_a_story_that_begins_when_no_line_fits_finds_nobody_on_shift(tmp_path: Path) -> None:
    day = plan(staffing="[{name: Day, when: [Monday to Friday 07:00 to 21:00]}]")
    message = complaint(tmp_path, "no_staffing", day, scenario(begins="@Tuesday 06:59"), drill())
    assert message.endswith("(Tuesday 06:59): nobody is on shift")
    assert is_content(tmp_path, "no_staffing", day, scenario(begins="Tuesday 07:00"), drill())


def test_hours_change_at_most_once_each_half_hour(tmp_path: Path) -> None:
    halves = [f"Monday to Sunday {hour:02}:00 to {hour:02}:30" for hour in range(24)]
    assert is_content(tmp_path, "value", plan(staffing=f"[{{name: Half, when: [{', '.join(halves)}]}}]"))
    finer = f"[{{name: Half, when: [{', '.join(halves)}]}}, {{name: More, when: [Monday 00:40 to 00:50]}}]"
    assert "at most 336 times a week, found 338" in complaint(tmp_path, "value", plan(staffing=f"@{finer}"))


def test_who_is_on_call_without_training_is_named(tmp_path: Path) -> None:
    people = "{dana: {name: Dana, trained: 2026-01-10}, eli: {name: Eli}}"
    text = line("on_call: {lead: @eli}").replace("{dana: {name: Dana}, eli: {name: Eli}}", people)
    assert complaint(tmp_path, "untrained", text).startswith("eli holds lead")
