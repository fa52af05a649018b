"""Whether a body read from a record is what its kind asks for: a record may come from anybody."""

import math
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from drillsim.record.codec import YOUNGER

Fits = Callable[[Any], bool]

_FRACTION = re.compile(r"-?\d{1,18}(/[1-9]\d{0,17})?", re.ASCII)  # as str() writes it; 1e999999999 would take for ever


def misfit(
    kind: type, body: Any, *, without: frozenset[str] = frozenset(), besides: Mapping[str, type] | None = None
) -> str | None:
    """What is wrong with a body, as it would be said after "found"; None where it fits.

    `without` are fields that stand elsewhere, such as the `at` of an event; `besides` are further keys that may be
    there, with their type.
    """
    if not isinstance(body, dict):
        return "no mapping"
    for name, wanted_type in (besides or {}).items():
        if name in body:
            if type(body[name]) is not wanted_type:
                return f"{name} {shortly(body[name])}"
            body = {key: value for key, value in body.items() if key != name}
    wanted = _wanted(kind, without)
    if missing := sorted(wanted.keys() - body.keys() - YOUNGER.get(kind, frozenset())):
        return f"no {missing[0]}"
    if unknown := sorted(body.keys() - wanted.keys()):
        return f"the unknown key {shortly(unknown[0])}"
    wrong = next((name for name, value in body.items() if not wanted[name](value)), None)
    return None if wrong is None else f"{wrong} {shortly(body[wrong])}"


def shortly(value: object) -> str:
    """A value in a message: plain ASCII, cut."""
    text = ascii(value)
    return text if len(text) <= 60 else f"{text[:60]}..."


@cache
def _wanted(kind: type, without: frozenset[str]) -> dict[str, Fits]:
    return {name: fits for name, fits in _fields(kind).items() if name not in without}


@cache
def _fields(kind: type) -> dict[str, Fits]:
    hints = get_type_hints(kind)
    return {item.name: _fits(hints[item.name]) for item in fields(kind)}


def _fits(hint: Any) -> Fits:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Any:
        return lambda _: True
    if hint in (int, str, bool, types.NoneType):
        return lambda value: type(value) is hint
    if hint is float:
        return lambda value: type(value) is float and math.isfinite(value)
    if hint is Fraction:
        return lambda value: type(value) is str and _FRACTION.fullmatch(value) is not None
    if origin is Literal:
        return lambda value: type(value) is str and value in arguments
    if origin in (Union, types.UnionType):
        options = [_fits(option) for option in arguments]
        return lambda value: any(fits(value) for fits in options)
    if origin is tuple and arguments[1:] == (...,):
        each = _fits(arguments[0])
        return lambda value: type(value) is list and all(map(each, value))
    if origin is dict and arguments[0] is str:
        each = _fits(arguments[1])
        return lambda value: type(value) is dict and all(map(each, value.values()))
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value: misfit(hint, value) is None
    raise TypeError(f"no check for {hint}")
