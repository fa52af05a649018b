"""The evaluator's lists and forms, and those of the hot wash: a view in, rows, words and commands out."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from drillsim.present.evaluation import forms, hotwash
from drillsim.present.evaluation.facts import at_a_glance, evidence, facts
from drillsim.present.evaluation.links import Link, link
from drillsim.present.evaluation.notes import notes
from drillsim.present.evaluation.objectives import objectives
from drillsim.present.forms import Form, Incomplete, Words
from drillsim.present.rows import Table
from drillsim.record import written as w
from drillsim.report.verdict import Pair
from drillsim.session.console import ExpectedRow, MselRow, TaskRow, ToldView
from drillsim.session.review import (
    ActionLine,
    ExpectedFact,
    FindingFact,
    Measured,
    NewsFact,
    NoteLine,
    ObjectiveReview,
    OutageFact,
    RatingLine,
    RetestLine,
    ReviewView,
    SaidLine,
)
from present.test_console import EMPTY, TOLD

MINUTE = 60
NOW = 31 * MINUTE + 12
TODAY = datetime.date(2026, 11, 29)

ON_TIME = ExpectedFact("take_cover", "inject:warning", "on_time", 600, 590, 0)
OPEN = ExpectedFact("reroute_calls", "inject:touchdown", "open", 3420, None, 0)
OVERDUE = ExpectedFact("declare", "inject:warning", "overdue", 600, None, 5 * MINUTE)
OUT = OutageFact("calls", 120, None, 49 * MINUTE, "2h", "undecided", 0, breached=False)
MISSED = OutageFact("calls", 120, 7800, 7680, "2h", "missed", 480, breached=False)
NEWS = NewsFact("customers", 3, 1, 5 * 3600)
FOUND = FindingFact("declare was late.", ("inject:warning", "task:declare@900"))
GOAL = ObjectiveReview(
    "keep_answering",
    "Calls are answered",
    "Service continuity",
    Measured((ON_TIME, OPEN, OVERDUE), (OUT,), (NEWS,), (FOUND,)),
    "S",
    ("declare 5m overdue (inject:warning)",),
    (RatingLine("evaluator", "P", "all there", 600, after_endex=False),),
)
BARE = ObjectiveReview("come_back", "Return", "", Measured(), None, ("nothing expected for it came due",))
NOTE = NoteLine(7, "evaluator", "heads counted", 604, 630, False, "smoke", None, "keep_answering", None)
SAID = SaidLine(20, "comms_lead", "strength", "The text was ready", "keep_answering")
ACTION = ActionLine(21, "facilitator", "late", "Call sooner", None, None, None, None, (), ("owner", "due"))
REVIEW = ReviewView(False, NOW, GOAL.measured, (GOAL, BARE), (NOTE,), (SAID,), (ACTION,))


def text(table: Table) -> str:
    return "\n".join(
        [table.title, *(" | ".join([*(cell.text for cell in row.cells), row.under]) for row in table.rows)]
    )


def told(role: str, delivered: int, opened: int | None = None) -> tuple[ToldView, ...]:
    return (ToldView(role, delivered, opened),)


CONSOLE = replace(
    EMPTY,
    msel=(
        MselRow("smoke", "Smoke", "event", "released", 600, told("lead", 600, 1200)),
        MselRow("call", "The press", "media", "released", 900, told("clerk", 900)),
        MselRow("later", "Later", "event", "scheduled", 0, (ToldView("lead"),), at=9000),
    ),
    expected=(
        ExpectedRow("inject:smoke", "task", "take_cover", "Take cover", "open", "lead", 900, None, "keep_answering"),
        ExpectedRow("playbook:fire", "task", "head_count", "Count heads", "open", "lead", 900),
    ),
    tasks=(TaskRow("walkthrough", "lead", "Walk the building"),),
)


# Facts


def test_a_glance_says_what_was_in_time_what_is_out_and_who_heard() -> None:
    assert at_a_glance(GOAL.measured) == (
        "1 of 3 on time; 1 overdue 5m; 1 open; calls out 49m of RTO 2h; news to customers: 3 updates due, 1 late"
    )
    assert at_a_glance(Measured()) == "not reached"
    assert at_a_glance(Measured(outages=(MISSED, OUT))) == "calls out 49m of RTO 2h", "what goes on comes first"
    assert at_a_glance(Measured(outages=(MISSED,))) == "calls out 2h08m of RTO 2h MISSED by 8m"


def test_facts_say_by_words_what_is_proposed_rated_and_open() -> None:
    """A proposal stands apart from ratings; where nobody rated it is open, where they differ it says so."""
    shown = text(facts(GOAL.measured, GOAL, over=True))
    assert "PROPOSED | S, performed with some challenges: declare 5m overdue (inject:warning)" in shown
    assert "RATED | P by evaluator: all there" in shown
    assert "OVERDUE | declare, due 00:10, 5m late (inject warning)" in shown
    assert "NEWS | to customers: 3 updates due, 1 late, longest silence 5h" in shown
    other = replace(GOAL, ratings=(*GOAL.ratings, RatingLine("facilitator", "M", "no", 700, after_endex=True)))
    assert "DIFFER | those who rated it do not agree" in text(facts(GOAL.measured, other, over=True))
    assert "OPEN | nobody has rated it" in text(facts(BARE.measured, BARE, over=True))
    assert "PROPOSED | nothing: nothing expected for it came due" in text(facts(BARE.measured, BARE, over=True))
    assert "S, so far" in text(facts(GOAL.measured, GOAL, over=False))


def test_evidence_names_the_record() -> None:
    shown = "\n".join(cell.text for cell in evidence(GOAL.measured))
    assert "On the record as inject:warning, task:declare@900" in shown


# The evaluator's lists


def test_proposed_and_mine_stand_side_by_side() -> None:
    shown = text(objectives(REVIEW, "evaluator"))
    assert "Objectives, 1 of 2 rated by you" in shown
    assert "S so far | mine P | proposed because: declare 5m overdue (inject:warning)" in shown
    assert "come_back | not reached | - | mine -" in shown
    assert "mine -" in text(objectives(REVIEW, "facilitator")).splitlines()[1], "another's rating is not mine"
    assert "S | mine P" in text(objectives(replace(REVIEW, over=True), "evaluator"))
    assert objectives(None, "evaluator").empty == "Nothing has been measured yet."


def test_a_note_tells_when_it_was_seen_and_when_it_was_written() -> None:
    late = replace(NOTE, seq=8, observed_at=30, at=9000, after_endex=True, rating="S", inject=None, objective=None)
    at_once = replace(NOTE, seq=9, observed_at=700, at=700)
    shown = text(notes(replace(REVIEW, notes=(NOTE, late, at_once)))).splitlines()
    assert shown[1].startswith("00:00:30 | evaluator | S heads counted (written after EndEx) | linked to nothing")
    assert shown[2].startswith("00:10:04 | evaluator | heads counted (written 00:10:30) | about smoke, keep_answering")
    assert shown[3].startswith("00:11:40 | evaluator | heads counted | ")


# What a note is linked to


@pytest.mark.parametrize(
    ("panel", "key", "expected"),
    [
        (None, None, Link("smoke", None, "keep_answering")),
        ("expected", "0", Link("smoke", "take_cover", "keep_answering")),
        ("expected", "1", Link("smoke", "head_count", None)),
        ("injects", "call", Link("call", None, None)),
        ("injects", "later", Link("smoke", None, "keep_answering")),
        ("objectives", "come_back", Link("smoke", None, "come_back")),
        ("coverage", "objective:come_back", Link("smoke", None, "come_back")),
        ("coverage", "task:walkthrough", Link("smoke", "walkthrough", None)),
        ("notes", None, Link("smoke", None, "keep_answering")),
    ],
)
def test_a_note_links_itself_to_what_the_cursor_is_on_or_what_came_last(
    panel: str | None, key: str | None, expected: Link
) -> None:
    """The smoke was opened after the call came, so it is what the room is at; what is to come is no link."""
    assert link(CONSOLE, panel, key) == expected


def test_before_anything_came_a_note_is_linked_to_nothing() -> None:
    assert link(EMPTY, None, None) == Link()


# Forms


def note(**changes: Any) -> Form:
    return forms.note("evaluator", CONSOLE, TOLD, lambda: NOW, Link("smoke", "take_cover"), **{"seen": 604, **changes})


def filled(form: Form, **values: Any) -> dict[str, Any]:
    """The form as it opens, with what is filled in."""
    found: dict[str, Any] = {field.name: getattr(field, "value", ()) for field in form.fields}
    return found | values


@pytest.mark.row("S-89")
def test_the_time_of_a_note_is_when_the_key_was_pressed() -> None:
    """Given a clock that runs on, when the note is sent at T+00:31:12, then it was seen at T+00:10:04."""
    form = note()
    assert form.make(filled(form, text="heads counted")) == w.Observe(
        "evaluator", "heads counted", 604, "smoke", "take_cover", None, None, None
    )


@pytest.mark.parametrize(
    ("said", "second"),
    [("-5m", NOW - 300), ("T+00:10", 600), ("14:20", 600), ("Tuesday 14:20", 600), ("now", NOW), ("14:41", 31 * 60)],
)
def test_a_late_entry_asks_when_it_was_seen(said: str, second: int) -> None:
    form = note(seen=None)
    assert form.fields[0].name == "seen"
    made = form.make(filled(form, text="nobody told staff", seen=said))
    assert isinstance(made, w.Observe)
    assert made.observed_at == second


@pytest.mark.parametrize("said", ["", "soon", "T+00:32", "+5m", "14:05", "-1h", "-x", "Monday 14:00"])
def test_nothing_is_seen_before_startex_or_after_now(said: str) -> None:
    form = note(seen=None)
    with pytest.raises(Incomplete) as wrong:
        form.make(filled(form, text="x", seen=said))
    assert wrong.value.field == "seen"


def test_a_rating_of_a_task_needs_the_task() -> None:
    form = note()
    made = form.make(filled(form, text="slow", rating="S"))
    assert isinstance(made, w.Observe)
    assert (made.task, made.rating) == ("take_cover", "S")
    with pytest.raises(Incomplete, match="Link the task"):
        form.make(filled(form, text="slow", rating="S", task=""))


def test_a_note_is_corrected_by_a_later_one_and_taken_back_by_an_empty_one() -> None:
    form = note(old=NOTE)
    assert filled(form)["text"] == "heads counted"
    made = form.make(filled(form, text="heads counted twice"))
    assert isinstance(made, w.Observe)
    assert (made.observed_at, made.instead) == (604, 7)
    assert forms.take_back(NOTE, "evaluator") == w.Observe("evaluator", "", instead=7)
    assert forms.take_back(SAID, "lead") == w.HotWash("lead", "strength", "", "keep_answering", 20)
    assert forms.take_back(ACTION, "lead") == w.Act("lead", "late", "", None, instead=21)


@pytest.mark.row("S-89")
def test_why_is_required_of_a_rating() -> None:
    form = forms.rate("evaluator", GOAL, "M")
    assert form.make({"why": "staff not told"}) == w.Rate("evaluator", "keep_answering", "M", "staff not told")
    with pytest.raises(Incomplete, match="why"):
        form.make({"why": "  "})


@pytest.mark.row("S-121")
def test_in_the_hot_wash_the_proposal_is_a_draft_that_people_may_change() -> None:
    form = forms.confirm(("facilitator", "evaluator"), GOAL)
    assert filled(form)["why"] == "declare 5m overdue (inject:warning)"
    assert form.make(filled(form)) == w.Rate("facilitator", "keep_answering", "S", GOAL.because[0])
    other = form.make(filled(form, rating="M", why="and nobody noticed", by="evaluator"))
    assert other == w.Rate("evaluator", "keep_answering", "M", "and nobody noticed")
    with pytest.raises(Incomplete):
        forms.confirm(("facilitator",), BARE).make({"rating": "P", "why": ""})
    assert filled(forms.confirm(("facilitator",), BARE))["why"] == "", "nothing was judged, so nothing is offered"


def test_who_speaks_is_a_role_and_stays_who_spoke_last() -> None:
    form = forms.say(("lead", "clerk", "facilitator"), "keep_answering", "area", "clerk")
    assert form.make(filled(form, text="Nobody told staff")) == w.HotWash(
        "clerk", "area", "Nobody told staff", "keep_answering"
    )
    assert form.make(filled(form, text="Who?", says="question", by="lead")) == w.HotWash(
        "lead", "question", "Who?", "keep_answering"
    )
    alone = forms.say(("lead",), None, "strength", None)
    assert alone.make(filled(alone, text="It went")) == w.HotWash("lead", "strength", "It went", None)


def test_an_action_may_lack_its_owner_and_date_but_not_what_was_found_and_will_be_done() -> None:
    form = forms.act(("lead", "facilitator"), None, GOAL.measured, None, today=TODAY, needs_element=False)
    assert form.make(filled(form, finding="late", action="Call sooner", evidence=())) == w.Act(
        "lead", "late", "Call sooner"
    )
    whole = form.make(
        filled(
            form,
            finding="late",
            action="Call sooner",
            owner="partner_lead",
            due="2026-04-01",
            element="Planning",
            evidence=("task:declare@900",),
        )
    )
    assert whole == w.Act(
        "lead", "late", "Call sooner", None, "Planning", "partner_lead", "2026-04-01", ("task:declare@900",)
    )
    for field, value in (("finding", ""), ("action", ""), ("due", "soon")):
        with pytest.raises(Incomplete) as wrong:
            form.make(filled(form, **{"finding": "x", "action": "y", field: value}))
        assert wrong.value.field == field


def test_the_example_of_a_due_date_is_to_come_and_an_element_is_asked_for_by_us_forms_alone() -> None:
    form = forms.act(("lead",), None, Measured(), None, today=TODAY, needs_element=False)
    assert "Owner and date may stay empty now" in form.intro
    due = next(field for field in form.fields if field.name == "due")
    assert isinstance(due, Words)
    assert due.hint.startswith("2026-12-29;")
    with pytest.raises(Incomplete, match="such as 2026-12-29, found “soon”"):
        form.make(filled(form, finding="x", action="y", due="soon"))
    us = forms.act(("lead",), None, Measured(), None, today=TODAY, needs_element=True)
    assert "Owner, element and date may stay empty now" in us.intro


def test_words_of_a_form_are_what_was_written_before() -> None:
    form = forms.act(("lead",), None, Measured(), None, ACTION, today=TODAY, needs_element=False)
    assert [field.value for field in form.fields if isinstance(field, Words)] == ["late", "Call sooner", "", "", ""]


def test_a_retest_is_neither_passed_nor_failed_until_somebody_chooses() -> None:
    row = RetestLine("spring-1", "Call", "late", False, None, None, "spring", None, (), ())
    form = forms.retest(("evaluator",), (row,))
    assert form.begins == "action"
    with pytest.raises(Incomplete, match="Choose whether it passed or failed first") as wrong:
        form.make(filled(form, why="they called at once"))
    assert wrong.value.field == "passed"
    assert form.make(filled(form, passed=forms.FAILED, why="nobody")) == w.Retest(
        "evaluator", "spring-1", False, "nobody"
    )


# The hot wash


def test_the_facts_say_of_a_promise_what_every_report_says() -> None:
    pair = Pair("missed", "Calls within 2h.", "Out for 3h.")
    shown = facts(Measured(), None, over=True, promises=(pair,))
    assert [cell.text for cell in shown.rows[0].cells] == ["MISSED", "Calls within 2h. Out for 3h."]


def test_topics_are_the_exercise_then_each_objective() -> None:
    assert hotwash.topics(REVIEW) == (None, "keep_answering", "come_back")
    assert hotwash.said(REVIEW, None).title == "1 of 3 The exercise"
    shown = text(hotwash.said(REVIEW, "keep_answering"))
    assert shown.splitlines() == ["2 of 3 keep_answering: Calls are answered", "+ | comms_lead | The text was ready | "]


def test_an_action_without_owner_keeps_the_report_a_draft() -> None:
    assert hotwash.actions(REVIEW).title == ("Actions: 1 action without owner or due date: the report stays DRAFT")
    whole = replace(ACTION, owner="lead", element="Planning", due="2026-04-01", missing=())
    shown = text(hotwash.actions(replace(REVIEW, actions=(whole,))))
    assert shown.startswith("Actions: 1\nCOMPLETE | Call sooner (late) | Planning | lead | 2026-04-01")
    only_due = replace(whole, due=None, missing=("due",))
    assert "1 action without due date:" in hotwash.actions(replace(REVIEW, actions=(only_due, whole))).title
