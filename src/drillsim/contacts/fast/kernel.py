"""The compiled kernel as others use it: what contacts/kernel.py says of `Kernel` holds here, to the last bit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from drillsim.contacts.arrivals import Arrivals
from drillsim.contacts.attempts import Number
from drillsim.contacts.customers import Customers, Habits
from drillsim.contacts.fast import state as layout
from drillsim.contacts.fast.elements import Elements
from drillsim.contacts.fast.loop import do
from drillsim.contacts.fast.staffing import beyond, leaving, staff, take_out
from drillsim.contacts.fast.state import NONE, empty, longer, rows, with_rows
from drillsim.contacts.fast.tally import FastTally
from drillsim.contacts.kernel import Cut, Watch
from drillsim.contacts.queueing import Traced
from drillsim.contacts.tally import BUCKET_S, MICRO, Tally

if TYPE_CHECKING:
    from numpy.typing import NDArray

AT_A_TIME = 20_000  # contacts looked ahead at, about


class FastKernel:
    """Kinds of contacts and pools of agents, which serve nobody and have nobody until told."""

    def __init__(
        self,
        customers: Sequence[Customers],
        at_once: Sequence[int],
        *,
        within_s: Sequence[float] = (),
        trace: bool = False,
    ) -> None:
        """One pool for each number in `at_once`; `within_s`: for each kind, what counts as answered in time."""
        self.customers = customers
        self._arrivals = [Arrivals(each.arrivals()) for each in customers]
        self._elements = Elements(customers)
        self._trace: list[Traced] | None = [] if trace else None
        self._state = empty(at_once, [round(each * MICRO) for each in within_s] or [0 for _ in customers])
        self._clock["is_traced"] = trace
        self._counted = [FastTally(self._state, kind) for kind in range(len(customers))]
        self.tallies: list[Tally] = [*self._counted]
        self._prefers: Sequence[Sequence[int]] = []
        self._watches: tuple[Watch, ...] = ()
        self._habits: list[Habits | None] = [None for _ in customers]
        """As the compiled part knows them."""
        self._looked_until = 0.0
        """The time before which all fresh contacts are in `times`, and all intervals have room."""

    # What the plan changes, at `now`, before anything else of that instant

    def set_rate(self, kind: int, per_second: float) -> None:
        """Fresh contacts a second from now on."""
        self._state.kinds[kind]["end_fresh"] = self._state.kinds[kind]["next_fresh"]
        self._arrivals[kind].set_rate(self.now, per_second, self.tallies[kind].first)
        self._looked_until = self.now

    def deflect(self, kind: int, share: float, limit: int | None = None) -> None:
        """This share of fresh contacts is answered elsewhere; so is each attempt that would find `limit` waiting."""
        self._state.kinds[kind]["share"] = share
        self._state.kinds[kind]["limit"] = NONE if limit is None else limit

    def route(self, prefers: Sequence[Sequence[int]], serves: Sequence[Sequence[int]]) -> None:
        """Which pools each kind is offered to, and which kinds each pool serves, both the first first."""
        self._state = self._state._replace(prefers=_table(prefers), serves=_table(serves))
        self._prefers = prefers
        self._offer()

    def staff(self, pool: int, agents: int, cut: Cut = "finish") -> None:
        """So many agents from now on."""
        before = leaving(self._state, pool)
        self._state = staff(self._state, pool, agents)
        if cut != "finish":
            newly = max(0, leaving(self._state, pool) - before)
            what = layout.CUT_DROP if cut == "drop" else layout.CUT_REQUEUE
            self._cut(beyond(self._state, pool, newly), what)
        self._do(layout.PULL, pool=pool)

    def _cut(self, attempts: "NDArray[np.int64]", what: int) -> None:
        if len(attempts) == 0:
            return
        take_out(self._state, attempts)
        self._state = self._state._replace(cut=attempts)
        self._do(what)
        self._state = self._state._replace(cut=attempts[:0])
        self._offer()

    def _offer(self) -> None:
        """Who waits is offered to whoever is free: some were put back, and agents elsewhere may have had nobody."""
        for kind, pools in enumerate(self._prefers):
            for pool in pools:
                self._do(layout.PULL, pool=pool, kind=kind)

    # Reading

    @property
    def now(self) -> float:
        """Seconds since StartEx."""
        now: float = self._state.clock["now"].item()
        return now

    @property
    def trace(self) -> list[Traced] | None:
        """What became of each attempt, if a trace is kept."""
        if self._trace is not None:
            for number, outcome, pool, arrival, end in self._state.traced[len(self._trace) : self._clock["traced"]]:
                named = layout.OUTCOMES[outcome]
                answering = None if pool == NONE else int(pool)
                self._trace.append(Traced(_number(int(number)), float(arrival), float(end), named, answering))
        return self._trace

    def in_hand(self, pool: int) -> int:
        """How many contacts a pool handles now."""
        return int(np.count_nonzero(self._state.attempts["pool"] == pool))

    def oldest(self, kind: int) -> float | None:
        """When the one came, or was put back, who has waited longest of those who wait now; None where nobody does."""
        attempts = self._state.attempts
        waiting = (attempts["pool"] == layout.WAITS) & (attempts["number"] >> layout.KIND_FROM == kind)
        return float(attempts["since"][waiting].min()) if waiting.any() else None

    def unsettled(self, kind: int, within_s: float) -> int:
        """How many wait for the first time, and not yet longer than so many seconds."""
        attempts = self._state.attempts
        waiting = (attempts["pool"] == layout.WAITS) & (attempts["number"] >> layout.KIND_FROM == kind)
        first = waiting & (attempts["was_answered"] == 0)
        return int(np.count_nonzero(first & (attempts["since"] >= self.now - within_s)))

    def calm_until(self, more: int) -> float:  # noqa: ARG002 -- it is quick enough to be asked every second
        """A time before which no queue is longer than now by so many, unless the plan changes something."""
        return self.now

    # Going on

    def advance(self, until: float, watches: Sequence[Watch] = ()) -> float | None:
        """Everything that happens before a time; or up to the first instant at which a watch stops it, returned.

        Raises ValueError for a time that is over.
        """
        now = self.now
        if until < now:
            raise ValueError(f"expected a time from {now} on, found {until}")
        if self._watches != tuple(watches):
            self._watch(watches)
        for kind, customers in enumerate(self.customers):
            if customers.habits is not self._habits[kind]:
                self._habits[kind] = customers.habits
                self._state.kinds[kind]["redial"] = customers.habits.redial
        while now < until:
            if self._looked_until <= now:
                rate = sum(arrivals.rate for arrivals in self._arrivals)
                self._look_ahead(min(until, now + AT_A_TIME / rate) if rate > 0 else until)
            now = min(until, self._looked_until)
            if self._do(layout.PLAY, until=now) == layout.CROSSED:
                return self.now
        return None

    def _watch(self, watches: Sequence[Watch]) -> None:
        watched = rows(layout.WATCH, len(watches))
        for row, watch in enumerate(watches):
            watched[row] = watch.kind, watch.level, watch.down, 0
        self._watches = tuple(watches)
        self._state = self._state._replace(watches=watched)

    def _look_ahead(self, until: float) -> None:
        """When fresh contacts come before a time, and room for the intervals until then."""
        self._looked_until = until
        kinds, times, begin = self._state.kinds, [np.empty(0)], 0
        for kind, arrivals in enumerate(self._arrivals):
            row = kinds[kind]
            first, new = arrivals.times_before(until)
            for purpose in (layout.HANDLING, layout.PATIENCE):
                self._elements.draw(kind * layout.STREAMS_OF_A_KIND + purpose, first + len(new), int(row["first"]))
            times += [self._state.times[row["next_fresh"] : row["end_fresh"]], new]
            left = int(row["end_fresh"] - row["next_fresh"])
            row["next_fresh"], row["end_fresh"] = begin, begin + left + len(new)
            begin += left + len(new)
        over = self._clock["intervals"] + max(0, int((until - self._clock["interval_ends"]) / BUCKET_S) + 2)
        self._state = self._state._replace(times=np.concatenate(times), intervals=longer(self._state.intervals, over))
        for tally in self._counted:
            tally.look_at(self._state)
        self._hand_over()

    def _do(self, what: int, *, until: float = 0.0, pool: int = NONE, kind: int = NONE) -> int:
        """Lets the compiled part do something, with all the elements and the room that it needs."""
        if what != layout.PLAY:  # which asks for room when it needs some
            self._make_room()
        while True:
            answer = do(self._state, what, until, pool, kind)
            if answer == layout.NEEDS_ELEMENTS:
                self._draw(int(self._clock["needed_stream"]), int(self._clock["needed_contact"]))
                self._hand_over()
            elif answer == layout.NEEDS_ROOM:
                self._make_room()
            else:
                return answer

    def _draw(self, stream: int, contact: int) -> None:
        """A stream's elements up to a contact, and to all that were looked ahead at."""
        kind = stream // layout.STREAMS_OF_A_KIND
        row, attempts = self._state.kinds[kind], self._state.attempts
        looked_at = int(row["first"] + row["end_fresh"] - row["next_fresh"])
        numbers = attempts["number"][attempts["pool"] != layout.FREE]
        contacts = numbers[numbers >> layout.KIND_FROM == kind] >> layout.CONTACT_FROM & layout.CONTACTS
        self._elements.draw(stream, max(contact + 1, looked_at), int(contacts.min(initial=row["first"])))

    def _make_room(self) -> None:
        """For one more attempt, and for all that is traced before the loop asks for more."""
        clock, state = self._clock, self._state
        if clock["free"] == NONE:
            self._state = state = with_rows(state, 2 * len(state.attempts))
        if clock["is_traced"]:
            noted = clock["traced"] + clock["waiting"] + len(state.cut) + 1
            self._state = state._replace(traced=longer(state.traced, noted))

    def _hand_over(self) -> None:
        """What was drawn, to the compiled part."""
        self._state.streams["begin"], self._state.streams["drawn"] = self._elements.begin, self._elements.drawn
        self._state = self._state._replace(elements=self._elements.values)

    @property
    def _clock(self) -> Any:
        return self._state.clock[0]


def _table(lists: Sequence[Sequence[int]]) -> "NDArray[np.int64]":
    """One row for each list, filled up with NONE."""
    table = np.full((len(lists), max(map(len, lists), default=0)), NONE, np.int64)
    for row, numbers in enumerate(lists):
        table[row, : len(numbers)] = numbers
    return table


def _number(packed: int) -> Number:
    return (
        packed >> layout.KIND_FROM,
        packed >> layout.CONTACT_FROM & layout.CONTACTS,
        packed & layout.ATTEMPTS,
    )
