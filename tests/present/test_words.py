"""Times, lengths and texts as screens say them."""

import pytest

from drillsim.model.spelling import StoryTime
from drillsim.present import words
from support.hostile_text import CONTROLS


@pytest.mark.parametrize(
    ("second", "short", "full"),
    [
        (0, "00:00", "T+00:00:00"),
        (1872, "00:31", "T+00:31:12"),
        (172_799, "47:59", "T+47:59:59"),
        (360_000, "100:00", "T+100:00:00"),
    ],
)
def test_the_exercise_clock(second: int, short: str, full: str) -> None:
    assert words.clock(second) == short
    assert words.full_clock(second) == full


@pytest.mark.parametrize(
    ("second", "text"), [(0, "Tue 14:10"), (1872, "Tue 14:41"), (86_400, "Wed 14:10"), (6 * 86_400, "Mon 14:10")]
)
def test_the_storys_clock(second: int, text: str) -> None:
    assert words.story(StoryTime(1, 14 * 60 + 10), second) == text


@pytest.mark.parametrize(
    ("seconds", "glance", "sentence"),
    [
        (0, "0s", "0 s"),
        (40, "40s", "40 s"),
        (60, "1m", "1 min"),
        (119, "1m", "1 min 59 s"),
        (1500, "25m", "25 min"),
        (3600, "1h", "1 hour"),
        (7200, "2h", "2 hours"),
        (7680, "2h08m", "2 h 08"),
        (7699, "2h08m", "2 h 08 min 19 s"),
    ],
)
def test_lengths_of_time(seconds: int, glance: str, sentence: str) -> None:
    assert words.about(seconds) == glance
    assert words.took(seconds) == sentence


@pytest.mark.parametrize(("share", "text"), [(0, "0%"), (0.399, "39%"), (0.4, "40%"), (0.29, "29%"), (1, "100%")])
def test_a_share_never_looks_better_than_it_is(share: float, text: str) -> None:
    assert words.percent(share) == text


def test_texts_are_harmless_and_in_one_line_where_they_must_be() -> None:
    text = f"one\n\ttwo  {CONTROLS}"
    assert words.line(text).startswith("one two ")
    assert words.block("\none\n\ttwo\n") == "one\n    two"
    for shown in (words.line(text), words.block(text)):
        assert not [sign for sign in shown if not sign.isprintable() and sign != "\n"]
