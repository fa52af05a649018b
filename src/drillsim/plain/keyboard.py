"""Where lines come from: bytes of standard input, and the signals that ask a program to end."""

import codecs
import os
import selectors
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from drillsim.errors import Interrupted
from drillsim.net.terminal import SIGNALS, is_gone

MOST = 10_000  # characters of one line that are kept: more than a line may have, so that it is refused


class Lines:
    """Cuts what comes into lines, whatever pieces it comes in."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._rest = ""

    def feed(self, data: bytes) -> list[str]:
        """The lines that are whole now; with no data it is the end, and what is left is the last line."""
        *whole, rest = (self._rest + self._decoder.decode(data, final=not data)).split("\n")
        self._rest = rest[:MOST]
        if not data and rest:
            self._rest = ""
            whole.append(rest)
        return [line[:MOST].removesuffix("\r") for line in whole]


class Keyboard:
    """Standard input, waited for together with signals; nobody waits anywhere else."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._is_terminal = os.isatty(descriptor)
        self._lines = Lines()
        self._selector = selectors.SelectSelector()  # takes files too, which others refuse
        self._selector.register(descriptor, selectors.EVENT_READ)
        self.at_end = False
        self.asked_to_end: int | None = None
        """The signal that came; None where none did."""

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While this lasts, signals wake whoever waits for lines and end nothing by themselves."""
        reads, writes = os.pipe()
        os.set_blocking(writes, False)
        os.set_blocking(reads, False)
        before = {number: signal.signal(number, self._hear) for number in SIGNALS}
        woken = signal.set_wakeup_fd(writes, warn_on_full_buffer=False)
        self._selector.register(reads, selectors.EVENT_READ)
        try:
            yield
        finally:
            self._selector.close()
            signal.set_wakeup_fd(woken)
            for number, handler in before.items():
                signal.signal(number, handler)
            os.close(reads)
            os.close(writes)

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        self.asked_to_end = number

    def require_go_on(self) -> None:
        """Raises Interrupted once a signal came."""
        if self.asked_to_end is not None:
            raise Interrupted(self.asked_to_end)

    def wait(self, seconds: float) -> list[str]:
        """The lines that came within this time. Raises Interrupted where a signal came or the terminal was closed."""
        ready = self._selector.select(seconds)
        self.require_go_on()
        if not any(key.fd == self._descriptor for key, _ in ready):
            return []
        try:
            data = os.read(self._descriptor, 65_536)
        except OSError:  # some systems say so here
            raise Interrupted(signal.SIGHUP) from None
        if not data and self._is_terminal and is_gone(self._descriptor):  # else somebody typed the end, ^d
            raise Interrupted(signal.SIGHUP)
        self.at_end = not data
        return self._lines.feed(data)
