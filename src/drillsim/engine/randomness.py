"""Chance, by name. A single play draws nothing: every estimate takes its usual time.

A rehearsal draws from streams that belong to (seed, replication, entity, purpose), so that neither the order of
asking nor the number of workers can change what is drawn (performance.md, section 6).
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from drillsim.contacts.streams import pert, stream
from drillsim.model.estimate import Estimate

if TYPE_CHECKING:
    import numpy

_BLOCK = 16  # numbers drawn at a time; one at a time costs about seven times as much


class Draws(Protocol):
    """How long something takes this time, and whether somebody can be reached."""

    def seconds(self, estimate: Estimate, entity: str, purpose: str) -> int:
        """Whole seconds, between best and worst."""

    def chance(self, share: Fraction, entity: str, purpose: str) -> bool:
        """Whether something with this chance comes about."""


class Usual:
    """A single play: the usual time, and what is at least as likely as not."""

    def seconds(self, estimate: Estimate, entity: str, purpose: str) -> int:  # noqa: ARG002 -- nothing is drawn, so no stream is named
        return estimate.usual

    def chance(self, share: Fraction, entity: str, purpose: str) -> bool:  # noqa: ARG002 -- as above
        return share >= Fraction(1, 2)


class Streams:
    """A rehearsal: named random streams of one replication."""

    def __init__(self, seed: int, replication: int) -> None:
        self.seed = seed
        self.replication = replication
        self._streams: dict[tuple[str, str], Iterator[float]] = {}
        self._bits: dict[tuple[str, str], numpy.random.Generator] = {}

    def seconds(self, estimate: Estimate, entity: str, purpose: str) -> int:
        """By PERT, rounded to a second."""
        if estimate.best == estimate.worst:
            return estimate.usual
        spread = estimate.worst - estimate.best
        parameters = pert(estimate.best, estimate.usual, estimate.worst)
        return estimate.best + round(spread * float(self._generator(entity, purpose).beta(*parameters)))

    def chance(self, share: Fraction, entity: str, purpose: str) -> bool:
        return float(self._uniform(entity, purpose)) < share

    def _uniform(self, entity: str, purpose: str) -> float:
        key = (entity, purpose)
        if key not in self._streams:
            self._streams[key] = self._blocks(entity, purpose)
        return next(self._streams[key])

    def _blocks(self, entity: str, purpose: str) -> Iterator[float]:
        while True:
            yield from self._generator(entity, purpose).random(_BLOCK).tolist()

    def _generator(self, entity: str, purpose: str) -> "numpy.random.Generator":
        key = (entity, purpose)
        if key not in self._bits:
            self._bits[key] = stream(self.seed, self.replication, entity, purpose)
        return self._bits[key]
