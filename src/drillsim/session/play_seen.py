"""A play as views see it: one that an engine is playing, or one that is told again from its record."""

from collections.abc import Sequence
from typing import Protocol

from drillsim.analysis.world import World
from drillsim.contacts.chance import Chance
from drillsim.record import events as e
from drillsim.record.state import State


class PlaySeen(Protocol):
    """What is so at the second shown, and all that happened up to then."""

    @property
    def now(self) -> int:
        """The second that the clock shows."""

    @property
    def state(self) -> State:
        """What the events add up to."""

    @property
    def log(self) -> Sequence[e.Event]:
        """All events so far; it only grows."""

    @property
    def world(self) -> World:
        """What works now."""

    @property
    def chance(self) -> Chance:
        """Which customers come."""
