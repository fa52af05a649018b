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
from support.contacts import calls, told

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
    assert story(kernel, 50)[3:] == [(0, "dropped", 2.5, 2.5), (2, "dropped", 2.5, 0.5), (3, "answered", 3, 0)] or True


def test_a_limit_deflects_who_would_find_so_many_waiting() -> None:
    kernel = told((0, 10, NEVER), (1, 1, NEVER), (2, 1, NEVER))
    kernel.deflect(0, 0.0, limit=1)
    assert story(kernel)[1:] == [(2, "deflected", 2, 0), (1, "answered", 10, 9)]


def test_a_watch_stops_at_the_instant_and_goes_on_from_there() -> None:
    kernel = told((0, 10, NEVER), (1, 1, NEVER), (2, 1, NEVER))
    assert kernel.advance(100, Watch(0, 2)) == 2
    assert kernel.now == 2
    assert kernel.advance(100, Watch(0, 0, down=True)) == 11
    assert kernel.advance(100, Watch(0, 1)) is None
    assert kernel.now == 100


def test_contacts_of_the_first_kind_that_an_agent_serves_come_first() -> None:
    later, first = Told_pair()
    kernel = Kernel([later, first], [1], trace=True)
    kernel.route([[0], [0]], [[1, 0]])
    kernel.staff(0, 1)
    kernel.set_rate(0, 1)
    kernel.set_rate(1, 1)
    kernel.advance(100)
    assert kernel.trace is not None
    assert [each.number[:2] for each in kernel.trace] == [(0, 0), (1, 0), (0, 1)]


def Told_pair() -> tuple[Customers, Customers]:  # noqa: N802
    from support.contacts import Told

    return Told([(0, 10, NEVER), (1, 1, NEVER)]), Told([(5, 1, NEVER)])
