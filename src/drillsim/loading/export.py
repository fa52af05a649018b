"""A record as a drill file: playing that file gives the identical outcome."""

import datetime
import os
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from drillsim.analysis.noted import as_noted
from drillsim.analysis.written import written
from drillsim.errors import DocumentRefused, DrillsimError, NotFound
from drillsim.loading.documents import load_recorded
from drillsim.loading.new_file import all_or_nothing, make_private_folders, write_new
from drillsim.loading.played import Played, Row, played
from drillsim.loading.scan import Unreadable, decoded, scan
from drillsim.loading.shelf import Disk
from drillsim.loading.tree import Mapping as MappingNode
from drillsim.loading.tree import Node, Scalar
from drillsim.loading.tree import Sequence as SequenceNode
from drillsim.loading.yaml_text import as_written, entry, flow
from drillsim.model.drill import Drill, Improvement
from drillsim.model.exercise import Exercise
from drillsim.problems import Problem
from drillsim.record.entries import Entry, Header, Text

_MADE = ("seed", "players", "on_shift", "responses", "conduct", "unfinished")
"""The keys that come from the record instead of the drill's own text."""

_OF_ANOTHER_PLAY = ("held", "hotwash", "ratings", "improvements", "attended")
"""What a drill file notes about a play of it, which a live drill is not: its own notes are on its record."""

_ANY_DAY = datetime.date(2000, 1, 1)  # reviews are weak or not, which no error depends on
_MOST_FOLDERS = 100  # exports of one name beside each other, more than anybody keeps
_MOST_ROUNDS = 5  # lines are left out together; a round more is needed only where one hid another


NOT_READ = "drillsim does not read this file"
"""How a remark begins about an export that is too large to be read again."""


class NotWritten(DrillsimError):
    """A file of an export that could not be written."""

    exit_code = 3


def exported_drill(
    header: Header,
    exercise: Exercise,
    entries: Sequence[Entry],
    names: Mapping[str, str] | None = None,
    *,
    is_anonymous: bool = False,
) -> str:
    """The drill file of a record: its own keys, every role a script, and what was said and done.

    `names` gives other file names to the plan and the scenarios, by their paths in the record. A line that a drill
    file cannot hold (somebody asked for a task that no plan has) is left out and noted in a comment. In a record that
    `is_anonymous` agents are called as in its entries.
    """
    lines = played(entries, is_anonymous=is_anonymous)
    export = _Export(header, as_noted(exercise, header, written(entries)), lines)
    for _ in range(_MOST_ROUNDS):
        if not export.mend():
            break
    return export.text(names or {})


class _Export:
    """A drill file in the making: what the loader would refuse is mended until it refuses nothing."""

    def __init__(self, header: Header, exercise: Exercise, lines: Played) -> None:
        self.header = header
        self.exercise = exercise
        self.lines = lines
        self.kind: str | None = None
        """Instead of the drill's own, where that forbids what was played."""
        self.remarks = ["Made by `drillsim record export`: playing this file gives the recorded outcome."]

    def text(self, names: Mapping[str, str]) -> str:
        """The file."""
        tree, _ = scan(self.header.drill.text)
        found = [f"# {remark}" for remark in self.remarks]
        for key, (_, node) in tree.entries.items():
            if key in ("plan", "scenario"):
                found += as_written(key, _renamed(node, names))
            elif key not in self._not_copied():
                found += as_written(key, node)
        found += [f"kind: {self.kind}"] if self.kind else []
        found += [f"on_shift: {flow(on_shift)}"] if (on_shift := self.exercise.drill.on_shift) else []
        found.append(f"seed: {self.header.seed}")
        found.append(f"players: {flow(dict.fromkeys(self.exercise.plan.roles, 'script'))}")
        for name, rows in (("responses", self.lines.responses), ("conduct", self.lines.conduct)):
            found += entry(name, rows) if rows else []
        if self.header.live:
            found += _notes(self.exercise.drill)
        if self.lines.unfinished:
            found.append(f"unfinished: {flow(self.lines.unfinished)}")
        return "\n".join(found) + "\n"

    def _not_copied(self) -> set[str]:
        """Keys that the export makes itself; of a live drill also what was noted about another play of the file."""
        kind = {"kind"} if self.kind else set()
        return {*_MADE, *kind, *(_OF_ANOTHER_PLAY if self.header.live else ())}

    def mend(self) -> bool:
        """Takes away what a drill file cannot hold; whether there was anything."""
        problems = self._problems()
        if any(problem.code == "never_arrives" for problem in problems):
            self.kind = "tabletop"
            self.remarks.append("Its kind was unattended, but people were awaited who never checked in.")
            return True
        places = {place for problem in problems if (place := _line_of(problem.where)) is not None}
        for key, index in sorted(places, reverse=True):
            rows: list[Row] = self.lines.responses if key == "responses" else self.lines.conduct
            self.remarks.append(f"Left out of {key}, because no drill file can hold it: {flow(rows.pop(index))}")
        if problems and not places:
            self.remarks.append(f"{NOT_READ}: {problems[0].message}")
        return bool(places)

    def _problems(self) -> Sequence[Problem]:
        texts = {each.path: each.text for each in self.header.texts} | {self.header.drill.path: self.text({})}
        try:
            load_recorded(texts, self.header.drill.path, today=_ANY_DAY)
        except DocumentRefused as error:
            return error.problems
        return ()


def _notes(drill: Drill) -> Iterator[str]:
    """What was said of this play: hot wash, ratings, improvements."""
    if drill.hotwash is not None:
        said = {"went_well": drill.hotwash.went_well, "to_improve": drill.hotwash.to_improve}
        yield f"hotwash: {flow({key: lines for key, lines in said.items() if lines})}"
    if drill.ratings:
        yield f"ratings: {flow({name: each.model_dump() for name, each in drill.ratings.items()})}"
    if drill.improvements:
        yield from entry("improvements", [_action(each) for each in drill.improvements])


def _action(action: Improvement) -> Row:
    """Without what is missing, and without what every action is at first."""
    row = action.model_dump(exclude_defaults=True, mode="json")
    return row if action.expects is None else {**row, "expects": str(action.expects)}


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    match node:
        case Scalar(value, line, column, _):
            return Scalar(names.get(posixpath.normpath(value), value), line, column, plain=False)
        case SequenceNode(line, column, items):
            return SequenceNode(line, column, [_renamed(item, names) for item in items])
        case MappingNode(line, column, flow_style, entries):
            renamed = {
                key: (named, _renamed(value, names) if key == "file" else value)
                for key, (named, value) in entries.items()
            }
            return MappingNode(line, column, flow_style, renamed)


def _line_of(where: str) -> tuple[str, int] | None:
    """`responses[3].does` is the third line of `responses`, which is 2 counted from 0."""
    key, _, rest = where.partition("[")
    number = rest.partition("]")[0]
    return (key, int(number) - 1) if key in ("responses", "conduct") and number.isdecimal() else None


def write_exported(
    path: str, header: Header, exercise: Exercise, entries: Sequence[Entry], *, is_anonymous: bool = False
) -> list[str]:
    """Writes the drill file, and beside it the recorded plan and scenarios that are not there already.

    Returns the files written. Nothing is overwritten: where a file of that name holds something else, the recorded
    one goes into a folder named after the drill. Raises NotFound where `path` itself is taken.
    """
    if os.path.lexists(path):
        raise NotFound(f"{path}: expected a new name, found that it exists; nothing is overwritten")
    names: dict[str, str] = {}
    missing: dict[str, Text] = {}
    for text in header.texts:
        if text.kind != "drill":
            names[text.path] = _name_for(text, path, missing)
    files = {os.path.join(os.path.dirname(path), name): text.text for name, text in missing.items()}
    files[path] = exported_drill(header, exercise, entries, names, is_anonymous=is_anonymous)
    with all_or_nothing() as made:
        for place, content in files.items():
            _write(place, content, made)
    return list(files)


def _name_for(text: Text, drill: str, missing: dict[str, Text]) -> str:
    """The name by which the exported drill finds a text; what has to be written for it goes into `missing`.

    The file's own name stays: with several scenarios it is part of the injects' names.
    """
    disk = Disk(drill)
    own = posixpath.basename(text.path)
    stem = os.path.basename(drill).removesuffix(".yaml").removesuffix(".drill")
    folders = [f"{stem}-files", *(f"{stem}-files-{number}" for number in range(2, _MOST_FOLDERS))]
    for name in (text.path, own, *(f"{folder}/{own}" for folder in folders)):
        place = os.path.join(os.path.dirname(drill), name)
        if _digest(place) == text.digest and disk.is_inside(place):
            return name
        if name != text.path and not os.path.lexists(place) and missing.get(name, text) == text:
            missing[name] = text
            return name
    raise NotWritten(f"{drill}: expected room for {own} beside it, found other files of that name")


def _digest(path: str) -> str | None:
    try:
        with open(path, "rb") as file:
            return sha256(decoded(file.read()).encode()).hexdigest()
    except (OSError, Unreadable):
        return None


def _write(path: str, text: str, made: list[str]) -> None:
    try:
        made += make_private_folders(os.path.dirname(path))
        write_new(path, text, mode=0o600)  # as private as the record: check-ins may be by name
    except FileExistsError:
        raise NotWritten(f"{path}: expected to write it, found that it exists") from None
    except OSError as error:
        raise NotWritten(f"{path}: expected to write it, found: {error.strerror}") from None
    made.append(path)
