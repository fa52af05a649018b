"""The chain shows what was changed after it was written, and the triggers that had to go for it."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from drillsim.errors import RecordError
from drillsim.record.entries import Stamp
from drillsim.session.store.chain import read_intact, verify_chain
from drillsim.session.store.file import RecordWriter
from drillsim.session.store.schema import STATEMENTS
from support.record_samples import header, new_record, written


def edit(record: Path, *statements: str, restore: bool = True) -> None:
    """Changes a record as somebody would who drops the triggers and puts them back."""
    with closing(sqlite3.connect(record, isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for statement in STATEMENTS:
            if restore and statement.startswith("CREATE TRIGGER"):
                connection.execute(statement)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return written(tmp_path / "tornado.drillrecord", 5)


def test_a_record_as_written_is_in_order(record: Path) -> None:
    with closing(sqlite3.connect(record)) as connection:
        (head,) = connection.execute("SELECT chain FROM entries WHERE seq = 5").fetchone()
    report = verify_chain(record)
    assert (report.ok, report.events, report.head, report.problems) == (True, 5, head, [])


def test_the_chain_can_be_made_again_by_anybody(record: Path) -> None:
    """From the rule alone: SHA-256 of the chain before, a line feed and the row as canonical JSON."""
    with closing(sqlite3.connect(record)) as connection:
        connection.row_factory = sqlite3.Row
        (value,) = connection.execute("SELECT value FROM header").fetchone()
        chain = hashlib.sha256(value.encode()).hexdigest()
        for found in connection.execute("SELECT * FROM entries ORDER BY seq"):
            row = dict(found)
            stored = row.pop("chain")
            canonical = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            chain = hashlib.sha256(f"{chain}\n{canonical}".encode()).hexdigest()
            assert stored == chain


def test_a_record_without_entries_has_its_headers_digest_as_head(tmp_path: Path) -> None:
    with new_record(tmp_path / "x.drillrecord") as writer:
        head = writer.head
    report = verify_chain(tmp_path / "x.drillrecord")
    assert (report.ok, report.events, report.head) == (True, 0, head)


CHANGED = "expected what the chain was made of, found it changed"


@pytest.mark.parametrize(
    ("statement", "problems"),
    [
        ("UPDATE entries SET body = replace(body, 'safe', 'dead') WHERE seq = 3", [f"entry 3: {CHANGED}"]),
        ("UPDATE entries SET body = body || ' ' WHERE seq = 3", [f"entry 3: {CHANGED}"]),
        ("UPDATE entries SET at = 99 WHERE seq = 1", [f"entry 1: {CHANGED}"]),
        ("UPDATE entries SET wall_ns = 1 WHERE seq = 5", [f"entry 5: {CHANGED}"]),
        ("UPDATE entries SET actor = 'boss' WHERE seq = 2", [f"entry 2: {CHANGED}"]),
        ("UPDATE entries SET client_id = NULL WHERE seq = 2", [f"entry 2: {CHANGED}"]),
        ("UPDATE entries SET chain = 'x' WHERE seq = 2", [f"entry 2: {CHANGED}", f"entry 3: {CHANGED}"]),
        ("DELETE FROM entries WHERE seq = 2", ["expected entry 2, found entry 3", f"entry 3: {CHANGED}"]),
        (
            "UPDATE entries SET seq = 9 WHERE seq = 5",
            ["expected entry 5, found entry 9", f"entry 9: {CHANGED}"],
        ),
        ("UPDATE header SET value = replace(value, '\"seed\":7', '\"seed\":8')", [f"entry 1: {CHANGED}"]),
        (
            "UPDATE header SET value = replace(value, 'Prairie', 'Prärie')",
            [
                "expected the text of prairie.plan.yaml that its SHA-256 was made of, found it changed",
                f"entry 1: {CHANGED}",
            ],
        ),
    ],
)
def test_edits_are_found(record: Path, statement: str, problems: list[str]) -> None:
    edit(record, statement)
    report = verify_chain(record)
    assert not report.ok
    assert report.problems == problems


def test_triggers_that_were_not_put_back_are_missed(record: Path) -> None:
    edit(record, restore=False)
    report = verify_chain(record)
    assert not report.ok
    assert len(report.problems) == sum(statement.startswith("CREATE TRIGGER") for statement in STATEMENTS)


def test_entries_cut_off_at_the_end_show_only_in_the_head(record: Path) -> None:
    """As the documentation says: compare the head with one that was noted elsewhere."""
    before = verify_chain(record).head
    edit(record, "DELETE FROM entries WHERE seq = 5")
    report = verify_chain(record)
    assert report.ok
    assert report.head != before


def test_of_very_many_problems_only_so_many_are_told(tmp_path: Path) -> None:
    record = written(tmp_path / "x.drillrecord", 300)
    edit(record, "UPDATE entries SET at = at + 1")
    assert len(verify_chain(record).problems) == 101


def test_a_text_whose_digest_was_changed_with_it_breaks_the_chain(record: Path) -> None:
    plan = header().plan
    changed = plan.text.replace("Prairie", "Prärie")
    digest = hashlib.sha256(changed.encode()).hexdigest()
    replaced = f"replace(replace(value, 'Prairie', 'Prärie'), '{plan.digest}', '{digest}')"
    edit(record, f"UPDATE header SET value = {replaced}")
    assert verify_chain(record).problems == [f"entry 1: {CHANGED}"]


def test_where_the_clock_stood_is_sealed_too(record: Path) -> None:
    writer, _ = RecordWriter.reopen(record, min_free_mb=0)
    with writer:
        writer.keep_clock(Stamp(61_500, 7, 8))
    assert verify_chain(record).ok
    assert read_intact(record).clock == Stamp(61_500, 7, 8)
    with closing(sqlite3.connect(record, isolation_level=None)) as connection:
        connection.execute("UPDATE clock SET drill_ms = drill_ms + 8388608")  # one bit, which would end the exercise
    assert verify_chain(record).problems == ["expected where the clock stood last as it was kept, found it changed"]
    with pytest.raises(RecordError, match="found it changed"):
        RecordWriter.reopen(record, min_free_mb=0)
