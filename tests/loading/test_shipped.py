"""What ships loads without a problem, and to the same data as with any safe YAML reader."""

import datetime
import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from drillsim.loading import bundled_drills, check, load
from drillsim.loading.scan import scan
from drillsim.loading.tree import data
from support.shipped import SHIPPED, kind_of

TODAY = datetime.date(2026, 3, 1)


def same(ours: Any, theirs: Any) -> bool:
    """Whether two readers mean the same, though one of them types numbers and dates."""
    match theirs:
        case dict():
            keys = [str(key) for key in theirs]
            return list(ours) == keys and all(map(same, ours.values(), theirs.values()))
        case list():
            return len(ours) == len(theirs) and all(map(same, ours, theirs))
        case datetime.date():
            return bool(ours == theirs.isoformat())
        case float():
            return float(ours) == theirs
        case None:
            return ours is None
        case bool():
            return False
        case _:
            return bool(ours == str(theirs))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_plain_safe_reader_reads_the_same(path: Path) -> None:
    tree, doubts = scan(path.read_text())
    assert doubts == []
    assert same(data(tree), yaml.safe_load(path.read_text()))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_it_has_no_error(path: Path) -> None:
    loaded = check(path, today=TODAY)
    assert loaded.kind == kind_of(path)
    assert [str(problem) for problem in loaded.problems if problem.severity == "error"] == []


@pytest.mark.parametrize("name", bundled_drills())
def test_a_drill_brings_its_plan_and_scenario_with_their_digests(name: str) -> None:
    loaded = load(bundled_drills()[name], today=TODAY)
    assert loaded.exercise is not None
    assert [file.kind for file in loaded.files] == ["drill", "plan", "scenario"]
    for file in loaded.files:
        assert file.digest == hashlib.sha256(Path(file.path).read_bytes()).hexdigest()
