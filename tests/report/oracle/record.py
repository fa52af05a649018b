"""A record as anybody can read it: rows of an SQLite file, and the texts that were played, as plain YAML."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from report.oracle.spelling import second, seconds

COLUMNS = ("seq", "sort", "at", "drill_ms", "mono_ns", "wall_ns", "kind", "actor", "client_id", "cause", "body")
"""What a link of the chain seals (session/store/rows.py, at its head)."""


@dataclass(frozen=True)
class Row:
    """An entry: an event (what happened) or a command (what somebody did)."""

    seq: int
    sort: str
    at: int
    wall_ns: int
    kind: str
    actor: str
    client_id: str | None
    cause: int | None
    body: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.body.get(key)


@dataclass(frozen=True)
class Record:
    """All that an oracle may look at."""

    header: dict[str, Any]
    header_text: str
    raw: tuple[dict[str, Any], ...]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every entry, its body read."""
        kept = ("seq", "sort", "at", "wall_ns", "kind", "actor", "client_id", "cause")
        return tuple(Row(**{name: row[name] for name in kept}, body=json.loads(row["body"])) for row in self.raw)

    @cached_property
    def events(self) -> tuple[Row, ...]:
        """What happened, in order."""
        return tuple(row for row in self.rows if row.sort == "event")

    @cached_property
    def commands(self) -> tuple[Row, ...]:
        """What people, and programs for them, did."""
        return tuple(row for row in self.rows if row.sort == "command")

    def of(self, *kinds: str) -> Iterator[Row]:
        """Events of some kinds, in order."""
        return (row for row in self.events if row.kind in kinds)

    def said(self, *kinds: str) -> Iterator[Row]:
        """Commands of some kinds, in order."""
        return (row for row in self.commands if row.kind in kinds)

    @property
    def live(self) -> bool:
        """Whether people played it at a clock."""
        return bool(self.header["live"])

    @cached_property
    def date(self) -> str:
        """The day on which a live drill began."""
        return f"{datetime.fromtimestamp(self.header['started_wall_ns'] // 10**9, UTC):%Y-%m-%d}"

    @cached_property
    def lasts(self) -> int:
        """EndEx, in seconds."""
        (end,) = self.of("exercise_ended")
        return end.at

    def text(self, kind: str) -> str:
        """The drill, the plan or the only scenario as it was played."""
        (found,) = [each["text"] for each in self.header["texts"] if each["kind"] == kind]
        return str(found)

    def sha_of(self, kind: str) -> str:
        """The digest of such a text, reckoned from it."""
        return sha256(self.text(kind))

    @cached_property
    def plan(self) -> Any:
        """The plan's YAML."""
        return yaml.safe_load(self.text("plan"))

    @cached_property
    def scenario(self) -> Any:
        """The only scenario's YAML."""
        return yaml.safe_load(self.text("scenario"))

    @cached_property
    def drill(self) -> Any:
        """The drill's YAML."""
        return yaml.safe_load(self.text("drill"))

    @cached_property
    def injects(self) -> dict[str, Any]:
        """The MSEL by id, then what the facilitator made up."""
        made_up = {row["inject"]["id"]: row["inject"] for row in self.of("inject_improvised")}
        return {each["id"]: each for each in self.scenario["msel"]} | made_up

    @cached_property
    def chain(self) -> tuple[str, str]:
        """The digest up to EndEx, and of the whole record, each link made anew."""
        link = sha256(self.header_text)
        play = ""
        for raw, row in zip(self.raw, self.rows, strict=True):
            sealed = json.dumps(
                {name: raw[name] for name in COLUMNS}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
            )
            link = sha256(f"{link}\n{sealed}")
            play = link if row.kind == "exercise_ended" else play
        return play, link

    def name(self, group: str, item: str) -> str:
        """What a function, a role and so on is called: by its name, else by its id."""
        return str(self.plan[group].get(item, {}).get("name") or item)

    def planned(self, inject: str) -> int | None:
        """The second that the scenario gives an inject."""
        at = self.injects[inject].get("at")
        return None if at in (None, "held") else second(at)

    def lasts_planned(self) -> int:
        """The length that the scenario gives the exercise: its end inject, else `lasts`."""
        ends = [second(each["at"]) for each in self.scenario["msel"] if each.get("kind") == "end" and "at" in each]
        return min([*ends, seconds(self.scenario["lasts"])])


def sha256(text: str) -> str:
    """SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(path: Path) -> Record:
    """Opened read-only and closed again."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        (header,) = database.execute("SELECT value FROM header").fetchone()
        rows = database.execute("SELECT * FROM entries ORDER BY seq").fetchall()
    return Record(json.loads(header), header, tuple(dict(row) for row in rows))
