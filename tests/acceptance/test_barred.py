"""Between `bar` and `clear`: what is refused, in which order of reasons, and that nothing else falls (rules 5, 18)."""

from pathlib import Path

import pytest

from support.acceptance import clock, deliveries, expectation, fired, levels, outages, play, refusals

PLAN = """
sites:
  north: {area: hills}
  south: {area: coast}
  home: {kind: remote, reach: {leave: 5m, travel: 20m, set_up: 5m}}
systems:
  power: {at: north}
  lift: {at: south}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north, south, home]}
teams:
  callers: {count: 10, at: north, works: calls}
people: {ann: {}, bob: {}}
roles:
  lead: {holder: ann, may: [declare], reacts: 5m}
  floor: {holder: bob, reacts: 3m}
audiences: [staff]
channels: {board: {reaches: [staff], needs: [power]}}
messages: {word: {to: [staff], via: [board], approval: given}}
tasks:
  declare: {do: Declare, by: lead, effect: {mode: emergency}}
  evacuate: {do: Leave the north, by: floor, takes: 5m, effect: {close: [north]}}
  reopen: {do: Open the north, by: floor, takes: 10m, effect: {open: [north]}}
  walk: {do: Walk through the north, by: floor, takes: 20m, needs: [north]}
  walk_south: {do: Walk through the south, by: floor, takes: 20m, needs: [south]}
  restart: {do: Restart the power, by: floor, takes: 5m, needs: [power]}
  strict: {do: Open with all that it takes, by: floor, after: [declare], needs: [lift], effect: {open: [north]}}
  return: {do: Back to the north, by: floor, takes: 10m, effect: {move: [{team: callers, to: north}]}}
  leave: {do: To the south, by: floor, takes: 10m, effect: {move: [{team: callers, to: south}]}}
  waves: {do: To the south in waves, by: floor, takes: 10m,
          effect: {move: [{team: callers, to: south, arrive: {count: 4, every: 10m}}]}}
  go_home: {do: Go home, by: floor, takes: 10m, effect: {move: [{team: callers, to: home}]}}
  send_home: {do: Send home, by: floor, effect: {move: [{team: callers, to: home, arrive: check_in}]}}
  only_south: {do: Calls to the south, by: lead, effect: {route: {calls: [south]}}}
  only_north: {do: Calls to the north, by: lead, effect: {route: {calls: [north]}}}
  shut: {do: Shut the north, by: floor, effect: {close: [north]}}
  plan_again: {do: Everybody where planned, by: floor, effect: {as_planned: [teams]}}
playbooks:
  again: {if: mode is emergency, do: [{task: reopen, within: 1h}]}
"""
BAR = "- {id: bar, at: T+00:10, happens: {bar: [north]}}\n"
CLEAR = "- {id: clear, at: T+01:00, happens: {clear: [north]}}\n"


@pytest.mark.parametrize("task", ["reopen", "walk", "return"])
def test_opening_needing_and_going_there_are_refused(tmp_path: Path, task: str) -> None:
    responses = f"""
    - {{at: T+00:09:59, by: floor, does: {task}}}
    - {{at: T+00:30, by: floor, does: {task}}}
    - {{at: T+01:00, by: floor, does: {task}}}
    """
    result = play(tmp_path, plan=PLAN, msel=BAR + CLEAR, responses=responses)
    # A second before the bar it may start; at the very second of `clear` too, an inject comes before a response.
    assert refusals(result) == [(clock("00:30"), "floor", "barred")]


def test_at_the_second_of_the_bar_it_is_refused(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=BAR, responses="- {at: T+00:10, by: floor, does: walk}")
    assert refusals(result) == [(clock("00:10"), "floor", "barred")]


def test_until_the_end_where_nothing_clears_it(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=BAR, responses="- {at: T+02:59:59, by: floor, does: walk}")
    assert refusals(result) == [(clock("02:59:59"), "floor", "barred")]


@pytest.mark.parametrize("task", ["shut", "evacuate", "leave", "walk_south", "restart", "waves"])
def test_all_else_may_be_done(tmp_path: Path, task: str) -> None:
    # Closing it, leaving it, another site, and a system that stands in it.
    result = play(tmp_path, plan=PLAN, msel=BAR, responses=f"- {{at: T+00:30, by: floor, does: {task}}}")
    assert refusals(result) == []


def test_routing_to_a_barred_site_is_not_going_there(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:05, by: lead, does: only_south}
    - {at: T+00:30, by: lead, does: only_north}
    """
    result = play(tmp_path, plan=PLAN, msel=BAR, responses=responses)
    assert refusals(result) == []
    assert levels(result, "calls") == [(0, 1.0), (clock("00:05"), 0.0), (clock("00:30"), 1.0)]


def test_who_is_there_goes_on_and_nothing_falls(tmp_path: Path) -> None:
    msel = BAR + (
        "- {id: closed, if: north closed}\n"
        "- {id: lost, if: north lost}\n"
        "- {id: dark, if: power down}\n"
        "- {id: open, if: [north open, declare done]}\n"
    )
    responses = """
    - {at: T+00:20, by: lead, does: declare}
    - {at: T+00:30, by: lead, sends: word}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert levels(result, "calls") == [(0, 1.0)]
    assert outages(result, "calls") == []
    assert [name for name, _ in fired(result)] == ["bar", "open", "again"]
    assert deliveries(result) == [("word", "staff", clock("00:30"), ["board"])]  # its power is in the north
    assert result["identified"]["failed_at"] is None  # a bar is no failure


def test_the_order_of_the_reasons(tmp_path: Path) -> None:
    msel = f"""
    {BAR}
    - {{id: broken, at: T+00:10, happens: {{fail: [lift]}}}}
    - {{id: bob_ill, at: T+00:20, happens: {{absent: {{bob: 10m}}}}}}
    {CLEAR}
    - {{id: mended, at: T+01:20, happens: {{repair: [lift]}}}}
    """.replace("\n- ", "\n    - ")
    responses = """
    - {at: T+00:15, by: lead, does: strict}
    - {at: T+00:25, by: floor, does: strict}
    - {at: T+00:40, by: floor, does: strict}
    - {at: T+01:05, by: floor, does: strict}
    - {at: T+01:10, by: lead, does: declare}
    - {at: T+01:15, by: floor, does: strict}
    - {at: T+01:25, by: floor, does: strict}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert refusals(result) == [
        (clock("00:15"), "lead", "wrong_role"),
        (clock("00:25"), "floor", "uncovered"),
        (clock("00:40"), "floor", "barred"),  # before the declaration and the lift
        (clock("01:05"), "floor", "after"),
        (clock("01:15"), "floor", "needs"),
    ]


def test_a_closed_and_barred_site_says_barred(tmp_path: Path) -> None:
    msel = BAR + "- {id: shut, at: T+00:12, happens: {close: [north]}}\n" + CLEAR
    responses = """
    - {at: T+00:20, by: floor, does: walk}
    - {at: T+01:10, by: floor, does: walk}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert refusals(result) == [(clock("00:20"), "floor", "barred"), (clock("01:10"), "floor", "needs")]


def test_people_under_way_arrive(tmp_path: Path) -> None:
    msel = "- {id: bar, at: T+00:10, happens: {bar: [south]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:05, by: floor, does: leave}")
    assert levels(result, "calls") == [(0, 1.0), (clock("00:05"), 0.0), (clock("00:15"), 1.0)]


def test_batches_under_way_arrive(tmp_path: Path) -> None:
    msel = "- {id: bar, at: T+00:20, happens: {bar: [south]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:05, by: floor, does: waves}")
    # Four at 00:15, four at 00:25 and the last two at 00:35.
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:05"), 0.0),
        (clock("00:15"), 0.4),
        (clock("00:25"), 0.8),
        (clock("00:35"), 1.0),
    ]


def test_people_on_their_own_way_arrive(tmp_path: Path) -> None:
    msel = "- {id: bar, at: T+00:20, happens: {bar: [home]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:05, by: floor, does: go_home}")
    # Told by 00:15, then 5m + 20m + 5m.
    assert levels(result, "calls") == [(0, 1.0), (clock("00:05"), 0.0), (clock("00:45"), 1.0)]


def test_who_checks_in_at_a_barred_site_counts(tmp_path: Path) -> None:
    msel = "- {id: bar, at: T+00:20, happens: {bar: [home]}}"
    responses = """
    - {at: T+00:05, by: floor, does: send_home}
    - {at: T+00:40, check_in: {team: callers, count: 6}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert levels(result, "calls")[-1] == (clock("00:40"), 0.6)


def test_a_task_begun_before_the_bar_ends(tmp_path: Path) -> None:
    msel = "- {id: shut, at: T+00:01, happens: {close: [north]}}\n" + BAR
    responses = "- {at: T+00:05, by: floor, does: reopen}"
    msel += "- {id: opened, if: [reopen done, north open]}\n"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert fired(result)[-1] == ("opened", clock("00:15"))


def test_an_inject_may_open_a_barred_site(tmp_path: Path) -> None:
    # Only tasks are refused: what happens, happens.
    msel = """
    - {id: shut, at: T+00:01, happens: {close: [north], bar: [north]}}
    - {id: opened, at: T+00:30, happens: {open: [north]}}
    - {id: saw, if: north open for 10m}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+01:00, by: floor, does: return}")
    assert ("saw", clock("00:40")) in fired(result)
    assert refusals(result) == [(clock("01:00"), "floor", "barred")]


def test_barred_twice_and_cleared_once(tmp_path: Path) -> None:
    msel = BAR + "- {id: again_barred, at: T+00:20, happens: {bar: [north]}}\n" + CLEAR
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+01:01, by: floor, does: walk}")
    assert refusals(result) == []


def test_clearing_one_site_clears_no_other(tmp_path: Path) -> None:
    msel = """
    - {id: bar, at: T+00:10, happens: {bar: [north, south]}}
    - {id: clear, at: T+00:20, happens: {clear: [south]}}
    - {id: nothing, at: T+00:21, happens: {clear: [home]}}
    """
    responses = """
    - {at: T+00:30, by: floor, does: walk_south}
    - {at: T+00:30, by: floor, does: walk}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert refusals(result) == [(clock("00:30"), "floor", "barred")]


def test_repair_and_opening_do_not_clear(tmp_path: Path) -> None:
    msel = """
    - {id: bar, at: T+00:10, happens: {bar: [north], lose: [north]}}
    - {id: mended, at: T+00:20, happens: {repair: [north], open: [north]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:30, by: floor, does: return}")
    assert refusals(result) == [(clock("00:30"), "floor", "barred")]


def test_a_stand_in_waits_until_the_site_is_cleared(tmp_path: Path) -> None:
    msel = f"""
    - {{id: start, at: T+00:00, tell: [lead, floor], expect: [{{task: declare, within: 10m}}]}}
    {BAR}
    {CLEAR}
    """.replace("\n- ", "\n    - ")
    plan = PLAN.replace("reacts: 3m", "reacts: 6m")
    result = play(tmp_path, plan=plan, msel=msel, stand_ins=True)
    # Declared at 00:05; the floor would open at 00:11, but the north is barred until 01:00; then ten minutes.
    assert expectation(result, "playbook:again", "reopen") == (clock("01:05"), clock("01:10"), "late", clock("00:05"))
    assert refusals(result) == []


def test_as_planned_is_going_there_where_people_of_the_site_are_elsewhere(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:05, by: floor, does: leave}
    - {at: T+00:30, by: floor, does: plan_again}
    - {at: T+01:10, by: floor, does: plan_again}
    """
    result = play(tmp_path, plan=PLAN, msel=BAR + CLEAR, responses=responses)
    assert refusals(result) == [(clock("00:30"), "floor", "barred")]


def test_a_stand_in_whose_place_it_is_only_now_waits_too(tmp_path: Path) -> None:
    msel = BAR + CLEAR + "- {id: go, at: T+00:20, tell: [floor], expect: [{task: walk, within: 1h}]}\n"
    conduct = "- {at: T+00:15, places: {floor: stand_in}}"
    result = play(tmp_path, plan=PLAN, msel=msel, conduct=conduct)
    assert expectation(result, "inject:go", "walk") == (clock("01:20"), clock("01:20"), "on_time", 0)


def test_a_partner_may_be_called_though_its_site_is_barred(tmp_path: Path) -> None:
    # Its people are not ours to move, and asking for them opens and needs nothing.
    plan = PLAN.replace("  home: {kind", "  helper: {kind: partner, seats: 10, ready_after: 10m}\n  home: {kind")
    plan = plan.replace("may: [declare],", "may: [declare, spend],")
    plan = plan.replace(
        "playbooks:", "  call: {do: Call the helper, by: lead, effect: {activate: {helper: {calls: 5}}}}\nplaybooks:"
    )
    msel = "- {id: bar, at: T+00:10, happens: {bar: [helper]}}"
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:20, by: lead, does: call}")
    assert refusals(result) == []


def test_the_facilitator_bars_and_clears(tmp_path: Path) -> None:
    conduct = """
    - {at: T+00:10, adds: {id: police, says: Keep out, happens: {bar: [north]}}}
    - {at: T+00:40, adds: {id: gone, says: All clear, happens: {clear: [north]}}}
    """
    responses = """
    - {at: T+00:20, by: floor, does: walk}
    - {at: T+00:50, by: floor, does: walk}
    """
    result = play(tmp_path, plan=PLAN, conduct=conduct, responses=responses)
    assert refusals(result) == [(clock("00:20"), "floor", "barred")]


def test_what_was_refused_says_so_in_words(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel=BAR, responses="- {at: T+00:30, by: floor, does: walk}")
    (row,) = result["refused"]
    assert row["what"] == "walk"
    assert "north" in row["text"]
    assert "\n" not in row["text"]
