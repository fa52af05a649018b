"""The limit of this machine: `single_pool.c`, compiled by the system's compiler when it is first asked for."""

import ctypes
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.missing import Missing

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[numpy.float64]

SOURCE = Path(__file__).with_name("single_pool.c")
FLAGS = ("-O3", "-std=c99", "-ffp-contract=off", "-fPIC", "-shared")


@cache
def compiler() -> str:
    """The compiler: what CC names, else cc, gcc or clang. Raises Missing."""
    for name in (os.environ.get("CC"), "cc", "gcc", "clang"):
        found = name and shutil.which(name)
        if found:
            return found
    raise Missing("no C compiler (cc, gcc, clang, or what CC names)")


@cache
def library() -> ctypes.CDLL:
    """The compiled source; its folder is removed at once. Raises Missing."""
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "single_pool.so"
        subprocess.run([compiler(), *FLAGS, "-o", str(compiled), str(SOURCE), "-lm"], check=True)
        return ctypes.CDLL(str(compiled))


def run(n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> tuple[int, float]:
    """As every engine: see the package `peers`. Random numbers inside. Raises Missing."""
    abandoned, waited_us = ctypes.c_int64(), ctypes.c_int64()
    means = (ctypes.c_double(each) for each in (rate, handling, patience))
    numbers = ctypes.c_int64(agents), ctypes.c_uint64(seed)
    found = ctypes.byref(abandoned), ctypes.byref(waited_us)
    _require_memory(library().draw_and_play(ctypes.c_int64(n), *means, *numbers, *found))
    return abandoned.value, waited_us.value / 1e6


def play(arrivals: "Array", handling: "Array", patience: "Array", agents: int) -> tuple[int, int]:
    """Who gave up, and the microseconds waited by all, of contacts that are given. Raises Missing."""
    abandoned, waited_us = ctypes.c_int64(), ctypes.c_int64()
    pointers = (each.ctypes.data_as(ctypes.POINTER(ctypes.c_double)) for each in (arrivals, handling, patience))
    found = ctypes.byref(abandoned), ctypes.byref(waited_us)
    _require_memory(library().play(ctypes.c_int64(len(arrivals)), *pointers, ctypes.c_int64(agents), *found))
    return abandoned.value, waited_us.value


def _require_memory(there_was: int) -> None:
    if not there_was:
        raise MemoryError("for a heap of the agents")
