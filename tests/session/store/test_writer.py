"""Writing a record: made whole or not at all, by one writer; full and broken disks lose nothing."""

import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import pytest

from drillsim.errors import RecordError
from drillsim.record.entries import RECORD_FORMAT
from drillsim.session.store import schema as schema
from drillsim.session.store.chain import verify_chain
from drillsim.session.store.disk import StorageFailed
from drillsim.session.store.file import BUSY_MS, TRYING_MS, RecordWriter
from drillsim.session.store.reader import RecordReader
from support.record_samples import batch, header, new_record, note, written


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "tornado.drillrecord"


def seqs(record: Path) -> list[int]:
    with RecordReader.open(record) as reader:
        return [entry.seq for entry in reader.entries()]


class Hasty(sqlite3.Connection):
    """Waits for nobody; notes how long it was told to wait with each transaction."""

    wait: ClassVar[int] = 0
    waits: ClassVar[list[int]] = []

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        if sql.startswith("BEGIN"):
            Hasty.waits.append(Hasty.wait)
        if sql.startswith("PRAGMA busy_timeout"):
            Hasty.wait = int(sql.rpartition("=")[2])
            return super().execute("PRAGMA busy_timeout = 0")
        return super().execute(sql, *values)  # type: ignore[arg-type]  # passed on as it came


def hasty(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, factory=Hasty, isolation_level=None, timeout=0)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_closed_record_is_one_private_file(record: Path) -> None:
    written(record)
    assert names(record.parent) == [record.name]
    assert stat.S_IMODE(record.stat().st_mode) == 0o600


def test_while_it_is_written_every_file_of_it_is_private(record: Path) -> None:
    with new_record(record, 1):
        files = list(record.parent.iterdir())
        assert len(files) == 4  # record, WAL, its index, lock
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_settings_are_in_force_on_the_disk(record: Path) -> None:
    written(record)
    with closing(sqlite3.connect(record)) as connection:
        marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "user_version")]
    assert marks == ["wal", RECORD_FORMAT]


def test_a_sqlite_that_will_not_sync_is_refused(record: Path) -> None:
    class Careless(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            return super().execute(sql.replace("synchronous = FULL", "synchronous = NORMAL"), *values)  # type: ignore[arg-type]  # passed on as it came

    def connect(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(path, factory=Careless, isolation_level=None)

    with pytest.raises(RecordError, match=r"expected SQLite to keep to synchronous=FULL \(2\), found 1"):
        RecordWriter.create(record, header(), min_free_mb=0, connect=connect)
    assert names(record.parent) == []


def test_a_record_is_never_overwritten(record: Path) -> None:
    written(record)
    before = record.read_bytes()
    with pytest.raises(RecordError, match="found that it exists; use another name"):
        RecordWriter.create(record, header())
    assert record.read_bytes() == before
    assert names(record.parent) == [record.name]


def test_a_wal_that_an_earlier_record_left_is_not_taken_in(record: Path) -> None:
    left = record.with_name(f"{record.name}-wal")
    left.write_bytes(b"old")
    with pytest.raises(RecordError, match=r"found tornado\.drillrecord-wal of an earlier record"):
        RecordWriter.create(record, header())
    assert left.read_bytes() == b"old"


def test_a_second_writer_is_told_who_the_first_is(record: Path) -> None:
    with (
        new_record(record),
        pytest.raises(RecordError, match=f"open in another drillsim .process {os.getpid()}.; leave it there"),
    ):
        RecordWriter.create(record, header())
    assert names(record.parent) == [record.name]


def test_a_second_writer_by_a_link_is_told_who_the_first_is(record: Path) -> None:
    link = record.with_name("latest")
    link.symlink_to(record)
    with new_record(record):
        with pytest.raises(RecordError, match=f"open in another drillsim .process {os.getpid()}.; leave it there"):
            RecordWriter.reopen(link, min_free_mb=0)
        assert not Path(f"{link}.lock").exists()
    writer, _ = RecordWriter.reopen(link, min_free_mb=0)
    with writer:
        assert Path(f"{record}.lock").exists()


def test_a_record_with_two_names_is_gone_on_with_under_neither(record: Path) -> None:
    other = record.with_name("other.drillrecord")
    with new_record(record, 2):
        os.link(record, other)  # its lock and its WAL would lie beside another name
        with pytest.raises(RecordError, match=r"other\.drillrecord: expected a record with one name, found 2 \(hard"):
            RecordWriter.reopen(other, min_free_mb=0)
    assert names(record.parent) == [other.name, record.name]
    other.unlink()
    writer, found = RecordWriter.reopen(record, min_free_mb=0)
    with writer:
        assert len(found.entries) == 2


def test_a_record_that_was_renamed_while_it_was_written_gets_nothing_from_its_old_writer(record: Path) -> None:
    other = record.with_name("other.drillrecord")
    with new_record(record, 2):
        record.rename(other)
        before = other.read_bytes()  # another writer may have gone on with it by now
    assert other.read_bytes() == before


def test_a_record_that_another_program_holds_is_not_gone_on_with(record: Path) -> None:
    written(record)
    with closing(sqlite3.connect(record, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="to go on with the record, found another program holding it"):
            RecordWriter.reopen(record, min_free_mb=0, connect=hasty)
    writer, _ = RecordWriter.reopen(record, min_free_mb=0)
    with writer:
        writer.append(batch(3))


def test_while_another_program_holds_the_record_only_the_first_try_waits(record: Path) -> None:
    with new_record(record, connect=hasty) as writer:
        Hasty.waits.clear()
        with closing(sqlite3.connect(record, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for _ in range(3):
                with pytest.raises(StorageFailed, match="found another program holding it"):
                    writer.append(batch(0))
        writer.append(batch(0))
        writer.append(batch(2))
    assert Hasty.waits == [BUSY_MS, TRYING_MS, TRYING_MS, TRYING_MS, BUSY_MS]


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (Path.mkdir, "a folder"),
        (lambda lock: os.mkfifo(lock), "something that is no file"),
        (lambda lock: lock.symlink_to("elsewhere"), "a link"),
    ],
)
def test_where_the_lock_belongs_must_be_a_file_or_nothing(
    make: Callable[[Path], None], found: str, record: Path
) -> None:
    written(record)
    make(Path(f"{record}.lock"))
    words = rf"{record.name}\.lock: expected the lock of the record or nothing there, found {found}; remove it"
    with pytest.raises(RecordError, match=words):
        RecordWriter.reopen(record, min_free_mb=0)
    with pytest.raises(RecordError, match=words):
        RecordWriter.create(record, header(), min_free_mb=0)


def test_a_lock_file_that_a_crash_left_is_no_lock(record: Path) -> None:
    record.with_name(f"{record.name}.lock").write_text("4000000\n")
    written(record)
    assert names(record.parent) == [record.name]


def test_where_there_is_no_flock_the_lock_file_itself_locks(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with (
        new_record(record),
        pytest.raises(RecordError, match=rf"process {os.getpid()}.; leave it there .q., or remove .*lock where"),
    ):
        RecordWriter.create(record, header())
    assert names(record.parent) == [record.name]


def test_a_forked_worker_does_not_keep_the_lock_of_a_killed_writer(record: Path) -> None:
    program = (
        "import os, signal, sys, time\n"
        "from support.record_samples import header\n"
        "from drillsim.session.store.file import RecordWriter\n"
        "writer = RecordWriter.create(sys.argv[1], header(), min_free_mb=0)\n"
        "worker = os.fork()\n"
        "if not worker:\n"
        "    print(os.getpid(), flush=True)\n"
        "    time.sleep(60)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    words = [sys.executable, "-c", program, str(record)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout is not None
        worker = int(writer.stdout.readline())
        writer.wait()
        try:
            with pytest.raises(RecordError, match="found that it exists"):  # and not: somebody writes it
                RecordWriter.create(record, header())
        finally:
            os.kill(worker, 9)


def test_a_folder_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="expected a folder to put the record in, found none"):
        RecordWriter.create(tmp_path / "nowhere" / "x.drillrecord", header())


def test_a_nearly_full_disk_refuses_to_begin(record: Path) -> None:
    with pytest.raises(StorageFailed, match=r"expected \d+ MB free, found \d+ MB") as caught:
        RecordWriter.create(record, header(), min_free_mb=10**9)
    assert caught.value.code == "disk_full"
    assert caught.value.exit_code == 3
    assert names(record.parent) == []


def test_entries_must_follow_each_other(record: Path) -> None:
    with new_record(record, 2) as writer:
        with pytest.raises(ValueError, match="expected entry 3 next, found entry 4"):
            writer.append([note(4)])
        writer.append([])
        writer.append([note(3)])
    assert seqs(record) == [1, 2, 3]


def test_an_id_of_an_actor_is_used_once(record: Path) -> None:
    with new_record(record, 2) as writer:
        with pytest.raises(RecordError, match="expected to write entry 3 next, found that an actor uses an id once"):
            writer.append([note(3), note(4, client_id="c1")])
        writer.append(batch(2))
    assert seqs(record) == [1, 2, 3, 4]


COPY = (
    " INTO entries SELECT {seq}, sort, at, drill_ms, mono_ns, wall_ns, kind, actor, {client_id}, cause,"
    " body, chain FROM entries WHERE seq = 1"
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET body = '{}' WHERE seq = 2",
        "DELETE FROM entries WHERE seq = 3",
        "INSERT OR REPLACE" + COPY.format(seq=2, client_id="'x'"),
        "INSERT OR REPLACE" + COPY.format(seq=4, client_id="client_id"),
        "INSERT" + COPY.format(seq=9, client_id="'x'"),
        "UPDATE header SET value = '{}'",
        "DELETE FROM header",
        "INSERT OR REPLACE INTO header VALUES ('header', '{}')",
    ],
)
def test_the_file_itself_refuses_changes(record: Path, statement: str) -> None:
    written(record)
    with closing(sqlite3.connect(record)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    assert verify_chain(record).ok


def test_a_full_disk_keeps_what_was_acknowledged_and_goes_on_when_there_is_room(record: Path) -> None:
    connections: list[sqlite3.Connection] = []

    def connect(path: Path) -> sqlite3.Connection:
        connections.append(schema.connect(path))
        connections[-1].execute("PRAGMA max_page_count = 30")
        return connections[-1]

    with new_record(record, connect=connect) as writer:
        refused = fill(writer)
        assert refused.code == "disk_full"
        assert seqs(record) == list(range(1, writer.seq + 1))
        connections[-1].execute("PRAGMA max_page_count = 1000")
        writer.append(batch(writer.seq))
        last = writer.seq
    assert verify_chain(record).ok
    assert seqs(record) == list(range(1, last + 1))


def fill(writer: RecordWriter) -> StorageFailed:
    """Appends large batches until one is refused."""
    while True:
        try:
            writer.append([note(writer.seq + 1, "x" * 20_000), note(writer.seq + 2, "y" * 20_000)])
        except StorageFailed as refusal:
            return refusal


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.mark.root
def test_a_really_full_disk(small_disk: Path) -> None:
    record, ballast = small_disk / "x.drillrecord", small_disk / "ballast"
    with new_record(record) as writer:
        ballast.write_bytes(b"x" * 1_000_000)
        assert fill(writer).code == "disk_full"
        assert fill(writer).code == "disk_full"
        kept = writer.seq
        assert seqs(record) == list(range(1, kept + 1))
        ballast.unlink()
        writer.append(batch(kept))
    assert verify_chain(record).ok
    assert seqs(record) == list(range(1, kept + 3))


@pytest.mark.root
def test_on_a_full_disk_no_record_begins_and_nothing_is_left(small_disk: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        (small_disk / "ballast").write_bytes(b"x" * 3_000_000)
    with pytest.raises(StorageFailed) as caught:
        RecordWriter.create(small_disk / "x.drillrecord", header(), min_free_mb=0)
    assert caught.value.code == "disk_full"
    assert names(small_disk) == ["ballast"]


@pytest.mark.root
def test_a_read_only_disk(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(RecordError, match=r"where a record can be written and locked, .*Read-only file system"):
        RecordWriter.create(small_disk / "y.drillrecord", header(), min_free_mb=0)


@pytest.fixture
def file_size() -> Iterator[Callable[[int], None]]:
    """Sets how long a file of this process may get."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_write_that_the_disk_refuses_loses_nothing(record: Path, file_size: Callable[[int], None]) -> None:
    with new_record(record, 2) as writer:
        file_size(200_000)
        assert fill(writer).code == "storage"
        assert seqs(record) == list(range(1, writer.seq + 1))
        assert fill(writer).code == "storage"
        file_size(100_000_000)
        writer.append(batch(writer.seq))
        last = writer.seq
    assert verify_chain(record).ok
    assert seqs(record) == list(range(1, last + 1))


class Failing(sqlite3.Connection):
    """Fails at a commit, before or after it was made."""

    commits_well = True
    commits_first = False

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        if sql == "COMMIT" and not self.commits_well:
            if self.commits_first:
                super().execute(sql)
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, *values)  # type: ignore[arg-type]  # passed on as it came


def failing(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, factory=Failing, isolation_level=None)


def test_a_commit_that_fails_leaves_nothing_half_written(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_record(record, 2, connect=failing) as writer:
        monkeypatch.setattr(Failing, "commits_well", False)
        with pytest.raises(StorageFailed, match="expected to write entries 3 to 4, found: disk I/O error"):
            writer.append(batch(2))
        assert seqs(record) == [1, 2]
        monkeypatch.undo()
        writer.append(batch(2))
    assert seqs(record) == [1, 2, 3, 4]


def test_a_batch_that_was_refused_and_is_on_the_record_all_the_same_is_noticed(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_record(record, 2, connect=failing) as writer:
        monkeypatch.setattr(Failing, "commits_well", False)
        monkeypatch.setattr(Failing, "commits_first", True)
        with pytest.raises(StorageFailed):
            writer.append(batch(2))
        monkeypatch.undo()
        with pytest.raises(RecordError, match="expected entry 2 to be its last, found entry 4"):
            writer.append(batch(2))


def test_a_record_that_vanished_is_missed_and_goes_on_when_it_is_back(record: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    with new_record(record, 2) as writer:
        record.rename(away)
        with pytest.raises(StorageFailed, match="expected to write entries 3 to 4, found: No such file") as caught:
            writer.append(batch(2))
        assert caught.value.code == "storage"
        away.rename(record)
        writer.append(batch(2))
    assert seqs(record) == [1, 2, 3, 4]


def test_another_file_in_its_place_is_not_written(record: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other.drillrecord", 1)
    before = other.read_bytes()
    with new_record(record, 2) as writer:
        shutil.move(other, record)
        with pytest.raises(StorageFailed, match="expected the record, found another file there"):
            writer.append(batch(2))
    assert record.read_bytes() == before
