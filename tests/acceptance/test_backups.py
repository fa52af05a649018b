"""What stands in for what has failed, and since when (rule 4)."""

from pathlib import Path

import pytest

from support.acceptance import clock, findings, fired, levels, outage, outages, play, refusals

PLAN = """
sites:
  north: {area: hills, needs: [mains]}
  cloud: {kind: cloud}
systems:
  grid: {at: cloud}
  mains: {at: north, needs: [grid]}
  generator: {at: north, backup_for: mains, auto_after: 1m}
  records: {at: north}
  standby: {at: north, backup_for: records, copies_every: 15m}
  copy: {at: cloud, backup_for: records}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north]}
  mail: {priority: 2, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 4, routed_to: [cloud], needs: [records]}
teams:
  callers: {count: 10, at: north, works: calls}
  mailers: {count: 4, at: cloud, works: mail}
people: {ann: {name: Ann}}
roles:
  lead: {holder: ann, may: [declare]}
tasks:
  to_standby: {do: Start the standby, by: lead, takes: 20m, effect: {switch_to: [standby]}}
  to_copy: {do: Start the copy, by: lead, takes: 20m, effect: {switch_to: [copy]}}
  from_copy: {do: Leave the copy, by: lead, takes: 10m, effect: {switch_back: [copy]}}
  mend: {do: Mend the records, by: lead, takes: 30m, effect: {repair: [records]}}
  inspect: {do: Look at the records, by: lead, needs: [records]}
  visit: {do: Go to the north, by: lead, needs: [north]}
playbooks:
  records_gone: {if: records down, do: [to_copy]}
  records_here: {if: records up, do: [inspect]}
"""


@pytest.mark.row("S-66")
def test_what_takes_over_by_itself_leaves_a_gap_of_just_its_minute(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [grid]}}
    - {id: back, at: T+00:40, happens: {repair: [grid]}}
    - {id: again, at: T+01:00, happens: {fail: [mains]}}
    - {id: mended, at: T+01:01, happens: {repair: [mains]}}
    - {id: third, at: T+01:30, happens: {fail: [mains]}}
    - {id: quick, at: T+01:30:59, happens: {repair: [mains]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, lasts="2h")
    assert outages(result, "calls") == [
        (clock("00:10"), clock("00:11")),
        (clock("01:00"), clock("01:01")),
        (clock("01:30"), clock("01:30:59")),
    ]
    assert [out["causes"] for out in result["functions"]["calls"]["outages"]] == [["grid"], ["mains"], ["mains"]]


def test_a_backup_that_was_down_itself_counts_at_once_when_it_returns(tmp_path: Path) -> None:
    msel = """
    - {id: dead, at: T+00:05, happens: {fail: [generator]}}
    - {id: cut, at: T+00:10, happens: {fail: [mains]}}
    - {id: returns, at: T+00:30, happens: {repair: [generator]}}
    - {id: dies, at: T+00:40, happens: {fail: [generator]}}
    - {id: lives, at: T+00:45, happens: {repair: [generator]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, lasts="2h")
    assert outages(result, "calls") == [(clock("00:10"), clock("00:30")), (clock("00:40"), clock("00:45"))]


def test_a_backup_in_the_lost_building_is_lost_with_it(tmp_path: Path) -> None:
    msel = "- {id: fire, at: T+00:10, happens: {lose: [north]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:20, by: lead, does: to_standby}")
    assert outages(result, "mail") == [(clock("00:10"), None)]
    assert outage(result, "mail")["causes"] == ["north"]
    assert findings(result, "dead_backup") == [(clock("00:40"), ["to_standby", "standby"])]


@pytest.mark.row("S-59")
@pytest.mark.row("S-61")
def test_a_switch_to_a_dead_backup_completes_and_counts_once_it_lives(tmp_path: Path) -> None:
    msel = """
    - {id: both, at: T+00:00, happens: {fail: [records, standby]}}
    - {id: told, if: to_standby done, says: It does not answer.}
    - {id: alive, at: T+01:00, happens: {repair: [standby]}}
    """
    responses = "- {at: T+00:10, by: lead, does: to_standby}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="2h")
    assert findings(result, "dead_backup") == [(clock("00:30"), ["to_standby", "standby"])]
    assert ("told", clock("00:30")) in fired(result)
    assert outages(result, "mail") == [(0, clock("01:00"))]


@pytest.mark.row("S-60")
def test_a_switch_to_a_copy_loses_what_was_not_copied(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:00, happens: {fail: [records]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:10, by: lead, does: to_standby}")
    assert findings(result, "data_lost") == [(clock("00:30"), ["standby"])]
    assert findings(result, "dead_backup") == []
    result = play(tmp_path / "copy", plan=PLAN, msel=msel, responses="- {at: T+00:10, by: lead, does: to_copy}")
    assert findings(result, "data_lost") == []


def test_a_switch_ends_with_switching_back_and_not_with_the_repair(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:00, happens: {fail: [records]}}"
    responses = """
    - {at: T+00:00, by: lead, does: to_copy}
    - {at: T+00:30, by: lead, does: mend}
    - {at: T+01:10, by: lead, does: from_copy}
    """
    msel += "\n- {id: again, at: T+01:05, happens: {fail: [records]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="2h")
    # Carried by the copy until it is left at 01:20, though the primary was up between 01:00 and 01:05.
    assert outages(result, "mail") == [(0, clock("00:20")), (clock("01:20"), None)]


def test_up_and_down_look_at_the_thing_itself(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [records]}}
    - {id: still_down, if: records down for 30m}
    - {id: copied, if: [records down, to_copy done]}
    """
    responses = """
    - {at: T+00:10, by: lead, does: inspect}
    - {at: T+00:10, by: lead, does: to_copy}
    - {at: T+00:30, by: lead, does: inspect}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert [row for row in fired(result) if row[0] != "records_here"] == [
        ("cut", clock("00:10")),
        ("records_gone", clock("00:10")),
        ("copied", clock("00:30")),
        ("still_down", clock("00:40")),
    ]
    assert refusals(result) == [(clock("00:10"), "lead", "needs")]  # the copy meets the need, at the second it is done


def test_a_site_is_no_help_while_closed_lost_or_in_need(tmp_path: Path) -> None:
    msel = """
    - {id: shut, at: T+00:10, happens: {close: [north]}}
    - {id: opened, at: T+00:20, happens: {open: [north]}}
    - {id: dark, at: T+00:30, happens: {fail: [mains]}}
    - {id: fire, at: T+00:40, happens: {lose: [north]}}
    - {id: mended, at: T+00:50, happens: {repair: [north, mains]}}
    """
    responses = """
    - {at: T+00:05, by: lead, does: visit}
    - {at: T+00:10, by: lead, does: visit}
    - {at: T+00:20, by: lead, does: visit}
    - {at: T+00:30, by: lead, does: visit}
    - {at: T+00:31, by: lead, does: visit}
    - {at: T+00:40, by: lead, does: visit}
    - {at: T+00:55, by: lead, does: visit}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    # The generator takes over after a minute; after the loss the site is repaired and still closed.
    assert refusals(result) == [(clock(at), "lead", "needs") for at in ("00:10", "00:30", "00:40", "00:55")]


def test_opening_a_site_brings_nobody_back(tmp_path: Path) -> None:
    msel = """
    - {id: shut, at: T+00:10, happens: {close: [north]}}
    - {id: opened, at: T+00:20, happens: {open: [north]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel)
    assert outages(result, "calls") == [(clock("00:10"), None)]
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.0)]
    assert findings(result, "left_away") == [(result["lasts"], ["callers"])]


def test_backups_through_failure_after_failure(tmp_path: Path) -> None:
    msel = """
    - {id: a, at: T+00:10, happens: {fail: [mains]}}         # out for a minute, then the generator
    - {id: b, at: T+00:20, happens: {fail: [generator]}}     # out
    - {id: c, at: T+00:25, happens: {repair: [mains]}}       # back
    - {id: d, at: T+00:30, happens: {repair: [generator]}}
    - {id: e, at: T+00:40, happens: {fail: [grid]}}          # the mains are down for another reason: a minute again
    - {id: f, at: T+00:40:30, happens: {fail: [mains]}}      # and now for two
    - {id: g, at: T+00:41:30, happens: {repair: [grid]}}     # the generator stays: the mains are still down
    - {id: h, at: T+00:50, happens: {repair: [mains]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel)
    assert outages(result, "calls") == [
        (clock("00:10"), clock("00:11")),
        (clock("00:20"), clock("00:25")),
        (clock("00:40"), clock("00:41")),
    ]


def test_a_backup_back_before_its_time_waits_for_it(tmp_path: Path) -> None:
    msel = """
    - {id: dead, at: T+00:05, happens: {fail: [generator]}}
    - {id: cut, at: T+00:10, happens: {fail: [mains]}}
    - {id: alive, at: T+00:15, happens: {repair: [generator]}}
    """
    plan = PLAN.replace("auto_after: 1m", "auto_after: 20m")
    assert outages(play(tmp_path, plan=plan, msel=msel), "calls") == [(clock("00:10"), clock("00:30"))]
