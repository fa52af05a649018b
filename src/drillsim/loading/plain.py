"""What is refused of a text without quotes: whatever another YAML reader would turn into something else.

YAML 1.1 reads `no` as false, `12:30` as 750, `010` as 8 and `1_000` as 1000. Numbers and dates as the
language spells them are fine: they mean the same to every reader.
"""

import re
from collections.abc import Iterator

import yaml

from drillsim.loading.words import quoted

_SAFE = {
    "int": re.compile(r"-?(0|[1-9]\d*)"),
    "float": re.compile(r"-?(0|[1-9]\d*)\.\d+"),
    "timestamp": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "null": re.compile(r"|~|null|Null|NULL"),
}
"""The spellings of a type that every reader takes alike."""

_BASE_SIXTY = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")
_TIME_OF_DAY = re.compile(r"\d{1,2}:\d\d")
_OTHER_READERS = re.compile(r"[-+]?0[0-9_]+|0o[0-7]+|[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+")
"""What YAML 1.2 reads as a number and YAML 1.1 does not (`08`, `0o17`, `1e3`), or the other way round."""

Refusal = tuple[str, str | None]
"""What was expected and found, and the right spelling where there is one."""


def type_of(found: str) -> str:
    """The type that YAML 1.1 gives a text without quotes: `str`, `int`, `bool`, `null`, `timestamp` ..."""
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    for tag, pattern in resolvers.get(found[:1], ()):
        if pattern.match(found):
            return str(tag).rpartition(":")[2]
    return "str"


def refusals(found: str) -> Iterator[Refusal]:
    """What is wrong with a text without quotes that is not a key."""
    kind = type_of(found)
    if kind == "bool":
        words = f"expected a word other than {found}, which YAML reads as true or false; put quotes round it"
        yield words, f"'{found}'"
    elif _BASE_SIXTY.fullmatch(found) and kind in ("int", "float"):
        hint = f"T+{found.zfill(5)}" if _TIME_OF_DAY.fullmatch(found) else None
        words = "expected T+ before a time, or quotes round it"
        yield f"{words}, found {quoted(found)}, which YAML reads as a number", hint
    elif _OTHER_READERS.fullmatch(found):
        digits = found.lstrip("0")
        hint = digits if digits.isdecimal() and len(digits) < 10 else None
        yield f"expected a number without leading zeros or letters, or quotes, found {quoted(found)}", hint
    elif kind in ("merge", "value"):
        yield f"expected quotes round {found}, which YAML reads as a sign of its own", f"'{found}'"
    elif kind in _SAFE and not _SAFE[kind].fullmatch(found):
        what = "a time" if kind == "timestamp" else "a number"
        yield f"expected plain digits, or quotes, found {quoted(found)}, which YAML reads as {what}", None
