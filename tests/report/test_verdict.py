"""The verdict's sentences and the promises that the search and the history reckon with are the same."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from drillsim.analysis.outcome import written
from drillsim.analysis.promises import judged, told
from drillsim.analysis.reckoning import Reckoning
from drillsim.model.exercise import Exercise
from drillsim.record import written as w
from drillsim.report.verdict import verdict
from report.reading import report_on, whole
from support import drills
from support.anything import drills as any_drill
from support.shifts import DAY, NIGHT
from support.stage import inject, played, stage

BY_HOURS = {"staffing": [DAY, NIGHT]}
CRM_FAILS = {"happens": {"fail": ["crm"]}}
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def agree(found: Reckoning) -> None:
    said = Counter(pair.result for pair in verdict(found.history.exercise, written(found)))
    assert Counter(told(judged(found))) == said


@pytest.mark.parametrize("name", drills.SHIPPED)
def test_what_is_counted_is_what_the_verdict_says(name: str) -> None:
    agree(drills.reckoned(name))


@SLOW
@given(any_drill())
def test_also_of_any_play(exercise: Exercise) -> None:
    session = played(exercise)
    agree(Reckoning(session.exercise, session.header, session.entries))


def test_each_outage_is_told_against_the_rto_of_its_own_hours() -> None:
    """Given an RTO of 1h by day and 30m at night, then a short outage at night may be missed, a longer by day kept."""
    plan = {**BY_HOURS, "functions": {"calls": {"needs": ["crm"], "rto": "1h"}}}
    fails = [
        inject("one", "T+08:00", happens={"fail": ["crm"]}),
        inject("back", "T+08:50", happens={"repair": ["crm"]}),
        inject("two", "T+10:00", happens={"fail": ["crm"]}),
        inject("again", "T+10:40", happens={"repair": ["crm"]}),
    ]
    session = played(stage(plan=plan, msel=fails, lasts="12h"))
    found = Reckoning(session.exercise, session.header, session.entries)
    (pair, *_) = verdict(session.exercise, written(found))
    assert (pair.result, pair.promise, pair.answer) == (
        "missed",
        "You promised “calls” back within 1h or 30m, by the hour at which it goes out.",
        "It was out 2 times: from T+08:00 50m of 1h, kept; from T+10:00 40m of 30m, 10m too long.",
    )
    summary = whole(report_on(session), "Executive summary in numbers")
    assert "40m" in summary
    assert "50m" not in summary


def test_what_never_went_out_was_not_put_to_the_test() -> None:
    """The list of promises names it as kept; the summary does not count it."""
    session = played(stage(msel=[inject("word", "T+01:00")]))
    found = Reckoning(session.exercise, session.header, session.entries)
    pairs = verdict(session.exercise, written(found))
    assert {(pair.result, pair.tested) for pair in pairs} == {("kept", False)}
    assert "0 of 0" not in whole(report_on(session), "Executive summary in numbers")


def test_the_earlier_step_names_the_word_it_answers_where_the_function_was_out_twice() -> None:
    """Given two outages, then "the first word of it" could be of either."""
    fails = [
        inject("one", "T+01:00", tell=["lead"], says="The records are gone for the first time today", **CRM_FAILS),
        inject("back", "T+01:10", happens={"repair": ["crm"]}),
        inject("two", "T+02:00", tell=["lead"], says="They are gone again", **CRM_FAILS),
    ]
    plan = {"functions": {"calls": {"needs": ["crm"], "rto": "1h"}}}
    session = played(stage(plan=plan, msel=fails, lasts="8h"))
    found = Reckoning(session.exercise, session.header, session.entries)
    step = w.Step(9, "task:declare", "lead", 9000, 600, 7200)
    sought = w.Verdict((w.Sought("rto", "calls", 10_800, None, step),), 1)
    (pair, *_) = verdict(session.exercise, written(found), sought)
    assert pair.earlier is not None
    assert "30 minutes after “They are gone again”: 10 minutes earlier" in pair.earlier
