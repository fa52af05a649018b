"""The database of drills: what was held, the actions that came of it, and their course."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from drillsim.archive.action import Action, Said, Step, changed, changes_of, said_of, step_of, still_changed
from drillsim.archive.held import Held, held_of
from drillsim.archive.schema import connect, worded
from drillsim.errors import ArchiveError, NotFound

_COURSE = (
    # Noted first, whatever the clocks say; of one instant what records tell, whenever they were read last.
    "SELECT action, wall_ns, what, by, why, drill FROM course"
    " ORDER BY what <> 'noted', wall_ns, told_by IS NULL, told_by, number"
)


class Database:
    """One database, for the thread that asks. What is written together is written in `writing`, all or nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path)

    def close(self) -> None:
        """Ends the use of it."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; another command that writes waits for it."""
        self._ask("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self._ask("COMMIT")

    # Drills

    def drills(self) -> list[tuple[str, Held]]:
        """Each drill with the file of its record, the earliest first."""
        found = [(record, self._held(told)) for record, told in self._ask("SELECT record, told FROM drills")]
        return sorted(found, key=lambda each: (each[1].day or "", each[1].started or "", each[1].identity))

    def drill(self, identity: str) -> Held | None:
        """The drill of a record."""
        rows = self._ask("SELECT told FROM drills WHERE identity = ?", identity)
        return self._held(rows[0][0]) if rows else None

    def record_of(self, identity: str) -> Path | None:
        """Where the record of a drill was when it was taken in last."""
        rows = self._ask("SELECT record FROM drills WHERE identity = ?", identity)
        return Path(rows[0][0]) if rows else None

    def entries_of(self, identity: str) -> int:
        """How many entries its record had then; -1 where it is not known here."""
        rows = self._ask("SELECT entries FROM drills WHERE identity = ?", identity)
        return int(rows[0][0]) if rows else -1

    def keep_drill(self, held: Held, record: Path, entries: int) -> None:
        """A drill, or what its record says of it now."""
        self._ask(
            "INSERT INTO drills VALUES (?, ?, ?, ?) ON CONFLICT (identity) DO UPDATE SET record = excluded.record,"
            " entries = excluded.entries, told = excluded.told",
            held.identity,
            str(record),
            entries,
            held.text(),
        )

    def forget_drill(self, identity: str) -> None:
        """A drill is gone from the history; its actions stay, and what it told of them."""
        self._ask("DELETE FROM drills WHERE identity = ?", identity)

    def stamp_of(self, path: Path) -> str | None:
        """How a file was when it was taken in."""
        rows = self._ask("SELECT stamp FROM files WHERE path = ?", str(path))
        return rows[0][0] if rows else None

    def keep_stamp(self, path: Path, stamp: str, identity: str) -> None:
        """A file was taken in as it was then."""
        self._ask("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", str(path), stamp, identity)

    # Actions

    def actions(self) -> list[Action]:
        """All of them, in the order in which they came."""
        rows = self._ask("SELECT id, plan, forms, drill, seq, since, day, said, changed FROM actions ORDER BY number")
        course: dict[str, list[Step]] = {}
        for action, *step in self._ask(_COURSE):
            with self._as_written("actions"):
                course.setdefault(action, []).append(step_of(step))
        return [self._action(row, course.get(row[0], [])) for row in rows]

    def action(self, name: str) -> Action:
        """The action of a name, however it is capitalised. Raises NotFound with the nearest."""
        actions = self.actions()
        found = next((each for each in actions if each.id.casefold() == name.casefold()), None)
        if found is not None:
            return found
        names = {each.id.casefold(): each.id for each in actions}
        near = get_close_matches(name.casefold(), names, 1)
        hint = f'; did you mean "{names[near[0]]}"?' if near else ""
        raise NotFound(f"expected the name of an action (drillsim actions lists them), found {name!a}{hint}")

    def of_drill(self, drill: str) -> dict[int, Action]:
        """The actions that a drill noted (Action.drill), by the entry that did."""
        return {each.seq: each for each in self.actions() if each.drill == drill and each.seq is not None}

    def note(
        self,
        said: Said,
        *,
        stem: str,
        plan: str,
        forms: str | None = None,
        since: str = "",
        day: str | None = None,
        drill: str | None = None,
        seq: int | None = None,
        name: str | None = None,
    ) -> str:
        """A new action; its name is `name` where that is free, else `stem` and the next number."""
        if name is None or self._ask("SELECT 1 FROM actions WHERE id = ?", name):
            name = self._next_name(stem)
        ((number,),) = self._ask("SELECT coalesce(max(number), 0) + 1 FROM actions")
        values = (name, number, plan, forms, drill, seq, since, day, said.text(), "{}")
        self._ask("INSERT INTO actions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *values)
        return name

    def _next_name(self, stem: str) -> str:
        while True:
            self._ask("INSERT INTO names VALUES (?, 1) ON CONFLICT (stem) DO UPDATE SET last = last + 1", stem)
            ((last,),) = self._ask("SELECT last FROM names WHERE stem = ?", stem)
            name = f"{stem}-{last}"
            if not self._ask("SELECT 1 FROM actions WHERE id = ?", name):
                return name

    def renew(self, action: Action, said: Said) -> None:
        """What its record says of it now; what was said here stays where the record says nothing new."""
        before, changes = self._stored(action.id)
        kept = still_changed(before, said, changes)
        self._ask("UPDATE actions SET said = ?, changed = ? WHERE id = ?", said.text(), json.dumps(kept), action.id)

    def change(self, action: Action, changes: dict[str, Any]) -> None:
        """What is said of it here."""
        _, before = self._stored(action.id)
        self._ask("UPDATE actions SET changed = ? WHERE id = ?", json.dumps({**before, **changes}), action.id)

    def step(self, action: str, step: Step, *, told_by: str | None = None) -> None:
        """One more step of its course; `told_by` is the record that tells of it."""
        self._ask(
            "INSERT INTO course (action, wall_ns, what, by, why, drill, told_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
            action,
            step.wall_ns,
            step.what,
            step.by,
            step.why,
            step.drill,
            told_by,
        )

    def forget_told(self, identity: str) -> None:
        """What a record told of any action is forgotten, to be told anew."""
        self._ask("DELETE FROM course WHERE told_by = ?", identity)

    # Rows

    def _stored(self, action: str) -> tuple[Said, dict[str, Any]]:
        ((stored, changes),) = self._ask("SELECT said, changed FROM actions WHERE id = ?", action)
        with self._as_written("actions"):
            said = said_of(stored)
            return said, changes_of(changes, said)

    def _action(self, row: Sequence[Any], course: Sequence[Step]) -> Action:
        name, plan, forms, drill, seq, since, day, stored, changes = row
        with self._as_written("actions"):
            said = said_of(stored)
            stands = changed(said, changes_of(changes, said))
        return Action(name, plan, forms, drill, seq, since, day, stands, tuple(course))

    def _held(self, told: str) -> Held:
        with self._as_written("drills"):
            return held_of(told)

    @contextmanager
    def _as_written(self, what: str) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise ArchiveError(f"{self.path}: expected {what} as drillsim writes them, found {error}") from None

    def _ask(self, query: str, *values: str | int | None) -> list[Any]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise worded(error, self.path) from None
