"""Queues of a plan against exact values of the chain (performance.md, 12): from the file's words to the counts.

Handling 5 minutes, patience 4 minutes, 90 calls an hour, from empty; the mean of many seeds lies within 3.5 standard
errors.
"""

from collections.abc import Callable, Iterable
from math import sqrt
from typing import Any

import pytest

from drillsim.analysis.queues.queues import Queues
from drillsim.contacts.chance import Chance
from drillsim.contacts.tally import Tally
from drillsim.model.exercise import Exercise
from support.stage import clock, inject, played, stage

SEEDS = 150
CALLS = {"channel": "voice", "per_hour": 90, "handling": "5m", "patience": "4m"}


def centre(agents: int, *, calls: dict[str, Any] | None = None, **plan: Any) -> dict[str, Any]:
    """A plan with so many agents at the hub."""
    function = {"contacts": CALLS, **(calls or {})}
    return {"functions": {"calls": function}, "teams": {"agents": {"count": agents}}, **plan}


def between(exercise: Exercise, begins: int, ends: int, count: Callable[[Tally], int]) -> Iterable[tuple[int, int]]:
    """For each seed: what was counted between two seconds, and how many wait at the second."""
    log = played(exercise).engine.play.log
    for seed in range(SEEDS):
        queues = Queues(exercise, log, Chance(seed))
        tally = queues.of["calls"].tally
        queues.follow(begins)
        before = count(tally)
        queues.follow(ends)
        yield count(tally) - before, tally.waiting


def is_near(found: Iterable[float], exact: float) -> bool:
    """Within 3.5 standard errors."""
    values = list(found)
    mean = sum(values) / len(values)
    spread = sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
    assert abs(mean - exact) < 3.5 * spread / sqrt(len(values)), (mean, exact)
    return True


def abandoned(tally: Tally) -> int:
    return tally.abandoned


HALF = {"team": "agents", "count": 4, "to": "spare", "works": "calls"}


@pytest.mark.parametrize(
    ("plan", "story", "exact", "queue"),
    [
        pytest.param(
            centre(9, tasks={"go": {"do": "Go", "by": "lead", "takes": "8h", "effect": {"move": [HALF]}}}),
            {"responses": [{"at": "T+01:00", "by": "lead", "does": "go"}]},
            16.335067,
            2.210370,
            id="four of nine are sent away and finish",
        ),
        pytest.param(
            centre(9, calls={"needs": ["vpn"]}, systems={"vpn": {"carries": 9}}),
            {"msel": [inject("slow", "T+01:00", happens={"weaken": {"vpn": "56%"}})]},
            16.964536,
            2.210246,
            id="a weak system lets five of nine work; the others' callers wait again",
        ),
    ],
)
def test_half_an_hour_after_a_cut(plan: dict[str, Any], story: dict[str, Any], exact: float, queue: float) -> None:
    exercise = stage(plan=plan, lasts="2h", **story)
    found = list(between(exercise, clock(1), clock(1, 30), abandoned))
    assert is_near((gave_up for gave_up, _ in found), exact)
    assert is_near((waiting for _, waiting in found), queue)


def test_before_the_cut() -> None:
    exercise = stage(plan=centre(9), lasts="2h")
    assert is_near((gave_up for gave_up, _ in between(exercise, 0, clock(1), abandoned)), 5.546426)


def test_a_lost_site() -> None:
    """Five at the hub, which is preferred, four at the spare site; the hub is lost with what it has in hand."""
    plan = centre(5, calls={"routed_to": ["hub", "spare"]})
    plan["teams"]["others"] = {"count": 4, "at": "spare", "works": "calls"}
    exercise = stage(plan=plan, msel=[inject("fire", "T+01:00", happens={"lose": ["hub"]})], lasts="3h")
    found = list(between(exercise, clock(1), clock(2), abandoned))
    assert is_near((gave_up for gave_up, _ in found), 40.292334)
    assert is_near((waiting for _, waiting in found), 2.891361)
    assert is_near((dropped for dropped, _ in between(exercise, 0, clock(2), lambda tally: tally.dropped)), 4.288148)


def test_hours_of_changing_load_and_staff() -> None:
    """80, 180, 180 and 50 calls an hour for 8, 8, 14 and 14 agents, patience 3 minutes."""
    by_hour = [0] * 24
    by_hour[9:13] = [80, 180, 180, 50]  # the story begins at 09:00
    calls = {"contacts": {**CALLS, "patience": "3m", "by_hour": by_hour, "per_hour": None}}
    del calls["contacts"]["per_hour"]
    lines = [
        {"name": "early", "when": ["Monday 09:00 to 11:00"], "on_shift": {"agents": 8}, "normal_staff": {"calls": 8}},
        {"name": "late", "when": ["Monday 11:00 to 09:00"], "on_shift": {"agents": 14}, "normal_staff": {"calls": 8}},
    ]
    exercise = stage(plan=centre(14, calls=calls, staffing=lines), lasts="5h")
    exact = [(6.104129, 0.366998), (79.909430, 4.249766), (26.126047, 1.362931), (0.472381, 0.000038)]
    for hour, (gave_up, queue) in enumerate(exact):
        found = list(between(exercise, clock(hour), clock(hour + 1), abandoned))
        assert is_near((each for each, _ in found), gave_up)
        if queue > 0.01:
            assert is_near((waiting for _, waiting in found), queue)
