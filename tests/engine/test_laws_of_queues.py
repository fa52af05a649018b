"""What holds for the queues of any play of a shipped drill, whatever people do."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.analysis.outcome import outcome
from drillsim.analysis.queues.queues import Queues
from drillsim.contacts.chance import Chance
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.session.session import Session
from support.anything import responses, with_responses
from support.drills import exercise
from support.stage import header, played

QUEUES = ("tornado", "vendor_outage", "server_loss")
"""Shipped drills with queues, of hours and not of days."""


@st.composite
def drills(draw: st.DrawFn) -> Exercise:
    """One of them, with any responses."""
    base = exercise(draw(st.sampled_from(QUEUES)))
    return with_responses(base, draw(responses(base)))


@settings(max_examples=25, deadline=None)
@given(drills(), st.lists(st.integers(1, 9 * 3600), max_size=8), st.integers(1, 5))
def test_each_attempt_is_in_one_state_at_every_instant_and_looks_change_nothing(
    drill: Exercise, looks: list[int], seed: int
) -> None:
    log = played(drill).engine.play.log
    looked, once = Queues(drill, log, Chance(seed)), Queues(drill, log, Chance(seed))
    for second in sorted(look for look in looks if look < drill.lasts):
        looked.follow(second)
        for queue in looked.of.values():
            tally = queue.tally
            states = tally.answered + tally.abandoned + tally.dropped + tally.deflected + tally.waiting
            assert states == tally.offered
            assert min(tally.answered, tally.waiting, tally.first) >= 0
    for queues in (looked, once):
        queues.follow(drill.lasts)
    assert [each.tally.course for each in looked.of.values()] == [each.tally.course for each in once.of.values()]


@settings(max_examples=15, deadline=None)
@given(drills(), st.integers(1, 8 * 3600))
def test_a_fork_goes_on_as_the_queues_it_was_made_of(drill: Exercise, second: int) -> None:
    log = played(drill).engine.play.log
    whole = Queues(drill, log, Chance(1))
    whole.follow(min(second, drill.lasts))
    fork = copy.deepcopy(whole)
    for queues in (fork, whole):
        queues.follow(drill.lasts)
    assert [each.row() for each in fork.of.values()] == [each.row() for each in whole.of.values()]


@settings(max_examples=15, deadline=None)
@given(drills(), st.data())
def test_what_people_do_later_changes_no_queue_before(drill: Exercise, data: st.DataObject) -> None:
    second = data.draw(st.integers(1, drill.lasts - 1))
    later = with_responses(drill, [])
    kept = tuple(each for each in drill.drill.responses if drill.second(each.at) < second)
    cut = Exercise(later.drill.model_copy(update={"responses": kept}), drill.plan, drill.parts)
    found = []
    for each in (drill, cut):
        queues = Queues(each, played(each).engine.play.log, Chance(1))
        queues.follow(second)
        found.append([queue.row() for queue in queues.of.values()])
    assert found[0] == found[1]


@settings(max_examples=20, deadline=None)
@given(drills(), st.lists(st.integers(1, 9 * 3600), max_size=10), st.data())
def test_a_watched_queue_is_noticed_at_one_second_and_the_record_is_the_same(
    drill: Exercise, cuts: list[int], data: st.DataObject
) -> None:
    """An end inject waits for the queue: whatever stops it, the exercise lasts as long."""
    function = data.draw(st.sampled_from([name for name, body in drill.plan.functions.items() if body.contacts]))
    above = data.draw(st.integers(0, 120))
    lasting = data.draw(st.sampled_from(["", " for 5m"]))
    scenario = drill.parts[0].scenario
    end = type(scenario.msel[0]).model_validate(
        {"id": "too_long", "kind": "end", "if": f"{function} waiting above {above}{lasting}"}
    )
    watching = scenario.model_copy(update={"msel": (*scenario.msel, end)})
    parts = (type(drill.parts[0])(drill.parts[0].file, watching), *drill.parts[1:])
    watched = Exercise(drill.drill, drill.plan, parts)
    whole = played(watched)
    session = Session(watched, header(watched))
    for second in sorted(cuts):
        session.advance(second, to_alarm=bool(second % 2))
    session.finish()
    assert session.entries == whole.entries
    for event in whole.engine.play.log:
        if isinstance(event, e.QueueRose):
            assert event.at > event.instant >= 0
    rows = outcome(watched, header(watched), whole.entries)["functions"][function]["contacts"]
    assert rows["backlog_peak"] > above or not any(isinstance(x, e.QueueRose) for x in whole.engine.play.log)
