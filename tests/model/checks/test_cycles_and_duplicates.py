"""Things that wait for themselves, and names given twice."""

from pathlib import Path

import pytest

from support.documents import complaint, drill, is_content, plan, scenario

TASK = "do: x, by: lead"


@pytest.mark.parametrize(
    ("sections", "circle"),
    [
        ({"systems": "{a: {needs: [b]}, b: {needs: [c, @a]}, c: {}}"}, "a -> b -> a"),
        ({"systems": "{a: {needs: [@a]}}"}, "a -> a"),
        ({"systems": "{a: {backup_for: b}, b: {backup_for: @a}}"}, "a -> b -> a"),
        ({"tasks": f"{{a: {{{TASK}, after: [b]}}, b: {{{TASK}, after: [@a]}}}}"}, "a -> b -> a"),
    ],
)
def test_a_circle_is_named(tmp_path: Path, sections: dict[str, str], circle: str) -> None:
    assert complaint(tmp_path, "cycle", plan(**sections)) == f"expected no circle, found {circle}"


def test_power_may_stand_at_the_site_that_needs_it(tmp_path: Path) -> None:
    text = plan(sites="{tulsa: {needs: [power]}}", systems="{power: {at: tulsa}}")
    assert is_content(tmp_path, "cycle", text)


def test_two_ways_to_one_need_are_no_circle(tmp_path: Path) -> None:
    text = plan(systems="{a: {needs: [b, c]}, b: {needs: [d]}, c: {needs: [d]}, d: {}}")
    assert is_content(tmp_path, "cycle", text)


def test_a_very_long_circle_is_found_and_told_in_short(tmp_path: Path) -> None:
    rows = "".join(f"  s{row}: {{needs: [s{row + 1}]}}\n" for row in range(3_000))
    text = plan(systems=f"\n{rows}  s3000: {{needs: [@s0]}}")
    message = complaint(tmp_path, "cycle", text)
    assert message == "expected no circle, found s0 -> s1 -> s2 -> s3 -> s4 -> s5 -> ... -> s0"


def test_an_audience_is_listed_once(tmp_path: Path) -> None:
    text = plan(audiences="[staff, media, @staff]")
    assert complaint(tmp_path, "duplicate", text) == "expected each audience once, found staff again"
    assert is_content(tmp_path, "duplicate", plan(audiences="[staff, media]"))


def test_injects_of_one_file_have_different_ids(tmp_path: Path) -> None:
    text = scenario(msel="[{id: call, at: T+00:00}, {id: @call, at: T+00:10}]")
    assert complaint(tmp_path, "duplicate", text) == "expected each inject once, found call again"


def test_injects_of_two_files_may_have_one_id(tmp_path: Path) -> None:
    several = drill(scenario="[small.scenario.yaml, flood.scenario.yaml]")
    assert is_content(tmp_path, "duplicate", several, flood=scenario())


def test_an_added_inject_has_an_id_of_its_own(tmp_path: Path) -> None:
    conduct = "[{at: T+00:05, adds: {id: @warning}}]"
    assert "found warning again" in complaint(tmp_path, "duplicate", drill(conduct=conduct))
    assert is_content(tmp_path, "duplicate", drill(conduct=conduct.replace("@warning", "second_warning")))


def test_an_improvement_is_known_by_its_id(tmp_path: Path) -> None:
    actions = "[{id: one, finding: Late, action: Train}, {id: @one, finding: Loud, action: Hush}]"
    assert "found one again" in complaint(tmp_path, "duplicate", drill(improvements=actions))
    assert is_content(tmp_path, "duplicate", drill(improvements=actions.replace("@one", "two")))
