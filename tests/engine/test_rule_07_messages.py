"""Rule 7: when a message reaches an audience."""

from typing import Any

import pytest

from drillsim.record import events as e
from support.stage import Raw, clock, events, inject, stage

MAIL_DOWN = [inject("fails", "T+00:00", happens={"fail": ["mailer"]})]


def sends(message: str, at: str = "T+01:00", **more: Any) -> Raw:
    return {"at": at, "by": "clerk", "sends": message, **more}


def test_a_message_reaches_an_audience_by_a_channel_whose_needs_are_met() -> None:
    (delivered,) = events(stage(responses=[sends("letter")]), e.MessageDelivered)
    assert delivered == e.MessageDelivered(clock(1), "letter", "customers", ("email",), "clerk")


@pytest.mark.row("S-98")
def test_a_message_whose_only_channel_is_down_is_never_delivered() -> None:
    drill = stage(msel=MAIL_DOWN, responses=[sends("letter")])
    assert events(drill, e.MessageDelivered) == []
    (missed,) = events(drill, e.MessageUndelivered)
    assert (missed.audience, missed.why) == ("customers", "email needs mailer")


@pytest.mark.row("S-97")
def test_when_only_one_channel_is_up_the_message_is_delivered_by_that_one() -> None:
    plan: Raw = {"messages": {"both": {"to": ["customers"], "via": ["email", "post"], "approval": "given"}}}
    (delivered,) = events(stage(plan=plan, msel=MAIL_DOWN, responses=[sends("both")]), e.MessageDelivered)
    assert delivered.channels == ("post",)


def test_a_message_sent_via_some_of_its_channels_uses_those_only() -> None:
    plan: Raw = {"messages": {"both": {"to": ["customers"], "via": ["email", "post"], "approval": "given"}}}
    drill = stage(plan=plan, msel=MAIL_DOWN, responses=[sends("both", via=["email"])])
    assert events(drill, e.MessageDelivered) == []


def test_a_channel_that_does_not_reach_an_audience_delivers_nothing_to_it() -> None:
    plan: Raw = {"messages": {"all": {"to": ["customers", "staff"], "via": ["email"], "approval": "given"}}}
    drill = stage(plan=plan, responses=[sends("all")])
    assert [event.audience for event in events(drill, e.MessageDelivered)] == ["customers"]
    assert [event.why for event in events(drill, e.MessageUndelivered)] == ["email does not reach staff"]


@pytest.mark.row("S-93")
def test_a_message_that_needs_approval_goes_out_when_it_is_approved() -> None:
    approves = {"at": "T+01:30", "by": "lead", "approves": "notice"}
    drill = stage(responses=[sends("notice"), approves])
    assert [event.at for event in events(drill, e.MessageDelivered)] == [clock(1, 30)]


def test_sent_holds_from_the_first_delivery() -> None:
    watch = [inject("news", **{"if": "notice sent"})]
    drill = stage(msel=watch, responses=[sends("notice"), {"at": "T+01:30", "by": "lead", "approves": "notice"}])
    assert [event.at for event in events(drill, e.InjectReleased)] == [clock(1, 30)]


def test_a_claim_is_made_when_the_message_that_makes_it_reaches_somebody() -> None:
    claim: Raw = {"claims": {"fault": "ours", "restored_by": "T+02:00"}}
    (made,) = events(stage(responses=[sends("letter", **claim)]), e.ClaimMade)
    assert made == e.ClaimMade(clock(1), "letter", None, "ours", clock(2))
    assert events(stage(msel=MAIL_DOWN, responses=[sends("letter", **claim)]), e.ClaimMade) == []
