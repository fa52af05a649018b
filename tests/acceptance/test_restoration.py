"""Back to normal must mean it (rule 19)."""

from pathlib import Path

import pytest

from support.acceptance import Json, clock, findings, play

PLAN = """
sites:
  north: {area: hills}
  south: {area: coast}
  helper: {kind: partner, seats: 40}
systems:
  records: {at: north}
  copy: {at: south, backup_for: records}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north]}
  mail: {priority: 2, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [south], can_pause: 1d,
         needs: [records],
         workaround: {name: Paper, without: [records], level: 60%}}
teams:
  callers: {count: 10, at: north, works: calls}
  mailers: {count: 10, at: south, works: mail}
  reserve: {count: 5, at: north}
people: {ann: {name: Ann}}
roles:
  lead: {holder: ann, may: [declare, spend]}
tasks:
  declare: {do: Declare, by: lead, effect: {mode: emergency}}
  over: {do: Over, by: lead, effect: {mode: normal}}
  aside: {do: Put aside, by: lead, effect: {pause: [mail]}}
  taken_up: {do: Take up, by: lead, effect: {resume: [mail]}}
  reroute: {do: Reroute, by: lead, effect: {route: {calls: [south, north]}}}
  switch: {do: Switch, by: lead, effect: {switch_to: [copy]}}
  switch_back: {do: Switch back, by: lead, effect: {switch_back: [copy]}}
  paper: {do: Paper, by: lead, effect: {use_workaround: [mail]}}
  help: {do: Help, by: lead, effect: {activate: {helper: {calls: 20}}}}
  lend: {do: Lend, by: lead, effect: {move: [{team: mailers, to: south, count: 2, works: calls}]}}
  spare: {do: Reserve, by: lead, effect: {move: [{team: reserve, to: south, works: mail}]}}
  unlend: {do: Unlend, by: lead, effect: {move: [{team: mailers, to: south, works: mail}]}}
  as_it_was: {do: As it was, by: lead, effect: {as_planned: [routing, teams, partners, functions]}}
"""
MEASURES = ("aside", "reroute", "switch", "paper", "help", "lend", "spare")


def not_restored(result: Json) -> list[tuple[int, list[str]]]:
    return sorted((at or 0, about) for at, about in findings(result, "not_restored"))


def said(*tasks: tuple[str, str]) -> str:
    return "\n".join(f"- {{at: T+{at}, by: lead, does: {task}}}" for at, task in tasks)


def test_everything_that_is_still_otherwise_is_named(tmp_path: Path) -> None:
    responses = said(("00:05", "declare"), *(("00:10", task) for task in MEASURES), ("00:30", "over"))
    result = play(tmp_path, plan=PLAN, responses=responses)
    half = clock("00:30")
    # All at the second it turns normal, and not again at the end; mail is put aside and on its workaround, too.
    assert not_restored(result) == [
        (half, [name]) for name in ("calls", "copy", "helper", "mail", "mail", "mailers", "reserve")
    ]


def test_a_drill_that_never_turns_normal_is_judged_at_its_end(tmp_path: Path) -> None:
    responses = said(("00:05", "declare"), ("00:10", "aside"), ("00:10", "lend"))
    result = play(tmp_path, plan=PLAN, responses=responses)
    assert not_restored(result) == [(result["lasts"], ["mail"]), (result["lasts"], ["mailers"])]


def test_what_was_undone_is_no_finding(tmp_path: Path) -> None:
    responses = said(
        ("00:05", "declare"),
        ("00:10", "aside"),
        ("00:10", "switch"),
        ("00:10", "lend"),
        ("00:20", "taken_up"),
        ("00:20", "switch_back"),
        ("00:20", "unlend"),
        ("00:30", "over"),
    )
    assert not_restored(play(tmp_path, plan=PLAN, responses=responses)) == []


def test_as_planned_undoes_what_it_lists(tmp_path: Path) -> None:
    responses = said(
        ("00:05", "declare"),
        ("00:10", "reroute"),
        ("00:10", "help"),
        ("00:10", "lend"),
        ("00:10", "spare"),
        ("00:10", "aside"),
        ("00:10", "switch"),
        ("00:20", "as_it_was"),
        ("00:30", "over"),
    )
    # Backups are not in its list.
    assert not_restored(play(tmp_path, plan=PLAN, responses=responses)) == [(clock("00:30"), ["copy"])]


@pytest.mark.row("S-51")
def test_those_left_away_are_told_apart(tmp_path: Path) -> None:
    msel = "- {id: shut, at: T+00:10, happens: {close: [north]}}"
    responses = said(("00:05", "declare"), ("00:30", "over"))
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert [about for _, about in not_restored(result)] == [["callers"], ["reserve"]]
    assert sorted(findings(result, "left_away")) == [(result["lasts"], ["callers"]), (result["lasts"], ["reserve"])]


def test_the_same_sites_in_another_order_are_the_planned_routing(tmp_path: Path) -> None:
    plan = PLAN.replace("normal_staff: 10, routed_to: [north]}", "normal_staff: 10, routed_to: [north, south]}")
    responses = said(("00:05", "declare"), ("00:10", "reroute"), ("00:30", "over"))
    assert not_restored(play(tmp_path, plan=plan, responses=responses)) == []


def test_only_an_emergency_can_be_over(tmp_path: Path) -> None:
    plan = PLAN + "  resume: {do: Resume, by: lead, effect: {mode: resuming}}\n"
    responses = said(("00:05", "resume"), ("00:10", "lend"), ("00:20", "over"))
    result = play(tmp_path, plan=plan, responses=responses)
    assert not_restored(result) == [(result["lasts"], ["mailers"])]


def test_a_workaround_still_in_use_is_named_though_it_is_needed_no_more(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:00, happens: {fail: [records]}}
    - {id: mended, at: T+00:20, happens: {repair: [records]}}
    """
    responses = said(("00:05", "declare"), ("00:10", "paper"), ("00:30", "over"))
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert not_restored(result) == [(clock("00:30"), ["mail"])]
    spent = PLAN.replace("level: 60%}", "level: 60%, lasts: 20m}")
    assert not_restored(play(tmp_path / "spent", plan=spent, msel=msel, responses=responses)) == []


def test_a_partner_released_is_restored_with_its_route(tmp_path: Path) -> None:
    plan = PLAN + "  thanks: {do: Thanks, by: lead, effect: {release: [helper]}}\n"
    responses = said(("00:05", "declare"), ("00:10", "help"), ("00:20", "thanks"), ("00:30", "over"))
    assert not_restored(play(tmp_path, plan=plan, responses=responses)) == []
