"""Every engine at one pool: drillsim's, its peers, and the limits, in the order of the table."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from benchmarks import kernels
from benchmarks.limits import compiled, heap
from benchmarks.missing import Missing
from benchmarks.models import Single
from benchmarks.oracle import Run

QUICK = 4


@dataclass(frozen=True)
class Engine:
    """One row; `load` gives its run or raises Missing."""

    name: str
    load: Callable[[], Run]
    most: Mapping[str, int] = field(default_factory=dict)
    """For a slow one the contacts that it plays in a whole run, by model; the QUICKth part in a quick one."""

    def contacts(self, model: Single, *, quick: bool) -> int:
        """How many it plays."""
        if model.name not in self.most:
            return model.contacts(quick=quick)
        return self.most[model.name] // QUICK if quick else self.most[model.name]


def _peer(module: str) -> Callable[[], Run]:
    def load() -> Run:
        try:
            run: Run = importlib.import_module(f"benchmarks.peers.{module}").run
        except ModuleNotFoundError as error:
            if error.name is None or error.name.startswith("benchmarks"):
                raise
            raise Missing(f"{error.name} is not installed: pip install 'drillsim[bench]'") from None
        return run

    return load


def _heap(n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> tuple[int, float]:
    abandoned, waited_us = heap.play(*kernels.drawn(n, rate, handling, patience, seed).lists, agents)
    return abandoned, waited_us / 1e6


def _compiled() -> Run:
    compiled.library()
    return compiled.run


SIMPY = Engine("SimPy, its documented idiom", _peer("simpy_idiom"))
CIMBA = Engine("cimba, compiled", _peer("cimba_model"))
KERNELS = {
    "kernel": Engine("drillsim, CPython", lambda: kernels.runs("kernel")),
    "fast": Engine("drillsim, fast", lambda: kernels.runs("fast")),
}
HEAP = Engine("one pool only: heap in CPython", lambda: _heap)
COMPILED = Engine("one pool only: C", _compiled)

ENGINES = (
    Engine("salabim, greenlets", _peer("salabim_greenlet"), {"small": 20_000, "large": 20_000}),
    Engine("salabim, yield", _peer("salabim_yield"), {"small": 20_000, "large": 20_000}),
    Engine("ciw", _peer("ciw_network"), {"large": 10_000}),
    SIMPY,
    Engine("asimpy", _peer("asimpy_idiom")),
    Engine("SimPy's clock, callbacks", _peer("simpy_callbacks")),
    CIMBA,
    *KERNELS.values(),
    HEAP,
    COMPILED,
)
