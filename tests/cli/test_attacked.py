"""What an attacker found at the command line: edited records, folders that go away, full disks, odd words."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest

from drillsim.analysis.written import written
from drillsim.loading import new_file
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.session.session import Session
from drillsim.session.store.file import RecordWriter
from drillsim.session.store.rows import LATEST_WALL_NS
from support import drills
from support.cli import DRILLSIM, drillsim, in_sqlite, recorded, surroundings


def edited(folder: Path, statement: str) -> Path:
    """A record that somebody edited who put its triggers back."""
    path = recorded(folder)
    tampered(path, statement)
    return path


def tampered(path: Path, statement: str) -> None:
    """The record is edited, and its triggers put back."""
    with closing(sqlite3.connect(path)) as connection:
        (trigger,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'entries_keep'").fetchone()
    in_sqlite(path, "DROP TRIGGER entries_keep", statement, trigger)


def replaced(old: str, new: str, kind: str) -> str:
    return f"UPDATE entries SET body = replace(body, '{old}', '{new}') WHERE kind = '{kind}'"


def test_a_report_of_an_edited_record_comes_with_a_warning(tmp_path: Path) -> None:
    path = edited(tmp_path, "UPDATE entries SET wall_ns = 1 WHERE seq = 3")
    digest = ("replay", path, "--digest")
    for words in (("report", path), ("report", path, "--json"), ("record", "export", path), digest):
        ended = drillsim(*words, folder=tmp_path)
        assert ended.code == 0
        assert ended.out
        assert ended.err.count("\n") == 1
        assert f"drillsim record verify {path}" in ended.err


def test_a_record_whose_entries_do_not_fit_is_3_without_a_crash_log(tmp_path: Path) -> None:
    path = edited(tmp_path, replaced('"task":"take_cover"', '"task":"no_such_task"', "task_started"))
    for words in (("report", path), ("report", path, "--json"), ("replay", path, "--digest")):
        ended = drillsim(*words, folder=tmp_path)
        assert (ended.code, ended.out) == (3, "")
        assert ended.err.splitlines()[-1].startswith(f"drillsim: {path}: expected entries that fit the documents")
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize(
    "edit",
    [
        replaced('"why":"as seen"', '"why":" "', "rate"),
        replaced('"due":null', '"due":"2026-99-99"', "action"),
        replaced('"expects":null', '"expects":"what"', "action"),
    ],
)
def test_edited_words_that_no_play_shows_are_3_without_a_crash_log(tmp_path: Path, edit: str) -> None:
    """A rating without a reason, an action with a day or an expectation that is none."""
    path = tmp_path / "x.drillrecord"
    header, exercise = drills.header("bomb_threat", live=True), drills.exercise("bomb_threat")
    with RecordWriter.create(path, header, min_free_mb=0) as writer:
        session = Session(exercise, header, writer.append)
        rated, noted = w.Rate("lead", "decide", "S", "as seen"), w.Act("lead", "late", "Call sooner")
        said: tuple[c.Command, ...] = (r.Start(), rated, noted, c.End())
        for number, command in enumerate(said):
            session.take(command, client_id=str(number))
    tampered(path, edit)
    for words in (("report", path), ("report", path, "-o", "r.html"), ("report", path, "--final")):
        ended = drillsim(*words, folder=tmp_path)
        assert (ended.code, ended.out) == (3, "")
        assert ended.err.splitlines()[-1].startswith(f"drillsim: {path}: expected entries that fit the documents")
    assert not (tmp_path / "state").exists()


def test_a_line_of_evaluators_that_says_nothing_is_none() -> None:
    session = Session(drills.exercise("bomb_threat"), drills.header("bomb_threat", live=True))
    session.take(r.Start(), client_id="start")
    session.take(w.Observe("evaluator", " "), client_id="nothing")
    assert written(session.entries).of(w.Observe) == ()


def test_a_task_that_ends_without_having_begun_is_3_for_an_export_too(tmp_path: Path) -> None:
    path = edited(tmp_path, replaced('"run":1,', '"run":4711,', "task_done"))
    ended = drillsim("record", "export", path, "-o", "out.drill.yaml", folder=tmp_path)
    assert (ended.code, ended.out) == (3, "")
    assert "expected entries that fit the documents" in ended.err
    assert list(tmp_path.glob("*.yaml")) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_record_is_3(tmp_path: Path) -> None:
    path = recorded(tmp_path)
    path.chmod(0)
    for words in (("report", path), ("record", "verify", path), ("record", "export", path)):
        assert drillsim(*words, folder=tmp_path).code == 3


def test_drills_are_listed_without_a_folder_of_records_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    ended = drillsim("list", "--at", "data", folder=tmp_path)
    assert ended.code == 0
    assert "tornado" in ended.out
    assert "what was played last is not known" in ended.err


@pytest.mark.parametrize("words", ["list", "new plan acme", "report r", "run tornado --unattended --record r"])
def test_a_working_folder_that_is_gone_is_no_crash(words: str, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["sh", "-c", f"rmdir ../gone; {' '.join(DRILLSIM)} {words}"],
        cwd=gone,
        env=surroundings(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in (0, 3), done.stderr
    assert "our fault" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_drill_whose_name_is_no_utf_8_is_not_recorded(tmp_path: Path) -> None:
    for kind in ("plan", "scenario", "drill"):
        assert drillsim("new", kind, "acme", folder=tmp_path).code == 0
    name = os.fsdecode(b"a\xff.drill.yaml")
    try:
        (tmp_path / "acme.drill.yaml").rename(tmp_path / name)
    except OSError:
        pytest.skip("this file system takes no such name")
    ended = drillsim("run", name, "--unattended", "--record", "r", folder=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert "expected a file name in UTF-8" in ended.err
    assert not (tmp_path / "r").exists()


def test_a_file_that_cannot_be_written_to_its_end_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        new_file.write_new(str(tmp_path / "x"), "words")
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "a" / "b" / "x")

    def write_and_fail() -> None:
        with new_file.all_or_nothing() as made:
            made += new_file.make_private_folders(os.path.dirname(path))
            new_file.write_new(path, "words")
            made.append(path)
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        write_and_fail()
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "x").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        new_file.write_new(str(tmp_path / "x"), "words")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("run", "tornado", "--seed", "1e3"), "expected a whole number from 0 on for --seed N, found 1e3"),
        (("rehearse", "tornado"), "expected --runs N, found none"),
        (("rehearse", "tornado", "--runs", "0"), "expected a whole number from 1 on for --runs N, found 0"),
        (("run",), "expected DRILL, found none"),
        (("what-if", "r", "--move"), "expected --move RESPONSE BY, found too few words (drillsim what-if --help)"),
        (("what-if", "r", "--drop"), "expected --drop RESPONSE, found none (drillsim what-if --help)"),
        (("history", "r.drillrecord"), "drillsim history --take r.drillrecord takes one in"),
        (("check", ""), "expected the name of a file or of a bundled drill, found an empty one"),
        (("run", "tornado", "--record", ""), "expected a file name for --record, found an empty one"),
    ],
)
def test_a_wrong_call_says_what_was_expected_and_found(words: tuple[str, ...], message: str, tmp_path: Path) -> None:
    ended = drillsim(*words, folder=tmp_path)
    assert ended.code == 2
    assert message in ended.err


def test_an_empty_record_name_is_named_as_such(tmp_path: Path) -> None:
    for words in (
        ("report", ""),
        ("record", "verify", ""),
        ("record", "export", ""),
        ("record", "export", "", "--json"),
    ):
        ended = drillsim(*words, folder=tmp_path)
        assert ended.code == 3
        assert ended.err == "drillsim: expected the name of a record, found an empty one\n"


def test_a_long_value_is_shortened(tmp_path: Path) -> None:
    for words in (("run", "tornado", "--seed", "9x" * 5_000), ("report", "r", "--format", "q" * 5_000), ("x" * 5_000,)):
        ended = drillsim(*words, folder=tmp_path)
        assert ended.code == 2
        assert len(ended.err) < 400, words[:2]


def test_a_dangling_link_is_not_its_own_better_name(tmp_path: Path) -> None:
    (tmp_path / "a.plan.yaml").symlink_to("nowhere.plan.yaml")
    ended = drillsim("check", "a.plan.yaml", folder=tmp_path)
    assert ended.code == 2
    assert "did you mean" not in ended.err


def test_thousands_of_unknown_names_are_told_soon() -> None:
    from time import process_time

    from drillsim.model.checks.words import Guesses

    known = [f"task_number_{number}_of_many" for number in range(5_000)]
    guesses, began = Guesses(), process_time()
    hints = [guesses.nearest(f"task_nummer_{number}_of_many", known) for number in range(5_000)]
    assert hints[0]
    assert process_time() - began < 3


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (replaced('"task":"take_cover"', '"task":"no_such_task"', "task_started"), "no_such_task"),
        ("UPDATE entries SET at = 9000000000000 WHERE seq = 40", "entry 41 earlier than entry 40"),
        ("UPDATE entries SET at = 9000000000000 WHERE seq >= 91", "an end 30 days late"),
    ],
)
def test_a_replay_of_a_record_whose_entries_do_not_fit_is_3_before_there_is_a_screen(
    statement: str, said: str, tmp_path: Path
) -> None:
    path = edited(tmp_path, statement)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "drillsim", "replay", str(path)],
        dimensions=(24, 200),
        env={**surroundings(tmp_path, TERM="xterm-256color"), "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
        encoding="utf-8",
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 3
    assert "expected entries that fit the documents in the record" in str(child.before)
    assert said in str(child.before)
    assert "\x1b[?1049h" not in str(child.before)


def test_a_record_is_not_written_over_by_its_own_report(tmp_path: Path) -> None:
    path = recorded(tmp_path).rename(tmp_path / "tornado.html")
    was = path.read_bytes()
    for words in (("report", path, "-o", path), ("history", "--take", path, "-o", path)):
        ended = drillsim(*words, folder=tmp_path)
        assert ended.code == 3
        assert f"{path}: expected a file that can be made again, found a record" in ended.err
    assert path.read_bytes() == was


def test_tables_come_all_together_or_not_at_all(tmp_path: Path) -> None:
    """Where one cannot be written, those of an earlier report stay beside each other as they were."""
    path = recorded(tmp_path)
    tables = tmp_path / "tables"
    (tables / "Timeline.csv").mkdir(parents=True)
    (tables / "Expectations.csv").write_text("earlier")
    ended = drillsim("report", path, "--format", "csv", "-o", tables, folder=tmp_path)
    assert ended.code == 3
    assert "Timeline.csv: expected a file name, found a folder of that name" in ended.err
    assert sorted(each.name for each in tables.iterdir()) == ["Expectations.csv", "Timeline.csv"]
    assert (tables / "Expectations.csv").read_text() == "earlier"


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has loaded is read in /proc")
def test_a_template_that_never_ends_can_be_broken_off(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    path = recorded(tmp_path)
    (tmp_path / "endless.typ").write_text("#for a in range(100000) { for b in range(100000) { } }")
    child = pexpect.spawn(
        sys.executable,
        ["-m", "drillsim", "report", str(path), "--template", str(tmp_path / "endless.typ"), "-o", "r.pdf"],
        cwd=tmp_path,
        env={**surroundings(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=20,
        encoding="utf-8",
    )
    while child.isalive() and not loaded(child.pid, "typst"):
        child.expect([pexpect.TIMEOUT, pexpect.EOF], timeout=0.1)
    child.sendintr()
    child.expect("drillsim: interrupted")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert not list(tmp_path.glob("*.pdf"))


def loaded(pid: int | None, word: str) -> bool:
    """Whether a process has loaded a library of that name."""
    return word in Path(f"/proc/{pid}/maps").read_text()


def test_a_drill_named_instead_of_its_record_is_told_how_to_get_one(tmp_path: Path) -> None:
    for words in (("report", "tornado"), ("what-if", "tornado"), ("compare", "tornado", "tornado")):
        ended = drillsim(*words, folder=tmp_path)
        assert ended.code == 3
        assert ended.err.endswith("none is recorded yet: drillsim run tornado --record tornado.drillrecord\n")


def test_a_history_of_an_edited_record_comes_with_a_warning(tmp_path: Path) -> None:
    path = edited(tmp_path, "UPDATE entries SET wall_ns = 1 WHERE seq = 3")
    records = tmp_path / "data" / "drillsim" / "records"
    records.mkdir(parents=True)
    shutil.copy(path, records)
    ended = drillsim("history", "--take", path, folder=tmp_path)
    assert ended.code == 0
    for each in (path, records / path.name):
        assert ended.err.count(f"{each} is not as it was written") == 1
    assert drillsim("history", folder=tmp_path).err == "", "it is told when it is read, once"


def test_a_live_drill_whose_clock_was_set_to_the_end_of_all_days_takes_the_history_from_nobody(tmp_path: Path) -> None:
    path, exercise = tmp_path / "x.drillrecord", drills.exercise("bomb_threat")
    header = replace(drills.header("bomb_threat", live=True), started_wall_ns=LATEST_WALL_NS - 1)
    with RecordWriter.create(path, header, min_free_mb=0) as writer:
        session = Session(exercise, header, writer.append)
        session.take(r.Start(), client_id="start")
        session.finish()
    found = drillsim("history", "--take", path, "--json", folder=tmp_path).json
    assert {each["due"] for each in found["due"] if each["what"] == "exercise of the plan"} == {"9999-12-31"}
