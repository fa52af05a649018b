"""How time is taken, and what the numbers depend on."""

import datetime
import gc
import importlib.metadata
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from benchmarks.limits import compiled
from benchmarks.missing import Missing

T = TypeVar("T")

PACKAGES = (
    *("click", "drillsim", "numba", "numpy", "pydantic", "pydantic_core", "pyyaml", "simpy"),
    *("asimpy", "cimba", "ciw", "greenlet", "salabim"),
)
LEAST, MOST = 3, 9  # rounds
ENOUGH_S = 0.5  # of CPU in all rounds, then LEAST are enough


@dataclass(frozen=True)
class Timed(Generic[T]):
    """The median of some rounds, and what the last one gave."""

    seconds: float
    rounds: int
    result: T


def cpu(work: Callable[[], T], rounds: int | None = None) -> Timed[T]:
    """CPU seconds of this process, garbage collected before each round; as many rounds as are told, or as it needs."""
    times: list[float] = []
    while True:
        gc.collect()
        begun = time.process_time()
        result = work()
        times.append(time.process_time() - begun)
        if len(times) == rounds or (rounds is None and _is_enough(times)):
            return Timed(statistics.median(times), len(times), result)


def _is_enough(times: list[float]) -> bool:
    return len(times) >= LEAST and (sum(times) >= ENOUGH_S or len(times) == MOST)


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
