"""Which record a name means: one that lies there, else one in the folder of records; and what is said where none."""

import sys
from pathlib import Path

import pytest

from support.cli import drillsim, recorded

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the folder of records of a user is another there")

NAME = "tornado.drillrecord"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where somebody's data are, a record of the tornado drill in the folder of records among them."""
    folder = tmp_path_factory.mktemp("home")
    records = folder / "data" / "drillsim" / "records"
    records.mkdir(parents=True)
    recorded(records)
    return folder


@pytest.fixture
def elsewhere(home: Path) -> Path:
    """A folder in which no record is."""
    folder = home / "elsewhere"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ("report",),
        ("replay", "--digest"),
        ("compare", NAME),
        ("record", "verify"),
        ("record", "export"),
        ("record", "export", "--json"),
        ("screen", "--plain"),
        ("what-if", "--drop", "take_cover"),
        ("history", "--take"),
    ],
    ids=" ".join,
)
def test_a_name_alone_is_found_in_the_folder_of_records(home: Path, elsewhere: Path, words: tuple[str, ...]) -> None:
    data = {"XDG_DATA_HOME": f"{home}/data"}
    found = drillsim(*words, NAME, folder=elsewhere, env=data)
    assert found.code == 0, found.err
    assert f"Reading {home / 'data' / 'drillsim' / 'records' / NAME}\n" in found.err
    if words == ("report",):
        short = drillsim("report", "tornado-x", folder=elsewhere, env=data)
        assert (short.code, "nothing there nor in" in short.err) == (3, True)


def test_a_record_in_this_folder_comes_first(home: Path, tmp_path: Path) -> None:
    recorded(tmp_path)
    found = drillsim("record", "verify", NAME, folder=tmp_path, env={"XDG_DATA_HOME": f"{home}/data"})
    assert found.code == 0
    assert "Reading" not in found.err


def test_a_name_that_is_nowhere_has_the_nearest_of_both_places(home: Path, elsewhere: Path) -> None:
    missed = drillsim("report", "tornadoo.drillrecord", folder=elsewhere, env={"XDG_DATA_HOME": f"{home}/data"})
    assert missed.code == 3
    assert f'records/{NAME}"?' in missed.err
    (elsewhere / "tornados.drillrecord").touch()
    near = drillsim("report", "tornadoss.drillrecord", folder=elsewhere, env={"XDG_DATA_HOME": f"{home}/data"})
    (elsewhere / "tornados.drillrecord").unlink()
    assert 'did you mean "tornados.drillrecord"?' in near.err


def test_whoever_names_a_drill_is_told_its_records(home: Path, elsewhere: Path) -> None:
    data = {"XDG_DATA_HOME": f"{home}/data"}
    for name in ("tornado", "drills/tornado.drill.yaml"):
        told = drillsim("report", name, folder=elsewhere, env=data)
        assert told.code == 3
        assert told.err == f"drillsim: {name}: expected a drill record, found a drill; its records: {NAME}\n"
    none = drillsim("replay", "pandemic", "--digest", folder=elsewhere, env=data)
    assert "found a drill; none is recorded yet: drillsim run" in none.err
