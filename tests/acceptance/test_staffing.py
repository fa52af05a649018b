"""Who is there at which hours, what is open, what was promised, who is on call (rule 16)."""

from pathlib import Path
from typing import Any

import pytest

from support.acceptance import Json, clock, findings, fired, levels, outage, outages, play, refusals, updates

PLAN = """
sites:
  north: {area: hills}
  south: {area: coast}
systems:
  server: {}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 20h, mbco: 50%, normal_staff: 100, routed_to: [north, south]}
  mail: {priority: 2, rto: 2h, rto_counts: open_hours, mtpd: 12h, mbco: 50%, normal_staff: 10, routed_to: [south],
         needs: [server], can_pause: 1d}
teams:
  callers: {count: 100, at: north, works: calls}
  mailers: {count: 10, at: south, works: mail}
  temps: {count: 20, at: north, works: calls, ready_after: 30m}
people: {ann: {}, bob: {}, cas: {}, dan: {}}
roles:
  lead: {holder: ann, alternates: [bob], may: [declare, spend]}
tasks:
  declare: {do: Declare, by: lead, effect: {mode: emergency}}
  all: {do: All to the south at once, by: lead, effect: {move: [{team: callers, to: south}]}}
  thirty: {do: Thirty to the south, by: lead, takes: 20m, effect: {move: [{team: callers, to: south, count: 30}]}}
  gather: {do: All to the north, by: lead, takes: 20m, effect: {move: [{team: callers, to: north}]}}
  mail_home: {do: Mailers to their desks, by: lead, takes: 5m, effect: {move: [{team: mailers, to: south}]}}
  call_temps: {do: Call the temps, by: lead, effect: {move: [{team: temps, to: north}]}}
  unlock: {do: Unlock the south, by: lead, takes: 5m, effect: {open: [south]}}
  walk: {do: Walk through the south, by: lead, needs: [south]}
  send: {do: Send home, by: lead, effect: {move: [{team: callers, to: south, arrive: check_in}]}}
  aside: {do: Put mail aside, by: lead, effect: {pause: [mail]}}
"""
DAY = '{name: Day, when: ["Monday to Friday 08:00 to 18:00"], on_shift: {callers: 80, mailers: 10}, '
DAY += "normal_staff: {calls: 80, mail: 10}}"


def line(name: str, when: str, **keys: str) -> str:
    """A line of the staffing; calls need as many as there are callers, unless said otherwise."""
    said = "".join(f", {key}: {value}" for key, value in keys.items())
    return f'{{name: {name}, when: ["{when}"]{said}}}'


def crew(name: str, when: str, callers: int, normal: int | None = None, **keys: str) -> str:
    """A line with callers only."""
    normal = callers if normal is None else normal
    return line(name, when, on_shift=f"{{callers: {callers}}}", normal_staff=f"{{calls: {normal}}}", **keys)


def staffed(*lines: str, plan: str = PLAN) -> str:
    return plan + "staffing:\n" + "".join(f"  - {text}\n" for text in lines)


def begins(when: str) -> str:
    return f"begins: {when}"


def held(result: Json, role: str = "lead") -> list[list[object]]:
    found: list[list[object]] = result["roles"][role]["held"]
    return found


# Two lines of one hour each, from ten and from eleven, begun on Tuesday at ten.
def two(first: int, second: int) -> str:
    return staffed(
        crew("First", "Tuesday 10:00 to 11:00", first),
        crew("Second", "Tuesday 11:00 to 14:00", second),
    )


# --- which line ------------------------------------------------------------------------------------------------------


def test_the_first_line_that_fits_holds(tmp_path: Path) -> None:
    quiet = crew("Quiet", "Tuesday 09:00 to 11:00", 40, 80)
    result = play(tmp_path / "after", plan=staffed(DAY, quiet))
    assert levels(result, "calls") == [(0, 1.0)]  # Day comes first: 80 of 80
    result = play(tmp_path / "before", plan=staffed(quiet, DAY))
    assert levels(result, "calls") == [(0, 0.5), (clock("01:00"), 1.0)]  # 40 of 80 until eleven, then Day


@pytest.mark.parametrize("begin", ["Monday 10:00", "Wednesday 10:00", "Friday 10:00"])
def test_a_weekday_line_fits_each_of_its_days(tmp_path: Path, begin: str) -> None:
    assert levels(play(tmp_path, plan=staffed(DAY), scenario=begins(begin)), "calls") == [(0, 1.0)]


@pytest.mark.parametrize("begin", ["Saturday 10:00", "Sunday 10:00", "Friday 18:00", "Monday 03:00"])
def test_where_no_line_fits_nobody_is_on_shift(tmp_path: Path, begin: str) -> None:
    assert levels(play(tmp_path, plan=staffed(DAY), scenario=begins(begin)), "calls") == [(0, 0.0)]


def test_a_line_holds_from_its_first_minute_to_before_its_last(tmp_path: Path) -> None:
    result = play(tmp_path, plan=staffed(DAY), scenario=begins("Tuesday 07:00"), lasts="12h")
    # Eight is an hour after StartEx, six in the evening eleven hours.
    assert levels(result, "calls") == [(0, 0.0), (clock("01:00"), 1.0), (clock("11:00"), 0.0)]


def test_several_hours_of_one_line(tmp_path: Path) -> None:
    both = '{name: Both, when: ["Tuesday 09:00 to 11:00", "Tuesday 12:00 to 13:00"], '
    both += "on_shift: {callers: 10}, normal_staff: {calls: 10}}"
    result = play(tmp_path, plan=staffed(both), lasts="4h")
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("01:00"), 0.0),
        (clock("02:00"), 1.0),
        (clock("03:00"), 0.0),
    ]


NIGHT = crew("Night", "Friday 22:00 to 06:00", 10, 20)


def test_a_night_runs_over_midnight(tmp_path: Path) -> None:
    plan = staffed(crew("Evening", "Friday 08:00 to 22:00", 50), NIGHT)
    result = play(tmp_path, plan=plan, scenario=begins("Friday 21:00"), lasts="12h")
    # 50 of 50 for an hour; then 10 of 20, exactly the MBCO, until Saturday six; then no line fits.
    assert levels(result, "calls") == [(0, 1.0), (clock("01:00"), 0.5), (clock("09:00"), 0.0)]
    assert outages(result, "calls") == []  # where no line names it, the function is closed


@pytest.mark.parametrize("begin", ["Monday 00:00", "Sunday 23:59", "Thursday 12:00"])
def test_from_midnight_to_midnight_is_the_whole_day(tmp_path: Path, begin: str) -> None:
    plan = staffed(crew("Always", "Monday to Sunday 00:00 to 00:00", 5, 10))
    result = play(tmp_path, plan=plan, scenario=begins(begin), lasts="2d")
    assert levels(result, "calls") == [(0, 0.5)]


@pytest.mark.parametrize(
    ("begin", "fits"),
    [
        ("Friday 22:00", True),
        ("Saturday 05:59", True),
        ("Saturday 06:00", False),
        ("Friday 05:00", False),
        ("Saturday 22:00", False),
    ],
)
def test_the_night_of_one_day(tmp_path: Path, begin: str, fits: bool) -> None:  # noqa: FBT001
    result = play(tmp_path, plan=staffed(NIGHT), scenario=begins(begin), lasts="30s")
    assert levels(result, "calls") == [(0, 0.5 if fits else 0.0)]


@pytest.mark.parametrize(
    ("when", "begin"),
    [
        ("Sunday 22:00 to 06:00", "Monday 05:00"),
        ("Sunday 22:00 to 06:00", "Sunday 23:00"),
        ("Saturday to Monday 08:00 to 18:00", "Sunday 12:00"),
        ("Saturday to Monday 08:00 to 18:00", "Monday 12:00"),
        ("Monday to Sunday 22:00 to 08:00", "Monday 07:00"),
    ],
)
def test_the_week_wraps_from_sunday_to_monday(tmp_path: Path, when: str, begin: str) -> None:
    result = play(tmp_path, plan=staffed(crew("Wrap", when, 5, 10)), scenario=begins(begin), lasts="30m")
    assert levels(result, "calls") == [(0, 0.5)]


def test_a_shift_that_ends_in_the_night_to_monday(tmp_path: Path) -> None:
    plan = staffed(crew("Sunday night", "Sunday 22:00 to 06:00", 5, 10), crew("Day", "Monday 06:00 to 14:00", 8, 10))
    result = play(tmp_path, plan=plan, scenario=begins("Sunday 23:00"), lasts="9h")
    assert levels(result, "calls") == [(0, 0.5), (clock("07:00"), 0.8)]


def test_a_story_longer_than_a_week_comes_to_the_same_hours_again(tmp_path: Path) -> None:
    plan = staffed(crew("Monday", "Monday 09:00 to 17:00", 10))
    result = play(tmp_path, plan=plan, scenario=begins("Monday 10:00"), lasts="8d")
    # Seven hours to five; the next Monday at nine is 6 days and 23 hours after StartEx.
    again = 6 * 86400 + clock("23:00")
    assert levels(result, "calls") == [(0, 1.0), (clock("07:00"), 0.0), (again, 1.0), (again + clock("08:00"), 0.0)]


def test_without_staffing_the_numbers_of_the_plan_hold_at_every_hour(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, scenario=begins("Friday 20:00"), lasts="3d")
    assert levels(result, "calls") == [(0, 1.0)]
    assert levels(result, "mail") == [(0, 1.0)]


def test_the_story_of_several_scenarios_begins_with_the_first(tmp_path: Path) -> None:
    second = """
    scenario: Second
    hazard: fire
    begins: Sunday 03:00
    lasts: 2h
    msel:
      - {id: ill, at: T+00:30, happens: {absent: {callers: 50%}}}
    """
    result = play(
        tmp_path,
        plan=two(20, 60),
        lasts="1h",
        drill="scenario: [small.scenario.yaml, {file: second.scenario.yaml, starts: T+01:00}]",
        more={"second": second},
    )
    # Tuesday ten to one: 20 of 20, from eleven 60 of 60; at half past eleven half of the sixty are ill.
    assert result["lasts"] == clock("03:00")
    assert levels(result, "calls") == [(0, 1.0), (clock("01:30"), 0.5)]


# --- who comes and who goes ------------------------------------------------------------------------------------------


def test_an_inject_of_the_second_comes_before_the_change_of_shift(tmp_path: Path) -> None:
    msel = "- {id: ill, at: T+01:00, happens: {absent: {callers: 50%}}}"
    result = play(tmp_path, plan=two(40, 80), msel=msel)
    # Half of the forty of the first line are ill; then forty more come: 60 of 80.
    assert levels(result, "calls") == [(0, 1.0), (clock("01:00"), 0.75)]


def test_a_response_of_the_second_comes_after_the_change_of_shift(tmp_path: Path) -> None:
    msel = "- {id: shut, at: T+01:30, happens: {close: [north]}}"
    result = play(tmp_path, plan=two(40, 80), msel=msel, responses="- {at: T+01:00, by: lead, does: all}")
    # All eighty went south, those who had just come too.
    assert levels(result, "calls") == [(0, 1.0)]


def test_a_task_that_ends_in_the_second_is_of_its_phase(tmp_path: Path) -> None:
    msel = "- {id: shut, at: T+01:30, happens: {close: [north]}}"
    result = play(tmp_path, plan=two(40, 80), msel=msel, responses="- {at: T+00:40, by: lead, does: thirty}")
    # Ten stay, thirty arrive and forty come at eleven; the closed north leaves the thirty: 30 of 80.
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:40"), 0.25),
        (clock("01:00"), 1.0),
        (clock("01:30"), 0.375),
    ]


def test_those_who_come_on_shift_come_to_their_own_site(tmp_path: Path) -> None:
    msel = "- {id: shut, at: T+01:30, happens: {close: [north]}}"
    result = play(tmp_path, plan=two(50, 80), msel=msel, responses="- {at: T+00:10, by: lead, does: thirty}")
    # Thirty in the south at 00:30; at eleven thirty more in the north (50 there); closed, thirty are left of 80.
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:10"), 0.4),
        (clock("00:30"), 1.0),
        (clock("01:30"), 0.375),
    ]


def test_those_at_their_own_site_go_off_before_those_elsewhere(tmp_path: Path) -> None:
    msel = "- {id: shut, at: T+01:30, happens: {close: [north]}}"
    result = play(tmp_path, plan=two(80, 60), msel=msel, responses="- {at: T+00:10, by: lead, does: thirty}")
    # Fifty in the north and thirty in the south; twenty of the north go; the south alone is 30 of 60.
    assert levels(result, "calls")[-2:] == [(clock("00:30"), 1.0), (clock("01:30"), 0.5)]


def test_those_elsewhere_go_off_when_nobody_else_is_left(tmp_path: Path) -> None:
    result = play(
        tmp_path,
        plan=two(80, 20),
        responses="- {at: T+00:10, by: lead, does: thirty}\n- {at: T+01:10, by: lead, does: gather}",
    )
    # Sixty go: the fifty of the north and ten of the south; twenty stay there and nobody is away to be gathered.
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.625), (clock("00:30"), 1.0)]


def test_those_on_the_way_go_off_first(tmp_path: Path) -> None:
    result = play(tmp_path, plan=two(80, 60), responses="- {at: T+00:50, by: lead, does: thirty}")
    # Thirty travel from 00:50 to 01:10; at eleven twenty of them go off; ten arrive.
    assert levels(result, "calls") == [
        (0, 1.0),
        (clock("00:50"), 0.625),
        (clock("01:00"), round(50 / 60, 6)),
        (clock("01:10"), 1.0),
    ]


def test_those_away_go_off_before_all_others(tmp_path: Path) -> None:
    msel = "- {id: shut, at: T+00:40, happens: {close: [south]}}"
    responses = """
    - {at: T+00:10, by: lead, does: thirty}
    - {at: T+01:10, by: lead, does: gather}
    """
    result = play(tmp_path, plan=two(80, 60), msel=msel, responses=responses)
    # Thirty are away from 00:40; twenty of them go off at eleven; the ten left are fetched by 01:30.
    assert levels(result, "calls")[3:5] == [(clock("00:40"), 0.625), (clock("01:00"), round(50 / 60, 6))]
    assert levels(result, "calls")[-1] == (clock("01:30"), 1.0)
    assert findings(result, "left_away") == []


def test_when_everybody_goes_off_nobody_is_left_away(tmp_path: Path) -> None:
    msel = "- {id: shut, at: T+00:40, happens: {close: [north]}}"
    result = play(tmp_path, plan=two(80, 0), msel=msel)
    assert levels(result, "calls") == [(0, 1.0), (clock("00:40"), 0.0)]
    assert findings(result, "left_away") == []


def test_those_absent_are_absent_from_the_next_shift_too(tmp_path: Path) -> None:
    msel = "- {id: ill, at: T+00:30, happens: {absent: {callers: 20}}}"
    result = play(tmp_path, plan=two(60, 80), msel=msel)
    # 40 of 60; twenty more come: 60 of 80.
    assert levels(result, "calls") == [(0, 1.0), (clock("00:30"), round(40 / 60, 6)), (clock("01:00"), 0.75)]


def test_who_is_back_from_an_absence_waits_for_a_move_in_the_new_shift(tmp_path: Path) -> None:
    msel = """
    - {id: ill, at: T+00:30, happens: {absent: {callers: 20}}}
    - {id: well, at: T+01:30, happens: {back: [callers]}}
    """
    result = play(tmp_path, plan=two(60, 80), msel=msel, responses="- {at: T+01:40, by: lead, does: gather}")
    assert levels(result, "calls")[2] == (clock("01:00"), 0.75)
    assert levels(result, "calls")[-1] == (clock("02:00"), 1.0)


def test_an_absence_for_a_time_ends_in_a_later_shift(tmp_path: Path) -> None:
    msel = "- {id: ill, at: T+00:30, happens: {absent: {callers: 20 for 1h}}}"
    result = play(tmp_path, plan=two(60, 80), msel=msel, responses="- {at: T+01:40, by: lead, does: gather}")
    assert levels(result, "calls")[-1] == (clock("02:00"), 1.0)


def test_a_share_of_a_team_is_of_those_on_shift_by_the_line(tmp_path: Path) -> None:
    msel = "- {id: ill, at: T+01:30, happens: {absent: {callers: 12%}}}"
    result = play(tmp_path, plan=two(20, 90), msel=msel)
    # 12% of the ninety of the second line is 10.8: ten.
    assert levels(result, "calls") == [(0, 1.0), (clock("01:30"), round(80 / 90, 6))]


def test_who_comes_on_shift_at_a_closed_site_is_away(tmp_path: Path) -> None:
    msel = """
    - {id: shut, at: T+00:30, happens: {close: [north]}}
    - {id: opened, at: T+01:10, happens: {open: [north]}}
    """
    result = play(tmp_path, plan=two(40, 80), msel=msel, responses="- {at: T+01:20, by: lead, does: gather}")
    # Nobody comes in when it opens; the move brings all eighty.
    assert levels(result, "calls") == [(0, 1.0), (clock("00:30"), 0.0), (clock("01:40"), 1.0)]


def test_temporary_staff_wait_to_be_called(tmp_path: Path) -> None:
    plan = staffed(
        line("First", "Tuesday 10:00 to 14:00", on_shift="{callers: 60, temps: 20}", normal_staff="{calls: 80}")
    )
    result = play(tmp_path, plan=plan, responses="- {at: T+00:10, by: lead, does: call_temps}")
    # Sixty of eighty until the twenty come, half an hour after they were called.
    assert levels(result, "calls") == [(0, 0.75), (clock("00:40"), 1.0)]


def test_temporary_staff_of_a_later_shift_wait_too(tmp_path: Path) -> None:
    plan = staffed(
        crew("First", "Tuesday 10:00 to 11:00", 60, 80),
        line("Second", "Tuesday 11:00 to 14:00", on_shift="{callers: 60, temps: 10}", normal_staff="{calls: 80}"),
    )
    responses = "- {at: T+00:30, by: lead, does: call_temps}\n- {at: T+01:10, by: lead, does: call_temps}"
    result = play(tmp_path, plan=plan, responses=responses)
    # Nobody is there to be called before eleven; the ten called at 01:10 come at 01:40.
    assert levels(result, "calls") == [(0, 0.75), (clock("01:40"), 0.875)]


def test_the_number_of_the_drill_goes_before_the_line(tmp_path: Path) -> None:
    result = play(tmp_path, plan=two(40, 80), drill="on_shift: {callers: 40}")
    # Forty of forty, then the same forty of eighty.
    assert levels(result, "calls") == [(0, 1.0), (clock("01:00"), 0.5)]


def test_a_team_that_the_drill_does_not_count_follows_the_line(tmp_path: Path) -> None:
    plan = staffed(
        line("First", "Tuesday 10:00 to 11:00", on_shift="{mailers: 5}", normal_staff="{calls: 10, mail: 10}"),
        line("Second", "Tuesday 11:00 to 14:00", on_shift="{mailers: 10}", normal_staff="{calls: 10, mail: 10}"),
    )
    result = play(tmp_path, plan=plan, drill="on_shift: {callers: 10}")
    assert levels(result, "calls") == [(0, 1.0)]
    assert levels(result, "mail") == [(0, 0.5), (clock("01:00"), 1.0)]


def test_a_target_is_of_those_on_shift_when_the_task_starts(tmp_path: Path) -> None:
    plan = two(20, 80).replace("effect: {move: [{team: callers, to: south, count: 30}]}}", "TASK", 1)
    plan = plan.replace("TASK", "effect: {move: [{team: callers, to: south, count: 30}]}, target: {35%: 1h, 40%: 1h}}")
    result = play(tmp_path, plan=plan, responses="- {at: T+01:00, by: lead, does: thirty}")
    # Of the eighty of the second line 35% is 28 and 40% is 32; thirty arrive after twenty minutes.
    assert [(row["share"], row["took"], row["result"]) for row in result["targets"]] == [
        (0.35, clock("00:20"), "met"),
        (0.4, None, "missed"),
    ]


def test_those_lent_to_other_work_go_off_with_their_team(tmp_path: Path) -> None:
    plan = PLAN.replace(
        "  unlock:",
        "  lend: {do: Lend, by: lead, effect: {move: [{team: mailers, to: south, works: calls}]}}\n  unlock:",
    ).replace("{count: 10, at: south, works: mail}", "{count: 10, at: south, works: mail, can_also: [calls]}")
    numbers = "normal_staff: {calls: 20, mail: 10}"
    plan += (
        "staffing:\n"
        f'  - {{name: A, when: ["Tuesday 10:00 to 11:00"], on_shift: {{callers: 5, mailers: 10}}, {numbers}}}\n'
        f'  - {{name: B, when: ["Tuesday 11:00 to 12:00"], on_shift: {{callers: 5, mailers: 4}}, {numbers}}}\n'
        f'  - {{name: C, when: ["Tuesday 12:00 to 14:00"], on_shift: {{callers: 5, mailers: 6}}, {numbers}}}\n'
    )
    result = play(tmp_path, plan=plan, responses="- {at: T+00:10, by: lead, does: lend}")
    # Fifteen on calls; six of the mailers go home at eleven; two who come at noon do their own work.
    assert levels(result, "calls") == [(0, 0.25), (clock("00:10"), 0.75), (clock("01:00"), 0.45)]
    assert levels(result, "mail") == [(0, 1.0), (clock("00:10"), 0.0), (clock("02:00"), 0.2)]


def test_who_goes_off_shift_on_the_way_does_not_check_in(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:30, by: lead, does: send}
    - {at: T+01:10, check_in: {team: callers, count: 70}}
    """
    result = play(tmp_path, plan=two(80, 60), responses=responses)
    # Eighty left; twenty of them go off shift on the way; of the seventy who are reported ten are too many.
    assert result["check_ins"]["callers"] == {
        "started": clock("00:30"),
        "expected": 80,
        "reached": [[clock("01:10"), 60]],
        "surplus": 10,
    }
    assert levels(result, "calls") == [(0, 1.0), (clock("00:30"), 0.0), (clock("01:10"), 1.0)]
    assert findings(result, "surplus_check_in") == [(clock("01:10"), ["callers"])]


def test_the_conditions_of_the_second_see_the_new_shift(tmp_path: Path) -> None:
    msel = """
    - {id: low, if: calls below 50%, says: Few are there}
    - {id: long, if: calls below 50% for 30m, says: Few are there still}
    """
    plan = staffed(crew("First", "Tuesday 10:00 to 11:00", 40), crew("Second", "Tuesday 11:00 to 14:00", 40, 100))
    result = play(tmp_path, plan=plan, msel=msel)
    assert fired(result) == [("low", clock("01:00")), ("long", clock("01:30"))]


# --- what is open, what was promised ---------------------------------------------------------------------------------


def test_normal_staff_alone_may_change(tmp_path: Path) -> None:
    plan = staffed(
        crew("First", "Tuesday 10:00 to 11:00", 40, 50),
        crew("Second", "Tuesday 11:00 to 12:00", 40, 100),
        crew("Third", "Tuesday 12:00 to 14:00", 40, 20),
    )
    result = play(tmp_path, plan=plan)
    # 40 of 50, then of 100 (below the MBCO for an hour), then more than the twenty: 100% at most.
    assert levels(result, "calls") == [(0, 0.8), (clock("01:00"), 0.4), (clock("02:00"), 1.0)]
    found = outage(result, "calls")
    assert (found["from"], found["to"], found["rto"]) == (clock("01:00"), clock("02:00"), "met")
    assert found["causes"] == []  # nothing failed: too few were planned


CLOSES = staffed(DAY, crew("Evening", "Monday to Friday 18:00 to 08:00", 20))


def overnight(tmp_path: Path, msel: str, plan: str = CLOSES, **texts: Any) -> Json:
    """From Tuesday 16:00 for a day: the mail closes at T+02:00 and opens at T+16:00."""
    return play(tmp_path, plan=plan, msel=msel, scenario=begins("Tuesday 16:00"), lasts="1d", **texts)


def test_a_closed_function_is_neither_in_nor_out(tmp_path: Path) -> None:
    msel = "- {id: low, if: mail below 50%, says: Mail is low}"
    result = overnight(tmp_path, msel)
    assert levels(result, "mail") == [(0, 1.0), (clock("02:00"), 0.0), (clock("16:00"), 1.0)]
    assert outages(result, "mail") == []
    assert result["functions"]["mail"]["down_total"] == 0
    assert result["functions"]["mail"]["availability"] == 1.0
    assert fired(result) == []


@pytest.mark.parametrize(
    ("repaired", "open_for", "rto", "over"),
    [("T+17:00", "02:00", "met", 0), ("T+17:00:01", "02:00:01", "missed", 1)],
)
def test_only_open_hours_count_against_the_rto(
    tmp_path: Path, repaired: str, open_for: str, rto: str, over: int
) -> None:
    msel = f"""
    - {{id: cut, at: T+01:00, happens: {{fail: [server]}}}}
    - {{id: mended, at: {repaired}, happens: {{repair: [server]}}}}
    """
    found = outage(overnight(tmp_path, msel), "mail")
    # From five to six and from eight to nine: two open hours of sixteen; the MTPD of 12h counts them all.
    assert found["from"] == clock("01:00")
    assert found["length"] == clock("16:00") + over
    assert (found["open_length"], found["rto"], found["over_rto"]) == (clock(open_for), rto, over)
    assert (found["mtpd"], found["breached_at"]) == ("breached", clock("13:00"))
    assert found["causes"] == ["server"]


def test_an_outage_of_the_night_ends_when_the_function_opens(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+01:00, happens: {fail: [server]}}
    - {id: mended, at: T+04:00, happens: {repair: [server]}}
    """
    found = outage(overnight(tmp_path, msel), "mail")
    assert (found["from"], found["to"]) == (clock("01:00"), clock("16:00"))
    assert (found["length"], found["open_length"], found["rto"]) == (clock("15:00"), clock("01:00"), "met")


def test_what_fails_and_is_mended_at_night_is_no_outage(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+02:00, happens: {fail: [server]}}
    - {id: mended, at: T+15:00, happens: {repair: [server]}}
    """
    assert outages(overnight(tmp_path, msel), "mail") == []


def test_what_failed_at_night_is_out_from_the_opening(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+05:00, happens: {fail: [server]}}
    - {id: mended, at: T+18:00, happens: {repair: [server]}}
    """
    found = outage(overnight(tmp_path, msel), "mail")
    assert (found["from"], found["to"]) == (clock("16:00"), clock("18:00"))
    assert (found["length"], found["open_length"], found["rto"]) == (clock("02:00"), clock("02:00"), "met")
    assert found["causes"] == ["server"]


def test_where_every_hour_counts_the_closed_ones_do_too(tmp_path: Path) -> None:
    plan = CLOSES.replace("rto: 2h, rto_counts: open_hours", "rto: 2h")
    msel = """
    - {id: cut, at: T+01:00, happens: {fail: [server]}}
    - {id: mended, at: T+17:00, happens: {repair: [server]}}
    """
    result = overnight(tmp_path, msel, plan)
    found = outage(result, "mail")
    assert (found["length"], found["rto"], found["over_rto"]) == (clock("16:00"), "missed", clock("14:00"))
    assert found["open_length"] == clock("02:00")  # said as well, and not judged by
    assert findings(result, "rto_missed") == [(clock("03:00"), ["mail"])]


def test_an_outage_open_at_the_end_is_undecided_while_its_open_hours_are_within_the_rto(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+01:00, happens: {fail: [server]}}"
    result = play(tmp_path, plan=CLOSES, msel=msel, scenario=begins("Tuesday 16:00"), lasts="16h")
    found = outage(result, "mail")
    assert (found["to"], found["length"], found["open_length"]) == (None, clock("15:00"), clock("01:00"))
    assert (found["rto"], found["over_rto"], found["mtpd"]) == ("undecided", 0, "breached")


def test_the_rto_of_the_line_holds_for_what_begins_in_its_hours(tmp_path: Path) -> None:
    plan = staffed(
        crew("First", "Tuesday 10:00 to 11:00", 80),
        crew("Second", "Tuesday 11:00 to 20:00", 80, rto="{calls: 2h}"),
    )
    msel = """
    - {id: shut, at: T+01:10, happens: {close: [north]}}
    - {id: opened, at: T+02:00, happens: {open: [north]}}
    """
    result = play(tmp_path, plan=plan, msel=msel, lasts="6h", responses="- {at: T+02:50, by: lead, does: gather}")
    found = outage(result, "calls")
    # Two hours from 01:10 to 03:10: met exactly; the plan's hour would have been missed.
    assert (found["to"], found["rto"], found["over_rto"]) == (clock("03:10"), "met", 0)


def test_a_shorter_rto_of_the_line(tmp_path: Path) -> None:
    plan = staffed(crew("First", "Tuesday 10:00 to 20:00", 80, rto="{calls: 30m}"))
    msel = """
    - {id: shut, at: T+00:10, happens: {close: [north]}}
    - {id: opened, at: T+00:15, happens: {open: [north]}}
    """
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:30, by: lead, does: gather}")
    found = outage(result, "calls")
    # Out 00:10 to 00:50, forty minutes: ten too many.
    assert (found["rto"], found["over_rto"]) == ("missed", clock("00:10"))
    assert findings(result, "rto_missed") == [(clock("00:40"), ["calls"])]


def test_a_site_closed_at_these_hours_sends_its_people_away(tmp_path: Path) -> None:
    plan = staffed(
        line("First", "Tuesday 10:00 to 11:00", on_shift="{mailers: 10}", normal_staff="{mail: 10}"),
        line("Second", "Tuesday 11:00 to 12:00", on_shift="{mailers: 10}", normal_staff="{mail: 10}", closed="[south]"),
        line("Third", "Tuesday 12:00 to 14:00", on_shift="{mailers: 10}", normal_staff="{mail: 10}"),
    )
    msel = """
    - {id: locked, if: south closed, says: Closed}
    - {id: unlocked, at: T+02:00, says: The doors are open}
    """
    result = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+02:10, by: lead, does: mail_home}")
    assert ("locked", clock("01:00")) in fired(result)
    # Open again at noon, which brings nobody back; the move does, at 02:15.
    assert levels(result, "mail") == [(0, 1.0), (clock("01:00"), 0.0), (clock("02:15"), 1.0)]
    assert outage(result, "mail")["causes"] == ["south"]


def test_a_site_closed_at_these_hours_may_be_opened_and_is_needed_in_vain_before(tmp_path: Path) -> None:
    plan = staffed(
        line("Only", "Tuesday 10:00 to 14:00", on_shift="{mailers: 10}", normal_staff="{mail: 10}", closed="[south]")
    )
    responses = """
    - {at: T+00:10, by: lead, does: walk}
    - {at: T+00:20, by: lead, does: unlock}
    - {at: T+00:30, by: lead, does: walk}
    - {at: T+00:40, by: lead, does: mail_home}
    """
    result = play(tmp_path, plan=plan, responses=responses)
    assert refusals(result) == [(clock("00:10"), "lead", "needs")]
    assert levels(result, "mail") == [(0, 0.0), (clock("00:45"), 1.0)]
    assert (outage(result, "mail")["from"], outage(result, "mail")["causes"]) == (0, ["south"])


def test_a_shift_that_comes_to_a_site_that_opens_works_at_once(tmp_path: Path) -> None:
    plan = staffed(
        line("Night", "Tuesday 10:00 to 11:00", normal_staff="{calls: 1}", closed="[south]"),
        line("Day", "Tuesday 11:00 to 14:00", on_shift="{mailers: 10}", normal_staff="{mail: 10}"),
    )
    result = play(tmp_path, plan=plan)
    assert levels(result, "mail") == [(0, 0.0), (clock("01:00"), 1.0)]


def test_a_site_closed_by_a_storm_does_not_open_with_its_hours(tmp_path: Path) -> None:
    plan = staffed(
        line("Night", "Tuesday 10:00 to 11:00", normal_staff="{calls: 1}", closed="[south]"),
        line("Day", "Tuesday 11:00 to 14:00", on_shift="{mailers: 10}", normal_staff="{mail: 10}"),
    )
    msel = "- {id: storm, at: T+00:30, happens: {close: [south]}}"
    result = play(tmp_path, plan=plan, msel=msel)
    assert levels(result, "mail") == [(0, 0.0)]
    assert outages(result, "mail") == [(clock("01:00"), None)]


def test_a_function_put_aside_while_it_is_out_and_closed(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+01:00, happens: {fail: [server]}}"
    result = overnight(tmp_path, msel, responses="- {at: T+05:00, by: lead, does: aside}")
    # Out is "below MBCO and not put aside": putting it aside ends the outage, at night too.
    found = outage(result, "mail")
    assert (found["to"], found["length"], found["open_length"]) == (clock("05:00"), clock("04:00"), clock("01:00"))


def test_news_is_due_while_an_outage_runs_on_at_night(tmp_path: Path) -> None:
    plan = CLOSES.replace(
        "tasks:",
        "audiences: [customers]\nchannels: {social: {reaches: [customers]}}\n"
        "messages: {word: {to: [customers], via: [social], approval: given}}\n"
        "updates: {customers: {first: 1h, every: 6h, by: lead}}\ntasks:",
        1,
    )
    msel = """
    - {id: cut, at: T+01:00, happens: {fail: [server]}}
    - {id: mended, at: T+04:00, happens: {repair: [server]}}
    """
    responses = "".join(f"\n- {{at: T+{at}, by: lead, sends: word}}" for at in ("02:00", "08:00", "14:00"))
    result = overnight(tmp_path, msel, plan, responses=responses)
    # First impact 01:00. Mail is back only when it opens, at 16:00; the next would be due at 20:00 and is no more.
    assert updates(result, "customers") == [
        (clock("02:00"), clock("02:00"), "on_time", 0),
        (clock("08:00"), clock("08:00"), "on_time", 0),
        (clock("14:00"), clock("14:00"), "on_time", 0),
    ]
    assert result["silence"]["customers"] == clock("06:00")


def test_the_rto_of_a_line_counts_in_open_hours_too(tmp_path: Path) -> None:
    plan = CLOSES.replace(
        "normal_staff: {calls: 80, mail: 10}}", "normal_staff: {calls: 80, mail: 10}, rto: {mail: 1h30m}}"
    )
    msel = """
    - {id: cut, at: T+01:00, happens: {fail: [server]}}
    - {id: mended, at: T+17:00, happens: {repair: [server]}}
    """
    result = overnight(tmp_path, msel, plan)
    # Two open hours against an hour and a half, which is over at half past eight: T+16:30.
    found = outage(result, "mail")
    assert (found["open_length"], found["rto"], found["over_rto"]) == (clock("02:00"), "missed", clock("00:30"))
    assert findings(result, "rto_missed") == [(clock("16:30"), ["mail"])]


# --- who is on call --------------------------------------------------------------------------------------------------


ON_CALL = staffed(
    crew("First", "Tuesday 10:00 to 11:00", 10),
    crew("Second", "Tuesday 11:00 to 14:00", 10, on_call="{lead: cas}"),
)


def test_who_is_on_call_holds_the_role_in_these_hours(tmp_path: Path) -> None:
    result = play(tmp_path, plan=ON_CALL)
    assert held(result) == [["ann", 0, clock("01:00")], ["cas", clock("01:00"), clock("03:00")]]
    assert result["roles"]["lead"]["uncovered"] == []


def test_where_who_is_on_call_is_absent_the_holder_is_next(tmp_path: Path) -> None:
    msel = """
    - {id: cas_ill, at: T+01:10, happens: {absent: {cas: 1h}}}
    - {id: ann_ill, at: T+01:20, happens: {absent: {ann: 30m}}}
    - {id: bob_ill, at: T+01:30, happens: {absent: {bob: 10m}}}
    """
    result = play(tmp_path, plan=ON_CALL, msel=msel)
    assert held(result) == [
        ["ann", 0, clock("01:00")],
        ["cas", clock("01:00"), clock("01:10")],
        ["ann", clock("01:10"), clock("01:20")],
        ["bob", clock("01:20"), clock("01:30")],
        ["bob", clock("01:40"), clock("01:50")],
        ["ann", clock("01:50"), clock("02:10")],
        ["cas", clock("02:10"), clock("03:00")],
    ]
    assert result["roles"]["lead"]["uncovered"] == [[clock("01:30"), clock("01:40")]]


def test_who_is_on_call_may_act_from_the_second_of_the_change(tmp_path: Path) -> None:
    msel = """
    - {id: ann_ill, at: T+00:10, happens: {absent: {ann: 3h}}}
    - {id: bob_ill, at: T+00:10, happens: {absent: {bob: 3h}}}
    - {id: nobody, if: lead uncovered, says: Nobody leads}
    """
    responses = "- {at: T+00:59:59, by: lead, does: declare}\n- {at: T+01:00, by: lead, does: declare}"
    result = play(tmp_path, plan=ON_CALL, msel=msel, responses=responses)
    assert refusals(result) == [(clock("00:59:59"), "lead", "uncovered")]
    assert result["mode"] == [["normal", 0], ["emergency", clock("01:00")]]
    assert findings(result, "uncovered") == [(clock("00:10"), ["lead"])]
    assert ("nobody", clock("00:10")) in fired(result)


def test_on_call_without_alternates(tmp_path: Path) -> None:
    plan = ON_CALL.replace(" alternates: [bob],", "")
    msel = "- {id: ill, at: T+00:30, happens: {absent: {ann: 1h}}}"
    result = play(tmp_path, plan=plan, msel=msel)
    assert result["roles"]["lead"]["uncovered"] == [[clock("00:30"), clock("01:00")]]
    assert held(result)[-1] == ["cas", clock("01:00"), clock("03:00")]


ROTATION = """rotation:
  begins: clock
  period: 2h
  crews: {red: {lead: dan}, blue: {lead: bob}}
  order: [red, blue]
"""


def test_with_a_rotation_the_crew_goes_before_who_is_on_call(tmp_path: Path) -> None:
    msel = "- {id: ill, at: T+01:30, happens: {absent: {dan: 15m}}}"
    result = play(tmp_path, plan=ON_CALL + ROTATION, msel=msel)
    # Dan for two hours, but for the quarter of an hour in which Cas, on call and in no crew, helps; then Bob.
    assert held(result) == [
        ["dan", 0, clock("01:30")],
        ["cas", clock("01:30"), clock("01:45")],
        ["dan", clock("01:45"), clock("02:00")],
        ["bob", clock("02:00"), clock("03:00")],
    ]


def test_who_is_on_call_and_off_duty_in_a_crew_rests(tmp_path: Path) -> None:
    plan = ON_CALL.replace("{lead: cas}", "{lead: bob}") + ROTATION
    msel = "- {id: ill, at: T+01:30, happens: {absent: {dan: 15m}}}"
    result = play(tmp_path, plan=plan, msel=msel)
    # Bob is of the blue crew and rests; Ann is in no crew.
    assert held(result)[1] == ["ann", clock("01:30"), clock("01:45")]


def test_a_stand_in_on_call_who_cannot_be_reached_is_followed_by_the_holder(tmp_path: Path) -> None:
    plan = ON_CALL.replace("may: [declare, spend]", "may: [declare, spend], reacts: 5m, answers: 40%")
    msel = "- {id: go, at: T+01:10, tell: [lead], says: Declare, expect: [{task: declare, within: 10m}]}"
    result = play(tmp_path / "followed", plan=plan, msel=msel, stand_ins=True)
    # Cas is on call and does not answer; after Cas come Ann and Bob.
    assert result["mode"] == [["normal", 0], ["emergency", clock("01:15")]]
    ill = msel + "\n- {id: ill, at: T+00:10, happens: {absent: {ann: 3h, bob: 3h}}}"
    result = play(tmp_path / "alone", plan=plan, msel=ill, stand_ins=True)
    assert result["mode"] == [["normal", 0]]


def test_who_is_on_call_is_on_duty_from_the_first_response_to_the_last(tmp_path: Path) -> None:
    responses = "".join(f"\n- {{at: T+{at}, by: lead, notes: Noted}}" for at in ("00:10", "00:50", "01:20", "02:00"))
    result = play(tmp_path, plan=ON_CALL, responses=responses)
    assert result["people"]["ann"]["on_duty"] == [[clock("00:10"), clock("00:50")]]
    assert result["people"]["cas"]["on_duty"] == [[clock("01:20"), clock("02:00")]]
