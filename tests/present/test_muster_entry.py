"""One line of check-ins, as it is typed."""

from typing import Any

import pytest

from drillsim.present.muster_entry import NotUnderstood, answer, read_entry
from drillsim.record.commands import ChecksIn
from drillsim.session.muster_view import ReportView

SITES = ("harbor", "home", "hub")


def said(count: int = 1, status: str = "working", **more: Any) -> ChecksIn:
    return ChecksIn(None, "agents", count, status=status, **more)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12 safe", [said(12, "safe")]),
        ("40 working home", [said(40, site="home")]),
        ("40 w ho", [said(40, site="home")]),
        ("anna w", [said(name="anna")]),
        ("a17 a18 need_help", [said(status="need_help", name="a17"), said(status="need_help", name="a18")]),
        ("anna n", [said(status="need_help", name="anna")]),
        ("anna h: stuck in the lift", [said(status="need_help", name="anna", reason="stuck in the lift")]),
        ("3 c: no laptop", [said(3, "cannot_work", reason="no laptop")]),
        ("#1207 o", [said(status="out", name="1207")]),
        ("anna not", [said(status="not_on_shift", name="anna")]),
        ("anna off", [said(status="not_on_shift", name="anna")]),
        ("anna need-help", [said(status="need_help", name="anna")]),
        ("  12   ASS  ", [said(12, "assembled")]),
        ("=cmd() w", [said(name="=cmd()")]),
    ],
)
def test_who_and_then_how_they_are(text: str, wanted: list[ChecksIn]) -> None:
    assert read_entry(text, "agents", SITES) == wanted


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Expected who and then how they are"),
        ("anna", "Expected who and then how they are"),
        ("12 asleep", "“asleep” is no status. Expected one of out"),
        ("12 workin9", "“workin9” is no status; did you mean working?"),
        ("0 w", "Expected 1 to 100000 people, found 0"),
        ("999999 w", "A badge number is typed as #999999."),
        ("anna 12 w", "a badge is typed as #12"),
        ("12 w nowhere", "“nowhere” is no site. Expected one of harbor, home, hub"),
        ("12 w h", "“h” is no site. Expected one of harbor, home, hub"),
        ("12 w home now", "Expected a site and nothing else"),
        (f"{'x' * 33} w", "expected a name of 1 to 32 characters"),
        ("x\x1b[2J", "Expected who"),
        (f"{'b7 ' * 101}w", "Expected at most 100 names"),
    ],
)
def test_what_is_not_understood_says_what_was_expected(text: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood) as wrong:
        read_entry(text, "agents", SITES)
    assert sentence.lower() in str(wrong.value).lower()


def report(count: int, counted: int, surplus: int, **more: Any) -> ReportView:
    return ReportView(1, 600, "agents", more.pop("status", "working"), count, counted, surplus, "home", **more)


@pytest.mark.parametrize(
    ("reports", "text"),
    [
        (
            [report(40, 28, 12)],
            "recorded: 40 working at home, 12 surplus, 28 new to the count",
        ),
        ([report(1, 0, 0, name="a")], "recorded: a working at home, counted before"),
        ([report(2, 0, 0, status="out")], "recorded: 2 out at home"),
        ([report(12, 12, 0, status="safe")], "recorded: 12 safe at home"),
        (
            [report(1, 1, 0, name=name) for name in ("a", "b", "c", "d")],
            "recorded: a, b, c and 1 more working at home",
        ),
    ],
)
def test_the_answer_says_what_became_of_it(reports: list[ReportView], text: str) -> None:
    assert answer(reports) == text
