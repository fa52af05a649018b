"""Queues for tests: contacts as somebody tells them one by one, or as they are drawn."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy

from drillsim.contacts.customers import Customers, Exponential, Habits, Purpose
from drillsim.contacts.kernel import Kernel


class Told(Customers):
    """Contacts that come, take and wait just as told: (arrival, handling, patience), rate 1 from 0 on."""

    def __init__(
        self, contacts: Sequence[tuple[float, float, float]], again: Mapping[int, float] | None = None
    ) -> None:
        super().__init__(Habits(Exponential(1), redial=1.0 if again else 0.0), 1, 0, "told")
        self.contacts = contacts
        self.again = again or {}

    def handling(self, contact: int, attempt: int) -> float:  # noqa: ARG002
        return self.contacts[contact][1]

    def patience(self, contact: int, attempt: int) -> float:  # noqa: ARG002
        return self.contacts[contact][2]

    patience_on_hold = patience

    def first(self, begin: int, end: int) -> tuple[list[float], list[float]]:
        return [each[1] for each in self.contacts[begin:end]], [each[2] for each in self.contacts[begin:end]]

    def calls_again_after(self, contact: int, attempt: int) -> float | None:
        return self.again.get(contact) if attempt == 1 else None

    def blocks(self, purpose: Purpose, attempt: int) -> Callable[[], Any]:
        """The same, as the compiled kernel asks."""
        values = {
            "handling": [each[1] for each in self.contacts],
            "redial": [0.0 if attempt == 1 and contact in self.again else 1.0 for contact in range(len(self.contacts))],
            "delay": [self.again.get(contact, math.inf) for contact in range(len(self.contacts))],
            "deflect": [1.0 for _ in self.contacts],
        }
        return lambda: numpy.array(values.get(purpose, [each[2] for each in self.contacts]))

    def arrivals(self) -> Any:
        times = [0.0, *(arrival for arrival, *_ in self.contacts)]
        return _Gaps([later - earlier for earlier, later in pairwise(times)])


class _Gaps:
    """A generator whose exponentials are told; after the last nobody comes any more."""

    def __init__(self, gaps: list[float]) -> None:
        self.gaps = gaps

    def standard_exponential(self, count: int) -> Any:
        gaps, self.gaps = [*self.gaps, *[math.inf] * count][:count], []
        return numpy.array(gaps)


def told(*contacts: tuple[float, float, float], agents: int = 1, again: Mapping[int, float] | None = None) -> Kernel:
    """One pool that serves contacts as told; rate 1 makes their times those told."""
    kernel = Kernel([Told(contacts, again)], [1], trace=True)
    kernel.route([[0]], [[0]])
    kernel.staff(0, agents)
    kernel.set_rate(0, 1.0)
    return kernel
