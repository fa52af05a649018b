"""A program that appends to a new record until it is killed: python record_appender.py RECORD FAULT.

It prints the seq of each batch once that is acknowledged; with the fault `early_ack` it does so too soon.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from drillsim.session.store.file import RecordWriter
from support.record_samples import batch, header


def main(record: str, fault: str) -> None:
    """Appends for ever."""
    with RecordWriter.create(record, header(), min_free_mb=0) as writer:
        while True:
            entries = batch(writer.seq)
            if fault == "early_ack":
                acknowledge(entries[-1].seq)
            writer.append(entries)
            if fault != "early_ack":
                acknowledge(writer.seq)


def acknowledge(seq: int) -> None:
    """Past every buffer of this process, so that a kill takes none back."""
    os.write(sys.stdout.fileno(), f"{seq}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
