"""Forms: what is filled in makes a command, or a sentence that says what is missing."""

import pytest

from drillsim.model.spelling import StoryTime
from drillsim.present import forms
from drillsim.record import commands as c
from drillsim.session.view import Briefing, InjectView, MessageView, RoleView

TOLD = Briefing(
    drill="d",
    plan="p",
    version="1",
    scenarios=(),
    story="",
    begins=StoryTime(1, 850),
    lasts=3600,
    kind="tabletop",
    pace=1,
    stops_to_talk=False,
    facilitator_releases=False,
    tips=(),
    roles=tuple(RoleView(name, name.title(), None, "here", True) for name in ("lead", "news", "floor")),
    teams=("agents",),
)
MESSAGE = MessageView("hello", ("customers",), (("web", "Web"), ("mail", "Mail")), False, "{what}", ("what",))
ALL = ("web", "mail")


def test_a_message_says_only_what_was_filled_in() -> None:
    form = forms.message(MESSAGE, ("lead", "news"), TOLD, "news")
    assert isinstance(form.fields[0], forms.Pick)
    assert form.fields[0].value == "news"
    assert form.make({"by": "news", "via": ALL}) == c.Sends("news", "hello")
    full = {
        "by": "lead",
        "via": ("mail",),
        "what": " fire ",
        "fault": "ours",
        "restored_by": "Tuesday 16:10",
        "cause": "x",
    }
    assert form.make(full) == c.Sends("lead", "hello", ("mail",), {"what": "fire"}, "x", "ours", 7200)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"via": ()}, "Choose at least one channel."),
        ({"via": ALL, "restored_by": "2:00"}, "did you mean T\\+02:00"),
        ({"via": ALL, "restored_by": "soon"}, "Expected a time such as"),
    ],
)
def test_a_message_that_cannot_be_sent_says_why(values: dict[str, object], sentence: str) -> None:
    with pytest.raises(forms.Incomplete, match=sentence):
        forms.message(MESSAGE, ("lead",), TOLD).make(values)


def test_an_answer_picks_a_choice_or_says_something() -> None:
    inject = InjectView("ask", "", ("lead",), "", "", "Stay or go?", 0, "opened", (("stay", "Stay"), ("go", "Go")))
    assert forms.answer(inject).make({"choice": "go"}) == c.Decides("lead", "ask", "go", None, (), ("ask",))
    plain = InjectView("ask", "", ("lead", "news"), "", "", "Well?", 0, "opened")
    answer = forms.answer(plain).make({"by": "news", "because": "we stay"})
    assert answer == c.Decides("news", "ask", None, "we stay", (), ("ask",))
    with pytest.raises(forms.Incomplete, match="what you answer"):
        forms.answer(plain).make({"by": "news", "because": "  "})


def test_a_decision_has_a_reason_and_what_else_was_thought_of() -> None:
    made = forms.decision(("lead",)).make({"what": "stay", "because": "storm", "options": "go; wait ;"})
    assert made == c.Decides("lead", "stay", None, "storm", ("go", "wait"), ())
    with pytest.raises(forms.Incomplete, match="the decision"):
        forms.decision(("lead",)).make({"what": ""})


def test_a_hand_over_asks_a_role_of_others_first() -> None:
    form = forms.hand_over(("lead",), TOLD)
    pick = next(field for field in form.fields if isinstance(field, forms.Pick))
    assert pick.value == "news"
    assert form.make({"to": "floor", "what": "look", "due": "T+01:00"}) == c.Assigns("lead", "floor", "look", 3600)


@pytest.mark.parametrize("count", ["", "0", "-1", "many", "1e3", "٣", "9999999"])
def test_a_check_in_wants_a_number_of_people(count: str) -> None:
    values = {"team": "agents", "status": "safe"}
    with pytest.raises(forms.Incomplete, match="how many people"):
        forms.check_in(TOLD, None).make({**values, "count": count})
    assert forms.check_in(TOLD, None).make({**values, "count": "12"}) == c.ChecksIn(None, "agents", 12, None, "safe")
