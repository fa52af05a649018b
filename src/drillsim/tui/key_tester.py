"""The key tester: what arrives here for each key that is pressed, line by line, in the terminal as it is.

The keys are read and understood as the screens do it, so that what is shown here is what they get.
"""

import codecs
import os
import select
import signal
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from textual import constants, events
from textual._xterm_parser import XTermParser  # what the screens read keys with; Textual has no public name for it

LOOK = 0.05  # seconds between two looks for the rest of a key that is sent as several bytes
ALL_KEYS, AS_USUAL = "\x1b[>25u", "\x1b[<u"
"""Asks terminals that know it to report every key as Textual asks them to, and ends that."""


class Arrived(NamedTuple):
    """A key: its name for keymap.yaml, and what the terminal sent for it."""

    name: str
    raw: str


def try_keys(descriptor: int, write: Callable[[str], None], told: Callable[[str, str], str]) -> None:
    """Tells about each key that arrives, until two escapes in a row or ctrl+c, or until the terminal is gone."""
    last = ""
    with _each_key(descriptor, write):
        for key in arriving(descriptor):
            write(told(key.name, key.raw) + "\n")
            if key.name == "ctrl+c" or (key.name == last == "escape"):
                return
            last = key.name


def arriving(descriptor: int) -> Iterator[Arrived]:
    """Every key, as soon as it is clear which it is."""
    parser, decoder = XTermParser(), codecs.getincrementaldecoder("utf-8")("surrogateescape")
    raw = ""
    while True:
        signs = [""]
        if select.select([descriptor], [], [], LOOK)[0]:
            read = os.read(descriptor, 1024)
            if not read:
                return
            signs = list(decoder.decode(read))
        for sign in signs:
            raw += sign
            for event in parser.feed(sign) if sign else parser.tick():
                if isinstance(event, events.Key):
                    yield Arrived(_name(event), raw)
                raw = ""


def _name(event: events.Key) -> str:
    """As it is typed where that can be seen; else as Textual names it."""
    if "+" not in event.key and event.is_printable and event.character not in (None, " "):
        return event.character or ""
    return event.key


@contextmanager
def _each_key(descriptor: int, write: Callable[[str], None]) -> Iterator[None]:
    """Every key comes here, none is shown or obeyed by the terminal; as it was before, whatever happens."""
    before = termios.tcgetattr(descriptor)
    now = termios.tcgetattr(descriptor)
    now[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    now[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    stopped = signal.signal(signal.SIGTERM, signal.default_int_handler)
    termios.tcsetattr(descriptor, termios.TCSADRAIN, now)
    every = not constants.DISABLE_KITTY_KEY and os.environ.get("TERM") != "dumb"
    write(ALL_KEYS if every else "")
    try:
        yield
    finally:
        write(AS_USUAL if every else "")
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
        signal.signal(signal.SIGTERM, stopped)
