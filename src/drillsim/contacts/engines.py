"""The two engines of one kernel, which tell the same to the last bit: plain Python, and compiled by numba."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Protocol

from drillsim.contacts.chance import Engine
from drillsim.contacts.customers import Customers
from drillsim.contacts.kernel import Cut, Kernel, Watch
from drillsim.contacts.queueing import Traced
from drillsim.contacts.tally import Tally
from drillsim.errors import NotInstalled

WORTH_IT = 1_000_000
"""Contacts from which on loading numba costs less than it saves (performance.md, section 4)."""


class AnyKernel(Protocol):
    """What both do; each rule is said in contacts/kernel.py."""

    @property
    def tallies(self) -> list[Tally]:
        """What was counted of each kind up to now; read it anew after going on."""

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

    def unsettled(self, kind: int, within_s: float) -> int:
        """How many wait for the first time, and not yet longer than so many seconds."""

    def calm_until(self, more: int) -> float:
        """A time before which no queue is longer than now by so many, unless the plan changes something."""

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


def chosen(asked: Engine | None, contacts: float) -> Engine:
    """The engine for a play with about so many contacts: the one asked for, else `fast` where it is worth it and there.

    Raises NotInstalled where `fast` is asked for and numba is missing; it is looked for, not loaded.
    """
    if asked == "fast" and not _has_numba():
        raise NotInstalled("the engine `fast` needs numba: pip install drillsim[fast]")
    return asked or usable("fast" if contacts > WORTH_IT else "python")


def usable(engine: Engine) -> Engine:
    """This engine, or where numba is missing the other, which tells the same."""
    return engine if engine == "python" or _has_numba() else "python"


def _has_numba() -> bool:
    return find_spec("numba") is not None
