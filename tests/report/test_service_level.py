"""What is said of how fast customers were answered claims no more than was answered."""

from typing import Any

from drillsim.analysis.outcome import written
from drillsim.analysis.reckoning import Reckoning
from drillsim.present.verdict import results
from drillsim.report.facts import facts
from drillsim.report.figures.contacts import contacts
from report.reading import report_of, whole
from support.stage import inject, merged, played, stage

MAIL = {"channel": "email", "per_hour": 100, "handling": "5m", "answer": "90% in 4h"}


def told(fails: str, **story: Any) -> tuple[str, str, str]:
    """What report, figure and results screen say of mail, the customer records failing at a second."""
    plan = {"functions": {"calls": {"needs": ["crm"], "contacts": MAIL}}}
    exercise = stage(
        plan=merged(plan, story.pop("plan", {})), msel=[inject("fails", fails, happens={"fail": ["crm"]})], **story
    )
    session = played(exercise)
    found = Reckoning(session.exercise, session.header, session.entries)
    outcome = written(found)
    (figure,) = contacts(facts(found, outcome, names=False))
    (screen,) = [each.text for each in results(found, outcome) if " answered" in each.text]
    return whole(report_of(exercise), "Customers (simulated, contact by contact)"), figure.alt, screen


def test_mail_that_nobody_answered_yet_is_not_answered_in_time() -> None:
    """Given a function out from the start, then after two hours nobody was answered, and nobody has waited for 4h."""
    for said in told("T+00:00", lasts="2h"):
        assert "none answered yet" in said.lower()
        assert "still waiting, none for 4h yet" in said
        assert "100%" not in said


def test_a_share_above_that_of_those_answered_is_told_by_numbers() -> None:
    """Given an hour in which all were answered, and one in which nobody was, then not all were answered in time."""
    for said in told("T+01:00", lasts="2h"):
        assert "that can be judged" in said
        assert "still waiting, none for 4h yet" in said
        assert "100%" not in said


def test_where_all_are_answered_the_share_is_told() -> None:
    report, alt, screen = told(
        "T+01:59", lasts="2h", plan={"functions": {"calls": {"contacts": {"answer": "90% in 20s"}}}}
    )
    for said in (report, alt, screen):
        assert "in 20s (" in said or "within 20s (goal 90%)" in said
