"""What a scenario's injects ask, and when they come."""

from pathlib import Path

import pytest

from support.documents import complaint, drill, is_content, plan, problems, scenario


@pytest.mark.parametrize(
    ("row", "found"),
    [("id: call", "neither"), ("id: call, at: T+00:05, if: mode is emergency", "both")],
)
def test_an_inject_comes_at_a_time_or_on_a_condition(tmp_path: Path, row: str, found: str) -> None:
    message = complaint(tmp_path, "unscheduled", scenario(msel=f"[@{{{row}}}]"))
    assert message == f"expected one of at and if, found {found}"


@pytest.mark.parametrize("row", ["at: T+00:05", "at: held", "if: mode is emergency", "at: Tuesday 09:05"])
def test_one_of_them_is_enough(tmp_path: Path, row: str) -> None:
    assert is_content(tmp_path, "unscheduled", scenario(msel=f"[{{id: call, {row}}}]"))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("{id: a, at: @T+04:01}", "expected a time up to the end at T+04:00, found T+04:01"),
        ("{id: a, at: @Tuesday 13:01}", "expected a time up to the end at T+04:00, found T+04:01"),
        (
            "{id: a, at: @T+02:01}, {id: z, at: T+02:00, kind: end}",
            "expected a time up to the end at T+02:00, found T+02:01",
        ),
    ],
)
def test_an_inject_after_the_end_never_comes(tmp_path: Path, rows: str, message: str) -> None:
    assert complaint(tmp_path, "after_end", scenario(msel=f"[{rows}]")) == message


def test_an_inject_at_the_end_comes(tmp_path: Path) -> None:
    assert is_content(tmp_path, "after_end", scenario(msel="[{id: a, at: T+04:00, kind: end}]"))


@pytest.mark.parametrize(
    "keys",
    [
        {"responses": "[{at: @T+04:01, by: lead, does: declare}]"},
        {"responses": "[{at: @Tuesday 13:01, by: lead, does: declare}]"},
        {"conduct": "[{at: @T+04:01, skips: warning}]"},
        {"conduct": "[{at: T+01:00, ends: All done}]", "responses": "[{at: @T+01:01, by: lead, notes: x}]"},
    ],
)
def test_what_a_drill_holds_after_the_end_is_never_played(tmp_path: Path, keys: dict[str, str]) -> None:
    assert complaint(tmp_path, "after_end", drill(**keys)).startswith("expected a time up to the end at T+0")


def test_with_two_files_the_drill_lasts_to_the_later_end(tmp_path: Path) -> None:
    several = drill(
        scenario="[small.scenario.yaml, {file: flood.scenario.yaml, starts: T+02:00}]",
        responses="[{at: T+05:59, by: lead, does: declare}]",
    )
    assert is_content(tmp_path, "after_end", several, flood=scenario())


def test_a_story_clock_counts_from_the_first_file(tmp_path: Path) -> None:
    several = drill(scenario="[small.scenario.yaml, flood.scenario.yaml]")
    flood = scenario(begins="Tuesday 12:00", msel="[{id: rising, at: @Tuesday 15:00}]")
    assert "found T+06:00" in complaint(tmp_path, "after_end", several, flood=flood)


@pytest.mark.parametrize("begins", ["Saturday 09:00", "Sunday 12:00", "Tuesday 22:00", "Tuesday 05:59"])
def test_a_story_at_a_weekend_or_night_wants_staffing(tmp_path: Path, begins: str) -> None:
    message = complaint(tmp_path, "no_staffing", scenario(begins=f"@{begins}"), drill())
    assert f"({begins})" in message


@pytest.mark.parametrize("begins", ["Friday 21:59", "Monday 06:00"])
def test_a_story_on_a_working_day_does_not(tmp_path: Path, begins: str) -> None:
    assert is_content(tmp_path, "no_staffing", scenario(begins=begins), drill())


def test_a_plan_with_staffing_says_who_is_there_at_night(tmp_path: Path) -> None:
    staffed = plan(staffing="[{name: Night, when: [Monday to Sunday 00:00 to 24:00]}]")
    said, _ = problems(tmp_path, staffed, scenario(begins="Sunday 12:00"), drill())
    assert "no_staffing" not in [problem.code for problem in said]


@pytest.mark.row("S-02")
def test_an_objective_that_no_expectation_names(tmp_path: Path) -> None:
    aims = "{safety: {text: Nobody is hurt}, calm: @{text: Everybody is calm}}"
    rows = "[{id: warning, at: T+00:00, expect: [{task: declare, objective: safety}]}]"
    assert "no expect names calm" in complaint(tmp_path, "objective_unused", scenario(objectives=aims, msel=rows))
    served = scenario(objectives="{safety: {text: Nobody is hurt}}", msel=rows)
    assert is_content(tmp_path, "objective_unused", served)


def test_injects_that_want_an_answer_and_expect_none_share_one_line(tmp_path: Path) -> None:
    media = "@{id: reporter, at: T+00:10, kind: media}, {id: posts, at: T+00:20, kind: social}"
    idle = scenario(msel=f"[{media}, {{id: news, at: T+00:30}}]")
    assert complaint(tmp_path, "inject_without_action", idle) == (
        "nothing is expected of the players after reporter and posts; add an expect, be it an action in words"
    )
    answered = "[{id: reporter, at: T+00:10, kind: media, expect: [{action: Hands over, id: hand_over}]}]"
    assert is_content(tmp_path, "inject_without_action", scenario(msel=answered))


def injects(*minutes: str) -> str:
    """Injects to the lead at these clocks."""
    return ", ".join(f"{{id: i{row}, at: {clock}, tell: [lead]}}" for row, clock in enumerate(minutes))


def test_more_than_four_injects_to_one_role_in_a_quarter_hour(tmp_path: Path) -> None:
    four = ("T+00:00", "T+00:03", "T+00:06", "T+00:09")
    crowd = scenario(msel=f"[{injects(*four, '@T+00:14')}]")
    assert complaint(tmp_path, "overload", crowd) == (
        "5 injects to lead in the quarter hour from T+00:00; more than 4 are too many"
    )
    assert is_content(tmp_path, "overload", scenario(msel=f"[{injects(*four, 'T+00:15')}]"))


def test_two_files_together_may_be_too_much(tmp_path: Path) -> None:
    several = drill(scenario="[small.scenario.yaml, flood.scenario.yaml]")
    three = scenario(msel=f"[{injects('T+00:00', 'T+00:01', 'T+00:02')}]")
    flood = scenario(msel=f"[{injects('T+00:03', '@T+00:04')}]")
    assert "5 injects to lead" in complaint(tmp_path, "overload", three, several, flood=flood)
    calm = scenario(msel=f"[{injects('T+00:03')}]")
    assert is_content(tmp_path, "overload", three, several, flood=calm)


SENT_HOME = plan(
    sites="{tulsa: {}, home: {kind: remote}}",
    tasks="{go: {do: Go, by: lead, effect: {move: [{team: agents, to: home, arrive: check_in}]}}}",
)


def test_in_an_unattended_drill_those_awaited_have_to_check_in(tmp_path: Path) -> None:
    start = "{at: T+00:10, by: lead, does: %s}"
    arrival = "{at: T+01:00, check_in: {team: agents, count: 5, at: home}}"
    message = complaint(tmp_path, "never_arrives", SENT_HOME, drill(responses=f"[{start % '@go'}]"))
    assert message == "expected check-ins of agents, whom go moves and nobody attends, found none"
    awaited = drill(responses=f"[{start % 'go'}, {arrival}]")
    assert is_content(tmp_path, "never_arrives", SENT_HOME, awaited)
    live = drill(kind="timed", responses=f"[{start % 'go'}]")
    assert is_content(tmp_path, "never_arrives", SENT_HOME, live)
