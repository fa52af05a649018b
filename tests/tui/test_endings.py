"""However a live drill ends, its record is whole up to the last acknowledged response, and nobody sees a traceback."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from drillsim.session.store.reader import RecordReader
from support.cli import recorded

LEAVES = "\x1b[?1049l"
"""What gives a terminal back what it showed before."""


class Terminal:
    """The live screen on a pseudo-terminal, with a task started and acknowledged."""

    def __init__(self, folder: Path, *, columns: int = 80, rows: int = 24) -> None:
        self.record = folder / "x.drillrecord"
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "support.live_child", "tornado", str(self.record)],
            dimensions=(rows, columns),
            env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(sys.path)},
            timeout=60,
            encoding="utf-8",
        )
        self.child.expect("NOT STARTED")
        self.child.send("s")
        self.child.expect("enter look")  # the tasks are in focus
        self.child.send("t")
        self.child.expect("started: |EMERGENCY")  # whichever task the cursor was on

    @property
    def pid(self) -> int:
        """The process."""
        assert self.child.pid is not None
        return self.child.pid

    def kinds(self) -> list[str]:
        """The kinds of the commands on the record."""
        with RecordReader.open(self.record) as kept:
            return [entry.kind for entry in kept.entries() if entry.sort == "command"]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_ctrl_c_ends_it(terminal: Terminal) -> None:
    terminal.child.send("\x03")
    terminal.child.expect(pexpect.EOF)
    terminal.child.close()
    assert terminal.child.exitstatus == 130
    assert "Traceback" not in str(terminal.child.before)
    assert terminal.kinds() == ["start", "does", "pause"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it(terminal: Terminal, number: signal.Signals) -> None:
    terminal.child.kill(number)
    terminal.child.expect(pexpect.EOF)
    terminal.child.close()
    assert terminal.child.exitstatus == 128 + number
    assert "Traceback" not in str(terminal.child.before)
    assert terminal.kinds() == ["start", "does", "pause"]


@pytest.mark.parametrize("command", ["screen", "replay"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_what_only_reads_too(tmp_path: Path, command: str, number: signal.Signals) -> None:
    """Given the room's screen or a replay, when it is asked to end, then the terminal is as it was before."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "drillsim", command, str(recorded(tmp_path))],
        dimensions=(24, 80),
        env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
        encoding="utf-8",
    )
    child.expect("F1")
    child.kill(number)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 128 + number
    assert LEAVES in str(child.before)


def test_a_closed_terminal_ends_it(terminal: Terminal) -> None:
    os.close(terminal.child.child_fd)
    terminal.child.closed = True
    _, status = os.waitpid(terminal.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGHUP
    assert terminal.kinds() == ["start", "does", "pause"]


def test_a_terminal_that_goes_without_a_signal_ends_it(tmp_path: Path) -> None:
    """Where the program does not lead the terminal's session, nobody tells it that the terminal was closed."""
    master, slave = pty.openpty()
    words = [sys.executable, "-m", "support.live_child", "tornado", str(tmp_path / "x.drillrecord")]
    surroundings = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        words, stdin=slave, stdout=slave, stderr=slave, env=surroundings, start_new_session=True
    ) as drill:
        os.close(slave)
        seen = b""
        while b"STARTED" not in seen:
            seen += os.read(master, 65_536)
        os.close(master)
        try:
            assert drill.wait(timeout=60) == 128 + signal.SIGHUP
        finally:
            drill.kill()


def test_a_killed_process_leaves_what_was_acknowledged(terminal: Terminal) -> None:
    terminal.child.kill(signal.SIGKILL)
    os.waitpid(terminal.pid, 0)
    assert terminal.kinds() == ["start", "does"]


def test_leaving_puts_the_terminal_back(terminal: Terminal) -> None:
    terminal.child.send("q")
    terminal.child.expect("Leave and keep the record")
    terminal.child.send("\r")
    terminal.child.expect(pexpect.EOF)
    terminal.child.close()
    assert terminal.child.exitstatus == 0
    assert "\x1b[?1049l" in str(terminal.child.before)  # the screen from before is back
    assert "\x1b[?25h" in str(terminal.child.before)  # and the cursor
