"""What is refused before play, and where (sections 1 and 7)."""

from pathlib import Path

import pytest

from support.acceptance import checked, errors, write

PLAN = """
sites:
  north: {area: hills}
  home: {kind: remote}
systems:
  power: {at: north}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north]}
teams:
  callers: {count: 10, at: north, works: calls}
people: {ann: {name: Ann}}
roles:
  lead: {holder: ann, may: [declare]}
audiences: [customers]
channels: {social: {reaches: [customers]}}
messages: {word: {to: [customers], via: [social], approval: given}}
tasks:
  first: {do: First, by: lead, takes: 10m / 15m / 40m}
  last: {do: Last, by: lead, after: [first]}
"""
MSEL = "- {id: start, at: T+00:10, tell: [lead], says: Hello}"
RESPONSES = "- {at: T+00:20, by: lead, does: first}"


def test_the_files_themselves_are_sound(tmp_path: Path) -> None:
    assert errors(write(tmp_path, plan=PLAN, msel=MSEL, responses=RESPONSES)) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("rto: 1h", "rto: 7h", "rto_over_mtpd"),
        ("rto: 1h", "rto: 60", "value"),
        ("mbco: 50%", "mbco: 0.5", "value"),
        ("takes: 10m / 15m / 40m", "takes: 20m / 15m / 40m", "value"),
        ("takes: 10m / 15m / 40m", "takes: 10m / 50m / 40m", "value"),
        ("by: lead, after", "by: leed, after", "unknown_name"),
        ("do: First, by: lead", "do: First, by: lead, after: [last]", "cycle"),
        ("may: [declare]", "may: [declair]", "value"),
        ("holder: ann", "alternates: [ann]", "missing"),
        ("count: 10, at", "count: 10, seats: 3, at", "key"),
        ("approval: given", "approval: no", "yaml"),
        ("do: First, by: lead", "do: First, by: lead, effect: {pause: [calls]}", "pause_without_limit"),
        ("teams:", "sites: {}\nteams:", "duplicate"),
        ("power: {at: north}", "power: &x {at: north}", "yaml"),
    ],
)
def test_a_plan_that_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert PLAN.count(old) == 1
    found = errors(write(tmp_path, plan=PLAN.replace(old, new), msel=MSEL, responses=RESPONSES))
    assert code in [said for said, _ in found]


@pytest.mark.parametrize(
    ("msel", "code"),
    [
        ("- {id: a, says: No time}", "unscheduled"),
        ("- {id: a, at: T+00:10, if: power down}", "unscheduled"),
        ("- {id: a, at: T+03:00:01}", "after_end"),
        ("- {id: a, at: 12:30}", "yaml"),
        ("- {id: a, at: T+0:15}", "value"),
        ("- {id: a, at: T+00:15}\n- {id: a, at: T+00:20}", "duplicate"),
        ("- {id: a, if: powr down}", "unknown_name"),
        ("- {id: a, if: power down or north closed}", "value"),
        ("- {id: a, at: T+00:15, happens: {fail: [powr]}}", "unknown_name"),
        ("- {id: a, at: T+00:15, kind: evnt}", "value"),
        ("- {id: a, at: T+00:15, expect: [{task: frist}]}", "unknown_name"),
        ("- {id: a, at: T+00:15, happens: {absent: {callers: 0.1}}}", "value"),
    ],
)
def test_a_scenario_that_is_refused(tmp_path: Path, msel: str, code: str) -> None:
    assert code in [said for said, _ in errors(write(tmp_path, plan=PLAN, msel=msel))]


@pytest.mark.parametrize(
    ("responses", "code"),
    [
        ("- {at: T+00:20, by: lead, does: frist}", "unknown_name"),
        ("- {at: T+00:20, by: leed, does: first}", "unknown_name"),
        ("- {at: T+04:00, by: lead, does: first}", "after_end"),
        ("- {at: T+00:20, by: lead, does: first, done: first}", "value"),
        ("- {at: T+00:20, by: lead}", "value"),
        ("- {at: T+00:20, by: lead, sends: word, via: [socail]}", "unknown_name"),
        ("- {by: lead, does: first}", "missing"),
        ("- {at: T+00:20, does: first}", "missing"),
    ],
)
def test_a_drill_that_is_refused(tmp_path: Path, responses: str, code: str) -> None:
    assert code in [said for said, _ in errors(write(tmp_path, plan=PLAN, msel=MSEL, responses=responses))]


def test_only_a_check_in_needs_nobody(tmp_path: Path) -> None:
    responses = "- {at: T+00:20, check_in: {team: callers}}"
    assert errors(write(tmp_path, plan=PLAN, msel=MSEL, responses=responses)) == []


def test_all_problems_of_a_file_come_at_once_with_their_place(tmp_path: Path) -> None:
    msel = """- {id: a, at: T+00:10, happens: {fail: [powr]}}
- {id: b, says: When}
- {id: c, at: T+09:00}"""
    found = [
        problem for problem in checked(write(tmp_path, plan=PLAN, msel=msel)).problems if problem.severity == "error"
    ]
    assert sorted(problem.code for problem in found) == ["after_end", "unknown_name", "unscheduled"]
    wrong = next(problem for problem in found if problem.code == "unknown_name")
    assert wrong.hint == "power"
    assert wrong.position.file.endswith("small.scenario.yaml")
    lines = (tmp_path / "small.scenario.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[wrong.position.line - 1][wrong.position.column - 1 :].startswith("powr")


def test_a_person_needs_no_name(tmp_path: Path) -> None:
    assert errors(write(tmp_path, plan=PLAN.replace("{name: Ann}", "{at: north}"), msel=MSEL)) == []
