"""How time is taken, and what the numbers depend on."""

import datetime
import gc
import importlib.metadata
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from benchmarks.limits import compiled
from benchmarks.missing import Missing

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

PACKAGES = (
    *("click", "drillsim", "numba", "numpy", "pydantic", "pydantic_core", "pyyaml", "simpy"),
    *("asimpy", "cimba", "ciw", "greenlet", "salabim"),
)
ROUNDS = 3
A_TURN_S = 0.2  # of CPU, in which a quick one is measured again, at most TIMES
TIMES = 3


@dataclass(frozen=True)
class Timed(Generic[T]):
    """The median CPU seconds of some rounds, and what the last one gave."""

    seconds: float
    rounds: int
    result: T


def once(work: Callable[[], T]) -> tuple[float, T]:
    """CPU seconds of this process, and what came of it; garbage is collected before."""
    gc.collect()
    gc.freeze()  # what other rows have loaded is not looked through again and again
    begun = time.process_time()
    result = work()
    took = time.process_time() - begun
    gc.unfreeze()
    return took, result


def in_turn(works: Mapping[K, Callable[[], T]], say: Callable[[int], None]) -> dict[K, Timed[T]]:
    """Each in every round, so that a machine that is busy for a while slows all; says the number of each round."""
    times: dict[K, list[float]] = {key: [] for key in works}
    results: dict[K, T] = {}
    for number in range(1, ROUNDS + 1):
        say(number)
        for key, work in works.items():
            turn: list[float] = []
            while not turn or (len(turn) < TIMES and sum(turn) < A_TURN_S):
                took, results[key] = once(work)
                turn.append(took)
            times[key] += turn
    return {key: Timed(statistics.median(times[key]), len(times[key]), results[key]) for key in works}


def surroundings() -> dict[str, Any]:
    """What the figures depend on; packages and a compiler that are not there are left out."""
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processors": os.cpu_count(),
        "versions": {name: version for name in PACKAGES if (version := _version(name))},
        "compiler": _compiler(),
        "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _compiler() -> str | None:
    try:
        told = subprocess.run([compiled.compiler(), "--version"], capture_output=True, text=True, check=True)
    except Missing:
        return None
    return told.stdout.partition("\n")[0]
