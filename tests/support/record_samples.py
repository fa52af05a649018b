"""Headers and entries to put on a record."""

import hashlib
import json
import types
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from drillsim.record.codec import EVENTS, encode_command, encode_event
from drillsim.record.commands import KINDS as COMMANDS
from drillsim.record.entries import Entry, Header, Text
from drillsim.session.store.file import RecordWriter


def text(path: str, kind: Literal["drill", "plan", "scenario"], content: str) -> Text:
    """A document as it was loaded."""
    return Text(path, kind, content, hashlib.sha256(content.encode()).hexdigest())


def header(drill: str = "tornado.drill.yaml", *, started_wall_ns: int = 0) -> Header:
    """The header of a small drill."""
    texts = (
        text(drill, "drill", "drill: Tornado\nplan: prairie.plan.yaml\n"),
        text("prairie.plan.yaml", "plan", "plan: Prairie – Süd\n"),
        text("tornado.scenario.yaml", "scenario", "scenario: Tornado\n"),
    )
    return Header(texts, 7, {"lead": "stand_in"}, live=True, drillsim="0.1.0", started_wall_ns=started_wall_ns)


def note(seq: int, words: str = "all safe", *, client_id: str | None = None) -> Entry:
    """The command and entry that is simplest: somebody notes something."""
    return Entry(seq, "command", seq, "notes", "lead", client_id or f"c{seq}", None, {"by": "lead", "text": words})


def noted(seq: int, cause: int, words: str = "all safe") -> Entry:
    """What a note causes."""
    return Entry(seq, "event", seq, "noted", "engine", None, cause, {"by": "lead", "text": words})


def batch(after: int) -> list[Entry]:
    """A command and what it caused, to follow the entry `after`."""
    return [note(after + 1), noted(after + 2, after + 1)]


@contextmanager
def new_record(path: Path, entries: int = 0, **options: Any) -> Iterator[RecordWriter]:
    """A writer whose record holds so many entries."""
    with RecordWriter.create(path, header(), min_free_mb=0, **options) as writer:
        writer.append([note(seq) for seq in range(1, entries + 1)])
        yield writer


def written(path: Path, entries: int = 3) -> Path:
    """A record of so many entries, closed."""
    with new_record(path, entries):
        return path


def anything(kind: type) -> st.SearchStrategy[Any]:
    """All commands or events of a kind."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{item.name: _values(hints[item.name]) for item in fields(kind)})


def all_entries(seq: int) -> st.SearchStrategy[Entry]:
    """All entries of a seq that people and the engine can make."""
    stamps = {"drill_ms": _INTEGERS, "mono_ns": _INTEGERS, "wall_ns": _INTEGERS}

    def command(it: Any, at: int, stamp: dict[str, int]) -> Entry:
        return Entry(seq, "command", at, encode_command(it)[0], "lead", f"c{seq}", None, encode_command(it)[1], **stamp)

    def event(it: Any, stamp: dict[str, int]) -> Entry:
        return Entry(seq, "event", it.at, encode_event(it)[0], "engine", None, None, encode_event(it)[1], **stamp)

    return st.builds(
        command,
        st.sampled_from(list(COMMANDS.values())).flatmap(anything),
        _INTEGERS,
        st.fixed_dictionaries(stamps),
    ) | st.builds(event, st.sampled_from(list(EVENTS.values())).flatmap(anything), st.fixed_dictionaries(stamps))


_INTEGERS = st.integers(-(2**63), 2**63 - 1)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)  # entered texts are clean: no surrogates
_JSON = st.recursive(
    st.none() | st.booleans() | _INTEGERS | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=6,
)


def _values(hint: Any) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of([_values(each) for each in arguments])
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_values(arguments[0]), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(_TEXTS, _values(arguments[1]), max_size=3)
    if is_dataclass(hint) and isinstance(hint, type):
        return anything(hint)
    simple: dict[Any, st.SearchStrategy[Any]] = {
        Any: _JSON,
        int: _INTEGERS,
        float: st.floats(-(2.0**53), 2.0**53),
        str: _TEXTS,
        bool: st.booleans(),
        types.NoneType: st.none(),
        Fraction: st.fractions(0, 100, max_denominator=1000),
    }
    return simple[hint]


def as_json(body: object) -> str:
    """A body as it is stored."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
