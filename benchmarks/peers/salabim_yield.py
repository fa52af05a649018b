"""salabim's idiom with `yield`: a component each, `request(fail_delay=...)`, a desk without monitors."""

import random
from collections.abc import Iterator
from typing import Any

import salabim


class Source(salabim.Component):
    """Sends the customers in."""

    def process(self) -> Iterator[Any]:
        """One after the other."""
        centre = self.env.centre
        for _ in range(centre.n):
            yield self.hold(centre.chance.expovariate(centre.rate))
            Customer()


class Customer(salabim.Component):
    """Waits for a turn, or gives up."""

    def process(self) -> Iterator[Any]:
        """From coming to leaving."""
        centre = self.env.centre
        arrival = self.env.now()
        yield self.request(centre.desk, fail_delay=centre.chance.expovariate(1 / centre.patience))
        centre.waited += self.env.now() - arrival
        if self.failed():
            centre.gave_up += 1
        else:
            yield self.hold(centre.chance.expovariate(1 / centre.handling))
            self.release()


class Centre:
    """What all share."""

    def __init__(self, n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> None:
        self.n, self.rate, self.handling, self.patience = n, rate, handling, patience
        self.chance = random.Random(seed)
        self.desk = salabim.Resource("desk", agents, monitor=False)
        self.gave_up, self.waited = 0, 0.0


def run(n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> tuple[int, float]:
    """As every engine: see the package."""
    env = salabim.Environment(yieldless=False)
    env.centre = centre = Centre(n, rate, handling, patience, agents, seed)
    Source()
    env.run()
    return centre.gave_up, centre.waited
