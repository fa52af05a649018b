"""What was not due before EndEx is told apart from what was never done; the outcome itself stays as it is."""

from typing import Any

import pytest

from drillsim.analysis.outcome import written
from drillsim.analysis.ratings import proposals
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.settled import settled
from drillsim.cli.running import missed_promises
from drillsim.present.verdict import results
from drillsim.record import commands as c
from drillsim.report.facts import facts
from drillsim.report.safety import safety_lines
from report.reading import live, part, report_on, whole
from support.stage import inject, stage

MINUTE = 60
GOAL = {"goal": {"text": "It works", "capability": "Health and safety"}}


def ended(minutes: int, **expect: Any) -> Any:
    """A live drill, in which at T+01:00 something is expected that nobody does, until the facilitator ends it."""
    asks = inject("ring", "T+01:00", expect=[{"task": "declare", "objective": "goal", **expect}])
    session = live(stage(scenario={"objectives": GOAL}, msel=[asks]))
    session.advance(minutes * MINUTE)
    if not session.over:
        session.take(c.End(), client_id="over")
        session.advance(minutes * MINUTE + 1)
    assert session.over
    return session


def reckoned(session: Any) -> Reckoning:
    return Reckoning(session.exercise, session.header, session.entries)


@pytest.mark.parametrize("expect", [{}, {"within": "1h"}])
def test_what_was_not_due_when_the_facilitator_ended_it_counts_nowhere(expect: dict[str, str]) -> None:
    """Given an exercise of 8h ended after 1h30m, then nothing is missed, found or proposed; the outcome stays."""
    session = ended(90, **expect)
    found = reckoned(session)
    outcome, exercise = written(found), session.exercise
    assert [row["result"] for row in outcome["expectations"]] == ["never"]
    judged = settled(outcome, exercise.lasts)
    assert (judged["expectations"], judged["findings"]) == ([], [])
    assert missed_promises(judged) == []
    (proposal,) = proposals(exercise, outcome, found.history.came)
    assert (proposal.letter, proposal.because) == (None, ("nothing expected for it came due and could be judged",))
    assert safety_lines(facts(found, outcome, names=False)) == []
    report = report_on(session)
    assert "Not due before EndEx:" in part(report, "Expectations")
    assert "not due" in part(report, "Expectations")
    assert "never" not in whole(report, "Findings")
    assert "not due before EndEx" in whole(report, "Exercise Evaluation Guides")
    assert any("not due before EndEx" in each.text for each in results(found, outcome))
    assert not any("NEVER" in each.text for each in results(found, outcome))


@pytest.mark.parametrize(("minutes", "expect"), [(90, {"within": "20m"}), (480, {})])
def test_what_was_due_before_the_end_was_never_done(minutes: int, expect: dict[str, str]) -> None:
    """Also what had no due time, once the planned length was played."""
    session = ended(minutes, **expect)
    outcome = written(reckoned(session))
    assert settled(outcome, session.exercise.lasts) == outcome
    assert missed_promises(outcome) == ["declare (inject:ring)"]
    assert "U" in [each.letter for each in proposals(session.exercise, outcome, reckoned(session).history.came)]


def test_news_due_in_the_second_of_the_end_was_not_missed() -> None:
    """Given news due every hour from the start, then of an exercise of two hours only the first was due."""
    updates = {"customers": {"first": "1h", "every": "1h", "counts_from": "start", "by": "lead"}}
    session = live(stage(plan={"updates": updates}, lasts="1h"))
    session.finish()
    found = reckoned(session)
    outcome = written(found)
    assert [(row["due"], row["result"]) for row in outcome["updates"]] == [(3600, "never")]
    assert settled(outcome, session.exercise.lasts)["updates"] == []
    assert "Not due before EndEx: `customers` at T+01:00." in whole(report_on(session), "News to those concerned")
    assert not [each for each in results(found, outcome) if "You promised customers news" in each.text]
