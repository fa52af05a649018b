"""The exercise clock: the sum of running time, each stretch times its pace."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.session.pacing import FASTEST, PACES, SECOND, Pacer, faster, slower


@dataclass
class Clock:
    ns: int = 77

    def __call__(self) -> int:
        return self.ns


def test_it_runs_from_the_start_at_its_pace() -> None:
    clock = Clock()
    pacer = Pacer(clock, 12)
    clock.ns += 10 * SECOND
    assert pacer.second == 0
    pacer.start()
    clock.ns += 10 * SECOND
    assert pacer.second == 120


def test_a_stop_in_a_stop_is_ended_by_one_resume() -> None:
    clock = Clock()
    pacer = Pacer(clock)
    pacer.start()
    assert pacer.stop("facilitator", "fire alarm")
    assert not pacer.stop("facilitator", "again")
    assert pacer.pause is not None
    assert pacer.pause.why == "fire alarm"
    clock.ns += 60 * SECOND
    assert pacer.resume()
    assert not pacer.resume()
    clock.ns += SECOND
    assert pacer.second == 1


def test_a_stop_before_it_starts_holds_until_it_is_ended() -> None:
    clock = Clock()
    pacer = Pacer(clock)
    assert not pacer.resume()
    assert pacer.stop("facilitator", "waiting for the director")
    pacer.start()
    clock.ns += 10 * SECOND
    assert (pacer.second, pacer.running) == (0, False)
    assert pacer.resume()
    clock.ns += 10 * SECOND
    assert pacer.second == 10


def test_a_clock_that_stands_moves_by_jumps_only() -> None:
    clock = Clock()
    pacer = Pacer(clock, 12, stands=True)
    pacer.start()
    clock.ns += 10 * SECOND
    assert pacer.second == 0
    pacer.jump(900)
    pacer.stop("facilitator")
    pacer.resume()
    clock.ns += 10 * SECOND
    pacer.count(10 * SECOND)
    assert pacer.second == 900


def test_time_that_was_left_out_can_be_counted_after_all() -> None:
    clock = Clock()
    pacer = Pacer(clock, 12)
    pacer.start()
    clock.ns += 60 * SECOND
    pacer.stop("host", "asleep", leaving_out=60 * SECOND)
    pacer.count(60 * SECOND)
    assert pacer.second == 720


def test_a_jump_goes_forward_only() -> None:
    clock = Clock()
    pacer = Pacer(clock)
    pacer.start()
    pacer.jump(100)
    pacer.jump(50)
    clock.ns += SECOND
    assert pacer.second == 101


def test_time_that_is_left_out_does_not_count() -> None:
    clock = Clock()
    pacer = Pacer(clock, 60)
    pacer.start()
    clock.ns += 100 * SECOND
    pacer.stop("host", "asleep", leaving_out=90 * SECOND)
    assert pacer.second == 600


def test_more_than_all_running_time_cannot_be_left_out() -> None:
    clock = Clock()
    pacer = Pacer(clock)
    pacer.start()
    clock.ns += SECOND
    pacer.stop("host", leaving_out=9 * SECOND)
    assert pacer.exercise_ns == 0


@pytest.mark.parametrize("pace", [0, -1, 121])
def test_a_pace_is_from_1_to_120(pace: int) -> None:
    with pytest.raises(ValueError, match="1x to 120x"):
        Pacer(Clock(), pace)
    pacer = Pacer(Clock())
    with pytest.raises(ValueError, match="1x to 120x"):
        pacer.set_pace(pace)
    assert pacer.pace == 1


def test_faster_and_slower_go_through_the_steps_and_stay_at_the_ends() -> None:
    assert [faster(pace) for pace in (1, 12, 15, 120)] == [2, 20, 20, 120]
    assert [slower(pace) for pace in (120, 15, 1)] == [60, 12, 1]
    assert PACES[-1] == FASTEST


steps = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(0, 10**13)),
        st.tuples(st.just("pace"), st.integers(1, 120)),
        st.tuples(st.just("stop"), st.just(0)),
        st.tuples(st.just("resume"), st.just(0)),
        st.tuples(st.just("look"), st.just(0)),
    )
)


@given(steps)
def test_exercise_time_is_the_sum_whatever_is_done(what: list[tuple[str, int]]) -> None:
    clock = Clock()
    pacer = Pacer(clock)
    pacer.start()
    expected, pace, running = 0, 1, True
    for kind, value in what:
        before = pacer.exercise_ns
        match kind:
            case "wait":
                clock.ns += value
                expected += value * pace if running else 0
            case "pace":
                pacer.set_pace(value)
                pace = value
                assert pacer.exercise_ns == before  # changing the pace never moves the clock
            case "stop":
                pacer.stop("facilitator")
                running = False
            case "resume":
                pacer.resume()
                running = True
            case _:
                pass
        assert pacer.exercise_ns == expected
        assert pacer.running == running
