"""Killing a writer, and what its record says afterwards."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drillsim.session.store.chain import verify_chain
from drillsim.session.store.reader import RecordReader

APPENDER = Path(__file__).with_name("record_appender.py")


@dataclass
class Killed:
    """The last seq that a killed writer acknowledged, and the seqs its record holds."""

    acknowledged: int
    recorded: list[int]
    problems: list[str]

    @property
    def lost(self) -> list[int]:
        """What was acknowledged and is not there."""
        return sorted(set(range(1, self.acknowledged + 1)) - set(self.recorded))


def kill_after(record: Path, acks: int, *, fault: str = "none", wait: float = 0.0) -> Killed:
    """Starts a writer, kills it after so many acks (and a while), and reads the record at once."""
    words = [sys.executable, str(APPENDER), str(record), fault]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=_environment()) as writer:
        assert writer.stdout is not None
        heard = [writer.stdout.readline() for _ in range(acks)]
        with suppress(subprocess.TimeoutExpired):
            writer.wait(wait)
        writer.send_signal(signal.SIGKILL)
        heard += writer.stdout.readlines()
    acknowledged = max((int(line) for line in heard if line.strip()), default=0)
    if not record.exists():
        return Killed(acknowledged, [], [])
    with RecordReader.open(record) as reader:
        recorded = [entry.seq for entry in reader.entries()]
    return Killed(acknowledged, recorded, verify_chain(record).problems)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
