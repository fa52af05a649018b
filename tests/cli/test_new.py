"""`drillsim new`: files that teach and that work at once."""

from pathlib import Path

import pytest
import yaml

from support.cli import drillsim

KINDS = ("plan", "scenario", "drill")


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    for kind in KINDS:
        ended = drillsim("new", kind, "acme", folder=tmp_path)
        assert (ended.code, ended.out) == (0, "")
        assert f"Wrote acme.{kind}.yaml" in ended.err
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_has_no_error_and_teaches_the_editor(kind: str, acme: Path) -> None:
    ended = drillsim("check", f"acme.{kind}.yaml", "--json", folder=acme)
    assert ended.code == 0
    text = (acme / f"acme.{kind}.yaml").read_text()
    assert text.startswith(f"# yaml-language-server: $schema={kind}.schema.json\n")
    assert not {"NAME", "TODAY"} & set(text.replace(".", " ").split())
    assert next(iter(yaml.safe_load(text))) == kind


def test_the_only_warning_is_the_one_that_its_comment_tells_of(acme: Path) -> None:
    problems = drillsim("check", "acme.drill.yaml", "--json", folder=acme).json["problems"]
    assert [(problem["code"], problem["where"]) for problem in problems] == [("single_point", "functions.email")]
    assert "email:                          # check warns of this one" in (acme / "acme.plan.yaml").read_text()


def test_the_three_of_one_name_play_together_and_keep_every_promise(acme: Path) -> None:
    ended = drillsim("run", "acme.drill.yaml", "--unattended", "--json", "--fail-on", "missed", folder=acme)
    assert ended.code == 0
    outcome = ended.json
    assert (outcome["findings"], outcome["refused"]) == ([], [])
    assert [outage["rto"] for outage in outcome["functions"]["calls"]["outages"]] == ["met"]
    assert [mode for mode, _ in outcome["mode"]] == ["normal", "emergency", "resuming", "normal"]


def test_nothing_is_overwritten(acme: Path) -> None:
    plan = acme / "acme.plan.yaml"
    plan.write_text("mine")
    ended = drillsim("new", "plan", "acme", folder=acme)
    assert ended.code == 2
    assert plan.read_text() == "mine"


@pytest.mark.parametrize("name", ["../acme", "Acme", "acme inc", "1st", "", "acme.yaml", "a" + "\x1b[31m"])
def test_a_name_is_a_plain_word(name: str, tmp_path: Path) -> None:
    ended = drillsim("new", "plan", name, folder=tmp_path)
    assert ended.code == 2
    assert "\x1b" not in ended.err
    assert not list(tmp_path.glob("**/*.yaml"))


def test_the_ending_may_be_typed(tmp_path: Path) -> None:
    assert drillsim("new", "plan", "acme.plan.yaml", folder=tmp_path).code == 0
    assert (tmp_path / "acme.plan.yaml").exists()
