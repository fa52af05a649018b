"""`drillsim formula`: one door for use from outside, from JSON to JSON."""

import json
from pathlib import Path

import pytest

from support.cli import drillsim

QUEUE = {"per_hour": 480, "aht_s": 300, "patience_s": 240, "agents": 46}
MODELS = Path(__file__).parents[1] / "reference" / "models.json"


def asked(folder: Path, name: str, text: str, *words: str) -> tuple[int, str, str]:
    file = folder / "in.json"
    file.write_text(text)
    found = drillsim("formula", name, file, *words, folder=folder)
    return found.code, found.out, found.err


def test_a_queue_is_reckoned_as_words_or_as_json(tmp_path: Path) -> None:
    code, out, _ = asked(tmp_path, "erlang_a", json.dumps(QUEUE))
    assert code == 0
    assert "service_level     0.908691008" in out
    code, out, _ = asked(tmp_path, "erlang_a", json.dumps(QUEUE), "--json")
    assert json.loads(out)["service_level"] == pytest.approx(0.9086910075)


def test_the_inputs_come_by_standard_input_too(tmp_path: Path) -> None:
    found = drillsim("formula", "erlang_b", "--json", folder=tmp_path, typed='{"per_hour":120,"aht_s":300,"agents":17}')
    assert json.loads(found.out) == {"blocking": pytest.approx(0.0129488752)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{"per_hour": "480", "aht_s": 300, "agents": 1}',
            'per_hour: expected contacts an hour, from 0 to 100 million, found "480"',
        ),
        ('{"per_hour": 480, "aht_s": 0, "agents": 1}', "aht_s: expected seconds, above 0, at most 10 million, found 0"),
        (
            '{"per_hour": 480, "aht_s": 300, "agents": 1.5}',
            "agents: expected a whole number from 0 to 100,000, found 1.5",
        ),
        (
            '{"per_hour": 480, "aht_s": 300, "agents": true}',
            "agents: expected a whole number from 0 to 100,000, found true",
        ),
        ('{"per_hour": 480, "aht_s": 300}', "expected the key agents, found none"),
        ('{"per_hour": 1, "aht_s": 1, "agents": 1, "agent": 1}', 'expected no key agent; did you mean "agents"?'),
        ('{"per_hour": 1, "per_hour": 2}', "expected the key per_hour once, found it twice"),
        ('{"per_hour": NaN}', "expected a number, found NaN"),
        ('{"per_hour": 1e999, "aht_s": 1, "agents": 1}', "per_hour: expected contacts an hour, from 0 to 100 million"),
        ("[1", "in.json:1:3: expected JSON"),
        ("[]", "inputs: expected keys and values, found a list of 0"),
        ("[" * 100_000, "expected JSON"),
        ('{"per_hour": 120, "aht_s": 300, "agents": 10}', "erlang_c: expected more agents than the load of 10 erlangs"),
    ],
)
def test_bad_input_gets_one_clear_line(tmp_path: Path, text: str, said: str) -> None:
    code, out, err = asked(tmp_path, "erlang_c", text)
    assert code == 2
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_an_unknown_formula_is_named_with_the_nearest(tmp_path: Path) -> None:
    found = drillsim("formula", "erlang_d", folder=tmp_path)
    assert found.code == 2
    assert 'no such formula erlang_d; did you mean "erlang_' in found.err


def test_one_thing_is_asked_at_a_time(tmp_path: Path) -> None:
    assert drillsim("formula", folder=tmp_path).code == 2
    assert drillsim("formula", "erlang_a", "--list", folder=tmp_path).code == 2


def test_the_list_tells_what_goes_in(tmp_path: Path) -> None:
    found = drillsim("formula", "--list", folder=tmp_path)
    assert "erlang_a_redial: a queue in which some who gave up call again" in found.out
    assert "patience_s            seconds, from 0 to 10 million, or null: nobody gives up" in found.out
    listed = json.loads(drillsim("formula", "--list", "--json", folder=tmp_path).out)["formulas"]
    assert listed[0]["inputs"]["required"] == ["per_hour", "aht_s", "agents"]


def test_cases_with_known_answers_are_checked(tmp_path: Path) -> None:
    found = drillsim("formula", "--check", MODELS, folder=tmp_path)
    assert (found.code, found.out.splitlines()[-1].split(", ")[1]) == (0, "0 outputs that are not as expected")
    case: dict[str, object] = {
        "id": "mine",
        "model": "erlang_b",
        "inputs": {"per_hour": 120, "aht_s": 300, "agents": 17},
    }
    case |= {"expected": {"blocking": 0.012}, "tolerance": 1e-6, "source": "a guess"}
    (tmp_path / "mine.json").write_text(json.dumps([case]))
    found = drillsim("formula", "--check", "mine.json", folder=tmp_path)
    assert found.code == 1
    assert "mine.json: case 1 mine: blocking: expected 0.012, found 0.01294887522" in found.out


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ("{}", "expected a list of cases, found keys and values"),
        ("[5]", "case 1: expected keys and values, found 5"),
        ('[{"id": "x"}]', "case 1: expected the key model, found nothing"),
        (
            '[{"id": "x", "model": "erlang_x", "inputs": {}, "expected": {}, "tolerance": 0}]',
            "no such formula erlang_x",
        ),
        ('[{"id": "x", "model": "erlang_b", "inputs": {}, "expected": {}, "tolerance": 0, "sauce": 1}]', "no key"),
    ],
)
def test_a_case_that_is_none_gets_one_clear_line(tmp_path: Path, cases: str, said: str) -> None:
    (tmp_path / "cases.json").write_text(cases)
    found = drillsim("formula", "--check", "cases.json", folder=tmp_path)
    assert found.code == 2
    assert said in found.err
