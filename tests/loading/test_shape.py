"""Where faults stand; no tree makes the loader raise; editors accept what drillsim accepts."""

import copy
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from drillsim.loading.described import ROOTS, Kind, keys, models_of
from drillsim.loading.schema import schema
from drillsim.loading.shape import shape
from drillsim.loading.source import read
from drillsim.model.fields import Document
from support.shipped import KINDS, SHIPPED, kind_of

PLAN = """\
plan: P
version: 1
owner: o
reviewed: 2026-01-01
review_every: 90d
sites: {main: {}}
functions: {}
teams: {}
people: {}
roles: {}
tasks: {}
"""
SCENARIO = "scenario: S\nhazard: storm\nbegins: Monday 09:00\nlasts: 1h\n"
DRILL = "drill: D\nplan: p.plan.yaml\n"


def task(more: str) -> str:
    """The plan with a task in line 11, whose further keys begin at column 27."""
    return PLAN.replace("tasks: {}", f"tasks: {{t: {{do: x, by: r, {more}}}}}")


def found(text: str) -> list[str]:
    """The problems of a text by itself, without its file's name."""
    file = read("x", text.encode())
    return [str(problem).removeprefix("x:") for problem in sorted(file.problems, key=lambda each: each.position)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (PLAN + "systems: {a: {nedes: [b]}}\n", "12:15: systems.a.nedes: expected one of the keys name"),
        (PLAN + "systems: {Big one: {}}\n", '12:11: systems."Big one": expected an id'),
        (PLAN + "tasks2: {}\n", "12:1: tasks2: expected one of the keys plan"),
        (
            PLAN + "risks: [{hazard: h, likelihood: often, impact: major}]\n",
            "12:33: risks[1].likelihood: expected rare",
        ),
        (
            PLAN + "audiences: staff\n",
            '12:12: audiences: expected a list, found "staff"; did you mean "[staff]"?',
        ),
        (PLAN + "audiences: [staff, The media]\n", "12:20: audiences[2]: expected an id"),
        (PLAN + "systems: [a]\n", "12:10: systems: expected keys and values, found a list of 1"),
        (PLAN + "systems: {a: b}\n", '12:14: systems.a: expected keys and values, found "b"'),
        (PLAN + "channels: {c: {}}\n", "12:15: channels.c.reaches: expected the key reaches, found none"),
        (PLAN + "read_by: {it: 15.1.2026}\n", "12:15: read_by.it: expected a date"),
        (
            PLAN + "rotation: {period: 12h, order: [a], crews: {a: {R: p}}}\n",
            "12:49: rotation.crews.a.R: expected an id",
        ),
        (
            PLAN + "rotation: {period: 12h, order: [a], crews: {a: {r: P}}}\n",
            "12:52: rotation.crews.a.r: expected an id",
        ),
        (PLAN + "playbooks: {p: {if: a dwon}}\n", "12:21: playbooks.p.if: expected a condition"),
        (PLAN + "playbooks: {p: {if: [a down, b dwon]}}\n", "12:30: playbooks.p.if[2]: expected a condition"),
        (PLAN + "playbooks: {p: {if: a down, do: [T 1]}}\n", "12:34: playbooks.p.do[1]: expected an id"),
        (
            PLAN + "playbooks: {p: {if: a down, do: [{task: t, within: 9}]}}\n",
            "12:52: playbooks.p.do[1].within",
        ),
        (task("takes: 9"), "11:34: tasks.t.takes: expected a duration"),
        (task("takes: 9m / 1m / 2m"), "11:34: tasks.t.takes: expected best"),
        (
            task("takes: {best: 9, usual: 10m, worst: 1h}"),
            "11:41: tasks.t.takes.best: expected a duration",
        ),
        (
            task("effect: {route: {f: [A]}}"),
            "11:48: tasks.t.effect.route.f[1]: expected an id",
        ),
        (
            task("effect: {move: [{team: a, to: b, from: C}]}"),
            "11:66: tasks.t.effect.move[1].from: expected an id",
        ),
        (
            task("effect: {move: [{team: a, to: b, arrive: {count: 0, every: 1h}}]}"),
            "11:76: tasks.t.effect.move[1].arrive.count: expected a whole number from 1 on",
        ),
        (
            PLAN.replace("tasks: {}", "tasks: {t: {do: Call all, now, by: r}}"),
            "11:27: tasks.t.now: expected quotes round",
        ),
        (task("target: {50%: 1h, 50.0%: 2h}"), "11:35: tasks.t.target: "),
        (SCENARIO + "msel: [{id: a, at: 9:00}]\n", "5:20: msel[1].at: expected T+ before a time"),
        (
            SCENARIO + "msel: [{id: a, at: held, expect: [{task: t, choice: c}]}]\n",
            "5:35: msel[1].expect[1]: expected exactly",
        ),
        (
            SCENARIO + "msel: [{id: a, at: held, happens: {}}]\n",
            "5:35: msel[1].happens: expected at least one thing",
        ),
        (SCENARIO.replace("storm", "[storm, Big wind]") + "msel: []\n", "2:17: hazard[2]: expected an id"),
        (
            DRILL + "scenario: {file: s.scenario.yaml, strats: T+00:10}\n",
            "3:35: scenario.strats: expected one of the keys",
        ),
        (
            DRILL + "scenario: [{file: s.scenario.yaml, starts: 10}]\n",
            "3:44: scenario[1].starts: expected a time",
        ),
        (
            DRILL + "scenario: s\nresponses: [{at: T+00:01, does: t}]\n",
            "4:13: responses[1].by: expected the key by",
        ),
        (
            DRILL + "scenario: s\nresponses: [{at: T+00:01, by: r, does: t, done: t}]\n",
            "4:13: responses[1]: expected exactly",
        ),
        (DRILL + "scenario: s\nconduct: [{at: T+00:01, adds: x}]\n", "4:31: conduct[1].adds: expected keys"),
        (DRILL + 'scenario: s\n"[key]": x\n', '4:1: "[key]": expected one of the keys'),
    ],
)
def test_a_fault_stands_at_its_value_or_its_key(text: str, problem: str) -> None:
    (only,) = found(text)
    assert only.startswith(problem)


def test_an_entry_refused_as_a_whole_does_not_hide_what_is_wrong_in_it() -> None:
    text = DRILL + "scenario: s\nresponses:\n  - {at: 9, by: r, does: T, done: t, coutn: 3}\n"
    assert [line.split(":")[2].strip() for line in found(text)] == [
        "responses[1]",
        "responses[1].at",
        "responses[1].does",
        "responses[1].coutn",
    ]


def test_what_can_be_read_of_a_faulty_document_is_kept() -> None:
    file = read("x", (PLAN + "systems: {a: {}, B: {}, c: {at: M}}\nowne: x\n").encode())
    assert file.shaped is not None
    assert file.shaped.model is not None
    assert list(getattr(file.shaped.model, "systems")) == ["a", "c"]  # noqa: B009 - the file may be of any kind
    assert file.shaped.entries_lost


@pytest.mark.parametrize("count", [300, 20_000])
def test_thousands_of_faults_are_cut(count: int) -> None:
    text = PLAN + "".join(f"k{index}: x\n" for index in range(count))
    assert 200 <= len(found(text)) <= 251


def document(kind: Kind) -> type[Document]:
    root = ROOTS[kind]
    assert issubclass(root, Document)
    return root


WORDS = sorted({key.name for root in ROOTS.values() for model in models_of(root) for key in keys(model)})
KEYS = st.sampled_from([*WORDS, "[key]", "only", "from_", "Big", "1", "60m", "1h", "50%", ""])
SPELLED = st.sampled_from(
    [
        *("", "x", "T+00:15", "Monday 09:00", "30", "30m", "50%", "1.5x for 2h", "80% in 20s", "2026-01-01"),
        *("a down", "a dwon", "held", "together", "emergency", "9 / 15m / 40m", "1m / 2m / 3m", "[key]"),
        *("x" * 600, "s.scenario.yaml"),
    ]
)
TREES = st.recursive(
    st.none() | SPELLED | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)
DOCUMENTS = [(kind_of(path), yaml.load(path.read_text(), yaml.BaseLoader)) for path in SHIPPED]


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a tree, as its container and its key or index."""
    here = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [spot for key, inner in here for spot in [(value, key), *spots(inner)]]


@st.composite
def nearly_right(draw: st.DrawFn) -> tuple[Kind, Any]:
    """A shipped document with a few places changed."""
    kind, original = draw(st.sampled_from(DOCUMENTS))
    changed = copy.deepcopy(original)
    for _ in range(draw(st.integers(1, 5))):
        places = spots(changed)
        container, key = places[draw(st.integers(0, len(places) - 1))] if places else (changed, "x")
        match draw(st.sampled_from(["put", "drop", "add"])):
            case "put":
                container[key] = draw(TREES)
            case "drop" if places:
                del container[key]
            case _ if isinstance(container, dict):
                container[draw(KEYS)] = draw(TREES)
            case _:
                container.append(draw(TREES))
    return kind, changed


@pytest.mark.parametrize("kind", KINDS)
@given(tree=st.dictionaries(KEYS, TREES, max_size=6))
def test_any_tree_gives_faults_or_a_model(kind: Kind, tree: Any) -> None:
    shaped = shape(document(kind), tree)
    assert shaped.faults or shaped.model is not None


@given(nearly_right())
@settings(max_examples=300)
def test_a_nearly_right_document_gives_faults_or_a_model(case: tuple[Kind, Any]) -> None:
    kind, tree = case
    shaped = shape(document(kind), tree)
    assert shaped.model is not None
    assert all("another value" not in fault.message for fault in shaped.faults)


@given(nearly_right())
@settings(max_examples=200)
def test_editors_accept_what_drillsim_accepts(case: tuple[Kind, Any]) -> None:
    """But for keys with nothing after them, which drillsim takes as left out."""
    kind, tree = case
    if not shape(document(kind), tree).faults:
        errors = list(Draft202012Validator(schema(kind)).iter_errors(tree))
        assert [error.message for error in errors if "None" not in error.message] == []
