"""Forms: what is filled in makes a command, or a sentence that says what is missing."""

from dataclasses import replace

import pytest

from drillsim.model.spelling import StoryTime
from drillsim.present import forms
from drillsim.present.composer import message as compose
from drillsim.present.field_help import foot
from drillsim.record import commands as c
from drillsim.session.view import Briefing, HandledView, InjectView, MessageView, RoleView, WaitingView

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


def half_past() -> int:
    """The exercise clock of these stories: T+00:30, Tuesday 14:40."""
    return 1800


def test_a_message_says_only_what_was_filled_in() -> None:
    form = compose(MESSAGE, ("lead", "news"), TOLD, half_past, "news")
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
        ({"via": ALL, "restored_by": "Tue 16:10"}, "did you mean Tuesday 16:10"),
        ({"via": ALL, "restored_by": "+45"}, "did you mean \\+45m"),
        ({"via": ALL, "restored_by": "soon"}, "Expected T\\+02:10, 16:20, Tuesday 16:20 or \\+45m, found “soon”."),
    ],
)
def test_a_message_that_cannot_be_sent_says_why(values: dict[str, object], sentence: str) -> None:
    with pytest.raises(forms.Incomplete, match=sentence):
        compose(MESSAGE, ("lead",), TOLD, half_past).make(values)


OPENED = InjectView(
    "siren", "The siren", ("lead",), "", "", "Go down", 60, "opened", handled=(HandledView("lead", 90),)
)
UNREAD = InjectView(
    "call", "", ("lead",), "", "", "A call\nfrom a client", 120, "delivered", handled=(HandledView("lead"),)
)


def known(form: forms.Form) -> forms.Ticks:
    return next(field for field in form.fields if isinstance(field, forms.Ticks))


def test_an_answer_picks_a_choice_or_says_something() -> None:
    inject = InjectView("ask", "", ("lead",), "", "", "Stay or go?", 0, "opened", (("stay", "Stay"), ("go", "Go")))
    made = forms.answer(inject).make({"choice": "go", "options": "wait"})
    assert made == c.Decides("lead", "ask", "go", None, ("wait",), ("ask",))
    plain = InjectView("ask", "", ("lead", "news"), "", "", "Well?", 0, "opened")
    answer = forms.answer(plain).make({"by": "news", "because": "we stay"})
    assert answer == c.Decides("news", "ask", None, "we stay", (), ("ask",))
    with pytest.raises(forms.Incomplete, match="what you answer"):
        forms.answer(plain).make({"by": "news", "because": "  "})


def test_an_answer_rests_on_what_was_opened_unless_said_otherwise() -> None:
    """What is answered counts as known, whether or not it was opened first."""
    form = forms.answer(UNREAD, (OPENED, UNREAD))
    assert known(form).options == (("siren", "00:01 The siren"), ("call", "00:02 A call from a client"))
    assert known(form).ticked == ("siren", "call")
    assert form.make({"because": "no", "knowing": ("call",)}) == c.Decides("lead", "call", None, "no", (), ("call",))


def test_what_was_acknowledged_counts_as_known_though_nobody_opened_it() -> None:
    heard = replace(UNREAD, id="heard", handled=(HandledView("lead", acknowledged=130),))
    answered = replace(UNREAD, id="answered", handled=(HandledView("lead", answered=130),))
    form = forms.decision(("lead",), inbox=(UNREAD, heard, answered))
    assert known(form).ticked == ("heard", "answered")


def test_a_decision_has_a_reason_what_else_was_thought_of_and_what_was_known() -> None:
    form = forms.decision(("lead",), inbox=(OPENED, UNREAD))
    assert known(form).ticked == ("siren",)
    made = form.make({"what": "stay", "because": "storm", "options": "go; wait ;", "knowing": ("siren", "call")})
    assert made == c.Decides("lead", "stay", None, "storm", ("go", "wait"), ("siren", "call"))
    with pytest.raises(forms.Incomplete, match="the decision"):
        form.make({"what": ""})


def test_the_text_is_shown_as_it_will_go_out() -> None:
    told = replace(MESSAGE, text="We know {what}. Back {when}. {other}", blanks=("what", "when"))
    form = compose(told, ("lead",), TOLD, half_past)
    assert form.preview is not None
    shown = [cell.text for cell in form.preview({"what": "{when} it is"})]
    assert shown == [
        "EXERCISE EXERCISE EXERCISE",
        "We know {when} it is. Back {when}. {other}",
        "Still empty: Back when {when}",
    ]
    whole = form.preview({"what": "all", "when": "soon"})
    assert [cell.text for cell in whole] == ["EXERCISE EXERCISE EXERCISE", "We know all. Back soon. {other}"]


def test_who_does_not_approve_tells_the_sender_why() -> None:
    waits = replace(MESSAGE, waiting=WaitingView(60, "news", ALL))
    form = forms.remark(waits, ("lead",))
    assert form.make({"what": "say when"}) == c.Assigns("lead", "news", "hello is not approved yet: say when")
    with pytest.raises(forms.Incomplete, match="what is to be changed"):
        form.make({"what": ""})


def test_a_hand_over_asks_whom_and_takes_nobody_for_granted() -> None:
    form = forms.hand_over(("lead",), TOLD, half_past)
    pick = next(field for field in form.fields if isinstance(field, forms.Pick))
    assert (pick.value, [key for key, _ in pick.options]) == ("", ["", "news", "floor"])
    with pytest.raises(forms.Incomplete, match="Choose whom to ask first"):
        form.make({"to": pick.value, "what": "look"})
    both = forms.hand_over(("lead", "floor"), TOLD, half_past)
    with pytest.raises(forms.Incomplete, match="floor cannot ask floor"):
        both.make({"by": "floor", "to": "floor", "what": "look"})
    assert form.make({"to": "floor", "what": "look", "due": "T+01:00"}) == c.Assigns("lead", "floor", "look", 3600)
    assert form.make({"to": "floor", "what": "look", "due": "+45m"}) == c.Assigns("lead", "floor", "look", 4500)
    assert form.make({"to": "floor", "what": "look", "due": ""}) == c.Assigns("lead", "floor", "look")
    with pytest.raises(forms.Incomplete, match=r"T\+00:10 \(Tue 14:20\) has passed"):
        form.make({"to": "floor", "what": "look", "due": "Tuesday 14:20"})


@pytest.mark.parametrize("count", ["", "0", "-1", "many", "1e3", "٣", "9999999"])
def test_a_check_in_wants_a_number_of_people(count: str) -> None:
    values = {"team": "agents", "status": "safe"}
    with pytest.raises(forms.Incomplete, match="how many people"):
        forms.check_in(TOLD).make({**values, "count": count})
    assert forms.check_in(TOLD).make({**values, "count": "12"}) == c.ChecksIn(None, "agents", 12, None, "safe")


def test_the_foot_of_a_form_says_what_enter_does() -> None:
    assert foot(forms.note(("lead",)), "^o") == "enter: Keep. tab: next field."
    assert foot(forms.note(("lead", "news")), "^o") == "enter behind words: Keep. tab: next field."
    asked = foot(forms.decision(("lead",)), "^o")
    assert asked == "enter: next field; on the button: Decide. ^o: by letter."
