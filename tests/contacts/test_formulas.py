"""Queues in closed form: published and exact values, and the laws that hold of every queue."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.contacts.formulas.catalogue import FORMULAS
from drillsim.contacts.formulas.erlang import NeverSettles, TooLarge, blocking, steady
from drillsim.contacts.formulas.redial import with_redials
from drillsim.contacts.formulas.reference import misses
from drillsim.contacts.formulas.staffing import OutOfReach, fewest_agents
from drillsim.contacts.formulas.transient import Segment, course

CASES = json.loads((Path(__file__).parents[1] / "reference" / "models.json").read_text())

rates = st.floats(0.1, 5_000)
handling = st.floats(5, 3_000)
patience = st.floats(1, 3_000)
agents = st.integers(0, 300)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_formulas_give_the_values_that_are_known(case: dict[str, object]) -> None:
    formula = FORMULAS[str(case["model"])]
    inputs = formula.inputs.model_validate(case["inputs"])
    assert misses(case["expected"], formula.answer(**inputs.model_dump()), case["tolerance"]) == []  # type: ignore[arg-type]


def test_a_value_that_is_not_as_expected_is_a_miss() -> None:
    found = {"a": 1.0, "b": [1.0, 2.0], "c": None}
    assert misses({"a": 1.1, "b": [1.0, 2.05], "c": None}, found, 0.1001) == []
    assert [miss.output for miss in misses({"a": 1.2, "b": [1.0], "c": 0, "d": 1}, found, 0.1)] == ["a", "b", "c", "d"]


@given(per_hour=rates, aht_s=handling, patience_s=patience, agents=agents)
def test_who_gives_up_is_who_waits_over_patience_and_agents_do_the_rest(
    per_hour: float, aht_s: float, patience_s: float, agents: int
) -> None:
    queue = steady(per_hour, aht_s, patience_s, agents, 20)
    assert queue.wait_s is not None
    assert queue.p_ab is not None
    assert queue.p_ab == pytest.approx(min(1, queue.wait_s / patience_s))
    assert queue.queue == pytest.approx(per_hour / 3600 * queue.wait_s)
    assert -1e-9 <= (queue.service_level or 0) <= 1 - queue.p_ab + 1e-9, "who gives up is not answered"
    if agents:
        assert 0 <= (queue.occupancy or 0) <= 1 + 1e-9


@settings(max_examples=40)
@given(per_hour=rates, aht_s=handling, patience_s=patience, agents=st.integers(0, 100))
def test_one_agent_more_never_worsens_a_queue(per_hour: float, aht_s: float, patience_s: float, agents: int) -> None:
    few, more = (steady(per_hour, aht_s, patience_s, number, 20) for number in (agents, agents + 1))
    assert (more.p_ab or 0) <= (few.p_ab or 0) + 1e-9
    assert (more.service_level or 0) >= (few.service_level or 0) - 1e-9


@given(per_hour=rates, aht_s=handling, agents=st.integers(1, 300))
def test_patience_without_end_is_erlang_c_and_none_at_all_erlang_b(per_hour: float, aht_s: float, agents: int) -> None:
    load = per_hour / 3600 * aht_s
    lost = steady(per_hour, aht_s, 0, agents, 20)
    assert lost.p_wait == lost.p_ab == pytest.approx(blocking(load, agents))
    if load < 0.9 * agents:
        never, hardly = steady(per_hour, aht_s, None, agents, 20), steady(per_hour, aht_s, 1e9, agents, 20)
        assert hardly.p_wait == pytest.approx(never.p_wait, abs=1e-4)
        assert hardly.service_level == pytest.approx(never.service_level, abs=1e-4)


@settings(max_examples=40)
@given(per_hour=rates, aht_s=handling, agents=st.integers(1, 100))
def test_patience_as_long_as_handling_makes_the_chance_to_wait_a_poisson_tail(
    per_hour: float, aht_s: float, agents: int
) -> None:
    load = per_hour / 3600 * aht_s
    below = math.fsum(math.exp(number * math.log(load) - load - math.lgamma(number + 1)) for number in range(agents))
    assert steady(per_hour, aht_s, aht_s, agents, 20).p_wait == pytest.approx(1 - below, abs=1e-9)


def test_nobody_there_nobody_calling_and_too_much_to_do_are_answered_plainly() -> None:
    empty = steady(100, 300, 180, 0, 20)
    assert (empty.p_wait, empty.p_ab, empty.service_level, empty.occupancy) == pytest.approx((1, 1, 0, None))
    quiet = steady(0, 300, 180, 5, 20)
    assert (quiet.p_wait, quiet.queue, quiet.wait_s, quiet.service_level) == (0, 0, None, None)
    with pytest.raises(NeverSettles, match="the load of 10 erlangs"):
        steady(120, 300, None, 10, 20)
    with pytest.raises(TooLarge):
        steady(1e8, 1e7, 1e7, 1, 20)


@settings(max_examples=40)
@given(per_hour=st.floats(1, 2_000), agents=st.integers(0, 100), redial=st.floats(0, 0.95))
def test_those_who_call_again_only_add_calls(per_hour: float, agents: int, redial: float) -> None:
    found = with_redials(per_hour, 300, 180, agents, 20, redial)
    assert per_hour <= found.offered_per_hour <= per_hour / (1 - redial) * (1 + 1e-9)
    p_ab = found.queue.p_ab or 0
    assert found.offered_per_hour * (1 - redial * p_ab) == pytest.approx(per_hour)
    without = with_redials(per_hour, 300, 180, agents, 20, 0)
    assert without.lost_share == pytest.approx(without.queue.p_ab)


@settings(max_examples=40)
@given(per_hour=st.floats(1, 2_000), target=st.floats(0.05, 0.99), patience_s=st.none() | patience)
def test_the_fewest_agents_keep_the_target_and_one_less_does_not(
    per_hour: float, target: float, patience_s: float | None
) -> None:
    found = fewest_agents(per_hour, 300, patience_s, 20, target, shrinkage=0.3)
    assert (found.queue.service_level or 0) >= target
    assert 0.7 * found.positions >= found.agents - 1e-9 > 0.7 * (found.positions - 1) - 1e-6
    try:
        fewer = steady(per_hour, 300, patience_s, found.agents - 1, 20)
    except NeverSettles:
        return
    assert (fewer.service_level or 0) < target


def test_a_target_that_nobody_can_keep_is_out_of_reach() -> None:
    with pytest.raises(OutOfReach, match="100,000"):
        fewest_agents(1e8, 3600, 180, 20, 0.8)


def test_no_rate_takes_no_agents() -> None:
    assert fewest_agents(0, 300, 180, 20, 0.8).agents == 0


@settings(max_examples=40)
@given(per_hour=st.floats(1, 200), agents=st.integers(0, 15), start_n=st.integers(0, 30))
def test_a_queue_left_alone_for_long_comes_to_its_steady_state(per_hour: float, agents: int, start_n: int) -> None:
    long = course([Segment(2, per_hour, agents)], 120, 90, start_n)
    assert long.queue_end == pytest.approx(steady(per_hour, 120, 90, agents, 20).queue, abs=1e-6)


@settings(max_examples=40)
@given(per_hour=st.floats(0, 300), agents=st.integers(0, 15), split=st.floats(0.1, 0.9))
def test_time_may_be_cut_anywhere(per_hour: float, agents: int, split: float) -> None:
    whole = course([Segment(1, per_hour, agents)], 300, 180)
    halves = course([Segment(split, per_hour, agents), Segment(1 - split, per_hour, agents)], 300, 180)
    assert sum(halves.abandoned) == pytest.approx(whole.abandoned[0], abs=1e-9)
    assert halves.queue_end == pytest.approx(whole.queue_end, abs=1e-9)


def test_without_patience_nobody_gives_up_and_all_who_came_are_there() -> None:
    found = course([Segment(2, 50, 0)], 300, None, 7)
    assert found.abandoned == (0.0,)
    assert found.queue_end == pytest.approx(107)


def test_a_course_too_long_to_reckon_is_refused_with_its_size() -> None:
    with pytest.raises(TooLarge, match="states"):
        course([Segment(10_000, 1e6, 1_000)], 300, 180)
