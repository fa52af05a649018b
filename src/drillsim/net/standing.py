"""How the clock of an exercise stood when its record ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from drillsim.record.entries import Entry, Stamp

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
    """Why the clock stood, a pause or a real emergency; None where nobody had stopped it."""

    @property
    def in_emergency(self) -> bool:
        """Whether somebody called a real emergency and nobody has let the clock go on since."""
        return self.stop is not None and self.stop.kind == "real_emergency"


def standing(entries: Sequence[Entry], kept: Stamp | None) -> Standing:
    """How the clock stood at the end of these entries, with the last stamp that was kept beside them."""
    last = [Stamp(entry.drill_ms, entry.mono_ns, entry.wall_ns) for entry in entries[-1:]]
    stamps = [*last, *([] if kept is None else [kept])]
    return Standing(
        max((stamp.drill_ms for stamp in stamps), default=0),
        max((stamp.wall_ns for stamp in stamps), default=0),
        next((entry.body["pace"] for entry in reversed(entries) if entry.kind == "pace"), None),
        _stop(entries),
    )


def _stop(entries: Sequence[Entry]) -> Entry | None:
    """The stop that nobody has ended. What the host itself stopped after an emergency leaves it one."""
    stops: list[Entry] = []
    for entry in reversed(entries):
        if entry.kind == "resume":
            break
        if entry.kind in STOPS:
            stops.append(entry)
    emergency = next((entry for entry in stops if entry.kind == "real_emergency"), None)
    return emergency or (stops[-1] if stops else None)
