"""Reading plans, scenarios and drills: files in, models and problems out."""

import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from drillsim.errors import DocumentRefused, NotFound
from drillsim.loading.faults import Path
from drillsim.loading.shelf import Disk, Recorded, Shelf
from drillsim.loading.source import Kind, SourceFile, add_complaint, lacks_names, read, written
from drillsim.loading.words import quoted, shown, where
from drillsim.model.checks import Pair
from drillsim.model.names import Names
from drillsim.problems import Position, Problem

if TYPE_CHECKING:
    from drillsim.model.drill import Drill
    from drillsim.model.exercise import Exercise, Part
    from drillsim.model.plan import Plan
    from drillsim.model.scenario import Scenario

MOST_OUTPUT = 20_000  # characters of all problems together (reliability.md 3.5)


@dataclass
class Loaded:
    """A plan, a scenario or a drill with all that belongs to it; `files` starts with the one asked for."""

    files: list[SourceFile]
    exercise: "Exercise | None" = None
    plan: "Plan | None" = None
    scenario: "Scenario | None" = None
    shared_fate: tuple[Pair, ...] = ()

    @property
    def kind(self) -> Kind | None:
        """What the file asked for is."""
        return self.files[0].kind

    @property
    def problems(self) -> list[Problem]:
        """File by file, in the order of the lines; where there are far too many, errors first."""
        return _printable([problem for file in self.files for problem in sorted(file.problems, key=_in_order)])

    @property
    def has_errors(self) -> bool:
        """Whether any file has an error."""
        return any(file.has_errors for file in self.files)


def check(path: str | os.PathLike[str], *, today: datetime.date) -> Loaded:
    """Reads a plan, a scenario or a drill (with its plan and scenarios) and checks it.

    Raises NotFound where the file itself cannot be opened; whatever is wrong inside is in `problems`.
    """
    return _checked(os.fspath(path), Disk(os.fspath(path)), today)


def load(path: str | os.PathLike[str], *, today: datetime.date) -> Loaded:
    """As `check`, for playing. Raises DocumentRefused where there is an error."""
    return _accepted(check(path, today=today))


def load_recorded(texts: Mapping[str, str], drill: str, *, today: datetime.date) -> Loaded:
    """The drill of a record, from the texts it was played from, by their relative paths."""
    return _accepted(_checked(drill, Recorded(texts, drill), today))


def _accepted(loaded: Loaded) -> Loaded:
    if loaded.has_errors:
        raise DocumentRefused([problem for problem in loaded.problems if problem.severity == "error"])
    return loaded


def _in_order(problem: Problem) -> tuple[Position, str, str, str, str]:
    return problem.position, problem.severity, problem.code, problem.where, problem.message


def _printable(problems: list[Problem]) -> list[Problem]:
    """As many as fit into the output, and a last one that says that there are more."""
    if sum(len(str(problem)) + 1 for problem in problems) <= MOST_OUTPUT:
        return problems
    kept: list[Problem] = []
    room = MOST_OUTPUT - 2_000  # for the last one, which repeats a place
    for problem in sorted(problems, key=lambda item: item.severity):  # "error" comes before "warning"
        room -= len(str(problem)) + 1
        if room < 0:
            break
        kept.append(problem)
    printed = set(kept)
    ordered = [problem for problem in problems if problem in printed]
    last = ordered[-1]
    more = f"expected fewer problems, found {len(problems) - len(ordered)} more that are not listed"
    return [*ordered, replace(last, where="", message=f"{more}; mend these first", hint=None)]


def _checked(path: str, shelf: Shelf, today: datetime.date) -> Loaded:
    asked = read(path, shelf.read(path))
    loaded = Loaded([asked])
    match asked.kind:
        case "plan":
            _check_plan(loaded, today)
        case "scenario":
            _check_scenario(loaded)
        case "drill":
            _check_drill(loaded, shelf, today)
        case None:
            pass
    return loaded


def _check_plan(loaded: Loaded, today: datetime.date) -> None:
    from drillsim.model.checks.plan_checks import check_plan, shared_fate

    file = loaded.files[0]
    if file.shaped is None or file.shaped.model is None:
        return
    loaded.plan = cast("Plan", file.shaped.model)
    names = Names()
    names.read_plan(written(file))
    for complaint in check_plan(loaded.plan, names, today):
        add_complaint(file, complaint)
    if not file.has_errors:
        loaded.shared_fate = tuple(shared_fate(loaded.plan))


def _check_scenario(loaded: Loaded) -> None:
    from drillsim.model.checks.scenario_checks import check_scenario

    file = loaded.files[0]
    if file.shaped is None or file.shaped.model is None:
        return
    loaded.scenario = cast("Scenario", file.shaped.model)
    names = Names()
    names.read_scenario(written(file))
    for complaint in check_scenario(loaded.scenario, names):
        add_complaint(file, complaint)


def _check_drill(loaded: Loaded, shelf: Shelf, today: datetime.date) -> None:
    from drillsim.model.checks.drill_checks import check_exercise
    from drillsim.model.checks.plan_checks import shared_fate
    from drillsim.model.exercise import Exercise

    asked = loaded.files[0]
    if asked.shaped is None or asked.shaped.model is None:
        return
    drill = cast("Drill", asked.shaped.model)
    today = drill.held or today
    names = Names()
    plan_file = _plan_of(loaded, shelf, drill, names, today)
    found = _scenarios_of(loaded, shelf, drill)
    if plan_file is None or loaded.plan is None or found is None:
        return
    parts, files = found
    for part, source in zip(parts, files, strict=True):
        names.read_scenario(written(source), f"{part.file}/" if len(parts) > 1 else "")
    names_lost = any(lacks_names(file) for file in loaded.files)
    loaded.exercise = Exercise(drill, loaded.plan, tuple(parts))
    for complaint in check_exercise(loaded.exercise, names, today):
        match complaint.source:
            case "plan":
                target = plan_file
            case "drill":
                target = asked
            case number:
                target = files[number]
        add_complaint(target, complaint, names_lost=names_lost)
    if not loaded.has_errors:
        loaded.shared_fate = tuple(shared_fate(loaded.plan))


def _plan_of(loaded: Loaded, shelf: Shelf, drill: "Drill", names: Names, today: datetime.date) -> SourceFile | None:
    from drillsim.model.checks.plan_checks import check_plan

    if _is_left_out(loaded, "plan"):
        return None
    file = _named(loaded, shelf, ("plan",), drill.plan, "plan")
    if file is None or file.shaped is None or file.shaped.model is None:
        return None
    loaded.plan = cast("Plan", file.shaped.model)
    names.read_plan(written(file))
    for complaint in check_plan(loaded.plan, names, today):
        add_complaint(file, complaint)
    return file


def _scenarios_of(loaded: Loaded, shelf: Shelf, drill: "Drill") -> "tuple[list[Part], list[SourceFile]] | None":
    """The scenarios a drill names, each checked for itself; None where one of them cannot be played."""
    from drillsim.model.checks.scenario_checks import check_scenario
    from drillsim.model.exercise import Part

    asked = loaded.files[0]
    if _is_left_out(loaded, "scenario"):
        return None
    if not drill.scenario:
        message = "expected at least one scenario, found none"
        asked.add(Problem("error", "value", asked.locate(("scenario",)), "scenario", message))
        return None
    several = isinstance(written(asked)["scenario"], list)
    parts: list[Part] = []
    files: list[SourceFile] = []
    for index, use in enumerate(drill.scenario):
        source = _named(loaded, shelf, ("scenario", index) if several else ("scenario",), use.file, "scenario")
        if source is None:
            continue
        file = PurePosixPath(use.file).name.removesuffix(".scenario.yaml")
        if _is_twice(asked, files, parts, source, file, index):
            continue
        if source.shaped is None or source.shaped.model is None:
            continue
        scenario = cast("Scenario", source.shaped.model)
        own = Names()
        own.read_scenario(written(source))
        for complaint in check_scenario(scenario, own):
            add_complaint(source, complaint)
        begins = parts[0].scenario.begins if parts else scenario.begins
        parts.append(Part(file, scenario, use.starts.on(begins)))
        files.append(source)
    return (parts, files) if len(parts) == len(drill.scenario) else None


def _is_twice(
    asked: SourceFile, files: list[SourceFile], parts: "list[Part]", source: SourceFile, file: str, index: int
) -> bool:
    """Whether a scenario's injects would get the ids (`file/id`) of another's."""
    if source in files:
        message = f"expected each scenario once, found {quoted(file)} again"
    elif any(part.file == file for part in parts):
        message = f"expected scenario files of different names, found two called {quoted(file)}"
    else:
        return False
    asked.add(Problem("error", "duplicate", asked.locate(("scenario", index)), where(("scenario", index)), message))
    return True


def _is_left_out(loaded: Loaded, key: str) -> bool:
    shaped = loaded.files[0].shaped
    return shaped is not None and key in shaped.sections_lost()


def _named(loaded: Loaded, shelf: Shelf, path: Path, name: str, kind: Kind) -> SourceFile | None:
    asked = loaded.files[0]

    def refuse(message: str, code: str = "value") -> None:
        asked.add(Problem("error", code, asked.locate(path), where(path), message))

    if not _is_plain_name(name, kind):
        refuse(f"expected a file beside this one whose name ends in .{kind}.yaml, found {quoted(name)}")
        return None
    target = shelf.named(name)
    if not shelf.is_inside(target):
        refuse(f"expected a file inside the exercise's folder, found {quoted(name)}")
        return None
    known = next((file for file in loaded.files if shelf.same(file.path) == shelf.same(target)), None)
    if known is not None:
        return known
    try:
        file = read(target, shelf.read(target), kind)
    except NotFound as error:
        refuse(f"{quoted(name)}: {str(error).removeprefix(f'{shown(target)}: ')}", "unknown_name")
        return None
    loaded.files.append(file)
    return file


def _is_plain_name(name: str, kind: Kind) -> bool:
    if not name.isprintable() or "\\" in name or ":" in name or name.startswith(("/", "~")):
        return False
    return name.endswith(f".{kind}.yaml")
