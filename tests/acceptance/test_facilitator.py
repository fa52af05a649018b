"""What the facilitator and the evaluators did, played unattended: `seen` (rule 6), `conduct` (sections 4 and 5)."""

from pathlib import Path

import pytest

from support.acceptance import Json, clock, errors, expectation, findings, fired, levels, outages, play, write

PLAN = """
sites:
  north: {area: hills}
systems:
  power: {at: north}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north]}
teams:
  callers: {count: 10, at: north, works: calls}
people: {ann: {}, bob: {}}
roles:
  lead: {holder: ann, may: [declare], reacts: 5m}
  floor: {holder: bob, reacts: 3m}
tasks:
  shelter: {do: Shelter, by: floor, takes: 4m}
  declare: {do: Declare, by: lead, effect: {mode: emergency}}
"""
MSEL = """
- {id: start, at: T+00:10, tell: [lead], says: Smoke, choices: {stay: Stay, go: Go},
   expect: [{action: Stays calm, id: calm, within: 20m}, {action: Says the next step, id: step},
            {action: Names a deputy, id: deputy, within: 1h, not_before: second}]}
- {id: second, at: T+00:40, happens: {fail: [power]}}
- {id: dark, if: power down, says: It is dark}
- {id: hand, at: held, happens: {close: [north]}, expect: [{task: shelter, within: 10m}]}
- {id: chosen, if: start chose go, says: They go}
"""


def seen(tmp_path: Path, responses: str, name: str) -> tuple[int | None, int | None, str, int | None]:
    return expectation(play(tmp_path, plan=PLAN, msel=MSEL, responses=responses), "inject:start", name)


def names(result: Json) -> list[str]:
    return [name for name, _ in fired(result)]


# --- seen ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["facilitator", "evaluator"])
@pytest.mark.parametrize(
    ("at", "result", "late_by"), [("00:12", "on_time", 0), ("00:30", "on_time", 0), ("00:30:01", "late", 1)]
)
def test_an_action_in_words_is_seen_on_time_or_late(
    tmp_path: Path, who: str, at: str, result: str, late_by: int
) -> None:
    found = seen(tmp_path, f"- {{at: T+{at}, by: {who}, seen: calm}}", "calm")
    # Twenty minutes from the release at 00:10; equal is on time.
    assert found == (clock("00:30"), clock(at), result, late_by)


def test_nobody_is_judged_by_silence(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL)
    assert expectation(result, "inject:start", "calm") == (clock("00:30"), None, "not_observed", None)
    assert findings(result, "never") == []


def test_without_a_limit_it_is_on_time_whenever_it_is_seen(tmp_path: Path) -> None:
    found = seen(tmp_path, "- {at: T+02:50, by: evaluator, seen: step}", "step")
    assert found == (None, clock("02:50"), "on_time", 0)


def test_seen_before_its_inject_is_too_early(tmp_path: Path) -> None:
    found = seen(tmp_path, "- {at: T+00:39, by: facilitator, seen: deputy}", "deputy")
    assert found[1:3] == (clock("00:39"), "too_early")
    found = seen(tmp_path / "later", "- {at: T+00:40, by: facilitator, seen: deputy}", "deputy")
    assert found == (clock("01:10"), clock("00:40"), "on_time", 0)


def test_seen_before_the_release_counts(tmp_path: Path) -> None:
    assert seen(tmp_path, "- {at: T+00:05, by: evaluator, seen: calm}", "calm")[1:3] == (clock("00:05"), "on_time")


def test_the_first_that_saw_it_counts(tmp_path: Path) -> None:
    responses = "- {at: T+00:20, by: evaluator, seen: calm}\n- {at: T+00:50, by: facilitator, seen: calm}"
    assert seen(tmp_path, responses, "calm")[1:3] == (clock("00:20"), "on_time")


def test_a_late_sight_is_a_finding_at_its_due_second(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, responses="- {at: T+01:00, by: evaluator, seen: calm}")
    assert (clock("00:30"), ["calm"]) in findings(result, "late")


def test_an_action_that_no_inject_expects_is_refused_with_the_right_name(tmp_path: Path) -> None:
    path = write(tmp_path, plan=PLAN, msel=MSEL, responses="- {at: T+01:00, by: evaluator, seen: clam}")
    assert [code for code, _ in errors(path)] == ["unknown_name"]


# --- releases --------------------------------------------------------------------------------------------------------


def test_a_held_inject_comes_when_it_is_released(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:25, releases: hand}")
    assert outages(result, "calls") == [(clock("00:25"), None)]
    assert expectation(result, "inject:hand", "shelter")[0] == clock("00:35")
    result = play(tmp_path / "never", plan=PLAN, msel=MSEL)
    assert "hand" not in names(result)
    assert not [row for row in result["expectations"] if row["source"] == "inject:hand"]


def test_released_twice_it_comes_once(tmp_path: Path) -> None:
    result = play(
        tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:25, releases: hand}\n- {at: T+00:50, releases: hand}"
    )
    assert [row for row in fired(result) if row[0] == "hand"] == [("hand", clock("00:25"))]


def test_an_inject_with_conditions_waits_for_its_release(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+01:30, releases: dark}")
    # Its condition holds from 00:40 on; the facilitator chose another time.
    assert [row for row in fired(result) if row[0] == "dark"] == [("dark", clock("01:30"))]


def test_an_inject_of_a_choice_that_nobody_made_can_be_released(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:20, releases: chosen}")
    assert ("chosen", clock("00:20")) in fired(result)


# --- skips and defers ------------------------------------------------------------------------------------------------


def test_what_is_skipped_does_not_happen(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:39, skips: second, because: Enough}")
    assert names(result) == ["start"]  # and so it never gets dark
    assert result["identified"]["failed_at"] is None


def test_an_expectation_before_which_a_skipped_inject_would_come(tmp_path: Path) -> None:
    conduct = "- {at: T+00:20, skips: second}"
    responses = "- {at: T+00:50, by: evaluator, seen: deputy}"
    found = expectation(
        play(tmp_path, plan=PLAN, msel=MSEL, conduct=conduct, responses=responses), "inject:start", "deputy"
    )
    assert found[1] == clock("00:50")


def test_what_is_skipped_late_came_already(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:41, skips: second}")
    assert ("second", clock("00:40")) in fired(result)


def test_what_is_deferred_comes_then_with_all_that_hangs_on_it(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:05, defers: start, to: T+01:00}")
    assert [row for row in fired(result) if row[0] == "start"] == [("start", clock("01:00"))]
    assert expectation(result, "inject:start", "calm")[0] == clock("01:20")  # counted from its release
    assert result["identified"]["told_at"] == clock("01:00")


def test_what_is_deferred_twice_comes_at_the_last(tmp_path: Path) -> None:
    conduct = """
    - {at: T+00:05, defers: second, to: T+01:00}
    - {at: T+00:50, defers: second, to: T+01:30}
    """
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct=conduct)
    assert [row for row in fired(result) if row[0] in {"second", "dark"}] == [
        ("second", clock("01:30")),
        ("dark", clock("01:30")),
    ]


def test_an_inject_with_conditions_is_deferred_until_then_at_the_earliest(tmp_path: Path) -> None:
    result = play(tmp_path / "holds", plan=PLAN, msel=MSEL, conduct="- {at: T+00:05, defers: dark, to: T+01:00}")
    assert ("dark", clock("01:00")) in fired(result)
    result = play(tmp_path / "not_yet", plan=PLAN, msel=MSEL, conduct="- {at: T+00:05, defers: dark, to: T+00:20}")
    assert ("dark", clock("00:40")) in fired(result)


def test_deferred_beyond_the_end_it_never_comes(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:05, defers: second, to: T+02:59:59}")
    assert ("second", clock("02:59:59")) in fired(result)
    result = play(
        tmp_path / "early",
        plan=PLAN,
        msel=MSEL,
        conduct="- {at: T+00:05, defers: second, to: T+01:30}\n- {at: T+01:00, ends: Enough}",
    )
    assert names(result) == ["start"]


def test_of_several_scenarios_each_inject_has_its_full_name(tmp_path: Path) -> None:
    second = """
    scenario: Second
    hazard: fire
    begins: Tuesday 10:00
    lasts: 2h
    msel:
      - {id: start, at: T+00:10, says: Fire}
      - {id: hand, at: held, says: More fire, expect: [{action: Runs, id: runs, within: 10m}]}
    """
    conduct = """
    - {at: T+00:01, defers: second/start, to: T+01:30}
    - {at: T+01:00, releases: second/hand}
    - {at: T+01:05, skips: small/second}
    """
    result = play(
        tmp_path,
        plan=PLAN,
        msel=MSEL,
        drill="scenario: [small.scenario.yaml, {file: second.scenario.yaml, starts: T+00:30}]",
        more={"second": second},
        conduct=conduct,
        responses="- {at: T+01:10, by: evaluator, seen: runs}",
    )
    # `second` of the first file came at 00:40; `start` of the second file would have come at 00:30 + 00:10.
    assert fired(result) == [
        ("small/start", clock("00:10")),
        ("small/second", clock("00:40")),
        ("small/dark", clock("00:40")),
        ("second/hand", clock("01:00")),
        ("second/start", clock("01:30")),
    ]
    assert expectation(result, "inject:second/hand", "runs") == (clock("01:10"), clock("01:10"), "on_time", 0)


# --- adds ------------------------------------------------------------------------------------------------------------


@pytest.mark.row("S-35")
def test_what_is_added_is_an_inject_like_any_other(tmp_path: Path) -> None:
    conduct = """
    - {at: T+00:20, adds: {id: visitor, says: A visitor is missing, tell: [floor], choices: {look: Look, wait: Wait},
                           expect: [{task: shelter, within: 5m}, {action: Asks who, id: who, within: 5m}]}}
    - {at: T+00:30, adds: {id: found, says: Found, happens: {absent: {callers: 60%}}}}
    """
    responses = """
    - {at: T+00:21, by: floor, does: shelter}
    - {at: T+00:27, by: evaluator, seen: who}
    - {at: T+00:28, by: floor, decides: visitor, choice: look}
    """
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct=conduct, responses=responses)
    assert expectation(result, "inject:visitor", "shelter") == (clock("00:25"), clock("00:25"), "on_time", 0)
    assert expectation(result, "inject:visitor", "who") == (clock("00:25"), clock("00:27"), "late", clock("00:02"))
    assert levels(result, "calls") == [(0, 1.0), (clock("00:30"), 0.4)]


def test_what_is_added_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    path = write(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:20, adds: {id: second, says: Again}}")
    assert [code for code, _ in errors(path)] == ["duplicate"]


def test_what_is_added_has_no_time_of_its_own(tmp_path: Path) -> None:
    path = write(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:20, adds: {id: new, at: T+00:30}}")
    assert [code for code, _ in errors(path)] == ["key"]


# --- places and ends -------------------------------------------------------------------------------------------------


def test_a_place_is_taken_over_and_given_back(tmp_path: Path) -> None:
    msel = """
    - {id: go, at: T+00:10, tell: [floor], says: Shelter, expect: [{task: shelter, within: 30m}]}
    """
    conduct = """
    - {at: T+00:05, places: {floor: stand_in}}
    - {at: T+00:12, places: {floor: Bob}}
    """
    result = play(tmp_path / "person", plan=PLAN, msel=msel, conduct=conduct)
    # It would have reacted at 00:13; a person sits there from 00:12 on, and in an unattended play says nothing.
    assert expectation(result, "inject:go", "shelter")[2] == "never"
    result = play(tmp_path / "stand_in", plan=PLAN, msel=msel, conduct="- {at: T+00:05, places: {floor: stand_in}}")
    assert expectation(result, "inject:go", "shelter")[1] == clock("00:17")


def test_it_ends_where_the_facilitator_ends_it(tmp_path: Path) -> None:
    result = play(
        tmp_path,
        plan=PLAN,
        msel=MSEL,
        conduct="- {at: T+00:40, ends: It is late}",
        responses="- {at: T+00:38, by: floor, does: shelter}",
    )
    # [0, 00:40): neither the inject of that second nor what would be done at 00:42.
    assert result["lasts"] == clock("00:40")
    assert names(result) == ["start"]
    assert outages(result, "calls") == []


def test_what_would_be_done_at_the_end_is_not_done(tmp_path: Path) -> None:
    texts: Json = {"plan": PLAN, "msel": MSEL.replace("action: Stays calm, id: calm, within", "task: shelter, within")}
    responses = "- {at: T+00:20, by: floor, does: shelter}"
    result = play(tmp_path / "then", conduct="- {at: T+00:24, ends: Over}", responses=responses, **texts)
    assert expectation(result, "inject:start", "shelter")[1:3] == (None, "never")
    result = play(tmp_path / "later", conduct="- {at: T+00:24:01, ends: Over}", responses=responses, **texts)
    assert expectation(result, "inject:start", "shelter")[1:3] == (clock("00:24"), "on_time")


def test_an_end_without_words(tmp_path: Path) -> None:
    assert play(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:20, ends: }")["lasts"] == clock("00:20")


def test_an_outage_runs_to_the_end_by_hand(tmp_path: Path) -> None:
    conduct = """
    - {at: T+00:20, releases: hand}
    - {at: T+01:30, ends: Enough}
    """
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct=conduct)
    (found,) = result["functions"]["calls"]["outages"]
    # Seventy minutes against an hour.
    assert (found["to"], found["length"], found["rto"], found["over_rto"]) == (None, 4200, "missed", 600)


# --- nobody in the facilitator's place -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "clock: stops_to_talk",
        "release: facilitator",
        "kind: tabletop\nclock: stops_to_talk\nrelease: facilitator\nfacilitator: Kim\npace: 12x",
    ],
)
def test_a_facilitated_file_plays_unattended_as_if_it_said_nothing(tmp_path: Path, said: str) -> None:
    texts: Json = {
        "msel": MSEL,
        "responses": """
        - {at: T+00:20, by: lead, decides: start, choice: go}
        - {at: T+00:25, by: floor, does: shelter}
        - {at: T+00:26, by: evaluator, seen: calm}
        """,
        "conduct": """
        - {at: T+00:30, releases: hand}
        - {at: T+00:35, defers: second, to: T+00:50}
        """,
    }
    plain = play(tmp_path / "plain", plan=PLAN, **texts)
    assert names(plain) == ["start", "chosen", "hand", "second", "dark"]
    assert play(tmp_path / "said", plan=PLAN, drill=said, **texts) == plain


def test_with_stand_ins_too(tmp_path: Path) -> None:
    plain = play(tmp_path / "plain", plan=PLAN, msel=MSEL, stand_ins=True)
    said = play(
        tmp_path / "said", plan=PLAN, msel=MSEL, stand_ins=True, drill="release: facilitator\nclock: stops_to_talk"
    )
    assert plain == said
