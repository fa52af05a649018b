"""On a real terminal; what a dumb one gets is in tests/plain."""

import os
import pty
import subprocess
from pathlib import Path

from support.cli import DRILLSIM, drillsim, surroundings


def on_a_terminal(folder: Path, *words: str, **env: str) -> tuple[int, str]:
    """Exit status and all that a terminal got to see, stdin, stdout and stderr being that terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*DRILLSIM, *words],
        cwd=folder,
        env=surroundings(folder, **env),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                read = os.read(ours, 65536)
            except OSError:  # Linux says so when the last one has closed the terminal
                break
            if not read:
                break
            seen += read
    os.close(ours)
    return process.returncode, seen.decode()


def test_check_on_a_terminal_is_the_same_text(tmp_path: Path) -> None:
    code, seen = on_a_terminal(tmp_path, "check", "tornado", "-q", TERM="xterm-256color")
    assert code == 0, seen
    assert seen.replace("\r\n", "\n") == drillsim("check", "tornado", folder=tmp_path).out
