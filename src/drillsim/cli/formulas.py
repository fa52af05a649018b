"""`drillsim formula`: exact answers about queues, from JSON to JSON."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drillsim.cli import out
from drillsim.cli.group import Command
from drillsim.cli.usage import nearest
from drillsim.errors import NotFound

if TYPE_CHECKING:
    from drillsim.contacts.formulas.catalogue import Formula, Inputs

MOST_BYTES = 10_000_000

EXAMPLES = """
drillsim formula --list
echo '{"per_hour": 480, "aht_s": 300, "patience_s": 240, "agents": 46}' | drillsim formula erlang_a
drillsim formula erlang_staffing inputs.json --json
drillsim formula --check cases.json
"""


@click.command("formula", cls=Command, epilog=EXAMPLES)
@click.argument("name", required=False)
@click.argument("file", required=False)
@click.option("--json", "as_json", is_flag=True, help="The answer as one JSON object.")
@click.option("--check", "cases", metavar="FILE", help="Cases with known answers: prints the misses, status 1 if any.")
@click.option("--list", "listed", is_flag=True, help="The formulas there are, and what goes into each.")
def command(*, name: str | None, file: str | None, as_json: bool, cases: str | None, listed: bool) -> None:
    """Reckon a queue exactly: one JSON object of inputs from FILE or standard input, one answer."""
    if sum((name is not None, cases is not None, listed)) != 1:
        raise click.UsageError("expected one of NAME, --check FILE and --list", click.get_current_context())
    if listed:
        _list(as_json=as_json)
    elif cases is not None:
        _check(cases)
    elif name is not None:
        formula = _named(name)
        place = "standard input" if file is None else file
        answer = _answer(formula, _read(file, place), place)
        if as_json:
            out.json_data(answer)
        else:
            out.data("\n".join(f"{key:18}{_words(value)}" for key, value in answer.items()))


def _named(name: str) -> "Formula":
    from drillsim.contacts.formulas.catalogue import FORMULAS

    if name not in FORMULAS:
        shown = ascii(name)[1:-1][:100]
        raise NotFound(f"no such formula {shown}{nearest(name[:100], FORMULAS)} (drillsim formula --list)")
    return FORMULAS[name]


def _answer(formula: "Formula", data: Any, place: str) -> dict[str, Any]:
    """Raises NotFound with one line for each key that is wrong, or where there is no answer."""
    inputs = _inputs(formula, data, place)
    try:
        return formula.answer(**inputs.model_dump())
    except ValueError as error:
        raise NotFound(f"{place}: {formula.name}: {error}") from None


def _inputs(formula: "Formula", data: Any, place: str) -> "Inputs":
    from pydantic import ValidationError

    try:
        return formula.inputs.model_validate(data)
    except ValidationError as error:
        problems = [_problem(formula, item) for item in error.errors(include_url=False)]
        raise NotFound("\n".join(f"{place}: {problem}" for problem in problems)) from None


def _problem(formula: "Formula", item: Any) -> str:
    from drillsim.loading.words import where

    path, found = item["loc"], item["input"]
    fields = _fields(formula, path[:-1])
    match item["type"]:
        case "missing":
            return f"expected the key {where(path)}, found none"
        case "extra_forbidden":
            return f"expected no key {where(path)}{nearest(str(path[-1]), fields)}"
        case _:
            field = fields.get(str(path[-1])) if path else None
            expected = field.description if field is not None else "keys and values"
            return f"{where(path) or 'inputs'}: expected {expected}, found {_found(found)}"


def _fields(formula: "Formula", path: tuple[Any, ...]) -> dict[str, Any]:
    from drillsim.contacts.formulas.catalogue import Stretch

    return dict((Stretch if path[:1] == ("segments",) and len(path) > 1 else formula.inputs).model_fields)


def _found(value: Any) -> str:
    from drillsim.loading.words import quoted

    return quoted(value) if not isinstance(value, int | float) else json.dumps(value)


def _read(file: str | None, place: str) -> Any:
    """A JSON value. Raises NotFound."""
    try:
        if file is None:
            text = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as stream:
                text = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotFound(f"{place}: expected a file with JSON, found {error.strerror or error}") from None
    if len(text) > MOST_BYTES:
        raise NotFound(f"{place}: expected at most {MOST_BYTES:,} bytes, found more")
    try:
        return json.loads(text.decode("utf-8-sig"), parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise NotFound(f"{place}:{error.lineno}:{error.colno}: expected JSON: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        raise NotFound(f"{place}: expected JSON: {error}") from None


def _no_number(word: str) -> None:
    raise ValueError(f"expected a number, found {word}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"expected the key {ascii(key)[1:-1][:100]} once, found it twice")
        found[key] = value
    return found


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return "-" if value is None else f"{value:.9g}"


def _list(*, as_json: bool) -> None:
    from drillsim.contacts.formulas.catalogue import FORMULAS

    if as_json:
        rows = [
            {"name": formula.name, "summary": formula.summary, "inputs": formula.inputs.model_json_schema()}
            for formula in FORMULAS.values()
        ]
        out.json_data({"formulas": rows})
        return
    for formula in FORMULAS.values():
        out.data(f"{formula.name}: {formula.summary}")
        for name, field in formula.inputs.model_fields.items():
            default = "" if field.is_required() else f" ({'null' if field.default is None else field.default})"
            out.data(f"    {name + default:22}{field.description or ''}")


def _check(file: str) -> None:
    from drillsim.contacts.formulas.reference import misses

    cases = _read(file, file)
    if not isinstance(cases, list):
        raise NotFound(f"{file}: expected a list of cases, found {_found(cases)}")
    missed = 0
    for number, case in enumerate(cases, 1):
        place = _require_case(case, f"{file}: case {number}")
        answer = _answer(_named(case["model"]), case["inputs"], place)
        for miss in misses(case["expected"], answer, case["tolerance"]):
            missed += 1
            source = f" ({case['source']})" if case.get("source") else ""
            out.data(f"{place}: {miss.output}: expected {_json(miss.expected)}, found {_json(miss.found)}{source}")
    out.data(f"{len(cases)} cases, {missed} outputs that are not as expected")
    if missed:
        raise SystemExit(1)


def _require_case(case: Any, place: str) -> str:
    """Where a case stands, with its id. Raises NotFound."""
    keys: dict[str, type | tuple[type, ...]] = {
        "id": str,
        "model": str,
        "inputs": dict,
        "expected": dict,
        "tolerance": (int, float),
    }
    if not isinstance(case, dict):
        raise NotFound(f"{place}: expected keys and values, found {_found(case)}")
    for key, kind in keys.items():
        if not isinstance(case.get(key), kind) or isinstance(case.get(key), bool):
            raise NotFound(f"{place}: expected the key {key}, found {_found(case.get(key))}")
    for key in case:
        if key not in {*keys, "source"}:
            raise NotFound(f"{place}: expected no key {_found(key)}{nearest(str(key), [*keys, 'source'])}")
    return f"{place} {case['id']}"


def _json(value: Any) -> str:
    return json.dumps(value)
