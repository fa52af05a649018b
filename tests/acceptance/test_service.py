"""What a function promises: how many work, when it is out, and what that does to its limits (rules 1 to 3)."""

from pathlib import Path

import pytest

from support.acceptance import Json, clock, findings, levels, outage, outages, play

PLAN = """
sites:
  north: {area: hills, seats: 100}
  south: {area: coast, seats: 100}
systems:
  power: {at: north}
  records: {at: south, needs: [power]}
  phones: {at: north}
functions:
  calls: {priority: 1, rto: 1h30m, mtpd: 6h, mbco: 45%, normal_staff: 80, routed_to: [north]}
  mail: {priority: 2, rto: 2h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [south], needs: [records],
         can_pause: 1h,
         workaround: {name: Paper, without: [records], level: 60%, lasts: 1h}}
  chat: {priority: 3, rto: 2h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north, south],
         needs_at: {north: [phones]},
         workaround: {name: Mobiles, without: [phones], agents: 6, at: [north]}}
teams:
  callers: {count: 80, at: north, works: calls}
  mailers: {count: 12, at: south, works: mail}
  chatters: {count: 10, at: north, works: chat}
people: {ann: {name: Ann}}
roles:
  lead: {holder: ann, may: [declare]}
tasks:
  paper: {do: Paper, by: lead, takes: 10m, effect: {use_workaround: [mail]}}
  mobiles: {do: Mobiles, by: lead, effect: {use_workaround: [chat]}}
  aside: {do: Put mail aside, by: lead, takes: 10m, effect: {pause: [mail]}}
  again: {do: Take mail up again, by: lead, takes: 10m, effect: {resume: [mail]}}
  away: {do: Calls to the south, by: lead, takes: 10m, effect: {route: {calls: [south]}}}
  home: {do: Calls to the north, by: lead, effect: {route: {calls: [north]}}}
  shut: {do: Close the north, by: lead, takes: 10m, effect: {close: [north]}}
  chat_south: {do: Chatters to the south, by: lead, takes: 10m, effect: {move: [{team: chatters, count: 4, to: south}]}}
"""


def limits(result: Json, function: str) -> tuple[object, ...]:
    out = outage(result, function)
    return out["length"], out["rto"], out["over_rto"], out["mtpd"], out["breached_at"]


@pytest.mark.row("S-07")
def test_exactly_the_minimum_is_in_service_and_one_agent_less_is_out(tmp_path: Path) -> None:
    msel = """
    - {id: ill, at: T+00:10, happens: {absent: {callers: 44}}}
    - {id: one_more, at: T+00:20, happens: {absent: {callers: 1}}}
    - {id: well, at: T+00:30, happens: {back: [callers]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel)
    assert levels(result, "calls")[:3] == [(0, 1.0), (clock("00:10"), 0.45), (clock("00:20"), 0.4375)]
    assert outages(result, "calls") == [(clock("00:20"), None)]  # those who are back have no place to work yet
    assert outage(result, "calls")["causes"] == []


def test_more_than_the_normal_staff_is_no_more_than_all(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN)
    assert levels(result, "mail") == [(0, 1.0)]


@pytest.mark.row("S-05")
@pytest.mark.parametrize(
    ("end", "judged"),
    [("T+01:40", (5400, "met", 0, "kept", None)), ("T+01:40:01", (5401, "missed", 1, "kept", None))],
)
def test_an_outage_as_long_as_the_rto_meets_it(tmp_path: Path, end: str, judged: tuple[object, ...]) -> None:
    plan = PLAN.replace("north: {area: hills, seats: 100}", "north: {area: hills, seats: 100, needs: [phones]}")
    msel = f"""
    - {{id: cut, at: T+00:10, happens: {{fail: [phones]}}}}
    - {{id: mended, at: {end}, happens: {{repair: [phones]}}}}
    """
    result = play(tmp_path, plan=plan, msel=msel)
    assert limits(result, "calls") == judged
    assert outage(result, "calls")["causes"] == ["phones"]
    assert outage(result, "calls")["open_length"] == judged[0]
    missed = [(clock("01:40"), ["calls"])] if judged[1] == "missed" else []
    assert findings(result, "rto_missed") == missed
    assert result["functions"]["calls"]["down_total"] == judged[0]
    assert result["functions"]["calls"]["availability"] == pytest.approx(1 - int(str(judged[0])) / clock("03:00"))


@pytest.mark.row("S-06")
@pytest.mark.parametrize(
    ("end", "judged"),
    [
        ("T+06:15", (clock("06:15"), "missed", clock("04:45"), "breached", clock("06:00"))),
        ("T+06:00", (clock("06:00"), "missed", clock("04:30"), "kept", None)),
        ("T+06:00:01", (clock("06:00:01"), "missed", clock("04:30:01"), "breached", clock("06:00"))),
    ],
)
def test_the_longest_time_that_can_be_borne(tmp_path: Path, end: str, judged: tuple[object, ...]) -> None:
    plan = PLAN.replace("north: {area: hills, seats: 100}", "north: {area: hills, seats: 100, needs: [phones]}")
    msel = f"""
    - {{id: cut, at: T+00:00, happens: {{fail: [phones]}}}}
    - {{id: mended, at: {end}, happens: {{repair: [phones]}}}}
    """
    result = play(tmp_path, plan=plan, msel=msel, lasts="8h")
    assert limits(result, "calls") == judged
    assert levels(result, "calls")[0] == (0, 0.0)
    breached = [(clock("06:00"), ["calls"])] if judged[3] == "breached" else []
    assert [found for found in findings(result, "mtpd_breached") if found[1] == ["calls"]] == breached


@pytest.mark.parametrize(
    ("lasts", "rto", "over"), [("1h40m", "undecided", 0), ("1h39m59s", "undecided", 0), ("1h40m1s", "missed", 1)]
)
def test_an_outage_open_at_the_end(tmp_path: Path, lasts: str, rto: str, over: int) -> None:
    msel = "- {id: cut, at: T+00:10, happens: {close: [north]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, lasts=lasts)
    out = outage(result, "calls")
    assert (out["from"], out["to"], out["rto"], out["over_rto"]) == (clock("00:10"), None, rto, over)
    assert out["length"] == result["lasts"] - clock("00:10")


def test_what_fails_and_is_mended_in_one_second_was_never_out(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [power]}}
    - {id: mended, at: T+00:10, happens: {repair: [power]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel)
    assert levels(result, "mail") == [(0, 1.0)]
    assert outages(result, "mail") == []
    assert result["identified"] == {"failed_at": clock("00:10"), "told_at": None, "declared_at": None}


@pytest.mark.row("S-11")
def test_causes_are_the_roots_and_not_what_depends_on_them(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel="- {id: cut, at: T+00:10, happens: {fail: [power]}}")
    assert outage(result, "mail")["causes"] == ["power"]
    assert outages(result, "calls") == []  # nothing of theirs needs it
    result = play(tmp_path / "site", plan=PLAN, msel="- {id: fire, at: T+00:10, happens: {lose: [north]}}")
    assert outage(result, "mail")["causes"] == ["north"]  # whose loss took the power that the records need
    assert outage(result, "calls")["causes"] == ["north"]
    assert outage(result, "chat")["causes"] == ["north"]


def test_an_area_is_given_by_its_sites_in_order(tmp_path: Path) -> None:
    plan = PLAN.replace("south: {area: coast", "south: {area: hills")
    result = play(tmp_path, plan=plan, msel="- {id: storm, at: T+00:10, happens: {lose: [hills]}}")
    assert outage(result, "mail")["causes"] == ["north", "south"]
    assert outage(result, "calls")["causes"] == ["north"]


@pytest.mark.row("S-48")
def test_decisions_alone_are_no_cause(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: away}
    - {at: T+00:30, by: lead, does: home}
    """
    result = play(tmp_path, plan=PLAN, responses=responses)
    assert outages(result, "calls") == [(clock("00:20"), clock("00:30"))]
    assert outage(result, "calls")["causes"] == []
    assert levels(result, "calls") == [(0, 1.0), (clock("00:20"), 0.0), (clock("00:30"), 1.0)]


def test_closing_acts_at_once_though_the_task_takes_its_time(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, responses="- {at: T+00:10, by: lead, does: shut}")
    assert outages(result, "calls") == [(clock("00:10"), None)]
    assert outage(result, "calls")["causes"] == ["north"]
    assert outages(result, "mail") == []  # the power in the closed building stays on


@pytest.mark.row("S-55")
def test_a_workaround_carries_its_share_until_it_is_spent(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:10, happens: {fail: [records]}}"
    responses = """
    - {at: T+00:20, by: lead, does: paper}
    - {at: T+01:00, by: lead, does: paper}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="4h")
    # Done at 00:30 and, once more, at 01:10: an hour from the end of each.
    assert levels(result, "mail") == [(0, 1.0), (clock("00:10"), 0.0), (clock("00:30"), 0.6), (clock("02:10"), 0.0)]
    assert outages(result, "mail") == [(clock("00:10"), clock("00:30")), (clock("02:10"), None)]
    spent = play(tmp_path / "once", plan=PLAN, msel=msel, responses="- {at: T+00:20, by: lead, does: paper}")
    assert outages(spent, "mail") == [(clock("00:10"), clock("00:30")), (clock("01:30"), None)]


def test_a_workaround_carries_no_more_than_its_staff_and_nothing_else_that_is_missing(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [records]}}
    - {id: ill, at: T+00:40, happens: {absent: {mailers: 7}}}
    """
    responses = "- {at: T+00:20, by: lead, does: paper}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="1h")
    assert levels(result, "mail") == [(0, 1.0), (clock("00:10"), 0.0), (clock("00:30"), 0.6), (clock("00:40"), 0.5)]
    plan = PLAN.replace("needs: [records],\n", "needs: [records, phones],\n")
    both = "- {id: cut, at: T+00:10, happens: {fail: [records, phones]}}"
    result = play(tmp_path / "both", plan=plan, msel=both, responses=responses, lasts="1h")
    assert levels(result, "mail") == [(0, 1.0), (clock("00:10"), 0.0)]


def test_a_workaround_of_agents_covers_what_their_site_lacks(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:10, happens: {fail: [phones]}}"
    responses = "- {at: T+00:20, by: lead, does: mobiles}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert levels(result, "chat") == [(0, 1.0), (clock("00:10"), 0.0), (clock("00:20"), 0.6)]
    assert outages(result, "chat") == [(clock("00:10"), clock("00:20"))]
    assert outage(result, "chat")["causes"] == ["phones"]


def test_what_a_site_lacks_hinders_only_those_who_are_there(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:30, happens: {fail: [phones]}}"
    responses = "- {at: T+00:10, by: lead, does: chat_south}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    # The four are away from the start of the move, 00:10, to its end, 00:20.
    assert levels(result, "chat") == [(0, 1.0), (clock("00:10"), 0.6), (clock("00:20"), 1.0), (clock("00:30"), 0.4)]


@pytest.mark.row("S-10")
def test_put_aside_a_function_is_not_out_and_its_limit_counts(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:10, happens: {fail: [records]}}"
    responses = """
    - {at: T+00:20, by: lead, does: aside}
    - {at: T+01:20, by: lead, does: again}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="2h")
    # Put aside when the task starts, taken up again when it ends.
    assert result["functions"]["mail"]["paused"] == [[clock("00:20"), clock("01:30")]]
    assert outages(result, "mail") == [(clock("00:10"), clock("00:20")), (clock("01:30"), None)]
    assert result["functions"]["mail"]["over_pause"] == clock("00:10")
    assert findings(result, "over_pause") == [(clock("01:20"), ["mail"])]


def test_put_aside_for_exactly_its_limit_is_within_it(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:20, by: lead, does: aside}
    - {at: T+01:10, by: lead, does: again}
    - {at: T+01:30, by: lead, does: aside}
    """
    result = play(tmp_path, plan=PLAN, responses=responses, lasts="2h30m")
    assert result["functions"]["mail"]["paused"] == [
        [clock("00:20"), clock("01:20")],
        [clock("01:30"), clock("02:30")],
    ]
    assert result["functions"]["mail"]["over_pause"] == 0
    assert findings(result, "over_pause") == []


@pytest.mark.row("S-09")
def test_back_while_a_more_urgent_function_is_out_is_a_finding(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [records]}}
    - {id: shut, at: T+00:20, happens: {close: [north]}}
    - {id: mended, at: T+00:40, happens: {repair: [records]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel)
    ((at, about),) = findings(result, "priority_broken")
    assert (at, sorted(about)) == (clock("00:40"), ["calls", "mail"])


@pytest.mark.row("S-122")
def test_the_downtime_of_a_function_is_the_sum_of_its_outages(tmp_path: Path) -> None:
    msel = """
    - {id: first, at: T+00:10, happens: {fail: [records]}}
    - {id: mended, at: T+00:25, happens: {repair: [records]}}
    - {id: second, at: T+01:00, happens: {fail: [power]}}
    - {id: again, at: T+01:45, happens: {repair: [power]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, lasts="2h")
    mail = result["functions"]["mail"]
    assert mail["down_total"] == sum(out["length"] for out in mail["outages"]) == clock("01:00")
    assert mail["availability"] == pytest.approx(0.5)
    assert [out["causes"] for out in mail["outages"]] == [["records"], ["power"]]


def test_back_in_the_same_second_breaks_no_priority(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [records, phones]}}
    - {id: mended, at: T+00:40, happens: {repair: [records, phones]}}
    """
    plan = PLAN.replace("north: {area: hills, seats: 100}", "north: {area: hills, seats: 100, needs: [phones]}")
    result = play(tmp_path, plan=plan, msel=msel)
    assert outages(result, "calls") == outages(result, "mail") == [(clock("00:10"), clock("00:40"))]
    assert findings(result, "priority_broken") == []


def test_mended_at_the_very_end_it_never_came_back(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [records]}}
    - {id: mended, at: T+01:00, happens: {repair: [records]}}
    - {id: end, at: T+01:00, kind: end}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, lasts="1h")
    assert outages(result, "mail") == [(clock("00:10"), None)]
    assert outage(result, "mail")["length"] == clock("00:50")


def test_the_storys_clock_is_read_as_the_first_such_time(tmp_path: Path) -> None:
    msel = """
    - {id: third, at: Tuesday 09:59, happens: {fail: [phones]}}
    - {id: first, at: Tuesday 10:10, happens: {fail: [records]}}
    - {id: second, at: Wednesday 00:00, happens: {repair: [records]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, lasts="8d")
    assert outages(result, "mail") == [(clock("00:10"), clock("14:00"))]
    assert outages(result, "chat") == [(7 * clock("24:00") - 60, None)]


def test_a_workaround_rests_while_the_need_is_met(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:00, happens: {fail: [records]}}
    - {id: mended, at: T+00:30, happens: {repair: [records]}}
    - {id: again, at: T+00:40, happens: {fail: [records]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:10, by: lead, does: paper}", lasts="2h")
    # Its hour counts from 00:20 whether it is needed or not.
    assert levels(result, "mail") == [
        (0, 0.0),
        (clock("00:20"), 0.6),
        (clock("00:30"), 1.0),
        (clock("00:40"), 0.6),
        (clock("01:20"), 0.0),
    ]


def test_what_failed_together_is_named_together_in_order(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, msel="- {id: cut, at: T+00:10, happens: {fail: [records], close: [south]}}")
    assert outage(result, "mail")["causes"] == ["records", "south"]
    both = play(tmp_path / "both", plan=PLAN, msel="- {id: cut, at: T+00:10, happens: {lose: [north], fail: [power]}}")
    assert outage(both, "mail")["causes"] == ["north", "power"]  # each would do alone


@pytest.mark.parametrize("opened", [False, True])
def test_what_keeps_people_from_work_at_the_first_second_is_a_cause(tmp_path: Path, opened: bool) -> None:  # noqa: FBT001
    plan = PLAN + "  more: {do: More, by: lead, takes: 30m,\n"
    plan += "    effect: {move: [{team: chatters, from: north, to: south, count: 3}]}}\n"
    msel = "- {id: shut, at: T+00:40, happens: {close: [south]}}"
    msel += "\n- {id: opened, at: T+00:45, happens: {open: [south]}}" if opened else ""
    responses = """
    - {at: T+00:10, by: lead, does: chat_south}
    - {at: T+00:50, by: lead, does: more}
    """
    result = play(tmp_path, plan=plan, msel=msel, responses=responses)
    # Six of ten while the four sit before a closed door; three more on the road make it three of ten.
    assert outages(result, "chat") == [(clock("00:50"), clock("01:20") if opened else None)]
    assert outage(result, "chat")["causes"] == ([] if opened else ["south"])


def test_every_time_past_the_limit_is_added_and_found(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:20, by: lead, does: aside}
    - {at: T+02:00, by: lead, does: again}
    - {at: T+03:00, by: lead, does: aside}
    - {at: T+04:30, by: lead, does: again}
    """
    result = play(tmp_path, plan=PLAN, responses=responses, lasts="6h")
    # 00:20 to 02:10 and 03:00 to 04:40: 50 and 40 minutes too long.
    assert result["functions"]["mail"]["over_pause"] == clock("01:30")
    assert findings(result, "over_pause") == [(clock("01:20"), ["mail"]), (clock("04:00"), ["mail"])]


def test_a_route_may_add_and_drop(tmp_path: Path) -> None:
    more = """
  swap: {do: Swap, by: lead, effect: {route: {calls: {add: [south], drop: [north]}}}}
  half: {do: Half, by: lead, takes: 20m, effect: {move: [{team: callers, count: 40, to: south}]}}
"""
    responses = """
    - {at: T+00:10, by: lead, does: half}
    - {at: T+01:00, by: lead, does: swap}
    """
    result = play(tmp_path, plan=PLAN + more.lstrip("\n"), responses=responses)
    # Those who arrive in the south are not routed to until 01:00, and those in the north no more from then.
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.5)]


@pytest.mark.parametrize("percent", [7, 14, 28, 29, 55, 57, 58, 69])
def test_shares_are_reckoned_exactly(tmp_path: Path, percent: int) -> None:
    plan = PLAN.replace("mbco: 45%, normal_staff: 80", f"mbco: {percent}%, normal_staff: 100")
    plan = plan.replace("callers: {count: 80", "callers: {count: 100")
    msel = f"""
    - {{id: ill, at: T+00:10, happens: {{absent: {{callers: {100 - percent}%}}}}}}
    - {{id: one, at: T+00:20, happens: {{absent: {{callers: 1}}}}}}
    """
    result = play(tmp_path, plan=plan, msel=msel)
    assert outages(result, "calls") == [(clock("00:20"), None)]
