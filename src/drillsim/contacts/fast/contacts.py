"""What happens to contacts: they come, wait, are answered, give up, are cut off, call again."""

import math

from drillsim.contacts.attempts import MOST_ATTEMPTS
from drillsim.contacts.fast.compiled import compiled
from drillsim.contacts.fast.desks import add, fewest
from drillsim.contacts.fast.heaps import push, remove, replace
from drillsim.contacts.fast.state import (
    ABANDONED,
    ANSWERED,
    ATTEMPTS,
    CALLS_AGAIN,
    CONTACT_FROM,
    CONTACTS,
    DEFLECT,
    DEFLECTED,
    DELAY,
    DROPPED,
    FREE,
    HANDLING,
    HOLD,
    KIND_FROM,
    NONE,
    PATIENCE,
    REDIAL,
    REQUEUED,
    STREAMS_OF_A_KIND,
    WAITS,
    State,
)
from drillsim.contacts.tally import MICRO

# Elements of streams


@compiled
def stream_of(number: int) -> int:
    """The stream of an attempt; added to it a purpose, as HANDLING, its stream for that."""
    return (number >> KIND_FROM) * STREAMS_OF_A_KIND + (number & ATTEMPTS) - 1


@compiled
def is_missing(state: State, stream: int, number: int) -> bool:
    """Whether a contact's element was not drawn yet; if so, the clock tells which it is."""
    contact = (number >> CONTACT_FROM) & CONTACTS
    if contact < state.streams[stream].drawn:
        return False
    clock = state.clock[0]
    clock.needed_stream, clock.needed_contact = stream, contact
    return True


@compiled
def _element(state: State, stream: int, number: int) -> float:
    value: float = state.elements[state.streams[stream].begin + ((number >> CONTACT_FROM) & CONTACTS)]
    return value


@compiled
def brings_unknown(state: State, number: int) -> bool:
    """Whether an element is missing of what an attempt that calls again brings along."""
    stream = stream_of(number)
    return is_missing(state, stream + HANDLING, number) or is_missing(state, stream + PATIENCE, number)


@compiled
def calls_again_unknown(state: State, number: int) -> bool:
    """Whether an element is missing that decides on calling again."""
    if state.kinds[number >> KIND_FROM].redial == 0 or (number & ATTEMPTS) >= MOST_ATTEMPTS:
        return False
    stream = stream_of(number)
    return is_missing(state, stream + REDIAL, number) or is_missing(state, stream + DELAY, number)


# Coming


@compiled
def arrive(state: State, number: int, row: int) -> None:
    """An attempt is answered, deflected or waits; its elements are there. Its row is NONE if it has none yet."""
    kind = number >> KIND_FROM
    clock, tally = state.clock[0], state.kinds[kind]
    tally.offered += 1
    if row == NONE:
        tally.first += 1
        if tally.share > 0 and _element(state, stream_of(number) + DEFLECT, number) < tally.share:
            _deflect(state, number)
            return
    for position in range(state.prefers.shape[1]):
        pool = state.prefers[kind, position]
        if pool == NONE:
            break
        if state.pools[pool].room > 0:
            tally.answers += 1
            tally.within_target += 1
            attempt = row if row != NONE else _row_for(state, number)
            _take(state, pool, attempt, clock.now, _element(state, stream_of(number) + HANDLING, number))
            return
    if tally.limit != NONE and tally.waiting >= tally.limit:
        _deflect(state, number)
        if row != NONE:
            _leave(state, row)
        return
    attempt = row if row != NONE else _row_for(state, number)
    entry = state.attempts[attempt]
    entry.left = _element(state, stream_of(number) + HANDLING, number)
    entry.was_answered = 0
    entry.ahead, entry.behind = tally.tail, NONE
    if tally.tail == NONE:
        tally.head = attempt
    else:
        state.attempts[tally.tail].behind = attempt
    tally.tail = attempt
    _wait(state, attempt, _element(state, stream_of(number) + PATIENCE, number))


@compiled
def answer_next(state: State, done: int) -> None:
    """The next contact of the only kind is answered at once in the only pool, in place of the first who is done.

    `done` is that one's row, NONE where nobody is.
    """
    clock, tally, place = state.clock[0], state.kinds[0], state.pools[0]
    number = (tally.first << CONTACT_FROM) + 1
    done_at = clock.now + _element(state, HANDLING, number)
    tally.next_fresh += 1
    tally.offered += 1
    tally.first += 1
    tally.answers += 1
    tally.within_target += 1
    attempt = done
    if attempt != NONE:
        state.attempts[attempt].number = number
        replace(state.done, clock.in_hand, state.attempts, done_at, attempt, 0)
    else:
        attempt = _row_for(state, number)
        state.attempts[attempt].pool = 0
        place.room -= 1
        push(state.done, clock.in_hand, state.attempts, done_at, attempt, 0)
        clock.in_hand += 1
    state.attempts[attempt].since = clock.now


@compiled
def come_again(state: State) -> None:
    """The first of those who call again."""
    clock = state.clock[0]
    attempt = state.again[0].attempt
    remove(state.again, clock.will_call, state.attempts, 0, 0)
    clock.will_call -= 1
    arrive(state, state.attempts[attempt].number, attempt)


@compiled
def _deflect(state: State, number: int) -> None:
    state.kinds[number >> KIND_FROM].deflected += 1
    _note(state, number, state.clock[0].now, DEFLECTED, NONE)


@compiled
def _row_for(state: State, number: int) -> int:
    clock = state.clock[0]
    attempt: int = clock.free
    entry = state.attempts[attempt]
    clock.free = entry.behind
    entry.number = number
    return attempt


@compiled
def _leave(state: State, attempt: int) -> None:
    clock, entry = state.clock[0], state.attempts[attempt]
    entry.pool, entry.behind = FREE, clock.free
    clock.free = attempt


# Waiting


@compiled
def _wait(state: State, attempt: int, patience: float) -> None:
    """It is in its queue, and waits from now on."""
    clock, entry = state.clock[0], state.attempts[attempt]
    tally = state.kinds[entry.number >> KIND_FROM]
    entry.pool, entry.since, entry.place = WAITS, clock.now, NONE
    tally.waiting += 1
    if tally.waiting > tally.longest:
        tally.longest = tally.waiting
        if tally.waiting > tally.peak:
            tally.peak = tally.waiting
            tally.peak_at = clock.now
    clock.waiting += 1
    if patience < math.inf:
        push(state.ends, clock.can_give_up, state.attempts, clock.now + patience, attempt, 1)
        clock.can_give_up += 1


@compiled
def _leave_queue(state: State, attempt: int) -> int:
    """It waits no more; returns how long it did, in microseconds."""
    clock, entry = state.clock[0], state.attempts[attempt]
    tally = state.kinds[entry.number >> KIND_FROM]
    if entry.ahead == NONE:
        tally.head = entry.behind
    else:
        state.attempts[entry.ahead].behind = entry.behind
    if entry.behind == NONE:
        tally.tail = entry.ahead
    else:
        state.attempts[entry.behind].ahead = entry.ahead
    if entry.place != NONE:
        remove(state.ends, clock.can_give_up, state.attempts, entry.place, 1)
        clock.can_give_up -= 1
    tally.waiting -= 1
    clock.waiting -= 1
    microseconds = in_microseconds(clock.now - entry.since)
    tally.wait_us += microseconds
    tally.longest_us = max(tally.longest_us, microseconds)
    return microseconds


@compiled
def in_microseconds(seconds: float) -> int:
    """Half to even, as Python rounds."""
    return round(seconds * MICRO)


@compiled
def give_up(state: State) -> None:
    """The patience of the first is over."""
    attempt = state.ends[0].attempt
    entry = state.attempts[attempt]
    _leave_queue(state, attempt)
    state.kinds[entry.number >> KIND_FROM].abandoned += 1
    _note(state, entry.number, entry.since, ABANDONED, NONE)
    _call_again_or_leave(state, attempt)


@compiled
def _call_again_or_leave(state: State, attempt: int) -> None:
    clock, entry = state.clock[0], state.attempts[attempt]
    number = entry.number
    redial = state.kinds[number >> KIND_FROM].redial
    if (
        redial == 0
        or number & ATTEMPTS >= MOST_ATTEMPTS
        or _element(state, stream_of(number) + REDIAL, number) >= redial
    ):
        _leave(state, attempt)
        return
    entry.pool, entry.number = CALLS_AGAIN, number + 1
    push(
        state.again,
        clock.will_call,
        state.attempts,
        clock.now + _element(state, stream_of(number) + DELAY, number),
        attempt,
        0,
    )
    clock.will_call += 1


# Being answered


@compiled
def pull_kind(state: State, pool: int, kind: int) -> None:
    """Free agents of a pool take those of a kind who wait longest."""
    tally = state.kinds[kind]
    while tally.head != NONE and state.pools[pool].room > 0:
        attempt = tally.head
        entry = state.attempts[attempt]
        microseconds = _leave_queue(state, attempt)
        tally.answers += 1
        if entry.was_answered == 0 and microseconds <= tally.within_us:
            tally.within_target += 1
        _take(state, pool, attempt, entry.since, entry.left)


@compiled
def pull(state: State, pool: int) -> None:
    """Free agents of a pool take those who wait longest, of the first kind that has any."""
    for position in range(state.serves.shape[1]):
        kind = state.serves[pool, position]
        if kind == NONE or state.pools[pool].room <= 0:
            return
        pull_kind(state, pool, kind)


@compiled
def _take(state: State, pool: int, attempt: int, arrival: float, handling: float) -> None:
    clock, entry, place = state.clock[0], state.attempts[attempt], state.pools[pool]
    place.room -= 1
    if place.at_once != 1:
        entry.desk = fewest(state.trees, place.tree, place.leaves)
        add(state.trees, place.tree, place.leaves, entry.desk, 1)
    entry.pool, entry.since = pool, clock.now
    push(state.done, clock.in_hand, state.attempts, clock.now + handling, attempt, 0)
    clock.in_hand += 1
    _note(state, entry.number, arrival, ANSWERED, pool)


@compiled
def _let_go(state: State, attempt: int) -> None:
    """What is in hand is so no more."""
    entry = state.attempts[attempt]
    place = state.pools[entry.pool]
    if place.at_once == 1:
        place.room += 1
    elif entry.desk < place.agents:
        place.room += 1
        add(state.trees, place.tree, place.leaves, entry.desk, -1)


@compiled
def finish(state: State) -> None:
    """The first of those in hand is done."""
    clock = state.clock[0]
    attempt = state.done[0].attempt
    pool = state.attempts[attempt].pool
    remove(state.done, clock.in_hand, state.attempts, 0, 0)
    clock.in_hand -= 1
    _let_go(state, attempt)
    _leave(state, attempt)
    if clock.waiting > 0:
        pull(state, pool)


@compiled
def cut_off(state: State, attempt: int) -> None:
    """It was in hand, and the agent leaves."""
    entry = state.attempts[attempt]
    number = entry.number
    _let_go(state, attempt)
    state.kinds[number >> KIND_FROM].dropped += 1
    _note(state, number, entry.since, DROPPED, entry.pool)
    _call_again_or_leave(state, attempt)


@compiled
def put_back(state: State, attempt: int) -> None:
    """It was in hand, and waits again at the head of its queue."""
    entry = state.attempts[attempt]
    tally = state.kinds[entry.number >> KIND_FROM]
    _let_go(state, attempt)
    tally.requeued += 1
    _note(state, entry.number, entry.since, REQUEUED, entry.pool)
    entry.was_answered = 1
    entry.ahead, entry.behind = NONE, tally.head
    if tally.head == NONE:
        tally.tail = attempt
    else:
        state.attempts[tally.head].ahead = attempt
    tally.head = attempt
    _wait(state, attempt, _element(state, stream_of(entry.number) + HOLD, entry.number))


@compiled
def _note(state: State, number: int, arrival: float, outcome: int, pool: int) -> None:
    clock = state.clock[0]
    if clock.is_traced == 0:
        return
    traced = state.traced[clock.traced]
    traced.number, traced.arrival, traced.end, traced.outcome, traced.pool = number, arrival, clock.now, outcome, pool
    clock.traced += 1
