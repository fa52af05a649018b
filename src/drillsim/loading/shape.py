"""From a tree to a model: every problem of shape at once, and what can be saved of a document that has some.

A document with a misspelt value is still read as far as it goes, so that its names can be checked in the same
run: the faulty part is left out, and each part left out is remembered with its path.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, get_origin

from pydantic import BaseModel, ValidationError

from drillsim.loading.faults import Fault, Path, faults_of
from drillsim.loading.tree import Data
from drillsim.model.fields import Document

MOST_ROUNDS = 12  # each round leaves out what the last one refused; a document 8 deep needs no more
MOST_FAULTS = 250  # more than anybody mends at once; wording each takes about a millisecond


@dataclass
class Shaped:
    """What became of a document: the model (of what could be saved), the faults, and what was left out."""

    model: Document | None
    faults: list[Fault] = field(default_factory=list)
    left_out: set[Path] = field(default_factory=set)
    entries_lost: bool = False
    """Whether more than single values were left out, so that what looks weak may only be unread."""
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

    def sections_lost(self) -> set[str]:
        """Whole top-level keys that were left out."""
        return {str(path[0]) for path in self.left_out if len(path) == 1}

    def is_doubtful(self, path: Path) -> bool:
        """Whether something at or below a path (as written) was refused: that is to be mended first."""
        return any(fault.path[: len(path)] == path for fault in self.faults if path)


def shape(kind: type[Document], written: Data) -> Shaped:
    """Reads a document of a kind; never raises for what an author wrote."""
    shaped = Shaped(None)
    for _ in range(MOST_ROUNDS):
        shaped.places = {}
        pruned = _pruned(written, shaped.left_out, (), shaped.places)
        if shaped.left_out and isinstance(pruned, dict):
            _fill_in(kind, pruned, shaped.left_out)
        try:
            shaped.model = kind.model_validate(pruned)
        except ValidationError as error:
            earlier = frozenset(shaped.left_out)
            for fault in islice(faults_of(kind, pruned, error), MOST_FAULTS):
                _note(shaped, fault, written, earlier)
            if len(shaped.left_out) == len(earlier) or len(shaped.faults) >= MOST_FAULTS:
                break
        else:
            for fault in _twice(shaped.model, pruned, ()):
                shaped.faults.append(replace(fault, path=shaped.as_written(fault.path)))
            break
    return shaped


def _note(shaped: Shaped, fault: Fault, written: Data, earlier: frozenset[Path]) -> None:
    path = shaped.as_written(fault.path)
    if any(other[: len(path)] == path and other != path for other in earlier):
        # It is wrong only because we left out a part of it.
        _give_up(shaped, path)
        return
    fault = replace(fault, path=path)
    if fault not in shaped.faults:
        shaped.faults.append(fault)
    if fault.missing is not None:
        shaped.left_out.add((*path, fault.missing))
        _give_up(shaped, path)
        return
    shaped.left_out.add(path)
    is_item = bool(path) and isinstance(path[-1], int)
    if fault.key or is_item or not isinstance(_value(written, path), str | None):
        shaped.entries_lost = True


def _give_up(shaped: Shaped, path: Path) -> None:
    if path:
        shaped.left_out.add(path)
        shaped.entries_lost = True


def _value(written: Data, path: Path) -> Data:
    at = written
    for step in path:
        if isinstance(at, dict) and isinstance(step, str):
            at = at.get(step)
        elif isinstance(at, list) and isinstance(step, int):
            at = at[step]
    return at


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


_BLANKS: dict[str, Data] = {
    "reviewed": "2000-01-01",
    "review_every": "3660d",
    "begins": "Monday 00:00",
    "lasts": "92d",
    "hazard": "unknown",
}
"""What stands in for a missing top-level value while the rest is checked: nothing follows from these."""


def _fill_in(kind: type[Document], pruned: dict[str, Data], left_out: set[Path]) -> None:
    for name, info in kind.model_fields.items():
        key = info.alias or name
        if (key,) in left_out and info.is_required() and key not in pruned:
            origin = get_origin(info.annotation)
            pruned[key] = _BLANKS.get(key, {} if origin is dict else [] if origin is tuple else "x")


def _twice(value: Any, written: Data, path: Path) -> Iterator[Fault]:
    """Keys that are spelled differently and mean the same, such as 60m and 1h: one would be lost."""
    if isinstance(value, BaseModel) and isinstance(written, dict):
        for name, info in type(value).model_fields.items():
            key = info.alias or name
            if key in written:
                yield from _twice(getattr(value, name), written[key], (*path, key))
    elif isinstance(value, dict) and isinstance(written, dict):
        if len(value) < len(written):
            yield Fault("duplicate", path, "expected each key once, found two that mean the same")
            return
        for key, inner in zip(written, value.values(), strict=True):
            yield from _twice(inner, written[key], (*path, key))
    elif isinstance(value, tuple) and isinstance(written, list):
        for index, inner in enumerate(value):
            yield from _twice(inner, written[index], (*path, index))
