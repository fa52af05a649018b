"""How single values are spelled: what is read, what is refused, and the right spelling that is offered."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.model import spelling
from drillsim.model.spelling import Clock, Misspelled, StoryTime

Reader = Callable[[object], object]

SECONDS = st.integers(0, spelling.LONGEST)


@given(SECONDS)
def test_a_written_duration_is_read_back(seconds: int) -> None:
    assert spelling.duration(spelling.write_duration(seconds)) == seconds


@given(SECONDS)
def test_a_written_clock_is_read_back(seconds: int) -> None:
    assert spelling.clock(spelling.write_clock(seconds)) == Clock(seconds)


@given(st.integers(0, 6), st.integers(0, 24 * 60 - 1))
def test_a_written_weekday_and_time_is_read_back(weekday: int, minute: int) -> None:
    assert spelling.story_time(str(StoryTime(weekday, minute))) == StoryTime(weekday, minute)


@given(st.integers(0, 6), st.integers(0, 24 * 60 - 1), st.integers(0, 6), st.integers(0, 24 * 60 - 1))
def test_a_weekday_is_the_first_at_or_after_the_begin(day: int, minute: int, begin: int, start: int) -> None:
    """`Saturday 10:50` is less than a week away and falls on that weekday and minute."""
    begins = StoryTime(begin, start)
    seconds = Clock(None, day, minute).on(begins)
    assert 0 <= seconds < 7 * spelling.DAY
    assert (begins.of_week + seconds) % (7 * spelling.DAY) == StoryTime(day, minute).of_week


@given(st.integers(0, 100 * 10**6))
def test_shares_are_exact(millionths: int) -> None:
    text = f"{Decimal(millionths) / 10**6:f}%"
    assert spelling.share(text) == Fraction(millionths, 10**8)


ANYTHING = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.text(alphabet="0123456789dhms:%xT+ /.-", max_size=12),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
)
READERS: list[Reader] = [
    spelling.text,
    spelling.identifier,
    spelling.duration,
    spelling.story_time,
    spelling.clock,
    spelling.share,
    spelling.factor,
    spelling.count,
    spelling.several,
    spelling.number,
    spelling.money,
    spelling.date,
    spelling.pace,
    spelling.service_goal,
    spelling.surge,
    spelling.absence,
    spelling.day_of_year,
    spelling.shift,
]


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@given(value=ANYTHING)
def test_a_value_is_read_or_misspelt_and_a_hint_is_right(read: Reader, value: object) -> None:
    hint = None
    try:
        read(value)
    except Misspelled as error:
        hint = error.hint
    if hint is not None:
        read(hint)


@pytest.mark.parametrize(
    ("read", "written", "means"),
    [
        (spelling.duration, "30s", 30),
        (spelling.duration, "1h30m", 5400),
        (spelling.duration, "2d", 172_800),
        (spelling.clock, "T+00:15:30", Clock(930)),
        (spelling.clock, "T+36:00", Clock(129_600)),
        (spelling.clock, "Saturday 10:50", Clock(None, 5, 650)),
        (spelling.share, "12.5%", Fraction(1, 8)),
        (spelling.factor, "1.8x", Fraction(9, 5)),
        (spelling.surge, "1.8x for 3h", spelling.Surge(Fraction(9, 5), 10_800)),
        (spelling.absence, "10%", spelling.Absence(Fraction(1, 10), None, None)),
        (spelling.absence, "12 for 2h", spelling.Absence(None, 12, 7200)),
        (spelling.absence, "18h", spelling.Absence(None, None, 64_800)),
        (spelling.pace, "12x", 12),
        (spelling.pace, "jump", None),
        (spelling.money, "38.00", Decimal("38.00")),
        (spelling.service_goal, "80% in 20s", spelling.ServiceGoal(Fraction(4, 5), 20)),
        (spelling.day_of_year, "15 March", spelling.DayOfYear(3, 15)),
        (spelling.shift, "Monday to Friday 07:00 to 21:00", spelling.Shift(0, 4, 420, 1260)),
        (spelling.shift, "Saturday 22:00 to 06:00", spelling.Shift(5, 5, 1320, 360)),
    ],
)
def test_what_is_spelled_right_is_read(read: Reader, written: str, means: object) -> None:
    assert read(written) == means


@pytest.mark.parametrize(
    ("read", "written", "hint"),
    [
        (spelling.duration, "30", "30m"),
        (spelling.duration, "30 min", "30m"),
        (spelling.duration, "2 Hours", "2h"),
        (spelling.duration, "30m2h", None),
        (spelling.duration, "", None),
        (spelling.duration, "3661d", None),
        (spelling.clock, "12:30", "T+12:30"),
        (spelling.clock, "T+0:15", "T+00:15"),
        (spelling.clock, "T+00:61", None),
        (spelling.clock, "sat 9:05", "Saturday 09:05"),
        (spelling.share, "0.4", "40%"),
        (spelling.share, "40", "40%"),
        (spelling.share, "101%", None),
        (spelling.factor, "1.8", "1.8x"),
        (spelling.count, "012", "12"),
        (spelling.count, "-1", None),
        (spelling.several, "0", None),
        (spelling.identifier, "Take cover", "take_cover"),
        (spelling.identifier, "1st", None),
        (spelling.date, "2026-02-30", None),
        (spelling.date, "15.1.2026", None),
        (spelling.pace, "121x", None),
        (spelling.pace, "12", "12x"),
        (spelling.money, "$38", None),
        (spelling.shift, "Monday 25:00 to 26:00", None),
    ],
)
def test_what_is_misspelt_is_refused_with_the_nearest_right_spelling(
    read: Reader, written: str, hint: str | None
) -> None:
    with pytest.raises(Misspelled) as refusal:
        read(written)
    assert refusal.value.hint == hint


def test_a_text_has_its_limit() -> None:
    assert len(spelling.text("x" * spelling.TEXT_LIMIT)) == spelling.TEXT_LIMIT
    with pytest.raises(Misspelled):
        spelling.text("x" * (spelling.TEXT_LIMIT + 1))
