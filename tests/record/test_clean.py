"""Cleaning makes text harmless, keeps languages readable, and is done once for ever."""

import unicodedata
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.record.clean import MARKS, clean, said_back

FORBIDDEN = {
    *(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"),
    *map(chr, (0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000))),
}
CONTROLS = ["\r\n", "\r", "\x1b", "\x9b", "\u202e", "\ud800"]
MARKED = ["e", "\u0301", "\u0323", "\u0344", "\u0489", "\u034f", "\u0e47"]
JOINING = ["\u0958", "\u093c", "\ufb2c", "\u0cc6", "\u0cc2", "\u0b47", "\u0b56", "\u1100", "\u1161", "\u11a8"]
AWKWARD = st.sampled_from(CONTROLS + MARKED + JOINING)
TEXTS = st.lists(AWKWARD | st.characters(exclude_categories=[]), max_size=40).map("".join)


@given(TEXTS, st.integers(0, 30))
def test_what_is_clean_stays_and_nothing_forbidden_does(text: str, limit: int) -> None:
    cleaned = clean(text, limit)
    assert clean(cleaned, limit) == cleaned
    assert clean(cleaned) == cleaned
    assert len(cleaned) <= limit
    assert not FORBIDDEN & set(cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)
    runs = [len(list(run)) for mark, run in groupby(cleaned, lambda c: unicodedata.category(c) in ("Mn", "Me")) if mark]
    assert max(runs, default=0) <= MARKS


@pytest.mark.parametrize(
    "text",
    [
        "All 14 agents are out; the café is safe.\n\tSecond line",
        "می‌خواهم",  # Persian, with a zero-width non-joiner
        "क्‍ष हिन्दी",  # Hindi, with a zero-width joiner
        "👩‍🚒 1️⃣ 🏳️‍🌈",
        "Đặng Thị Ánh",
        "a\u200eb\u200fc",
    ],
)
def test_peoples_languages_stay_as_they_are(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x1b]52;c;AAAA\x07", "\ufffd]52;c;AAAA\ufffd"),
        ("ab\bc\x00", "ab\ufffdc\ufffd"),
        ("user\u202egnp.exe", "user\ufffdgnp.exe"),
        ("cafe\u0301", "caf\u00e9"),
        ("x" + "\u0335" * 50, "x" + "\u0335" * 3),
        ("\u0e01" + "\u0e47" * 50, "\u0e01" + "\u0e47" * 3),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_what_terminals_obey_and_what_covers_lines_goes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_long_text_is_cut_and_a_long_run_of_marks_takes_no_time() -> None:
    assert len(clean("x" * 5_000)) == 2_000
    assert len(clean("x" * 5_000, 20_000)) == 5_000
    assert clean("e" + "\u0301\u0323" * 500_000, 10) == clean("e\u0301\u0323\u0301", 10)


def test_what_is_said_back_is_cut_word_by_word_and_in_all() -> None:
    assert said_back(f"the plan has no task {'x' * 2000}, sorry") == f"the plan has no task {'x' * 100}..."
    assert said_back("as short as it was") == "as short as it was"
    assert len(said_back("a b " * 500)) == 300
    assert said_back("\x1b[2J") == "\ufffd[2J"


@given(TEXTS)
def test_what_was_said_back_once_stays_as_it_is(text: str) -> None:
    assert said_back(said_back(text)) == said_back(text)
