"""Reading plans, scenarios and drills: files in, models and problems out."""

import datetime
import difflib
import hashlib
import os
import stat
from collections.abc import Iterable
from collections.abc import Mapping as Texts
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, cast

from drillsim.errors import DocumentRefused, NotFound
from drillsim.loading.scan import MOST_BYTES, Unreadable, decoded, scan
from drillsim.loading.shape import Fault, Shaped, quoted, shape
from drillsim.loading.tree import Mapping, data, place
from drillsim.model.checks import ERRORS, Complaint, Pair
from drillsim.model.fields import Document
from drillsim.model.names import Names
from drillsim.problems import Position, Problem

if TYPE_CHECKING:
    from drillsim.model.drill import Drill
    from drillsim.model.exercise import Exercise
    from drillsim.model.plan import Plan
    from drillsim.model.scenario import Scenario

Kind = Literal["plan", "scenario", "drill"]
KINDS: tuple[Kind, ...] = ("plan", "scenario", "drill")


@dataclass
class SourceFile:
    """One file as read: its text, the model of what it says (None where nothing could be saved), its problems."""

    path: str
    text: str = ""
    kind: Kind | None = None
    tree: Mapping | None = None
    shaped: Shaped | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong, not only weak."""
        return any(problem.severity == "error" for problem in self.problems)

    def locate(self, path: tuple[str | int, ...], *, key: bool = False) -> Position:
        """Where a value stands, by its path in the model."""
        if self.tree is None:
            return Position(self.path)
        written = self.shaped.as_written(path) if self.shaped else path
        return Position(self.path, *place(self.tree, written, key=key))


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
        """All problems, file by file, in the order of the lines."""
        return [
            problem
            for file in self.files
            for problem in sorted(file.problems, key=lambda item: (item.position, item.severity, item.code))
        ]

    @property
    def has_errors(self) -> bool:
        """Whether any file has an error."""
        return any(file.has_errors for file in self.files)


def check(path: str | os.PathLike[str], *, today: datetime.date) -> Loaded:
    """Reads a plan, a scenario or a drill (with its plan and scenarios) and checks it.

    Raises NotFound where the file itself cannot be opened; whatever is wrong inside is in `problems`.
    """
    return _checked(os.fspath(path), _Disk(os.fspath(path)), today)


def load(path: str | os.PathLike[str], *, today: datetime.date) -> Loaded:
    """As `check`, for playing. Raises DocumentRefused where there is an error."""
    return _accepted(check(path, today=today))


def load_recorded(texts: Texts[str, str], drill: str, *, today: datetime.date) -> Loaded:
    """The drill of a record, from the texts it was played from, by their relative paths."""
    return _accepted(_checked(drill, _Recorded(texts), today))


def _accepted(loaded: Loaded) -> Loaded:
    if loaded.has_errors:
        raise DocumentRefused([problem for problem in loaded.problems if problem.severity == "error"])
    return loaded


class _Disk:
    """Files on disk; what a drill names must lie inside the exercise's root (reliability.md, A12)."""

    def __init__(self, asked: str) -> None:
        folder = Path(asked).resolve().parent
        drills = next((above for above in (folder, *folder.parents) if above.name == "drills"), None)
        self.root = drills.parent if drills else folder

    def read(self, path: str) -> bytes:
        try:
            with open(path, "rb", opener=_without_waiting) as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise NotFound(f"{path}: expected a file, found something else")
                return file.read(MOST_BYTES + 1)
        except IsADirectoryError:
            raise NotFound(f"{path}: expected a file, found a folder") from None
        except FileNotFoundError:
            raise NotFound(f"{path}: expected a file, found nothing there{_beside(path)}") from None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "no such name"
            raise NotFound(f"{path}: expected a readable file, found: {reason}") from None

    def inside(self, path: str) -> bool:
        return Path(path).resolve().is_relative_to(self.root)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # opening a pipe must not wait for a writer


def _beside(path: str) -> str:
    folder = Path(path).parent
    try:
        names = [entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    except OSError:
        return ""
    near = difflib.get_close_matches(Path(path).name, names, 1)
    return f'; did you mean "{folder / near[0]}"?' if near else ""


class _Recorded:
    """Files as a record holds them."""

    def __init__(self, texts: Texts[str, str]) -> None:
        self.texts = texts

    def read(self, path: str) -> bytes:
        if path not in self.texts:
            raise NotFound(f"{path}: expected this text in the record, found none")
        return self.texts[path].encode()

    def inside(self, path: str) -> bool:
        return True


def _checked(path: str, shelf: "_Disk | _Recorded", today: datetime.date) -> Loaded:
    asked = _read(path, shelf.read(path))
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


def _read(path: str, raw: bytes, wanted: Kind | None = None) -> SourceFile:
    file = SourceFile(path)
    try:
        file.text = decoded(raw)
        file.tree, doubts = scan(file.text)
    except Unreadable as refusal:
        for each in (*refusal.before, refusal):
            _refuse(file, each)
        return file
    for doubt in doubts:
        _refuse(file, doubt)
    file.kind = _kind(file, wanted)
    if file.kind:
        file.shaped = shape(_model_of(file.kind), data(file.tree))
        for fault in file.shaped.faults:
            _add_fault(file, fault)
    return file


def _model_of(kind: Kind) -> type[Document]:
    """The model of a kind, imported only when a file needs it: building a model takes longer than reading one."""
    match kind:
        case "plan":
            from drillsim.model.plan import Plan

            return Plan
        case "scenario":
            from drillsim.model.scenario import Scenario

            return Scenario
        case "drill":
            from drillsim.model.drill import Drill

            return Drill


def _refuse(file: SourceFile, refusal: Unreadable) -> None:
    position = Position(file.path, refusal.line, refusal.column)
    file.problems.append(Problem("error", refusal.code, position, "", refusal.message, refusal.hint))


def _kind(file: SourceFile, wanted: Kind | None) -> Kind | None:
    assert file.tree is not None  # only a file that was scanned gets here
    first = next(iter(file.tree.entries.values()), None)
    name = first[0].value if first else ""
    for kind in KINDS:
        if name == kind and wanted in (None, kind):
            return kind
    words = [wanted] if wanted else list(KINDS)
    line, column = (first[0].line, first[0].column) if first else (1, 1)
    near = difflib.get_close_matches(name, words, 1)
    message = f"expected {' or '.join(words)} as the first key, found {quoted(name)}"
    file.problems.append(
        Problem("error", "key", Position(file.path, line, column), name, message, near[0] if near and near[0] != name else None)
    )
    return None


def _add_fault(file: SourceFile, fault: Fault) -> None:
    assert file.tree is not None  # faults come from a tree
    position = Position(file.path, *place(file.tree, fault.path, key=fault.key))
    where = _words((*fault.path, fault.missing) if fault.missing else fault.path)
    file.problems.append(Problem("error", fault.code, position, where, fault.message, fault.hint))


def _words(path: Iterable[str | int]) -> str:
    words = ""
    for step in path:
        words += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if words else step
    return words


def _add(file: SourceFile, complaint: Complaint) -> None:
    severity: Literal["error", "warning"] = "error" if complaint.code in ERRORS else "warning"
    if severity == "warning" and file.shaped is not None and file.shaped.entries_lost:
        return  # with entries left out, what looks weak may only be unread
    written = file.shaped.as_written(complaint.path) if file.shaped else complaint.path
    position = file.locate(complaint.path, key=complaint.key)
    problem = Problem(severity, complaint.code, position, _words(written), complaint.message, complaint.hint)
    if problem not in file.problems:
        file.problems.append(problem)


def _check_plan(loaded: Loaded, today: datetime.date) -> None:
    from drillsim.model.checks.plan_checks import check_plan, shared_fate

    file = loaded.files[0]
    if file.shaped is None or file.shaped.model is None:
        return
    loaded.plan = cast("Plan", file.shaped.model)
    names = Names()
    names.read_plan(_written(file))
    for complaint in check_plan(loaded.plan, names, today):
        _add(file, complaint)
    if not file.has_errors:
        loaded.shared_fate = tuple(shared_fate(loaded.plan))


def _check_scenario(loaded: Loaded) -> None:
    from drillsim.model.checks.scenario_checks import check_scenario

    file = loaded.files[0]
    if file.shaped is None or file.shaped.model is None:
        return
    loaded.scenario = cast("Scenario", file.shaped.model)
    names = Names()
    names.read_scenario(_written(file))
    for complaint in check_scenario(loaded.scenario, names):
        _add(file, complaint)


def _check_drill(loaded: Loaded, shelf: "_Disk | _Recorded", today: datetime.date) -> None:
    from drillsim.model.checks.drill_checks import check_exercise
    from drillsim.model.checks.plan_checks import check_plan, shared_fate
    from drillsim.model.checks.scenario_checks import check_scenario
    from drillsim.model.exercise import Exercise, Part

    asked = loaded.files[0]
    if asked.shaped is None or asked.shaped.model is None:
        return
    drill = cast("Drill", asked.shaped.model)
    today = drill.held or today
    names = Names()
    plan_file = _named(loaded, shelf, ("plan",), drill.plan, "plan")
    if plan_file and plan_file.shaped and plan_file.shaped.model:
        loaded.plan = cast("Plan", plan_file.shaped.model)
        names.read_plan(_written(plan_file))
        for complaint in check_plan(loaded.plan, names, today):
            _add(plan_file, complaint)
    written = _written(asked).get("scenario")
    parts: list[Part] = []
    files: list[SourceFile] = []
    for index, use in enumerate(drill.scenario):
        path: tuple[str | int, ...] = ("scenario", index) if isinstance(written, list) else ("scenario",)
        source = _named(loaded, shelf, path, use.file, "scenario")
        if not source or not source.shaped or not source.shaped.model:
            continue
        scenario = cast("Scenario", source.shaped.model)
        file = PurePosixPath(use.file).name.removesuffix(".scenario.yaml")
        own = Names()
        own.read_scenario(_written(source))
        for complaint in check_scenario(scenario, own):
            _add(source, complaint)
        begins = parts[0].scenario.begins if parts else scenario.begins
        parts.append(Part(file, scenario, use.starts.on(begins)))
        files.append(source)
    if loaded.plan is None or len(parts) < len(drill.scenario):
        return
    for part, source in zip(parts, files, strict=True):
        names.read_scenario(_written(source), f"{part.file}/" if len(parts) > 1 else "")
    loaded.exercise = Exercise(drill, loaded.plan, tuple(parts))
    for complaint in check_exercise(loaded.exercise, names, today):
        target = plan_file if complaint.source == "plan" else asked if complaint.source == "drill" else files[complaint.source]
        if target is not None:
            _add(target, complaint)
    if not loaded.has_errors:
        loaded.shared_fate = tuple(shared_fate(loaded.plan))


def _written(file: SourceFile) -> dict[str, Any]:
    assert file.tree is not None  # a file with a model was scanned
    return cast("dict[str, Any]", data(file.tree))


def _named(
    loaded: Loaded, shelf: "_Disk | _Recorded", path: tuple[str | int, ...], name: str, kind: Kind
) -> SourceFile | None:
    asked = loaded.files[0]
    position = asked.locate(path)

    def refuse(message: str, code: str = "value", hint: str | None = None) -> None:
        asked.problems.append(Problem("error", code, position, _words(path), message, hint))

    if "\\" in name or ":" in name or name.startswith(("/", "~")) or not name.endswith(f".{kind}.yaml"):
        refuse(f"expected a file beside this one whose name ends in .{kind}.yaml, found {quoted(name)}")
        return None
    target = os.path.normpath(os.path.join(os.path.dirname(asked.path), name))
    if not shelf.inside(target):
        refuse(f"expected a file inside the exercise's folder, found {quoted(name)}")
        return None
    known = next((file for file in loaded.files if file.path == target), None)
    if known:
        return known
    try:
        file = _read(target, shelf.read(target), kind)
    except NotFound as error:
        found = str(error).removeprefix(f"{target}: ")
        refuse(f"{ascii(name)[1:-1]}: {found}", "unknown_name")
        return None
    loaded.files.append(file)
    return file
