"""What people write about a drill that is over, where no host runs it: put on its record without playing it."""

import os
from collections.abc import Sequence

from drillsim.errors import RecordError
from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.record.codec import encode_command
from drillsim.record.entries import Entry
from drillsim.session.store.file import RecordWriter


def amend(path: str | os.PathLike[str], commands: Sequence[w.Written], *, wall_ns: int) -> list[Entry]:
    """Puts these on the record of an exercise that has ended, in order; returns their entries, which are safe then.

    `wall_ns` is the wall clock now. Raises RecordError where there is no such record, it is not as it was written, it
    has not ended, or a drillsim holds it (with its pid), and StorageFailed where the disk is full.
    """
    writer, found = RecordWriter.reopen(path)
    with writer:
        if not any(entry.kind == "exercise_ended" for entry in found.entries):
            raise RecordError(f"{path}: expected the record of an exercise that has ended, found one that has not")
        last = found.entries[-1]
        new = []
        for seq, command in enumerate(commands, last.seq + 1):
            kind, body = encode_command(command)
            new.append(
                Entry(
                    seq,
                    "command",
                    last.at,
                    kind,
                    c.actor(command),
                    f"{kind}-{seq}",
                    None,
                    body,
                    last.drill_ms,
                    0,
                    wall_ns,
                )
            )
        writer.append(new)
        return new
