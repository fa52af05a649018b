"""A time as people type it at the table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.model.spelling import WEEKDAYS, StoryTime
from drillsim.present.typed_time import NoTime, typed_time
from drillsim.present.words import both_clocks, story

BEGINS = StoryTime(1, 850)
"""Tuesday 14:10."""
NOW = 1800


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("T+02:10", 7800),
        (" T+36:00 ", 129_600),
        ("Tuesday 16:10", 7200),
        ("Tuesday 14:10", 0),
        ("Saturday 10:50", (3 * 24 + 20) * 3600 + 40 * 60),
        ("+45m", 4500),
        ("+ 1h30m", 7200),
        ("now", NOW),
        ("16:10", 7200),
        ("9:05", (18 * 60 + 55) * 60),
        ("14:40", NOW),
    ],
)
def test_either_clock_or_so_long_from_now(text: str, second: int) -> None:
    assert typed_time(text, BEGINS, NOW) == second


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("T+2:10", "T+02:10"),
        ("sat 10:50", "Saturday 10:50"),
        ("25:00", "T+25:00"),
        ("+45", "+45m"),
        ("+45 minutes", "+45m"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(text: str, better: str) -> None:
    with pytest.raises(NoTime) as refused:
        typed_time(text, BEGINS, NOW)
    assert str(refused.value).endswith(f"; did you mean {better}?")


def test_the_minute_that_the_clock_shows_is_not_over_and_means_now() -> None:
    assert typed_time("14:40", BEGINS, NOW + 59) == NOW + 59
    assert typed_time("15:10", BEGINS, 7 * 24 * 3600 + NOW) == 7 * 24 * 3600 + 3600


@pytest.mark.parametrize("text", ["soon", "T+", "+", "Someday 10:00", "x" * 500, "a\nb\x1b]52"])
def test_nonsense_is_refused_in_one_short_line(text: str) -> None:
    with pytest.raises(NoTime) as refused:
        typed_time(text, BEGINS, NOW)
    said = str(refused.value)
    assert said.startswith("Expected T+02:10, 16:20, Tuesday 16:20 or +45m, found “")
    assert "\n" not in said
    assert "\x1b" not in said
    assert len(said) < 100


@given(st.integers(0, 6 * 24 * 60 - 1))
def test_the_story_clock_that_a_screen_shows_can_be_typed_back(minute: int) -> None:
    """Within the first week each weekday and time is one second of the exercise."""
    weekday, time = story(BEGINS, minute * 60).split()
    whole = next(day for day in WEEKDAYS if day.startswith(weekday))
    assert typed_time(f"{whole} {time}", BEGINS, 0) == minute * 60


def test_both_clocks_stand_side_by_side() -> None:
    assert both_clocks(BEGINS, 1860) == "T+00:31 (Tue 14:41)"
