"""The README's first five minutes are true: its commands print what it shows."""

import re
from pathlib import Path

from drillsim.analysis.outcome import outcome
from drillsim.model.drill import Drill
from drillsim.model.exercise import Exercise
from report.reading import report_on
from support.drills import ROOT, exercise, header, loaded, play
from support.stage import played

README = (ROOT / "README.md").read_text("utf-8")


def test_the_verdict_it_shows_is_the_tornado_drills() -> None:
    printed = report_on(play("tornado"))
    shown = [line for line in README.splitlines() if line.startswith(("- **Missed.**", "- **Kept.**"))]
    assert len(shown) == 4
    assert [line for line in shown[:3] if line not in printed] == []


def test_calling_the_partner_eight_minutes_earlier_keeps_the_promise() -> None:
    drill = exercise("tornado")
    assert "`T+00:30`; write `T+00:22`" in README
    calls = [response for response in drill.drill.responses if response.does == "call_brightline"]
    earlier = calls[0].model_copy(update={"at": type(calls[0].at)(22 * 60)})
    responses = tuple(earlier if response is calls[0] else response for response in drill.drill.responses)
    changed: Drill = drill.drill.model_copy(update={"responses": responses})
    again = Exercise(changed, drill.plan, drill.parts)
    printed = report_on(played(again))
    assert "- **Kept.** You promised “Answer customer calls” back within 2h. It took 2h." in printed


def test_without_the_reroute_as_many_callers_abandon_as_it_says() -> None:
    drill = exercise("tornado")
    assert "reroute_calls" in (ROOT / "drills" / "tornado.drill.yaml").read_text("utf-8").splitlines()[14]
    kept = tuple(response for response in drill.drill.responses if response.does != "reroute_calls")
    without = Exercise(drill.drill.model_copy(update={"responses": kept}), drill.plan, drill.parts)
    told = [int(number.replace(",", "")) for number in re.findall(r"([\d,]+) (?:callers abandon|do\b)", README)]
    assert told == [
        outcome(each, header("tornado"), played(each).entries)["functions"]["inbound_calls"]["contacts"]["abandoned"]
        for each in (drill, without)
    ]


def test_the_weakness_it_shows_is_found() -> None:
    problems = [str(problem) for problem in loaded("tornado").problems]
    shown = next(line for line in README.splitlines() if "[shared_fate]" in line)
    assert any(problem.endswith(shown.removeprefix("...")) for problem in problems)
    assert f"0 errors, {len(problems)} warnings" in README


def test_every_page_it_points_at_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert [link for link in links if not (Path(ROOT) / link).exists()] == []
