"""Open actions of earlier drills: by a rule where they name what shows it, else by people; both where both speak."""

from typing import Any

import pytest

from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.retested import Retested, retested
from drillsim.analysis.written import written
from drillsim.record import events as e
from drillsim.record import written as w
from support.histories import Said, entries, release
from support.histories import done as task_done
from support.stage import header, inject, stage


def opened(expects: str | None = None, due: str | None = "2026-03-01", status: w.Status = "open") -> w.OpenAction:
    return w.OpenAction("spring-1", "Late", "Say it at once", None, None, "lead", due, expects, status, "Spring")


def tried(action: w.OpenAction, *happened: e.Event, said: tuple[w.Retest, ...] = (), **drill: Any) -> Retested:
    """The action in a drill whose inject at T+01:00 expects `declare` within 10m, on 10 March 2026."""
    storm = inject("storm", "T+01:00", expect=[{"task": "declare", "within": "10m"}])
    exercise = stage(msel=[storm], **drill)
    words: list[Said] = [(0, w.OpenActions("host", "2026-03-10", (action,)))]
    words += [(exercise.lasts, each) for each in said]
    record = entries([release(3600, "storm"), *happened, e.ExerciseEnded(exercise.lasts)], words)
    (found,) = retested(Reckoning(exercise, header(exercise), record), written(record))
    return found


@pytest.mark.parametrize(
    ("expects", "at", "verdict", "because"),
    [
        ("task:declare", 4200, "pass", "declare (inject:storm) was done at T+01:10, due T+01:10"),
        ("task:declare", 4260, "fail", "declare (inject:storm) was 1m late, at T+01:11"),
        ("task:declare", None, "fail", "declare (inject:storm) was never done"),
        ("task:declare within 20m", 4260, "pass", "declare (inject:storm) was done at T+01:11, due T+01:20"),
        ("task:declare within 5m", 4000, "fail", "declare (inject:storm) was 1m40s late, at T+01:06:40"),
        ("task:declare within 12h", None, "not_tested", "declare (inject:storm) was not due before the end"),
        ("task:stand_down", 4200, "not_tested", "nothing in this drill called for task stand_down"),
        ("message:word", 4200, "not_tested", "nothing in this drill called for message word"),
    ],
)
def test_what_was_called_for_shows_it(expects: str, at: int | None, verdict: str, because: str) -> None:
    found = tried(opened(expects), *(task_done(at, "declare") if at is not None else ()))
    assert found.rule is not None
    assert (found.rule.verdict, found.rule.because) == (verdict, (because,))
    assert found.result == verdict
    if verdict != "not_tested":
        assert "inject:storm" in found.rule.evidence


@pytest.mark.parametrize(
    ("expects", "back", "verdict"),
    [
        ("function:calls", 7200, "pass"),
        ("function:calls", 7201, "fail"),
        ("function:calls", None, "fail"),
        ("function:calls within 30m", 7200, "fail"),
        ("function:calls within 12h", None, "not_tested"),
        ("function:mail", 7200, "not_tested"),
    ],
)
def test_an_outage_against_its_rto_or_the_actions_own_limit(expects: str, back: int | None, verdict: str) -> None:
    """`calls` has an RTO of an hour, and is out from T+01:00."""
    lost = e.SystemFailed(3600, "crm")
    mended = (e.SystemRepaired(back, "crm"),) if back is not None else ()
    found = tried(opened(expects), lost, *mended, plan={"functions": {"calls": {"needs": ["crm"]}}})
    assert found.result == verdict


PASSED, FAILED = (
    w.Retest("evaluator", "spring-1", True, "seen"),
    w.Retest("facilitator", "spring-1", False, "not at all"),
)


def test_where_it_names_nothing_people_say_so() -> None:
    assert tried(opened()).result == "not_tested"
    assert tried(opened(), said=(PASSED,)).result == "pass"
    assert tried(opened(), said=(PASSED, FAILED)).result == "fail"


def test_a_later_word_of_the_same_role_replaces_the_earlier() -> None:
    changed = w.Retest("evaluator", "spring-1", False, "it fell back")
    assert [noted.line for noted in tried(opened(), said=(PASSED, changed)).said] == [changed]


def test_people_stand_beside_the_rule_and_a_disagreement_is_told() -> None:
    late = tried(opened("task:declare"), *task_done(5000, "declare"), said=(PASSED,))
    assert (late.result, late.people, late.disagree) == ("fail", "pass", True)
    untold = tried(opened("task:stand_down"), said=(PASSED,))
    assert (untold.result, untold.disagree) == ("pass", False)


@pytest.mark.parametrize(
    ("due", "status", "overdue"),
    [
        ("2026-03-09", "open", True),
        ("2026-03-10", "open", False),
        (None, "open", False),
        ("2026-03-09", "complete", False),
    ],
)
def test_due_on_the_day_is_not_overdue_nor_is_what_is_done(*, due: str | None, status: w.Status, overdue: bool) -> None:
    assert tried(opened(due=due, status=status)).overdue is overdue


def test_a_record_from_elsewhere_may_expect_what_no_rule_knows() -> None:
    found = tried(opened("dance:polka"))
    assert found.rule is not None
    assert found.rule.verdict == "not_tested"
