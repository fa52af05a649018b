"""SimPy's documented idiom, as in its example bank_renege: a process each, a Resource, `turn | timeout`."""

import random
from collections.abc import Generator
from typing import Any

import simpy


def run(n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> tuple[int, float]:
    """As every engine: see the package."""
    env, chance = simpy.Environment(), random.Random(seed)
    desk = simpy.Resource(env, agents)
    gave_up, waited = 0, 0.0

    def customer() -> Generator[simpy.Event, Any, None]:
        nonlocal gave_up, waited
        arrival = env.now
        with desk.request() as turn:
            found = yield turn | env.timeout(chance.expovariate(1 / patience))
            waited += env.now - arrival
            if turn in found:
                yield env.timeout(chance.expovariate(1 / handling))
            else:
                gave_up += 1

    def source() -> Generator[simpy.Event, Any, None]:
        for _ in range(n):
            yield env.timeout(chance.expovariate(rate))
            env.process(customer())

    env.process(source())
    env.run()
    return gave_up, waited
