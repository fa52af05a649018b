"""One file: read, scanned and shaped, with everything that is wrong in it."""

import difflib
import hashlib
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from drillsim.loading.faults import Fault, Path
from drillsim.loading.scan import Unreadable, decoded, scan
from drillsim.loading.shape import Shaped, shape
from drillsim.loading.tree import Mapping, data, place
from drillsim.loading.words import hint, listed, one_line, quoted, shown, where
from drillsim.model.checks import ERRORS, Complaint
from drillsim.model.fields import Document
from drillsim.problems import Position, Problem

Kind = Literal["plan", "scenario", "drill"]
KINDS: tuple[Kind, ...] = ("plan", "scenario", "drill")

_NAMING = {
    *("sites", "systems", "functions", "teams", "people", "roles", "rotation", "audiences", "channels"),
    *("messages", "tasks", "objectives", "msel", "plan", "scenario"),
}
"""The keys under which names are defined, or the files that define them."""


@dataclass(eq=False)
class SourceFile:
    """One file as read: its text, what became of it (no `shaped`: nothing could be read), its problems."""

    path: str
    text: str = ""
    kind: Kind | None = None
    tree: Mapping | None = None
    shaped: Shaped | None = None
    problems: list[Problem] = field(default_factory=list)
    seen: set[Problem] = field(default_factory=set)

    @property
    def shown(self) -> str:
        """The path as messages show it."""
        return shown(self.path)

    @property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong, not only weak."""
        return any(problem.severity == "error" for problem in self.problems)

    def locate(self, path: Path, *, key: bool = False) -> Position:
        """Where a value stands, by its path in the model."""
        if self.tree is None:
            return Position(self.shown)
        written = self.shaped.as_written(path) if self.shaped else path
        return Position(self.shown, *place(self.tree, written, key=key))

    def add(self, problem: Problem) -> None:
        """Takes a problem, once."""
        safe = replace(problem, message=one_line(problem.message), hint=hint(problem.hint))
        if safe not in self.seen:
            self.seen.add(safe)
            self.problems.append(safe)


def read(path: str, raw: bytes, wanted: Kind | None = None) -> SourceFile:
    """The file of some bytes; `wanted` is the kind that a drill expects there."""
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
    """The model of a kind, imported only when a file needs it: that takes longer than reading the file."""
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
    position = Position(file.shown, refusal.line, refusal.column)
    file.add(Problem("error", refusal.code, position, where(refusal.path), refusal.message, refusal.hint))


def _kind(file: SourceFile, wanted: Kind | None) -> Kind | None:
    assert file.tree is not None  # only a file that was scanned gets here
    first = next(iter(file.tree.entries.values()), None)
    name = first[0].value if first else ""
    for kind in KINDS:
        if name == kind and wanted in (None, kind):
            return kind
    words = [wanted] if wanted else list(KINDS)
    line, column = (first[0].line, first[0].column) if first else (1, 1)
    near = next(iter(difflib.get_close_matches(name, words, 1)), None)
    message = f"expected {listed(words)} as the first key, found {quoted(name) if first else 'no key'}"
    file.add(Problem("error", "key", Position(file.shown, line, column), "", message, near))
    return None


def _add_fault(file: SourceFile, fault: Fault) -> None:
    assert file.tree is not None  # faults come from a tree
    position = Position(file.shown, *place(file.tree, fault.path, key=fault.key))
    if any(problem.position == position and problem.code == "yaml" for problem in file.problems):
        return  # it has been said that YAML reads this value as something else
    path = (*fault.path, fault.missing) if fault.missing else fault.path
    file.add(Problem("error", fault.code, position, where(path), fault.message, fault.hint))


def lacks_names(file: SourceFile) -> bool:
    """Whether a section that defines names could not be read."""
    return file.shaped is not None and not file.shaped.sections_lost().isdisjoint(_NAMING)


def add_complaint(file: SourceFile, complaint: Complaint, *, names_lost: bool = False) -> None:
    """Takes a complaint, unless what it is about was refused or left out before."""
    assert file.shaped is not None  # only what has a model is checked
    severity: Literal["error", "warning"] = "error" if complaint.code in ERRORS else "warning"
    if severity == "warning" and file.shaped.entries_lost:
        return  # with entries left out, what looks weak may only be unread
    if complaint.code == "unknown_name" and (names_lost or lacks_names(file)):
        return  # with a whole section of names unread, every name would be unknown
    path = file.shaped.as_written(complaint.path)
    if file.shaped.is_doubtful(path):
        return
    position = file.locate(complaint.path, key=complaint.key)
    file.add(Problem(severity, complaint.code, position, where(path), complaint.message, complaint.hint))


def written(file: SourceFile) -> dict[str, Any]:
    """The document as written: texts, lists and mappings."""
    assert file.tree is not None  # a file with a model was scanned
    return cast("dict[str, Any]", data(file.tree))
