"""How far a long command is, told to whoever waits: seldom enough to be read."""

import time

from drillsim.cli import out

EVERY = 5.0  # seconds between lines: often enough to see that it lives


class Progress:
    """Tells now and then how far it is, from when it was made."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def tell(self, text: str) -> None:
        """Says it where nothing was said for a while."""
        if time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            out.say(text)
