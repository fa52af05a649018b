"""Killing a host again and again, and what its record says afterwards."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drillsim.record.entries import Entry
from drillsim.session.replay import replay
from drillsim.session.store.chain import read_intact
from support.drills import exercise

CHILD = Path(__file__).with_name("host_child.py")


@dataclass
class Kills:
    """One record and the hosts that were killed on it."""

    record: Path
    seed: int
    fault: str = "none"
    acked: dict[str, int] = field(default_factory=dict)
    """What was answered: id and seq."""
    unanswered: list[list[Any]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    """Promises that were broken."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def kill(self) -> None:
        """A host goes on with the record, gets again what nobody answered and some that was, and is killed."""
        words = [sys.executable, str(CHILD), str(self.record), str(self.chance.randrange(10**6)), self.fault]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        pipe = subprocess.PIPE
        with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, env=environment) as host:
            assert host.stdin is not None
            assert host.stdout is not None
            host.stdin.write("".join(f"{json.dumps(message)}\n" for message in self.unanswered) + "\n")
            host.stdin.flush()
            heard = []
            if self.chance.random() < 0.8:  # else it is killed while it starts
                heard.append(host.stdout.readline())
            threading.Timer(self.chance.uniform(0.0, 0.4), host.send_signal, [signal.SIGKILL]).start()
            heard += host.stdout.readlines()
        self._hear(heard)
        self._look()

    def _hear(self, lines: list[str]) -> None:
        sent = {message[1]: message for message in self.unanswered}
        for line in lines:
            word, _, rest = line.strip().partition(" ")
            if word == "SENT":
                message = json.loads(rest)
                sent[message[1]] = message
            elif word in ("ACK", "NACK"):
                name, seq = json.loads(rest)
                answered = sent.pop(name, None)
                if seq is not None:
                    if self.acked.setdefault(name, seq) != seq:
                        self.broken.append(f"{name} was answered with {self.acked[name]}, then with {seq}")
                    if answered is not None and self.chance.random() < 0.05:
                        sent[name] = answered  # as if the answer had been lost on the way
        self.unanswered = list(sent.values())

    def _look(self) -> None:
        if not self.record.exists():
            self.broken += [f"{name} was answered and there is no record" for name in self.acked]
            return
        before, self.entries = self.entries, read_intact(self.record).entries
        if self.entries[: len(before)] != before:
            self.broken.append("what was on the record is not there any more")
        self.broken += [f"no entry {i}" for i, entry in enumerate(self.entries, 1) if entry.seq != i]
        ids = {entry.seq: entry.id for entry in self.entries}
        if self.fault != "no_dedupe":  # whose ids are not those of the client
            self.broken += [f"{name} is not entry {seq}" for name, seq in self.acked.items() if ids.get(seq) != name]
        texts = Counter(entry.body["text"] for entry in self.entries if entry.kind == "notes")
        self.broken += [f"{text} is on the record {count} times" for text, count in texts.items() if count > 1]

    def replayed(self) -> None:
        """The record's commands give the same events again. Raises ReplayDiverged."""
        recorded = read_intact(self.record)
        replay(exercise("tornado"), recorded.header, recorded.entries)
