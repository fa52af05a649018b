"""Reads a file that somebody named at the keyboard."""

import os

from drillsim.exchange.table import MOST_BYTES, TableRefused
from drillsim.record.clean import said_back


def read_text(path: str) -> str:
    """Its text. Raises TableRefused where there is none, it is no plain file, too large, or not in UTF-8."""
    place = os.path.expanduser(path.strip())
    try:
        if not os.path.isfile(place):  # a pipe would keep us waiting
            found = "something else" if os.path.exists(place) else "none"
            raise TableRefused(f"{said_back(path)}: expected a file, found {found}")
        with open(place, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise TableRefused(f"{said_back(path)}: cannot be read: {error.strerror}") from None
    if len(content) > MOST_BYTES:
        raise TableRefused(f"{said_back(path)}: expected at most {MOST_BYTES // 1024 // 1024} MiB, found more")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TableRefused(f"{said_back(path)}:{line}:1: expected text in UTF-8, found something else") from None
