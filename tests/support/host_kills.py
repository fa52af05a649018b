"""A live drill whose host is killed again and again while clients send, and what must hold each time (R1, R3, R7)."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from drillsim.loading.recorded import recorded_exercise
from drillsim.model.exercise import Exercise
from drillsim.net.host import Host
from drillsim.record.entries import Entry
from drillsim.session.replay import replay, shown
from drillsim.session.store.chain import Intact, read_intact
from support.host_child import FACILITATOR

CHILD = Path(__file__).with_name("host_child.py")
AT_ONCE = 60  # commands that wait for an answer
Moment = Literal["at its start", "in the lobby", "at the first commit", "under load"]
Key = tuple[str, str]
"""A client and its id."""


@dataclass
class Clients:
    """What people send, in an order that a seed decides, and what they were told."""

    exercise: Exercise
    chance: random.Random
    sent: int = 0
    unanswered: dict[Key, list[Any]] = field(default_factory=dict)
    acknowledged: dict[Key, tuple[list[Any], int]] = field(default_factory=dict)
    """What was sent under an id, and the seq that was answered."""
    complaints: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Everything unanswered again, some of what was answered again, and something new."""
        known = [line for line, _ in self.acknowledged.values()]
        again = self.chance.sample(known, min(len(known), 10))
        for _ in range(AT_ONCE - len(self.unanswered)):
            self._make()
        return [json.dumps(line) + "\n" for line in [*self.unanswered.values(), *again]]

    def _make(self) -> None:
        self.sent += 1
        client, kind, body = self._something() if self.sent > 4 else (FACILITATOR, "here", self._somebody())
        if self.sent == 4:
            kind, body = "start", {}
        self.unanswered[client, f"c-{self.sent}"] = [client, f"c-{self.sent}", kind, body]

    def _somebody(self) -> dict[str, Any]:
        return {"role": self.chance.choice(list(self.exercise.plan.roles))}

    def _something(self) -> tuple[str, str, dict[str, Any]]:
        plan, choice = self.exercise.plan, self.chance.choice
        role = choice(list(plan.roles))
        match self.chance.randrange(8):
            case 0:
                return FACILITATOR, "pace", {"pace": choice([1, 12, 120])}
            case 1:
                return FACILITATOR, choice(["pause", "resume"]), {}
            case 2:
                return FACILITATOR, "inject", {"says": f"News {self.sent}", "tell": "all"}
            case 3:
                task = choice(sorted(plan.tasks))
                return plan.tasks[task].by, "does", {"task": task}
            case 4 if self.sent % 7 == 0:  # seldom: this is to go on for two days
                return FACILITATOR, "jump", {}
            case _:
                return role, "notes", {"text": f"note {self.sent}"}

    def hear(self, client: str, number: str, seq: int | None, why: str) -> None:
        """An answer; the same command is always answered with the same seq."""
        line = self.unanswered.pop((client, number), None)
        if (client, number) in self.acknowledged:
            before = self.acknowledged[client, number][1]
            if seq != before:
                self.complaints.append(f"{number} of {client} was answered with {before} and then with {seq} {why}")
        elif seq is not None and line is not None:
            self.acknowledged[client, number] = (line, seq)


@dataclass
class Ordeal:
    """One record, its hosts killed in turn."""

    record: Path
    clients: Clients
    chance: random.Random
    fault: str = "none"
    before: list[Entry] = field(default_factory=list)
    last: Intact | None = None

    def kill(self, moment: Moment) -> list[str]:
        """Starts a host, lets people send, kills it; what then does not hold."""
        words = [sys.executable, str(CHILD), str(self.record), self.fault]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as host:
            assert host.stdin is not None
            assert host.stdout is not None
            if moment == "at its start":
                self._wait(host, self.chance.uniform(0.0, 2.0))
            else:
                assert json.loads(host.stdout.readline()) == ["ready"]
                host.stdin.writelines(self.clients.lines())
                host.stdin.flush()
                acks = {"in the lobby": 0, "at the first commit": 1}.get(moment, self.chance.randrange(3, AT_ONCE - 5))
                for _ in range(acks):
                    self._hear(host.stdout.readline())
                self._wait(host, self.chance.uniform(0.0, 0.02))
            host.kill()
            for line in host.stdout:
                self._hear(line)
        return [f"killed {moment}: {each}" for each in self.broken_laws()] if self.record.exists() else []

    def _hear(self, line: str) -> None:
        if line.endswith("\n"):  # else it was killed while it spoke
            said = json.loads(line)
            if len(said) == 4:  # an answer, and not `ready` or a notice
                self.clients.hear(*said)

    def _wait(self, host: "subprocess.Popen[str]", seconds: float) -> None:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends and host.poll() is None:
            pass  # a sleep would be too coarse for a moment between two commits

    def broken_laws(self) -> list[str]:
        """What does not hold of the record as it is now."""
        self.last = found = read_intact(self.record)  # refuses a gap and a broken chain
        entries = found.entries
        broken, self.clients.complaints = self.clients.complaints, []
        for (client, number), (_, seq) in self.clients.acknowledged.items():
            if seq > len(entries):
                broken.append(f"{number} of {client} was acknowledged as {seq} and is lost")
            elif entries[seq - 1].id != number:
                broken.append(f"{number} of {client} was acknowledged as {seq}, which is {entries[seq - 1].id}")
        ids = Counter((entry.actor, entry.id) for entry in entries if entry.id is not None)
        broken += [f"{key} is there {times} times" for key, times in ids.items() if times > 1]
        if entries[: len(self.before)] != self.before:
            broken.append("what was on the record before has changed")
        self.before = entries
        return broken

    def differences_from_replay(self) -> list[str]:
        """What a host that goes on with the record knows, and a replay of it does not."""
        found = read_intact(self.record)
        exercise = recorded_exercise(found.header)
        host = Host(exercise, found.header)
        host.resume(found.entries, found.clock)
        again = replay(exercise, found.header, host.session.entries)
        different = []
        if [shown(entry) for entry in again.entries] != [shown(entry) for entry in host.session.entries]:
            different.append("the entries differ")
        again.advance(host.session.now)
        if again.engine.play.state != host.session.engine.play.state:
            different.append("the state differs")
        return different
