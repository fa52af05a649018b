"""What people wrote of a live drill, in its report: beside the measures, never in their place, and inert."""

import re
from dataclasses import replace

import pytest

from drillsim.record import written as w
from drillsim.record.entries import Stamp
from drillsim.session.session import Session
from report.reading import cells, live, part, report_on, whole
from report.test_text import HOSTILE, MADE_BY_TEXT, MARKDOWN, tokens
from support.stage import inject, stage

MORNING = 1_700_000_000 * 10**9


def drill() -> Session:
    """Smoke at T+00:10; something is expected for one of two objectives."""
    goals = {"one": {"text": "Everyone is out", "capability": "Life safety"}, "two": {"text": "Calls go on"}}
    expect = [{"task": "declare", "within": "10m", "objective": "one"}]
    exercise = stage(
        msel=[inject("smoke", "T+00:10", tell=["lead"], says="Smoke", expect=expect)],
        scenario={"objectives": goals},
        lasts="1h",
        ratings={"one": {"rating": "P", "why": "of another play"}},
        hotwash={"went_well": ["of another play"]},
        improvements=[{"finding": "of another play", "action": "x"}],
    )
    session = live(exercise, "lead", "clerk")
    session.header = replace(session.header, facilitated=True)
    return session


def written(session: Session, *lines: w.Written) -> Session:
    for line in lines:
        session.take(line, client_id=str(len(session.entries)), stamp=Stamp(0, 1, MORNING))
    return session


def ended(*during: w.Written, after: tuple[w.Written, ...] = ()) -> str:
    session = drill()
    session.advance(1800)
    written(session, *during)
    session.finish()
    return report_on(written(session, *after))


@pytest.mark.row("S-121")
def test_ratings_of_people_stand_beside_the_proposal_and_differ_where_they_do() -> None:
    said = ended(
        w.Rate("evaluator", "one", "S", "late but whole"),
        after=(w.Rate("facilitator", "one", "U", "nobody declared"),),
    )
    one, two = part(said, "Everyone is out (Life safety)"), part(said, "Calls go on")
    assert "**proposed U**, because declare never (inject:smoke)." in one
    assert "Rated **S** by evaluator (T+00:30): late but whole." in one
    assert "Rated **U** by facilitator (after EndEx, 2023-11-14 22:13 UTC): nobody declared." in one
    assert "**Those who rated it differ.**" in one
    assert "Rated" not in two
    assert "of another play" not in said


@pytest.mark.row("S-89")
def test_observations_have_both_their_times_by_objective() -> None:
    text = ended(
        w.Observe("evaluator", "of no objective", 60),
        w.Observe("evaluator", "of the second", 120, None, None, "two"),
        w.Observe("facilitator", "late one", 1200, "smoke", "declare", "one", "S"),
        w.Observe("evaluator", "early one", None, None, None, "one"),
        after=(w.Observe("evaluator", "after all", 1500, None, None, "two"),),
    )
    assert cells(part(text, "Observations")) == [
        ["`one`", "T+00:20", "T+00:30", "facilitator", "`smoke`, `declare`", "S", "late one"],
        ["`one`", "T+00:30", "T+00:30", "evaluator", "-", "-", "early one"],
        ["`two`", "T+00:02", "T+00:30", "evaluator", "-", "-", "of the second"],
        ["`two`", "T+00:25", "after EndEx, 2023-11-14 22:13 UTC", "evaluator", "-", "-", "after all"],
        ["-", "T+00:01", "T+00:30", "evaluator", "-", "-", "of no objective"],
    ]


def test_the_hot_wash_stands_by_objective_and_role() -> None:
    said = whole(
        ended(
            after=(
                w.HotWash("clerk", "area", "Nobody told staff", "two"),
                w.HotWash("lead", "strength", "It was quick"),
                w.HotWash("facilitator", "question", "Who calls?", "two"),
            )
        ),
        "Hot wash",
    )
    assert said.splitlines() == [
        "### The exercise",
        "",
        "- Strength (`lead`): It was quick",
        "",
        "### `two`",
        "",
        "- Area to improve (`clerk`): Nobody told staff",
        "- Open question (facilitator): Who calls?",
    ]


def test_an_action_without_owner_keeps_it_a_draft_and_one_with_all_does_not() -> None:
    bare = ended(after=(w.Act("facilitator", "late", "Call sooner", "one"),))
    assert "- action “Call sooner” has no owner and no due date" in part(bare, "Executive summary in numbers")
    missing = "**missing**"
    assert cells(part(bare, "Improvement plan")) == [
        ["1", "Life safety (`one`)", "late", "Call sooner", "-", missing, "-", missing, "open"]
    ]
    action = w.Act("facilitator", "late", "Call sooner", "one", "Planning", "lead", "2026-04-01", ("inject:smoke",))
    said = ended(after=(action, w.Rate("evaluator", "one", "S", "it was late")))
    assert "**DRAFT** (complete, not issued yet)" in said
    (row,) = cells(part(said, "Improvement plan"))
    assert row[4:8] == ["Planning", "`lead`", "-", "2026-04-01"]
    assert row[-1] == "`inject:smoke`"


def test_an_issued_report_is_final_until_something_is_written_after_it() -> None:
    """Given a complete report, when it is issued, then it says so; a later note makes it a draft again."""
    rated = w.Rate("evaluator", "one", "S", "it was late")
    assert "**FINAL** (issued 2023-11-14)" in ended(after=(rated, w.Final("facilitator")))
    reopened = ended(after=(rated, w.Final("facilitator"), w.HotWash("lead", "area", "one thing more")))
    assert "**DRAFT** (complete, not issued yet)" in reopened


def test_what_is_issued_and_incomplete_is_no_final_report() -> None:
    assert "**DRAFT**" in ended(after=(w.Final("facilitator"),))


def test_what_was_corrected_or_taken_back_is_not_told() -> None:
    session = drill()
    session.advance(60)
    first = session.take(w.Observe("evaluator", "wrogn", 30), client_id="a").seq
    written(session, w.Observe("evaluator", "right", 30, instead=first))
    other = session.take(w.HotWash("lead", "area", "never mind"), client_id="b").seq
    written(session, w.HotWash("lead", "area", "", instead=other))
    session.finish()
    text = report_on(session)
    assert "right" in part(text, "Observations")
    assert "wrogn" not in text
    assert "never mind" not in text


def test_without_anything_written_nothing_of_it_is_told() -> None:
    text = ended()
    assert not re.search("^## (Observations|Hot wash)$", text, re.MULTILINE)
    assert "of another play" not in text


def full_of(text: str) -> str:
    """Every line that people can write says only this."""
    lines = (
        w.Observe("evaluator", text, 60, "smoke", text, "one", "S"),
        w.Rate("evaluator", "one", "S", text),
        w.Rate("facilitator", "one", "M", text),
        w.HotWash("lead", "strength", text, "one"),
        w.HotWash("clerk", "question", text),
        w.Act("facilitator", text, text, "one", "Planning", text, "2026-04-01", (text,)),
    )
    return ended(*lines[:2], after=lines[2:])


BENIGN = full_of("all is well")


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_write_stays_text(text: str) -> None:
    """The same headings, lists and tables as with harmless words, and nothing to run or to click."""
    hostile = full_of(text)
    shape = [(x.type, x.level) for x in MARKDOWN.parse(BENIGN) if x.type != "inline"]
    assert [(x.type, x.level) for x in MARKDOWN.parse(hostile) if x.type != "inline"] == shape
    assert not {token.type for token in tokens(hostile)} & MADE_BY_TEXT
    assert [len(row) for row in cells(hostile)] == [len(row) for row in cells(BENIGN)]
    assert "\x1b" not in hostile
    assert "\u202e" not in hostile
