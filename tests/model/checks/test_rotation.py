"""Crews that relieve each other."""

from pathlib import Path

import pytest

from drillsim.loading import bundled, check
from support.documents import TODAY, complaint, drill, is_content, plan, problems, scenario

PEOPLE = "{dana: {name: Dana}, eli: {name: Eli}, fay: {name: Fay}}"


def rotating(crews: str, order: str, **more: str) -> str:
    """A plan whose crews come round in an order."""
    limits = more.pop("limits", "max_on: 12h, min_rest: 10h")
    rotation = f"{{period: 12h, {limits}, crews: {crews}, order: {order}}}"
    return plan(people=PEOPLE, rotation=rotation, **more)


RED_AND_BLUE = "{red: {lead: dana}, blue: {lead: eli}}"


@pytest.mark.row("S-82")
def test_the_hurricane_plan_has_no_news_while_blue_is_on() -> None:
    said = check(bundled("hurricane_carrier"), today=TODAY).problems
    (gap,) = [problem for problem in said if problem.code == "crew_gap"]
    assert (gap.where, gap.message) == ("rotation.crews.blue", "nobody holds news while blue is on")


def test_a_role_missing_from_a_crew_leaves_it_empty_or_to_somebody_never_relieved(tmp_path: Path) -> None:
    gap = rotating("{red: {lead: dana}, blue: @{}}", "[red, blue]")
    assert "eli, in no crew and never relieved, holds lead while blue is on" in complaint(tmp_path, "crew_gap", gap)
    assert is_content(tmp_path, "crew_gap", rotating(RED_AND_BLUE, "[red, blue]"))


def test_a_role_that_no_crew_has_and_nobody_outside_can_hold(tmp_path: Path) -> None:
    roles = "{lead: @{holder: dana, alternates: [eli], may: [declare]}, hr: {holder: fay, alternates: [dana]}}"
    text = rotating("{red: {hr: dana}, blue: {hr: eli}}", "[red, blue]", roles=roles)
    assert complaint(tmp_path, "no_holder", text) == (
        "expected somebody to hold lead in the rotation, found it in no crew and nobody outside them"
    )
    helped = roles.replace("@", "").replace("alternates: [eli]", "alternates: [eli, fay]")
    assert is_content(
        tmp_path, "no_holder", rotating("{red: {hr: dana}, blue: {hr: eli}}", "[red, blue]", roles=helped)
    )


@pytest.mark.row("S-81")
@pytest.mark.parametrize(
    ("order", "message"),
    [
        ("@[red]", "this order never relieves dana, past max_on 12h"),
        ("@[red, red, blue]", "this order keeps dana on for 1d at a stretch, past max_on 12h"),
        ("@[red, blue, red]", "this order keeps dana on for 1d at a stretch, past max_on 12h"),
    ],
)
def test_an_order_that_keeps_people_on_past_max_on(tmp_path: Path, order: str, message: str) -> None:
    assert complaint(tmp_path, "crew_rest", rotating(RED_AND_BLUE, order)) == message


def test_a_handover_is_taken_from_the_rest(tmp_path: Path) -> None:
    def rests(handover: str, order: str) -> str:
        limits = f"max_on: 12h, min_rest: 10h, handover: {handover}"
        return rotating(RED_AND_BLUE, order, limits=limits)

    assert is_content(tmp_path, "crew_rest", rests("2h", "[red, blue]"))
    assert complaint(tmp_path, "crew_rest", rests("2h30m", "@[red, blue]")) == (
        "this order gives dana and eli 9h30m of rest, handover taken off; min_rest is 10h"
    )


def test_more_than_12_hours_are_long_even_where_allowed(tmp_path: Path) -> None:
    def periods(period: str, limits: str) -> str:
        rotation = f"{{period: {period}{limits}, crews: {RED_AND_BLUE}, order: [red, blue]}}"
        return plan(people=PEOPLE, rotation=rotation)

    assert complaint(tmp_path, "long_duty", periods("@13h", ", max_on: 14h")) == (
        "this rotation keeps dana and eli on for 13h at a stretch; more than 12 hours is too long"
    )
    assert is_content(tmp_path, "long_duty", periods("12h", ", max_on: 14h"))
    said, _ = problems(tmp_path, periods("13h", ", max_on: 12h"))
    assert {problem.code for problem in said} >= {"crew_rest"}
    assert "long_duty" not in {problem.code for problem in said}


def test_without_a_rotation_the_responses_say_how_long_a_role_is_on(tmp_path: Path) -> None:
    def until(last: str) -> str:
        return drill(responses=f"[{{at: T+00:00, by: lead, does: declare}}, {{at: {last}, by: lead, notes: Done}}]")

    long = scenario(lasts="20h")
    assert complaint(tmp_path, "long_duty", long, until("@T+12:01")) == (
        "lead is on duty from T+00:00 to T+12:01, more than 12 hours; plan a rotation"
    )
    assert is_content(tmp_path, "long_duty", long, until("T+12:00"))
