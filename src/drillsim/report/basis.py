"""What a time rests on: people at a clock, a script, a stand-in, or the plan's own estimate.

Two of these never stand in one column.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from drillsim.record import events as e
from drillsim.record.codec import decode_event
from drillsim.record.entries import Entry, Header
from drillsim.report.document import Block, Para, Table

Basis = Literal["measured", "scripted", "simulated", "estimated"]

_CAPTIONS: dict[Basis, str] = {
    "measured": "Measured (people did it, at the clock):",
    "scripted": "As scripted (the drill file says when; nobody was timed):",
    "simulated": "Simulated (a stand-in did it):",
    "estimated": "Estimated (the plan's usual time; nobody was timed):",
}

FAST = "Measured on a clock that ran faster than time or in jumps (people did it; no measure of real work):"


def captions(*, fast: bool) -> dict[Basis, str]:
    """What stands above a table; `fast` says that a live drill ran above 1x at any time."""
    return {**_CAPTIONS, "measured": FAST} if fast else dict(_CAPTIONS)


IN_WORDS: dict[Basis, str] = {
    "measured": "measured",
    "scripted": "as scripted",
    "simulated": "simulated",
    "estimated": "estimated",
}


def unlike(basis: Basis | None, of_table: Basis | None) -> str:
    """What a time within a cell rests on, where its table rests on something else: ` (simulated)`."""
    return "" if basis is None or basis == of_table else f" ({IN_WORDS[basis]})"


_BY_STAND_INS = (
    e.TaskStarted,
    e.MessageSent,
    e.MessageApproved,
    e.MessageDelivered,
    e.MessageUndelivered,
    e.ClaimMade,
    e.Decided,
)
"""What only a player does: without a command of anybody, a stand-in did it."""


@dataclass(frozen=True, slots=True)
class Act:
    """An event with what its time rests on; None: the scenario's clock, or what followed by itself."""

    event: e.Event
    basis: Basis | None
    seq: int = 0
    """The entry of the record that holds it."""


def acts(header: Header, entries: Iterable[Entry]) -> tuple[Act, ...]:
    """All events, in order. In a live drill a command with a client's id is a person's, else the script's."""
    commands: dict[int, Basis] = {}
    stand_in_runs: set[int] = set()
    found: list[Act] = []
    for entry in entries:
        if entry.sort == "command":
            commands[entry.seq] = "measured" if header.live and entry.id is not None else "scripted"
            continue
        event = decode_event(entry.kind, entry.at, entry.body)
        basis = commands.get(entry.cause) if entry.cause is not None else None
        if basis is None:
            basis = _without_command(event, stand_in_runs)
        if isinstance(event, e.TaskStarted) and basis == "simulated":
            stand_in_runs.add(event.run)
        found.append(Act(event, basis, entry.seq))
    return tuple(found)


def _without_command(event: e.Event, stand_in_runs: set[int]) -> Basis | None:
    if isinstance(event, e.TaskDone):
        return "simulated" if event.run in stand_in_runs else "estimated"
    return "simulated" if isinstance(event, _BY_STAND_INS) else None


def basis_of(acts: Sequence[Act], is_it: Callable[[e.Event], bool]) -> Basis | None:
    """What the first event that fits rests on."""
    return next((act.basis for act in acts if is_it(act.event)), None)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and what its times rest on; None: it has no time, because it never came."""

    cells: tuple[str, ...]
    basis: Basis | None


def grouped(
    captions: Mapping[Basis, str], name: str, heads: Sequence[str], rows: Sequence[Row], *, never: str = ""
) -> list[Block]:
    """One table for each basis, under its caption, and one for what never came."""
    blocks: list[Block] = []
    for basis in (*get_args(Basis), None):
        cells = tuple(row.cells for row in rows if row.basis == basis)
        if cells:
            blocks.append(Para(never if basis is None else captions[basis], "caption"))
            blocks.append(Table(tuple(heads), cells, name, basis or "never"))
    return blocks
