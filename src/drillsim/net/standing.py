"""How the clock of an exercise stood when its record ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from drillsim.net.timekeeper import Away
from drillsim.record.commands import RealEmergency
from drillsim.record.entries import Entry, Stamp
from drillsim.session.pacing import SECOND

STOPS = ("pause", "real_emergency")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a host needs to know to go on; of the clock, what was kept beside the entries counts too."""

    milliseconds: int
    """The exercise clock."""
    wall_ns: int
    """The wall clock when anything was last written; 0 where nobody watched it."""
    pace: int | None
    """The pace that was set last; None: the drill's own."""
    stop: Entry | None
    """Why the clock stood; None where nobody had stopped it."""
    emergency: RealEmergency | None
    """The real emergency that somebody called and that was not over."""
    away: Away | None
    """A sleep of the computer of which nobody had said yet whether it counts."""


def standing(entries: Sequence[Entry], kept: Stamp | None) -> Standing:
    """How the clock stood at the end of these entries, with the last stamp that was kept beside them."""
    since = _since_it_went(entries)
    last = [Stamp(entry.drill_ms, entry.mono_ns, entry.wall_ns) for entry in entries[-1:]]
    stamps = [*last, *([] if kept is None else [kept])]
    return Standing(
        max((stamp.drill_ms for stamp in stamps), default=0),
        max((stamp.wall_ns for stamp in stamps), default=0),
        next((entry.body["pace"] for entry in reversed(entries) if entry.kind == "pace"), None),
        next((entry for entry in since if entry.kind in STOPS), None),
        _emergency(since),
        _away(since),
    )


def _since_it_went(entries: Sequence[Entry]) -> list[Entry]:
    """What came since somebody let the clock go on, in order."""
    found: list[Entry] = []
    for entry in reversed(entries):
        if entry.kind == "resume":
            break
        found.append(entry)
    return found[::-1]


def _emergency(since: Sequence[Entry]) -> RealEmergency | None:
    """The last call that says why, else the first: what the host stopped afterwards leaves it an emergency."""
    calls = [RealEmergency(**entry.body) for entry in since if entry.kind == "real_emergency"]
    return next((call for call in reversed(calls) if call.because), calls[0] if calls else None)


def _away(since: Sequence[Entry]) -> Away | None:
    """The sleep that stopped the clock; one while it stood anyway is nothing to count."""
    first = next((entry for entry in since if entry.kind in (*STOPS, "host_suspended")), None)
    if first is None or first.kind != "host_suspended" or any(entry.kind == "count" for entry in since):
        return None
    return Away(first.body["seconds"] * SECOND, first.body["counted"] * SECOND)
