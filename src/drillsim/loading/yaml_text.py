"""Values as YAML that every reader takes alike: nothing that another reader would turn into something else."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from drillsim.loading.plain import refusals, type_of
from drillsim.loading.tree import Mapping as MappingNode
from drillsim.loading.tree import Node, Scalar, Sequence

_WORD = r"[A-Za-z0-9_.+/%-]"
_PLAIN = re.compile(rf"(\.\.?/)*[A-Za-z0-9]{_WORD}*(:{_WORD}+)*( {_WORD}+)*")
"""Texts that may mean themselves without quotes: words, names, clocks; a colon only within a word."""


def scalar(value: str | int | None) -> str:
    """One value, on one line, in quotes where it needs them."""
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    if _means_itself(value):
        return value
    return "".join(_printable(character) for character in json.dumps(value, ensure_ascii=False))


def _means_itself(text: str) -> bool:
    if not _PLAIN.fullmatch(text):
        return False
    return type_of(text) == "str" and next(refusals(text), None) is None


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def flow(value: Any) -> str:
    """A value on one line: `{at: T+00:20, by: floor_lead, does: take_cover}`."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{scalar(key)}: {flow(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow, value))}]"
    return scalar(value)


def entry(key: str, values: Iterable[Any]) -> list[str]:
    """A key with a list, one item a line."""
    return [f"{key}:", *(f"  - {flow(value)}" for value in values)]


def as_written(key: str, node: Node) -> list[str]:
    """A key with a part of a file that was read: the same values, those without quotes still without."""
    return _lines(f"{scalar(key)}:", node, "")


def _lines(head: str, node: Node, indent: str) -> list[str]:
    deeper = f"{indent}  "
    if isinstance(node, Scalar):
        return [f"{indent}{head} {_same(node)}"]
    if isinstance(node, Sequence):
        nested, empty = [_item(item, deeper) for item in node.items], "[]"
    else:
        nested = [_lines(f"{scalar(key)}:", value, deeper) for key, (_, value) in node.entries.items()]
        empty = "{}"
    if not nested:
        return [f"{indent}{head} {empty}"]
    return [f"{indent}{head}", *(line for lines in nested for line in lines)]


def _item(node: Node, indent: str) -> list[str]:
    if isinstance(node, MappingNode) and node.entries:
        first, *rest = [
            line for key, (_, value) in node.entries.items() for line in _lines(f"{scalar(key)}:", value, f"{indent}  ")
        ]
        return [f"{indent}- {first.lstrip(' ')}", *rest]
    return _lines("-", node, indent)


def _same(node: Scalar) -> str:
    """Without quotes a number stays a number and a date a date; any other text is written safely."""
    if node.plain and type_of(node.value) != "str":
        return node.value
    return scalar(node.value)
