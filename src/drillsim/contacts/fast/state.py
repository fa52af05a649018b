"""A queue in arrays: one row for each kind, pool and attempt, three heaps, and what is reckoned on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from drillsim.contacts.attempts import MOST_ATTEMPTS
from drillsim.contacts.customers import Purpose
from drillsim.contacts.queueing import Outcome
from drillsim.contacts.tally import BUCKET_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_ROOM = 64
"""Attempts there is room for at first; twice as many each time they are not enough."""
NONE = -1
# Where an attempt is that is in no pool
WAITS, CALLS_AGAIN, FREE = -1, -2, -3

# An attempt's number in one word, ordered as (kind, contact, attempt): 15 bits, 40 bits, 8 bits
KIND_FROM, CONTACT_FROM = 48, 8
CONTACTS, ATTEMPTS = (1 << 40) - 1, (1 << 8) - 1

# A stream's row is (kind, purpose, attempt) in this order; the numbers say where a purpose begins within a kind
PURPOSES: tuple[Purpose, ...] = ("handling", "patience", "hold", "redial", "delay", "deflect")
STREAMS_OF_A_KIND = len(PURPOSES) * MOST_ATTEMPTS
HANDLING, PATIENCE, HOLD, REDIAL, DELAY, DEFLECT = range(0, STREAMS_OF_A_KIND, MOST_ATTEMPTS)

# What became of an attempt, in a trace
OUTCOMES: tuple[Outcome, ...] = ("answered", "abandoned", "deflected", "dropped", "requeued")
ANSWERED, ABANDONED, DEFLECTED, DROPPED, REQUEUED = range(len(OUTCOMES))

# What the compiled loop is asked for
PLAY, PULL, CUT_DROP, CUT_REQUEUE = range(4)
# What it answers: all is done, a watch was crossed, it needs elements of a stream, it needs longer arrays
DONE, CROSSED, NEEDS_ELEMENTS, NEEDS_ROOM = range(4)


def _row(whole: str, real: str = "") -> "np.dtype[np.void]":
    """A row of whole numbers and of real ones, by name."""
    return np.dtype([*((name, np.int64) for name in whole.split()), *((name, np.float64) for name in real.split())])


INTERVAL = ("offered", "first", "answers", "within_target", "abandoned", "dropped", "deflected", "longest")
COUNTS = (*INTERVAL[:-1], "requeued", "waiting", "wait_us", "longest_us", "peak")

CLOCK = _row(
    # how many are in hand, can give up, will call again, wait, were traced; how many intervals are over;
    # the first free row of attempts; whether a trace is kept; the stream that needs elements, and up to which contact
    "in_hand can_give_up will_call waiting traced intervals free is_traced needed_stream needed_contact",
    "now interval_ends",
)
KIND = _row(
    # COUNTS, and after them the last of INTERVAL; head and tail of its queue; where in `times` its next fresh contact
    # is, and the end of those
    f"{' '.join(COUNTS)} longest within_us limit head tail next_fresh end_fresh",
    "peak_at share redial",
)
POOL = _row("agents room at_once desks tree leaves")  # where in `trees` its tree is, and how many leaves that has
ATTEMPT = _row(
    # its pool or where it is without one; the agent with chats; whether it was in hand before; neighbours in the
    # queue, or the next free row; its place in `ends`, NONE without
    "number pool desk was_answered ahead behind place",
    "since left",  # waits or is in hand since then; seconds of handling that are left, while it waits
)
EVENT = _row("attempt", "at")
"""When an attempt (its row) will be done, gives up or comes again."""
STREAM = _row("begin drawn")
"""Where in `elements` contact 0 is or would be, and how many contacts' elements were drawn."""
WATCH = _row("kind level down before")
TRACED = _row("number outcome pool", "arrival end")


class State(NamedTuple):
    """All that a queue is; rows as above."""

    clock: "NDArray[np.void]"
    """One row."""
    kinds: "NDArray[np.void]"
    pools: "NDArray[np.void]"
    prefers: "NDArray[np.int64]"
    """For each kind its pools, the first first, then NONE."""
    serves: "NDArray[np.int64]"
    """For each pool its kinds, the first first, then NONE."""
    attempts: "NDArray[np.void]"
    """Those who wait, are in hand or will call again."""
    done: "NDArray[np.void]"
    """Heap: when those in hand will be done."""
    ends: "NDArray[np.void]"
    """Heap: when those who wait give up."""
    again: "NDArray[np.void]"
    """Heap: when those who gave up or were cut off call again."""
    trees: "NDArray[np.int64]"
    """Pools of chats: how many each agent has (desks.py)."""
    times: "NDArray[np.float64]"
    """When fresh contacts come, as far as they were looked at, kind by kind."""
    elements: "NDArray[np.float64]"
    """What chance decides, stream by stream."""
    streams: "NDArray[np.void]"
    watches: "NDArray[np.void]"
    cut: "NDArray[np.int64]"
    """Those in hand who are cut, in their order."""
    intervals: "NDArray[np.int64]"
    """For each interval that is over, for each kind, INTERVAL."""
    traced: "NDArray[np.void]"


def empty(at_once: Sequence[int], within_us: Sequence[int]) -> State:
    """Pools for so many contacts an agent and kinds with such targets; nobody is there and nobody comes."""
    kinds, pools = rows(KIND, len(within_us)), rows(POOL, len(at_once))
    kinds["within_us"], kinds["limit"], kinds["head"], kinds["tail"] = within_us, NONE, NONE, NONE
    pools["at_once"] = at_once
    clock = rows(CLOCK, 1)
    clock["interval_ends"], clock["free"] = BUCKET_S, NONE
    words, reals = np.zeros(0, np.int64), np.zeros(0)
    nothing = State(
        clock=clock,
        kinds=kinds,
        pools=pools,
        prefers=np.full((len(kinds), 1), NONE, np.int64),
        serves=np.full((len(pools), 1), NONE, np.int64),
        attempts=rows(ATTEMPT, 0),
        done=rows(EVENT, 0),
        ends=rows(EVENT, 0),
        again=rows(EVENT, 0),
        trees=words,
        times=reals,
        elements=reals,
        streams=rows(STREAM, len(kinds) * STREAMS_OF_A_KIND),
        watches=rows(WATCH, 0),
        cut=words,
        intervals=np.zeros((0, len(kinds), len(INTERVAL)), np.int64),
        traced=rows(TRACED, 0),
    )
    return with_rows(nothing, FIRST_ROOM)


def with_rows(state: State, count: int) -> State:
    """The same with room for so many attempts, which are more than before."""
    before = len(state.attempts)
    attempts = longer(state.attempts, count)
    new = attempts[before:]
    new["pool"] = FREE
    new["behind"] = np.arange(before + 1, len(attempts) + 1)
    new["behind"][-1] = state.clock[0]["free"]
    state.clock[0]["free"] = before
    done, ends, again = (longer(heap, len(attempts)) for heap in (state.done, state.ends, state.again))
    return state._replace(attempts=attempts, done=done, ends=ends, again=again)


def rows(row: "np.dtype[np.void]", count: int) -> "NDArray[np.void]":
    """So many rows, all 0."""
    return np.zeros(count, row)


def longer(array: "NDArray[Any]", count: int) -> "NDArray[Any]":
    """The same with so many rows or more; those that are new are 0."""
    if count <= len(array):
        return array
    more = np.zeros((max(count, 2 * len(array)), *array.shape[1:]), array.dtype)
    more[: len(array)] = array
    return more
