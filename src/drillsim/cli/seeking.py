"""The search for the one earlier step of each broken promise, at the keyboard: whoever waits hears how far it is."""

from typing import TYPE_CHECKING

from drillsim.cli.progress import Progress

if TYPE_CHECKING:
    from drillsim.record.written import Verdict
    from drillsim.rehearsal.responses import Recorded


def sought(recorded: "Recorded") -> "Verdict":
    """What was found. Where it takes long, that is told."""
    from drillsim.rehearsal.earlier import search

    progress = Progress()
    return search(recorded, lambda plays: progress.tell(f"Looking for the one earlier step: {plays} plays so far ..."))
