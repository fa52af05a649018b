"""The language as the models define it: entries, keys, kinds and meanings, for the schema and the reference.

What a key means stands as a text under its field in the source of the models. It is read from there when
somebody asks, because keeping it at run time would slow every start.
"""

import ast
import inspect
import re
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from drillsim.model import spelling
from drillsim.model.drill import Drill, ScenarioUse
from drillsim.model.effects import RouteChange
from drillsim.model.estimate import Estimate
from drillsim.model.fields import SiteRef, Spelled, TaskRef, Text
from drillsim.model.plan import Plan, Step
from drillsim.model.scenario import Scenario

Kind = Literal["plan", "scenario", "drill"]

ROOTS: dict[Kind, type[BaseModel]] = {"plan": Plan, "scenario": Scenario, "drill": Drill}

EstimateText = Annotated[str, Spelled("duration, or best / usual / worst", "10m / 15m / 40m")]

SHORTHANDS: dict[type[BaseModel], Any] = {
    Estimate: EstimateText,
    Step: TaskRef,
    RouteChange: tuple[SiteRef, ...],
    ScenarioUse: Text,
}
"""Entries that may be written shorter, and as what."""

ONE_OR_MORE = {(Drill, "scenario")}
"""Lists of entries of which one may stand alone."""


@dataclass(frozen=True)
class Key:
    """One key of an entry. `default` is spelled as an author would, None where there is nothing to spell."""

    name: str
    annotation: Any
    is_required: bool
    default: str | None
    meaning: str
    may_stand_alone: bool


def meaning(model: type[BaseModel]) -> str:
    """What an entry is, in a sentence or two."""
    return " ".join(inspect.cleandoc(model.__doc__ or "").split())


def keys(model: type[BaseModel]) -> Iterator[Key]:
    """The keys of an entry, in the order of the model."""
    meanings = _meanings(model)
    for name, info in model.model_fields.items():
        if info.exclude:
            continue
        annotation: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        default = None if info.is_required() else _spelled(annotation, info.default)
        alone = (model, name) in ONE_OR_MORE
        yield Key(info.alias or name, annotation, info.is_required(), default, meanings.get(name, ""), alone)


@cache
def _meanings(model: type[BaseModel]) -> dict[str, str]:
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found |= _meanings_in(base.__module__).get(base.__name__, {})
    return found


@cache
def _meanings_in(module: str) -> dict[str, dict[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: dict(_under_fields(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _under_fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in zip(node.body, node.body[1:], strict=False):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, " ".join(text.split())


def parts(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """An annotation without `None`, and the marks that stand beside it."""
    marks: tuple[Any, ...] = ()
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, marks = annotation.__origin__, (*annotation.__metadata__, *marks)
        elif origin in (Union, types.UnionType) and type(None) in get_args(annotation):
            left = tuple(option for option in get_args(annotation) if option is not type(None))
            annotation = left[0] if len(left) == 1 else Union[left]  # noqa: UP007 - the options are known only now
        else:
            return annotation, marks


def options(annotation: Any) -> tuple[Any, ...]:
    """What may stand there: the parts of a union, else the one thing."""
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)


def an(words: str) -> str:
    """`id of a area` as `id of an area`."""
    return re.sub(r"\ba(?= [aeio])", "an", words)


def is_model(annotation: Any) -> bool:
    """Whether it is an entry with keys."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The entries that an annotation leads to, not going into them."""
    bare, _ = parts(annotation)
    if is_model(bare):
        yield bare
    elif get_origin(bare) is not Literal:
        for inner in get_args(bare):
            yield from models_in(inner)


def models_of(root: type[BaseModel]) -> list[type[BaseModel]]:
    """An entry and all that stand in it, each once, those nearer to the beginning of the file first."""
    found: list[type[BaseModel]] = []
    waiting = [root]
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found.append(model)
            inner = [each for key in keys(model) for each in models_in(key.annotation)]
            waiting = [*inner, *waiting]
    return found


def _spelled(annotation: Any, value: object) -> str | None:
    """A default as an author would write it."""
    kind = next((mark.kind for mark in parts(annotation)[1] if isinstance(mark, Spelled)), "")
    match value:
        case Estimate():
            return _spelled(EstimateText, value.usual)
        case Fraction() if kind == "share":
            return f"{value * 100}%"
        case spelling.Clock(seconds=int(seconds)):
            return spelling.write_clock(seconds)
        case int() if kind.startswith("duration"):
            return spelling.write_duration(value)
        case int() if kind == "pace":
            return f"{value}x"
        case str() | int() | Decimal():
            return str(value)
        case _:
            return None
