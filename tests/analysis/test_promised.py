"""Rules 3 and 16: the RTO of the hours, and an outage that runs on while its function is closed."""

from collections.abc import Mapping
from typing import Any

import pytest

from drillsim.analysis import promised
from drillsim.analysis.outcome import outcome
from drillsim.analysis.shape import FunctionRow, Outcome
from drillsim.model.exercise import Exercise
from support.shifts import DAY, NIGHT
from support.stage import Raw, clock, header, inject, played, stage


def came(*, fails: str, repaired: str | None, counts: str = "open_hours", lasts: str = "24h") -> Exercise:
    """Mail needs the mailer, from Monday 17:00 on: an hour open, 14 hours closed, open again on Tuesday at 08:00."""
    msel = [inject("gone", fails, happens={"fail": ["mailer"]})]
    msel += [inject("back", repaired, happens={"repair": ["mailer"]})] if repaired else []
    functions: Mapping[str, Any] = {"mail": {"needs": ["mailer"], "rto": "2h", "mtpd": "20h", "rto_counts": counts}}
    return stage(
        plan={"staffing": [DAY, NIGHT], "functions": functions},
        msel=msel,
        scenario={"begins": "Monday 17:00"},
        lasts=lasts,
    )


def result(drill: Exercise) -> Outcome:
    return outcome(drill, header(drill), played(drill).entries)


def mail(drill: Exercise) -> FunctionRow:
    return result(drill)["functions"]["mail"]


def test_an_outage_runs_on_while_its_function_is_closed() -> None:
    """Repaired at night, it is back only when it opens; all of it counts as length, 30 minutes as open."""
    (outage,) = mail(came(fails="T+00:30", repaired="T+05:00"))["outages"]
    assert (outage["from"], outage["to"]) == (clock(0, 30), clock(15))
    assert (outage["length"], outage["open_length"]) == (clock(14, 30), clock(0, 30))
    assert (outage["rto"], outage["over_rto"]) == ("met", 0)


@pytest.mark.parametrize(("repaired", "rto", "over"), [("T+16:30", "met", 0), ("T+16:31", "missed", 60)])
def test_only_open_hours_count_where_the_function_says_so(repaired: str, rto: str, over: int) -> None:
    """Half an hour on Monday and an hour and a half on Tuesday are exactly the RTO."""
    drill = came(fails="T+00:30", repaired=repaired)
    (outage,) = mail(drill)["outages"]
    assert (outage["rto"], outage["over_rto"]) == (rto, over)
    missed = [finding for finding in result(drill)["findings"] if finding["code"] == "rto_missed"]
    assert [finding["at"] for finding in missed] == ([clock(16, 30)] if over else [])


def test_where_the_clock_always_counts_the_closed_hours_count_too() -> None:
    drill = came(fails="T+00:30", repaired="T+05:00", counts="always")
    (outage,) = mail(drill)["outages"]
    assert (outage["open_length"], outage["over_rto"]) == (clock(0, 30), clock(12, 30))
    (missed,) = [finding for finding in result(drill)["findings"] if finding["code"] == "rto_missed"]
    assert missed["at"] == clock(2, 30)


def test_the_mtpd_is_judged_by_the_whole_length() -> None:
    (outage,) = mail(came(fails="T+00:30", repaired="T+20:31"))["outages"]
    assert (outage["mtpd"], outage["breached_at"]) == ("breached", clock(20, 30))


def test_no_outage_begins_while_a_function_is_closed() -> None:
    (outage,) = mail(came(fails="T+05:00", repaired="T+15:10"))["outages"]
    assert (outage["from"], outage["to"]) == (clock(15), clock(15, 10))
    assert outage["causes"] == ["mailer"]


def test_what_fails_in_the_second_in_which_a_function_closes_was_never_out() -> None:
    assert mail(came(fails="T+01:00", repaired="T+05:00"))["outages"] == []


def test_an_outage_still_running_while_closed_at_the_end_is_undecided_within_the_rto() -> None:
    (outage,) = mail(came(fails="T+00:30", repaired=None, lasts="10h"))["outages"]
    assert (outage["to"], outage["length"], outage["open_length"]) == (None, clock(9, 30), clock(0, 30))
    assert outage["rto"] == "undecided"


def test_putting_aside_ends_an_outage_of_a_closed_function_for_good() -> None:
    tasks = {
        "drop": {"do": "Put aside", "by": "lead", "effect": {"pause": ["mail"]}},
        "go_on": {"do": "Take up", "by": "lead", "effect": {"resume": ["mail"]}},
    }
    drill = stage(
        plan={**_plan(), "tasks": tasks},
        msel=[
            inject("gone", "T+00:30", happens={"fail": ["mailer"]}),
            inject("back", "T+05:00", happens={"repair": ["mailer"]}),
        ],
        scenario={"begins": "Monday 17:00"},
        responses=[{"at": "T+02:00", "by": "lead", "does": "drop"}, {"at": "T+03:00", "by": "lead", "does": "go_on"}],
        lasts="24h",
    )
    (outage,) = mail(drill)["outages"]
    assert (outage["from"], outage["to"], outage["length"]) == (clock(0, 30), clock(2), clock(1, 30))


def _plan() -> Raw:
    return {"staffing": [DAY, NIGHT], "functions": {"mail": {"needs": ["mailer"]}}}


def test_the_level_is_0_while_closed_and_availability_is_of_the_open_hours() -> None:
    """Open 1 h on Monday and 9 h on Tuesday until the end, out 30 minutes of that."""
    row = mail(came(fails="T+00:30", repaired="T+05:00"))
    assert row["level"] == [[0, 1.0], [clock(0, 30), 0.0], [clock(15), 1.0]]
    assert row["down_total"] == clock(14, 30)
    assert row["availability"] == pytest.approx(1 - 0.5 / 10)


def test_a_function_that_was_never_open_was_available() -> None:
    row = mail(stage(plan=_plan(), scenario={"begins": "Saturday 01:00"}, lasts="4h"))
    assert (row["outages"], row["availability"]) == ([], 1.0)


@pytest.mark.parametrize(("fails", "rto"), [("T+00:45", "met"), ("T+01:15", "missed")])
def test_the_rto_is_that_of_the_hours_in_which_the_outage_begins(fails: str, rto: str) -> None:
    """An hour without power: within the day's 2 h, also where it lasts into the night; beyond the night's 30 min."""
    hour, minute = int(fails[2:4]), int(fails[5:7])
    drill = stage(
        plan=_plan(),
        msel=[
            inject("dark", fails, happens={"fail": ["power"]}),
            inject("light", f"T+{hour + 1:02}:{minute:02}", happens={"repair": ["power"]}),
        ],
        scenario={"begins": "Monday 17:00"},
    )
    (outage,) = result(drill)["functions"]["calls"]["outages"]
    assert (outage["length"], outage["rto"]) == (clock(1), rto)


def test_too_few_on_shift_are_an_outage_without_a_cause() -> None:
    thin = {**NIGHT, "on_shift": {"agents": 10}}
    drill = stage(plan={"staffing": [DAY, thin]}, scenario={"begins": "Monday 17:00"}, lasts="3h")
    (outage,) = result(drill)["functions"]["calls"]["outages"]
    assert (outage["from"], outage["causes"]) == (clock(1), [])


def test_a_target_is_a_share_of_those_on_shift_when_the_task_starts() -> None:
    """40 of the 50 who are there at night are 80 %, and were there at once."""
    go = {
        "do": "Go",
        "by": "lead",
        "target": {"80%": "10m"},
        "effect": {"move": [{"team": "agents", "to": "spare", "count": 40}]},
    }
    drill = stage(
        plan={**_plan(), "tasks": {"go": go}},
        responses=[{"at": "T+02:00", "by": "lead", "does": "go"}],
        scenario={"begins": "Monday 17:00"},
    )
    assert [(row["took"], row["result"]) for row in result(drill)["targets"]] == [(0, "met")]


# The deadline that is shown while people play


def test_the_deadline_is_when_the_open_hours_allowed_are_over() -> None:
    drill = came(fails="T+00:30", repaired=None)
    assert promised.rto_due(drill, "mail", clock(0, 30)) == clock(16, 30)
    assert promised.late_from(drill, "mail", clock(0, 30), clock(0, 40)) == (clock(16, 30), 0)
    assert promised.late_from(drill, "mail", clock(0, 30), clock(3)) == (None, 0)
    assert promised.late_from(drill, "mail", clock(0, 30), clock(17)) == (clock(16, 30), 0)


def test_what_is_over_stands_still_while_closed_and_goes_on_when_open() -> None:
    """Past it since Tuesday 09:30; at 18:00 it closes 8 h 30 over, and goes on from there on Wednesday at 08:00."""
    drill = came(fails="T+00:30", repaired=None, lasts="72h")
    over_on_tuesday = clock(25) - clock(16, 30)
    assert promised.late_from(drill, "mail", clock(0, 30), clock(26)) == (None, over_on_tuesday)
    assert promised.late_from(drill, "mail", clock(0, 30), clock(40)) == (clock(39) - over_on_tuesday, 0)


def test_an_rto_used_up_as_the_function_closes_is_due_when_it_opens() -> None:
    drill = came(fails="T+00:30", repaired=None)
    shorter = stage(
        plan={"staffing": [DAY, NIGHT], "functions": {"mail": {"rto": "30m", "rto_counts": "open_hours"}}},
        scenario={"begins": "Monday 17:00"},
    )
    assert promised.rto_due(shorter, "mail", clock(0, 30)) == clock(15)
    assert promised.rto_due(drill, "mail", 0) == clock(16)


def test_a_deadline_weeks_ahead_is_found_at_once() -> None:
    """50 open hours a week: 500 hours from a Monday at 08:00 are ten weeks, to the Monday after the last Friday."""
    drill = stage(
        plan={
            "staffing": [DAY],
            "functions": {"mail": {"rto": "500h", "mtpd": "90d", "rto_counts": "open_hours"}},
        },
        scenario={"begins": "Monday 08:00"},
    )
    assert promised.rto_due(drill, "mail", 0) == 10 * 7 * 86_400
