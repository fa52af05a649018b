"""Acceptance tests: small files of the language, written to a folder, checked and played from outside."""

import datetime
import json
import os
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from drillsim.analysis.outcome import outcome
from drillsim.loading import Loaded, check
from drillsim.record.entries import Header, Text
from drillsim.session.script import who_plays
from drillsim.session.session import Session

Json = dict[str, Any]
TODAY = datetime.date(2026, 3, 10)
HEAD = "plan: Small centre\nversion: 1\nowner: lead\nreviewed: 2026-03-01\nreview_every: 365d\n"


class Refused(AssertionError):
    """The files do not pass the checks."""


def clock(text: str) -> int:
    """Seconds since StartEx of an exercise clock or a duration: `02:15`, `00:15:30`."""
    parts = [int(part) for part in text.split(":")]
    return sum(part * 60 ** (2 - place) for place, part in enumerate(parts))


def write(
    folder: Path,
    *,
    plan: str,
    msel: str = "",
    responses: str = "",
    lasts: str = "3h",
    conduct: str = "",
    scenario: str = "",
    drill: str = "",
    more: dict[str, str] | None = None,
) -> Path:
    """The files of a drill of one scenario, or of those in `more` (name: text); the path of the drill file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.plan.yaml").write_text(HEAD + dedent(plan), encoding="utf-8")
    top = "" if "hazard:" in scenario else "hazard: storm\n"
    begin = "" if "begins:" in scenario else "begins: Tuesday 10:00\n"
    text = f"scenario: Small\n{top}{begin}lasts: {lasts}\n{dedent(scenario)}\n"
    (folder / "small.scenario.yaml").write_text(text + _listed("msel", msel or "[]"), encoding="utf-8")
    for name, other in (more or {}).items():
        (folder / f"{name}.scenario.yaml").write_text(dedent(other), encoding="utf-8")
    head = "drill: Small\nplan: small.plan.yaml\n"
    head += "" if "scenario:" in drill else "scenario: small.scenario.yaml\n"
    lists = _listed("responses", responses) + _listed("conduct", conduct)
    path = folder / "small.drill.yaml"
    path.write_text(head + dedent(drill) + "\n" + lists, encoding="utf-8")
    return path


def _listed(key: str, items: str) -> str:
    if not items.strip():
        return ""
    items = dedent(items)
    return f"{key}: {items}\n" if items == "[]" else f"{key}:\n{indent(items, '  ')}\n"


def checked(path: Path) -> Loaded:
    """The file as the checks find it."""
    return check(path, today=TODAY)


def errors(path: Path) -> list[tuple[str, int]]:
    """The errors of a file: code and line."""
    return [(problem.code, problem.position.line) for problem in checked(path).problems if problem.severity == "error"]


def played(path: Path, *, stand_ins: bool = False) -> Json:
    """The outcome of a drill file played unattended, as other programs read it."""
    loaded = checked(path)
    exercise = loaded.exercise
    if exercise is None or loaded.has_errors:
        raise Refused("\n".join(str(problem) for problem in loaded.problems if problem.severity == "error"))
    files = loaded.files
    where = os.path.dirname(files[0].path)
    texts = tuple(Text(os.path.relpath(f.path, where), f.kind, f.text, f.digest) for f in files if f.kind)
    players = who_plays(exercise, live=False, stand_ins=stand_ins)
    header = Header(texts, exercise.drill.seed, players, live=False, drillsim="test")
    session = Session(exercise, header)
    session.finish()
    result: Json = json.loads(json.dumps(outcome(exercise, header, session.entries)))
    return result


def play(folder: Path, *, stand_ins: bool = False, **texts: Any) -> Json:
    """Writes the files of `write` and plays them."""
    return played(write(folder, **texts), stand_ins=stand_ins)


def levels(result: Json, function: str) -> list[tuple[int, float]]:
    """How many of the normal staff worked, from when."""
    return [(at, round(share, 6)) for at, share in result["functions"][function]["level"]]


def outages(result: Json, function: str) -> list[tuple[int, int | None]]:
    """From when to when a function was out."""
    return [(out["from"], out["to"]) for out in result["functions"][function]["outages"]]


def outage(result: Json, function: str) -> Json:
    """The only outage of a function."""
    (only,) = result["functions"][function]["outages"]
    found: Json = only
    return found


def findings(result: Json, code: str) -> list[tuple[int | None, list[str]]]:
    """When and about what a finding was made."""
    return [(finding["at"], finding["about"]) for finding in result["findings"] if finding["code"] == code]


def refusals(result: Json) -> list[tuple[int, str, str]]:
    """What was refused: when, to whom, why."""
    return [(row["at"], row["by"], row["why"]) for row in result["refused"]]


def fired(result: Json) -> list[tuple[str, int]]:
    """What was released and which playbooks began, when."""
    return [(row.get("inject") or row["playbook"], row["at"]) for row in result["fired"]]


def expectation(result: Json, source: str, name: str) -> tuple[int | None, int | None, str, int | None]:
    """One expectation: due, done, result, late by."""
    for row in result["expectations"]:
        if row["source"] == source and name in row.values():
            return row["due"], row["done"], row["result"], row["late_by"]
    raise AssertionError(f"{source} expects no {name}: {result['expectations']}")


def updates(result: Json, audience: str) -> list[tuple[int, int | None, str, int | None]]:
    """The news due to an audience: due, delivered, result, late by."""
    rows = [row for row in result["updates"] if row["audience"] == audience]
    return [(row["due"], row["delivered"], row["result"], row["late_by"]) for row in rows]


def deliveries(result: Json) -> list[tuple[str, str, int, list[str]]]:
    """What reached whom, when, through what."""
    return [(row["message"], row["audience"], row["at"], row["channels"]) for row in result["deliveries"]]


def undelivered(result: Json) -> list[tuple[str, str, int]]:
    """What did not reach whom, when."""
    return [(row["message"], row["audience"], row["at"]) for row in result["undelivered"]]
