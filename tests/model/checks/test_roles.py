"""Roles: who holds them, what they may, what they do."""

from pathlib import Path

import pytest

from support.documents import complaint, is_content, plan

DECLARE = "{declare: {do: Declare, by: %s, effect: {mode: emergency}}}"


@pytest.mark.parametrize("name", ["facilitator", "host", "scribe", "table", "console"])
def test_a_role_is_not_called_as_somebody_who_is_none(tmp_path: Path, name: str) -> None:
    text = plan(roles=f"{{lead: {{holder: dana, may: [declare]}}, @{name}: {{holder: eli, all_hands: Helps}}}}")
    assert f"found {name}" in complaint(tmp_path, "value", text)


def test_a_team_is_not_called_as_those_who_are_of_none(tmp_path: Path) -> None:
    text = plan(teams="{agents: {count: 10, at: tulsa, works: calls}, @visitors: {count: 3, at: tulsa}}")
    assert "found visitors" in complaint(tmp_path, "value", text)


@pytest.mark.row("S-80")
@pytest.mark.parametrize("alternates", ["", ", alternates: [dana]"])
def test_a_role_wants_somebody_to_stand_in(tmp_path: Path, alternates: str) -> None:
    text = plan(roles=f"{{lead: @{{holder: dana, may: [declare]{alternates}}}}}")
    assert complaint(tmp_path, "no_alternate", text) == "nobody stands in for dana; name an alternate"
    assert is_content(tmp_path, "no_alternate", plan())


@pytest.mark.row("S-84")
@pytest.mark.row("S-57")
def test_a_role_with_neither_task_nor_all_hands_is_asked_for_one(tmp_path: Path) -> None:
    idle = plan(roles="{lead: {holder: dana, alternates: [eli], may: [declare]}, hr: @{holder: eli}}")
    assert "found neither" in complaint(tmp_path, "role_without_duty", idle)
    busy = plan(roles="{lead: {holder: dana, may: [declare]}, hr: {holder: eli, all_hands: Counts heads}}")
    assert is_content(tmp_path, "role_without_duty", busy)


@pytest.mark.row("S-43")
def test_declaring_wants_a_role_that_may(tmp_path: Path) -> None:
    text = plan(roles="{lead: {holder: dana, may: [spend]}}", tasks=DECLARE % "@lead")
    assert complaint(tmp_path, "permission", text) == ("declare needs the permission declare, which lead does not have")
    assert is_content(tmp_path, "permission", plan(tasks=DECLARE % "lead"))


@pytest.mark.row("S-113")
def test_calling_a_partner_wants_a_role_that_may_spend(tmp_path: Path) -> None:
    def called_by(permissions: str, role: str) -> str:
        return plan(
            sites="{tulsa: {}, partner: {kind: partner}}",
            roles=f"{{lead: {{holder: dana, may: [{permissions}]}}}}",
            tasks=f"{{call: {{do: Call, by: {role}, effect: {{activate: {{partner: {{calls: 5}}}}}}}}}}",
        )

    assert "spend" in complaint(tmp_path, "permission", called_by("declare", "@lead"))
    assert is_content(tmp_path, "permission", called_by("spend", "lead"))


@pytest.mark.row("S-90")
def test_an_untrained_holder_is_named_where_training_is_written_down(tmp_path: Path) -> None:
    roles = "{lead: {holder: @dana, alternates: [eli], may: [declare]}}"
    people = "{dana: {name: Dana}, eli: {name: Eli, trained: 2026-01-10}}"
    assert complaint(tmp_path, "untrained", plan(roles=roles, people=people)).startswith("dana holds lead")
    trained = people.replace("name: Dana", "name: Dana, trained: 2026-01-10")
    assert is_content(tmp_path, "untrained", plan(people=trained))
    assert is_content(tmp_path, "untrained", plan())
