"""Who gets the evaluation, and when: evaluators while it is played, everybody after EndEx, no player before."""

import pytest

from drillsim.net.client import Client
from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.session.review import ObjectiveReview, ReviewView
from net.test_written import Room

FEW = 4  # real seconds: more than the host leaves between two reckonings


def watched() -> Room:
    """A drill that has begun, in which something is expected of the lead."""
    room = Room().started()
    look(room)
    return room


def look(room: Room, seconds: float = FEW) -> ReviewView:
    """Real time passes; what the evaluator sees then."""
    room.clock.forward(seconds)
    room.host.tick()
    return seen(room.evaluator)


def seen(client: Client) -> ReviewView:
    client.poll()
    assert client.review is not None
    return client.review


def objective(review: ReviewView, name: str = "keep_answering") -> ObjectiveReview:
    return next(each for each in review.objectives if each.id == name)


def test_who_sees_all_of_the_exercise_has_the_evaluation_too() -> None:
    """Given four places, when the drill runs, then the facilitator and the evaluator have it, the others nothing."""
    room = watched()
    for client in (room.facilitator, room.lead, room.scribe):
        client.poll()
    assert room.facilitator.review == room.evaluator.review
    assert room.lead.review is None
    assert room.scribe.review is None


@pytest.mark.row("S-121")
def test_no_player_gets_an_observation_or_a_rating_before_endex() -> None:
    """Given words that nobody else uses, when they are written, then no byte for a player holds them before EndEx."""
    room = watched()
    heard: dict[str, str] = {"lead": "", "scribe": ""}

    def listen() -> None:
        room.clock.forward(FEW)
        room.host.tick()
        for name in heard:
            heard[name] += repr(room.connections[name].receive())

    room.ask(room.evaluator, w.Observe("evaluator", "canary_seen", 0, "smoke", None, "keep_answering", "S"))
    room.ask(room.evaluator, w.Rate("evaluator", "keep_answering", "S", "canary_why"))
    room.ask(room.evaluator, w.HotWash("evaluator", "area", "canary_said"))
    room.ask(room.evaluator, w.Act("evaluator", "canary_found", "canary_act"))
    listen()
    for name, text in heard.items():
        assert "canary" not in text, name
        assert "Reviewed" not in text, name
    room.ended()
    listen()
    for name, text in heard.items():
        for word in ("canary_seen", "canary_why", "canary_said", "canary_act"):
            assert word in text, (name, word)


def test_it_is_reckoned_seldom_and_shows_what_is_written_at_once() -> None:
    """Given an evaluation, when time passes, facts wait for a few real seconds; a note is there with its answer."""
    room = watched()
    reckoned = seen(room.evaluator).shown
    room.pass_time(20)
    room.host.tick()
    assert seen(room.evaluator).shown == reckoned, "it has just been reckoned"
    room.ask(room.evaluator, w.Observe("evaluator", "heads counted", 600))
    after = seen(room.evaluator)
    written = room.host.session.now
    assert [(note.text, note.observed_at, note.at) for note in after.notes] == [("heads counted", 600, written)]
    assert after.shown == reckoned
    assert look(room).shown == room.host.session.now


def test_where_nothing_happens_nothing_is_reckoned() -> None:
    """Given a clock that stands, when real time passes, then the evaluator is told nothing anew."""
    room = watched()
    room.ask(room.facilitator, c.Pause())
    look(room)
    room.connections["evaluator"].receive()
    room.clock.forward(FEW)
    room.host.tick()
    assert not [each for each in room.connections["evaluator"].receive() if type(each).__name__ == "Reviewed"]


def test_at_endex_it_is_there_at_once_for_everybody() -> None:
    """Given a drill, when it ends, then everybody has the evaluation with the next beat."""
    room = watched()
    room.pass_time(30)
    room.ended()
    for client in (room.facilitator, room.lead, room.evaluator, room.scribe):
        assert seen(client).over
    room.ask(room.lead, w.HotWash("lead", "strength", "The text was ready", "keep_answering"))
    assert [line.text for line in seen(room.scribe).said] == ["The text was ready"]


def test_ratings_of_several_stand_beside_the_proposal() -> None:
    """Given a proposal, when two rate, then both stand beside it and the later one of each counts."""
    room = watched()
    room.ask(room.evaluator, w.Rate("evaluator", "keep_answering", "P", "all there"))
    room.ask(room.evaluator, w.Rate("evaluator", "keep_answering", "S", "one late"))
    room.ask(room.facilitator, w.Rate("facilitator", "keep_answering", "M", "staff not told"))
    found = objective(look(room))
    assert found.proposed is None, "nothing was expected"
    assert [(each.by, each.letter, each.why) for each in found.ratings] == [
        ("evaluator", "S", "one late"),
        ("facilitator", "M", "staff not told"),
    ]
