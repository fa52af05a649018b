"""What was acknowledged survives a power cut, and the test would see it if it did not (R2)."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from drillsim.session.store.chain import verify_chain
from support.power import NoDisk, after_a_power_cut, small_disk
from support.record_kills import APPENDER

pytestmark = [pytest.mark.root, pytest.mark.slow]
CUTS = 15 if os.environ.get("DRILLSIM_LONG") else 5


@dataclass
class Cut:
    """The last seq that was acknowledged before the power went, and how many entries are there afterwards."""

    acknowledged: int
    recorded: int
    problems: list[str]

    @property
    def lost(self) -> int:
        return max(0, self.acknowledged - self.recorded)


def cuts(folder: Path, fault: str) -> Iterator[Cut]:
    """A writer goes on and on; now and then the power is cut, as far as the copy of its disk is concerned."""
    with small_disk(folder) as (image, place):
        record = place / "x.drillrecord"
        words = [sys.executable, str(APPENDER), str(record), fault]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment) as writer:
            assert writer.stdout is not None
            os.set_blocking(writer.stdout.fileno(), False)
            heard = b""
            try:
                while len(heard) < 1_000:
                    heard += writer.stdout.read() or b""
                while True:
                    heard += run_for(writer, random.uniform(0.01, 0.15))
                    os.kill(writer.pid, signal.SIGSTOP)
                    os.waitid(os.P_PID, writer.pid, os.WSTOPPED)
                    heard += writer.stdout.read() or b""
                    acknowledged = int(heard[: heard.rindex(b"\n")].rsplit(b"\n", 1)[-1])
                    with after_a_power_cut(image, folder) as after:
                        found = verify_chain(after / record.name)
                    yield Cut(acknowledged, found.events, found.problems)
                    os.kill(writer.pid, signal.SIGCONT)
            finally:
                writer.kill()
                writer.wait()


def run_for(writer: "subprocess.Popen[bytes]", seconds: float) -> bytes:
    """Lets the writer write, and hears it."""
    assert writer.stdout is not None
    ends, heard = time.monotonic() + seconds, b""
    while time.monotonic() < ends:
        heard += writer.stdout.read() or b""
    return heard


def first_cuts(folder: Path, fault: str) -> Iterator[Cut]:
    try:
        for number, cut in enumerate(cuts(folder, fault), 1):
            yield cut
            if number == CUTS:
                return
    except NoDisk as reason:
        pytest.skip(f"no disk of one's own can be made on this machine ({reason})")


def test_what_was_acknowledged_survives_a_power_cut(tmp_path: Path) -> None:
    found = list(first_cuts(tmp_path, "none"))
    assert [cut.lost for cut in found] == [0] * CUTS
    assert [cut.problems for cut in found] == [[]] * CUTS
    assert found[-1].acknowledged > found[0].acknowledged


def test_the_test_sees_what_a_writer_that_does_not_wait_for_the_disk_loses(tmp_path: Path) -> None:
    assert any(cut.lost for cut in first_cuts(tmp_path, "sync_normal"))
