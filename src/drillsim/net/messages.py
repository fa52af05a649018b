"""Whether a message is one at all, before anybody asks what it means (reliability.md, section 5)."""

import re
from typing import Any

from drillsim.net.access import Forbidden
from drillsim.net.frames import Up

MOST = 64 * 1024
"""Characters of a message: many times what people type at once."""

DEEPEST = 32
"""Mappings and lists within each other, as in a file."""

GREATEST = 2**53 - 1
"""The greatest whole number that every program which reads JSON reads alike."""

_NAME = re.compile("[A-Za-z0-9._:-]{1,64}")


def is_name(name: object) -> bool:
    """Whether this can be the id of a command."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def require_message(up: Up) -> None:
    """Raises Forbidden where an id, a kind or a body is not of plain data, or is more than anybody means."""
    if not is_name(up.id):
        raise Forbidden("bad_message", "expected an id of 1 to 64 letters, digits and . _ : -, found another")
    if not isinstance(up.kind, str):
        raise Forbidden("bad_message", "not a command: found no word for its kind")
    if not isinstance(up.body, dict):
        raise Forbidden("bad_message", "not a command: found no mapping for its body")
    _require_room(_weight(up.body, 0, MOST))


def _require_room(left: int) -> int:
    if left < 0:
        raise Forbidden("too_large", f"expected at most {MOST} characters, found more")
    return left


def _weight(value: Any, depth: int, left: int) -> int:
    """How many of the `left` characters are left behind this value."""
    if depth > DEEPEST:
        raise Forbidden("bad_message", f"expected at most {DEEPEST} lists within each other, found more")
    left = _require_room(left - 1)
    match value:
        case None | bool():
            return left
        case str():
            return left - len(value)
        case int() if -GREATEST <= value <= GREATEST:
            return left
        case int():
            raise Forbidden("bad_message", f"expected a whole number up to {GREATEST}, found a greater one")
        case list() | tuple():
            for each in value:
                left = _weight(each, depth + 1, left)
            return left
        case dict():
            for key, each in value.items():
                if not isinstance(key, str):
                    raise Forbidden("bad_message", "expected text for every key, found another")
                left = _weight(each, depth + 1, left - len(key))
            return left
        case _:
            raise Forbidden("bad_message", f"expected text, whole numbers and lists, found {type(value).__name__}")
