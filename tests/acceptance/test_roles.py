"""Who holds a role, for how long, and who is worn out (rules 9 and 13)."""

from pathlib import Path

import pytest

from support.acceptance import Json, clock, findings, fired, play, refusals

PLAN = """
sites:
  north: {area: hills}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north]}
teams:
  callers: {count: 10, at: north, works: calls}
people: {ann: {name: Ann, at: north}, bob: {name: Bob}, cat: {name: Cat}, dan: {name: Dan}, eve: {name: Eve}}
roles:
  lead: {holder: ann, alternates: [bob, cat], may: [declare]}
  press: {holder: dan}
tasks:
  declare: {do: Declare, by: lead, effect: {mode: emergency}}
  wait: {do: Wait, by: press, takes: 30m}
  then: {do: Then, by: press, after: [wait]}
"""
CREWS = """
rotation:
  begins: BEGINS
  period: 4h
  max_on: 4h
  min_rest: 4h
  handover: 30m
  crews:
    red: {lead: ann, press: dan}
    blue: {lead: bob}
  order: [red, blue]
"""


def held(result: Json, role: str) -> list[list[object]]:
    found: list[list[object]] = result["roles"][role]["held"]
    return found


def uncovered(result: Json, role: str) -> list[list[int]]:
    found: list[list[int]] = result["roles"][role]["uncovered"]
    return found


@pytest.mark.row("S-80")
def test_the_alternate_holds_a_role_for_just_the_time_of_the_absence(tmp_path: Path) -> None:
    msel = """
    - {id: ann_out, at: T+02:00, happens: {absent: {ann: 1h15m}}}
    - {id: bob_out, at: T+02:30, happens: {absent: {bob: 15m, dan: 30m}}}
    - {id: fire, at: T+03:30, happens: {lose: [north]}}       # a person's `at` takes nobody away
    - {id: nobody, if: press uncovered}
    - {id: missing, if: ann absent}
    """
    responses = """
    - {at: T+02:30, by: press, does: wait}
    - {at: T+03:00, by: press, does: wait}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="4h")
    assert held(result, "lead") == [
        ["ann", 0, clock("02:00")],
        ["bob", clock("02:00"), clock("02:30")],
        ["cat", clock("02:30"), clock("02:45")],
        ["bob", clock("02:45"), clock("03:15")],
        ["ann", clock("03:15"), clock("04:00")],
    ]
    assert uncovered(result, "lead") == []
    assert uncovered(result, "press") == [[clock("02:30"), clock("03:00")]]
    assert findings(result, "uncovered") == [(clock("02:30"), ["press"])]
    assert [row for row in fired(result) if row[0] in ("nobody", "missing")] == [
        ("missing", clock("02:00")),
        ("nobody", clock("02:30")),
    ]
    # Absent from the second it is said, back at the second the time is over.
    assert refusals(result) == [(clock("02:30"), "press", "uncovered")]


def test_a_task_goes_on_while_nobody_holds_its_role(tmp_path: Path) -> None:
    msel = "- {id: out, at: T+00:20, happens: {absent: {dan: 20m}}}"
    responses = """
    - {at: T+00:10, by: press, does: wait}
    - {at: T+00:40, by: press, does: then}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert refusals(result) == []


def test_without_a_rotation_duty_is_from_the_first_to_the_last_response(tmp_path: Path) -> None:
    msel = "- {id: out, at: T+01:00, happens: {absent: {ann: 1h}}}"
    responses = """
    - {at: T+00:10, by: lead, notes: Begun}
    - {at: T+00:50, by: lead, notes: Going}
    - {at: T+01:30, by: lead, notes: Here is Bob}
    - {at: T+02:30, by: lead, notes: Back}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    people = result["people"]
    assert people["ann"]["on_duty"] == [[clock("00:10"), clock("02:30")]]
    assert people["bob"]["on_duty"] == [[clock("01:30"), clock("01:30")]]
    assert people["cat"]["on_duty"] == []
    assert all(not person["past_max_on"] and not person["short_rest"] for person in people.values())


@pytest.mark.row("S-82")
def test_with_a_rotation_off_duty_crews_rest(tmp_path: Path) -> None:
    msel = "- {id: bob_out, at: T+06:00, happens: {absent: {bob: 1h}}}"
    result = play(tmp_path, plan=PLAN + CREWS.replace("BEGINS", "clock"), msel=msel, lasts="9h")
    four, eight, nine = clock("04:00"), clock("08:00"), clock("09:00")
    assert held(result, "lead") == [
        ["ann", 0, four],
        ["bob", four, clock("06:00")],
        ["cat", clock("06:00"), clock("07:00")],  # in no crew; Ann is off duty and rests
        ["bob", clock("07:00"), eight],
        ["ann", eight, nine],
    ]
    assert held(result, "press") == [["dan", 0, four], ["dan", eight, nine]]
    assert uncovered(result, "press") == [[four, eight]]
    assert findings(result, "uncovered") == [(four, ["press"])]


def test_a_holder_in_no_crew_fills_the_gap(tmp_path: Path) -> None:
    plan = PLAN.replace("press: {holder: dan}", "press: {holder: eve, alternates: [dan]}")
    result = play(tmp_path, plan=plan + CREWS.replace("BEGINS", "clock"), lasts="8h")
    assert held(result, "press") == [["dan", 0, clock("04:00")], ["eve", clock("04:00"), clock("08:00")]]


def test_a_rotation_may_begin_with_the_emergency(tmp_path: Path) -> None:
    plan = PLAN.replace("lead: {holder: ann, alternates: [bob, cat]", "lead: {holder: cat, alternates: [bob]")
    responses = "- {at: T+01:00, by: lead, does: declare}"
    result = play(tmp_path, plan=plan + CREWS.replace("BEGINS", "emergency"), responses=responses, lasts="6h")
    assert held(result, "lead") == [
        ["cat", 0, clock("01:00")],
        ["ann", clock("01:00"), clock("05:00")],
        ["bob", clock("05:00"), clock("06:00")],
    ]
    assert uncovered(result, "press") == [[clock("05:00"), clock("06:00")]]


def test_the_handover_shortens_the_rest_and_is_no_overtime(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN + CREWS.replace("BEGINS", "clock"), lasts="9h")
    ann = result["people"]["ann"]
    assert ann["past_max_on"] == []
    # Off at 04:30 after the handover, on again at 08:00: three and a half hours of rest, four are due.
    assert ann["short_rest"] == [[clock("04:30"), clock("08:00")]]
    assert (clock("04:30"), ["lead"]) in findings(result, "short_rest")
    rested = PLAN + CREWS.replace("BEGINS", "clock").replace("handover: 30m", "handover: 0s")
    result = play(tmp_path / "rested", plan=rested, lasts="9h")
    assert findings(result, "short_rest") == []  # exactly what is due


@pytest.mark.row("S-81")
def test_one_crew_alone_works_past_its_hours(tmp_path: Path) -> None:
    crews = """
rotation:
  begins: clock
  period: 12h
  max_on: 12h
  min_rest: 10h
  crews:
    red: {lead: ann, press: dan}
  order: [red]
"""
    result = play(tmp_path, plan=PLAN + crews, lasts="30h")
    for person in ("ann", "dan"):
        assert result["people"][person]["on_duty"] == [[0, clock("30:00")]]
        assert result["people"][person]["past_max_on"] == [[clock("12:00"), clock("30:00")]]
    assert sorted(findings(result, "past_max_on")) == [(clock("12:00"), ["lead"]), (clock("12:00"), ["press"])]


def test_a_crew_change_comes_before_the_responses_of_its_second(tmp_path: Path) -> None:
    responses = """
    - {at: T+03:59:59, by: press, notes: Still here}
    - {at: T+04:00, by: press, does: wait}
    - {at: T+08:00, by: press, does: wait}
    """
    result = play(tmp_path, plan=PLAN + CREWS.replace("BEGINS", "clock"), responses=responses, lasts="9h")
    assert refusals(result) == [(clock("04:00"), "press", "uncovered")]


def test_absent_from_the_first_second(tmp_path: Path) -> None:
    msel = "- {id: out, at: T+00:00, happens: {absent: {ann: 1h, dan: 4h}}}"
    result = play(tmp_path, plan=PLAN, msel=msel, lasts="3h")
    assert held(result, "lead") == [["bob", 0, clock("01:00")], ["ann", clock("01:00"), clock("03:00")]]
    assert held(result, "press") == []
    assert uncovered(result, "press") == [[0, clock("03:00")]]  # closes at the end
    assert findings(result, "uncovered") == [(0, ["press"])]


def test_hours_past_the_limit_end_with_the_shift(tmp_path: Path) -> None:
    crews = CREWS.replace("BEGINS", "clock").replace("max_on: 4h", "max_on: 3h")
    result = play(tmp_path, plan=PLAN + crews, lasts="6h")
    # The half hour of the handover is duty and no overtime.
    assert result["people"]["ann"]["on_duty"] == [[0, clock("04:30")]]
    assert result["people"]["ann"]["past_max_on"] == [[clock("03:00"), clock("04:00")]]
    assert sorted(findings(result, "past_max_on")) == [(clock("03:00"), ["lead"]), (clock("03:00"), ["press"])]


def test_a_crew_on_duty_with_nobody_left(tmp_path: Path) -> None:
    msel = "- {id: out, at: T+00:30, happens: {absent: {ann: 1h, cat: 30m}}}"
    result = play(tmp_path, plan=PLAN + CREWS.replace("BEGINS", "clock"), msel=msel, lasts="4h")
    # Bob is the other crew's: he rests.
    assert held(result, "lead") == [
        ["ann", 0, clock("00:30")],
        ["cat", clock("01:00"), clock("01:30")],
        ["ann", clock("01:30"), clock("04:00")],
    ]
    assert uncovered(result, "lead") == [[clock("00:30"), clock("01:00")]]


def test_absent_until_the_last_of_two_absences_is_over(tmp_path: Path) -> None:
    msel = """
    - {id: ill, at: T+00:10, happens: {absent: {ann: 1h}}}
    - {id: worse, at: T+00:30, happens: {absent: {ann: 2h}}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, lasts="4h")
    assert held(result, "lead") == [
        ["ann", 0, clock("00:10")],
        ["bob", clock("00:10"), clock("02:30")],
        ["ann", clock("02:30"), clock("04:00")],
    ]


def test_nobody_answers_for_a_role_that_nobody_holds(tmp_path: Path) -> None:
    msel = """
    - {id: out, at: T+00:10, happens: {absent: {dan: 1h}}}
    - {id: ask, at: T+00:10, tell: [press], says: Well?}
    """
    responses = """
    - {at: T+00:20, by: press, decides: ask}
    - {at: T+00:21, by: press, assigns: {to: lead, what: ask}}
    - {at: T+00:22, by: press, acknowledges: ask}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert [why for _, _, why in refusals(result)] == ["uncovered"] * 3
    assert result["people"]["dan"]["on_duty"] == []
