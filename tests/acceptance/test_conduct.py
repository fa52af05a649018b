"""What the facilitator did, played again: releases, skips, defers, adds, places, ends (section 4, rule 10)."""

from pathlib import Path

import pytest

from support.acceptance import clock, expectation, findings, fired, levels, outages, play

PLAN = """
sites:
  north: {area: hills}
systems:
  power: {at: north}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north]}
teams:
  callers: {count: 10, at: north, works: calls}
people: {ann: {name: Ann}, bob: {name: Bob}}
roles:
  lead: {holder: ann, may: [declare], reacts: 5m}
  floor: {holder: bob, reacts: 3m}
tasks:
  shelter: {do: Shelter, by: floor, takes: 4m}
  count: {do: Count, by: floor, takes: 10m, after: [shelter]}
  declare: {do: Declare, by: lead, effect: {mode: emergency}}
playbooks:
  storm: {if: hazard is storm, do: [{task: declare, within: 10m}, {task: shelter, within: 10m}, count]}
"""
MSEL = """
- {id: first, at: T+00:10, expect: [{task: shelter, within: 10m}]}
- {id: second, at: T+00:20, happens: {fail: [power]}}
- {id: by_hand, at: held, happens: {close: [north]}}
- {id: dark, if: power down, says: It is dark}
"""


def test_nothing_done_by_hand(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL)
    assert [row for row in fired(result) if row[0] != "storm"] == [
        ("first", clock("00:10")),
        ("second", clock("00:20")),
        ("dark", clock("00:20")),
    ]  # and what is held never comes


@pytest.mark.parametrize("at", ["00:05", "00:10", "00:40"])
def test_released_by_hand_and_not_by_the_clock(tmp_path: Path, at: str) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct=f"- {{at: T+{at}, releases: first}}")
    assert [row for row in fired(result) if row[0] == "first"] == [("first", clock(at))]
    assert expectation(result, "inject:first", "shelter")[0] == clock(at) + clock("00:10")


def test_what_is_held_comes_when_released(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:30, releases: by_hand}")
    assert outages(result, "calls") == [(clock("00:30"), None)]


def test_skipped_it_never_comes(tmp_path: Path) -> None:
    conduct = """
    - {at: T+00:10, skips: first, because: No time}
    - {at: T+00:15, skips: dark}
    """
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct=conduct)
    assert [name for name, _ in fired(result) if name != "storm"] == ["second"]
    assert not [row for row in result["expectations"] if row["source"] == "inject:first"]


@pytest.mark.parametrize("said", ["00:05", "00:10"])
def test_deferred_it_comes_later(tmp_path: Path, said: str) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct=f"- {{at: T+{said}, defers: first, to: T+00:25}}")
    assert [row for row in fired(result) if row[0] != "storm"] == [
        ("second", clock("00:20")),
        ("dark", clock("00:20")),
        ("first", clock("00:25")),
    ]


def test_added_it_comes_at_once(tmp_path: Path) -> None:
    conduct = """
    - {at: T+00:12, adds: {id: flood, says: Water too, tell: [lead], happens: {close: [north]},
                           expect: [{task: declare, within: 5m}]}}
    """
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct=conduct)
    assert ("flood", clock("00:12")) in fired(result)
    assert outages(result, "calls") == [(clock("00:12"), None)]
    assert expectation(result, "inject:flood", "declare") == (clock("00:17"), None, "never", None)
    assert result["identified"]["told_at"] == clock("00:12")


def test_it_ends_when_the_facilitator_ends_it(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:15, ends: early}")
    assert result["lasts"] == clock("00:15")
    assert [name for name, _ in fired(result) if name != "storm"] == ["first"]
    result = play(tmp_path / "same", plan=PLAN, msel=MSEL, conduct="- {at: T+00:10, ends: early}")
    assert result["lasts"] == clock("00:10")
    assert [name for name, _ in fired(result) if name != "storm"] == []  # conduct comes before the injects


def test_conduct_comes_before_the_injects_of_its_second(tmp_path: Path) -> None:
    conduct = """
    - {at: T+00:10, adds: {id: news, says: News}}
    - {at: T+00:10, releases: second}
    """
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct=conduct)
    assert [name for name, _ in fired(result) if name != "storm"] == ["news", "second", "first", "dark"]


def test_a_place_given_to_a_stand_in(tmp_path: Path) -> None:
    msel = "- {id: warn, at: T+00:00, tell: [lead, floor], says: A storm.}"
    result = play(tmp_path, plan=PLAN, msel=msel, conduct="- {at: T+00:00, places: {floor: stand_in}}")
    # Three minutes to react, four to shelter, then the count; the lead is script and says nothing.
    assert expectation(result, "playbook:storm", "shelter")[1] == clock("00:07")
    assert expectation(result, "playbook:storm", "declare")[1] is None


def test_stand_ins_follow_the_plan(tmp_path: Path) -> None:
    msel = "- {id: warn, at: T+00:10, tell: [lead], says: A storm.}"
    result = play(tmp_path, plan=PLAN, msel=msel, stand_ins=True)
    # Nobody could know before 00:10; the lead reacts after five minutes, the floor after three.
    assert expectation(result, "playbook:storm", "declare") == (clock("00:20"), clock("00:15"), "on_time", 0)
    assert expectation(result, "playbook:storm", "shelter") == (clock("00:20"), clock("00:17"), "on_time", 0)
    assert expectation(result, "playbook:storm", "count") == (None, clock("00:27"), "on_time", 0)  # the next at once
    assert result["mode"] == [["normal", 0], ["emergency", clock("00:15")]]
    assert findings(result, "needless_declaration") == []


def test_only_the_roles_named_stand_in(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, drill="players: {lead: stand_in}")
    assert result["mode"] == [["normal", 0], ["emergency", clock("00:05")]]
    assert expectation(result, "playbook:storm", "shelter")[1] is None
    assert levels(result, "calls") == [(0, 1.0)]


def test_released_by_hand_a_condition_releases_no_more(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct="- {at: T+00:05, releases: dark}")
    assert [row for row in fired(result) if row[0] == "dark"] == [("dark", clock("00:05"))]


def test_a_stand_in_chooses_what_is_expected(tmp_path: Path) -> None:
    msel = """
    - {id: ask, at: T+00:10, tell: [lead], kind: question, says: Well?, choices: {stay: Stay, go: Go, hide: Hide},
       expect: [{choice: go, within: 30m}]}
    - {id: ask_too, at: T+01:00, tell: [lead], kind: question, says: Well?, choices: {red: Red, blue: Blue}}
    - {id: went, if: ask chose go}
    - {id: redder, if: ask_too chose red}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, drill="players: {lead: stand_in}")
    assert ("went", clock("00:15")) in fired(result)
    assert ("redder", clock("01:05")) in fired(result)


def test_a_task_goes_on_when_its_place_is_given_to_the_script(tmp_path: Path) -> None:
    conduct = "- {at: T+00:05, places: {floor: script}}"
    result = play(tmp_path, plan=PLAN, drill="players: {floor: stand_in}", conduct=conduct)
    assert expectation(result, "playbook:storm", "shelter")[1] == clock("00:07")
    assert expectation(result, "playbook:storm", "count")[1] is None


def test_stopping_to_talk_changes_no_result_without_people(tmp_path: Path) -> None:
    plain = play(tmp_path, plan=PLAN, msel=MSEL)
    talked = play(tmp_path / "talk", plan=PLAN, msel=MSEL, drill="kind: tabletop\nclock: stops_to_talk\npace: jump")
    assert plain == talked


@pytest.mark.row("S-118")
@pytest.mark.parametrize("kind", ["tabletop", "timed", "unattended"])
def test_kind_and_pace_change_no_time_that_was_said(tmp_path: Path, kind: str) -> None:
    responses = """
    - {at: T+00:05, by: floor, does: shelter}
    - {at: T+00:12, by: floor, done: shelter}
    - {at: T+00:12, by: floor, does: count}
    """
    result = play(tmp_path, plan=PLAN, msel=MSEL, responses=responses, drill=f"kind: {kind}\npace: 30x")
    assert expectation(result, "playbook:storm", "shelter")[1] == clock("00:12")
    assert expectation(result, "playbook:storm", "count")[1] == clock("00:22")  # its usual time


def test_an_added_end_is_listed_as_fired(tmp_path: Path) -> None:
    conduct = "- {at: T+00:15, adds: {id: over, kind: end, says: That is all}}"
    result = play(tmp_path, plan=PLAN, msel=MSEL, conduct=conduct)
    assert result["lasts"] == clock("00:15")
    assert fired(result)[-1] == ("over", clock("00:15"))


def test_an_end_released_by_hand_ends_it_earlier(tmp_path: Path) -> None:
    msel = MSEL + "- {id: end, at: T+01:00, kind: end}\n"
    result = play(tmp_path, plan=PLAN, msel=msel, conduct="- {at: T+00:15, releases: end}")
    assert result["lasts"] == clock("00:15")
    assert fired(result)[-1] == ("end", clock("00:15"))


@pytest.mark.parametrize(("answers", "reached"), [("49%", False), ("50%", True)])
def test_a_stand_in_who_cannot_be_reached(tmp_path: Path, answers: str, reached: bool) -> None:  # noqa: FBT001
    plan = PLAN.replace("reacts: 5m", f"answers: {answers}")
    result = play(tmp_path, plan=plan, stand_ins=True)
    # Ten minutes to react where none are given.
    assert expectation(result, "playbook:storm", "declare")[1] == (clock("00:10") if reached else None)
    helped = plan.replace("holder: ann,", "holder: ann, alternates: [bob],")
    result = play(tmp_path / "helped", plan=helped, stand_ins=True)
    assert expectation(result, "playbook:storm", "declare")[1] is not None


def test_a_stand_in_begins_when_it_may(tmp_path: Path) -> None:
    plan = PLAN.replace("takes: 4m}", "takes: 4m, needs: [power]}")
    msel = """
    - {id: cut, at: T+00:10, tell: [floor], happens: {fail: [power]}}
    - {id: mended, at: T+01:00, happens: {repair: [power]}}
    """
    result = play(tmp_path, plan=plan, msel=msel, stand_ins=True)
    assert expectation(result, "playbook:storm", "shelter")[1] == clock("01:04")
    assert result["refused"] == []


def test_an_inject_moves_only_the_stand_ins_whom_it_tells(tmp_path: Path) -> None:
    plan = PLAN.replace("if: hazard is storm", "if: power down")
    msel = """
    - {id: ask, at: T+00:10, tell: [floor], says: Go,
       expect: [{task: shelter, within: 10m}, {task: declare, within: 10m}]}
    """
    result = play(tmp_path, plan=plan, msel=msel, stand_ins=True)
    assert expectation(result, "inject:ask", "shelter") == (clock("00:20"), clock("00:17"), "on_time", 0)
    assert expectation(result, "inject:ask", "declare") == (clock("00:20"), None, "never", None)


def test_a_skipped_end_is_not_fired(tmp_path: Path) -> None:
    msel = MSEL + "- {id: end, at: T+00:30, kind: end}\n"
    result = play(tmp_path, plan=PLAN, msel=msel, conduct="- {at: T+00:15, skips: end}")
    assert "end" not in dict(fired(result))


def test_a_deferred_end_ends_it_later(tmp_path: Path) -> None:
    msel = MSEL + "- {id: end, at: T+00:30, kind: end}\n"
    result = play(tmp_path, plan=PLAN, msel=msel, conduct="- {at: T+00:15, defers: end, to: T+00:45}")
    assert fired(result)[-1] == ("end", clock("00:45"))
    assert result["lasts"] == clock("00:45")
