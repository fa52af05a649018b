"""Contacts one by one: by hand, and the laws that hold of all of them."""

import math
from collections.abc import Callable
from itertools import accumulate
from typing import Any

import pytest
import simpy
from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.contacts.customers import Customers, Exponential, Habits, Pert
from drillsim.contacts.kernel import Cut, Kernel, Watch
from support.contacts import Told, told

NEVER = math.inf


def story(kernel: Kernel, until: float = 1_000) -> list[tuple[int, str, float, float]]:
    """Of each attempt: contact, outcome, when its wait ended, and its wait."""
    kernel.advance(until)
    assert kernel.trace is not None
    return [(each.number[1], each.outcome, each.end, each.end - each.arrival) for each in kernel.trace]


# By hand


def test_an_agent_freed_at_the_instant_at_which_patience_ends_answers() -> None:
    kernel = told((0, 10, 20), (1, 5, 9), (2, 5, 8))
    assert story(kernel) == [(0, "answered", 0, 0), (1, "answered", 10, 9), (2, "abandoned", 10, 8)]


def test_who_gives_up_makes_room_for_the_next() -> None:
    kernel = told((0, 10, 20), (1, 5, 8), (2, 5, 8))
    assert story(kernel) == [(0, "answered", 0, 0), (1, "abandoned", 9, 8), (2, "answered", 10, 8)]


def test_who_gave_up_calls_again_and_is_answered_then() -> None:
    kernel = told((0, 10, 20), (1, 5, 3), again={1: 8})
    assert story(kernel) == [(0, "answered", 0, 0), (1, "abandoned", 4, 3), (1, "answered", 12, 0)]
    tally = kernel.tallies[0]
    assert (tally.offered, tally.first) == (3, 2)


def test_new_agents_pull_at_once() -> None:
    kernel = told((0, 100, NEVER), (1, 5, NEVER), (2, 5, NEVER))
    kernel.advance(10)
    kernel.staff(0, 2)
    assert story(kernel)[1:] == [(1, "answered", 10, 9), (2, "answered", 15, 13)]


@pytest.mark.parametrize(
    ("cut", "then"),
    [
        ("finish", [(2, "answered", 12, 9)]),
        ("drop", [(1, "dropped", 5, 4), (2, "answered", 10, 7)]),
        ("requeue", [(1, "requeued", 5, 4), (1, "answered", 10, 5), (2, "answered", 17, 14)]),
    ],
)
def test_an_agent_who_leaves_finishes_cuts_off_or_hands_back_the_latest_contact(cut: Cut, then: list[Any]) -> None:
    kernel = told((0, 10, NEVER), (1, 11, NEVER), (3, 1, NEVER), agents=2)
    kernel.advance(5)
    kernel.staff(0, 1, cut)
    assert story(kernel)[2:] == then


def test_what_the_plan_changes_at_an_instant_comes_before_the_contacts_of_that_instant() -> None:
    kernel = told((5, 10, 3))
    kernel.advance(5)
    kernel.staff(0, 0)
    assert story(kernel) == [(0, "abandoned", 8, 3)]


def test_nobody_waits_with_no_patience_and_everybody_with_patience_without_end() -> None:
    assert story(told((0, 10, 0), (1, 10, 0)))[1] == (1, "abandoned", 1, 0)
    assert story(told((0, 10, NEVER), (1, 10, NEVER), agents=0)) == []


def test_a_chat_goes_to_whoever_has_fewest_and_an_agent_takes_all_chats_along() -> None:
    kernel = Kernel(told((0, 100, NEVER), (1, 100, NEVER), (2, 100, NEVER), (3, 1, NEVER)).customers, [2], trace=True)
    kernel.route([[0]], [[0]])
    kernel.staff(0, 2)
    kernel.set_rate(0, 1)
    kernel.advance(2.5)  # the first agent has contacts 0 and 2, the second 1
    kernel.staff(0, 1, "drop")
    assert story(kernel, 50)[3:] == [(2, "dropped", 2.5, 0.5), (0, "dropped", 2.5, 2.5), (3, "answered", 3, 0)]


def test_a_limit_deflects_who_would_find_so_many_waiting() -> None:
    kernel = told((0, 10, NEVER), (1, 1, NEVER), (2, 1, NEVER))
    kernel.deflect(0, 0.0, limit=1)
    assert story(kernel)[1:] == [(2, "deflected", 2, 0), (1, "answered", 10, 9)]


def test_a_watch_stops_at_the_instant_and_goes_on_from_there() -> None:
    kernel = told((0, 10, NEVER), (1, 1, NEVER), (2, 1, NEVER))
    assert kernel.advance(100, [Watch(0, 2)]) == 2
    assert kernel.now == 2
    assert kernel.advance(100, [Watch(0, 0, down=True)]) == 11
    assert kernel.advance(100, [Watch(0, 1)]) is None
    assert kernel.now == 100
    with pytest.raises(ValueError, match="from 100"):
        kernel.advance(99)


def test_of_several_watches_the_first_that_is_crossed_stops() -> None:
    kernel = told((0, 10, NEVER), (1, 1, NEVER), (2, 1, NEVER))
    both = [Watch(0, 2), Watch(0, 0, down=True)]
    assert [kernel.advance(100, both), kernel.advance(100, both), kernel.advance(100, both)] == [2, 11, None]


def test_who_has_waited_longest_is_known_while_they_wait() -> None:
    kernel = told((0, 10, NEVER), (1, 1, 3), (2, 1, NEVER))
    found = []
    for until in (1, 3, 5, 11):
        kernel.advance(until)
        found.append(kernel.oldest(0))
    assert found == [None, 1, 2, None]


def test_contacts_of_the_kind_that_an_agent_serves_first_come_first() -> None:
    calls_, urgent = Told([(0, 10, NEVER), (1, 1, NEVER)]), Told([(5, 1, NEVER)])
    kernel = Kernel([calls_, urgent], [1], trace=True)
    kernel.route([[0], [0]], [[1, 0]])
    kernel.staff(0, 1)
    kernel.set_rate(0, 1)
    kernel.set_rate(1, 1)
    kernel.advance(100)
    assert kernel.trace is not None
    assert [each.number[:2] for each in kernel.trace] == [(0, 0), (1, 0), (0, 1)]


def test_a_new_route_offers_those_who_wait_to_whoever_is_free() -> None:
    kernel = Kernel([Told([(0, 10, NEVER), (1, 1, NEVER)])], [1, 1], trace=True)
    kernel.route([[0]], [[0], []])
    kernel.staff(0, 1)
    kernel.staff(1, 1)
    kernel.set_rate(0, 1)
    kernel.advance(5)
    kernel.route([[0, 1]], [[0], [0]])
    assert story(kernel)[1:] == [(1, "answered", 5, 4)]


def test_a_lost_site_cuts_off_what_it_has_in_hand_and_those_who_wait_go_to_the_other() -> None:
    kernel = Kernel([Told([(0, 50, NEVER), (1, 10, NEVER), (2, 1, NEVER)])], [1, 1], trace=True)
    kernel.route([[0, 1]], [[0], [0]])
    kernel.staff(0, 1)
    kernel.staff(1, 1)
    kernel.set_rate(0, 1)
    kernel.advance(5)
    kernel.staff(0, 0, "drop")
    assert story(kernel)[2:] == [(0, "dropped", 5, 5), (2, "answered", 11, 9)]


def test_who_is_put_back_is_taken_by_whoever_is_free_elsewhere() -> None:
    kernel = Kernel([Told([(0, 50, NEVER), (1, 20, NEVER)])], [2, 1], trace=True)
    kernel.route([[0, 1]], [[0], [0]])
    kernel.staff(0, 1)
    kernel.staff(1, 1)
    kernel.set_rate(0, 1)
    kernel.advance(5)
    kernel.staff(0, 0, "requeue")
    assert story(kernel)[2:] == [
        (1, "requeued", 5, 4),
        (0, "requeued", 5, 5),
        (0, "answered", 5, 0),
        (1, "answered", 50, 45),
    ]


@pytest.mark.parametrize("at_once", [1, 2])
def test_who_finishes_already_is_spared_when_others_are_cut_but_not_when_all_are(at_once: int) -> None:
    """Each contact has an agent; the third leaves first, and finishes."""
    came = [(number, 50 + number, NEVER) for number in range(3 * at_once)]
    for left, cut in ((1, 1), (0, 3)):
        kernel = Kernel([Told(came)], [at_once], trace=True)
        kernel.route([[0]], [[0]])
        kernel.staff(0, 3)
        kernel.set_rate(0, 1)
        kernel.advance(10)
        kernel.staff(0, 2, "finish")
        kernel.advance(12)
        kernel.staff(0, left, "drop")
        assert kernel.tallies[0].dropped == cut * at_once


def test_no_kinds_and_no_pools_are_legal() -> None:
    nobody = Kernel([], [])
    assert nobody.advance(100) is None
    kernel = Kernel([Told([(0, 10, NEVER), (1, 10, 3)])], [], trace=True)
    kernel.set_rate(0, 1)
    assert story(kernel) == [(1, "abandoned", 4, 3)]
    assert kernel.tallies[0].waiting == 1


# Laws

SEEDS = st.integers(0, 1_000)


def whole(kernel: Kernel) -> Any:
    """Everything that was counted."""
    return kernel.tallies, kernel.trace


def scene(seed: int, *, trace: bool = True) -> Kernel:
    """Two kinds and three pools, one of chats, all overloaded in turn."""
    habits = [
        Habits(Exponential(200), Exponential(90), redial=0.5),
        Habits(Pert(60, 120, 600), Exponential(300), redial=0.2, redial_after_s=60),
    ]
    kinds = [Customers(each, seed, 0, name) for each, name in zip(habits, ("voice", "chat"), strict=True)]
    kernel = Kernel(kinds, [1, 3, 1], within_s=[20, 60], trace=trace)
    kernel.route([[0, 2], [1, 2]], [[0], [1], [1, 0]])
    return kernel


CHANGES: list[Callable[[Kernel], None]] = [
    lambda kernel: kernel.set_rate(0, 200 / 3600),
    lambda kernel: kernel.set_rate(0, 0),
    lambda kernel: kernel.set_rate(1, 400 / 3600),
    lambda kernel: kernel.staff(0, 12),
    lambda kernel: kernel.staff(0, 3, "drop"),
    lambda kernel: kernel.staff(0, 5),
    lambda kernel: kernel.staff(1, 6),
    lambda kernel: kernel.staff(1, 2, "requeue"),
    lambda kernel: kernel.staff(1, 3, "drop"),
    lambda kernel: kernel.staff(2, 4),
    lambda kernel: kernel.staff(2, 0, "requeue"),
    lambda kernel: kernel.route([[0], [1]], [[0], [1], []]),
    lambda kernel: kernel.route([[2, 0], [2, 1]], [[0], [1], [0, 1]]),
    lambda kernel: kernel.deflect(0, 0.3),
    lambda kernel: kernel.deflect(1, 0.0, limit=4),
]

plans = st.lists(st.tuples(st.integers(0, 7_200), st.sampled_from(CHANGES)), max_size=12).map(
    lambda plan: sorted(plan, key=lambda change: change[0])
)


def play(kernel: Kernel, plan: list[tuple[int, Callable[[Kernel], None]]], looks: list[float]) -> Kernel:
    for kind in (0, 1):
        kernel.set_rate(kind, 100 / 3600)
    for pool in (0, 1, 2):
        kernel.staff(pool, 3)
    times = sorted([*((at, 0, change) for at, change in plan), *((at, 1, None) for at in looks)], key=lambda x: x[:2])
    for at, _, change in times:
        kernel.advance(at)
        if change is not None:
            change(kernel)
    kernel.advance(9_000)
    return kernel


@settings(max_examples=60)
@given(seed=SEEDS, plan=plans, looks=st.lists(st.floats(0, 9_000), max_size=30))
def test_looking_more_often_changes_nothing_not_one_bit(seed: int, plan: Any, looks: list[float]) -> None:
    assert whole(play(scene(seed), plan, looks)) == whole(play(scene(seed), plan, []))


def of_one_kind(seed: int, *, looked_at_closely: bool) -> Kernel:
    """One kind and three pools; a second kind that never comes makes the kernel look at each thing that happens."""
    habits = Habits(Exponential(200), Exponential(90), redial=0.5)
    names = ("voice", "nobody") if looked_at_closely else ("voice",)
    kernel = Kernel([Customers(habits, seed, 0, name) for name in names], [1, 3, 1], within_s=[20 for _ in names])
    kernel.route([[0, 1, 2], []][: len(names)], [[0], [0], [0]])
    kernel.set_rate(0, 200 / 3600)
    return kernel


Staffing = tuple[float, int, int, Cut]
staffings = st.lists(
    st.tuples(
        st.floats(0, 7_200), st.integers(0, 2), st.integers(0, 8), st.sampled_from(("finish", "drop", "requeue"))
    ),
    max_size=12,
).map(sorted)


@settings(max_examples=60)
@given(seed=SEEDS, staffing=staffings, looks=st.lists(st.floats(0, 9_000), max_size=20), level=st.integers(1, 6))
def test_an_end_that_was_foreseen_comes_as_if_each_thing_had_been_looked_at(
    seed: int, staffing: list[Staffing], looks: list[float], level: int
) -> None:
    """The same counts, course, contacts in hand and crossings, however the plan changes what was foreseen."""

    def course(kernel: Kernel, looks: list[float]) -> Any:
        found: list[Any] = []
        steps = [*((at, 0, None) for at in (*looks, 9_000)), *((each[0], 1, each) for each in staffing)]
        for at, _, change in sorted(steps, key=lambda step: step[:2]):
            while (crossed := kernel.advance(at, [Watch(0, level), Watch(0, level, down=True)])) is not None:
                found.append(crossed)
            if change is not None:
                kernel.staff(*change[1:])
                found.append(([kernel.in_hand(pool) for pool in range(3)], kernel.oldest(0)))
        return found, kernel.tallies[0], kernel.tallies[0].course

    closely = course(of_one_kind(seed, looked_at_closely=True), [])
    assert course(of_one_kind(seed, looked_at_closely=False), looks) == closely


@settings(max_examples=40)
@given(seed=SEEDS, plan=plans)
def test_whether_a_trace_is_kept_changes_nothing(seed: int, plan: Any) -> None:
    assert play(scene(seed, trace=False), plan, []).tallies == play(scene(seed), plan, []).tallies


@settings(max_examples=60)
@given(seed=SEEDS, plan=plans, until=st.floats(1, 9_000))
def test_every_attempt_is_in_exactly_one_state(seed: int, plan: Any, until: float) -> None:
    kernel = play(scene(seed), [change for change in plan if change[0] <= until], [])
    for kind, tally in enumerate(kernel.tallies):
        states = (tally.answered, tally.abandoned, tally.dropped, tally.deflected, tally.waiting)
        assert tally.offered == sum(states)
        assert min(states) >= 0
        assert tally.offered == sum(interval.offered for interval in tally.course)
        assert tally.peak == max((interval.longest_queue for interval in tally.course), default=0)
        assert tally.within_target <= tally.offered, kind


@settings(max_examples=40)
@given(seed=SEEDS, plan=plans, level=st.integers(1, 10), step=st.floats(1, 3_600))
def test_a_crossing_lies_at_the_same_instant_however_long_the_steps(
    seed: int, plan: Any, level: int, step: float
) -> None:
    early = [change for change in plan if change[0] == 0]

    def crossing(steps: float) -> float | None:
        kernel = scene(seed)
        kernel.set_rate(0, 300 / 3600)
        kernel.staff(0, 3)
        for _, change in early:
            change(kernel)
        until = 0.0
        while until < 7_200:
            until = min(until + steps, 7_200)
            if (found := kernel.advance(until, [Watch(0, level)])) is not None:
                return found
        return None

    assert crossing(step) == crossing(7_200)


@settings(max_examples=40)
@given(seed=SEEDS, plan=plans)
def test_two_plans_see_the_same_customers(seed: int, plan: Any) -> None:
    """As many come for the first time in each minute, whatever becomes of them, as long as the rates are the same."""
    rated = [change for change in plan if CHANGES.index(change[1]) > 2]
    one, other = play(scene(seed), [], []), play(scene(seed), rated, [])
    assert first_arrivals(one) == first_arrivals(other)


def first_arrivals(kernel: Kernel) -> list[tuple[int, int, int]]:
    """Kind, minute and how many."""
    courses = [(kind, enumerate(tally.course)) for kind, tally in enumerate(kernel.tallies)]
    return [(kind, minute, interval.first) for kind, course in courses for minute, interval in course if interval.first]


@settings(max_examples=30)
@given(
    gaps=st.lists(st.integers(0, 5), min_size=1, max_size=60),
    data=st.data(),
    agents=st.integers(1, 4),
)
def test_a_process_for_each_contact_gives_the_same_waits(gaps: list[int], data: st.DataObject, agents: int) -> None:
    """SimPy's own idiom for people who give up, where no two things happen at one instant."""
    times = [float(at) for at in accumulate(gaps)]
    contacts = []
    for number, at in enumerate(times):
        odd = (number + 1) * 1e-4  # so that no two things happen at once
        contacts.append(
            (at + odd, data.draw(st.integers(1, 20)) + odd * 0.37, data.draw(st.integers(0, 9)) + odd * 0.73)
        )
    kernel = told(*contacts, agents=agents)
    found = {number: (outcome, wait) for number, outcome, _, wait in story(kernel)}
    expected = by_simpy(contacts, agents)
    assert {number: outcome for number, (outcome, _) in found.items()} == {
        number: outcome for number, (outcome, _) in expected.items()
    }
    for number, (_, wait) in expected.items():
        assert found[number][1] == pytest.approx(wait, abs=1e-6)


def by_simpy(contacts: list[tuple[float, float, float]], agents: int) -> dict[int, tuple[str, float]]:
    env = simpy.Environment()
    desk = simpy.Resource(env, agents)
    found: dict[int, tuple[str, float]] = {}

    def customer(number: int, arrival: float, handling: float, patience: float) -> Any:
        yield env.timeout(arrival)
        with desk.request() as turn:
            yield turn | env.timeout(patience)
            found[number] = ("answered" if turn.triggered else "abandoned", env.now - arrival)
            if turn.triggered:
                yield env.timeout(handling)

    for number, contact in enumerate(contacts):
        env.process(customer(number, *contact))
    env.run(until=1_000)
    return found


def staffed_until(seed: int, staffing: list[Staffing], until: float) -> Kernel:
    """One kind, played to a time with what was changed before it."""
    kernel = of_one_kind(seed, looked_at_closely=False)
    for at, pool, agents, cut in staffing:
        if at <= until:
            kernel.advance(at)
            kernel.staff(pool, agents, cut)
    kernel.advance(until)
    return kernel


@settings(max_examples=60)
@given(seed=SEEDS, staffing=staffings, until=st.floats(0, 7_200), more=st.integers(1, 12))
def test_a_queue_does_not_grow_by_so_many_while_it_is_said_to_be_calm(
    seed: int, staffing: list[Staffing], until: float, more: int
) -> None:
    kernel = staffed_until(seed, staffing, until)
    calm = kernel.calm_until(more)
    assert calm >= until
    assert kernel.advance(calm, [Watch(0, kernel.tallies[0].waiting + more)]) is None


@settings(max_examples=60)
@given(seed=SEEDS, staffing=staffings, until=st.floats(0, 7_200), within=st.floats(0, 300))
def test_who_waits_and_is_not_settled_is_one_of_those_who_wait(
    seed: int, staffing: list[Staffing], until: float, within: float
) -> None:
    kernel = staffed_until(seed, staffing, until)
    tally = kernel.tallies[0]
    assert 0 <= kernel.unsettled(0, within) <= kernel.unsettled(0, NEVER) <= tally.waiting
    if tally.requeued == 0:
        assert kernel.unsettled(0, NEVER) == tally.waiting
        oldest = kernel.oldest(0)
        assert (kernel.unsettled(0, within) < tally.waiting) == (oldest is not None and until - oldest > within)


def test_more_agents_never_have_more_give_up_in_the_mean_of_the_same_customers() -> None:
    """One kind, one pool, 40 seeds each."""
    means = []
    for agents in range(5, 15):
        gave_up = 0
        for seed in range(40):
            kernel = Kernel([Customers(Habits(Exponential(300), Exponential(180)), seed, 0, "voice")], [1])
            kernel.route([[0]], [[0]])
            kernel.staff(0, agents)
            kernel.set_rate(0, 100 / 3600)
            kernel.advance(3_600)
            gave_up += kernel.tallies[0].abandoned
        means.append(gave_up / 40)
    assert means == sorted(means, reverse=True)
    assert means[0] > 20 > 5 > means[-1]
