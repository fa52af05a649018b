"""What a host acknowledged survives its being killed, however often, and counts once (R1, R3)."""

import os
from pathlib import Path

import pytest

from support.host_kills import Kills

LONG = "DRILLSIM_LONG" in os.environ  # the long run: ten times as many kills


def test_nothing_acknowledged_is_lost_and_nothing_doubled_however_often_the_host_is_killed(tmp_path: Path) -> None:
    kills = Kills(tmp_path / "x.drillrecord", seed=7)
    for _ in range(100 if LONG else 10):
        kills.kill()
        assert kills.broken == []
    assert len(kills.acked) > 50
    kills.replayed()


@pytest.mark.parametrize("fault", ["early_ack", "no_dedupe"])
def test_the_harness_catches_a_host_that_does_not_keep_its_word(tmp_path: Path, fault: str) -> None:
    kills = Kills(tmp_path / "x.drillrecord", seed=7, fault=fault)
    for _ in range(20):
        kills.kill()
        if kills.broken:
            return
    raise AssertionError(f"{fault} was not caught")
