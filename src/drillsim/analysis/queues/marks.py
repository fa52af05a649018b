"""Numbers above which a queue is watched, and since when it stands above them."""

from collections.abc import Iterable, Iterator
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
        self._armed: frozenset[int] = frozenset()

    def arm(self, numbers: Iterable[int]) -> None:
        """These are watched from now on, and no others."""
        self._armed = frozenset(numbers)
        for number in self._armed:
            self.of.setdefault(number, Mark())

    def watches(self) -> Iterator[Watch]:
        """What stops a kernel of one kind where a mark that is armed is crossed."""
        for number in sorted(self._armed):
            is_above = self.of[number].is_above
            yield Watch(0, number, down=True) if is_above else Watch(0, number + 1)

    def missing(self, waiting: int) -> int:
        """How many more have to wait, at least, before the queue can rise above an armed mark: 1 and more."""
        return min(max(1, number + 1 - waiting) for number in self._armed)

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
