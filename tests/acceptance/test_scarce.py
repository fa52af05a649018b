"""Seats and lines that do not suffice, partners and their promises (rule 11)."""

from pathlib import Path

import pytest

from support.acceptance import clock, findings, levels, outage, outages, play, refusals

PLAN = """
sites:
  north: {area: hills, seats: 60}
  south: {area: coast, seats: 50}
  home: {kind: remote, needs: [vpn]}
  helper: {kind: partner, seats: 40, ready_after: 30m}
systems:
  vpn: {carries: 50}
  lines: {carries: 30}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 40, routed_to: [north, home]}
  mail: {priority: 2, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 30, routed_to: [north, home], can_pause: 1d}
  chat: {priority: 2, rto: 1h, mtpd: 6h, mbco: 10%, normal_staff: 10, routed_to: [south], needs_at: {south: [lines]}}
teams:
  callers: {count: 40, at: home, works: calls}
  mailers: {count: 30, at: home, works: mail}
  chatters: {count: 10, at: south, works: chat}
people: {ann: {name: Ann}}
roles:
  lead: {holder: ann, may: [declare, spend]}
tasks:
  declare: {do: Declare, by: lead, effect: {mode: emergency}}
  call_helper: {do: Call the helper, by: lead, takes: 10m, effect: {activate: {helper: {calls: 40}}}}
  call_many: {do: Call many, by: lead, takes: 10m, effect: {activate: {helper: {calls: 90}}}}
  let_go: {do: Release the helper, by: lead, takes: 5m, effect: {release: [helper]}}
  reroute: {do: Calls to the north only, by: lead, effect: {route: {calls: [north]}}}
  aside: {do: Put mail aside, by: lead, effect: {pause: [mail]}}
  grow: {do: More lines, by: lead, takes: 10m, effect: {grow: {vpn: 65}}}
  to_south: {do: Callers to the south, by: lead, takes: 20m,
             effect: {move: [{team: callers, to: south}], route: {calls: [south], mail: [south]}}}
  all_south: {do: Mailers to the south, by: lead, takes: 20m, effect: {move: [{team: mailers, to: south}]}}
"""


@pytest.mark.row("S-68")
def test_lines_go_to_the_more_urgent_function(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: grow}
    - {at: T+00:40, by: lead, does: reroute}
    """
    result = play(tmp_path, plan=PLAN, responses=responses)
    # 50 lines: 40 for the calls and 10 for the mail; 65 leave 25; without calls at home the mail has them all.
    assert levels(result, "calls") == [(0, 1.0), (clock("00:40"), 0.0)]
    assert levels(result, "mail") == [
        (0, round(10 / 30, 6)),
        (clock("00:20"), round(25 / 30, 6)),
        (clock("00:40"), 1.0),
    ]
    assert outages(result, "mail") == [(0, clock("00:20"))]
    assert outage(result, "mail")["causes"] == ["vpn"]


def test_a_function_put_aside_takes_no_lines(tmp_path: Path) -> None:
    plan = PLAN.replace("mail: {priority: 2,", "mail: {priority: 0,").replace(
        "calls: {priority: 1,", "calls: {priority: 5,"
    )
    plan = plan.replace("priority: 0", "priority: 1")
    result = play(tmp_path, plan=plan, responses="- {at: T+00:10, by: lead, does: aside}")
    assert levels(result, "calls") == [(0, 0.5), (clock("00:10"), 1.0)]


def test_equal_priorities_go_by_id(tmp_path: Path) -> None:
    plan = PLAN.replace("calls: {priority: 1", "calls: {priority: 2")
    plan = plan.replace("chat: {priority: 2", "about: {priority: 2").replace("works: chat", "works: about")
    result = play(tmp_path, plan=plan)
    assert levels(result, "calls") == [(0, 1.0)]
    renamed = plan.replace("calls", "zcalls")
    result = play(tmp_path / "renamed", plan=renamed)
    assert levels(result, "mail") == [(0, 1.0)]
    assert levels(result, "zcalls") == [(0, 0.5)]


def test_of_several_scarce_things_the_smallest_remainder_counts(tmp_path: Path) -> None:
    # 40 callers and 10 chatters in a site of 50 seats, whose lines carry 30.
    plan = PLAN.replace("routed_to: [north, home]}\n  mail", "routed_to: [south], needs_at: {south: [lines]}}\n  mail")
    plan = plan.replace("{count: 40, at: home, works: calls}", "{count: 40, at: south, works: calls}")
    result = play(tmp_path, plan=plan)
    assert levels(result, "calls") == [(0, 0.75)]
    assert levels(result, "chat") == [(0, 0.0)]
    assert outage(result, "chat")["causes"] == ["lines"]


@pytest.mark.row("S-47")
def test_more_are_sent_than_there_are_seats(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: to_south}
    - {at: T+00:40, by: lead, does: all_south}
    """
    result = play(tmp_path, plan=PLAN, responses=responses)
    # 10 chatters and 40 callers fill the 50 seats; by priority the mailers have none, the ids put chat before mail.
    assert levels(result, "calls")[-1] == (clock("00:30"), 1.0)
    assert levels(result, "chat") == [(0, 1.0)]
    assert levels(result, "mail")[-1][1] == 0.0
    assert findings(result, "over_seats") == [(clock("01:00"), ["all_south", "south"])]


@pytest.mark.row("S-108")
@pytest.mark.parametrize(("task", "over"), [("call_helper", False), ("call_many", True)])
def test_a_partner_comes_with_no_more_than_its_seats(tmp_path: Path, task: str, over: bool) -> None:  # noqa: FBT001
    msel = "- {id: cut, at: T+00:00, happens: {fail: [vpn]}}"
    responses = f"""
    - {{at: T+00:10, by: lead, does: {task}}}
    - {{at: T+01:00, by: lead, does: reroute}}     # no later route undoes the activation
    - {{at: T+02:00, by: lead, does: let_go}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert levels(result, "calls") == [(0, 0.0), (clock("00:50"), 1.0), (clock("02:05"), 0.0)]
    assert findings(result, "over_seats") == ([(clock("00:20"), [task, "helper"])] if over else [])


def test_a_partner_released_on_the_way_never_comes(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:00, happens: {fail: [vpn]}}"
    responses = """
    - {at: T+00:10, by: lead, does: call_helper}
    - {at: T+00:40, by: lead, does: let_go}
    - {at: T+02:00, by: lead, does: call_helper}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    # Released at 00:45, five minutes before they would have come; called again, there at 02:40.
    assert levels(result, "calls") == [(0, 0.0), (clock("02:40"), 1.0)]


@pytest.mark.row("S-39")
def test_a_partner_that_is_lost_is_gone_at_that_second(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:00, happens: {fail: [vpn]}}
    - {id: fire, at: T+01:30, happens: {lose: [helper]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:10, by: lead, does: call_helper}")
    assert levels(result, "calls") == [(0, 0.0), (clock("00:50"), 1.0), (clock("01:30"), 0.0)]
    assert result["functions"]["calls"]["outages"][1]["causes"] == ["helper", "vpn"]


def test_own_agents_come_before_a_partners(tmp_path: Path) -> None:
    plan = PLAN.replace("kind: partner, seats: 40, ready_after: 30m", "kind: partner, seats: 40, needs: [vpn]")
    result = play(tmp_path, plan=plan, responses="- {at: T+00:10, by: lead, does: call_helper}")
    # 40 lines for the callers at home, 10 for the partner's, none for the mail.
    assert levels(result, "calls") == [(0, 1.0)]
    assert levels(result, "mail")[-1] == (clock("00:20"), 0.0)


def test_what_needs_money_needs_the_permission_to_spend(tmp_path: Path) -> None:
    plan = PLAN.replace("may: [declare, spend]", "may: [declare]")
    result = play(tmp_path, plan=plan, responses="- {at: T+00:10, by: lead, does: call_helper}")
    assert findings(result, "permission") == [(clock("00:10"), ["lead", "call_helper"])]
    assert refusals(result) == []


def test_agents_without_their_own_need_keep_their_lines(tmp_path: Path) -> None:
    plan = PLAN.replace("mail: {priority: 2", "mail: {priority: 3").replace(
        "routed_to: [north, home]}\n  mail", "routed_to: [north, home], needs: [records]}\n  mail"
    )
    plan = plan.replace("lines: {carries: 30}", "lines: {carries: 30}\n  records: {}")
    result = play(tmp_path, plan=plan, msel="- {id: cut, at: T+00:10, happens: {fail: [records]}}")
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.0)]
    assert levels(result, "mail") == [(0, round(10 / 30, 6))]


@pytest.mark.parametrize(("seats", "found"), [(50, 0), (49, 1)])
def test_exactly_the_seats_are_not_over_them(tmp_path: Path, seats: int, found: int) -> None:
    plan = PLAN.replace("south: {area: coast, seats: 50}", f"south: {{area: coast, seats: {seats}}}")
    result = play(tmp_path, plan=plan, responses="- {at: T+00:10, by: lead, does: to_south}")
    assert findings(result, "over_seats") == [(clock("00:30"), ["to_south", "south"])] * found


def test_a_partner_promises_its_seats_to_all_functions_together(tmp_path: Path) -> None:
    plan = PLAN + "  both: {do: Both, by: lead, effect: {activate: {helper: {calls: 30, mail: 30}}}}\n"
    msel = "- {id: cut, at: T+00:00, happens: {fail: [vpn]}}"
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:10, by: lead, does: both}")
    assert levels(result, "calls") == [(0, 0.0), (clock("00:40"), 0.75)]
    assert levels(result, "mail") == [(0, 0.0), (clock("00:40"), round(10 / 30, 6))]
    assert findings(result, "over_seats") == [(clock("00:10"), ["both", "helper"])]
