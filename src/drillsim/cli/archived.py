"""The database of drills as commands use it: opened, and with the records taken in that are new."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from drillsim.cli import out
from drillsim.cli.progress import Progress
from drillsim.errors import DrillsimError, NotFound, RecordError
from drillsim.session.store.named import ENDING

if TYPE_CHECKING:
    from drillsim.archive.database import Database
    from drillsim.model.exercise import Exercise
    from drillsim.record.entries import Header
    from drillsim.record.written import OpenActions


@contextmanager
def database(at: str | None) -> "Iterator[Database]":
    """The database, with all records of the folder of records that are new or have changed."""
    from drillsim.archive.database import Database
    from drillsim.session.store.places import database_path

    folder = None if at is None else Path(at)
    with Database(database_path(folder)) as opened:
        take_new(opened, _records(folder))
        yield opened


def _records(folder: Path | None) -> list[Path]:
    from drillsim.session.store.named import records_in
    from drillsim.session.store.places import records_folder

    try:
        return records_in(records_folder(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        out.tell(f"drillsim: warning: {records_folder(folder)}: expected a folder of records, found: {error.strerror}")
        return []


def take_new(opened: "Database", paths: Iterable[Path]) -> None:
    """Takes in what is new; a record that cannot be read is one warning, and the others are taken all the same."""
    from drillsim.archive.taking import is_new, take_in
    from drillsim.cli.recorded import warn_of_changes

    new = [path for path in paths if is_new(opened, path)]
    progress = Progress()
    for number, path in enumerate(new, 1):
        try:
            take_in(opened, path)
            warn_of_changes(str(path))
        except RecordError as error:
            out.tell(f"drillsim: warning: left out: {error}")
        progress.tell(f"{number} of {len(new)} records read")


def take_played(record: Path, at: str | None) -> None:
    """Takes in what was just played; where that fails the record is whole all the same, and a warning says so."""
    from drillsim.archive.database import Database
    from drillsim.archive.taking import take_in
    from drillsim.session.store.places import database_path

    try:
        with Database(database_path(None if at is None else Path(at))) as opened:
            take_in(opened, record)
    except DrillsimError as error:
        out.tell(f"drillsim: warning: not in the history yet: {error}; drillsim history --take {record}")


def forget(header: "Header", at: str | None) -> None:
    """A drill is gone from the history."""
    from drillsim.archive.database import Database
    from drillsim.session.store.places import database_path
    from drillsim.session.store.rows import identity_of

    path = database_path(None if at is None else Path(at))
    if path.exists():
        with Database(path) as opened, opened.writing():
            opened.forget_drill(identity_of(header))


def brought(exercise: "Exercise", header: "Header", at: str | None) -> "OpenActions | None":
    """What earlier drills of this plan left to do; None where nothing, or where the database cannot tell."""
    from drillsim.archive.taking import left_open
    from drillsim.cli.documents import today
    from drillsim.record.running import HOST
    from drillsim.record.written import OpenActions
    from drillsim.session.store.places import database_path

    folder = None if at is None else Path(at)
    if not database_path(folder).exists() and not _records(folder):
        return None  # nothing was played yet, and nothing need be made
    try:
        with database(at) as opened:
            actions = tuple(each.brought() for each in left_open(opened, exercise, header))
    except DrillsimError as error:
        out.tell(f"drillsim: warning: actions of earlier drills are not known: {error}")
        return None
    return OpenActions(HOST, today().isoformat(), actions) if actions else None


def plan_named(opened: "Database", name: str | None) -> str:
    """The plan that a word means: its file, its name, or part of that. Raises NotFound with those there are."""
    known = list(dict.fromkeys([*(held.plan for _, held in opened.drills()), *(x.plan for x in opened.actions())]))
    if name is None and len(known) == 1:
        return known[0]
    if name is not None and name.endswith(ENDING):
        raise NotFound(
            f"{name}: expected a plan, found the name of a record; drillsim history --take {name} takes one in"
        )
    if name is not None and Path(name).is_file():
        return plan_in(name)
    found = [] if name is None else [plan for plan in known if name.casefold() in plan.casefold()]
    exact = [plan for plan in found if name is not None and plan.casefold() == name.casefold()]
    if len(exact or found) == 1:
        return (exact or found)[0]
    told = f"; known are: {', '.join(known)}" if known else "; no drill has been taken in yet"
    what = "none named" if name is None else "none of that name" if not found else "several"
    raise NotFound(f"expected a plan (its file, its name or part of that), found {what}{told}")


def plan_in(file: str) -> str:
    """The name of the plan in a file of a plan or a drill. Raises NotFound or DocumentRefused."""
    from drillsim.cli.documents import today
    from drillsim.loading import load

    loaded = load(file, today=today())
    plan = loaded.plan
    if plan is None:
        raise NotFound(f"{file}: expected a plan or a drill, found a {loaded.kind}")
    return plan.plan
