"""asimpy's idiom: a process each, `FirstOf` a turn at a Resource and a timeout."""

import random

import asimpy


class Source(asimpy.Process):
    """Sends the customers in."""

    def init(self, centre: "Centre") -> None:
        """What asimpy calls with what it is made of."""
        self.centre = centre

    async def run(self) -> None:
        """One after the other."""
        centre = self.centre
        for _ in range(centre.n):
            await self.timeout(centre.chance.expovariate(centre.rate))
            Customer(self._env, centre)


class Customer(asimpy.Process):
    """Waits for a turn, or gives up."""

    def init(self, centre: "Centre") -> None:
        """What asimpy calls with what it is made of."""
        self.centre = centre

    async def run(self) -> None:
        """From coming to leaving."""
        centre = self.centre
        arrival = self.now
        patience = self.timeout(centre.chance.expovariate(1 / centre.patience))
        first, _ = await asimpy.FirstOf(self._env, turn=centre.desk.acquire(), patience=patience)
        centre.waited += self.now - arrival
        if first == "turn":
            await self.timeout(centre.chance.expovariate(1 / centre.handling))
            centre.desk.release()
        else:
            centre.gave_up += 1


class Centre:
    """What all share."""

    def __init__(self, n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> None:
        self.n, self.rate, self.handling, self.patience = n, rate, handling, patience
        self.chance = random.Random(seed)
        self.env = asimpy.Environment()
        self.desk = asimpy.Resource(self.env, agents)
        self.gave_up, self.waited = 0, 0.0


def run(n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> tuple[int, float]:
    """As every engine: see the package."""
    centre = Centre(n, rate, handling, patience, agents, seed)
    Source(centre.env, centre)
    centre.env.run()
    return centre.gave_up, centre.waited
