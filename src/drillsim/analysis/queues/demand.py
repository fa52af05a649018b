"""How many contacts come: the plan's rate, hour by hour of the story where it says so, times what a surge adds."""

from fractions import Fraction

from drillsim.model.services import Contacts
from drillsim.model.spelling import DAY, HOUR, StoryTime


class Demand:
    """The rate of one function's contacts."""

    def __init__(self, contacts: Contacts, begins: StoryTime) -> None:
        self._contacts = contacts
        self._begins = begins.of_week
        self.surge = Fraction(1)
        """By how much the rate is multiplied."""

    def per_second(self, second: int, *, is_open: bool) -> float:
        """Contacts a second at a second of the exercise.

        A rate for each hour of the day holds at every hour; one rate for all hours holds while the function is open,
        for nobody is put in a queue by a line that says that it is closed.
        """
        rate = self._contacts.per_hour
        if rate is None:
            rate = self._contacts.by_hour[(self._begins + second) % DAY // HOUR]
        elif not is_open:
            rate = Fraction(0)
        return float(rate * self.surge / HOUR)

    def next_change(self, second: int) -> float:
        """The next second at which the hour of the story brings another rate; infinite where all hours are alike."""
        if len(set(self._contacts.by_hour)) < 2:
            return float("inf")
        return second + HOUR - (self._begins + second) % HOUR
