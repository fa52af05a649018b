"""The tables of the database of drills, and how its file is opened."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from drillsim.errors import ArchiveError

APPLICATION = int.from_bytes(b"DRDB", "big")
"""Tells the database from other SQLite files."""

VERSION = 1
BUSY_SECONDS = 10.0  # longer than any command holds it

STATEMENTS = (
    # What a record told when it was taken in last, as JSON of archive.held.Held; the record itself is the source.
    """CREATE TABLE drills (
    identity TEXT PRIMARY KEY,
    record TEXT NOT NULL,
    entries INTEGER NOT NULL,
    told TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    # Which file was looked at, and how it was then: a file that is the same need not be read again.
    """CREATE TABLE files (
    path TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    identity TEXT NOT NULL REFERENCES drills ON DELETE CASCADE
) STRICT, WITHOUT ROWID""",
    # `said` is what the record says of an action, `changed` what was said here since; both JSON of archive.action.
    """CREATE TABLE actions (
    id TEXT PRIMARY KEY COLLATE NOCASE,
    number INTEGER NOT NULL UNIQUE,
    plan TEXT NOT NULL,
    forms TEXT,
    drill TEXT,
    seq INTEGER,
    since TEXT NOT NULL,
    day TEXT,
    said TEXT NOT NULL,
    changed TEXT NOT NULL,
    UNIQUE (drill, seq)
) STRICT, WITHOUT ROWID""",
    # Names once given are not given again, also where an action is gone.
    "CREATE TABLE names (stem TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    # The course of each action. What a record tells has the record's identity in `told_by` and is told anew with it.
    """CREATE TABLE course (
    number INTEGER PRIMARY KEY,
    action TEXT NOT NULL REFERENCES actions ON DELETE CASCADE,
    wall_ns INTEGER NOT NULL,
    what TEXT NOT NULL,
    by TEXT NOT NULL,
    why TEXT NOT NULL,
    drill TEXT,
    told_by TEXT
) STRICT""",
    "CREATE INDEX course_of ON course (action)",
)


def connect(path: Path) -> sqlite3.Connection:
    """The database, made where there is none, for this user alone. Raises ArchiveError."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite's own files beside it get the same mode
    except OSError as error:
        raise ArchiveError(f"{path}: expected a database that can be written, found: {error.strerror}") from None
    if not path.is_file():
        raise ArchiveError(f"{path}: expected drillsim's database of drills, found something that is no file")
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        _prepare(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise worded(error, path) from None
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """What is there is looked at before anything is written: a foreign or newer file stays as it is."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if connection.execute("PRAGMA user_version").fetchone() == (0,):
        _make_tables(connection, path)
    _require_ours(connection, path)
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise ArchiveError(f"{path}: {_DAMAGED}")


def _make_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Fills an empty file, all or nothing; of two commands that begin at once, the second finds it done."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone() == (0,):
            if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() != (0,):
                raise ArchiveError(f"{path}: {_FOREIGN}")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
            for statement in STATEMENTS:
                connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _require_ours(connection: sqlite3.Connection, path: Path) -> None:
    application, version = (
        connection.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")
    )
    if application != APPLICATION:
        raise ArchiveError(f"{path}: {_FOREIGN}")
    if version != VERSION:
        newer = "; a newer drillsim wrote it" if version > VERSION else ""
        raise ArchiveError(f"{path}: expected version {VERSION} of the database, found version {version}{newer}")
    with closing(sqlite3.connect(":memory:")) as fresh:
        for statement in STATEMENTS:
            fresh.execute(statement)
        if set(fresh.execute(_SCHEMA)) != set(connection.execute(_SCHEMA)):
            raise ArchiveError(f"{path}: {_FOREIGN}")


_SCHEMA = "SELECT type, name, sql FROM sqlite_schema"
_FOREIGN = "expected drillsim's database of drills, found a database of another kind; move it away"
_DAMAGED = (
    "expected a whole database, found one that is damaged; move it away, and it is made anew from the records"
    " (but for what was said only with drillsim actions)"
)


def worded(error: sqlite3.Error, path: Path) -> ArchiveError:
    """What SQLite says, in a sentence for the person at the keyboard."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    match None if code is None else code & 0xFF:
        case sqlite3.SQLITE_NOTADB:
            return ArchiveError(f"{path}: expected drillsim's database of drills, found a file of another kind")
        case sqlite3.SQLITE_CORRUPT:
            return ArchiveError(f"{path}: {_DAMAGED}")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return ArchiveError(f"{path}: expected a database that is free, found another program holding it")
        case _:
            return ArchiveError(f"{path}: expected a database that can be read and written, found: {error}")
