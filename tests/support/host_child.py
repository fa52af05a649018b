"""A host that plays a shipped drill on a real record until it is killed: python host_child.py RECORD FAULT.

It goes on with a record that is there. Each line of its input is a command, `[client, id, kind, body]`; it prints
`["ready"]`, `["notice", kind, why]`, and for each command `[client, id, seq or null, why]` once that is answered.
"""

import datetime
import json
import os
import select
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from drillsim.cli.playing import header_of
from drillsim.loading import bundled, load
from drillsim.model.exercise import Exercise
from drillsim.net.connection import Connection
from drillsim.net.frames import Ack, Nack, Notice, Up
from drillsim.net.host import Host
from drillsim.net.timekeeper import system_clocks
from drillsim.session.script import who_plays
from drillsim.session.store.file import RecordWriter
from support.faults import FAULTS

DRILL = "hurricane_carrier"  # two days: no test comes to its end
FACILITATOR = "facilitator"
EVERY = 5  # commands between two beats
BEAT = 0.1  # seconds between two beats while nobody sends


def main(record: Path) -> None:
    """Plays for ever."""
    loaded = load(str(bundled(DRILL)), today=datetime.date(2026, 3, 10))
    assert loaded.exercise is not None
    host, writer = opened(record, loaded.exercise, loaded)
    with writer:
        clients = {role: host.connect(role, (role,)) for role in loaded.exercise.plan.roles}
        clients[FACILITATOR] = host.connect(FACILITATOR, (), place="facilitator")
        say(["ready"])
        for number, line in enumerate(lines(sys.stdin.fileno())):
            if line:
                client, *up = json.loads(line)
                clients[client].send(Up(*up))
            if not line or number % EVERY == 0:
                host.tick()
            for name, connection in clients.items():
                tell(name, connection)


def opened(record: Path, exercise: Exercise, loaded: object) -> tuple[Host, RecordWriter]:
    """A host on a new record, or gone on with one."""
    clocks = system_clocks()
    if record.exists():
        writer, found = RecordWriter.reopen(record, min_free_mb=0)
        host = Host(exercise, found.header, writer.append, clocks=clocks, keep_clock=writer.keep_clock)
        host.resume(found.entries, found.clock)
        return host, writer
    players = who_plays(exercise, live=True, taken=exercise.plan.roles)
    header = header_of(loaded, exercise, players=players, live=True, seed=None)  # type: ignore[arg-type]  # as loaded
    writer = RecordWriter.create(record, header, min_free_mb=0)
    return Host(exercise, header, writer.append, clocks=clocks, keep_clock=writer.keep_clock), writer


def lines(source: int) -> Iterator[bytes]:
    """The lines of the input until it ends; an empty one where none has come for a while."""
    buffer = b""
    while True:
        while b"\n" in buffer:
            line, buffer = buffer.split(b"\n", 1)
            yield line
        if not select.select([source], [], [], BEAT)[0]:
            yield b""
        elif more := os.read(source, 65_536):
            buffer += more
        else:
            return


def tell(name: str, connection: Connection) -> None:
    """Prints what a client was told."""
    for frame in connection.receive():
        match frame:
            case Ack() | Nack():
                say([name, frame.id, frame.seq, getattr(frame, "why", "")])
            case Notice() if name == FACILITATOR:
                say(["notice", frame.kind, frame.why])
            case _:
                pass  # for screens


def say(line: object) -> None:
    """Past every buffer of this process, so that a kill takes nothing back."""
    os.write(sys.stdout.fileno(), f"{json.dumps(line)}\n".encode())


if __name__ == "__main__":
    FAULTS[sys.argv[2]]()
    main(Path(sys.argv[1]))
