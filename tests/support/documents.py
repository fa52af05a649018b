"""Small plans, scenarios and drills made of snippets, and what the checks say of them.

A text may hold one `@`: it is taken out, and marks the place that a problem is expected to point at.
"""

import datetime
from collections.abc import Mapping
from pathlib import Path

from drillsim.loading import check
from drillsim.problems import Position, Problem

TODAY = datetime.date(2026, 3, 1)

_PLAN = {
    "plan": "Small plan",
    "version": "1",
    "owner": "lead",
    "reviewed": "2026-02-01",
    "review_every": "90d",
    "sites": "{tulsa: {}}",
    "systems": "{}",
    "functions": "{calls: {priority: 1, rto: 2h, mtpd: 8h, mbco: 40%, normal_staff: 10, routed_to: [tulsa]}}",
    "teams": "{agents: {count: 10, at: tulsa, works: calls}}",
    "people": "{dana: {name: Dana}, eli: {name: Eli}}",
    "roles": "{lead: {holder: dana, alternates: [eli], may: [declare, spend]}}",
    "tasks": "{declare: {do: Declare, by: lead, effect: {mode: emergency}}}",
}
_SCENARIO = {
    "scenario": "Storm",
    "hazard": "storm",
    "begins": "Tuesday 09:00",
    "lasts": "4h",
    "msel": "[{id: warning, at: T+00:00, tell: [lead]}]",
}
_DRILL = {"drill": "Try", "plan": "small.plan.yaml", "scenario": "small.scenario.yaml"}


def plan(**sections: str) -> str:
    """A plan of one site, one function, one team and one role, with these sections instead of its own."""
    return _text(_PLAN, sections)


def scenario(**keys: str) -> str:
    """A storm of four hours on a Tuesday, with these keys instead of its own."""
    return _text(_SCENARIO, keys)


def drill(**keys: str) -> str:
    """A drill of the small scenario on the small plan, with these keys more or instead."""
    return _text(_DRILL, keys)


def _text(usual: Mapping[str, str], given: Mapping[str, str]) -> str:
    return "".join(f"{key}: {value}\n" for key, value in {**usual, **given}.items())


def problems(folder: Path, *texts: str, **scenarios: str) -> tuple[list[Problem], list[Position]]:
    """What is said of the drill among the texts, else of the only text; and the marked places.

    A drill's plan and scenario are the small ones where none is given; `scenarios` are further files by name.
    """
    files = {_name(text): text for text in texts}
    files |= {f"{name}.scenario.yaml": text for name, text in scenarios.items()}
    asked = "small.drill.yaml" if "small.drill.yaml" in files or len(files) > 1 else next(iter(files))
    if asked == "small.drill.yaml":
        files = {_name(text): text for text in (plan(), scenario(), drill())} | files
    marks = []
    for name, text in files.items():
        before, mark, after = text.partition("@")
        (folder / name).write_text(before + after)
        if mark:
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            marks.append(Position(str(folder / name), line, column))
    return check(folder / asked, today=TODAY).problems, marks


def _name(text: str) -> str:
    return f"small.{text.partition(':')[0]}.yaml"


def complaint(folder: Path, code: str, *texts: str, **scenarios: str) -> str:
    """The one problem of this code, which is at the marked place: its message, with its hint in brackets."""
    said, marks = problems(folder, *texts, **scenarios)
    found = [problem for problem in said if problem.code == code]
    assert [problem.position for problem in found] == marks, "\n".join(map(str, said))
    (one,) = found
    return f"{one.message} [{one.hint}]" if one.hint else one.message


def is_content(folder: Path, code: str, *texts: str, **scenarios: str) -> bool:
    """Whether nothing of this code is said, nor any error."""
    said, _ = problems(folder, *texts, **scenarios)
    against = [str(problem) for problem in said if problem.code == code or problem.severity == "error"]
    assert not against, "\n".join(against)
    return True
