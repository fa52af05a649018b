"""The shipped drills: loaded, played, and their outcome."""

import datetime
import os
from functools import cache
from pathlib import Path

from drillsim.analysis.outcome import written
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.shape import Outcome
from drillsim.loading import Loaded, load
from drillsim.model.exercise import Exercise
from drillsim.record.entries import Header, Text
from drillsim.session.script import who_plays
from drillsim.session.session import Session

ROOT = Path(__file__).parents[2]
SHIPPED = ("bomb_threat", "email_outage", "hurricane_carrier", "pandemic", "server_loss", "tornado", "vendor_outage")
TODAY = datetime.date(2026, 3, 10)


@cache
def loaded(name: str) -> Loaded:
    """A shipped drill, checked."""
    return load(ROOT / "drills" / f"{name}.drill.yaml", today=TODAY)


def exercise(name: str) -> Exercise:
    """A shipped drill, ready to be played."""
    found = loaded(name).exercise
    assert found is not None
    return found


def header(name: str, *, live: bool = False, stand_ins: bool = False) -> Header:
    """The header of a play of a shipped drill."""
    files = loaded(name).files
    folder = os.path.dirname(files[0].path)
    texts = tuple(
        Text(os.path.relpath(file.path, folder), file.kind, file.text, file.digest) for file in files if file.kind
    )
    players = who_plays(exercise(name), live=live, stand_ins=stand_ins)
    return Header(texts, exercise(name).drill.seed, players, live, "test")


def play(name: str, *, stand_ins: bool = False) -> Session:
    """A shipped drill played to its end, unattended."""
    session = Session(exercise(name), header(name, stand_ins=stand_ins))
    session.finish()
    return session


@cache
def reckoned(name: str) -> Reckoning:
    """A shipped drill, played as written and read once."""
    return Reckoning(exercise(name), header(name), play(name).entries)


@cache
def result(name: str) -> Outcome:
    """The outcome of a shipped drill, played as written."""
    return written(reckoned(name))
