"""A live drill in a process of its own, in real time, with one client."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from support.host_kills import CHILD


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
def playing(record: Path, *, begins: bool = True, surroundings: Mapping[str, str] | None = None) -> Iterator[Live]:
    """A drill, StartEx declared; its host ends well, with status 0."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **(surroundings or {})}
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
