"""A record's file, opened only to be read: any file may claim to be one."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from drillsim.errors import RecordError
from drillsim.record.entries import RECORD_FORMAT, Stamp
from drillsim.session.store import rows, schema
from drillsim.session.store.bodies import shortly
from drillsim.session.store.named import require_file

AT_ONCE = 1_000  # rows per transaction: a reader that stays in one would keep the writer's WAL growing
MOST_BYTES = 100_000_000  # of one value; a header holds texts of 1 MiB each
MOST_COPIED = 1 << 30  # bytes of a file that is copied to be read: ten times the record of a large drill
DAMAGED = "a whole record, found one that is damaged or cut short"
_NO_INDEX = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


class Source:
    """The rows of a record, with a finished, a running and a killed writer alike: the WAL counts.

    SQLite needs the index beside a WAL even for reading. Hence, in this order:

    no WAL           nobody writes: the file is read as it is (`immutable`), which leaves nothing in its
                     folder and works on read-only media; a WAL that comes later is seen, the file opened anew
    a WAL            an ordinary reader beside the writer; after a killed one SQLite makes the index anew
    read-only media  the index cannot be made, so nobody writes: file and WAL go to a private folder

    The file is never opened but through SQLite: closing it would drop the locks of a writer in this process.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = Path(os.path.realpath(path))  # SQLite looks for the WAL there, not beside a link
        self._copy: TemporaryDirectory[str] | None = None
        self._alone = False
        require_file(path)
        self._connection = self._connected()
        try:
            self._require_marks()
        except BaseException:
            self.close()
            raise

    def _connected(self) -> sqlite3.Connection:
        _require_plain_wal(self._file)
        self._alone = not _wal(self._file).exists()
        try:
            return _connect(self._file, alone=self._alone)
        except sqlite3.Error as error:
            if self._alone or _code(error) not in _NO_INDEX:
                raise worded(error, self.path) from None
        return self._copied()

    def _copied(self) -> sqlite3.Connection:
        self._copy = TemporaryDirectory(prefix="drillsim-")  # for this user only, as the record is
        try:
            copy = Path(self._copy.name, "record")
            for source, target in ((self._file, copy), (_wal(self._file), _wal(copy))):
                _copy(source, target)
            return _connect(copy, alone=False)
        except sqlite3.Error as error:
            self._forget_copy()
            raise worded(error, self.path) from None
        except RecordError:
            self._forget_copy()
            raise
        except OSError as error:
            self._forget_copy()
            found = f"that it cannot be copied to a temporary folder ({error.strerror})"
            raise RecordError(f"{self.path}: expected a record that can be read, found {found}") from None

    def header(self) -> str:
        """The header's text."""
        found = self._query(schema.SELECT_HEADER)
        if len(found) != 1:
            raise RecordError(f"{self.path}: expected a record with a header, found none")
        (value,) = found[0]
        return str(value)

    def clock(self) -> tuple[Stamp, str] | None:
        """Where the exercise clock stood last, as far as it was kept beside the entries, and the seal of that."""
        found = self._query(schema.SELECT_CLOCK)
        return (Stamp(*found[0][:-1]), found[0][-1]) if found else None

    def rows(self, after: int = 0) -> Iterator[rows.Sealed]:
        """The rows after an entry, as far as they are written when they are asked for."""
        while True:
            if self._alone and _wal(self._file).exists():
                self._connection.close()
                self._connection = self._connected()
            found: list[rows.Sealed] = self._query(schema.SELECT_ROWS, after, AT_ONCE)
            yield from found
            if len(found) < AT_ONCE:
                return
            after = found[-1][0]

    def faults(self) -> list[str]:
        """What no record of ours has: foreign things in the schema, missing triggers, damage."""
        found, expected = self._objects(), schema.expected_objects()
        foreign = [
            f"expected nothing in the file but a record, found the {shortly(sort)[1:-1]} {shortly(name)}"
            for sort, name, *_ in sorted(found - expected, key=str)
        ]
        lacking = [
            f"expected the {sort} {name} of a record, found none or another"
            for sort, name, *_ in sorted(expected - found, key=str)
        ]
        sound = self._query("PRAGMA quick_check(1)") == [("ok",)]
        damage = [] if sound else [f"expected {DAMAGED}"]
        return damage + foreign + lacking

    def close(self) -> None:
        """Ends the reading."""
        self._connection.close()
        self._forget_copy()

    def _require_marks(self) -> None:
        application, version = (self._query(f"PRAGMA {mark}")[0][0] for mark in ("application_id", "user_version"))
        if application != schema.APPLICATION:
            raise RecordError(f"{self.path}: expected a drill record, found a database of another kind")
        if version != RECORD_FORMAT:
            newer = "; a newer drillsim wrote it" if version > RECORD_FORMAT else ""
            raise RecordError(f"{self.path}: expected record format {RECORD_FORMAT}, found format {version}{newer}")
        if _tables(schema.expected_objects()) - _tables(self._objects()):
            raise RecordError(f"{self.path}: expected the tables of a drill record, found others")

    def _objects(self) -> schema.Objects:
        return frozenset(self._query(schema.SELECT_OBJECTS))

    def _query(self, query: str, *values: int) -> list[Any]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise worded(error, self.path) from None

    def _forget_copy(self) -> None:
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None


def worded(error: sqlite3.Error, path: Path) -> RecordError:
    """What SQLite says, in a sentence for the person at the keyboard."""
    match _code(error):
        case sqlite3.SQLITE_NOTADB:
            found = "a drill record, found a file of another kind"
        case sqlite3.SQLITE_CORRUPT:
            found = DAMAGED
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            found = "a record that can be read now, found another program holding it"
        case sqlite3.SQLITE_TOOBIG | sqlite3.SQLITE_NOMEM:
            found = "a drill record, found values too big for one"
        case None:  # from Python's own module: text that is no UTF-8
            found = "text in the record, found bytes that are none"
        case _:
            found = f"a record that can be read, found: {error}"
    return RecordError(f"{path}: expected {found}")


def _code(error: sqlite3.Error) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF  # the rest is detail


def _connect(path: Path, *, alone: bool) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=schema.BUSY_SECONDS)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # opening reads nothing yet
    except BaseException:
        connection.close()
        raise
    return connection


def _copy(source: Path, target: Path) -> None:
    """Copies a plain file: no link (to a device, say), and never more than it may hold."""
    opened = os.open(source, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with open(opened, "rb") as file, open(target, "xb") as copy:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise RecordError(f"{source}: expected a plain file beside the record, found none")
        left = MOST_COPIED
        while block := file.read(1 << 20):
            left -= len(block)
            if left < 0:
                raise RecordError(f"{source}: expected at most {MOST_COPIED} bytes, found more")
            copy.write(block)


def _require_plain_wal(path: Path) -> None:
    """SQLite follows a link: it would read another file, or a device without end, as this record's WAL."""
    try:
        found = _wal(path).lstat()
    except OSError:
        return  # none there, or one that SQLite says more about
    if not stat.S_ISREG(found.st_mode):
        raise RecordError(f"{_wal(path)}: expected a plain file beside the record, found something else")


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _tables(objects: schema.Objects) -> schema.Objects:
    return frozenset(each for each in objects if each[0] == "table")
