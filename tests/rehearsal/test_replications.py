"""Replications: a law of chance and order, on the shipped drills."""

import pytest

from drillsim.rehearsal import odds, replications
from support.drills import SHIPPED, exercise

RUNS = 12


@pytest.mark.parametrize("name", SHIPPED)
def test_cutting_the_runs_into_other_pieces_changes_no_result(name: str) -> None:
    drill = exercise(name)
    whole = list(replications(drill, 1, 0, RUNS))
    for piece in (1, 5):
        pieces = [
            result
            for first in range(0, RUNS, piece)
            for result in replications(drill, 1, first, min(piece, RUNS - first))
        ]
        assert pieces == whole
    backwards = [next(replications(drill, 1, number, 1)) for number in reversed(range(RUNS))]
    assert backwards[::-1] == whole


def test_luck_differs_from_run_to_run_and_from_seed_to_seed() -> None:
    drill = exercise("server_loss")
    first = [result.functions["inbound_calls"] for result in replications(drill, 1, 0, 40)]
    other = [result.functions["inbound_calls"] for result in replications(drill, 2, 0, 40)]
    assert set(first) == {"met", "missed"}
    assert first != other


def test_every_run_counts_once_for_every_function_and_target() -> None:
    drill = exercise("pandemic")
    found = odds(drill, replications(drill, 1, 0, RUNS))
    assert found.runs == RUNS
    for name, each in found.functions.items():
        assert each.met + each.missed + found.undecided[name] + found.never_out[name] == RUNS
    assert [(target.task, target.share) for target in found.targets] == [("send_home", 0.5), ("send_home", 0.9)]
    assert all(target.chance.met + target.chance.missed + target.not_started == RUNS for target in found.targets)


def test_what_is_only_drawn_by_the_plan_needs_no_response() -> None:
    """Roles with names are stand-ins here: who they are is not at the keyboard."""
    drill = exercise("tornado")
    result = next(replications(drill, 1, 0, 1))
    assert set(result.functions) == set(drill.plan.functions)
