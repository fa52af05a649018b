"""`drillsim actions`: what a drill found is assigned, closed, and shown to work by a later drill."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from drillsim.cli.documents import today
from support.cli import DRILLSIM, in_sqlite, surroundings
from support.programme import IMPROVEMENT, IN_TIME, LATE, Programme


@pytest.fixture
def programme(tmp_path: Path) -> Programme:
    return Programme(tmp_path)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "drillsim" / "drillsim.db"


@pytest.mark.row("S-121")
def test_an_open_action_past_its_date_is_brought_to_the_next_drill_and_retested_there(programme: Programme) -> None:
    programme.hold("spring", "2026-02-10", LATE, improvements=IMPROVEMENT)
    assert programme.actions()["spring-1"]["overdue"] is True
    autumn = programme.hold("autumn", "2026-09-10", LATE)
    report = programme.done("report", autumn)
    assert "## Retested actions" in report
    assert "2026-03-01: **OVERDUE**" in report
    assert "declare (inject:warning) was 15m late, at T+00:45" in report
    failed = programme.actions()["spring-1"]
    assert (failed["status"], failed["course"][-1]["what"]) == ("open", "failed")
    programme.hold("winter", "2026-10-10", IN_TIME)
    shown = programme.actions()["spring-1"]
    assert (shown["status"], shown["verified_in"]) == ("verified", "Winter, 2026-10-10")
    last = programme.hold("last", "2026-11-10", IN_TIME)
    assert "Retested actions" not in programme.done("report", last)


def test_a_rehearsal_without_people_shows_nothing(programme: Programme) -> None:
    programme.hold("spring", "2026-02-10", LATE, improvements=IMPROVEMENT)
    programme.hold("again", "2026-09-10", IN_TIME, kind="unattended")
    assert programme.actions()["spring-1"]["status"] == "open"


def test_a_drill_does_not_retest_what_it_found_itself(programme: Programme) -> None:
    record = programme.hold("spring", "2026-02-10", LATE, improvements=IMPROVEMENT)
    record.unlink()
    again = programme.hold("spring", "2026-02-10", LATE, improvements=IMPROVEMENT)
    assert "Retested" not in programme.done("report", again)
    assert list(programme.actions()) == ["spring-1"]


def test_it_is_closed_when_it_has_an_owner_and_a_due_date(programme: Programme) -> None:
    programme.hold("spring", "2026-02-10", improvements="[{finding: Silence, action: Speak}]")
    refused = programme.run("actions", "close", "SPRING-1", "--why", "done")
    assert (refused.code, refused.err.strip()) == (
        1,
        "drillsim: spring-1 cannot be closed: it has no owner and no due date"
        " (drillsim actions assign spring-1 says them)",
    )
    programme.done("actions", "assign", "spring-1", "--owner", "lead", "--due", "2027-01-01", "--in-progress")
    assert programme.actions()["spring-1"]["status"] == "in_progress"
    closed = programme.done("actions", "close", "spring-1", "--why", "We practised", "--by", "news")
    assert closed.splitlines()[0] == "spring-1  done, not shown by a drill yet"
    assert [step["what"] for step in programme.actions()["spring-1"]["course"]] == [
        "noted",
        "assigned",
        "in_progress",
        "complete",
    ]
    programme.done("actions", "reopen", "spring-1", "--why", "It came back")
    assert programme.run("actions", "reopen", "spring-1", "--why", "Again").code == 1
    programme.done("actions", "close", "spring-1", "--why", "Now it works", "--verified-in", "Autumn")
    assert programme.actions()["spring-1"]["verified_in"] == "Autumn"


def test_with_us_forms_its_capability_element_has_to_be_there_too(programme: Programme) -> None:
    noted = "[{finding: Silence, action: Speak, owner: lead, due: 2027-01-01}]"
    programme.hold("spring", "2026-02-10", improvements=noted, about="{forms: us}")
    refused = programme.run("actions", "close", "spring-1", "--why", "done")
    assert (refused.code, "it has no capability element" in refused.err) == (1, True)
    programme.done("actions", "assign", "spring-1", "--element", "training")
    programme.done("actions", "close", "spring-1", "--why", "done")


def test_what_is_overdue_is_told_by_the_exit_status(programme: Programme) -> None:
    assert programme.run("actions", "overdue").code == 0
    programme.hold("spring", "2026-02-10", improvements=IMPROVEMENT)
    told = programme.run("actions", "overdue", "--plan", "small")
    assert (told.code, told.out.splitlines()[2]) == (1, "spring-1  OVERDUE since 2026-03-01 (open)")
    programme.done("actions", "assign", "spring-1", "--due", "2999-01-01")
    assert programme.run("actions", "overdue").code == 0


def test_one_that_came_of_no_drill_is_noted_with_its_plan(programme: Programme) -> None:
    programme.hold("spring", "2026-02-10")
    assert programme.done("actions", "add", "Buy torches", "--plan", "small.plan.yaml").strip() == "action-1"
    assert programme.done("actions", "add", "Buy vests", "--plan", "SMALL").strip() == "action-2"
    assert {each["plan"] for each in programme.actions().values()} == {"Small plan"}
    no_such = programme.run("actions", "add", "Buy torches", "--plan", "large")
    assert (no_such.code, "known are: Small plan" in no_such.err) == (2, True)
    assert programme.run("actions", "add", "Buy torches").code == 2


def test_a_drill_shows_every_action_that_came_of_no_drill(programme: Programme) -> None:
    programme.hold("spring", "2026-02-10")
    shown = ("--plan", "small", "--expects", "task:declare within 30m")
    for words in ("Declare sooner", "Say who declares"):
        programme.done("actions", "add", words, *shown)
    programme.hold("now", today().isoformat(), IN_TIME)
    assert {name: each["status"] for name, each in programme.actions().items()} == {
        "action-1": "verified",
        "action-2": "verified",
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("assign", "sprng-1", "--owner", "lead"), 'did you mean "spring-1"?'),
        (("assign", "spring-1"), "expected what to say of it"),
        (("assign", "spring-1", "--due", "soon"), "expected a date such as 2026-04-01 for --due, found 'soon'"),
        (("assign", "spring-1", "--element", "trainning"), 'did you mean "Training"?'),
        (("assign", "spring-1", "--expects", "declare"), "expected something a drill can show, such as task:"),
        (("assign", "spring-1", "--expects", "task:declar"), 'did you mean "declare"?'),
        (("assign", "spring-1", "--owner", " "), "expected some words, found none"),
        (("lost",), 'no such command lost; did you mean "list"?'),
    ],
)
def test_a_wrong_call_is_one_clear_line(programme: Programme, words: tuple[str, ...], told: str) -> None:
    programme.hold("spring", "2026-02-10", improvements=IMPROVEMENT)
    ended = programme.run("actions", *words)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_hostile_words_do_nothing_to_a_terminal(programme: Programme) -> None:
    programme.hold("spring", "2026-02-10")
    nasty = "\x1b[2J\x1b]0;owned\x07=cmd()<script>\u202e\r\nnext"
    programme.done("actions", "add", nasty, "--finding", nasty, "--plan", "small", "--owner", nasty)
    for words in (("actions",), ("actions", "--course"), ("history",)):
        told = programme.done(*words)
        assert not set(told) & {"\x1b", "\x07", "\u202e", "\r"}
    assert "\\u001b" not in programme.run("actions", "--json").out


def test_the_database_is_for_this_user_alone(programme: Programme, database: Path) -> None:
    programme.hold("spring", "2026-02-10")
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    assert stat.S_IMODE(database.parent.stat().st_mode) == 0o700


def test_a_database_of_a_newer_version_is_left_alone(programme: Programme, database: Path) -> None:
    programme.hold("spring", "2026-02-10")
    in_sqlite(database, "PRAGMA user_version = 9")
    ended = programme.run("actions")
    assert (ended.code, ended.out) == (3, "")
    assert "expected version 1 of the database, found version 9; a newer drillsim wrote it" in ended.err
    played = programme.run("run", "spring.drill.yaml", "--unattended", "--record", "more.drillrecord")
    assert (played.code, "warning: not in the history yet" in played.err) == (0, True)
    assert (programme.folder / "more.drillrecord").exists()


def test_a_damaged_database_is_one_clear_line_and_stays_as_it_is(programme: Programme, database: Path) -> None:
    programme.hold("spring", "2026-02-10", improvements=IMPROVEMENT)
    whole = database.read_bytes()
    for damaged in (b"no database", whole[:4096] + bytes(len(whole) - 4096)):
        database.write_bytes(damaged)
        ended = programme.run("actions")
        assert (ended.code, ended.out, len(ended.err.strip().splitlines())) == (3, "", 1)
        assert "Traceback" not in ended.err
        assert database.read_bytes() == damaged


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE actions SET changed = 'none'",
        "UPDATE actions SET changed = '[1]'",
        "UPDATE actions SET changed = '{\"owner\": 5}'",
        "UPDATE actions SET said = 'none'",
        "UPDATE course SET what = 'eaten'",
    ],
)
def test_an_edited_database_is_one_clear_line(programme: Programme, database: Path, edit: str) -> None:
    programme.hold("spring", "2026-02-10", improvements=IMPROVEMENT)
    in_sqlite(database, edit)
    for words in (("actions",), ("actions", "list", "--course"), ("actions", "assign", "spring-1", "--owner", "it")):
        ended = programme.run(*words)
        assert (ended.code, ended.out, len(ended.err.strip().splitlines())) == (3, "", 1)
        assert "expected actions as drillsim writes them, found" in ended.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing on this system")
def test_what_is_no_file_is_no_database(programme: Programme, database: Path) -> None:
    database.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(database)
    ended = programme.run("actions")
    assert (ended.code, ended.out) == (3, "")
    assert "expected drillsim's database of drills, found something that is no file" in ended.err


def test_a_broken_record_is_one_warning_and_the_others_are_taken(programme: Programme, database: Path) -> None:
    records = database.parent / "records"
    records.mkdir(parents=True)
    programme.hold("spring", "2026-02-10", improvements=IMPROVEMENT).rename(records / "spring.drillrecord")
    (records / "broken.drillrecord").write_text("none")
    database.unlink()
    ended = programme.run("actions", "--json")
    assert (ended.code, [each["id"] for each in ended.json["actions"]]) == (0, ["spring-1"])
    assert ended.err.count("warning: left out") == 1


def test_two_commands_at_once_both_count(programme: Programme) -> None:
    programme.hold("spring", "2026-02-10")
    words = [[*DRILLSIM, "actions", "add", f"Number {number}", "--plan", "small"] for number in range(6)]
    running = [
        subprocess.Popen(each, cwd=programme.folder, env=surroundings(programme.folder), stdout=subprocess.DEVNULL)
        for each in words
    ]
    assert [process.wait(timeout=60) for process in running] == [0] * 6
    assert sorted(programme.actions()) == [f"action-{number}" for number in range(1, 7)]


KILLED = """
import os, sys
from pathlib import Path
from drillsim.archive import database as d
whole = d.Database.step
def step(self, *words, **more):
    whole(self, *words, **more)
    os._exit(9)
d.Database.step = step
from drillsim.archive.taking import take_in
with d.Database(Path(sys.argv[1])) as opened:
    take_in(opened, Path(sys.argv[2]))
"""


def test_killed_while_it_takes_a_record_in_it_leaves_what_was_before(programme: Programme, database: Path) -> None:
    record = programme.hold("spring", "2026-02-10", improvements=IMPROVEMENT)
    database.unlink()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, database, record], env=surroundings(programme.folder), check=False
    )
    assert ended.returncode == 9
    assert programme.actions() == {}
    programme.done("history", "--take", record)
    assert list(programme.actions()) == ["spring-1"]
