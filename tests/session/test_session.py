"""A session: what is acknowledged is recorded, what could not be recorded did not happen."""

from collections.abc import Sequence

import pytest

from drillsim.errors import IdReused, RecordError
from drillsim.record.commands import Does, Notes
from drillsim.record.entries import Entry
from drillsim.session.replay import replay, shown
from drillsim.session.session import Session
from support.stage import clock, header, inject, stage

STORY = stage(
    plan={"tasks": {"ten": {"do": "Ten", "by": "clerk", "takes": "10m"}}},
    msel=[inject("news", "T+01:00", tell=["clerk"]), inject("done", **{"if": "ten done"})],
)


class Shelf:
    """Keeps entries, unless it is told to fail."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.full = False

    def append(self, entries: Sequence[Entry]) -> None:
        if self.full:
            raise RecordError("disk full")
        self.entries += entries


def live(shelf: Shelf) -> Session:
    return Session(STORY, header(STORY, live=True, taken=["lead", "clerk"]), shelf.append)


def test_every_answer_comes_after_its_entries_are_kept() -> None:
    shelf = Shelf()
    session = live(shelf)
    session.advance(clock(1))
    answer = session.take(Does("clerk", "ten"), client_id="a1")
    kept = shelf.entries[answer.seq - 1]
    assert (kept.sort, kept.kind, kept.actor, kept.id, kept.at) == (
        "command",
        "does",
        "clerk",
        "a1",
        clock(1),
    )
    assert [entry.seq for entry in shelf.entries] == list(range(1, len(shelf.entries) + 1))
    assert shelf.entries[answer.seq].cause == answer.seq


def test_a_resent_command_counts_once() -> None:
    session = live(Shelf())
    first = session.take(Notes("clerk", "here"), client_id="a1")
    assert session.take(Notes("clerk", "here"), client_id="a1") == first
    with pytest.raises(IdReused):
        session.take(Notes("clerk", "there"), client_id="a1")


def test_a_refusal_is_an_answer_and_is_recorded() -> None:
    session = live(Shelf())
    answer = session.take(Does("lead", "ten"), client_id="a1")
    assert answer.refused is not None
    assert answer.refused.why == "wrong_role"


def test_what_could_not_be_recorded_did_not_happen_and_the_drill_goes_on() -> None:
    shelf = Shelf()
    session = live(shelf)
    session.advance(clock(1))
    shelf.full = True
    with pytest.raises(RecordError):
        session.take(Does("clerk", "ten"), client_id="a1")
    with pytest.raises(RecordError):
        session.finish()
    shelf.full = False
    session.take(Does("clerk", "ten"), client_id="a1")
    session.finish()
    undisturbed = live(Shelf())
    undisturbed.advance(clock(1))
    undisturbed.take(Does("clerk", "ten"), client_id="a1")
    undisturbed.finish()
    assert [shown(entry) for entry in shelf.entries] == [shown(entry) for entry in undisturbed.entries]


def test_a_record_cut_short_anywhere_is_replayed_to_where_it_ends() -> None:
    shelf = Shelf()
    session = live(shelf)
    session.advance(clock(1, 5))
    session.take(Does("clerk", "ten"), client_id="a1")
    session.finish()
    commits = [entry.seq for entry in shelf.entries if entry.sort == "command"]
    for end in (commits[0] - 1, len(shelf.entries)):
        again = replay(STORY, session.header, shelf.entries[:end])
        assert len(again.entries) >= end
