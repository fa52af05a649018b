"""A record of a lobby only: nothing was promised to come of it, so nothing is told as kept."""

from pathlib import Path

from drillsim.analysis.outcome import written
from drillsim.analysis.reckoning import Reckoning
from drillsim.report.flash import flash
from drillsim.report.markdown.page import page
from drillsim.session.session import Session
from report import live_tornado
from report.reading import report_on, whole
from support.cli import drillsim
from support.drills import exercise


def lobby() -> Session:
    """A facilitated tornado that nobody has started."""
    session = Session(exercise("tornado"), live_tornado.header())
    assert not session.started
    return session


def test_it_says_not_begun_and_has_no_verdict() -> None:
    report = report_on(lobby())
    assert "NOT BEGUN" in report
    assert whole(report, "Verdict").startswith("None: the record holds no StartEx")
    assert "Kept" not in report
    assert "promises that were put to the test" not in report


def test_the_flash_report_as_well() -> None:
    found = lobby()
    reckoned = Reckoning(found.exercise, found.header, found.entries)
    said = page(flash(reckoned, written(reckoned)))
    assert "NOT BEGUN" in said
    assert "None: the record holds no StartEx" in said


def test_it_cannot_be_final(tmp_path: Path) -> None:
    record = live_tornado.lobby(tmp_path / "lobby.drillrecord")
    ended = drillsim("report", record, "--final", folder=tmp_path)
    assert ended.code == 1
    assert "not final: the exercise has not begun" in ended.err
