"""Every name that a document refers to, with its path: found by the `Ref` marks on the models' fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from drillsim.model import conditions
from drillsim.model.checks.complaint import Path
from drillsim.model.fields import Ref, Spelled


@dataclass(frozen=True, slots=True)
class Reference:
    """A name of one of these kinds, and where it stands; `key` where it is itself a key."""

    path: Path
    name: str
    kinds: tuple[str, ...]
    key: bool = False


def references(document: BaseModel, path: Path = ()) -> Iterator[Reference]:
    """The references of a document, those of its conditions included."""
    for attribute, step, look in _looks(type(document)):
        value = getattr(document, attribute)
        if value is not None:
            yield from look(value, (*path, *step))


def conditions_of(written: tuple[conditions.Sentence, ...], path: Path) -> Iterator[tuple[Path, conditions.Sentence]]:
    """Each sentence with its path; one alone may stand without a list, which comes to the same place."""
    for index, sentence in enumerate(written):
        yield (*path, index), sentence


_Look = Callable[[Any, Path], Iterator[Reference]]
_CONDITIONS = next(mark for mark in get_args(conditions.Conditions) if isinstance(mark, Spelled))


@cache
def _looks(kind: type[BaseModel]) -> tuple[tuple[str, Path, _Look], ...]:
    found: list[tuple[str, Path, _Look]] = []
    for name, info in kind.model_fields.items():
        look = _look(info.annotation, tuple(info.metadata))
        if look:
            # A field that no author writes stands for its entry written as a bare list.
            found.append((name, () if info.exclude else (info.alias or name,), look))
    return tuple(found)


def _look(annotation: Any, marks: tuple[Any, ...] = ()) -> _Look | None:
    for mark in marks:
        if isinstance(mark, Ref):
            return _name(mark.kinds)
        if mark == _CONDITIONS:
            return _conditions
    origin = get_origin(annotation)
    if origin is Annotated:
        return _look(get_args(annotation)[0], get_args(annotation)[1:])
    if origin in (Union, UnionType):
        looks = [look for option in get_args(annotation) if (look := _look(option))]
        return looks[0] if looks else None
    if origin is tuple:
        return _items(_look(get_args(annotation)[0]))
    if origin is dict:
        return _entries(*(_look(part) for part in get_args(annotation)))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return lambda value, path: references(value, path) if isinstance(value, BaseModel) else iter(())
    return None


def _name(kinds: tuple[str, ...]) -> _Look:
    return lambda value, path: iter([Reference(path, value, kinds)])


def _items(look: _Look | None) -> _Look | None:
    def each(values: Any, path: Path) -> Iterator[Reference]:
        for index, value in enumerate(values):
            yield from look(value, (*path, index)) if look else ()

    return each if look else None


def _entries(key_look: _Look | None, look: _Look | None) -> _Look | None:
    def each(values: Any, path: Path) -> Iterator[Reference]:
        for key, value in values.items():
            place = (*path, key)
            for found in key_look(key, place) if key_look else ():
                yield Reference(found.path, found.name, found.kinds, key=True)
            yield from look(value, place) if look else ()

    return each if key_look or look else None


def _conditions(value: Any, path: Path) -> Iterator[Reference]:
    for place, sentence in conditions_of(value, path):
        for kind, name in conditions.names(sentence):
            yield Reference(place, name, tuple(kind.split(" or ")))
