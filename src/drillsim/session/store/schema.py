"""The tables of a record, and how SQLite is told to treat them."""

import sqlite3
import sys
from functools import cache
from pathlib import Path

from drillsim.errors import RecordError
from drillsim.record.entries import RECORD_FORMAT
from drillsim.session.store.rows import COLUMNS

APPLICATION = int.from_bytes(b"DRIL", "big")
"""Tells a record from other SQLite files."""

BUSY_SECONDS = 5.0  # longer than any reader's short transaction
OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
FULL = 2
"""`synchronous=FULL`: a commit is on the disk when it returns. NORMAL forgets some in a power cut."""

STATEMENTS = (
    """CREATE TABLE header (
    key TEXT PRIMARY KEY CHECK (key = 'header'),
    value TEXT NOT NULL
) STRICT""",
    """CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    sort TEXT NOT NULL CHECK (sort IN ('command', 'event')),
    at INTEGER NOT NULL,
    drill_ms INTEGER NOT NULL,
    mono_ns INTEGER NOT NULL,
    wall_ns INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    client_id TEXT,
    cause INTEGER,
    body TEXT NOT NULL,
    chain TEXT NOT NULL,
    UNIQUE (actor, client_id)
) STRICT""",
    # Where the clock stood last, so that a killed host forgets a second of it and not a whole discussion. It is no
    # entry; its own seal tells it from a damaged one, which could end the exercise.
    """CREATE TABLE clock (
    key TEXT PRIMARY KEY CHECK (key = 'clock'),
    drill_ms INTEGER NOT NULL,
    mono_ns INTEGER NOT NULL,
    wall_ns INTEGER NOT NULL,
    seal TEXT NOT NULL
) STRICT""",
    "CREATE TRIGGER header_keeps BEFORE UPDATE ON header BEGIN SELECT RAISE(ABORT, 'it only grows'); END",
    "CREATE TRIGGER header_stays BEFORE DELETE ON header BEGIN SELECT RAISE(ABORT, 'it only grows'); END",
    # INSERT OR REPLACE deletes without asking the triggers on DELETE: hence a trigger on INSERT too.
    """CREATE TRIGGER header_once BEFORE INSERT ON header WHEN EXISTS (SELECT 1 FROM header)
BEGIN SELECT RAISE(ABORT, 'a record has one header'); END""",
    "CREATE TRIGGER entries_keep BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'it only grows'); END",
    "CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'it only grows'); END",
    """CREATE TRIGGER entries_follow BEFORE INSERT ON entries
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries)
BEGIN SELECT RAISE(ABORT, 'entries follow each other'); END""",
    """CREATE TRIGGER entries_once BEFORE INSERT ON entries
WHEN EXISTS (SELECT 1 FROM entries WHERE actor = NEW.actor AND client_id = NEW.client_id)
BEGIN SELECT RAISE(ABORT, 'an actor uses an id once'); END""",
)

INSERT_HEADER = "INSERT INTO header VALUES ('header', ?)"
INSERT_ENTRY = f"INSERT INTO entries ({', '.join(COLUMNS)}, chain) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"
KEEP_CLOCK = (
    "INSERT INTO clock VALUES ('clock', ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET drill_ms = excluded.drill_ms,"
    " mono_ns = excluded.mono_ns, wall_ns = excluded.wall_ns, seal = excluded.seal"
)
SELECT_CLOCK = "SELECT drill_ms, mono_ns, wall_ns, seal FROM clock"
SELECT_HEADER = "SELECT value FROM header"
SELECT_LAST = "SELECT seq, chain FROM entries ORDER BY seq DESC LIMIT 1"
SELECT_OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
SELECT_ROWS = f"SELECT {', '.join(COLUMNS)}, chain FROM entries WHERE seq > ? ORDER BY seq LIMIT ?"

Objects = frozenset[tuple[str, str, str, str | None]]
"""Of each table, index, trigger and view its sort, name, table and SQL."""


def make_tables(connection: sqlite3.Connection, header: str) -> None:
    """Fills an empty file, all or nothing. The marks of a record are part of the same transaction."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {RECORD_FORMAT}")
    for statement in STATEMENTS:
        connection.execute(statement)
    connection.execute(INSERT_HEADER, (header,))
    connection.execute("COMMIT")


@cache
def expected_objects() -> Objects:
    """What is in the schema of every record of this format, as this SQLite writes it down."""
    connection = sqlite3.connect(":memory:")
    try:
        for statement in STATEMENTS:
            connection.execute(statement)
        return frozenset(connection.execute(SELECT_OBJECTS))
    finally:
        connection.close()


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an existing file, for the thread that asks."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        raise RecordError(f"{path}: expected SQLite {oldest} or newer, found {sqlite3.sqlite_version}")
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_SECONDS)


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Settings of a writer, read back: SQLite may have been built with others, or refuse them in silence."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    (journal,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if journal != "wal":
        raise RecordError(f"{path}: expected a folder that can hold a record (SQLite's WAL), found one that cannot")
    connection.execute("PRAGMA synchronous = FULL")
    if sys.platform == "darwin":  # fsync alone leaves data in the disk's own cache there
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")
    (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
    if synchronous != FULL:
        raise RecordError(f"{path}: expected SQLite to keep to synchronous=FULL ({FULL}), found {synchronous}")
