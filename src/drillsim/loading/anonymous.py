"""A record without the names of people: its documents and its entries, with pseudonyms in their place.

Documents are read by the types of the language, so that what refers to something still does. Comments are left out:
nobody knows what stands in them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from hashlib import sha256
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from drillsim.loading.described import ROOTS, SHORTHANDS, is_model, keys, parts
from drillsim.loading.pseudonyms import Pseudonyms
from drillsim.loading.recorded import recorded_exercise
from drillsim.loading.scan import scan
from drillsim.loading.tree import Data, Mapping, Node, Scalar, data
from drillsim.loading.tree import Sequence as List
from drillsim.loading.yaml_text import as_written
from drillsim.model.drill import About, Attendee, CheckIn, Conduct, Drill, Improvement, ScenarioUse
from drillsim.model.exercise import Exercise
from drillsim.model.fields import Ref, Spelled
from drillsim.model.plan import Plan
from drillsim.model.scenario import Happens, Inject, InjectBody
from drillsim.model.staff import Person
from drillsim.record.codec import EVENTS
from drillsim.record.commands import KINDS as COMMANDS
from drillsim.record.entries import Entry, Header, Text

Rename = Callable[[Pseudonyms, str], str]


def _same(_: Pseudonyms, written: str) -> str:
    return written


_NAMES: dict[tuple[type[BaseModel], str], Rename] = {
    (Plan, "owner"): Pseudonyms.whoever,
    (Plan, "contacts_file"): _same,
    (Person, "name"): Pseudonyms.of,
    (Inject, "controller"): Pseudonyms.whoever,
    (InjectBody, "controller"): Pseudonyms.whoever,
    (Drill, "plan"): _same,
    (Drill, "facilitator"): Pseudonyms.whoever,
    (Drill, "players"): Pseudonyms.player,
    (Conduct, "places"): Pseudonyms.player,
    (CheckIn, "name"): Pseudonyms.of,
    (ScenarioUse, "file"): _same,
    (Attendee, "name"): Pseudonyms.of,
    (About, "contact"): Pseudonyms.whoever,
    (About, "sponsor"): Pseudonyms.whoever,
    (Improvement, "owner"): Pseudonyms.whoever,
    (Improvement, "contact"): Pseudonyms.whoever,
}
"""Texts of the language that are a name, or a file, instead of sentences with names in them."""

_KEYS: dict[tuple[type[BaseModel], str], Rename] = {
    (Plan, "people"): Pseudonyms.person,
    (Happens, "absent"): Pseudonyms.absent,
}
"""Mappings whose keys are people."""

_FIELDS: dict[str, Rename] = {"person": Pseudonyms.person, "player": Pseudonyms.player, "owner": Pseudonyms.whoever}
"""Fields of commands and events that are somebody."""

_BY_NAME = ("check_in", "checked_in", "agents_moved")
"""Kinds of entries whose `name` is that of an agent."""

_ABSENT = re.compile(r"[a-z][a-z0-9_]*(?= absent\b)")


def anonymous(exercise: Exercise, header: Header, entries: Sequence[Entry]) -> tuple[Exercise, Header, list[Entry]]:
    """The same exercise and record, played by people without names. Raises RecordError where it cannot be read."""
    names = Pseudonyms(exercise, header, entries)
    texts = tuple(_text(text, names) for text in header.texts)
    players = {role: names.player(player) for role, player in header.players.items()}
    found = replace(header, texts=texts, players=players)
    return recorded_exercise(found), found, [_entry(entry, names) for entry in entries]


def _text(text: Text, names: Pseudonyms) -> Text:
    tree, _ = scan(text.text)
    renamed = _entries(ROOTS[text.kind], tree, names)
    lines = [line for key, (_, node) in renamed.entries.items() for line in as_written(key, node)]
    written = "\n".join(lines) + "\n"
    return replace(text, text=written, digest=sha256(written.encode()).hexdigest())


def _entries(model: type[BaseModel], node: Mapping, names: Pseudonyms) -> Mapping:
    """An entry of a document, key by key."""
    types = _types(model)
    found: dict[str, tuple[Scalar, Node]] = {}
    for name, (key, value) in node.entries.items():
        place = model, name
        renamed = _node(types[name], _NAMES.get(place), value, names)
        if place in _KEYS and isinstance(renamed, Mapping):
            renamed = _with_keys(renamed, _KEYS[place], names)
        found[name] = key, renamed
    return replace(node, entries=found)


@cache
def _types(model: type[BaseModel]) -> dict[str, Any]:
    return {key.name: key.annotation for key in keys(model)}


def _with_keys(node: Mapping, rename: Rename, names: Pseudonyms) -> Mapping:
    return replace(node, entries={rename(names, name): entry for name, entry in node.entries.items()})


def _node(annotation: Any, rename: Rename | None, node: Node, names: Pseudonyms) -> Node:
    """A part of a document; `rename` is that of a place for names, None: by the type of what stands there."""
    bare, marks = parts(annotation)
    match node:
        case Mapping(entries=entries) if is_model(bare):
            return _entries(bare, node, names)
        case Mapping(entries=entries):
            kind, inner = get_args(bare)
            return replace(
                node,
                entries={
                    _leaf(kind, None, key, names).value: (key, _node(inner, rename, value, names))
                    for key, value in entries.values()
                },
            )
        case List(items=items):
            inner = get_args(bare)[0] if get_origin(bare) is tuple and not _spelled(marks) else annotation
            return replace(node, items=[_node(inner, rename, item, names) for item in items])
        case Scalar():
            return _leaf(SHORTHANDS.get(bare, annotation), rename, node, names)


def _leaf(annotation: Any, rename: Rename | None, node: Scalar, names: Pseudonyms) -> Scalar:
    if data(node) is None:
        return node
    value = (rename or _rename_of(annotation))(names, node.value)
    return node if value == node.value else replace(node, value=value, plain=False)


def _rename_of(annotation: Any) -> Rename:
    """By the type: of a reference to people, of text, of a condition; anything else stays."""
    _, marks = parts(annotation)
    if any(isinstance(mark, Ref) and mark.kinds == ("person",) for mark in marks):
        return Pseudonyms.person
    if _spelled(marks).startswith("text"):
        return Pseudonyms.text
    return _condition if _spelled(marks).startswith("condition") else _same


def _spelled(marks: tuple[Any, ...]) -> str:
    return next((mark.kind for mark in marks if isinstance(mark, Spelled)), "")


def _condition(names: Pseudonyms, sentence: str) -> str:
    return _ABSENT.sub(lambda person: names.person(person[0]), sentence)


def _entry(entry: Entry, names: Pseudonyms) -> Entry:
    kinds = COMMANDS if entry.sort == "command" else EVENTS
    body = _body(kinds[entry.kind], entry.body, names)
    if entry.kind in _BY_NAME and body["name"] is not None:
        body["name"] = names.of(entry.body["name"])
    return replace(entry, actor=names.text(entry.actor), body=body)


def _body(kind: type, body: dict[str, Any], names: Pseudonyms) -> dict[str, Any]:
    """The body of a command, an event, or something within one; whatever is not known to be no text may hold names."""
    hints = _hints(kind)
    return {name: _value(hints.get(name), _FIELDS.get(name), value, names) for name, value in body.items()}


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {item.name: parts(hints[item.name])[0] for item in fields(kind)}


def _value(hint: Any, rename: Rename | None, value: Any, names: Pseudonyms) -> Any:
    inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
    match value:
        case str() if get_origin(hint) is not Literal:
            return (rename or Pseudonyms.text)(names, value)
        case list():
            return [_value(inner, rename, item, names) for item in value]
        case dict() if isinstance(hint, type) and is_dataclass(hint):
            return _body(hint, value, names)
        case dict() if get_args(hint) == (str, Any):
            return data(_entries(InjectBody, _tree(value), names))
        case dict():
            return {names.text(key): _value(None, None, item, names) for key, item in value.items()}
        case _:
            return value


def _tree(written: dict[str, Data]) -> Mapping:
    """An inject as it was written, as a tree."""
    return Mapping(
        0, 0, entries={key: (Scalar(key, 0, 0, plain=False), _branch(each)) for key, each in written.items()}
    )


def _branch(written: Data) -> Node:
    match written:
        case None:
            return Scalar("", 0, 0, plain=True)
        case str():
            return Scalar(written, 0, 0, plain=False)
        case list():
            return List(0, 0, [_branch(item) for item in written])
        case dict():
            return _tree(written)
