"""`drillsim check`: everything that is wrong or weak in some files, at once."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from drillsim.cli import out
from drillsim.cli.documents import complete_drill, place, today
from drillsim.cli.ending import BAD_CALL, DONE, NO
from drillsim.cli.group import Command

if TYPE_CHECKING:
    from drillsim.loading import Loaded
    from drillsim.problems import Problem

EXAMPLES = """
drillsim check acme.plan.yaml
drillsim check drills/*.drill.yaml --strict
drillsim check tornado --json
"""


@click.command("check", cls=Command, epilog=EXAMPLES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, shell_complete=complete_drill)
@click.option("--strict", is_flag=True, help="Exit status 1 for warnings too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: problems and shared fate.")
def command(files: tuple[str, ...], *, strict: bool, as_json: bool) -> int:
    """Say what is wrong or weak in plans, scenarios and drills.

    FILE is a plan, a scenario, a drill (which is checked with its plan and scenarios) or the name of a
    bundled drill. One line for each problem; all of them at once.

    Exit status: 0 no error, 1 an error (with --strict: or a warning), 2 a file that cannot be opened.
    """
    checked, missing = _checked(files)
    problems = _once(problem for each in checked for problem in (*each.problems, *_of_telephones(each)))
    if as_json:
        out.json_data({"problems": [_row(problem) for problem in problems], "shared_fate": _shared_fate(checked)})
    elif problems:
        out.data("\n".join(map(str, problems)))
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if checked:
        out.say(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}")
    if missing:
        return BAD_CALL
    return NO if errors or (strict and warnings) else DONE


def _checked(files: tuple[str, ...]) -> "tuple[list[Loaded], bool]":
    """Each file that can be opened; whether one cannot, which is told."""
    from drillsim.errors import NotFound
    from drillsim.loading import check

    found, missing = [], False
    for file in files:
        try:
            found.append(check(place(file), today=today()))
        except NotFound as error:
            out.tell(f"drillsim: {error}")
            missing = True
    return found, missing


def _of_telephones(loaded: "Loaded") -> "tuple[Problem, ...]":
    """What is wrong with the telephone list of the plan; it is read for that and nothing of it is kept."""
    if loaded.plan is None or loaded.plan.contacts_file is None:
        return ()
    from drillsim.loading.telephones import telephones

    return telephones(loaded).problems


def _once(problems: "Iterable[Problem]") -> "list[Problem]":
    """A plan that two drills share is told once."""
    return list(dict.fromkeys(problems))


def _row(problem: "Problem") -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "file": problem.position.file,
        "line": problem.position.line,
        "column": problem.position.column,
        "where": problem.where,
        "message": problem.message,
        "hint": problem.hint,
    }


def _shared_fate(checked: "list[Loaded]") -> list[dict[str, Any]]:
    """Every pair of a plan once, though several drills may share the plan."""
    found = {}
    for loaded in checked:
        plan = next((file.path for file in loaded.files if file.kind == "plan"), "")
        for pair in loaded.shared_fate:
            found[os.path.realpath(plan), pair.primary, pair.backup] = pair
    return [{"primary": pair.primary, "backup": pair.backup, "common": list(pair.common)} for pair in found.values()]


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
