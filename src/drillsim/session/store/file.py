"""Writing a record: one SQLite file per drill, which only grows."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from drillsim.errors import RecordError
from drillsim.record.entries import Entry, Header, Stamp
from drillsim.session.store import disk, rows, schema
from drillsim.session.store.chain import Intact, read_intact
from drillsim.session.store.lock import RecordLock
from drillsim.session.store.named import require_file, require_one_name

Connect = Callable[[Path], sqlite3.Connection]

BUSY_MS = int(schema.BUSY_SECONDS * 1000)
TRYING_MS = 50  # while another program holds the record, every screen waits for each try
CLOSING_MS = 500  # a reader may delay the last checkpoint, but not the end of the program
_SIDE_FILES = ("-wal", "-shm", "-journal")
_TRY_AGAIN = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY)
"""Failures after which a connection is as good as before."""


class RecordWriter:
    """Appends to one record. What `append` returned from survives a killed process and a power cut.

    A connection belongs to one thread: a writer is made, used and closed in the same one. While a writer is
    open, no part of its process may open the file but through SQLite: closing it would drop SQLite's locks.
    """

    def __init__(
        self, path: Path, lock: RecordLock, connect: Connect, header: str, last: tuple[int, str] | None = None
    ) -> None:
        self.path = path
        self._begins = rows.digest(header)
        self.seq, self.head = last or (0, self._begins)
        """The last entry's number."""
        """The last entry's chain, before the first the header's digest."""
        self._lock: RecordLock | None = lock
        self._connect = connect
        self._connection: sqlite3.Connection | None = None
        self._file: os.stat_result | None = None
        self._wait_ms = BUSY_MS
        """How long other programs are waited for: long, but for as long as one is known to hold the record."""
        self._opened()

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        header: Header,
        *,
        min_free_mb: int = disk.MIN_FREE_MB,
        connect: Connect = schema.connect,
    ) -> Self:
        """A new record. Raises RecordError where the name is taken or the disk has no room for one."""
        place = Path(path).absolute()
        if not os.path.isdir(place.parent):
            raise RecordError(f"{place}: expected a folder to put the record in, found none")
        lock = RecordLock(place)
        try:
            _require_unused(place)
            text = rows.header_text(header)
            try:
                disk.require_room(place.parent, min_free_mb)
                _make(place, text, connect)
                return cls(place, lock, connect, text)
            except (sqlite3.OperationalError, OSError) as error:
                raise disk.failed(error, place, "begin the record") from None
        except BaseException:
            lock.release()
            raise

    @classmethod
    def reopen(
        cls,
        path: str | os.PathLike[str],
        *,
        min_free_mb: int = disk.MIN_FREE_MB,
        connect: Connect = schema.connect,
    ) -> tuple[Self, Intact]:
        """A record that was begun before, to go on with, and what is in it.

        Raises RecordError where there is none, it is not as it was written, somebody writes it (with their pid), or
        the disk has no room.
        """
        require_file(Path(path))
        place = Path(os.path.realpath(path))  # the lock and the WAL are beside the file itself, not beside a link to it
        lock = RecordLock(place)
        try:
            require_one_name(place)
            found = read_intact(place)
            try:
                disk.require_room(place.parent, min_free_mb)
                with TemporaryDirectory(dir=place.parent, prefix=".drillsim-") as aside:
                    disk.probe(Path(aside, "probe"))
                return cls(place, lock, connect, found.header_text, (len(found.entries), found.head)), found
            except (sqlite3.OperationalError, OSError) as error:
                raise disk.failed(error, place, "go on with the record") from None
        except BaseException:
            lock.release()
            raise

    def append(self, entries: Sequence[Entry]) -> None:
        """Puts entries on the record, all of them or none; they are safe when this returns.

        Raises StorageFailed where the disk is full or broken: nothing of them is kept and the same call may
        be repeated. Raises RecordError where the file is no longer the one that this writer wrote.
        """
        batch = rows.seal(entries, self.seq, self.head)
        if not batch:
            return
        try:
            connection = self._opened()
            _commit(connection, batch)
        except sqlite3.IntegrityError as error:
            raise RecordError(f"{self.path}: expected to write entry {self.seq + 1} next, found that {error}") from None
        except sqlite3.ProgrammingError:
            raise  # a call from another thread or on a closed writer: our own fault
        except (sqlite3.Error, OSError) as error:
            self._gave_up(error)
            raise disk.failed(error, self.path, f"write entries {self.seq + 1} to {entries[-1].seq}") from None
        self._wait_ms = BUSY_MS
        self.seq, self.head = entries[-1].seq, batch[-1][-1]

    def keep_clock(self, stamp: Stamp) -> None:
        """Keeps where the exercise clock stands, beside the entries. Raises StorageFailed where it cannot."""
        try:
            seal = rows.clock_seal(self._begins, stamp)
            self._opened().execute(schema.KEEP_CLOCK, (stamp.drill_ms, stamp.mono_ns, stamp.wall_ns, seal))
        except sqlite3.ProgrammingError:
            raise  # as in append
        except (sqlite3.Error, OSError) as error:
            self._gave_up(error)
            raise disk.failed(error, self.path, "keep where the clock stands") from None

    def _gave_up(self, error: sqlite3.Error | OSError) -> None:
        code = getattr(error, "sqlite_errorcode", None)
        self._wait_ms = TRYING_MS if code == sqlite3.SQLITE_BUSY else BUSY_MS
        if code not in _TRY_AGAIN:
            self._disconnect()

    def close(self) -> None:
        """Puts everything into the one file and lets others write it. Loses nothing where that fails."""
        if self._lock is None:
            return
        if self._connection is not None:
            if self._is_in_place():  # else somebody may have begun to write it under its new name
                self._into_one_file(self._connection)
            self._disconnect()
        self._lock.release()
        self._lock = None

    def _is_in_place(self) -> bool:
        try:
            return self._file is not None and os.path.samestat(self.path.stat(), self._file)
        except OSError:
            return False

    def _into_one_file(self, connection: sqlite3.Connection) -> None:
        with suppress(sqlite3.Error):  # what was committed stays in the WAL, which counts
            connection.execute(f"PRAGMA busy_timeout = {CLOSING_MS}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _opened(self) -> sqlite3.Connection:
        """The connection, made anew where the last was given up."""
        if self._lock is None:
            raise sqlite3.ProgrammingError("the record is closed")
        file = self.path.stat()
        if self._file is not None and not os.path.samestat(file, self._file):
            raise disk.StorageFailed("storage", f"{self.path}: expected the record, found another file there")
        if self._connection is None:
            self._connection, self._file = self._connected(), file
        self._connection.execute(f"PRAGMA busy_timeout = {self._wait_ms}")
        return self._connection

    def _connected(self) -> sqlite3.Connection:
        """A new connection to the record as this writer left it, which can be written."""
        connection = self._connect(self.path)
        try:
            connection.execute(f"PRAGMA busy_timeout = {self._wait_ms}")
            schema.prepare(connection, self.path)
            connection.execute("BEGIN IMMEDIATE")
            seq, head = _last(connection)
            connection.execute("ROLLBACK")
            if (seq, head) != (self.seq, self.head):
                raise RecordError(
                    f"{self.path}: expected entry {self.seq} to be its last, found entry {seq} or another"
                )
        except BaseException:
            connection.close()
            raise
        return connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):  # on a broken disk; nothing that was promised hangs on it
                self._connection.close()
        self._connection = None


def _require_unused(path: Path) -> None:
    if os.path.lexists(path):
        raise RecordError(f"{path}: expected a new name, found that it exists; use another name")
    for ending in _SIDE_FILES:  # SQLite would take what is in them for a part of the new record
        left = path.with_name(path.name + ending)
        if os.path.lexists(left):
            raise RecordError(f"{path}: expected a new name, found {left.name} of an earlier record; use another name")


def _make(path: Path, header: str, connect: Connect) -> None:
    """Made aside and renamed, so that a record is whole or not there, whenever the process is killed."""
    with TemporaryDirectory(dir=path.parent, prefix=".drillsim-") as aside:
        disk.probe(Path(aside, "probe"))
        made = Path(aside, "record")
        os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))  # SQLite gives WAL and index the same mode
        with closing(connect(made)) as connection:
            schema.prepare(connection, path)
            schema.make_tables(connection, header)
        made.rename(path)
    disk.sync_folder(path.parent)


def _commit(connection: sqlite3.Connection, batch: Sequence[rows.Sealed]) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(schema.INSERT_ENTRY, batch)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # some failures have rolled back by themselves
            connection.execute("ROLLBACK")
        raise


def _last(connection: sqlite3.Connection) -> tuple[int, str]:
    last: tuple[int, str] | None = connection.execute(schema.SELECT_LAST).fetchone()
    if last is not None:
        return last
    (header,) = connection.execute(schema.SELECT_HEADER).fetchone()
    return 0, rows.digest(header)
