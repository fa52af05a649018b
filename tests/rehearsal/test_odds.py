"""The odds: Wilson's interval by its published values, and what is counted apart."""

import pytest

from drillsim.rehearsal.odds import chance, odds
from drillsim.rehearsal.replications import Result, Verdict
from support.drills import exercise


@pytest.mark.parametrize(
    ("met", "n", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3 (score without continuity correction)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(met: int, n: int, low: float, high: float) -> None:
    found = chance(met, n - met)
    assert found.chance == met / n
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_never_missed_is_not_certain() -> None:
    found = chance(20, 0)
    assert found.low is not None
    assert 0.8 < found.low < 0.9
    assert found.high == 1.0


def test_nothing_decided_is_no_chance_at_all() -> None:
    found = chance(0, 0)
    assert (found.chance, found.low, found.high) == (None, None, None)


def test_undecided_is_not_met() -> None:
    drill = exercise("tornado")
    words: tuple[Verdict, ...] = ("met", "missed", "undecided", "never_out")
    results = [Result(dict.fromkeys(drill.plan.functions, word), {}) for word in words]
    found = odds(drill, results)
    each = found.functions["inbound_calls"]
    assert (each.met, each.missed, each.chance) == (1, 1, 0.5)
    assert (found.undecided["inbound_calls"], found.never_out["inbound_calls"]) == (1, 1)
