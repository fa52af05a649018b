"""What Python calls: one event after another, until a time, a watch, or until more elements or room are needed."""

import math
from collections.abc import Callable

from drillsim.contacts.fast.compiled import compiled, direct, kept, stamp
from drillsim.contacts.fast.contacts import (
    answer_next,
    arrive,
    brings_unknown,
    calls_again_unknown,
    come_again,
    cut_off,
    finish,
    give_up,
    is_missing,
    pull,
    pull_kind,
    put_back,
    stream_of,
)
from drillsim.contacts.fast.state import (
    CONTACT_FROM,
    CROSSED,
    CUT_DROP,
    CUT_REQUEUE,
    DEFLECT,
    DONE,
    HOLD,
    KIND_FROM,
    NEEDS_ELEMENTS,
    NEEDS_ROOM,
    NONE,
    PLAY,
    State,
    empty,
)
from drillsim.contacts.tally import BUCKET_S

FRESH, CALL_AGAIN, GIVE_UP, FINISH = range(4)

Do = Callable[[State, int, float, int, int], int]
"""The queue, what is asked for, until when, a pool, a kind (NONE: all that the pool serves); what it answers."""


@compiled
def _play(state: State, until: float) -> int:
    """Everything before a time; what needs more elements or room has not happened yet and can be asked for again."""
    clock = state.clock[0]
    number = 0
    is_simple = _is_simple(state)
    kind, fresh_at = _next_fresh(state)
    while True:
        if is_simple and clock.waiting == 0:
            _answer_all(state, until)
            kind, fresh_at = _next_fresh(state)
        at, what = fresh_at, FRESH
        if clock.will_call > 0 and state.again[0].at <= at:
            at, what = state.again[0].at, CALL_AGAIN
        if clock.can_give_up > 0 and state.ends[0].at <= at:
            at, what = state.ends[0].at, GIVE_UP
        if clock.in_hand > 0 and state.done[0].at <= at:
            at, what = state.done[0].at, FINISH
        if at >= until:
            _turn_to(state, until)
            return DONE
        if what != FINISH:
            if clock.free == NONE:
                return NEEDS_ROOM
            if what == FRESH:
                number = (kind << KIND_FROM) + (state.kinds[kind].first << CONTACT_FROM) + 1
                is_lacking = state.kinds[kind].share > 0 and is_missing(state, stream_of(number) + DEFLECT, number)
            elif what == GIVE_UP:
                is_lacking = calls_again_unknown(state, state.attempts[state.ends[0].attempt].number)
            else:
                number = state.attempts[state.again[0].attempt].number
                is_lacking = brings_unknown(state, number)
            if is_lacking:
                return NEEDS_ELEMENTS
        if clock.is_traced and clock.traced + clock.waiting + 1 > len(state.traced):
            return NEEDS_ROOM
        if at >= clock.interval_ends:
            _turn_to(state, at)
        clock.now = at
        for watch in state.watches:
            watch.before = state.kinds[watch.kind].waiting
        if what == FINISH:
            finish(state)
        elif what == FRESH:
            state.kinds[kind].next_fresh += 1
            arrive(state, number, NONE)
            kind, fresh_at = _next_fresh(state)
        elif what == GIVE_UP:
            give_up(state)
        else:
            come_again(state)
        for watch in state.watches:
            waiting = state.kinds[watch.kind].waiting
            if watch.down:
                if watch.before > watch.level >= waiting:
                    return CROSSED
            elif watch.before < watch.level <= waiting:
                return CROSSED


@compiled
def _is_simple(state: State) -> bool:
    """Whether there is one kind only and one pool for it, nothing is noted and no contact looked at closely."""
    if len(state.kinds) != 1 or len(state.pools) != 1 or state.pools[0].at_once != 1 or state.clock[0].is_traced:
        return False
    return bool(state.prefers.shape[1] > 0 and state.prefers[0, 0] == 0 and state.kinds[0].share == 0)


@compiled
def _answer_all(state: State, until: float) -> None:
    """Until somebody comes for whom nobody is free; who is done meanwhile is looked at only when somebody comes."""
    clock, tally, place = state.clock[0], state.kinds[0], state.pools[0]
    if clock.will_call > 0:
        until = min(until, state.again[0].at)
    while tally.next_fresh < tally.end_fresh:
        at = state.times[tally.next_fresh]
        done = NONE
        if clock.in_hand > 0 and place.room >= 0 and state.done[0].at <= at:
            done = state.done[0].attempt
        if at >= until or (done == NONE and (place.room <= 0 or clock.free == NONE)):
            break
        if at >= clock.interval_ends:
            _turn_to(state, at)
        clock.now = at
        answer_next(state, done)
    while clock.in_hand > 0 and state.done[0].at <= clock.now:
        finish(state)


@compiled
def _next_fresh(state: State) -> tuple[int, float]:
    """The kind of the next fresh contact, and when it comes."""
    first, at = 0, math.inf
    for kind in range(len(state.kinds)):
        tally = state.kinds[kind]
        if tally.next_fresh < tally.end_fresh and state.times[tally.next_fresh] < at:
            first, at = kind, state.times[tally.next_fresh]
    return first, at


@compiled
def _turn_to(state: State, at: float) -> None:
    """Time goes on; intervals that are over are closed."""
    clock = state.clock[0]
    clock.now = at
    while at >= clock.interval_ends:
        clock.interval_ends += BUCKET_S
        for kind in range(len(state.kinds)):
            tally, over = state.kinds[kind], state.intervals[clock.intervals, kind]
            over[0], over[1], over[2], over[3] = tally.offered, tally.first, tally.answers, tally.within_target
            over[4], over[5], over[6], over[7] = tally.abandoned, tally.dropped, tally.deflected, tally.longest
            tally.longest = tally.waiting
        clock.intervals += 1


@compiled
def _cut(state: State, what: int) -> int:
    """Contacts in hand, in the order of `state.cut`, are cut off or wait again."""
    for attempt in state.cut:
        number = state.attempts[attempt].number
        if what == CUT_REQUEUE:
            is_lacking = is_missing(state, stream_of(number) + HOLD, number)
        else:
            is_lacking = calls_again_unknown(state, number)
        if is_lacking:
            return NEEDS_ELEMENTS
    for attempt in state.cut:
        if what == CUT_REQUEUE:
            put_back(state, attempt)
        else:
            cut_off(state, attempt)
    return DONE


def _made(sources: str) -> Do:
    def do(state: State, what: int, until: float, pool: int, kind: int) -> int:
        if what == PLAY and sources:  # which makes them a part of this function
            return _play(state, until)
        if what in (CUT_DROP, CUT_REQUEUE):
            return _cut(state, what)
        if kind == NONE:
            pull(state, pool)
        else:
            pull_kind(state, pool, kind)
        return DONE

    return do


do = direct(kept(_made(stamp()), empty([], []), PLAY, 0.0, NONE, NONE))
