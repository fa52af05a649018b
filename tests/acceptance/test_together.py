"""Two scenarios in one drill: one clock, one plan, each its own times (section 5)."""

from pathlib import Path

import pytest

from support.acceptance import Json, clock, expectation, findings, fired, levels, outage, outages, play, refusals

PLAN = """
sites:
  north: {area: hills}
  south: {area: coast}
systems:
  power: {at: north}
  mail: {at: south}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north], needs: [power]}
  post: {priority: 2, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 4, routed_to: [south], needs: [mail]}
teams:
  callers: {count: 10, at: north, works: calls}
  posters: {count: 4, at: south, works: post}
people: {ann: {name: Ann}}
roles:
  lead: {holder: ann, may: [declare]}
audiences: [customers]
channels: {social: {reaches: [customers]}}
messages: {word: {to: [customers], via: [social], approval: given}}
tasks:
  shelter: {do: Shelter, by: lead, takes: 10m}
  restart: {do: Restart, by: lead, takes: 30m, effect: {repair: [mail]}}
playbooks:
  flood: {if: hazard is flood, do: [{task: shelter, within: 15m}]}
  fire: {if: hazard is fire, do: [{task: restart, within: 1h}]}
"""
FIRST = """
- {id: start, at: T+00:00}
- {id: cut, at: T+00:30, happens: {fail: [power]}}
- {id: after_mail, if: mail down}
- {id: end, at: T+01:00, kind: end}
"""
SECOND = """
scenario: Second
hazard: fire
begins: Friday 08:00
lasts: 2h
truth: {cause: A spark, fault: ours}
objectives: {hold: {text: Hold on, capability: Continuity}}
msel:
  - {id: start, at: T+00:00, happens: {fail: [mail]}, expect: [{task: restart, within: 20m, objective: hold}]}
  - {id: nudge, if: restart not done by T+00:45}
  - {id: dark, if: power down}
  - {id: dark_long, if: power down for 10m}
  - {id: reply, if: second/start chose stay}
  - {id: end, at: T+01:30, kind: end}
"""
FILES = "scenario: [small.scenario.yaml, {file: second.scenario.yaml, starts: STARTS}]"


@pytest.mark.row("S-34")
def test_each_has_its_own_clock_and_both_one_world(tmp_path: Path) -> None:
    second = SECOND.replace("  - {id: reply, if: second/start chose stay}\n", "")
    responses = "- {at: T+00:50, by: lead, does: restart}"
    result = play(
        tmp_path,
        plan=PLAN,
        msel=FIRST,
        responses=responses,
        lasts="1h",
        scenario="hazard: flood",
        drill=FILES.replace("STARTS", "T+00:40"),
        more={"second": second},
    )
    assert result["scenario"] == ["Small", "Second"]
    assert result["lasts"] == clock("02:10")  # 40m and the hour and a half of the second
    assert fired(result) == [
        ("small/start", 0),
        ("flood", 0),
        ("small/cut", clock("00:30")),
        ("second/start", clock("00:40")),
        # In the order of the files, then the playbooks: what holds already is seen when the second starts.
        ("small/after_mail", clock("00:40")),
        ("second/dark", clock("00:40")),
        ("fire", clock("00:40")),
        ("second/dark_long", clock("00:50")),  # watched from its start on
        ("small/end", clock("01:00")),
        ("second/end", clock("02:10")),  # and no nudge: done at 01:20, which is T+00:40 of the second
    ]
    assert expectation(result, "playbook:fire", "restart")[0] == clock("01:40")
    assert expectation(result, "inject:second/start", "restart") == (
        clock("01:00"),
        clock("01:20"),
        "late",
        clock("00:20"),
    )
    assert outages(result, "post") == [(clock("00:40"), clock("01:20"))]
    assert outages(result, "calls") == [(clock("00:30"), None)]
    assert outage(result, "calls")["rto"] == "missed"  # its own file ended at 01:00, the exercise at 02:10
    assert (clock("01:00"), ["restart"]) in findings(result, "late")


def test_the_first_truth_given_is_the_truth(tmp_path: Path) -> None:
    second = SECOND.replace("  - {id: reply, if: second/start chose stay}\n", "")
    responses = """
    - {at: T+00:10, by: lead, sends: word, claims: {fault: ours}}
    - {at: T+00:11, by: lead, sends: word, claims: {fault: nature}}
    """
    both: Json = {"plan": PLAN, "msel": FIRST, "responses": responses, "lasts": "1h", "more": {"second": second}}
    result = play(tmp_path, **both, drill=FILES.replace("STARTS", "T+00:40"))
    assert [row["correct"] for row in result["claims"]] == [True, False]
    first = play(
        tmp_path / "first",
        **both,
        drill=FILES.replace("STARTS", "T+00:40"),
        scenario="truth: {cause: X, fault: nature}",
    )
    assert [row["correct"] for row in first["claims"]] == [False, True]


def test_injects_are_named_with_their_file(tmp_path: Path) -> None:
    second = SECOND.replace("T+00:00, happens", "T+00:00, choices: {stay: We stay, go: We go}, happens")
    responses = "- {at: T+00:30, by: lead, decides: second/start, choice: stay}"
    conduct = "- {at: T+00:05, skips: small/cut}"
    result = play(
        tmp_path,
        plan=PLAN,
        msel=FIRST,
        responses=responses,
        conduct=conduct,
        lasts="1h",
        drill=FILES.replace("STARTS", "T+00:20"),
        more={"second": second},
    )
    assert ("second/reply", clock("00:30")) in fired(result)
    assert levels(result, "calls") == [(0, 1.0)]  # skipped
    assert "small/cut" not in dict(fired(result))


def test_without_a_start_both_begin_together_in_the_order_of_the_files(tmp_path: Path) -> None:
    second = SECOND.replace("  - {id: reply, if: second/start chose stay}\n", "").replace("{id: nudge", "{id: poke")
    result = play(
        tmp_path,
        plan=PLAN,
        msel=FIRST,
        lasts="1h",
        drill="scenario: [small.scenario.yaml, second.scenario.yaml]",
        more={"second": second},
    )
    assert [name for name, at in fired(result) if at == 0][:2] == ["small/start", "second/start"]
    assert result["lasts"] == clock("01:30")
    assert refusals(result) == []


def test_an_end_ends_its_own_file_only(tmp_path: Path) -> None:
    second = SECOND.replace("  - {id: reply, if: second/start chose stay}\n", "")
    result = play(
        tmp_path,
        plan=PLAN,
        msel=FIRST,
        lasts="1h",
        drill=FILES.replace("STARTS", "T+01:10"),
        more={"second": second},
    )
    assert "small/after_mail" not in dict(fired(result))  # the mail fails when its file is over
    assert fired(result)[-1] == ("second/end", clock("02:40"))
    assert outages(result, "calls") == [(clock("00:30"), None)]  # what it did to the world stays


@pytest.mark.row("S-34")
def test_a_failure_moved_to_a_file_of_its_own_gives_the_same_outages(tmp_path: Path) -> None:
    one = play(
        tmp_path,
        plan=PLAN,
        msel="- {id: rain, at: T+00:10, happens: {fail: [power]}}\n- {id: spark, at: T+01:00, happens: {fail: [mail]}}",
    )
    spark = """
    scenario: Spark
    hazard: fire
    begins: Tuesday 11:00
    lasts: 1h
    msel:
      - {id: spark, at: T+00:00, happens: {fail: [mail]}}
    """
    two = play(
        tmp_path / "two",
        plan=PLAN,
        msel="- {id: rain, at: T+00:10, happens: {fail: [power]}}",
        drill="scenario: [small.scenario.yaml, {file: spark.scenario.yaml, starts: T+01:00}]",
        more={"spark": spark},
    )
    assert one["functions"] == two["functions"]
