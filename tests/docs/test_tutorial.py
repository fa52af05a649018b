"""The tutorial does what it says: its files check, play, and come out as printed."""

import datetime
import re
from pathlib import Path

import pytest

from drillsim.loading import check, load
from drillsim.record.entries import Header, Text
from drillsim.session.script import who_plays
from drillsim.session.session import Session
from report.reading import report_on

TUTORIAL = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text("utf-8")
FILES = dict(re.findall(r"```yaml (\S+)\n(.*?)```", TUTORIAL, re.DOTALL))
VERDICTS = re.findall(r"```text verdict(?: (.*?) -> (.*?))?\n(.*?)\n```", TUTORIAL, re.DOTALL)
TODAY = datetime.date(2026, 11, 22)


def written(folder: Path, before: str = "", after: str = "") -> Path:
    for name, text in FILES.items():
        (folder / name).write_text(text.replace(before, after) if before else text, "utf-8")
    return folder / "flood.drill.yaml"


def test_its_files_have_nothing_wrong_or_weak(tmp_path: Path) -> None:
    drill = written(tmp_path)
    assert [str(problem) for problem in check(drill, today=TODAY).problems] == []
    assert set(FILES) == {"acme.plan.yaml", "flood.scenario.yaml", "flood.drill.yaml"}


@pytest.mark.parametrize(("before", "after", "verdict"), VERDICTS)
def test_the_report_opens_with_the_verdict_it_prints(tmp_path: Path, before: str, after: str, verdict: str) -> None:
    exercise = load(written(tmp_path, before, after), today=TODAY).exercise
    assert exercise is not None
    texts = (Text("flood.drill.yaml", "drill", "", "0"), Text("acme.plan.yaml", "plan", "", "0"))
    header = Header(texts, 1, who_plays(exercise, live=False), live=False, drillsim="test")
    session = Session(exercise, header)
    session.finish()
    assert verdict in report_on(session)


def test_breaking_the_plan_as_told_gives_three_problems(tmp_path: Path) -> None:
    written(tmp_path)
    plan = tmp_path / "acme.plan.yaml"
    broken = plan.read_text("utf-8").replace("rto: 2h", "rto: 2").replace("by: it_lead", "by: it_laed")
    broken = broken.replace("version: 1\n", "")
    plan.write_text(broken, "utf-8")
    problems = check(plan, today=TODAY).problems
    assert [(problem.code, problem.hint) for problem in problems if problem.severity == "error"] == [
        ("missing", None),
        ("value", "2h"),
        ("unknown_name", "it_lead"),
    ]
