"""How fast contacts are played, beside the idiom of SimPy's own documentation, in one run.

    python benchmarks/contacts.py [--contacts N]

One pool, first come first served, exponential handling and patience, drawing included; CPU time, median of three.
Each row is checked in the same run: as many give up, and wait as long, as the exact formula says, within a tenth.
"""

import argparse
import gc
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

Result = tuple[int, float]
"""Who gave up, and the seconds waited by all."""


def kernel(contacts: int, rate: float, handling: float, patience: float, agents: int) -> Result:
    """Drillsim's own, in CPython."""
    from drillsim.contacts.customers import Customers, Exponential, Habits
    from drillsim.contacts.kernel import Kernel

    played = Kernel([Customers(Habits(Exponential(handling), Exponential(patience)), 1, 0, "calls")], [1])
    played.route([[0]], [[0]])
    played.staff(0, agents)
    played.set_rate(0, rate)
    played.advance(contacts / rate)
    return played.tallies[0].abandoned, played.tallies[0].wait_us / 1e6


def simpy_idiom(contacts: int, rate: float, handling: float, patience: float, agents: int) -> Result:
    """A process and a Resource, `turn | timeout`, as in SimPy's bank_renege."""
    import random

    import simpy

    env, chance = simpy.Environment(), random.Random(1)
    desk = simpy.Resource(env, agents)
    found = [0, 0.0]

    def customer() -> Any:
        arrival = env.now
        with desk.request() as turn:
            yield turn | env.timeout(chance.expovariate(1 / patience))
            found[1] += env.now - arrival
            if turn.triggered:
                yield env.timeout(chance.expovariate(1 / handling))
            else:
                found[0] += 1

    def source() -> Any:
        for _ in range(contacts):
            yield env.timeout(chance.expovariate(rate))
            env.process(customer())

    env.process(source())
    env.run()
    return int(found[0]), found[1]


def measured(run: Callable[..., Result], contacts: int, model: dict[str, Any]) -> tuple[float, Result]:
    """Contacts a second, and what came out."""
    times = []
    result: Result = (0, 0.0)
    for _ in range(3):
        gc.collect()
        began = time.process_time()
        result = run(contacts, **model)
        times.append(time.process_time() - began)
    return contacts / statistics.median(times), result


def main() -> int:
    """Prints one row for each engine and model; 1 where one is beyond its floor or wrong."""
    from drillsim.contacts.formulas.erlang import steady

    options = argparse.ArgumentParser()
    options.add_argument("--contacts", type=int, default=200_000)
    contacts = options.parse_args().contacts
    print(f"Python {platform.python_version()}, {contacts:,} contacts")
    models = {
        "10 agents": {"rate": 100 / 3600, "handling": 300.0, "patience": 180.0, "agents": 10},
        "200 agents": {"rate": 2400 / 3600, "handling": 300.0, "patience": 180.0, "agents": 200},
    }
    wrong = False
    for name, model in models.items():
        exact = steady(model["rate"] * 3600, model["handling"], model["patience"], int(model["agents"]), 20)
        slow, _ = measured(simpy_idiom, contacts, model)
        fast, (gave_up, waited) = measured(kernel, contacts, model)
        right = _near(gave_up / contacts, exact.p_ab) and _near(waited / contacts, exact.wait_s)
        wrong = wrong or not right
        verdict = "as exact" if right else "WRONG"
        print(f"{name:12} SimPy's idiom {slow:9,.0f}/s   kernel {fast:9,.0f}/s = {fast / slow:4.1f}x   {verdict}")
    return int(wrong)


def _near(found: float, expected: float | None) -> bool:
    """One run of some hundred hours is no closer than a tenth to what is exact."""
    return expected is not None and abs(found / expected - 1) < 0.1


if __name__ == "__main__":
    raise SystemExit(main())
