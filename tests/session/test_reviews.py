"""The evaluation while a drill is played and after it: facts, and what they would be rated."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.analysis.noted import as_noted
from drillsim.analysis.outcome import written as outcome_of
from drillsim.analysis.ratings import proposals
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.written import written
from drillsim.model.exercise import Exercise
from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.session.review import ObjectiveReview, ReviewView
from drillsim.session.reviews import reckon, review
from drillsim.session.session import Session
from support import drills
from support.stage import Raw, header, inject, stage

GOAL = {"objectives": {"goal": {"text": "Calls go on", "capability": "Calls"}}}
PLAN: Raw = {
    "functions": {"calls": {"needs": ["crm"]}},
    "tasks": {"switch": {"do": "Switch", "by": "clerk", "takes": "10m", "effect": {"switch_to": ["crm_copy"]}}},
}


def story(**drill: Any) -> Exercise:
    """At T+01:00 the customer records fail; the clerk is to switch within half an hour, the RTO is an hour."""
    expect = [
        {"task": "switch", "within": "30m", "objective": "goal"},
        {"action": "Names who leads", "id": "leads", "objective": "goal"},
    ]
    msel = [inject("fails", "T+01:00", happens={"fail": ["crm"]}, expect=expect, tell=["clerk"], says="It is down")]
    return stage(plan=PLAN, scenario=GOAL, msel=msel, lasts="4h", **drill)


def begun(exercise: Exercise | None = None) -> Session:
    exercise = exercise or story()
    return Session(exercise, header(exercise, live=True, taken=["lead", "clerk"]))


def seen(session: Session) -> ReviewView:
    found = reckon(session.exercise, session.header, session.entries, session.now, over=session.over)
    return review(found, written(session.entries))


def goal(session: Session) -> ObjectiveReview:
    return seen(session).objectives[0]


def at(session: Session, minutes: int, *commands: c.Command) -> Session:
    session.advance(minutes * 60)
    for command in commands:
        session.take(command, client_id=f"{minutes}-{type(command).__name__}-{len(session.entries)}")
    return session


def results(row: ObjectiveReview) -> dict[str, tuple[str, int]]:
    return {fact.name: (fact.result, fact.late_by) for fact in row.measured.expected}


def test_nothing_is_said_of_what_has_not_come() -> None:
    row = goal(at(begun(), 30))
    assert (row.proposed, row.measured.expected, row.measured.outages) == (None, (), ())


def test_what_may_still_be_done_is_open_and_no_proposal_yet() -> None:
    """Given an inject at T+01:00, when it is T+01:20, then the task is open and the outage is within its RTO."""
    row = goal(at(begun(), 80))
    assert results(row)["switch"] == ("open", 0)
    assert row.proposed is None
    outage = row.measured.outages[0]
    assert (outage.function, outage.length, outage.rto, outage.result) == ("calls", 20 * 60 + 1, "1h", "undecided")


def test_what_is_overdue_counts_as_late_until_it_is_done() -> None:
    """Given half an hour, when 45 minutes have passed, then S so far, because at best it will be late."""
    row = goal(at(begun(), 105))
    assert results(row)["switch"] == ("overdue", 15 * 60)
    assert (row.proposed, row.because) == ("S", ("switch 15m overdue (inject:fails)",))


def test_at_the_end_what_was_never_done_is_u() -> None:
    session = at(begun(), 105)
    session.finish()
    row = goal(session)
    assert seen(session).over
    assert results(row)["switch"] == ("never", 0)
    assert row.proposed == "U"


def test_an_rto_that_has_passed_is_m_at_best_at_once() -> None:
    """Given an RTO of an hour, when it has been out for two and is back, then M so far, nothing above."""
    session = at(begun(), 65, c.Does("clerk", "switch"))
    assert goal(at(session, 80)).proposed == "P"
    session = at(begun(), 175, c.Does("clerk", "switch"))
    row = goal(at(session, 190))
    assert row.proposed == "M"
    assert row.measured.outages[0].result == "missed"
    assert any("RTO of calls missed" in because for because in row.because)


def test_what_only_has_to_be_so_at_the_end_is_no_finding_before() -> None:
    """Given a backup that stands in, when the drill goes on, then it is P so far; at the end it is S."""
    session = at(begun(), 65, c.Does("clerk", "switch"))
    assert goal(at(session, 100)).proposed == "P"
    session.finish()
    row = goal(session)
    assert row.proposed == "S"
    assert any("crm_copy still stood in" in because for because in row.because)
    assert any("crm_copy" in finding.text for finding in row.measured.findings)


def test_an_action_in_words_waits_for_somebody_who_saw_it() -> None:
    session = at(begun(), 70)
    assert results(goal(session))["leads"] == ("not_observed", 0)
    assert results(goal(at(session, 71, c.Seen("evaluator", "leads"))))["leads"][0] == "on_time"


def test_the_whole_exercise_has_its_facts_too() -> None:
    session = at(begun(), 105)
    whole = seen(session).whole
    assert {fact.name for fact in whole.expected} == {"switch", "leads"}
    assert [each.function for each in whole.outages] == ["calls"]


def test_what_was_written_stands_with_both_its_times() -> None:
    session = at(begun(), 80, w.Observe("evaluator", "hands over", 70 * 60, "fails", "switch", "goal", "S"))
    note = seen(session).notes[0]
    assert (note.observed_at, note.at, note.after_endex) == (70 * 60, 80 * 60, False)
    assert (note.inject, note.task, note.objective, note.rating) == ("fails", "switch", "goal", "S")


def test_an_action_says_what_it_lacks_and_is_a_reason_for_the_proposal() -> None:
    """Given P, when the hot wash notes something to improve for it, then it is S: an improvement is noted."""
    back: Raw = {"back": {"do": "Back", "by": "clerk", "effect": {"switch_back": ["crm_copy"]}}}
    base = story()
    tasks = {**base.plan.tasks, **stage(plan={"tasks": back}).plan.tasks}
    exercise = Exercise(base.drill, base.plan.model_copy(update={"tasks": tasks}), base.parts)
    session = at(begun(exercise), 65, c.Does("clerk", "switch"))
    at(session, 130, c.Does("clerk", "back"), c.End())
    session.advance(session.now + 1)
    assert session.over
    assert goal(session).proposed == "P"
    session.take(w.Act("facilitator", "slow", "Train it", "goal", due="2026-04-01"), client_id="a")
    found = seen(session)
    assert found.actions[0].missing == ("owner",), "no US forms, no element"
    assert not found.needs_element
    assert found.objectives[0].proposed == "S"
    assert found.objectives[0].because[0] == "improvements noted for it: 1"


def test_with_us_forms_an_action_lacks_its_capability_element_too() -> None:
    session = at(begun(story(about={"forms": "us"})), 130, c.End())
    session.advance(session.now + 1)
    session.take(w.Act("facilitator", "slow", "Train it", "goal", owner="clerk", due="2026-04-01"), client_id="a")
    found = seen(session)
    assert found.needs_element
    assert found.actions[0].missing == ("element",)


@given(minutes=st.integers(0, 239), when=st.none() | st.integers(0, 238))
@settings(max_examples=40, deadline=None)
def test_a_proposal_is_what_the_report_proposes_of_the_same_record(minutes: int, when: int | None) -> None:
    """Law: after EndEx the room sees the report's proposals; while it is played none is better than what is late."""
    session = begun()
    if when is not None and when <= minutes:
        at(session, when, c.Does("clerk", "switch"))
    row = goal(at(session, minutes))
    late = [fact for fact in row.measured.expected if fact.result in ("late", "overdue")]
    if late:
        assert row.proposed in ("S", "M", "U")
    if any(outage.result == "missed" for outage in row.measured.outages):
        assert row.proposed in (None, "M", "U")
    session.finish()
    reckoned = Reckoning(session.exercise, session.header, session.entries)
    noted = as_noted(session.exercise, session.header, written(session.entries))
    expected = proposals(noted, outcome_of(reckoned), reckoned.history.came)
    assert [(each.proposed, each.because) for each in seen(session).objectives] == [
        (each.letter, each.because) for each in expected
    ]


@pytest.mark.row("S-121")
def test_a_proposal_is_never_a_rating() -> None:
    """Given proposals, when nobody rates, then nothing is rated, in the view and in the drill's keys."""
    session = at(begun(), 65, c.Does("clerk", "switch"))
    session.finish()
    assert goal(session).proposed is not None
    assert goal(session).ratings == ()
    assert as_noted(session.exercise, session.header, written(session.entries)).drill.ratings == {}


@pytest.mark.parametrize("name", drills.SHIPPED)
def test_every_shipped_drill_can_be_evaluated_at_any_time(name: str) -> None:
    """Given a drill that plays itself, at every tenth of it there are facts, and at the end the report's proposals."""
    session = Session(drills.exercise(name), drills.header(name))
    for tenth in range(10):
        session.advance(session.exercise.lasts * tenth // 10)
        shown = seen(session)
        assert {each.id for each in shown.objectives} == set(session.exercise.objectives)
    session.finish()
    reckoned = drills.reckoned(name)
    expected = proposals(session.exercise, drills.result(name), reckoned.history.came)
    assert [(each.proposed, each.because) for each in seen(session).objectives] == [
        (each.letter, each.because) for each in expected
    ]
