"""Numbers above which a queue is watched, and since when it stands above them."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from drillsim.contacts.kernel import Watch


@dataclass(slots=True)
class Mark:
    """Whether a queue stands above a number, and the instant at which it rose above it last."""

    is_above: bool = False
    rose: float | None = None


class Marks:
    """The marks of one queue; those that are armed are looked at."""

    def __init__(self) -> None:
        self.of: dict[int, Mark] = {}
        """By number."""
        self._armed: list[int] = []
        """Sorted."""

    def arm(self, numbers: Iterable[int]) -> None:
        """These are watched from now on, and no others."""
        self._armed = sorted(set(numbers))
        for number in self._armed:
            self.of.setdefault(number, Mark())

    def watches(self, waiting: int) -> list[Watch]:
        """What stops a kernel of one kind, of which so many wait now, where an armed mark is crossed, up or down."""
        place = bisect_left(self._armed, waiting)  # those before it stand below the queue
        up = [Watch(0, number + 1) for number in self._armed[place : place + 1]]
        return up + [Watch(0, number, down=True) for number in self._armed[max(0, place - 1) : place]]

    def missing(self, waiting: int) -> int:
        """How many more have to wait before the queue, of which so many wait now, can rise above an armed mark.

        0 where it stands above one: it may fall, and rise again when somebody calls again who gave up.
        """
        lowest = self._armed[0]
        return max(0, lowest + 1 - waiting)

    def look(self, waiting: int, at: float) -> bool:
        """So many wait at an instant; whether that is above an armed mark and was not before."""
        has_risen = False
        for number in self._armed:
            mark = self.of[number]
            was, mark.is_above = mark.is_above, waiting > number
            if mark.is_above and not was:
                mark.rose = at
                has_risen = True
        return has_risen

    def __bool__(self) -> bool:
        return bool(self._armed)
