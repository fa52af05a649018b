"""What pydantic found wrong, in the words of the language and at the paths of the file."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from drillsim.loading.tree import Data
from drillsim.loading.words import listed, quoted, where
from drillsim.model.fields import Document, Spelled
from drillsim.model.spelling import MissingKey, Misspelled

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of shape at a path of the document as written; `key` means the key itself, not its value."""

    code: str
    path: Path
    message: str
    hint: str | None = None
    key: bool = False
    missing: str | None = None


def faults_of(kind: type[Document], written: Data, error: ValidationError, above: Path = ()) -> Iterator[Fault]:
    """The faults of a document of a kind; `above` is where the validated part stands in it."""
    for item in error.errors(include_url=False):
        loc = (*above, *item["loc"])
        error_type = item["type"]
        key = loc[-1:] == ("[key]",) and error_type not in ("missing", "extra_forbidden")
        loc = loc[:-1] if key else loc
        path = _in_file(written, loc)
        if error_type != "missing" and _is_ours(written, loc):
            continue
        found = item["input"]
        match error_type:
            case "missing":
                yield _missing(path[:-1], str(loc[-1]))
            case "extra_forbidden":
                yield _unknown_key(kind, loc, path, found)
            case "literal_error":
                words = _words(str(item["ctx"]["expected"]))
                message = f"expected {listed(words)}, found {quoted(found)}"
                yield Fault("value", path, message, _near(found, words), key)
            case "tuple_type" | "list_type":
                hint = f"[{found}]" if isinstance(found, str) else None
                yield Fault("value", path, f"expected a list, found {quoted(found)}", hint)
            case "value_error":
                yield from _refused(kind, written, loc, path, item["ctx"]["error"], found, key=key)
            case _:  # dict_type, model_type: the models ask for nothing else
                yield Fault("value", path, f"expected keys and values, found {quoted(found)}", key=key)


def _words(expected: str) -> list[str]:
    return [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]


def _in_file(written: Data, loc: Path) -> Path:
    """The path in the file of a path in the model: a shorthand has fewer steps than what it stands for."""
    at = written
    path: Path = ()
    for step in loc:
        if isinstance(at, dict) and isinstance(step, str):
            path = (*path, step)
            at = at.get(step)
        elif isinstance(at, list) and isinstance(step, int):
            path = (*path, step)
            at = at[step] if step < len(at) else None
    return path


def _is_ours(written: Data, loc: Path) -> bool:
    """Whether a path leads through a key that the models added: the author's own has the fault too."""
    at = written
    for step in loc:
        if isinstance(at, dict) and isinstance(step, str):
            if step not in at:
                return True
            at = at[step]
        elif isinstance(at, list) and isinstance(step, int):
            at = at[step] if step < len(at) else None
    return False


def _missing(path: Path, name: str) -> Fault:
    return Fault("missing", path, f"expected the key {name}, found none", missing=name)


def _refused(
    kind: type[Document], written: Data, loc: Path, path: Path, error: object, found: object, *, key: bool
) -> Iterator[Fault]:
    """What one of our own readers refused: of a list the items, of an entry also what else is wrong in it."""
    if isinstance(found, list) and (inside := _items_refused(kind, loc, path, found)):
        yield from inside
        return
    if isinstance(error, MissingKey):
        yield _missing(path, error.key)
    else:
        expected = error.expected if isinstance(error, Misspelled) else "another value"
        hint = error.hint if isinstance(error, Misspelled) else None
        yield Fault("value", path, f"expected {expected}, found {_found(found)}", hint, key)
    if isinstance(found, dict):
        yield from _beside(kind, written, loc, path, found)


def _found(found: object) -> str:
    if isinstance(found, dict) and found:
        names = ", ".join(where((name,)) for name in list(found)[:8])
        return f"the keys {names}" if len(found) > 1 else f"the key {names}"
    return quoted(found)


def _items_refused(kind: type[Document], loc: Path, path: Path, found: Sequence[object]) -> list[Fault]:
    """The faulty items of a value that is one thing or a list of them, such as conditions."""
    model, name = _field_at(kind, loc)
    marks = model.model_fields[name].metadata if model else ()
    if model is None or not any(isinstance(mark, Spelled) and "list" in mark.kind for mark in marks):
        return []
    faults = []
    for index, item in enumerate(found):
        try:
            _adapter(model, name).validate_python([item])
        except ValidationError as error:
            reason = error.errors(include_url=False)[0]["ctx"]["error"]
            words = f"expected {reason.expected}, found {quoted(item)}"
            faults.append(Fault("value", (*path, index), words, reason.hint))
    return faults


def _beside(kind: type[Document], written: Data, loc: Path, path: Path, found: dict[str, Any]) -> Iterator[Fault]:
    """The faults of the keys of an entry that was refused as a whole before its keys were looked at."""
    model = next(models_at(kind, loc), None)
    if model is None:
        return
    keys = {info.alias or name: name for name, info in model.model_fields.items() if not info.exclude}
    for key, value in found.items():
        if key not in keys:
            yield _unknown_key(kind, (*loc, key), (*path, key), value)
            continue
        try:
            _adapter(model, keys[key]).validate_python(value)
        except ValidationError as error:
            yield from faults_of(kind, written, error, (*loc, key))
    for key, name in keys.items():
        if model.model_fields[name].is_required() and key not in found:
            yield _missing(path, key)


def _unknown_key(kind: type[Document], loc: Path, path: Path, value: object) -> Fault:
    name = str(loc[-1])
    known = keys_at(kind, loc[:-1])
    near = _near(name, known)
    if value is None and not near:
        message = f"expected quotes round text with a comma, found the stray words {quoted(name)}"
        return Fault("key", path, message, key=True)
    message = f"expected one of the keys {', '.join(known)}, found {quoted(name)}"
    return Fault("key", path, message, near, key=True)


def _near(found: object, words: Sequence[str]) -> str | None:
    if not isinstance(found, str):
        return None
    return next(iter(difflib.get_close_matches(found.lower(), words, 1)), None)


def keys_at(kind: type[Document], path: Path) -> list[str]:
    """The keys that may stand at a path of a document."""
    for model in models_at(kind, path):
        return [info.alias or name for name, info in model.model_fields.items() if not info.exclude]
    return []


def models_at(annotation: Any, path: Path) -> Iterator[type[BaseModel]]:
    """The models that may stand at a path."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from models_at(get_args(annotation)[0], path)
    elif origin in (Union, UnionType):
        for option in get_args(annotation):
            yield from models_at(option, path)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not path:
            yield annotation
            return
        for name, info in annotation.model_fields.items():
            if (info.alias or name) == path[0]:
                yield from models_at(info.annotation, path[1:])
    elif origin in (dict, tuple) and path:
        inner = get_args(annotation)[1 if origin is dict else 0]
        yield from models_at(inner, path[1:])


def _field_at(kind: type[Document], path: Path) -> tuple[type[BaseModel] | None, str]:
    model = next(models_at(kind, path[:-1]), None) if path else None
    for name, info in model.model_fields.items() if model else ():
        if (info.alias or name) == path[-1]:
            return model, name
    return None, ""


@cache  # one for each field at most
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    """Reads the value of one field alone."""
    info = model.model_fields[name]
    asked: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    return TypeAdapter(asked)
