"""Entries and header as rows of the record, and the chain that seals each row to all before it.

A row's chain is the SHA-256, in hex, of the chain before, a line feed, and the row as canonical JSON: an
object of the columns in `COLUMNS`, `body` being the text that is stored. The chain before the first row is
the SHA-256 of the header's text.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Literal, NoReturn, cast

from drillsim.record.codec import EVENTS, SAID
from drillsim.record.commands import KINDS as COMMANDS
from drillsim.record.entries import Entry, Header, Stamp, Text
from drillsim.session.store.bodies import misfit, shortly

LATEST_WALL_NS = 253_402_214_400 * 10**9
"""31 December 9999 in UTC: a day before the last that a date can be, whatever the time zone."""

COLUMNS = (
    "seq",
    "sort",
    "at",
    "drill_ms",
    "mono_ns",
    "wall_ns",
    "kind",
    "actor",
    "client_id",
    "cause",
    "body",
)

_AT = frozenset({"at"})  # stands in a column of its own
_SAID: dict[str, type] = {SAID: int}

Row = tuple[int, str, int, int, int, int, str, str, str | None, int | None, str]
Sealed = tuple[int, str, int, int, int, int, str, str, str | None, int | None, str, str]
"""A row and its chain."""


class Unfit(Exception):
    """A row or header that is none of ours; says what was expected and found."""


def canonical(value: Any) -> str:
    """JSON with sorted keys and no blanks, so that equal values are equal texts."""
    return _ENCODER.encode(value)


def digest(text: str) -> str:
    """SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def link(previous: str, row: Row) -> str:
    """The chain of a row."""
    seq, sort, at, drill_ms, mono_ns, wall_ns, kind, actor, client_id, cause, body = row
    text = (  # canonical(of a dict of the columns), written out: a resumed record has a hundred thousand rows
        f'{{"actor":{_quoted(actor)},"at":{at},"body":{_quoted(body)},"cause":{_plain(cause)},'
        f'"client_id":{_plain(client_id)},"drill_ms":{drill_ms},"kind":{_quoted(kind)},"mono_ns":{mono_ns},'
        f'"seq":{seq},"sort":{_quoted(sort)},"wall_ns":{wall_ns}}}'
    )
    return digest(f"{previous}\n{text}")


def _plain(value: str | int | None) -> str:
    return "null" if value is None else _quoted(value) if isinstance(value, str) else str(value)


def clock_seal(header: str, stamp: Stamp) -> str:
    """Tells where the clock stood, in the record whose header has this digest, from a changed or damaged one."""
    return digest(f"{header}\n{stamp.drill_ms} {stamp.mono_ns} {stamp.wall_ns}")


def seal(entries: Iterable[Entry], seq: int, head: str) -> list[Sealed]:
    """The rows that follow entry `seq`, whose chain is `head`. Raises ValueError where the entries do not."""
    rows: list[Sealed] = []
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            raise ValueError(f"expected entry {seq} next, found entry {entry.seq}")
        row = row_of(entry)
        head = link(head, row)
        rows.append((*row, head))
    return rows


def row_of(entry: Entry) -> Row:
    """An entry as a row."""
    return (
        entry.seq,
        entry.sort,
        entry.at,
        entry.drill_ms,
        entry.mono_ns,
        entry.wall_ns,
        entry.kind,
        entry.actor,
        entry.id,
        entry.cause,
        canonical(entry.body),
    )


def entry_of(row: Row) -> Entry:
    """The entry of a row. Raises Unfit where it is none: its body is checked as if it were typed today."""
    seq, sort, at, drill_ms, mono_ns, wall_ns, kind, actor, client_id, cause, text = row
    body = _parsed(text)
    if sort == "event":
        _require(EVENTS, kind, body, without=_AT)
    else:
        _require(COMMANDS, kind, body, besides=_SAID)
    word: Literal["event", "command"] = "event" if sort == "event" else "command"
    return Entry(seq, word, at, kind, actor, client_id, cause, body, drill_ms, mono_ns, wall_ns)


def header_text(header: Header) -> str:
    """A header as it is stored."""
    return canonical(asdict(header))


def identity_of(header: Header) -> str:
    """What tells a record from every other: the digest of its header, of what was played, by whom, begun when."""
    return digest(header_text(header))


def header_of(text: str) -> Header:
    """The header of a stored text. Raises Unfit where it is none."""
    body = _parsed(text)
    if found := misfit(Header, body):
        raise Unfit(f"expected the header of a drill, found {found}")
    texts = tuple(Text(**each) for each in body.pop("texts"))
    if not 0 <= (started := body["started_wall_ns"]) < LATEST_WALL_NS:
        raise Unfit(f"expected a start before the year 10000 in the header, found started_wall_ns {shortly(started)}")
    kinds = [each.kind for each in texts]
    if kinds.count("drill") != 1 or kinds.count("plan") != 1:
        raise Unfit("expected the texts of one drill and its plan in the header, found others")
    rest: dict[str, Any] = {name: tuple(it) if isinstance(it, list) else it for name, it in body.items()}
    return Header(texts=texts, **rest)


def _require(
    kinds: dict[str, Any],
    kind: str,
    body: Any,
    *,
    without: frozenset[str] = frozenset(),
    besides: dict[str, type] | None = None,
) -> None:
    if kind not in kinds:
        raise Unfit(f"expected a kind that this version knows, found {shortly(kind)}")
    if found := misfit(kinds[kind], body, without=without, besides=besides):
        raise Unfit(f"expected the body of {kind}, found {found}")


def _parsed(text: str) -> dict[str, Any]:
    try:
        found = _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise Unfit(f"expected JSON, found {shortly(text)}") from None
    if not isinstance(found, dict):
        raise Unfit(f"expected a JSON object, found {shortly(text)}")
    return cast(dict[str, Any], found)


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_DECODER = json.JSONDecoder(parse_constant=_no_number)
_quoted = json.JSONEncoder(ensure_ascii=False).encode
