"""Commands and events as plain data (what JSON can hold) and back: decode(encode(x)) == x."""

import re
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from drillsim.record import events
from drillsim.record.commands import KINDS as COMMANDS
from drillsim.record.commands import Command
from drillsim.record.written import Act

Plain = dict[str, Any]

YOUNGER: dict[type, frozenset[str]] = {Act: frozenset({"start", "contact", "priority", "expects"})}
"""Fields that a kind has got since records were first written; an older record lacks them, which is their default."""

SAID = "said"
"""Beside the fields of a response: the second of the story at which it is said to be done."""


def kind_of(event: type) -> str:
    """The kind of an event as the record names it: `InjectReleased` is `inject_released`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", event.__name__).lower()


EVENTS: dict[str, type] = {kind_of(kind): kind for kind in get_args(events.Event)}
_EVENT_KINDS = {kind: name for name, kind in EVENTS.items()}
_COMMAND_KINDS = {kind: name for name, kind in COMMANDS.items()}


def encode_event(event: events.Event) -> tuple[str, Plain]:
    """Kind and body; the clock `at` belongs to the entry."""
    body = _encode(event)
    del body["at"]
    return _EVENT_KINDS[type(event)], body


def decode_event(kind: str, at: int, body: Plain) -> events.Event:
    """The event of an entry. Raises KeyError or TypeError where it is none."""
    event: events.Event = _decode(EVENTS[kind], {"at": at, **body})
    return event


def encode_command(command: Command) -> tuple[str, Plain]:
    """Kind and body."""
    return _COMMAND_KINDS[type(command)], _encode(command)


def decode_command(kind: str, body: Plain) -> Command:
    """The command of an entry, without when it is said to be done. Raises KeyError or TypeError where it is none."""
    command: Command = _decode(COMMANDS[kind], {name: value for name, value in body.items() if name != SAID})
    return command


def completed(kind: str, body: Plain) -> Plain:
    """The body of a command with the fields that its kind has got since, as encode_command would write it now."""
    younger = YOUNGER.get(COMMANDS[kind], frozenset())
    return {**{each.name: each.default for each in fields(cast(Any, COMMANDS[kind])) if each.name in younger}, **body}


def said_of(body: Plain) -> int | None:
    """The second of the story at which a response is said to be done (rule 20); None: when it was typed."""
    return body.get(SAID)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


def _encode(value: Any) -> Plain:
    kind: Any = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Fraction):
        return str(value)
    return _encode(value) if is_dataclass(value) else value


@cache
def _readers(kind: Any) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(kind)
    return {name: _reader(hints[name]) for name in _names(kind)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    for option in options:
        if get_origin(option) is tuple:
            return _row_reader(get_args(option)[0])
        if option is Fraction:
            return Fraction
        if is_dataclass(option) and isinstance(option, type):
            found = option
            return lambda value: None if value is None else _decode(found, value)
    return lambda value: value


def _row_reader(kind: Any) -> Callable[[Any], Any]:
    if is_dataclass(kind) and isinstance(kind, type):
        found = kind
        return lambda value: None if value is None else tuple(_decode(found, each) for each in value)
    return lambda value: None if value is None else tuple(value)


def _decode(kind: type, body: Plain) -> Any:
    readers = _readers(kind)
    if not set(readers) - YOUNGER.get(kind, frozenset()) <= set(body) <= set(readers):
        raise TypeError(f"expected {', '.join(readers)}, found {', '.join(body)}")
    return kind(**{name: readers[name](value) for name, value in body.items()})
