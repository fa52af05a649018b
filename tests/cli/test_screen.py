"""`drillsim screen` without a screen: lines, the latest record, and what is said where there is none."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drillsim.cli.playing import header_of
from drillsim.loading import bundled, load
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from support.cli import DRILLSIM, drillsim, recorded, surroundings
from support.live import TODAY, header
from support.watched import projected


def test_a_finished_record_is_told_in_lines(tmp_path: Path) -> None:
    """Given a record that has ended, when it is shown through a pipe, then it is told once, without escapes."""
    shown = drillsim("screen", recorded(tmp_path), folder=tmp_path)
    assert shown.code == 0
    assert "EXERCISE Spring tornado tabletop: ended" in shown.out
    assert "\x1b" not in shown.out + shown.err


def test_without_a_record_it_is_the_latest_that_was_played_live(tmp_path: Path) -> None:
    """Given a folder of records without one, when nothing is named, then one line says so."""
    none = drillsim("screen", "--at", tmp_path / "data", folder=tmp_path)
    assert (none.code, none.out) == (2, "")
    assert none.err == "drillsim: expected RECORD, found none and no live drill in the folder of records\n"


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no record", encoding="utf-8")
    for name, found in (("nothing.drillrecord", "found nothing there"), ("notes.txt", "found a file of another kind")):
        refused = drillsim("screen", name, folder=tmp_path)
        assert refused.code == 3
        assert found in refused.err
        assert refused.err.count("\n") == 1


def test_lines_follow_a_live_drill_until_it_ends(tmp_path: Path) -> None:
    """Given a drill that is led in one process, when something comes and it ends, then another tells so."""
    loaded = load(str(bundled("tornado")), today=TODAY)
    assert loaded.exercise is not None
    players = header(loaded.exercise, list(loaded.exercise.plan.roles)).players
    begins = header_of(loaded, loaded.exercise, players=players, live=True, facilitated=True)
    with projected(tmp_path, loaded.exercise, begins) as room, lines_of(room.record, tmp_path) as lines:
        assert "Spring tornado tabletop: not started" in next(lines)
        room.start()
        assert "running, 12x" in next(lines)
        room.do(r.Jump(), w.Whiteboard("facilitator", "facts", "Tulsa is dark"))
        assert next(lines).partition(" ")[2].startswith("Tue 14:1")
        assert any("Tornado warning" in next(lines) for _ in range(3))
        assert "WHITEBOARD 1 Facts: Tulsa is dark" in next(line for line in lines if "WHITEBOARD" in line)
        room.do(c.End())
        room.pass_time(1)
        assert "ended" in list(lines)[-1]


@contextmanager
def lines_of(record: Path, folder: Path) -> Iterator[Iterator[str]]:
    """The lines that the screen for the room prints of a record, as they come."""
    with subprocess.Popen(
        [*DRILLSIM, "screen", str(record), "--plain"],
        cwd=folder,
        env=surroundings(folder, PYTHONUNBUFFERED="1"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield iter(process.stdout)
        finally:
            process.terminate()
