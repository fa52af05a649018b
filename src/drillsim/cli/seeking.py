"""The search for the one earlier step of each broken promise, at the keyboard: whoever waits hears how far it is."""

import time
from typing import TYPE_CHECKING

from drillsim.cli import out

if TYPE_CHECKING:
    from drillsim.record.written import Verdict
    from drillsim.rehearsal.responses import Recorded

NEWS_EVERY = 5.0  # seconds between lines of progress: often enough to see that it lives


def sought(recorded: "Recorded") -> "Verdict":
    """What was found. Where it takes long, that is told."""
    from drillsim.rehearsal.earlier import search

    told = time.monotonic()

    def tell(plays: int) -> None:
        nonlocal told
        if time.monotonic() - told >= NEWS_EVERY:
            told = time.monotonic()
            out.say(f"Looking for the one earlier step: {plays} plays so far ...")

    return search(recorded, tell)
