"""The compiled kernel tells what the plain one tells, to the last bit; and what it needs is asked for only then."""

import math
import subprocess
import sys
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.contacts.chance import Engine
from drillsim.contacts.customers import Customers, Exponential, Habits, Pert
from drillsim.contacts.engines import AnyKernel, make
from drillsim.contacts.kernel import Watch
from drillsim.contacts.streams import stream
from drillsim.errors import NotInstalled
from support.contacts import Told

NEVER = math.inf
COUNTS = (
    *("offered", "first", "answers", "within_target", "abandoned", "dropped", "requeued", "deflected"),
    *("waiting", "wait_us", "longest_us", "peak", "peak_at", "answered"),
)


@pytest.fixture(scope="module")
def numba() -> Any:
    return pytest.importorskip("numba", reason="numba is not installed: pip install drillsim[fast]")


# Where numba is not needed or missing


def imported(code: str) -> set[str]:
    """The packages that a fresh interpreter has imported after some code."""
    told = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    "code",
    [
        "import drillsim.contacts.kernel",
        "from drillsim.contacts.engines import make; make('python', [], [])",
        "import sys; sys.argv = 'drillsim run tornado --unattended -q'.split()\nfrom drillsim.cli import main; main()",
    ],
)
def test_the_plain_kernel_and_a_drill_import_no_numba(code: str, tmp_path: Path) -> None:
    assert not imported(f"import os; os.chdir({str(tmp_path)!r})\n{code}") & {"numba", "llvmlite"}


def test_without_numba_the_fast_engine_says_in_one_line_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*sys.modules]:
        if name == "numba" or name.startswith("drillsim.contacts.fast"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numba", None)
    with pytest.raises(NotInstalled, match=r"^the engine `fast` needs numba \(.*\): pip install drillsim\[fast\]$"):
        make("fast", [], [])


# By hand


@pytest.mark.usefixtures("numba")
@pytest.mark.parametrize("engine", ["python", "fast"])
@pytest.mark.parametrize(
    ("patience", "then"),
    [
        (9, [(0, "answered", 0, 0), (1, "answered", 10, 9), (2, "abandoned", 10, 8)]),
        (8, [(0, "answered", 0, 0), (1, "abandoned", 9, 8), (2, "answered", 10, 8)]),
    ],
)
def test_the_story_of_three_contacts_and_one_agent(engine: Engine, patience: float, then: list[Any]) -> None:
    kernel = make(engine, [Told([(0, 10, 20), (1, 5, patience), (2, 5, 8)])], [1], trace=True)
    kernel.route([[0]], [[0]])
    kernel.staff(0, 1)
    kernel.set_rate(0, 1)
    kernel.advance(1_000)
    assert kernel.trace is not None
    assert [(each.number[1], each.outcome, each.end, each.end - each.arrival) for each in kernel.trace] == then


@pytest.mark.usefixtures("numba")
@pytest.mark.parametrize("engine", ["python", "fast"])
def test_an_agent_who_leaves_takes_nobody_more_when_done(engine: Engine) -> None:
    """Two talk until 10 and 11, one of them leaves at 5: who comes at 10.5 waits for the other."""
    kernel = make(engine, [Told([(0, 10, NEVER), (1, 10, NEVER), (10.5, 5, NEVER)])], [1])
    kernel.route([[0]], [[0]])
    kernel.staff(0, 2)
    kernel.set_rate(0, 1)
    kernel.advance(5)
    kernel.staff(0, 1)
    kernel.advance(100)
    assert (kernel.tallies[0].answers, kernel.tallies[0].wait_us) == (3, 500_000)


@pytest.mark.usefixtures("numba")
def test_a_call_again_and_a_time_that_is_over() -> None:
    kernel = make("fast", [Told([(0, 10, 20), (1, 5, 3)], again={1: 8})], [1], trace=True)
    kernel.route([[0]], [[0]])
    kernel.staff(0, 1)
    kernel.set_rate(0, 1)
    kernel.advance(1_000)
    assert kernel.trace is not None
    assert [(each.number, each.outcome, each.end) for each in kernel.trace] == [
        ((0, 0, 1), "answered", 0),
        ((0, 1, 1), "abandoned", 4),
        ((0, 1, 2), "answered", 12),
    ]
    with pytest.raises(ValueError, match="from 1000"):
        kernel.advance(999)


@pytest.mark.usefixtures("numba")
@pytest.mark.parametrize("engine", ["python", "fast"])
@pytest.mark.parametrize(
    ("then", "dropped"),
    [
        ([3, 2], []),  # who has nothing leaves first
        ([3, 1], [2, 0]),  # of the others whose latest contact began last
        ([3, 2, 0], [2, 1, 0]),
    ],
)
def test_who_comes_later_is_asked_later_and_who_began_last_leaves_first(
    engine: Engine, then: list[int], dropped: list[int]
) -> None:
    """The second agent gets contact 1, so that both have one, and the first contact 2."""
    kernel = make(engine, [Told([(0, 100, NEVER), (1, 100, NEVER), (2, 100, NEVER)])], [2], trace=True)
    kernel.route([[0]], [[0]])
    kernel.set_rate(0, 1)
    kernel.staff(0, 1)
    kernel.advance(0.5)
    kernel.staff(0, 2)
    for at, agents in enumerate(then, start=3):
        kernel.advance(at)
        kernel.staff(0, agents, "drop")
    assert [each.number[1] for each in kernel.trace or () if each.outcome == "dropped"] == dropped


# Laws


@dataclass(frozen=True)
class Story:
    """Kinds, pools, and what is done to them: (seconds to go on, what, and with what)."""

    habits: list[Habits]
    at_once: list[int]
    within_s: list[float]
    acts: list[tuple[float, str, tuple[Any, ...]]]


def means(*values: float) -> st.SearchStrategy[Exponential]:
    return st.sampled_from(values).map(Exponential)


@st.composite
def stories(draw: st.DrawFn, *, whole: bool) -> Story:
    """Half are of one kind and one pool, for which there are shorter ways."""
    kinds, pools = draw(st.just((1, 1)) | st.tuples(st.integers(1, 3), st.integers(1, 3)))
    handling: st.SearchStrategy[Any] = means(0, 3, 60, 600)
    if not whole:
        handling |= st.just(Pert(10, 30, 300))
    habits = st.builds(
        Habits, handling, means(0, 1, 15, 100, NEVER), st.sampled_from([0, 0.3, 1]), st.sampled_from([0.0, 5.0, 90.0])
    )
    rates = st.sampled_from([0.0, 0.125, 0.5, 1.0] if whole else [0.0, 0.01, 0.07, 0.3, 1.1])
    kind, pool = st.integers(0, kinds - 1), st.integers(0, pools - 1)
    some_pools, some_kinds = st.permutations(range(pools)), st.permutations(range(kinds))
    most = max(pools, kinds)
    cut = st.sampled_from([0, 1, most, most])
    act = st.one_of(
        st.tuples(st.just("set_rate"), st.tuples(kind, rates)),
        st.tuples(st.just("staff"), st.tuples(pool, st.integers(0, 9), st.sampled_from(["finish", "drop", "requeue"]))),
        st.tuples(
            st.just("deflect"),
            st.tuples(kind, st.sampled_from([0.0, 0.0, 0.4, 1.0]), st.sampled_from([None, None, 0, 3])),
        ),
        st.tuples(
            st.just("route"),
            st.tuples(
                st.lists(st.tuples(some_pools, cut), min_size=kinds, max_size=kinds),
                st.lists(st.tuples(some_kinds, cut), min_size=pools, max_size=pools),
            ),
        ),
        st.tuples(
            st.just("watch"), st.tuples(st.lists(st.builds(Watch, kind, st.integers(0, 6), st.booleans()), max_size=3))
        ),
        st.tuples(st.just("look"), st.just(())),
    )
    waits = st.sampled_from([0.0, 1.0, 7.0, 60.0, 400.0]) if whole else st.floats(0, 400)
    begin: list[Any] = [(0.0, "staff", (each, 3, "finish")) for each in range(pools)]
    begin += [(0.0, "set_rate", (each, draw(rates))) for each in range(kinds)]
    begin += [(0.0, "route", ([(range(pools), pools)] * kinds, [(range(kinds), kinds)] * pools))]
    acts = draw(st.lists(st.tuples(waits, act), max_size=14))
    return Story(
        draw(st.lists(habits, min_size=kinds, max_size=kinds)),
        draw(st.lists(st.sampled_from([1, 1, 2, 3]), min_size=pools, max_size=pools)),
        [20.0] * kinds,
        [*begin, *((seconds, what, args) for seconds, (what, args) in acts), (300.0, "look", ())],
    )


def tell(kernel: AnyKernel, story: Story, *, polled: int = 1) -> list[Any]:
    """All that anybody could see at each act and at the end; `polled`: in so many steps from act to act."""
    seen: list[Any] = []
    until = 0.0
    watches: list[Watch] = []
    for seconds, what, args in story.acts:
        begin, until = until, until + seconds
        times = [*(begin + seconds * step / polled for step in range(1, polled)), until]
        seen.append([at for time in times for at in crossings(kernel, time, watches)])
        if what == "watch":
            (watches,) = args
        elif what == "route":
            prefers, serves = ([list(order[:count]) for order, count in each] for each in args)
            kernel.route(prefers, serves)
        elif what != "look":
            getattr(kernel, what)(*args)
        seen.append([kernel.in_hand(pool) for pool in range(len(story.at_once))])
        seen.append([kernel.oldest(kind) for kind in range(len(story.habits))])
        seen.append([kernel.unsettled(kind, 30.0) for kind in range(len(story.habits))])
        seen.append([tally.longest_queues(2) for tally in kernel.tallies])
        seen.append([[getattr(tally, name) for name in COUNTS] for tally in kernel.tallies])
    return [*seen, [tally.course for tally in kernel.tallies], kernel.trace]


def crossings(kernel: AnyKernel, until: float, watches: list[Watch]) -> list[float]:
    """When a watch stopped the kernel on the way."""
    found = []
    while (crossed := kernel.advance(until, watches)) is not None:
        assert crossed == kernel.now
        found.append(crossed)
    assert kernel.now == until
    return found


def kernel_of(engine: Engine, story: Story, seed: int, *, trace: bool) -> AnyKernel:
    people = [Customers(habits, seed, 0, f"kind {number}") for number, habits in enumerate(story.habits)]
    return make(engine, people, story.at_once, within_s=story.within_s, trace=trace)


@pytest.mark.usefixtures("numba")
@settings(max_examples=150)
@given(story=stories(whole=False), seed=st.integers(0, 99), polled=st.sampled_from([1, 1, 4]), trace=st.booleans())
def test_both_engines_tell_the_same_to_the_last_bit(story: Story, seed: int, polled: int, *, trace: bool) -> None:
    plain = tell(kernel_of("python", story, seed, trace=trace), story)
    assert tell(kernel_of("fast", story, seed, trace=trace), story, polled=polled) == plain


class WholeNumbers:
    """A generator whose times are whole numbers, so that many things happen at one instant."""

    def __init__(self, generator: Any) -> None:
        self.random = generator.random
        self._integers = generator.integers

    def standard_exponential(self, count: int) -> Any:
        return self._integers(0, 4, count).astype(float)


@pytest.mark.usefixtures("numba")
@settings(max_examples=150)
@given(story=stories(whole=True), seed=st.integers(0, 99), trace=st.booleans())
def test_both_engines_keep_the_same_order_within_one_instant(story: Story, seed: int, *, trace: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("drillsim.contacts.customers.stream", lambda *key: WholeNumbers(stream(*key)))
        plain = tell(kernel_of("python", story, seed, trace=trace), story)
        assert tell(kernel_of("fast", story, seed, trace=trace), story) == plain


@pytest.mark.usefixtures("numba")
def test_buffers_grow_without_losing_anybody() -> None:
    """Thousands wait, are in hand, will call again and are traced, many times what there is room for at first."""
    habits = [
        Habits(Exponential(900), Exponential(400), redial=0.9, redial_after_s=600),
        Habits(Exponential(500), Exponential(NEVER)),
    ]
    acts: list[tuple[float, str, tuple[Any, ...]]] = [
        (0, "route", ([(range(2), 2)] * 2, [(range(2), 2)] * 2)),
        (0, "staff", (0, 900, "finish")),
        (0, "staff", (1, 200, "finish")),
        (0, "set_rate", (0, 4.0)),
        (0, "set_rate", (1, 1.0)),
        (3_600, "staff", (0, 100, "drop")),
        (900, "staff", (1, 20, "requeue")),
        (900, "set_rate", (0, 12.0)),
        (1_800, "look", ()),
    ]
    story = Story(habits, [1, 3], [20, 20], acts)
    plain = tell(kernel_of("python", story, 1, trace=True), story)
    fast = kernel_of("fast", story, 1, trace=True)
    assert tell(fast, story) == plain
    assert sum(tally.waiting for tally in fast.tallies) > 2_000
    assert len(fast.trace or ()) > 30_000


@pytest.mark.usefixtures("numba")
def test_ends_of_patience_are_forgotten_once_most_waits_are_over() -> None:
    """Thousands wait until they are answered; at times the end that it goes on to is among those forgotten."""
    habits = [Habits(Exponential(20), Exponential(300), redial=0.5, redial_after_s=60), Habits(Exponential(30))]
    acts: list[tuple[float, str, tuple[Any, ...]]] = [
        (0, "route", ([([0], 1)] * 2, [(range(2), 2)])),
        (0, "staff", (0, 10, "finish")),
        (0, "set_rate", (0, 0.45)),
        (0, "set_rate", (1, 0.05)),
        (20_000, "look", ()),
    ]
    story = Story(habits, [1], [20, 20], acts)
    plain = kernel_of("python", story, 1, trace=True)
    assert tell(plain, story) == tell(kernel_of("fast", story, 1, trace=True), story)
    assert sum(each.outcome == "answered" and each.end > each.arrival for each in plain.trace or ()) > 2_000


@pytest.mark.usefixtures("numba")
def test_waits_are_rounded_as_python_rounds(numba: Any) -> None:
    from drillsim.contacts.fast.compiled import PLAIN
    from drillsim.contacts.fast.contacts import in_microseconds

    of = numba.njit(**PLAIN)(lambda seconds: in_microseconds(seconds))
    halves = [0.5e-6, 1.5e-6, 2.5e-6, 4.35e-5, 0.0, 1e-7, 2_147.4836475, 4_503_599_627.370497]
    sums = list(accumulate([0.1, 0.7, 1 / 3, 1e-6 / 3, 123.4567895] * 40))
    assert [of(seconds) for seconds in halves + sums] == [round(seconds * 1e6) for seconds in halves + sums]
    for exactly in (2.0**-7, 3 * 2.0**-7, 5 * 2.0**-7, 7 * 2.0**-8 * 5):  # times 1e6 they end on .5 exactly
        assert of(exactly) == round(exactly * 1e6)
    assert 2.0**-7 * 1e6 % 1 == 0.5


@pytest.mark.usefixtures("numba")
def test_a_copy_goes_the_same_way() -> None:
    people = [Customers(Habits(Exponential(200), Exponential(90), redial=0.5), 3, 0, "voice")]
    kernel = make("fast", people, [2], within_s=[20], trace=True)
    kernel.route([[0]], [[0]])
    kernel.staff(0, 4)
    kernel.set_rate(0, 0.1)
    kernel.advance(3_000)
    copy = deepcopy(kernel)
    for each in (kernel, copy):
        each.staff(0, 2, "drop")
        each.advance(90_000)
    assert copy.trace == kernel.trace
    assert copy.tallies[0].course == kernel.tallies[0].course
    assert len(copy.trace or ()) > 5_000


# What is kept


@pytest.fixture
def folder(numba: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where numba keeps what it compiled."""
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    return tmp_path


def sum_with(stamp: int) -> Any:
    def plus(number: int) -> int:
        return number + stamp

    return plus


def hits(function: Any) -> int:
    return sum(function.stats.cache_hits.values())


def test_what_was_compiled_is_kept_for_the_next_process_until_a_source_changes(folder: Path, tmp_path: Path) -> None:
    from drillsim.contacts.fast.compiled import kept, stamp

    kept(sum_with(1), 0)
    assert [*folder.rglob("*.nbc")]
    assert hits(kept(sum_with(1), 0)) == 1
    assert hits(kept(sum_with(2), 0)) == 0
    (tmp_path / "heaps.py").write_text("one")
    before = stamp(tmp_path)
    (tmp_path / "heaps.py").write_text("two")
    assert stamp(tmp_path) != before


def test_nothing_is_kept_where_nothing_can_be_written(folder: Path) -> None:
    from drillsim.contacts.fast.compiled import kept

    unwritten: dict[str, Any] = {}
    exec(compile("def plus(number):\n    return number + 1", "<of no file>", "exec"), unwritten)
    assert kept(unwritten["plus"], 0)(1) == 2
    assert not [*folder.rglob("*.nbc")]


@pytest.mark.parametrize("damage", ["cut off", "full"])
def test_what_cannot_be_read_or_written_is_compiled_anew(damage: str, folder: Path) -> None:
    from drillsim.contacts.fast.compiled import kept

    kept(sum_with(1), 0)
    for path in [*folder.rglob("*.nb?")]:
        if damage == "cut off":
            path.write_bytes(path.read_bytes()[:20])
        elif path.suffix == ".nbi":
            path.unlink()
        else:
            path.unlink()
            path.mkdir()
    assert kept(sum_with(1), 0)(1) == 2
