"""A program that appends to a new record until it is killed: python record_appender.py RECORD FAULT.

It prints the seq of each batch once that is acknowledged; FAULT is one of support/faults.py, or `none`.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from drillsim.session.store.file import RecordWriter
from support.faults import FAULTS
from support.record_samples import batch, header


def main(record: str) -> None:
    """Appends for ever."""
    with RecordWriter.create(record, header(), min_free_mb=0) as writer:
        seq = 0
        while True:
            entries = batch(seq)
            writer.append(entries)
            seq = entries[-1].seq
            acknowledge(seq)


def acknowledge(seq: int) -> None:
    """Past every buffer of this process, so that a kill takes none back."""
    os.write(sys.stdout.fileno(), f"{seq}\n".encode())


if __name__ == "__main__":
    FAULTS[sys.argv[2]]()
    main(sys.argv[1])
