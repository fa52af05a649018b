"""The two engines of one kernel, which tell the same to the last bit: plain Python, and compiled by numba."""

from collections.abc import Sequence
from typing import Literal, Protocol

from drillsim.contacts.customers import Customers
from drillsim.contacts.kernel import Cut, Kernel, Watch
from drillsim.contacts.queueing import Traced
from drillsim.contacts.tally import Tally
from drillsim.errors import NotInstalled

Engine = Literal["python", "fast"]


class AnyKernel(Protocol):
    """What both do; each rule is said in contacts/kernel.py."""

    tallies: list[Tally]

    @property
    def now(self) -> float:
        """Seconds since StartEx."""

    @property
    def trace(self) -> list[Traced] | None:
        """What became of each attempt, if a trace is kept."""

    def set_rate(self, kind: int, per_second: float) -> None:
        """Fresh contacts a second from now on."""

    def deflect(self, kind: int, share: float, limit: int | None = None) -> None:
        """A share of fresh contacts is answered elsewhere, and who would find `limit` waiting."""

    def route(self, prefers: Sequence[Sequence[int]], serves: Sequence[Sequence[int]]) -> None:
        """Which pools each kind is offered to, and which kinds each pool serves."""

    def staff(self, pool: int, agents: int, cut: Cut = "finish") -> None:
        """So many agents from now on."""

    def in_hand(self, pool: int) -> int:
        """How many contacts a pool handles now."""

    def oldest(self, kind: int) -> float | None:
        """When the one came who has waited longest of those who wait now."""

    def advance(self, until: float, watches: Sequence[Watch] = ()) -> float | None:
        """Everything that happens before a time, or up to a watch."""


def make(
    engine: Engine,
    customers: Sequence[Customers],
    at_once: Sequence[int],
    *,
    within_s: Sequence[float] = (),
    trace: bool = False,
) -> AnyKernel:
    """A kernel by either engine; raises NotInstalled for `fast` where numba is missing or does not load.

    `python` is done with a drill of 48 hours before numba is loaded; `fast` is for a million contacts and more.
    """
    if engine == "python":
        return Kernel(customers, at_once, within_s=within_s, trace=trace)
    try:
        from drillsim.contacts.fast.kernel import FastKernel
    except ImportError as error:
        raise NotInstalled(f"the engine `fast` needs numba ({error}): pip install drillsim[fast]") from error
    return FastKernel(customers, at_once, within_s=within_s, trace=trace)
