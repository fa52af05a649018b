"""`drillsim list`: the drills there are."""

import datetime
from pathlib import Path

from support.cli import drillsim, surroundings
from support.drills import SHIPPED


def test_the_bundled_drills_with_hazard_and_length(tmp_path: Path) -> None:
    ended = drillsim("list", folder=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    head, *rows = ended.out.splitlines()
    assert head.split() == ["NAME", "HAZARD", "LENGTH", "LAST", "PLAYED", "TITLE"]
    assert [row.split()[0] for row in rows] == sorted(SHIPPED)
    assert rows[-2].split()[:4] == ["tornado", "tornado", "9h", "never"]


def test_local_drills_are_listed_by_their_path(tmp_path: Path) -> None:
    (tmp_path / "drills").mkdir()
    for kind in ("plan", "scenario", "drill"):
        drillsim("new", kind, "acme", folder=tmp_path)
        drillsim("new", kind, "inner", folder=tmp_path / "drills")
    found = {row["name"]: row for row in drillsim("list", "--json", folder=tmp_path).json["drills"]}
    assert set(found) == {*SHIPPED, "acme.drill.yaml", "drills/inner.drill.yaml"}
    assert found["acme.drill.yaml"] == {
        "name": "acme.drill.yaml",
        "file": "acme.drill.yaml",
        "bundled": False,
        "title": "Power failure drill of acme",
        "hazard": ["power_failure"],
        "lasts": 6 * 3600,
        "last_played": None,
        "errors": 0,
    }


def test_a_drill_with_errors_is_listed_as_such(tmp_path: Path) -> None:
    (tmp_path / "sick.drill.yaml").write_text("drill: Sick\n")
    ended = drillsim("list", folder=tmp_path)
    assert ended.code == 0
    assert "has errors: drillsim check sick.drill.yaml" in ended.out


def test_last_played_comes_from_the_folder_of_records(tmp_path: Path) -> None:
    records = tmp_path / "all" / "records"
    records.mkdir(parents=True)
    drillsim("run", "tornado", "--unattended", "--record", records / "x.drillrecord", folder=tmp_path)
    (records / "y.drillrecord").write_text("none")
    ended = drillsim("list", "--json", "--at", "all", folder=tmp_path)
    found = {row["name"]: row["last_played"] for row in ended.json["drills"]}
    assert datetime.datetime.fromisoformat(found["tornado"]).tzinfo is not None
    assert found["pandemic"] is None
    assert "1 file in the folder of records cannot be read" in ended.err
    assert drillsim("list", "--json", folder=tmp_path).json["drills"][-1]["last_played"] is None
    assert "data" in surroundings(tmp_path)["XDG_DATA_HOME"]
