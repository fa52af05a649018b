"""Names that nothing carries, and names of another kind."""

from pathlib import Path

import pytest

from support.documents import complaint, drill, is_content, plan, problems, scenario


def test_a_name_that_nothing_carries_comes_with_the_nearest(tmp_path: Path) -> None:
    text = plan(systems="{crm_server: {}, mail: {needs: [@crm_servr]}}")
    assert complaint(tmp_path, "unknown_name", text) == 'expected a system, found "crm_servr" [crm_server]'


def test_a_name_of_another_kind_is_called_what_it_is(tmp_path: Path) -> None:
    text = plan(systems="{crm: {needs: [@calls]}}")
    assert complaint(tmp_path, "unknown_name", text) == "expected a system, found the function calls"


def test_known_names_are_no_problem(tmp_path: Path) -> None:
    assert is_content(tmp_path, "unknown_name", plan(systems="{crm: {at: tulsa}, mail: {needs: [crm]}}"))


@pytest.mark.row("S-13")
def test_a_task_is_done_by_a_role_that_exists(tmp_path: Path) -> None:
    text = plan(tasks="{declare: {do: Declare, by: @leed}}")
    assert complaint(tmp_path, "unknown_name", text) == 'expected a role, found "leed" [lead]'


@pytest.mark.parametrize(
    "sections",
    [
        {"sites": "{tulsa: {needs: [@x]}}"},
        {"systems": "{crm: {at: @x}}"},
        {"systems": "{crm: {backup_for: @x}}"},
        {"teams": "{agents: {count: 10, at: @x, works: calls}}"},
        {"teams": "{agents: {count: 10, at: tulsa, works: @x}}"},
        {"teams": "{agents: {count: 10, at: tulsa, works: calls, lead: @x}}"},
        {"roles": "{lead: {holder: @x}}"},
        {"roles": "{lead: {holder: dana, alternates: [eli, @x]}}"},
        {"rotation": "{period: 12h, crews: {red: {lead: @x}}, order: [red]}"},
        {"rotation": "{period: 12h, crews: {red: {@x: dana}}, order: [red]}"},
        {"rotation": "{period: 12h, crews: {red: {lead: dana}}, order: [red, @x]}"},
        {"channels": "{text: {reaches: [@x]}}"},
        {"updates": "{@x: {first: 1h}}"},
        {"tasks": "{declare: {do: Declare, by: lead, after: [@x]}}"},
        {"tasks": "{declare: {do: Declare, by: lead, effect: {route: {calls: [tulsa, @x]}}}}"},
        {"tasks": "{go: {do: Go, by: lead, effect: {route: {calls: {drop: [@x]}}}}}"},
        {"tasks": "{declare: {do: Declare, by: lead, effect: {move: [{team: agents, to: @x}]}}}"},
        {"tasks": "{go: {do: Go, by: lead, effect: {move: [{team: agents, to: tulsa, from: @x}]}}}"},
        {"tasks": "{call: {do: Call, by: lead, effect: {activate: {@tulsa: {calls: 1}}}}}"},
        {"playbooks": "{storm: {if: hazard is storm, do: [declare, @x]}}"},
        {"playbooks": "{storm: {if: hazard is storm, do: [{task: @x, within: 5m}]}}"},
        {"playbooks": "{storm: {if: @x down, do: [declare]}}"},
        {"playbooks": "{storm: {if: [mode is emergency, @x lost], do: [declare]}}"},
    ],
)
def test_every_reference_of_a_plan_is_followed(tmp_path: Path, sections: dict[str, str]) -> None:
    assert complaint(tmp_path, "unknown_name", plan(**sections)).startswith("expected ")


def test_a_plan_may_wait_for_injects_of_scenarios_to_come(tmp_path: Path) -> None:
    text = plan(playbooks="{close_down: {if: order chose close, do: [declare]}}")
    assert is_content(tmp_path, "unknown_name", text, scenario(), drill())


def test_a_scenario_alone_is_held_to_its_own_names_only(tmp_path: Path) -> None:
    text = scenario(msel="[{id: warning, at: T+00:00, tell: [nobody_here], happens: {fail: [nothing_here]}}]")
    assert is_content(tmp_path, "unknown_name", text)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("expect: [{task: declare, objective: @saftey}]", "safety"),
        ("expect: [{task: declare, not_before: @warnin}]", "warning"),
        ("choices: {stay: Stay, go: Go}, expect: [{choice: @stya}]", "stay"),
    ],
)
def test_a_scenario_keeps_to_its_injects_objectives_and_choices(tmp_path: Path, key: str, hint: str) -> None:
    msel = f"[{{id: warning, at: T+00:00, {key}}}]"
    text = scenario(objectives="{safety: {text: Nobody is hurt}}", msel=msel)
    assert complaint(tmp_path, "unknown_name", text).endswith(f"[{hint}]")


def test_only_a_choice_that_is_offered_can_be_waited_for(tmp_path: Path) -> None:
    rows = "[{id: ask, at: T+00:00, choices: {stay: Stay, go: Go}}, {id: next, if: @ask chose leave}]"
    message = complaint(tmp_path, "unknown_name", scenario(msel=rows))
    assert message == 'expected a choice of ask, found "leave"'
    assert is_content(tmp_path, "unknown_name", scenario(msel=rows.replace("@ask chose leave", "ask chose go")))


def test_in_a_drill_a_scenario_speaks_of_what_the_plan_has(tmp_path: Path) -> None:
    text = scenario(msel="[{id: warning, at: T+00:00, tell: [@leader], expect: [{task: declare}]}]")
    assert complaint(tmp_path, "unknown_name", text, drill()) == 'expected a role, found "leader" [lead]'


def test_a_hazard_that_never_comes_is_a_typing_error(tmp_path: Path) -> None:
    rows = "[{id: warning, if: @hazard is strom, tell: [lead]}]"
    assert complaint(tmp_path, "unknown_name", scenario(msel=rows), drill()).endswith("[storm]")
    assert is_content(tmp_path, "unknown_name", scenario(msel=rows.replace("strom", "storm")), drill())


@pytest.mark.parametrize(
    "keys",
    [
        {"players": "{@leader: Dana}"},
        {"on_shift": "{@agent: 5}"},
        {"ratings": "{@safty: {rating: P, why: Seen}}"},
        {"improvements": "[{objective: @safty, finding: Late, action: Train}]"},
        {"unfinished": "[@declar]"},
        {"responses": "[{at: T+00:01, by: @leader, does: declare}]"},
        {"responses": "[{at: T+00:01, by: @facilitator, does: declare}]"},
        {"responses": "[{at: T+00:01, by: lead, does: @declair}]"},
        {"responses": "[{at: T+00:01, by: lead, reads: @warnings}]"},
        {"responses": "[{at: T+00:01, by: lead, decides: @warnin, choice: go}]"},
        {"responses": "[{at: T+00:01, by: lead, decides: warning, choice: @leave}]"},
        {"responses": "[{at: T+00:01, by: evaluator, seen: @calm_voices}]"},
        {"responses": "[{at: T+00:01, by: lead, assigns: {to: @leader, what: Help}}]"},
        {"responses": "[{at: T+00:01, check_in: {team: @agent}}]"},
        {"conduct": "[{at: T+00:01, releases: @warnings}]"},
        {"conduct": "[{at: T+00:01, adds: {id: more, tell: [@leader]}}]"},
        {"conduct": "[{at: T+00:01, adds: {id: more, choices: {go: Go}, expect: [{choice: @stay}]}}]"},
        {"conduct": "[{at: T+00:01, places: {@leader: script}}]"},
    ],
)
def test_every_reference_of_a_drill_is_followed(tmp_path: Path, keys: dict[str, str]) -> None:
    msel = (
        "[{id: warning, at: T+00:00, tell: [lead], choices: {stay: Stay, go: Go},"
        " expect: [{action: Speaks calmly, id: calm_voice}]}]"
    )
    played = scenario(objectives="{safety: {text: Nobody is hurt}}", msel=msel)
    assert complaint(tmp_path, "unknown_name", played, drill(**keys)).startswith("expected ")


def test_what_a_drill_may_say(tmp_path: Path) -> None:
    msel = "[{id: warning, at: T+00:00, choices: {go: Go}, expect: [{action: Speaks calmly, id: calm_voice}]}]"
    responses = (
        "[{at: T+00:01, by: lead, decides: warning, choice: go},"
        " {at: T+00:02, by: lead, decides: Close the branch office},"
        " {at: T+00:02, by: lead, decides: stay_open},"
        " {at: T+00:03, by: evaluator, seen: calm_voice}, {at: T+00:04, by: facilitator, notes: Well done},"
        " {at: T+00:06, by: lead, reads: more}]"
    )
    conduct = "[{at: T+00:05, adds: {id: more, says: Now what?}}]"
    played = drill(responses=responses, conduct=conduct, on_shift="{agents: 8, visitors: 2}")
    assert is_content(tmp_path, "unknown_name", scenario(msel=msel), played)


def test_visitors_check_in_too(tmp_path: Path) -> None:
    played = drill(responses="[{at: T+00:01, check_in: {team: visitors, count: 3, status: assembled}}]")
    assert is_content(tmp_path, "unknown_name", played)


def test_nobody_signed_in_later_than_it_was_reported(tmp_path: Path) -> None:
    late = drill(responses="[{at: T+00:05, check_in: {team: agents, name: Ana, since: @T+00:06}}]")
    assert complaint(tmp_path, "value", late) == ("expected a time up to T+00:05, when it was reported, found T+00:06")


def test_with_several_scenarios_an_inject_is_spelled_with_its_file(tmp_path: Path) -> None:
    keys = {"scenario": "[small.scenario.yaml, flood.scenario.yaml]"}
    wrong = drill(**keys, conduct="[{at: T+00:01, skips: @rising}]")
    flood = scenario(msel="[{id: rising, at: T+00:10}]")
    assert complaint(tmp_path, "unknown_name", wrong, flood=flood) == (
        'expected file/id, as several scenarios play, found "rising" [flood/rising]'
    )
    right = drill(**keys, conduct="[{at: T+00:01, skips: flood/rising}]")
    assert is_content(tmp_path, "unknown_name", right, flood=flood)


def test_a_scenario_may_wait_for_a_choice_in_another_file(tmp_path: Path) -> None:
    several = drill(scenario="[small.scenario.yaml, flood.scenario.yaml]")
    asks = scenario(msel="[{id: ask, at: T+00:00, choices: {go: Go, stay: Stay}}]")
    waits = scenario(msel="[{id: next, if: @small/ask chose sty}]")
    assert complaint(tmp_path, "unknown_name", asks, several, flood=waits).endswith("[stay]")
    assert is_content(tmp_path, "unknown_name", asks, several, flood=waits.replace("sty", "stay"))


def test_only_channels_that_a_message_was_prepared_for_carry_it(tmp_path: Path) -> None:
    told = plan(
        audiences="[staff]",
        channels="{text: {reaches: [staff]}, email: {reaches: [staff]}}",
        messages="{alert: {to: [staff], via: [text], approval: given}}",
    )
    responses = "[{at: T+00:01, by: lead, sends: alert, via: [@email]}]"
    message = complaint(tmp_path, "value", told, drill(responses=responses))
    assert message == "expected a channel of alert (text), found email"
    assert is_content(tmp_path, "value", told, drill(responses=responses.replace("email", "text")))


def test_a_document_full_of_unknown_names_is_checked_quickly(tmp_path: Path) -> None:
    rows = "".join(f"  s{number}: {{needs: [z{number}]}}\n" for number in range(3_000))
    said, _ = problems(tmp_path, plan(systems=f"\n{rows.rstrip()}"))
    assert said[0].message == 'expected a system, found "z0"'
