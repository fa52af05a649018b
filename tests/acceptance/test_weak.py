"""Slow systems, systems that let nobody new in, homes in a lost area, kits (rules 2, 11 and 12)."""

from pathlib import Path

import pytest

from support.acceptance import clock, deliveries, findings, fired, levels, outage, outages, play, refusals

PLAN = """
sites:
  north: {area: hills}
  south: {area: coast}
  home: {kind: remote, needs: [vpn]}
systems:
  db: {}
  crm: {needs: [db]}
  crm_two: {backup_for: crm, auto_after: 5m}
  vpn: {}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 40, routed_to: [north, south, home], needs: [crm],
          workaround: {name: Paper, without: [crm], level: 75%}}
  mail: {priority: 2, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north, home]}
teams:
  callers: {count: 40, at: north, works: calls, lives: {hills: 30%, coast: 25%}}
  mailers: {count: 10, at: north, works: mail}
people: {ann: {}}
roles:
  lead: {holder: ann, may: [declare, spend]}
audiences: [staff]
channels: {board: {reaches: [staff], needs: [crm]}}
messages: {word: {to: [staff], via: [board], approval: given}}
tasks:
  mend: {do: Mend the database, by: lead, takes: 10m, effect: {repair: [db]}}
  mend_crm: {do: Mend the records, by: lead, takes: 10m, effect: {repair: [crm]}}
  mend_vpn: {do: Mend the network, by: lead, takes: 10m, effect: {repair: [vpn]}}
  check_crm: {do: Look at it, by: lead, needs: [crm]}
  switch: {do: Switch over, by: lead, takes: 5m, effect: {switch_to: [crm_two]}}
  switch_home: {do: Switch back, by: lead, takes: 5m, effect: {switch_back: [crm_two]}}
  paper: {do: On paper, by: lead, takes: 5m, effect: {use_workaround: [calls]}}
  home_20: {do: Twenty home, by: lead, takes: 10m, effect: {move: [{team: callers, to: home, count: 20}]}}
  home_all: {do: All home, by: lead, takes: 10m, effect: {move: [{team: callers, to: home}]}}
  mail_home: {do: Mail home, by: lead, takes: 10m, effect: {move: [{team: mailers, to: home}]}}
  back_10: {do: Ten back, by: lead, takes: 10m, effect: {move: [{team: callers, from: home, to: north, count: 10}]}}
  south_20: {do: Twenty to the south, by: lead, takes: 10m,
             effect: {move: [{team: callers, from: north, to: south, count: 20}]}}
  all_home: {do: Everybody home, by: lead, takes: 10m,
             effect: {move: [{team: callers, to: home}, {team: mailers, to: home}]}}
"""
SLOW = "- {id: slow, at: T+00:10, happens: {weaken: {crm: SHARE}}}\n"


def slow(share: str, system: str = "crm") -> str:
    return SLOW.replace("SHARE", share).replace("crm", system)


# --- weaken ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "level"), [("50%", 0.5), ("47%", 0.45), ("2%", 0.0), ("0%", 0.0), ("99%", 0.975), ("100%", 1.0)]
)
def test_a_slow_system_lets_a_share_work_rounded_down(tmp_path: Path, share: str, level: float) -> None:
    result = play(tmp_path, plan=PLAN, msel=slow(share))
    # Of forty: 20, 18.8, 0.8, none, 39.6, all.
    assert levels(result, "calls") == [(0, 1.0)] + ([(clock("00:10"), level)] if level < 1 else [])
    assert levels(result, "mail") == [(0, 1.0)]  # needs nothing


def test_at_its_mbco_it_is_in_and_below_it_out(tmp_path: Path) -> None:
    assert outages(play(tmp_path / "in", plan=PLAN, msel=slow("50%")), "calls") == []
    result = play(tmp_path / "out", plan=PLAN, msel=slow("49%"))  # 19.6: nineteen of forty
    assert outages(result, "calls") == [(clock("00:10"), None)]
    assert outage(result, "calls")["causes"] == ["crm"]


def test_the_share_is_of_those_who_need_it_and_could_work(tmp_path: Path) -> None:
    msel = "- {id: ill, at: T+00:05, happens: {absent: {callers: 9}}}\n" + slow("50%")
    result = play(tmp_path, plan=PLAN, msel=msel)
    assert levels(result, "calls")[-1] == (clock("00:10"), 0.375)  # half of 31 is fifteen


def test_of_a_need_of_a_need_too(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=slow("40%", "db"))
    assert levels(result, "calls")[-1] == (clock("00:10"), 0.4)
    assert outage(result, "calls")["causes"] == ["db"]  # to the root, not what merely depends on it


def test_a_need_of_a_site_slows_those_who_are_there(tmp_path: Path) -> None:
    result = play(
        tmp_path,
        plan=PLAN,
        msel=slow("30%", "vpn").replace("00:10", "00:30"),
        responses="- {at: T+00:05, by: lead, does: home_20}",
    )
    # Twenty at their desks and six of the twenty at home.
    assert levels(result, "calls")[-1] == (clock("00:30"), 0.65)


def test_a_need_at_one_site_slows_those_of_that_site(tmp_path: Path) -> None:
    plan = PLAN.replace("needs: [crm],\n", "needs_at: {south: [crm]},\n")
    result = play(
        tmp_path,
        plan=plan,
        msel=slow("30%").replace("00:10", "00:30"),
        responses="- {at: T+00:05, by: lead, does: south_20}",
    )
    assert levels(result, "calls")[-1] == (clock("00:30"), 0.65)


def test_a_slow_system_is_up(tmp_path: Path) -> None:
    msel = slow("0%") + "- {id: down, if: crm down}\n- {id: up, if: [crm up, calls below 10%]}\n"
    responses = """
    - {at: T+00:20, by: lead, sends: word}
    - {at: T+00:20, by: lead, does: check_crm}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert [name for name, _ in fired(result)] == ["slow", "up"]
    assert refusals(result) == []
    assert deliveries(result) == [("word", "staff", clock("00:20"), ["board"])]
    # The standby comes by itself five minutes after its primary goes down; it never did.
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.0)]


def test_a_standby_that_was_switched_to_is_not_slow(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:20, by: lead, does: switch}
    - {at: T+01:00, by: lead, does: switch_home}
    """
    result = play(tmp_path, plan=PLAN, msel=slow("40%"), responses=responses)
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:10"), 0.4),
        (clock("00:25"), 1.0),
        (clock("01:05"), 0.4),
    ]


def test_a_repair_makes_it_whole_again(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=slow("40%"), responses="- {at: T+00:20, by: lead, does: mend_crm}")
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.4), (clock("00:30"), 1.0)]
    assert outages(result, "calls") == [(clock("00:10"), clock("00:30"))]


def test_a_repair_by_an_inject_too_and_of_that_system_only(tmp_path: Path) -> None:
    msel = slow("40%") + (
        "- {id: other, at: T+00:20, happens: {repair: [db]}}\n- {id: right, at: T+00:30, happens: {repair: [crm]}}\n"
    )
    result = play(tmp_path, plan=PLAN, msel=msel)
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.4), (clock("00:30"), 1.0)]


def test_a_later_share_replaces_the_earlier(tmp_path: Path) -> None:
    msel = slow("20%") + (
        "- {id: better, at: T+00:20, happens: {weaken: {crm: 60%}}}\n"
        "- {id: worse, at: T+00:30, happens: {weaken: {crm: 30%}}}\n"
        "- {id: well, at: T+00:40, happens: {weaken: {crm: 100%}}}\n"
    )
    result = play(tmp_path, plan=PLAN, msel=msel)
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:10"), 0.2),
        (clock("00:20"), 0.6),
        (clock("00:30"), 0.3),
        (clock("00:40"), 1.0),
    ]


def test_slow_and_failed_a_repair_ends_both(tmp_path: Path) -> None:
    plan = PLAN.replace("  crm_two: {backup_for: crm, auto_after: 5m}\n", "  crm_two: {backup_for: crm}\n")
    msel = slow("40%") + "- {id: dead, at: T+00:20, happens: {fail: [crm]}}\n"
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:30, by: lead, does: mend_crm}")
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:10"), 0.4),
        (clock("00:20"), 0.0),
        (clock("00:40"), 1.0),
    ]


def test_a_workaround_helps_those_whom_it_holds_up(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=slow("20%"), responses="- {at: T+00:20, by: lead, does: paper}")
    # Eight work with it; of the 32 whom it holds up paper lets thirty work: 75% of the normal staff.
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.2), (clock("00:25"), 0.95)]


def test_slow_and_with_few_lines(tmp_path: Path) -> None:
    plan = PLAN.replace("vpn: {}", "vpn: {carries: 15}")
    msel = slow("50%", "vpn").replace("00:10", "00:30")
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:05, by: lead, does: home_20}")
    # 15 of the 20 at home have a line; the half of the twenty is ten.
    assert levels(result, "calls")[-2:] == [(clock("00:15"), 0.875), (clock("00:30"), 0.75)]


def test_when_it_failed_is_when_it_grew_weak(tmp_path: Path) -> None:
    msel = """
    - {id: slow, at: T+00:10, happens: {weaken: {crm: 80%}}}
    - {id: told, at: T+00:15, tell: [lead], says: It is slow}
    - {id: dead, at: T+00:30, happens: {fail: [crm]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel)
    assert result["identified"] == {"failed_at": clock("00:10"), "told_at": clock("00:15"), "declared_at": None}


def test_what_lets_nobody_in_is_no_failure_yet(tmp_path: Path) -> None:
    msel = """
    - {id: stuck, at: T+00:10, happens: {no_new: [crm]}}
    - {id: slow, at: T+00:20, happens: {weaken: {crm: 80%}}}
    """
    assert play(tmp_path, plan=PLAN, msel=msel)["identified"]["failed_at"] == clock("00:20")


# --- no_new ----------------------------------------------------------------------------------------------------------


def test_those_who_work_with_it_go_on_and_nobody_new_counts(tmp_path: Path) -> None:
    msel = "- {id: stuck, at: T+00:20, happens: {no_new: [vpn]}}"
    responses = """
    - {at: T+00:05, by: lead, does: home_20}
    - {at: T+00:30, by: lead, does: home_all}
    - {at: T+01:00, by: lead, does: mend_vpn}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    # Twenty are home at 00:15 and go on; the other twenty leave at 00:30, come at 00:40 and cannot sign in till 01:10.
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:05"), 0.5),
        (clock("00:15"), 1.0),
        (clock("00:30"), 0.5),
        (clock("01:10"), 1.0),
    ]
    assert outages(result, "calls") == []


def test_who_leaves_loses_the_place(tmp_path: Path) -> None:
    msel = "- {id: stuck, at: T+00:20, happens: {no_new: [vpn]}}"
    responses = """
    - {at: T+00:05, by: lead, does: home_20}
    - {at: T+00:30, by: lead, does: back_10}
    - {at: T+01:00, by: lead, does: home_20}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    # Ten go back to their desks (thirty there); twenty of them go home again and none of those is let in.
    assert levels(result, "calls")[3:] == [
        (clock("00:30"), 0.75),
        (clock("00:40"), 1.0),
        (clock("01:00"), 0.5),
    ]


def test_those_kept_go_on_after_something_else_failed_and_was_mended(tmp_path: Path) -> None:
    plan = PLAN.replace("  crm_two: {backup_for: crm, auto_after: 5m}\n", "  crm_two: {backup_for: crm}\n")
    msel = """
    - {id: stuck, at: T+00:20, happens: {no_new: [vpn]}}
    - {id: dead, at: T+00:30, happens: {fail: [crm]}}
    - {id: mended, at: T+00:40, happens: {repair: [crm]}}
    """
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:05, by: lead, does: home_20}")
    assert levels(result, "calls")[-2:] == [(clock("00:30"), 0.0), (clock("00:40"), 1.0)]


def test_slow_and_nobody_new(tmp_path: Path) -> None:
    msel = """
    - {id: stuck, at: T+00:20, happens: {no_new: [vpn]}}
    - {id: slow, at: T+00:50, happens: {weaken: {vpn: 60%}}}
    """
    responses = """
    - {at: T+00:05, by: lead, does: home_20}
    - {at: T+00:30, by: lead, does: home_all}
    - {at: T+01:00, by: lead, does: mend_vpn}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    # Forty are home at 00:40, twenty were kept; 60% of forty would be 24, and still no more than the twenty may.
    assert levels(result, "calls")[-2:] == [(clock("00:30"), 0.5), (clock("01:10"), 1.0)]


def test_with_a_standby_in_its_place_newcomers_count(tmp_path: Path) -> None:
    plan = PLAN + (
        "staffing:\n"
        '  - {name: A, when: ["Tuesday 10:00 to 11:00"], on_shift: {callers: 20}, normal_staff: {calls: 40}}\n'
        '  - {name: B, when: ["Tuesday 11:00 to 20:00"], on_shift: {callers: 30}, normal_staff: {calls: 40}}\n'
    )
    msel = "- {id: stuck, at: T+00:20, happens: {no_new: [db]}}"
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+01:10, by: lead, does: switch}")
    # Twenty go on; the ten who come at eleven cannot sign in until all are on the standby, which needs no database.
    assert levels(result, "calls") == [(0, 0.5), (clock("01:15"), 0.75)]


def test_a_dead_standby_relieves_nobody(tmp_path: Path) -> None:
    msel = slow("40%") + "- {id: dead, at: T+00:12, happens: {fail: [crm_two]}}\n"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:20, by: lead, does: switch}")
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.4)]
    assert findings(result, "dead_backup") == [(clock("00:25"), ["switch", "crm_two"])]


def test_a_slow_standby_is_slow(tmp_path: Path) -> None:
    msel = slow("40%") + "- {id: slow_too, at: T+00:12, happens: {weaken: {crm_two: 80%}}}\n"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:20, by: lead, does: switch}")
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.4), (clock("00:25"), 0.8)]


def test_nobody_new_is_the_cause(tmp_path: Path) -> None:
    msel = "- {id: stuck, at: T+00:01, happens: {no_new: [vpn]}}"
    plan = PLAN.replace("mbco: 50%, normal_staff: 40", "mbco: 60%, normal_staff: 40")
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:05, by: lead, does: home_20}")
    # Out from the second they leave, which is a decision of ours: nothing that failed keeps them from working then.
    assert outages(result, "calls") == [(clock("00:05"), None)]
    assert outage(result, "calls")["causes"] == []


def test_those_who_work_are_kept_through_another_failure(tmp_path: Path) -> None:
    msel = """
    - {id: stuck, at: T+00:20, happens: {no_new: [vpn]}}
    - {id: shut, at: T+00:30, happens: {close: [north]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:05, by: lead, does: home_20}")
    assert levels(result, "calls")[-1] == (clock("00:30"), 0.5)


def test_a_shift_that_comes_later_is_new(tmp_path: Path) -> None:
    plan = PLAN + (
        "staffing:\n"
        '  - {name: A, when: ["Tuesday 10:00 to 11:00"], on_shift: {callers: 20}, normal_staff: {calls: 40}}\n'
        '  - {name: B, when: ["Tuesday 11:00 to 20:00"], on_shift: {callers: 30}, normal_staff: {calls: 40}}\n'
    )
    msel = """
    - {id: stuck, at: T+00:20, happens: {no_new: [crm]}}
    - {id: mended, at: T+01:30, happens: {repair: [crm]}}
    """
    result = play(tmp_path, plan=plan, msel=msel)
    assert levels(result, "calls") == [(0, 0.5), (clock("01:30"), 0.75)]


def test_nobody_new_is_a_cause_where_it_keeps_a_shift_from_working(tmp_path: Path) -> None:
    plan = PLAN.replace("mbco: 50%, normal_staff: 40", "mbco: 60%, normal_staff: 40") + (
        "staffing:\n"
        '  - {name: A, when: ["Tuesday 10:00 to 11:00"], on_shift: {callers: 20}, normal_staff: {calls: 20}}\n'
        '  - {name: B, when: ["Tuesday 11:00 to 20:00"], on_shift: {callers: 40}, normal_staff: {calls: 40}}\n'
    )
    msel = "- {id: stuck, at: T+00:20, happens: {no_new: [crm]}}"
    result = play(tmp_path, plan=plan, msel=msel)
    # Twenty of forty from eleven on, below 60%: the twenty who came cannot sign in.
    assert levels(result, "calls") == [(0, 1.0), (clock("01:00"), 0.5)]
    assert outages(result, "calls") == [(clock("01:00"), None)]
    assert outage(result, "calls")["causes"] == ["crm"]


# --- lives -----------------------------------------------------------------------------------------------------------


def test_those_who_live_in_a_lost_area_cannot_work_from_home(tmp_path: Path) -> None:
    msel = """
    - {id: flood, at: T+00:30, happens: {lose: [coast]}}
    - {id: dry, at: T+01:00, happens: {repair: [coast]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:05, by: lead, does: home_20}")
    # Twenty are at home; a quarter of them lives on the coast: 20 + 15 of 40.
    assert levels(result, "calls")[-2:] == [(clock("00:30"), 0.875), (clock("01:00"), 1.0)]


def test_at_their_desks_it_does_not_matter_where_they_live(tmp_path: Path) -> None:
    msel = "- {id: flood, at: T+00:30, happens: {lose: [coast]}}"
    assert levels(play(tmp_path, plan=PLAN, msel=msel), "calls") == [(0, 1.0)]


def test_the_share_of_those_at_home_is_rounded_down(tmp_path: Path) -> None:
    plan = PLAN.replace("to: home, count: 20}", "to: home, count: 11}")
    msel = "- {id: flood, at: T+00:30, happens: {lose: [coast]}}"
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:05, by: lead, does: home_20}")
    assert levels(result, "calls")[-1] == (clock("00:30"), 0.95)  # a quarter of eleven: two


def test_the_loss_of_a_site_is_no_loss_of_its_area(tmp_path: Path) -> None:
    msel = "- {id: fire, at: T+00:30, happens: {lose: [south]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:05, by: lead, does: home_20}")
    assert levels(result, "calls")[-1] == (clock("00:15"), 1.0)


def test_who_comes_home_to_a_lost_area_does_not_count(tmp_path: Path) -> None:
    msel = "- {id: flood, at: T+00:01, happens: {lose: [coast]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:05, by: lead, does: home_20}")
    assert levels(result, "calls") == [(0, 1.0), (clock("00:05"), 0.5), (clock("00:15"), 0.875)]


def test_homes_are_a_cause_by_the_sites_of_the_area(tmp_path: Path) -> None:
    plan = PLAN.replace("mbco: 50%, normal_staff: 40", "mbco: 80%, normal_staff: 40")
    msel = "- {id: flood, at: T+00:30, happens: {lose: [coast]}}"
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:05, by: lead, does: home_all}")
    # All forty are at home at 00:15; ten live on the coast: thirty, below 80%.
    first, second = result["functions"]["calls"]["outages"]
    assert (first["from"], first["causes"]) == (clock("00:05"), [])
    assert (second["from"], second["causes"]) == (clock("00:30"), ["south"])


def test_two_areas_lost_count_together(tmp_path: Path) -> None:
    plan = PLAN.replace("{hills: 30%, coast: 25%}", "{hills: 33%, coast: 33%}").replace("count: 20}", "count: 12}")
    msel = "- {id: flood, at: T+00:30, happens: {lose: [hills, coast]}}"
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:05, by: lead, does: home_20}")
    # The north is lost with its 28. Of twelve at home 66% is 7.92: seven; five work.
    assert levels(result, "calls")[-1] == (clock("00:30"), 0.125)


def test_homes_and_a_slow_network(tmp_path: Path) -> None:
    msel = """
    - {id: flood, at: T+00:30, happens: {lose: [coast]}}
    - {id: slow, at: T+00:40, happens: {weaken: {vpn: 50%}}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:05, by: lead, does: home_20}")
    # Fifteen of the twenty could work; half of them is seven: 27 of forty.
    assert levels(result, "calls")[-2:] == [(clock("00:30"), 0.875), (clock("00:40"), 0.675)]


def test_those_who_cannot_work_at_home_take_no_line(tmp_path: Path) -> None:
    plan = PLAN.replace("vpn: {}", "vpn: {carries: 15}")
    msel = "- {id: flood, at: T+00:30, happens: {lose: [coast]}}"
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:05, by: lead, does: home_20}")
    # Fifteen lines for twenty at home, and still fifteen people who can use them when five cannot work.
    assert levels(result, "calls")[-1] == (clock("00:15"), 0.875)


# --- kits ------------------------------------------------------------------------------------------------------------


KITS = PLAN.replace(
    "home: {kind: remote, needs: [vpn]}", "home: {kind: remote, needs: [vpn], kit: {own: 10, kept_at: {south: 15}}}"
)


@pytest.mark.row("S-67")
def test_kits_limit_how_many_work_at_home(tmp_path: Path) -> None:
    plan = PLAN.replace("needs: [vpn]}", "needs: [vpn], kit: {own: 360}}")
    plan = plan.replace("normal_staff: 40", "normal_staff: 400").replace("callers: {count: 40", "callers: {count: 400")
    result = play(tmp_path, plan=plan, responses="- {at: T+00:05, by: lead, does: home_all}")
    assert levels(result, "calls")[-1] == (clock("00:15"), 0.9)  # 360 kits for 400


@pytest.mark.parametrize("how", ["close: [south]", "lose: [south]", "lose: [coast]"])
def test_kits_kept_at_a_closed_site_are_not_to_be_had(tmp_path: Path, how: str) -> None:
    msel = f"- {{id: gone, at: T+00:30, happens: {{{how}}}}}"
    plan = KITS.replace(", lives: {hills: 30%, coast: 25%}", "")
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:05, by: lead, does: home_all}")
    # 25 kits for forty people, then the ten that people have.
    assert levels(result, "calls")[1:] == [(clock("00:05"), 0.0), (clock("00:15"), 0.625), (clock("00:30"), 0.25)]
    assert result["functions"]["calls"]["outages"][-1]["causes"] == ["south"]


def test_kits_are_to_be_had_again_when_the_site_opens(tmp_path: Path) -> None:
    msel = """
    - {id: gone, at: T+00:30, happens: {close: [south]}}
    - {id: opened, at: T+01:00, happens: {open: [south]}}
    """
    result = play(tmp_path, plan=KITS, msel=msel, responses="- {at: T+00:05, by: lead, does: home_all}")
    assert levels(result, "calls")[-1] == (clock("01:00"), 0.625)


def test_kits_go_to_the_more_urgent_function(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:05, by: lead, does: home_20}
    - {at: T+00:20, by: lead, does: mail_home}
    """
    result = play(tmp_path, plan=KITS, responses=responses)
    # Twenty of the 25 kits are the callers', five are left for ten mailers.
    assert levels(result, "calls")[-1] == (clock("00:15"), 1.0)
    assert levels(result, "mail") == [(0, 1.0), (clock("00:20"), 0.0), (clock("00:30"), 0.5)]


@pytest.mark.parametrize(
    ("seats", "own", "carries", "calls", "mail"),
    [
        (45, 100, 100, 40, 5),  # seats are the fewest
        (100, 43, 100, 40, 3),  # kits are
        (100, 100, 30, 30, 0),  # lines are
        (42, 44, 46, 40, 2),  # the smallest remainder counts
    ],
)
def test_seats_kits_and_lines_together(
    tmp_path: Path, seats: int, own: int, carries: int, calls: int, mail: int
) -> None:
    plan = PLAN.replace("needs: [vpn]}", f"needs: [vpn], seats: {seats}, kit: {{own: {own}}}}}")
    plan = plan.replace("vpn: {}", f"vpn: {{carries: {carries}}}")
    result = play(tmp_path, plan=plan, responses="- {at: T+00:05, by: lead, does: all_home}")
    assert levels(result, "calls")[-1] == (clock("00:15"), calls / 40)
    assert levels(result, "mail")[-1][1] == mail / 10


def test_an_agent_takes_a_kit_wherever_it_could_work_but_for_its_own_needs(tmp_path: Path) -> None:
    msel = "- {id: dead, at: T+00:30, happens: {fail: [crm]}}"
    plan = KITS.replace("  crm_two: {backup_for: crm, auto_after: 5m}\n", "  crm_two: {backup_for: crm}\n")
    responses = """
    - {at: T+00:05, by: lead, does: home_20}
    - {at: T+00:20, by: lead, does: mail_home}
    """
    result = play(tmp_path, plan=plan, msel=msel, responses=responses)
    # The callers sit at home with twenty kits and cannot work; the mailers have no more than the five others.
    assert levels(result, "calls")[-1] == (clock("00:30"), 0.0)
    assert levels(result, "mail")[-1] == (clock("00:30"), 0.5)


def test_too_few_kits_are_no_promise_of_seats(tmp_path: Path) -> None:
    result = play(tmp_path, plan=KITS, responses="- {at: T+00:05, by: lead, does: home_all}")
    assert findings(result, "over_seats") == []


def test_kits_of_no_site_at_home_limit_no_office(tmp_path: Path) -> None:
    plan = PLAN.replace("south: {area: coast}", "south: {area: coast, kit: {own: 12}}")
    result = play(tmp_path, plan=plan, responses="- {at: T+00:05, by: lead, does: south_20}")
    # Laptops for working at a hired office: twenty stay at their desks, twelve of the twenty have one there.
    assert levels(result, "calls")[-1] == (clock("00:15"), 0.8)
