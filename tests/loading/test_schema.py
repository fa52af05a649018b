"""The schemas for editors: shorthands accepted, misspelt keys refused, the committed ones are these."""

import datetime
import json
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from jsonschema import Draft202012Validator

from drillsim.loading.described import ROOTS, Kind, keys, models_of
from drillsim.loading.schema import schema, written
from support.shipped import KINDS, ROOT, SHIPPED, kind_of


def as_json(value: object) -> Any:
    """As an editor has it: numbers are numbers, dates are texts."""
    return json.loads(json.dumps(value, default=lambda date: cast(datetime.date, date).isoformat()))


def problems(kind: Kind, document: object) -> list[str]:
    return [error.message for error in Draft202012Validator(schema(kind)).iter_errors(document)]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_file_is_valid(path: Path) -> None:
    assert problems(kind_of(path), as_json(yaml.safe_load(path.read_text()))) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_file_names_its_schema(path: Path) -> None:
    first, _, _ = path.read_text().partition("\n")
    named = path.parent / first.removeprefix("# yaml-language-server: $schema=")
    assert named.resolve() == ROOT / "docs" / "schemas" / f"{kind_of(path)}.schema.json"


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_the_generated_one(kind: Kind) -> None:
    """Otherwise: python -m drillsim.loading.schema KIND > docs/schemas/KIND.schema.json."""
    assert (ROOT / "docs" / "schemas" / f"{kind}.schema.json").read_text() == written(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema_and_says_what_every_key_means(kind: Kind) -> None:
    made = schema(kind)
    Draft202012Validator.check_schema(made)
    for entry in [made, *made["$defs"].values()]:
        for each in [entry, *entry.get("anyOf", [])]:
            assert all(value["description"].strip(".") for value in each.get("properties", {}).values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_meaning_under_its_field(kind: Kind) -> None:
    lacking = [
        f"{model.__name__}.{key.name}" for model in models_of(ROOTS[kind]) for key in keys(model) if not key.meaning
    ]
    assert lacking == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_misspelt_key_is_refused_wherever_it_stands(path: Path) -> None:
    document = as_json(yaml.safe_load(path.read_text()))
    for entry in entries(kind_of(path), document):
        entry["mispelt"] = 1
        assert problems(kind_of(path), document)
        del entry["mispelt"]
    assert problems(kind_of(path), document) == []


def entries(kind: Kind, document: Any) -> list[dict[str, Any]]:
    """The entries of a document whose keys are the language's own, not the author's ids."""
    names = {key.name for model in models_of(ROOTS[kind]) for key in keys(model)}
    found: list[dict[str, Any]] = []
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            found += [value] if value.keys() <= names and value else []
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found


SMALL: dict[Kind, dict[str, Any]] = {
    "plan": {
        "plan": "P",
        "version": 2,
        "owner": "o",
        "reviewed": "2026-01-01",
        "review_every": "90d",
        "sites": {},
        "functions": {},
        "teams": {},
        "people": {},
        "roles": {},
        "tasks": {},
    },
    "scenario": {"scenario": "S", "hazard": "storm", "begins": "Monday 09:00", "lasts": "1h", "msel": []},
    "drill": {"drill": "D", "plan": "p.plan.yaml", "scenario": "s.scenario.yaml"},
}


def task(**more: object) -> dict[str, object]:
    return {"tasks": {"t": {"do": "x", "by": "r", **more}}}


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("plan", task(takes="10m")),
        ("plan", task(takes="10m / 15m / 40m")),
        ("plan", task(takes={"best": "1m", "usual": "2m", "worst": "3m", "source": "measured"})),
        ("plan", task(effect={"route": {"f": ["s"]}})),
        ("plan", task(effect={"route": {"f": {"add": ["s"], "drop": []}}})),
        ("plan", task(effect={"move": [{"team": "a", "to": "s", "from": "b", "arrive": "check_in"}]})),
        ("plan", task(effect={"move": [{"team": "a", "to": "s", "arrive": {"count": 3, "every": "1h"}}]})),
        ("plan", {"playbooks": {"p": {"if": "crm down", "do": ["t", {"task": "t", "within": "1h"}]}}}),
        ("plan", {"playbooks": {"p": {"if": ["crm down", "crm2 down"]}}}),
        ("plan", {"version": "2.1", "costs": {"agent_hour": 38.0}}),
        ("plan", {"costs": {"agent_hour": "38.00"}}),
        ("scenario", {"hazard": ["storm", "flood"]}),
        ("scenario", {"msel": [{"id": "a", "at": "held", "from": "x"}, {"id": "b", "at": "T+00:15"}]}),
        ("drill", {"scenario": ["a.scenario.yaml", {"file": "b.scenario.yaml", "starts": "T+20:00"}]}),
        ("drill", {"scenario": {"file": "b.scenario.yaml"}}),
        (
            "drill",
            {"pace": "jump", "held": "2026-01-01", "seed": 3, "conduct": [{"at": "T+00:01", "ends": None}]},
        ),
    ],
)
def test_shorthands_and_numbers_are_accepted(kind: Kind, more: dict[str, Any]) -> None:
    assert problems(kind, SMALL[kind] | more) == []


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("plan", task(takes="10")),
        ("plan", task(takes="10m / 15m")),
        ("plan", task(takes="")),
        ("plan", task(effect={"move": [{"team": "a", "to": "s", "arrive": "soon"}]})),
        ("plan", {"sites": {"Main site": {}}}),
        ("plan", {"sites": {"main": {"kind": "ofice"}}}),
        ("plan", {"plan": True}),
        ("scenario", {"hazard": []}),
        ("scenario", {"lasts": 9}),
        ("drill", {"scenario": []}),
        ("drill", {"pace": 12}),
    ],
)
def test_what_drillsim_refuses_as_misspelt_editors_refuse_too(kind: Kind, more: dict[str, Any]) -> None:
    assert problems(kind, SMALL[kind] | more)
