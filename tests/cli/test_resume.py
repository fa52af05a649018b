"""`drillsim resume`, on a real terminal: after a kill, after leaving, and when it is refused."""

import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

from drillsim.session.store.chain import read_intact
from support.cli import drillsim


class Screen:
    """A live drill on a pseudo-terminal of 80x24."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "drillsim", *words],
            dimensions=(24, 80),
            env={**os.environ, "TERM": "xterm-256color", "HOME": str(folder)},
            cwd=str(folder),
            timeout=60,
            encoding="utf-8",
        )

    def sees(self, words: str) -> None:
        """Waits for words."""
        self.child.expect(words)

    def types(self, keys: str) -> None:
        """Presses keys."""
        self.child.send(keys)

    def kill(self) -> None:
        """As a crash or a power cut would."""
        assert self.child.pid is not None
        os.kill(self.child.pid, signal.SIGKILL)
        self.ends()

    def ends(self) -> int | None:
        """Waits for the end; its status."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "x.drillrecord"


def begun(folder: Path, record: Path) -> Screen:
    """A lone player has declared StartEx and started a task."""
    screen = Screen(folder, "run", "tornado", "--role", "floor_lead", "--record", record.name)
    screen.sees("NOT STARTED")
    screen.types("s")
    screen.sees("enter look")
    screen.types("t")
    screen.sees("started: ")
    return screen


def test_a_killed_drill_goes_on_where_it_was_and_says_for_how_long_nobody_ran_it(tmp_path: Path, record: Path) -> None:
    begun(tmp_path, record).kill()
    before = read_intact(record).entries
    assert "task_started" in [entry.kind for entry in before]

    screen = Screen(tmp_path, "resume", record.name)
    screen.sees("the program was stopped")
    screen.sees("enter look")
    screen.types(" ")
    screen.sees("clock runs again")
    screen.types("q")
    screen.sees("Leave the exercise")
    screen.types("\r")
    assert screen.ends() == 0

    entries = read_intact(record).entries
    assert entries[: len(before)] == before
    kinds = [(entry.kind, entry.actor) for entry in entries[len(before) :] if entry.sort == "command"]
    assert kinds[:3] == [("host_down", "host"), ("pause", "host"), ("resume", "facilitator")]
    assert drillsim("record", "verify", record.name, folder=tmp_path).code == 0


def test_a_second_host_on_one_record_is_refused_with_the_holders_process(tmp_path: Path, record: Path) -> None:
    screen = begun(tmp_path, record)
    other = Screen(tmp_path, "resume", record.name)
    other.sees(rf"open in another drillsim \(process {screen.child.pid}\)")
    assert other.ends() == 3
    screen.kill()


def test_a_record_that_was_edited_is_not_gone_on_with(tmp_path: Path, record: Path) -> None:
    begun(tmp_path, record).kill()
    with closing(sqlite3.connect(record, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER entries_keep")
        connection.execute(
            'UPDATE entries SET body = \'{"by":"floor_lead","task":"head_count"}\' WHERE kind = \'does\''
        )
    screen = Screen(tmp_path, "resume", record.name)
    screen.sees("expected a record as it was written, found another")
    assert screen.ends() == 3


def test_a_drill_that_has_ended_opens_at_its_results_and_its_hot_wash_goes_on(tmp_path: Path, record: Path) -> None:
    """Given EndEx, when it is resumed the next morning, then words are taken, the play is closed, verify is content."""
    screen = begun(tmp_path, record)
    screen.types("e")
    screen.sees("EndEx: end it now")
    screen.types("\x1b[D\r")
    screen.sees("hot wash")
    screen.types("q")
    assert screen.ends() == 0
    before = read_intact(record).entries
    again = Screen(tmp_path, "resume", record.name)
    again.sees("hot wash")
    again.types("w")
    again.sees("Facts, shown to all")
    again.types("i")
    again.sees("Area to improve")
    again.types("We slept over it\r")
    again.sees("On the record")
    again.types("q")
    assert again.ends() == 0
    after = read_intact(record).entries
    assert after[: len(before)] == before
    said = [entry for entry in after[len(before) :] if entry.actor != "host"]  # which may have looked for the verdict
    assert [(entry.kind, entry.body["text"]) for entry in said] == [("hotwash", "We slept over it")]
    assert drillsim("record", "verify", record.name, folder=tmp_path).code == 0
    assert "We slept over it" in drillsim("report", record.name, folder=tmp_path).out


def test_what_has_played_itself_is_not_gone_on_with(tmp_path: Path, record: Path) -> None:
    assert drillsim("run", "tornado", "--unattended", "--record", record.name, folder=tmp_path).code == 0
    screen = Screen(tmp_path, "resume", record.name)
    screen.sees("expected a live drill, found one that has played itself")
    screen.sees("goes into its")
    assert screen.ends() == 2
    missing = Screen(tmp_path, "resume", "nothing.drillrecord")
    missing.sees("expected a drill record, found nothing there")
    assert missing.ends() == 3


def test_without_a_terminal_it_says_so(tmp_path: Path, record: Path) -> None:
    drillsim("run", "tornado", "--unattended", "--record", record.name, folder=tmp_path)
    ended = drillsim("resume", record.name, folder=tmp_path)
    assert ended.code == 2
    assert "a live drill goes on at a terminal" in ended.err


def test_without_a_name_it_names_the_latest_live_drill(tmp_path: Path) -> None:
    ended = drillsim("resume", folder=tmp_path)
    assert (ended.code, ended.err) == (2, "drillsim: expected RECORD, found none (drillsim resume --help)\n")
    screen = Screen(tmp_path, "run", "tornado")
    screen.sees("Role check-in")
    screen.kill()
    kept = next(tmp_path.rglob("*.drillrecord"))
    ended = drillsim("resume", folder=tmp_path, env={"XDG_DATA_HOME": str(kept.parents[2])})
    assert ended.code == 2
    assert f"expected RECORD, found none; the latest is {kept}" in ended.err
