"""Customers in a live drill: those of an unattended run of the same seed, and seen in time."""

import pytest

from drillsim.model.exercise import Exercise
from drillsim.net.improvised import NotAnInject, completed
from drillsim.record import events as e
from drillsim.record import running as r
from support.live import Table
from support.stage import clock, events, inject, stage

CALLS = {"channel": "voice", "per_hour": 1200, "handling": "5m", "patience": "4m", "redial": "30%"}


def story(**more: object) -> Exercise:
    """Calls come faster than the agents can answer; at 10 waiting callers the lead hears of it."""
    return stage(
        plan={"functions": {"calls": {"contacts": CALLS}}},
        msel=[
            {"id": "busy", "if": ["calls waiting above 10"], "tell": ["lead"], "says": "Callers wait"},
            inject("over", "T+03:00", tell=["lead"], says="Tell us how it went"),
        ],
        lasts="4h",
        **more,  # type: ignore[arg-type]
    )


def released(table: Table) -> list[tuple[str, int]]:
    """Which injects came when."""
    return [
        (event.inject, event.at) for event in table.host.session.engine.play.log if isinstance(event, e.InjectReleased)
    ]


def by_itself() -> list[tuple[str, int]]:
    """The same of an unattended run."""
    return [(event.inject, event.at) for event in events(story(), e.InjectReleased)]


def test_at_any_pace_a_long_queue_is_noticed_at_the_same_second() -> None:
    for pace in ("1x", "60x", "120x"):
        table = Table(story(pace=pace), ("lead", "clerk"))
        table.start()
        table.until(by_itself()[0][1] + 120)
        assert released(table) == by_itself()[:1]


def test_a_jump_to_the_next_news_stops_where_the_queue_is_too_long() -> None:
    table = Table(story(), ("lead",))
    table.start()
    table.client.act(r.Jump())
    for _ in range(20):
        table.beat()
    assert released(table) == by_itself()[:1]
    assert table.host.session.now <= by_itself()[0][1] + 1


def test_next_stops_there_too_where_the_clock_stops_to_talk() -> None:
    table = Table(story(kind="tabletop", clock="stops_to_talk"), ("lead", "clerk"))
    table.start()
    table.client.act(r.Next())
    for _ in range(20):
        table.beat()
    assert released(table) == by_itself()[:1]
    assert table.host.session.now == by_itself()[0][1] + 1
    assert table.host.session.now < clock(3)


def test_a_surge_that_is_made_up_is_held_to_what_can_be_played() -> None:
    made_up = {"says": "Everybody calls", "tell": "all", "happens": {"surge": {"calls": "9999x"}}}
    with pytest.raises(NotAnInject, match=r"^happens\.surge: expected at most 3,000,000 contacts"):
        completed(story(), made_up, ())
    assert completed(story(), {**made_up, "happens": {"surge": {"calls": "2x"}}}, ())["tell"] == ["lead", "clerk"]
