"""A script's times are never shown as people's."""

from typing import Any

from drillsim.record import commands as c
from drillsim.report.figures.updates import updates
from report.reading import live
from support.figures import facts_of, rows, shipped, words
from support.stage import stage

HOURLY = {"customers": {"first": "1h", "by": "lead", "counts_from": "start"}}


def told_live(**drill: Any) -> list[str]:
    """What the picture of the updates says, of a drill in which somebody sent word at the clock."""
    session = live(stage(plan={"updates": HOURLY}, **drill), "lead")
    session.advance(60)
    session.take(c.Sends("lead", "word"), client_id="c1")
    session.finish()
    (figure,) = updates(facts_of(session))
    assert rows(figure)[0][-1] == "measured"
    return words(figure)


def test_people_at_the_clock() -> None:
    assert "times measured, people at the clock" in told_live(pace="1x")


def test_people_at_a_clock_that_ran_faster_than_time() -> None:
    assert "times by people, on a clock faster than time" in told_live(pace="12x")


def test_a_script() -> None:
    (figure,) = updates(shipped("tornado"))
    assert "times as scripted" in words(figure)
    assert "Times as scripted." in figure.alt
