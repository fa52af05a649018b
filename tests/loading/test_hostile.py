"""Hostile files cannot hang, crash or run code: each is refused in a child process, its twin passes."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from support import child_check
from support.hostile import HARMLESS, REFUSED, TRICKS, lay_out, with_injects

MOST_MEGABYTES = 200  # reliability.md S1
MOST_CHARACTERS = 20_000  # of all problems together, reliability.md 3.5
LINE = re.compile(r"[^:]+\.yaml:[1-9]\d*:[1-9]\d*: .+ \[[a-z_]+\]")


@dataclass(frozen=True)
class Outcome:
    """What became of a file in its child process."""

    status: str
    lines: list[str]
    codes: list[str]
    peak_mb: float


def check_all(paths: dict[str, Path]) -> dict[str, Outcome]:
    asked = "\n".join(json.dumps(str(path)) for path in paths.values())
    where = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, child_check.__file__],
        input=asked,
        capture_output=True,
        text=True,
        env=where,
        check=True,
    )
    assert "Traceback" not in done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return {
        name: Outcome(answer["status"], answer["lines"], answer["codes"], answer["peak_mb"])
        for name, answer in zip(paths, answers, strict=True)
    }


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("hostile")
    paths = {}
    for index, (name, raw) in enumerate([*REFUSED.items(), *HARMLESS.items()]):
        paths[name] = folder / f"file{index}.scenario.yaml"
        paths[name].write_bytes(raw)
    return check_all(paths)


@pytest.fixture(scope="module")
def tricks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    return check_all(lay_out(tmp_path_factory.mktemp("tricks")))


def assert_refused_safely(outcome: Outcome) -> None:
    assert outcome.status == "ok"
    assert outcome.codes
    assert outcome.peak_mb < MOST_MEGABYTES
    assert sum(len(line) + 1 for line in outcome.lines) <= MOST_CHARACTERS
    for line in outcome.lines:
        assert line.isprintable()
        assert LINE.fullmatch(line)


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_its_place(outcomes: dict[str, Outcome], name: str) -> None:
    assert_refused_safely(outcomes[name])


@pytest.mark.parametrize("name", HARMLESS)
def test_its_harmless_twin_passes(outcomes: dict[str, Outcome], name: str) -> None:
    assert (outcomes[name].status, outcomes[name].codes) == ("ok", [])


@pytest.mark.parametrize("name", TRICKS)
def test_a_drill_reaches_only_plain_files_of_its_exercise(tricks: dict[str, Outcome], name: str) -> None:
    if TRICKS[name].passes:
        assert (tricks[name].status, tricks[name].codes) == ("ok", [])
        return
    assert_refused_safely(tricks[name])


def test_a_file_that_is_no_file_is_not_found(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.plan.yaml")
    (tmp_path / "loop.plan.yaml").symlink_to("loop.plan.yaml")
    (tmp_path / "zero.plan.yaml").symlink_to("/dev/zero")
    paths = {
        "folder": tmp_path,
        "missing": tmp_path / "missing.plan.yaml",
        "pipe": tmp_path / "pipe.plan.yaml",
        "loop": tmp_path / "loop.plan.yaml",
        "device": tmp_path / "zero.plan.yaml",
        "long": tmp_path / ("x" * 5_000),
        "control": tmp_path / "\x1b]52;c;eA==\x07.plan.yaml",
    }
    found = check_all(paths)
    assert {name: outcome.status for name, outcome in found.items()} == dict.fromkeys(paths, "not_found")
    assert all(line.isprintable() for outcome in found.values() for line in outcome.lines)


SLOW_IN_THE_MODEL = {
    "misspelt conditions": with_injects(f"  - {{id: a, if: x{' dwon' * 80}}}\n"),
    "digits as durations": with_injects(f"  - {{id: a, at: held, discuss: {'1' * 20_000}}}\n" * 10),
}


@pytest.mark.parametrize("name", SLOW_IN_THE_MODEL)
def test_a_hint_is_not_searched_for_ever(tmp_path: Path, name: str) -> None:
    path = tmp_path / "slow.scenario.yaml"
    path.write_bytes(SLOW_IN_THE_MODEL[name])
    assert_refused_safely(check_all({name: path})[name])
