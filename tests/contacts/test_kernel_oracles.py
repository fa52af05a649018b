"""What the kernel plays against what is known exactly: within 3.5 standard errors of many replications."""

import math
import statistics
from collections.abc import Callable, Sequence

import pytest

from drillsim.contacts.customers import Customers, Exponential, Habits
from drillsim.contacts.kernel import Cut, Kernel, Watch
from drillsim.contacts.tally import Tally

HOUR = 3600.0
WARM_UP = 3 * HOUR
NAMES = ("first", "second")


def kernel_of(
    replication: int,
    kinds: Sequence[float],
    *,
    handling: float = 300,
    patience: float = 180,
    pools: Sequence[int] = (1,),
    redial: float = 0.0,
    within: float = 20,
) -> Kernel:
    """Kinds of so many contacts an hour."""
    habits = Habits(Exponential(handling), Exponential(patience), redial)
    customers = [Customers(habits, 5, replication, name) for name, _ in zip(NAMES, kinds, strict=False)]
    kernel = Kernel(customers, pools, within_s=[within] * len(customers))
    for kind, per_hour in enumerate(kinds):
        kernel.set_rate(kind, per_hour / HOUR)
    return kernel


def steady_shares(
    made: Callable[[int], Kernel],
    share: Callable[[Sequence[Tally]], float],
    *,
    hours: float = 60,
    replications: int = 24,
) -> tuple[float, float]:
    """Mean and standard error of something after the warm-up."""
    values = []
    for replication in range(replications):
        kernel = made(replication)
        kernel.advance(WARM_UP)
        before = [_numbers(tally) for tally in kernel.tallies]
        kernel.advance(WARM_UP + hours * HOUR)
        values.append(share([_since(tally, earlier) for tally, earlier in zip(kernel.tallies, before, strict=True)]))
    return statistics.mean(values), statistics.stdev(values) / math.sqrt(replications)


def _numbers(tally: Tally) -> dict[str, int]:
    names = ("offered", "first", "answers", "within_target", "abandoned", "deflected", "wait_us")
    return {name: getattr(tally, name) for name in names}


def _since(tally: Tally, earlier: dict[str, int]) -> Tally:
    since = Tally()
    for name, number in _numbers(tally).items():
        setattr(since, name, number - earlier[name])
    return since


def near(found: tuple[float, float], expected: float) -> bool:
    mean, error = found
    return abs(mean - expected) <= 3.5 * error


def abandoned(kind: int = 0) -> Callable[[Sequence[Tally]], float]:
    return lambda tallies: tallies[kind].abandoned / tallies[kind].offered


def wait_s(kind: int = 0) -> Callable[[Sequence[Tally]], float]:
    return lambda tallies: tallies[kind].wait_us / 1e6 / tallies[kind].offered


def one_pool(
    agents: int, per_hour: float, at_once: int = 1, limit: int | None = None, **words: float
) -> Callable[[int], Kernel]:
    def made(replication: int) -> Kernel:
        kernel = kernel_of(replication, [per_hour], pools=[at_once], **words)
        kernel.route([[0]], [[0]])
        kernel.staff(0, agents)
        kernel.deflect(0, 0.0, limit)
        return kernel

    return made


def test_people_who_give_up() -> None:
    made = one_pool(10, 100)
    assert near(steady_shares(made, abandoned()), 0.075545599541)
    assert near(steady_shares(made, wait_s()), 13.598208)
    assert near(steady_shares(made, lambda found: found[0].within_target / found[0].offered), 0.772237346)


def test_chats_at_once() -> None:
    made = one_pool(6, 120, at_once=3, handling=600, patience=300, within=60)
    assert near(steady_shares(made, abandoned()), 0.1619096788)
    assert near(steady_shares(made, lambda found: found[0].within_target / found[0].offered), 0.5887170264)


def test_people_who_call_again() -> None:
    """The exact values are without a cap on attempts, which takes away less than the error."""
    made = one_pool(9, 100, redial=0.5)
    assert near(steady_shares(made, abandoned()), 0.1603294573)
    assert near(steady_shares(made, lambda found: found[0].offered / found[0].first), 1.0871511793)


def test_a_limit_to_the_queue() -> None:
    made = one_pool(10, 120, limit=5)
    assert near(steady_shares(made, lambda found: found[0].deflected / found[0].offered), 0.0200767151)
    assert near(steady_shares(made, abandoned()), 0.1230628277)


def test_an_urgent_kind_before_another() -> None:
    def made(replication: int) -> Kernel:
        kernel = kernel_of(replication, [40, 50])
        kernel.route([[0], [0]], [[0, 1]])
        kernel.staff(0, 8)
        return kernel

    for kind, share, wait in ((0, 0.0949044372, 17.082799), (1, 0.1605261422, 28.894706)):
        assert near(steady_shares(made, abandoned(kind)), share)
        assert near(steady_shares(made, wait_s(kind)), wait)


def test_what_overflows_to_a_pool_that_has_its_own() -> None:
    def made(replication: int) -> Kernel:
        kernel = kernel_of(replication, [60, 40], pools=[1, 1])
        kernel.route([[0, 1], [1]], [[0], [1, 0]])
        kernel.staff(0, 5)
        kernel.staff(1, 4)
        return kernel

    assert near(steady_shares(made, abandoned(0)), 0.0891730570)
    assert near(steady_shares(made, abandoned(1)), 0.2390484985)


# From empty


def over(replications: int, value: Callable[[int], float]) -> tuple[float, float]:
    values = [value(replication) for replication in range(replications)]
    return statistics.mean(values), statistics.stdev(values) / math.sqrt(replications)


def test_hours_of_different_load_and_staffing() -> None:
    segments = [(80, 8, 6.104129), (180, 8, 79.909430), (180, 14, 26.126047), (50, 14, 0.472381)]
    gone: list[list[int]] = [[] for _ in segments]
    for replication in range(400):
        kernel = one_pool(0, 0)(replication)
        for hour, (per_hour, agents, _) in enumerate(segments):
            kernel.set_rate(0, per_hour / HOUR)
            kernel.staff(0, agents)
            before = kernel.tallies[0].abandoned
            kernel.advance((hour + 1) * HOUR)
            gone[hour].append(kernel.tallies[0].abandoned - before)
    for (_, _, expected), values in zip(segments, gone, strict=True):
        assert near((statistics.mean(values), statistics.stdev(values) / math.sqrt(len(values))), expected)


@pytest.mark.parametrize(
    ("cut", "abandons", "waits"),
    [("finish", 16.335067, 2.210370), ("drop", 15.044221, 2.208986), ("requeue", 16.964536, 2.210246)],
)
def test_four_of_nine_agents_leave(cut: Cut, abandons: float, waits: float) -> None:
    gone, queue = [], []
    for replication in range(400):
        kernel = one_pool(9, 90, patience=240)(replication)
        kernel.advance(HOUR)
        before = kernel.tallies[0].abandoned
        kernel.staff(0, 5, cut)
        kernel.advance(1.5 * HOUR)
        gone.append(kernel.tallies[0].abandoned - before)
        queue.append(kernel.tallies[0].waiting)
    for values, expected in ((gone, abandons), (queue, waits)):
        assert near((statistics.mean(values), statistics.stdev(values) / math.sqrt(len(values))), expected)


def test_a_site_is_lost_with_what_it_has_in_hand() -> None:
    dropped, gone, queue = [], [], []
    for replication in range(400):
        kernel = kernel_of(replication, [90], patience=240, pools=[1, 1])
        kernel.route([[0, 1]], [[0], [0]])
        kernel.staff(0, 5)
        kernel.staff(1, 4)
        kernel.advance(HOUR)
        before = kernel.tallies[0].abandoned
        kernel.staff(0, 0, "drop")
        dropped.append(kernel.tallies[0].dropped)
        kernel.advance(2 * HOUR)
        gone.append(kernel.tallies[0].abandoned - before)
        queue.append(kernel.tallies[0].waiting)
    for values, expected in ((dropped, 4.288148), (gone, 40.292334), (queue, 2.891361)):
        assert near((statistics.mean(values), statistics.stdev(values) / math.sqrt(len(values))), expected)


def test_when_a_queue_is_that_long_for_the_first_time() -> None:
    times = []
    for replication in range(400):
        kernel = one_pool(10, 120)(replication)
        times.append(kernel.advance(HOUR, [Watch(0, 5)]))
    reached = [1.0 if at is not None else 0.0 for at in times]
    seconds = [HOUR if at is None else at for at in times]
    for values, expected in ((reached, 0.7945186977), (seconds, 2054.320977)):
        assert near((statistics.mean(values), statistics.stdev(values) / math.sqrt(len(values))), expected)
