"""When audiences were to hear and when they did, drawn."""

import pytest

from drillsim.report import svg
from drillsim.report.document import Figure
from drillsim.report.drawing import Dot
from drillsim.report.figures.updates import updates
from support.figures import boxes, facts_of, rows, shipped, words
from support.stage import Raw, stage

HOURLY = {"customers": {"first": "1h", "every": "1h", "by": "lead", "counts_from": "start"}}


def sends(*seconds: str) -> list[Raw]:
    return [{"at": at, "by": "lead", "sends": "word"} for at in seconds]


def strip(*seconds: str, lasts: str = "4h") -> Figure:
    (figure,) = updates(facts_of(stage(plan={"updates": HOURLY}, responses=sends(*seconds), lasts=lasts)))
    return figure


def dots(figure: Figure, form: str) -> int:
    """Marks of a form on the first strip."""
    return sum(isinstance(x, Dot) and (x.form, x.y) == (form, 28) for x in figure.drawing.shapes)


@pytest.mark.row("S-103")
def test_word_in_time_is_round_and_late_word_is_square() -> None:
    """Due 1:00, came 0:50; due 1:50, came 2:20, half an hour late; due 3:20, never."""
    figure = strip("T+00:50", "T+02:20")
    assert (dots(figure, "round"), dots(figure, "square")) == (1, 1)
    late, never = boxes(figure, "bad", "hatched")
    hour = (never.x + never.width - late.x) / (4 - 1 - 50 / 60)  # from 1:50 to the end
    assert late.width == pytest.approx(hour / 2, abs=0.1)
    assert never.width == pytest.approx(hour * 40 / 60, abs=0.1)
    assert "never came" in words(figure)


def test_the_longest_silence_is_measured_as_in_the_outcome() -> None:
    figure = strip("T+00:50", "T+02:20")
    assert "longest silence 1h40m" in words(figure)
    assert "customers: 3 updates due, 1 on time, 1 late, 1 never; longest silence 1h40m." in figure.alt


def test_the_table_has_what_the_outcome_has() -> None:
    found = shipped("tornado")
    (figure,) = updates(found)
    assert [row[4] for row in rows(figure)] == [row["result"].replace("_", " ") for row in found.outcome["updates"]]


def test_nobody_is_to_be_told_anything() -> None:
    assert updates(facts_of(stage())) == []


def test_word_every_minute_stays_small_and_says_what_is_left_out() -> None:
    minutes = {"customers": {"first": "1m", "every": "1m", "by": "lead", "counts_from": "start"}}
    seconds = [f"T+{minute // 60:02}:{minute % 60:02}" for minute in range(1, 479)]
    (figure,) = updates(facts_of(stage(plan={"updates": minutes}, responses=sends(*seconds))))
    assert "Of each audience the first 200 are drawn." in figure.alt
    assert len(rows(figure)) == 479
    assert len(svg.in_page(figure).encode()) < 60_000
