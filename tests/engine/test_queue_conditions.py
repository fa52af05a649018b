"""What waits for a queue: known at the whole second after the instant at which it grew too long (performance.md, 5)."""

from math import floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.analysis.queues.queues import Queues
from drillsim.contacts.chance import Chance
from drillsim.engine import Engine
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.session.session import Session
from support.stage import clock, events, header, inject, played, stage

CALLS = {"channel": "voice", "per_hour": 1200, "handling": "5m", "patience": "4m", "redial": "30%"}
"""As many calls as the stage's agents can answer: now and then many wait."""


def story(*when: str, plan: dict[str, Any] | None = None, msel: list[Any] | None = None, **more: Any) -> Exercise:
    """Customers call; an inject waits for what is said."""
    calls = {"functions": {"calls": {"contacts": CALLS}}, **(plan or {})}
    return stage(plan=calls, msel=[{"id": "busy", "if": list(when)}, *(msel or [])], lasts="4h", **more)


def came(exercise: Exercise) -> list[int]:
    """When the inject came."""
    return [event.at for event in events(exercise, e.InjectReleased) if event.inject == "busy"]


def waiting_by_second(exercise: Exercise) -> list[int]:
    """How many waited when each second began."""
    queues = Queues(exercise, played(exercise).engine.play.log, Chance(exercise.drill.seed))
    found = []
    for second in range(exercise.lasts):
        queues.follow(second)
        found.append(queues.of["calls"].tally.waiting)
    return found


def test_an_inject_comes_at_the_second_after_the_queue_has_grown_too_long() -> None:
    exercise = story("calls waiting above 10")
    (rose,) = events(exercise, e.QueueRose)
    assert (rose.function, rose.above, rose.at) == ("calls", 10, floor(rose.instant) + 1)
    assert came(exercise) == [rose.at]
    waiting = waiting_by_second(exercise)
    assert max(waiting[: rose.at]) <= 10
    assert waiting[rose.at] > 10


def test_a_longer_queue_is_reached_later() -> None:
    seconds = [came(story(f"calls waiting above {number}")) for number in (5, 10, 20)]
    assert seconds == sorted(seconds)
    assert len(set(map(tuple, seconds))) == 3


def test_a_queue_that_never_grows_so_long_brings_nothing() -> None:
    exercise = story("calls waiting above 5000")
    assert came(exercise) == []
    assert events(exercise, e.QueueRose) == []


def test_for_ten_minutes_means_without_a_break() -> None:
    exercise = story("calls waiting above 10 for 10m")
    (second,) = came(exercise)
    (rose,) = events(exercise, e.QueueRose)
    waiting = waiting_by_second(exercise)
    assert second == floor(rose.instant) + 1 + clock(0, 10)
    assert min(waiting[floor(rose.instant) + 1 : second]) > 10
    stretches = [waiting[begins : begins + clock(0, 10)] for begins in range(second - clock(0, 10))]
    assert all(min(stretch) <= 10 for stretch in stretches)


def test_beside_other_conditions_it_has_to_hold_at_the_same_time() -> None:
    says = [{"at": "T+03:00", "by": "lead", "does": "declare"}]
    exercise = story("calls waiting above 10", "mode is emergency", responses=says)
    waiting = waiting_by_second(exercise)
    (second,) = came(exercise)
    assert second >= clock(3)
    assert all(number <= 10 for number in waiting[clock(3) : second])


def test_what_makes_the_queue_jump_is_seen_a_second_later() -> None:
    """The site closes: whoever was in hand waits again, at once."""
    exercise = story("calls waiting above 40", msel=[inject("smoke", "T+00:10", happens={"close": ["hub"]})])
    (rose,) = events(exercise, e.QueueRose)
    assert (rose.instant, rose.at) == (clock(0, 10), clock(0, 10, 1))
    assert came(exercise) == [rose.at]
    assert isinstance(rose.instant, float)  # else its record would not be read


def test_a_playbook_may_wait_for_a_queue() -> None:
    plan = {"playbooks": {"overflow": {"if": ["calls waiting above 10"], "do": [{"task": "declare", "within": "10m"}]}}}
    exercise = story("calls waiting above 10", plan=plan)
    (fired,) = events(exercise, e.PlaybookFired)
    assert [fired.at] == came(exercise)


def test_what_it_brings_changes_the_queue_from_then_on() -> None:
    """Half of the agents leave when the queue is long: the record is the same as when somebody had timed it."""
    harm = {"absent": {"agents": "50%"}}
    by_queue = stage(
        plan={"functions": {"calls": {"contacts": CALLS}}},
        msel=[{"id": "busy", "if": ["calls waiting above 10"], "happens": harm}],
        lasts="4h",
    )
    (second,) = came(by_queue)
    hours, rest = divmod(second, 3600)
    timed = stage(
        plan={"functions": {"calls": {"contacts": CALLS}}},
        msel=[inject("busy", f"T+{hours:02}:{rest // 60:02}:{rest % 60:02}", happens=harm)],
        lasts="4h",
    )
    courses = []
    for exercise in (by_queue, timed):
        queues = Queues(exercise, played(exercise).engine.play.log, Chance(1))
        queues.follow(exercise.lasts)
        courses.append(queues.of["calls"].tally.course)
    assert courses[0] == courses[1]
    assert sum(interval.abandoned for interval in courses[0]) > 500


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(["calls waiting above 10", "calls waiting above 3 for 2m", "calls waiting above 12 for 10m"]),
    st.lists(st.integers(1, clock(4)), max_size=30),
)
def test_cutting_the_time_changes_no_byte_of_the_record(when: str, cuts: list[int]) -> None:
    exercise = story(when)
    session = Session(exercise, header(exercise))
    for second in sorted(cuts):
        session.advance(second)
    session.finish()
    assert session.entries == played(exercise).entries


def test_a_player_of_another_number_has_other_customers() -> None:
    exercise = story("calls waiting above 10")
    found = []
    for replication in (0, 1):
        engine = Engine(exercise, chance=Chance(1, replication))
        found.append([event.at for event in engine.advance(exercise.lasts) if isinstance(event, e.QueueRose)])
    assert found[0] == [event.at for event in events(exercise, e.QueueRose)]
    assert found[0] != found[1]


def test_the_clock_can_be_stopped_where_a_queue_is_too_long() -> None:
    exercise = story("calls waiting above 10")
    engine = Engine(exercise)
    engine.advance(exercise.lasts, to_alarm=True)
    assert engine.now == came(exercise)[0]
    assert [event.at for event in engine.advance(engine.now + 1) if isinstance(event, e.QueueRose)] == [engine.now - 1]


@pytest.mark.parametrize("when", ["calls waiting above 0", "calls waiting above 10"])
def test_a_record_that_is_gone_on_with_comes_out_the_same(when: str) -> None:
    exercise = story(when)
    whole = played(exercise).entries
    for second in (clock(0, 20), clock(2)):
        half = [entry for entry in whole if entry.at < second]
        session = Session(exercise, header(exercise))
        session.catch_up(half)
        session.finish()
        assert session.entries == whole


def test_several_queues_are_watched_each_to_its_own_second() -> None:
    """Mail waits, too: whichever is too long first, the other is not played beyond."""
    mail = {"channel": "email", "per_hour": 300, "handling": "6m"}
    plan = {"functions": {"calls": {"contacts": CALLS}, "mail": {"contacts": mail}}}
    both = [{"id": "calls", "if": ["calls waiting above 8"]}, {"id": "mail", "if": ["mail waiting above 30 for 2m"]}]
    together = events(stage(plan=plan, msel=both, lasts="4h"), e.InjectReleased)
    apart = [found for each in both for found in events(stage(plan=plan, msel=[each], lasts="4h"), e.InjectReleased)]
    assert {(found.inject, found.at) for found in together} == {(found.inject, found.at) for found in apart}
    assert len(together) == 2


def test_an_inject_that_was_skipped_or_is_released_by_hand_hears_of_no_queue() -> None:
    conducts = ([{"at": "T+00:00", "skips": "busy"}], [{"at": "T+03:59", "releases": "busy"}])
    for conduct in conducts:
        exercise = story("calls waiting above 5", conduct=conduct)
        assert events(exercise, e.QueueRose) == []
        assert came(exercise) in ([], [clock(3, 59)])


def test_a_scenario_that_starts_later_counts_from_its_start() -> None:
    later = {"msel": [{"id": "busy", "if": ["calls waiting above 0 for 10m"]}], "lasts": "2h"}
    loses = [inject("fire", "T+00:10", happens={"close": ["hub"]})]
    exercise = stage(
        plan={"functions": {"calls": {"contacts": CALLS}}}, msel=loses, lasts="4h", more=[("late", "02:00", later)]
    )
    (found,) = [x.at for x in events(exercise, e.InjectReleased) if x.inject == "late/busy"]
    assert found == clock(2, 10)


def test_two_that_wait_for_one_queue_have_its_instant_on_the_record_once() -> None:
    plan = {"playbooks": {"overflow": {"if": ["calls waiting above 10"], "do": ["declare"]}}}
    assert len(events(story("calls waiting above 10", plan=plan), e.QueueRose)) == 1


@pytest.mark.parametrize("seed", [4, 7, 8, 9, 16, 17])
def test_a_queue_that_falls_and_rises_by_who_calls_again_leaves_no_other_behind(seed: int) -> None:
    """Two functions, each watched near its usual length."""
    calls = {"channel": "voice", "per_hour": 60, "handling": "8m", "patience": "2m", "redial": "60%"}
    both = {name: {"contacts": calls, "normal_staff": 5} for name in ("calls", "mail")}
    busy = {"id": "busy", "if": ["calls waiting above 2", "mail waiting above 2 for 30m"]}
    teams = {"agents": {"count": 5}, "writers": {"count": 5}}
    exercise = stage(plan={"functions": both, "teams": teams}, msel=[busy], lasts="12h", seed=seed)
    whole = played(exercise)
    session = Session(exercise, header(exercise))
    for second in range(0, exercise.lasts, 900):
        session.advance(second)
    session.finish()
    assert session.entries == whole.entries
