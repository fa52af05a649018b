"""From a tree to a model: every problem of shape at once, and what can be saved of a document that has some.

A document with a misspelt value is still read as far as it goes, so that its names can be checked in the same
run: the faulty part is left out, and each part left out is remembered with its path.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from drillsim.loading.tree import Data
from drillsim.model.fields import Document
from drillsim.model.spelling import Misspelled, MissingKey

Path = tuple[str | int, ...]
MOST_ROUNDS = 12  # each round leaves out what the last one refused; a document 8 deep needs no more


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of shape at a path of the document as written."""

    code: str
    path: Path
    message: str
    hint: str | None = None
    key: bool = False
    missing: str | None = None


@dataclass
class Shaped:
    """What became of a document: the model (of what could be saved), the faults, and what was left out."""

    model: Document | None
    faults: list[Fault] = field(default_factory=list)
    entries_lost: bool = False
    places: dict[Path, list[int]] = field(default_factory=dict)

    def as_written(self, path: Path) -> Path:
        """The path in the file of a path in the model: lists may have lost items."""
        found: Path = ()
        seen: Path = ()
        for step in path:
            kept = self.places.get(seen)
            found = (*found, kept[step] if isinstance(step, int) and kept and step < len(kept) else step)
            seen = (*seen, step)
        return found


def shape(kind: type[Document], written: Data) -> Shaped:
    """Reads a document of a kind; never raises for what an author wrote."""
    shaped = Shaped(None)
    left_out: set[Path] = set()
    for _ in range(MOST_ROUNDS):
        shaped.places = {}
        pruned = _pruned(written, left_out, (), shaped.places)
        if left_out and isinstance(pruned, dict):
            _fill_in(kind, pruned, left_out)
        try:
            shaped.model = kind.model_validate(pruned)
        except ValidationError as error:
            earlier = frozenset(left_out)
            for fault in _faults(kind, error):
                _note(shaped, fault, left_out, earlier)
            if len(left_out) == len(earlier):
                break
        else:
            break
    return shaped


def _note(shaped: Shaped, fault: Fault, left_out: set[Path], earlier: frozenset[Path]) -> None:
    path = shaped.as_written(fault.path)
    if any(other[: len(path)] == path and other != path for other in earlier):  # wrong only because we left out a part
        _give_up(shaped, path, left_out)
        return
    if fault.missing is not None:
        shaped.faults.append(Fault(fault.code, path, fault.message, fault.hint, missing=fault.missing))
        left_out.add((*path, fault.missing))
        _give_up(shaped, path, left_out)
        return
    shaped.faults.append(Fault(fault.code, path, fault.message, fault.hint, fault.key))
    left_out.add(path)


def _give_up(shaped: Shaped, path: Path, left_out: set[Path]) -> None:
    if path:
        left_out.add(path)
        shaped.entries_lost = True


def _pruned(written: Data, left_out: set[Path], path: Path, places: dict[Path, list[int]]) -> Data:
    if isinstance(written, dict):
        return {
            key: _pruned(value, left_out, (*path, key), places)
            for key, value in written.items()
            if (*path, key) not in left_out
        }
    if isinstance(written, list):
        kept = [index for index in range(len(written)) if (*path, index) not in left_out]
        if len(kept) < len(written):
            places[path] = kept
        return [_pruned(written[index], left_out, (*path, index), places) for index in kept]
    return written


def _fill_in(kind: type[Document], pruned: dict[str, Data], left_out: set[Path]) -> None:
    blanks: dict[str, Data] = {
        "reviewed": "2000-01-01",
        "review_every": "3660d",
        "begins": "Monday 00:00",
        "lasts": "3660d",
        "hazard": "unknown",
        "scenario": "x",
    }
    for name, info in kind.model_fields.items():
        key = info.alias or name
        if (key,) in left_out and info.is_required() and key not in pruned:
            origin = get_origin(info.annotation)
            pruned[key] = {} if origin is dict else [] if origin is tuple else blanks.get(key, "x")


def _faults(kind: type[Document], error: ValidationError) -> Iterator[Fault]:
    for item in error.errors(include_url=False):
        loc = tuple(step for step in item["loc"])
        key = bool(loc) and loc[-1] == "[key]"
        path = loc[:-1] if key else loc
        found = item["input"]
        match item["type"]:
            case "missing":
                name = str(path[-1])
                yield Fault("missing", path[:-1], f"expected the key {name}, found none", missing=name)
            case "extra_forbidden":
                yield _unknown_key(kind, path, found)
            case "literal_error":
                words = _words(str(item["ctx"]["expected"]))
                near = _near(found, words)
                yield Fault("value", path, f"expected {_listed(words)}, found {quoted(found)}", near, key)
            case "tuple_type" | "list_type":
                hint = f"[{found}]" if isinstance(found, str) else None
                yield Fault("value", path, f"expected a list, found {quoted(found)}", hint)
            case "dict_type" | "model_type" | "model_attributes_type":
                yield Fault("value", path, f"expected keys and values, found {quoted(found)}")
            case "value_error":
                yield _misspelt(path, item["ctx"]["error"], found, key)
            case other:
                raise AssertionError(f"no wording for pydantic's {other} at {path}")


def _misspelt(path: Path, error: object, found: object, key: bool) -> Fault:
    if isinstance(error, MissingKey):
        return Fault("missing", path, f"expected {error.expected}, found none", missing=error.key)
    if not isinstance(error, Misspelled):
        raise AssertionError(f"no wording for {error!r} at {path}")
    return Fault("value", path, f"expected {error.expected}, found {quoted(found)}", error.hint, key)


def _unknown_key(kind: type[Document], path: Path, value: object) -> Fault:
    name = str(path[-1])
    known = keys_at(kind, path[:-1])
    if value is None and (" " in name or name not in known) and not _near(name, known):
        return Fault("key", path, f"expected quotes round text with a comma, found the stray words {quoted(name)}", key=True)
    near = _near(name, known)
    return Fault("key", path, f"expected one of the keys {', '.join(known)}, found {quoted(name)}", near, key=True)


def _words(expected: str) -> list[str]:
    return [part.strip(" '") for part in expected.replace(" or ", ",").split(",")]


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _near(found: object, words: list[str]) -> str | None:
    if not isinstance(found, str):
        return None
    return next(iter(difflib.get_close_matches(found.lower(), words, 1)), None)


def quoted(found: object) -> str:
    """What was found, short and safe to print."""
    match found:
        case None:
            return "nothing"
        case str():
            shown = ascii(found)[1:-1]
            return f'"{shown[:80]}..."' if len(shown) > 80 else f'"{shown}"'
        case list() | tuple():
            return "a list"
        case _:
            return "keys and values"


def keys_at(kind: type[Document], path: Path) -> list[str]:
    """The keys that may stand at a path of a document."""
    for model in _models_at(kind, path):
        return [info.alias or name for name, info in model.model_fields.items() if not info.exclude]
    return []


def _models_at(annotation: Any, path: Path) -> Iterator[type[BaseModel]]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _models_at(get_args(annotation)[0], path)
    elif origin in (Union, UnionType):
        for option in get_args(annotation):
            yield from _models_at(option, path)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not path:
            yield annotation
            return
        for name, info in annotation.model_fields.items():
            if (info.alias or name) == path[0]:
                yield from _models_at(info.annotation, path[1:])
    elif origin in (dict, tuple) and path:
        inner = get_args(annotation)[1 if origin is dict else 0]
        yield from _models_at(inner, path[1:])
