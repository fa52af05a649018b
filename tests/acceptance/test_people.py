"""Where people are: absent, away, on the way, checked in (rule 12)."""

from pathlib import Path

import pytest

from support.acceptance import Json, clock, errors, findings, fired, levels, outages, play, write

PLAN = """
sites:
  north: {area: hills}
  south: {area: coast}
  far: {area: hills}
  home: {kind: remote, reach: {leave: 10m, travel: 20m / 30m / 50m, set_up: 5m}}
systems:
  power: {at: north}
  lifts: {at: far}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 100, routed_to: [north, south, home, far]}
  mail: {priority: 2, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [south]}
teams:
  callers: {count: 100, at: north, works: calls}
  mailers: {count: 10, at: south, works: mail, can_also: [calls]}
people: {ann: {name: Ann}}
roles:
  lead: {holder: ann, may: [declare]}
tasks:
  thirty: {do: Thirty to the south, by: lead, takes: 20m, effect: {move: [{team: callers, to: south, count: 30}]}}
  all: {do: All to the south, by: lead, takes: 20m, effect: {move: [{team: callers, to: south}]}}
  back: {do: All to the north, by: lead, takes: 20m, effect: {move: [{team: callers, to: north}]}}
  from_south: {do: From the south, by: lead, effect: {move: [{team: callers, from: south, to: north}]}}
  batches: {do: Batches, by: lead, takes: 10m,
            effect: {move: [{team: callers, to: south, count: 50, arrive: {count: 20, every: 15m}}]}}
  go_home: {do: Go home, by: lead, takes: 10m, effect: {move: [{team: callers, to: home, count: 40}]}}
  lend: {do: Lend, by: lead, takes: 10m, effect: {move: [{team: mailers, to: south, count: 4, works: calls}]}}
  send: {do: Send home, by: lead, takes: 30m, effect: {move: [{team: callers, to: home, count: 100, arrive: check_in}]},
         target: {50%: 3h, 90%: 5h}}
"""


def reached(result: Json) -> list[list[int]]:
    found: list[list[int]] = result["check_ins"]["callers"]["reached"]
    return found


@pytest.mark.row("S-29")
def test_a_share_of_a_team_is_rounded_down(tmp_path: Path) -> None:
    msel = """
    - {id: ill, at: T+00:10, happens: {absent: {callers: 12%}}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, drill="on_shift: {callers: 90}")
    assert levels(result, "calls") == [(0, 0.9), (clock("00:10"), 0.8)]  # 10.8 of 90: ten


def test_a_move_takes_people_from_its_start_and_brings_them_at_its_end(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: thirty}
    - {at: T+01:00, by: lead, does: thirty, count: 10}
    - {at: T+01:30, by: lead, does: from_south}
    """
    result = play(tmp_path, plan=PLAN, responses=responses)
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:10"), 0.7),
        (clock("00:30"), 1.0),
        (clock("01:00"), 0.9),
        (clock("01:20"), 1.0),
    ]


def test_those_whose_site_closed_go_first(tmp_path: Path) -> None:
    msel = """
    - {id: shut, at: T+00:40, happens: {close: [south]}}
    """
    responses = """
    - {at: T+00:10, by: lead, does: thirty}
    - {at: T+01:00, by: lead, does: go_home}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    # Thirty are away when the south closes: they and ten of the north go home.
    assert levels(result, "calls")[3:] == [
        (clock("00:40"), 0.7),
        (clock("01:00"), 0.6),
        (clock("01:55"), 1.0),  # told until 01:10, then 10m + 30m + 5m
    ]


def test_who_arrives_at_a_closed_site_is_away(tmp_path: Path) -> None:
    msel = """
    - {id: shut, at: T+00:20, happens: {close: [south]}}
    - {id: opened, at: T+00:40, happens: {open: [south]}}
    """
    responses = """
    - {at: T+00:10, by: lead, does: thirty}
    - {at: T+01:00, by: lead, does: thirty}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    # Nothing brings them in when the site opens; the second time the same thirty go, and arrive.
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.7), (clock("01:20"), 1.0)]


def test_batches_begin_with_the_end_of_the_task(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, responses="- {at: T+00:10, by: lead, does: batches}")
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:10"), 0.5),
        (clock("00:20"), 0.7),
        (clock("00:35"), 0.9),
        (clock("00:50"), 1.0),
    ]


def test_lent_people_do_their_new_work_from_their_arrival(tmp_path: Path) -> None:
    msel = "- {id: ill, at: T+00:00, happens: {absent: {callers: 50}}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:10, by: lead, does: lend}")
    assert levels(result, "mail") == [(0, 1.0), (clock("00:10"), 0.6)]
    assert levels(result, "calls") == [(0, 0.5), (clock("00:20"), 0.54)]


def test_those_who_are_well_again_wait_for_a_move(tmp_path: Path) -> None:
    msel = """
    - {id: ill, at: T+00:10, happens: {absent: {callers: 60}}}
    - {id: well, at: T+01:00, happens: {back: [callers]}}
    """
    responses = """
    - {at: T+00:30, by: lead, does: back}
    - {at: T+01:10, by: lead, does: back}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert levels(result, "calls")[-1] == (clock("01:30"), 1.0)
    assert outages(result, "calls")[0][0] == clock("00:10")


def test_absence_takes_those_who_do_not_work_first(tmp_path: Path) -> None:
    msel = """
    - {id: shut, at: T+00:40, happens: {close: [south]}}
    - {id: ill, at: T+00:50, happens: {absent: {callers: 30}}}
    - {id: more, at: T+00:55, happens: {absent: {callers: 5}}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:10, by: lead, does: thirty}")
    assert levels(result, "calls")[3:] == [(clock("00:40"), 0.7), (clock("00:55"), 0.65)]


def test_absence_takes_travellers_before_those_at_work(tmp_path: Path) -> None:
    msel = "- {id: ill, at: T+00:15, happens: {absent: {callers: 20}}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:10, by: lead, does: thirty}")
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.7), (clock("00:30"), 0.8)]


def test_absence_takes_the_own_site_before_others(tmp_path: Path) -> None:
    msel = """
    - {id: ill, at: T+00:40, happens: {absent: {callers: 60}}}
    - {id: shut, at: T+00:50, happens: {close: [south]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:10, by: lead, does: thirty}")
    # 70 in the north, 30 in the south; 60 of the north fall ill, so that 10 remain when the south closes.
    assert levels(result, "calls")[3:] == [(clock("00:40"), 0.4), (clock("00:50"), 0.1)]


def test_an_area_lost_while_one_of_its_sites_is_lost_already(tmp_path: Path) -> None:
    msel = """
    - {id: fire, at: T+00:10, happens: {lose: [north]}}
    - {id: storm, at: T+00:20, happens: {lose: [hills]}}
    - {id: calm, at: T+00:30, happens: {repair: [hills]}}
    - {id: mended, at: T+00:40, happens: {repair: [north]}}
    - {id: dark, if: power down}
    - {id: light, if: [dark_seen done, power up]}
    - {id: stuck, if: lifts down}
    - {id: lifted, if: [stuck_seen done, lifts up]}
    """
    plan = PLAN + "  dark_seen: {do: See, by: lead}\n  stuck_seen: {do: See, by: lead}\n"
    responses = """
    - {at: T+00:10, by: lead, does: dark_seen}
    - {at: T+00:20, by: lead, does: stuck_seen}
    """
    result = play(tmp_path, plan=plan, msel=msel, responses=responses)
    # The repair of the area ends what befell the area; the fire in the north is mended by itself.
    assert [row for row in fired(result) if row[0] in ("dark", "stuck", "lifted", "light")] == [
        ("dark", clock("00:10")),
        ("stuck", clock("00:20")),
        ("lifted", clock("00:30")),
        ("light", clock("00:40")),
    ]


def test_a_repaired_site_is_closed_until_it_is_opened(tmp_path: Path) -> None:
    msel = """
    - {id: fire, at: T+00:10, happens: {lose: [north]}}
    - {id: mended, at: T+00:30, happens: {repair: [north]}}
    - {id: opened, at: T+01:10, happens: {open: [north]}}
    - {id: shut, if: north closed for 45m}
    - {id: gone, if: north lost for 20m}
    """
    responses = """
    - {at: T+00:40, by: lead, does: back}      # they come to a closed door at 01:00
    - {at: T+01:20, by: lead, does: back}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.0), (clock("01:40"), 1.0)]
    assert [row for row in fired(result) if row[0] in ("shut", "gone")] == [("shut", clock("00:55"))]


@pytest.mark.row("S-79")
def test_check_ins_of_every_kind(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: send, count: 60}
    - {at: T+00:20, check_in: {team: callers, status: working}}           # one person, on the way since the start
    - {at: T+01:00, check_in: {team: callers, count: 20, status: safe}}
    - {at: T+01:10, check_in: {team: callers, count: 10}}                 # these were safe before
    - {at: T+01:20, check_in: {team: callers, count: 5, status: need_help}}
    - {at: T+01:30, check_in: {team: callers, count: 15, status: cannot_work, reason: No kit}}
    - {at: T+02:00, check_in: {team: callers, count: 60}}
    - {at: T+03:10, by: lead, does: send, count: 40}
    - {at: T+04:00, check_in: {team: callers, count: 40}}
    """
    result = play(tmp_path, plan=PLAN, responses=responses, lasts="6h")
    row = result["check_ins"]["callers"]
    assert row["started"] == clock("00:10")
    assert row["expected"] == 100  # how many left on it in all
    # Those who were safe and work now were counted before; of the last 60, 25 were counted and 24 were on the way.
    assert reached(result) == [
        [clock("00:20"), 1],
        [clock("01:00"), 21],
        [clock("01:30"), 36],
        [clock("02:00"), 60],
        [clock("04:00"), 100],
    ]
    assert row["surplus"] == 60 - 25 - 24
    assert findings(result, "surplus_check_in") == [(clock("02:00"), ["callers"])]
    assert result["targets"] == [
        {"task": "send", "share": 0.5, "limit": clock("03:00"), "took": clock("01:50"), "result": "met"},
        {"task": "send", "share": 0.9, "limit": clock("05:00"), "took": clock("03:50"), "result": "met"},
    ]
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:10"), 0.4),
        (clock("00:20"), 0.41),
        (clock("01:10"), 0.51),
        (clock("02:00"), 1.0),
        (clock("03:10"), 0.6),
        (clock("04:00"), 1.0),
    ]


@pytest.mark.parametrize(("second", "result"), [("T+03:10", "met"), ("T+03:10:01", "missed")])
def test_a_target_met_at_its_very_second(tmp_path: Path, second: str, result: str) -> None:
    responses = f"""
    - {{at: T+00:10, by: lead, does: send}}
    - {{at: T+01:00, check_in: {{team: callers, count: 49}}}}
    - {{at: {second}, check_in: {{team: callers}}}}
    """
    outcome = play(tmp_path, plan=PLAN, responses=responses, lasts="6h")
    half, most = outcome["targets"]
    assert half["result"] == result
    assert half["took"] == clock("03:00") + (result == "missed")
    assert (most["took"], most["result"]) == (None, "missed")


def test_waiting_for_people_who_never_check_in_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, plan=PLAN, responses="- {at: T+00:10, by: lead, does: send}")
    assert [code for code, _ in errors(path)] == ["never_arrives"]


def test_check_ins_go_where_the_latest_move_goes(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: send, count: 30}
    - {at: T+01:00, check_in: {team: callers, count: 30}}
    """
    msel = "- {id: shut, at: T+02:00, happens: {close: [home]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert levels(result, "calls")[-1] == (clock("02:00"), 0.7)


def test_half_of_an_odd_number_is_more_than_half_of_it(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: send, count: 99}
    - {at: T+01:00, check_in: {team: callers, count: 49}}
    - {at: T+02:00, check_in: {team: callers, count: 1}}
    """
    result = play(tmp_path, plan=PLAN, responses=responses, lasts="6h", drill="on_shift: {callers: 99}")
    assert result["targets"][0]["took"] == clock("01:50")


def test_a_target_is_of_those_on_shift_and_not_of_those_sent(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: send, count: 40}
    - {at: T+01:00, check_in: {team: callers, count: 40}}
    - {at: T+02:00, by: lead, does: send, count: 20}
    - {at: T+02:40, check_in: {team: callers, count: 10}}
    """
    result = play(tmp_path, plan=PLAN, responses=responses, lasts="6h")
    assert result["check_ins"]["callers"]["expected"] == 60
    assert result["targets"] == [  # counted from the first start
        {"task": "send", "share": 0.5, "limit": clock("03:00"), "took": clock("02:30"), "result": "met"},
        {"task": "send", "share": 0.9, "limit": clock("05:00"), "took": None, "result": "missed"},
    ]


def test_some_statuses_are_only_noted(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: send}
    - {at: T+01:00, check_in: {team: callers, count: 10, status: out}}
    - {at: T+01:10, check_in: {team: callers, count: 10, status: need_help}}
    - {at: T+01:20, check_in: {team: callers, count: 100}}
    """
    result = play(tmp_path, plan=PLAN, responses=responses, lasts="6h")
    assert reached(result) == [[clock("01:20"), 100]]
    assert result["check_ins"]["callers"]["surplus"] == 0
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.0), (clock("01:20"), 1.0)]


def test_absent_for_a_time_and_away_after_it(tmp_path: Path) -> None:
    msel = "- {id: ill, at: T+00:10, happens: {absent: {callers: 20 for 1h}}}"
    responses = "- {at: T+01:10, by: lead, does: back, count: 20}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    # Well again at 01:10, in time to be the first whom the move takes.
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.8), (clock("01:30"), 1.0)]


def test_those_on_the_way_when_their_goal_closes_are_away_on_arrival(tmp_path: Path) -> None:
    msel = "- {id: shut, at: T+00:50, happens: {close: [home]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:10, by: lead, does: go_home}")
    # Told until 00:20, there at 01:05.
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.6)]
    assert findings(result, "left_away") == [(result["lasts"], ["callers"])]


def test_together_they_come_with_the_end_of_the_task(tmp_path: Path) -> None:
    plan = PLAN.replace("to: home, count: 40}", "to: home, count: 40, arrive: together}")
    result = play(tmp_path, plan=plan, responses="- {at: T+00:10, by: lead, does: go_home}")
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.6), (clock("00:20"), 1.0)]


def test_absence_takes_those_who_cannot_work_before_the_own_site(tmp_path: Path) -> None:
    plan = PLAN.replace("south: {area: coast}", "south: {area: coast, needs: [lifts]}")
    msel = """
    - {id: stuck, at: T+00:40, happens: {fail: [lifts]}}
    - {id: ill, at: T+00:50, happens: {absent: {callers: 30}}}
    - {id: lifted, at: T+01:00, happens: {repair: [lifts]}}
    """
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:10, by: lead, does: thirty}")
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.7), (clock("00:30"), 1.0), (clock("00:40"), 0.7)]


def test_two_absences_end_each_in_its_time(tmp_path: Path) -> None:
    msel = """
    - {id: some, at: T+00:10, happens: {absent: {callers: 10 for 1h}}}
    - {id: others, at: T+00:40, happens: {absent: {callers: 15% for 1h}}}
    """
    responses = """
    - {at: T+01:15, by: lead, does: back, count: 10}
    - {at: T+01:45, by: lead, does: back, count: 15}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:10"), 0.9),
        (clock("00:40"), 0.75),
        (clock("01:35"), 0.85),
        (clock("02:05"), 1.0),
    ]


def test_the_absent_do_not_check_in(tmp_path: Path) -> None:
    msel = "- {id: ill, at: T+00:30, happens: {absent: {callers: 20}}}"
    responses = """
    - {at: T+00:10, by: lead, does: send, count: 60}
    - {at: T+01:00, check_in: {team: callers, count: 60}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="6h")
    # Travellers fall ill before those at work: forty are left on the way.
    assert reached(result) == [[clock("01:00"), 40]]
    assert result["check_ins"]["callers"]["surplus"] == 20
    assert findings(result, "surplus_check_in") == [(clock("01:00"), ["callers"])]
    assert levels(result, "calls")[-1] == (clock("01:00"), 0.8)


def test_two_waves_on_the_way_at_once(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: send, count: 60}
    - {at: T+00:20, by: lead, does: send, count: 60}
    - {at: T+01:00, check_in: {team: callers, count: 110}}
    """
    result = play(tmp_path, plan=PLAN, responses=responses, lasts="6h")
    row = result["check_ins"]["callers"]
    assert (row["started"], row["expected"], row["surplus"]) == (clock("00:10"), 100, 10)  # no more than there are
    assert [target["took"] for target in result["targets"]] == [clock("00:50"), clock("00:50")]


def test_what_takes_time_to_be_ready_is_used_after_it(tmp_path: Path) -> None:
    plan = PLAN.replace("south: {area: coast}", "south: {area: coast, ready_after: 1h}")
    result = play(tmp_path, plan=plan, responses="- {at: T+00:10, by: lead, does: thirty}")
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.7), (clock("01:30"), 1.0)]
