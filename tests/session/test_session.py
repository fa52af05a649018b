"""A session: what is acknowledged is recorded, what could not be recorded did not happen."""

from collections.abc import Sequence

import pytest

from drillsim.errors import IdReused, RecordError
from drillsim.record.commands import Does, Notes, Place
from drillsim.record.entries import Entry
from drillsim.record.running import Here, Start
from drillsim.session.replay import go_on, replay, shown
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
    """After StartEx."""
    session = lobby(shelf)
    session.take(Start(), client_id="start")
    return session


def lobby(shelf: Shelf) -> Session:
    """Before StartEx."""
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


# The lobby


def test_before_startex_roles_are_checked_in_and_given_away_and_nothing_happens() -> None:
    session = lobby(Shelf())
    session.take(Here("lead"), client_id="1")
    session.take(Here("clerk"), client_id="2")
    session.take(Here("clerk", is_here=False), client_id="3")
    session.take(Place("clerk", "stand_in"), client_id="4")
    assert session.here == {"lead"}
    assert not session.started
    assert {entry.sort for entry in session.entries} == {"command"}
    session.take(Start(), client_id="5")
    assert session.engine.play.state.players == {"lead": "player", "clerk": "stand_in"}


def test_a_note_written_before_startex_stands_at_the_beginning_of_the_exercise() -> None:
    session = lobby(Shelf())
    session.take(Notes("lead", "all have read the ground rules"), client_id="1")
    session.take(Start(), client_id="2")
    noted = [entry for entry in session.entries if entry.kind == "noted"]
    assert [(entry.at, entry.cause) for entry in noted] == [(0, 1)]


def test_a_startex_that_could_not_be_recorded_did_not_happen() -> None:
    shelf = Shelf()
    session = lobby(shelf)
    shelf.full = True
    with pytest.raises(RecordError):
        session.take(Start(), client_id="1")
    assert not session.started
    shelf.full = False
    session.take(Start(), client_id="1")
    assert [entry.kind for entry in shelf.entries[:2]] == ["start", "exercise_started"]


# What is said to be done later (rule 20)


def test_a_response_said_for_later_is_recorded_now_and_acts_then() -> None:
    session = live(Shelf())
    answer = session.take(Does("clerk", "ten"), client_id="1", said=clock(0, 20))
    assert session.entries[-1].body["said"] == clock(0, 20)
    assert session.next_due() == clock(0, 20)
    session.advance(clock(0, 30))
    started = [(entry.at, entry.cause) for entry in session.entries if entry.kind == "task_started"]
    assert started == [(clock(0, 20), answer.seq)]
    assert session.entries[answer.seq - 1].at == 0


@pytest.mark.parametrize("said", [0, clock(0, 20)])
def test_what_waits_for_its_second_survives_the_host(said: int) -> None:
    shelf = Shelf()
    session = live(shelf)
    session.take(Does("clerk", "ten"), client_id="1", said=said)
    session.take(Notes("lead", "and then"), client_id="2", said=clock(0, 20))
    again = Session(STORY, session.header)
    go_on(again, shelf.entries)
    for each in (session, again):
        each.advance(clock(2))
    assert again.entries == session.entries


def test_what_the_last_second_brought_and_nobody_recorded_comes_when_it_goes_on() -> None:
    shelf = Shelf()
    session = live(shelf)
    session.advance(clock(1))
    cut = [entry for entry in shelf.entries if entry.kind != "inject_released"]
    shelf.entries = cut.copy()
    again = Session(STORY, session.header, shelf.append)
    go_on(again, cut)
    again.advance(clock(1))
    assert [shown(entry) for entry in shelf.entries] == [shown(entry) for entry in session.entries]
