"""A host is killed at random moments: what was acknowledged is there, once, and the drill goes on (R1, R3, R7)."""

import os
import random
from itertools import chain
from pathlib import Path

import pytest

from support.cli import drillsim
from support.host_kills import Clients, Moment, Ordeal
from support.live import shipped

KILLS = 100 if os.environ.get("DRILLSIM_LONG") else 10
LOAD: Moment = "under load"
FIRST: tuple[Moment, ...] = ("at its start", "in the lobby", "at the first commit", "under load", "at its start")


def ordeal(record: Path, seed: int, fault: str = "none") -> Ordeal:
    clients = Clients(shipped("hurricane_carrier"), random.Random(seed))
    return Ordeal(record, clients, random.Random(seed + 1), fault)


@pytest.mark.slow
def test_what_was_acknowledged_survives_every_kill_and_counts_once(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    suffering = ordeal(tmp_path / "x.drillrecord", seed)
    moments = (*FIRST, *[LOAD] * (KILLS - len(FIRST)))
    for number, moment in enumerate(moments, 1):
        assert suffering.kill(moment) == [], f"seed {seed}, kill {number}"
    assert len(suffering.clients.acknowledged) > KILLS, "people were heard"
    assert suffering.differences_from_replay() == []
    verified = drillsim("record", "verify", suffering.record, folder=tmp_path)
    assert verified.code == 0, verified.out


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "complaint"), [("early_ack", "is lost"), ("no_dedupe", ".again")])
def test_the_harness_has_teeth(tmp_path: Path, fault: str, complaint: str) -> None:
    suffering = ordeal(tmp_path / "x.drillrecord", 1, fault)
    broken = chain.from_iterable(suffering.kill(LOAD) for _ in range(40))
    assert complaint in next(broken, "nothing was caught")
