"""A live drill that is hosted until it is killed: python host_child.py RECORD SEED [FAULT].

It takes messages to send again from standard input, one JSON list `[client, id, kind, body]` a line, up to an empty
line; then it sends random ones of its own as three clients, as fast as it can. Each is printed before it is sent
(`SENT`), and its answer once it has come (`ACK` with its seq, or `NACK`). Two faults show that the harness has teeth:
`early_ack` answers before the commit, `no_dedupe` takes what is sent again for something new.
"""

import itertools
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from drillsim.net.connection import Connection
from drillsim.net.frames import Ack, Nack, Up
from drillsim.net.host import Host
from drillsim.net.timekeeper import system_clocks
from drillsim.record.entries import Entry
from drillsim.session.script import who_plays
from drillsim.session.session import Append
from drillsim.session.store.file import RecordWriter
from support.drills import exercise, header

DRILL = "tornado"
CLIENTS = ("facilitator", "floor_lead", "comms_lead")

Message = list[Any]
"""Client, id, kind, body."""


def main(record: str, seed: int, fault: str) -> None:
    """Hosts, for ever."""
    played = exercise(DRILL)
    if Path(record).exists():
        writer, recorded = RecordWriter.reopen(record, min_free_mb=0)
        host = Host(played, recorded.header, _appending(writer, fault), clocks=system_clocks())
        host.resume(recorded.entries, recorded.clock)
    else:
        players = who_plays(played, live=True, taken=CLIENTS[1:])
        written = replace(header(DRILL, live=True), players=players, facilitated=True)
        writer = RecordWriter.create(record, written, min_free_mb=0)
        host = Host(played, written, _appending(writer, fault), clocks=system_clocks())
    clients = {name: _connected(host, name) for name in CLIENTS}
    say("READY")
    for message in itertools.chain(_again(), _more(random.Random(seed), host)):
        _send(clients[message[0]], message, fault)
        host.tick()


def _appending(writer: RecordWriter, fault: str) -> Append:
    if fault != "early_ack":
        return writer.append
    held: list[Entry] = []

    def append(entries: Sequence[Entry]) -> None:
        held.extend(entries)
        if len(held) > 40:
            writer.append(held)
            held.clear()

    return append


def _connected(host: Host, name: str) -> Connection:
    facilitates = name == "facilitator"
    return host.connect(name, () if facilitates else (name,), place="facilitator" if facilitates else "player")


def _again() -> Iterator[Message]:
    for line in sys.stdin:
        if not line.strip():
            return
        yield json.loads(line)


def _more(chance: random.Random, host: Host) -> Iterator[Message]:
    for number in itertools.count():
        name = f"{os.getpid()}-{number}"
        client = chance.choice(CLIENTS)
        by = {} if client == "facilitator" else {"by": client}
        kind, body = chance.choice(
            [
                ("notes", {**by, "text": f"note {name}"}),
                ("notes", {**by, "text": f"note {name}"}),
                ("pause", {"because": name}),
                ("resume", {}),
                ("does", {"by": "floor_lead", "task": "take_cover"}),
                ("check_in", {"team": "tulsa_agents", "count": 1, "reason": name}),
            ]
        )
        if not host.started:
            client, kind, body = "facilitator", *chance.choice([("here", {"role": "floor_lead"}), ("start", {})])
        yield [client, name, kind, body]


def _send(connection: Connection, message: Message, fault: str) -> None:
    _, name, kind, body = message
    say(f"SENT {json.dumps(message)}")
    told = f"{os.getpid()}-{name}" if fault == "no_dedupe" else name
    connection.send(Up(told, kind, body))
    for frame in connection.receive():
        if isinstance(frame, Ack):
            say(f"ACK {json.dumps([name, frame.seq])}")
        elif isinstance(frame, Nack):
            say(f"NACK {json.dumps([name, frame.seq])}")


def say(line: str) -> None:
    """Past every buffer of this process, so that a kill takes nothing back."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "none")
