"""Which engine plays the contacts: the one asked for, named in the record, and it makes no difference."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from drillsim.cli.recorded import warn_of_other_customers
from drillsim.contacts import engines
from drillsim.errors import NotInstalled
from support import drills
from support.cli import drillsim
from support.drills import ROOT

needs_numba = pytest.mark.skipif(engines.usable("fast") != "fast", reason="needs numba: pip install drillsim[fast]")


def header(record: Path) -> str:
    """A record's header, as it is stored."""
    with closing(sqlite3.connect(record)) as connection:
        (text,) = connection.execute("SELECT value FROM header").fetchone()
    return str(text)


@needs_numba
def test_both_engines_tell_the_same_and_the_record_names_its_own(tmp_path: Path) -> None:
    told = []
    for engine in ("python", "fast"):
        record = tmp_path / f"{engine}.drillrecord"
        ended = drillsim(
            "run", "vendor_outage", "--unattended", "--json", "--engine", engine, "--record", record, folder=tmp_path
        )
        assert ended.code == 0
        assert f'"contacts_engine":"{engine}"' in header(record)
        assert f"engine `{engine}`, `numpy-" in drillsim("report", record, folder=tmp_path).out
        told.append(ended.json)
    assert told[0] == told[1]


def test_plain_python_is_enough_for_a_drill_of_two_days(tmp_path: Path) -> None:
    record = tmp_path / "h.drillrecord"
    assert drillsim("run", "hurricane_carrier", "--unattended", "-q", "--record", record, folder=tmp_path).code == 0
    assert '"contacts_engine":"python"' in header(record)


def test_a_plan_without_contacts_needs_no_engine(tmp_path: Path) -> None:
    record = tmp_path / "b.drillrecord"
    assert drillsim("run", "bomb_threat", "--unattended", "-q", "--record", record, folder=tmp_path).code == 0
    assert '"contacts_engine":null' in header(record)
    assert '"numpy":null' in header(record)


def test_an_engine_of_another_name_is_refused(tmp_path: Path) -> None:
    ended = drillsim("run", "tornado", "--unattended", "--engine", "fats", folder=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert "'fats' is not one of 'python', 'fast'" in ended.err


def test_without_numba_it_is_chosen_for_nobody_and_refused_to_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda name: None if name == "numba" else name)
    assert engines.chosen(None, 10_000_000) == engines.usable("fast") == "python"
    with pytest.raises(NotInstalled, match=r"needs numba: pip install drillsim\[fast\]"):
        engines.chosen("fast", 10)


@needs_numba
def test_numba_is_chosen_where_it_is_worth_loading() -> None:
    assert [engines.chosen(None, contacts) for contacts in (0, 1_000_000, 1_000_001)] == ["python", "python", "fast"]
    assert engines.chosen("python", 10_000_000) == "python"


def test_a_record_in_which_a_queue_was_watched_is_read_verified_and_played_again(tmp_path: Path) -> None:
    """The instant at which it rose is on the record."""
    shutil.copytree(ROOT / "drills", tmp_path / "drills")
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    scenario = tmp_path / "scenarios" / "tornado.scenario.yaml"
    busy = "msel:\n  - {id: busy, if: inbound_calls waiting above 50, tell: [telecom_lead], says: Fifty wait}\n"
    scenario.write_text(scenario.read_text("utf-8").replace("msel:\n", busy, 1), "utf-8")
    drill, record = tmp_path / "drills" / "tornado.drill.yaml", tmp_path / "t.drillrecord"
    played = drillsim("run", drill, "--unattended", "--json", "--record", record, folder=tmp_path)
    assert played.code == 0
    assert drillsim("record", "verify", record, folder=tmp_path).code == 0
    assert "more than 50 waiting, since T+00:" in drillsim("report", record, folder=tmp_path).out
    exported = drillsim("record", "export", record, "-o", tmp_path / "drills" / "again.drill.yaml", folder=tmp_path)
    assert exported.code == 0
    again = drillsim("run", tmp_path / "drills" / "again.drill.yaml", "--unattended", "--json", folder=tmp_path)
    assert again.json["functions"] == played.json["functions"]
    assert again.json["fired"] == played.json["fired"]


def test_where_another_numpy_drew_the_customers_a_warning_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    here = version("numpy")
    for drew, warns in ((None, False), (here, False), ("1.0", True)):
        warn_of_other_customers("t.drillrecord", replace(drills.header("tornado"), numpy=drew))
        said = capsys.readouterr().err
        assert ("was played with numpy 1.0" in said) == warns == bool(said)
