"""Reading a record: live or dead, beside its writer, on read-only media; what is none is told in words."""

import os
import sqlite3
import subprocess
import tempfile
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.errors import RecordError
from drillsim.record.codec import decode_command, decode_event
from drillsim.record.entries import Entry
from drillsim.session.store import rows as rows
from drillsim.session.store import schema as schema
from drillsim.session.store import source
from drillsim.session.store.chain import verify_chain
from drillsim.session.store.file import RecordWriter
from drillsim.session.store.reader import RecordReader
from support.record_kills import kill_after
from support.record_samples import all_entries, as_json, batch, header, new_record, note, written


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "tornado.drillrecord"


def read(record: Path) -> list[Entry]:
    with RecordReader.open(record) as reader:
        return list(reader.entries())


def refusal(record: Path) -> str:
    with pytest.raises(RecordError) as caught:
        read(record)
    words = str(caught.value)
    assert words.startswith(f"{record}: ")
    assert "\n" not in words
    return words.removeprefix(f"{record}: ")


@settings(max_examples=150)
@given(st.integers(1, 6).flatmap(lambda most: st.tuples(*(all_entries(seq + 1) for seq in range(most)))))
def test_what_is_read_is_what_was_written(entries: tuple[Entry, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder, "x.drillrecord")
        with RecordWriter.create(record, header(), min_free_mb=0) as writer:
            writer.append(entries)
        found = read(record)
        assert found == list(entries)
        assert verify_chain(record).ok
    for entry in found:
        if entry.sort == "event":
            decode_event(entry.kind, entry.at, entry.body)
        else:
            decode_command(entry.kind, entry.body)


def test_the_header_is_read_as_it_was_written(record: Path) -> None:
    with RecordReader.open(written(record)) as reader:
        assert reader.header == header()


def test_reading_goes_on_after_an_entry(record: Path) -> None:
    written(record, 5)
    with RecordReader.open(record) as reader:
        assert [entry.seq for entry in reader.entries(after=3)] == [4, 5]


def test_reading_leaves_no_trace(record: Path) -> None:
    written(record)
    read(record)
    verify_chain(record)
    assert [each.name for each in record.parent.iterdir()] == [record.name]


def test_readers_beside_a_writer_see_whole_batches(record: Path) -> None:
    counts: list[int] = []
    faults: list[str] = []
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            seqs = [entry.seq for entry in read(record)]
            if seqs != list(range(1, len(seqs) + 1)) or len(seqs) % 2:
                faults.append(str(seqs))
            faults.extend(verify_chain(record).problems)
            counts.append(len(seqs))

    with new_record(record) as writer:
        watchers = [threading.Thread(target=watch) for _ in range(2)]
        for watcher in watchers:
            watcher.start()
        while len(counts) < 20 or writer.seq < 200:
            writer.append(batch(writer.seq))
        over.set()
        for watcher in watchers:
            watcher.join()
    assert faults == []
    assert max(counts) > min(counts)


def test_a_reader_that_was_there_first_sees_what_a_later_writer_writes(record: Path) -> None:
    written(record, 2)
    with RecordReader.open(record) as reader:
        assert len(list(reader.entries())) == 2
        with closing(schema.connect(record)) as connection:
            schema.prepare(connection, record)
            _, head = connection.execute(schema.SELECT_LAST).fetchone()
            connection.execute(schema.INSERT_ENTRY, rows.seal([note(3)], 2, head)[0])
            assert [entry.seq for entry in reader.entries()] == [1, 2, 3]


def test_a_killed_writers_record_is_read_at_once(record: Path) -> None:
    killed = kill_after(record, 5)
    assert killed.recorded[:10] == list(range(1, 11))
    assert record.with_name(f"{record.name}-wal").stat().st_size > 0  # nobody has put it into the file


def test_through_a_link_the_wal_counts_too(record: Path, tmp_path: Path) -> None:
    killed = kill_after(record, 5)
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "latest"
    link.symlink_to(record)
    assert [entry.seq for entry in read(link)] == killed.recorded


@pytest.mark.root
def test_read_only_media(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk, temporary = tmp_path / "disk", tmp_path / "tmp"
    disk.mkdir()
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk], capture_output=True, check=False
    ).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        written(disk / "closed.drillrecord")
        acknowledged = kill_after(disk / "killed.drillrecord", 5).acknowledged
        (disk / "killed.drillrecord-shm").unlink()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        assert len(read(disk / "closed.drillrecord")) == 3
        assert len(read(disk / "killed.drillrecord")) >= acknowledged
        assert list(temporary.iterdir()) == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_folder_and_a_record_without_permission(record: Path) -> None:
    kill_after(record, 5)
    record.with_name(f"{record.name}-shm").unlink()
    record.parent.chmod(0o500)
    try:
        if os.access(record.parent, os.W_OK):
            pytest.skip("this user may write and read everywhere")
        assert len(read(record)) >= 10
        with pytest.raises(RecordError, match="expected a folder where a record can be written and locked"):
            RecordWriter.create(record.with_name("other.drillrecord"), header())
    finally:
        record.parent.chmod(0o700)
    record.chmod(0)
    assert refusal(record) == "expected a record that you may read, found no permission to"


def make_missing(record: Path) -> None:
    record.unlink()


def make_folder(record: Path) -> None:
    record.unlink()
    record.mkdir()


def make_pipe(record: Path) -> None:
    record.unlink()
    os.mkfifo(record)


def make_empty(record: Path) -> None:
    record.write_bytes(b"")


def make_text(record: Path) -> None:
    record.write_text("drill: Tornado\n" * 200)


def make_cut_short(record: Path) -> None:
    record.write_bytes(record.read_bytes()[:-6000])


def make_beginning_only(record: Path) -> None:
    record.write_bytes(record.read_bytes()[:50])


def make_scribbled(record: Path) -> None:
    content = bytearray(record.read_bytes())
    content[4096:8192] = b"\xaa" * 4096
    record.write_bytes(content)


def by_sql(*statements: str) -> Callable[[Path], None]:
    def change(record: Path) -> None:
        with closing(sqlite3.connect(record, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return change


def make_another_database(record: Path) -> None:
    record.unlink()
    by_sql("CREATE TABLE entries (seq)")(record)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (make_missing, "expected a drill record, found nothing there"),
        (make_folder, "expected a drill record, found a folder"),
        (make_pipe, "expected a drill record, found something that is no file"),
        (make_empty, "expected a drill record, found an empty file"),
        (make_text, "expected a drill record, found a file of another kind"),
        (make_beginning_only, "expected a whole record, found one that is damaged or cut short"),
        (make_cut_short, "expected a whole record, found one that is damaged or cut short"),
        (make_scribbled, "expected a whole record, found one that is damaged or cut short"),
        (make_another_database, "expected a drill record, found a database of another kind"),
        (
            by_sql("PRAGMA user_version = 9"),
            "expected record format 2, found format 9; a newer drillsim wrote it",
        ),
        (by_sql("PRAGMA user_version = 0"), "expected record format 2, found format 0"),
        (by_sql("DROP TABLE entries"), "expected the tables of a drill record, found others"),
        (by_sql("ALTER TABLE entries ADD x TEXT"), "expected the tables of a drill record, found others"),
        (
            by_sql("DROP TABLE entries", "CREATE VIEW entries AS SELECT 1 AS seq"),
            "expected the tables of a drill record, found others",
        ),
        (
            by_sql("CREATE VIEW more AS SELECT * FROM entries"),
            "expected nothing in the file but a record, found the view 'more'",
        ),
        (
            by_sql("CREATE TRIGGER more AFTER INSERT ON entries BEGIN SELECT 1; END"),
            "expected nothing in the file but a record, found the trigger 'more'",
        ),
        (
            by_sql("DROP TRIGGER entries_stay"),
            "expected the trigger entries_stay of a record, found none or another",
        ),
        (
            by_sql("DROP TRIGGER header_stays", "DELETE FROM header", schema.STATEMENTS[4]),
            "expected a record with a header, found none",
        ),
    ],
)
def test_what_is_no_record_is_told_in_a_sentence(record: Path, change: Callable[[Path], None], words: str) -> None:
    written(record, 100)
    change(record)
    assert refusal(record) == words


def test_where_no_record_is_the_nearest_one_is_named(record: Path) -> None:
    written(record)
    for wrong in (record.parent, record.with_name("tornado.drilrecord")):
        for read in (RecordReader.open, RecordWriter.reopen):
            with pytest.raises(RecordError, match=f'; did you mean "{record}"'):
                read(wrong)


def test_verifying_goes_on_beside_a_foreign_view(record: Path) -> None:
    written(record)
    by_sql("CREATE VIEW more AS SELECT * FROM entries")(record)
    report = verify_chain(record)
    assert report.problems == ["expected nothing in the file but a record, found the view 'more'"]
    assert report.events == 3


def test_verifying_tells_how_far_a_damaged_record_can_be_read(record: Path) -> None:
    written(record, 300)
    content = bytearray(record.read_bytes())
    content[-8192:] = b"\xaa" * 8192
    record.write_bytes(content)
    report = verify_chain(record)
    assert report.problems[0] == "expected a whole record, found one that is damaged or cut short"
    assert not report.ok


def hostile(record: Path, sort: str, kind: str, body: str) -> None:
    """Adds an entry as somebody may who knows how the chain is made."""
    with closing(sqlite3.connect(record, isolation_level=None)) as connection:
        seq, head = connection.execute(schema.SELECT_LAST).fetchone()
        row = (seq + 1, sort, 5, 0, 0, 0, kind, "lead", None, None, body)
        connection.execute(schema.INSERT_ENTRY, (*row, rows.link(head, row)))


@pytest.mark.parametrize(
    ("sort", "kind", "body", "words"),
    [
        ("command", "rm_rf", "{}", "expected a kind that this version knows, found 'rm_rf'"),
        ("event", "notes", "{}", "expected a kind that this version knows, found 'notes'"),
        ("command", "notes", "{", "expected JSON, found '{'"),
        ("command", "notes", "[" * 100_000, "expected JSON, found '[[["),
        ("command", "notes", "[]", "expected a JSON object, found '[]'"),
        ("command", "notes", '{"by":"lead"}', "expected the body of notes, found no text"),
        ("command", "notes", '{"by":"lead","text":7}', "expected the body of notes, found text 7"),
        (
            "command",
            "notes",
            '{"by":"lead","text":"x","z":1}',
            "expected the body of notes, found the unknown key 'z'",
        ),
        (
            "command",
            "does",
            '{"by":"a","count":true,"task":"b"}',
            "expected the body of does, found count True",
        ),
        (
            "command",
            "does",
            '{"by":"a","count":1.5,"task":"b"}',
            "expected the body of does, found count 1.5",
        ),
        ("command", "inject", '{"inject":{"a":NaN}}', "expected JSON, found"),
        (
            "event",
            "noted",
            '{"at":9,"by":"a","text":"b"}',
            "expected the body of noted, found the unknown key 'at'",
        ),
        (
            "event",
            "contacts_deflected",
            '{"function":"a","share":"1e999999999"}',
            "expected the body of contacts_deflected, found share '1e999999999'",
        ),
        (
            "event",
            "contacts_deflected",
            '{"function":"a","share":"1/0"}',
            "expected the body of contacts_deflected",
        ),
    ],
)
def test_each_body_is_checked_as_if_typed_today(record: Path, sort: str, kind: str, body: str, words: str) -> None:
    written(record)
    hostile(record, sort, kind, body)
    assert refusal(record).startswith(f"entry 4: {words}")
    assert verify_chain(record).problems[0].startswith(f"entry 4: {words}")


def test_a_harmless_entry_added_by_hand_passes(record: Path) -> None:
    written(record)
    hostile(record, "command", "notes", as_json({"by": "lead", "text": "x"}))
    hostile(record, "event", "contacts_deflected", as_json({"function": "a", "share": "1/3"}))
    assert len(read(record)) == 5
    assert verify_chain(record).ok


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero on this system")
def test_a_wal_that_is_no_plain_file_is_not_read(record: Path) -> None:
    written(record)
    Path(f"{record}-wal").symlink_to("/dev/zero")
    with pytest.raises(RecordError, match="expected a plain file beside the record"):
        read(record)
    with pytest.raises(RecordError, match="expected a plain file beside the record"):
        verify_chain(record)


def test_a_copy_has_a_limit_and_leaves_nothing(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(record)
    Path(f"{record}-wal").write_bytes(bytes(5_000_000))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(source, "MOST_COPIED", 1_000_000)

    def connect(path: Path, *, alone: bool) -> sqlite3.Connection:
        del path, alone
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr(source, "_connect", connect)
    with pytest.raises(RecordError, match="expected at most 1000000 bytes, found more"):
        read(record)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("started", [-1, 253_402_300_800 * 10**9, 10**30])
def test_a_start_that_is_no_date_is_refused(record: Path, started: int) -> None:
    with RecordWriter.create(record, header(started_wall_ns=started), min_free_mb=0):
        pass
    assert refusal(record).startswith("expected a start before the year 10000 in the header")
