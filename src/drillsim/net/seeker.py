"""`python -m drillsim.net.seeker`: looks for the one earlier step of a record that comes on standard input.

Header and entries come a line each, then an empty line; the answer is one line of JSON. When standard input ends, so
does this: nobody waits for the answer.
"""

import json
import os
import sys
from contextlib import suppress
from threading import Thread
from typing import BinaryIO

from drillsim.analysis.asked import as_counted, on_shift_said
from drillsim.loading.recorded import recorded_exercise
from drillsim.record.codec import encode_command
from drillsim.rehearsal.earlier import search
from drillsim.rehearsal.responses import Recorded
from drillsim.session.store import rows

POLITE = 10  # how much this makes way for the host and its screens


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Reads a record, looks, and answers."""
    recorded = read(source)
    Thread(target=_end_with, args=(source,), daemon=True).start()
    _, body = encode_command(search(recorded))
    target.write(json.dumps(body).encode() + b"\n")
    target.flush()


def read(source: BinaryIO) -> Recorded:
    """The record: a line for its header, one for each entry, an empty one."""
    header = rows.header_of(source.readline().decode())
    entries = []
    while (row := source.readline()).strip():
        entries.append(rows.entry_of(tuple(json.loads(row))))
    return Recorded(as_counted(recorded_exercise(header), on_shift_said(entries)), header, entries)


def _end_with(source: BinaryIO) -> None:
    source.read()
    os._exit(0)


if __name__ == "__main__":
    with suppress(AttributeError, OSError):  # not on every system
        os.nice(POLITE)
    main(sys.stdin.buffer, sys.stdout.buffer)
