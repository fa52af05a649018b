"""A live drill on a disk that gets full or read-only: everybody is told, nothing is lost, it goes on (R10)."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from drillsim.errors import RecordError
from drillsim.session.store.chain import read_intact, verify_chain
from drillsim.session.store.file import RecordWriter
from support.host_kills import CHILD
from support.power import NoDisk, mounted, small_disk
from support.record_samples import header

pytestmark = [pytest.mark.root, pytest.mark.slow]


class Live:
    """A host in a process of its own, in real time."""

    def __init__(self, process: "subprocess.Popen[bytes]", *, begins: bool) -> None:
        self.process = process
        self.acknowledged: dict[str, int] = {}
        self.refused: list[str] = []
        self.notices: list[list[str]] = []
        self._sent = 0 if begins else 1_000  # ids that no run before had
        self._buffer = b""
        self._hear(60)

    def send(self, kind: str = "notes", **body: Any) -> str:
        """Sends a command of the facilitator and waits for its answer; the code of its refusal, or nothing."""
        self._sent += 1
        words = body or {"by": "facilitator", "text": "x" * 1900}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(["facilitator", f"c-{self._sent}", kind, words]).encode() + b"\n")
        self.process.stdin.flush()
        while True:
            said = self._hear(10)
            if said[1] == f"c-{self._sent}":
                if said[2] is not None:
                    self.acknowledged[said[1]] = said[2]
                return str(said[3])

    def until_notice(self, kind: str, seconds: float) -> float:
        """How long it took until everybody was told."""
        begun = time.monotonic()
        while not any(notice[0] == kind for notice in self.notices):
            self._hear(begun + seconds - time.monotonic())
        return time.monotonic() - begun

    def _hear(self, seconds: float) -> list[Any]:
        assert self.process.stdout is not None
        while b"\n" not in self._buffer:
            readable, _, _ = select.select([self.process.stdout], [], [], max(0.0, seconds))
            assert readable, f"nothing was said within {seconds:.1f} s"
            more = os.read(self.process.stdout.fileno(), 65_536)
            assert more, f"the host ended with status {self.process.wait()}"
            self._buffer += more
        line, self._buffer = self._buffer.split(b"\n", 1)
        said: list[Any] = json.loads(line)
        if said[0] == "notice":
            self.notices.append(said[1:])
        return said


@contextmanager
def playing(record: Path, *, begins: bool = True) -> Iterator[Live]:
    """A drill, StartEx declared; its host ends well, with status 0."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, str(CHILD), str(record), "none"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        try:
            live = Live(process, begins=begins)
            if begins:
                assert live.send("start", utc_offset=0) == ""
            yield live
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(10) == 0
        finally:
            process.kill()


DISKS = ["tmpfs", "ext4 with blocks of 1 KiB", *(["ext4"] if os.environ.get("DRILLSIM_LONG") else [])]


@pytest.fixture(params=DISKS)
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    try:
        if request.param == "tmpfs":
            with tmpfs(tmp_path / "disk") as place:
                yield place
        else:
            block = 1024 if "1 KiB" in request.param else 4096
            with small_disk(tmp_path, megabytes=12, block=block) as (_, place):
                yield place
    except NoDisk as reason:
        pytest.skip(f"no disk of one's own can be made on this machine ({reason})")


@contextmanager
def tmpfs(place: Path) -> Iterator[Path]:
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], capture_output=True, check=False)
    if done.returncode:
        raise NoDisk(done.stderr.decode())
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def fill(ballast: Path) -> None:
    """Leaves no byte free."""
    with open(ballast, "ab", buffering=0) as file, suppress(OSError):
        for size in (65_536, 1024, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
        os.fsync(file.fileno())


def require_all_there(live: Live, record: Path) -> None:
    found = read_intact(record).entries
    assert {found[seq - 1].id: seq for seq in live.acknowledged.values()} == live.acknowledged
    assert verify_chain(record).ok


def test_a_full_disk_is_told_and_the_drill_goes_on_when_there_is_room(disk: Path) -> None:
    record, ballast = disk / "x.drillrecord", disk / "ballast"
    with playing(record) as live:
        for _ in range(20):
            assert live.send() == ""
        fill(ballast)
        answer, begun = "", 0.0
        while answer == "":  # the WAL still has room of its own
            begun, answer = time.monotonic(), live.send()
        assert answer == "disk_full"
        assert time.monotonic() - begun < 1
        assert live.until_notice("degraded", 1) < 1
        assert live.notices[-1] == ["degraded", "disk_full"]
        assert live.send() == "disk_full"
        ballast.unlink()
        assert live.until_notice("recovered", 2) < 2
        for _ in range(20):
            assert live.send() == ""
    require_all_there(live, record)
    kinds = [entry.kind for entry in read_intact(record).entries]
    assert kinds.count("storage_recovered") == 1


def test_a_folder_that_vanishes_is_told_and_the_drill_goes_on_when_it_is_back(tmp_path: Path) -> None:
    folder, aside = tmp_path / "stick", tmp_path / "pulled"
    folder.mkdir()
    record = folder / "x.drillrecord"
    with playing(record) as live:
        assert live.send() == ""
        folder.rename(aside)
        assert live.send() == "storage"
        assert live.until_notice("degraded", 1) < 1
        aside.rename(folder)
        assert live.until_notice("recovered", 2) < 2
        assert live.send() == ""
    require_all_there(live, record)


def test_a_disk_that_the_system_has_made_read_only_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """As after an error of the disk. Nothing can be written there until it is mounted anew: the drill is resumed."""
    try:
        with small_disk(tmp_path, megabytes=12) as (image, place):
            record = place / "x.drillrecord"
            with playing(record) as live:
                assert [live.send() for _ in range(20)] == [""] * 20
                make_read_only(place)
                assert live.send() == "storage"
                assert live.until_notice("degraded", 1) < 1
                assert live.send() == "storage"
        with mounted(image, place):
            require_all_there(live, record)
            with playing(record, begins=False) as live:
                assert live.send() == ""
            require_all_there(live, record)
    except NoDisk as reason:
        pytest.skip(f"no disk of one's own can be made on this machine ({reason})")


def make_read_only(place: Path) -> None:
    done = subprocess.run(["mount", "-o", "remount,abort", place], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoDisk(done.stderr)


def test_no_drill_begins_or_goes_on_below_the_minimum(tmp_path: Path) -> None:
    record = tmp_path / "x.drillrecord"
    with pytest.raises(RecordError, match=r"expected 999999999 MB free, found \d+ MB") as refused:
        RecordWriter.create(record, header(), min_free_mb=999_999_999)
    assert refused.value.exit_code == 3
    RecordWriter.create(record, header(), min_free_mb=0).close()
    with pytest.raises(RecordError, match=r"expected 999999999 MB free, found \d+ MB"):
        RecordWriter.reopen(record, min_free_mb=999_999_999)
