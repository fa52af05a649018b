"""JSON Schema (draft 2020-12) of plans, scenarios and drills, for editors that check while one types.

python -m drillsim.loading.schema plan > docs/schemas/plan.schema.json

A schema knows the keys, the words and how values are spelled; names, times and promises are only checked by
drillsim itself. Editors read YAML with numbers as numbers, so where a number may stand it may.
"""

import json
import sys
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema

from drillsim.loading.described import (
    ROOTS,
    SHORTHANDS,
    EstimateText,
    Key,
    Kind,
    an,
    is_model,
    keys,
    meaning,
    models_in,
    models_of,
    options,
    parts,
)
from drillsim.model.fields import Spelled

Schema = dict[str, Any]

_DURATION = r"(?=\d)(\d+d)?(\d+h)?(\d+m)?(\d+s)?"
_ESTIMATE = rf"^\s*{_DURATION}\s*(/\s*{_DURATION}\s*/\s*{_DURATION}\s*)?$"


def schema(kind: Kind) -> Schema:
    """The schema of one kind of file."""
    root = ROOTS[kind]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"drillsim {kind}",
        **_entry(root),
        "$defs": {model.__name__: _definition(model) for model in models_of(root) if model is not root},
    }


def _definition(model: type[BaseModel]) -> Schema:
    short = SHORTHANDS.get(model)
    if short is None:
        return _entry(model)
    return {"description": meaning(model), "anyOf": [_value(short), _entry(model)]}


def _entry(model: type[BaseModel]) -> Schema:
    found = list(keys(model))
    required = [key.name for key in found if key.is_required]
    return {
        "description": meaning(model),
        "type": "object",
        "properties": {key.name: _property(key) for key in found},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _property(key: Key) -> Schema:
    value = _value(key.annotation)
    if key.may_stand_alone:
        value = {"anyOf": [value["items"], {**value, "minItems": 1}]}
    description = ". ".join(part.rstrip(".") for part in (key.meaning, value.pop("description", "")) if part)
    default = {} if key.default is None else {"default": key.default}
    return {"description": f"{description}.", **value, **default}


def _value(annotation: Any) -> Schema:
    bare, marks = parts(annotation)
    spelled = next((mark for mark in marks if isinstance(mark, Spelled)), None)
    if annotation is EstimateText:
        return {"type": "string", "pattern": _ESTIMATE, "description": _example(spelled)}
    written = next((mark.json_schema for mark in marks if isinstance(mark, WithJsonSchema)), None)
    if written is not None and not list(models_in(bare)):
        return {**written, **_types(written), "description": _example(spelled)}
    return _structure(bare)


def _structure(bare: Any) -> Schema:
    if len(options(bare)) > 1:
        return {"anyOf": [_value(option) for option in options(bare)]}
    if is_model(bare):
        return {"$ref": f"#/$defs/{bare.__name__}"}
    origin, inner = get_origin(bare), get_args(bare)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        return {"type": "array", "items": _value(inner[0])}
    assert origin is dict  # the models have nothing else
    names = {name: value for name, value in _value(inner[0]).items() if name == "pattern"}
    return {
        "type": "object",
        **({"propertyNames": names} if names else {}),
        "additionalProperties": _value(inner[1]),
    }


def _example(spelled: Spelled | None) -> str:
    if spelled is None or spelled.kind == "text":  # nothing to be said about a text
        return ""
    return f"{an(spelled.kind[:1].upper() + spelled.kind[1:])}, e.g. {spelled.example}"


def _types(written: Schema) -> Schema:
    """Without true and false: what is read as one is refused, so that `no` is never taken for a text."""
    kinds = written.get("type")
    return {"type": [kind for kind in kinds if kind != "boolean"]} if isinstance(kinds, list) else {}


def written(kind: Kind) -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for asked in ROOTS:
        if sys.argv[1:] == [asked]:
            sys.stdout.write(written(asked))
