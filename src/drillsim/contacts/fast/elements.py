"""What chance decides, drawn outside the compiled code: the customers' streams, one after another in one array."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from drillsim.contacts.attempts import MOST_ATTEMPTS
from drillsim.contacts.customers import Customers
from drillsim.contacts.fast.state import PURPOSES, STREAMS_OF_A_KIND

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Elements:
    """`values` and, by row of a stream, where in them contact 0 is or would be and how many were drawn."""

    def __init__(self, customers: Sequence[Customers]) -> None:
        streams = len(customers) * STREAMS_OF_A_KIND
        self.values = np.empty(0)
        self.begin = [0] * streams
        self.drawn = [0] * streams
        self._starts = [0] * streams
        self._ends = [0] * streams
        self._taken = 0
        self._customers = customers
        self._blocks: dict[int, Callable[[], NDArray[np.float64]]] = {}

    def draw(self, row: int, count: int, needed_from: int = 0) -> None:
        """At least so many elements of a stream, counted from its beginning; those before `needed_from` may go."""
        while self.drawn[row] < count:
            block = self._next_block(row)
            drawn = self.drawn[row] + len(block)
            if self.begin[row] + drawn > self._ends[row]:
                self._make_room(row, min(needed_from, self.drawn[row]), max(count, drawn))
            begin = self.begin[row]
            self.values[begin + self.drawn[row] : begin + drawn] = block
            self.drawn[row] = drawn

    def _next_block(self, row: int) -> "NDArray[np.float64]":
        if row not in self._blocks:
            kind, stream = divmod(row, STREAMS_OF_A_KIND)
            purpose, attempt = divmod(stream, MOST_ATTEMPTS)
            self._blocks[row] = self._customers[kind].blocks(PURPOSES[purpose], attempt + 1)
        return self._blocks[row]()

    def _make_room(self, row: int, needed_from: int, count: int) -> None:
        """For elements up to `count`: where the stream is, if half of that is enough, else at the end of all."""
        begin, room = self.begin[row], 2 * (count - needed_from)
        kept = self.values[begin + needed_from : begin + self.drawn[row]]
        if room > self._ends[row] - self._starts[row]:
            if self._taken + room > len(self.values):
                longer = np.empty(4 * (self._taken + room))  # memory that is never written to costs nothing
                longer[: self._taken] = self.values[: self._taken]
                self.values = longer
            self._starts[row], self._ends[row] = self._taken, self._taken + room
            self._taken += room
        start = self._starts[row]
        self.values[start : start + len(kept)] = kept
        self.begin[row] = start - needed_from
