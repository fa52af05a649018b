"""A record as commands read it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from drillsim.cli import out
from drillsim.errors import RecordError
from drillsim.session.store.bodies import shortly
from drillsim.session.store.named import ENDING

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise
    from drillsim.record.entries import Entry, Header
    from drillsim.session.store.chain import ChainReport


LATEST = 3
"""Records of a drill that are named, where a drill was given instead of one of them."""


def read(path: str) -> "tuple[Exercise, Header, list[Entry]]":
    """What was played and what happened. Raises RecordError where it cannot be read."""
    from drillsim.analysis.asked import as_counted, on_shift_said
    from drillsim.loading.recorded import recorded_exercise
    from drillsim.session.store.reader import RecordReader

    with RecordReader.open(path) as record:
        header, entries = record.header, list(record.entries())
    try:
        return as_counted(recorded_exercise(header), on_shift_said(entries)), header, entries
    except RecordError as error:
        raise RecordError(f"{path}: {error}") from None


def latest_live(at: Path | None = None) -> Path | None:
    """The record of what was played live last, in the folder of records; None where there is none."""
    from drillsim.session.store.places import recent_records, records_folder

    try:
        played = recent_records(records_folder(at)).played
    except RecordError:
        return None  # no folder, nothing to offer
    return next((each.record for each in played if each.live), None)


def named(name: str, at: str | None = None) -> str:
    """The record of that name, as a path: what lies there, else a name alone is looked for in the folder of records.

    Raises RecordError where it is in neither, with the nearest name of both, and where it names a drill.
    """
    if not name:
        raise RecordError("expected the name of a record, found an empty one")
    if (drill := _drill_meant(name)) is not None:
        raise RecordError(f"{name}: expected a drill record, found a drill; {_records_of(drill, at)}")
    if os.path.lexists(name) or os.path.dirname(name):
        return name
    from drillsim.session.store.named import nearest_record
    from drillsim.session.store.places import records_folder

    folder = records_folder(None if at is None else Path(at))
    for path in (folder / name, folder / f"{name}{ENDING}"):
        if path.is_file():
            out.say(f"Reading {path}")
            return str(path)
    near = nearest_record(name, [Path(), folder])
    raise RecordError(f"{name}: expected a drill record, found nothing there nor in {folder}{near}")


def _drill_meant(name: str) -> str | None:
    """The drill that somebody named instead of a record, without its ending; None where it is none."""
    from drillsim.loading.bundled import bundled_drills

    file = os.path.basename(name)
    ending = next((each for each in (".drill.yaml", ".drill.yml") if file.endswith(each)), None)
    if ending is not None:
        return file.removesuffix(ending)
    return name if name in bundled_drills() and not os.path.lexists(name) else None


def _records_of(drill: str, at: str | None) -> str:
    """The latest records of a drill in the folder of records."""
    from drillsim.session.store.places import recent_records, records_folder

    try:
        played = recent_records(records_folder(None if at is None else Path(at))).played
    except RecordError:
        played = ()
    found = [each.record.name for each in played if _drill_meant(each.drill.path) == drill]
    if found:
        return f"its records: {', '.join(found[:LATEST])}"
    return f"none is recorded yet: drillsim run {drill} --record {drill}{ENDING}"


def warn_of_changes(path: str) -> "ChainReport":
    """Says so where a record is not as it was written; what its chain says."""
    from drillsim.session.store.chain import verify_chain

    found = verify_chain(path)
    if not found.ok:
        out.tell(f"drillsim: warning: {path} is not as it was written; drillsim record verify {path} tells where")
    return found


def warn_of_other_customers(path: str, header: "Header") -> None:
    """Says so where customers were drawn by another numpy, which may draw others here."""
    from importlib.metadata import version

    if header.numpy is not None and header.numpy != version("numpy"):
        out.tell(
            f"drillsim: warning: {path} was played with numpy {header.numpy}, here is {version('numpy')}: its customers"
            " may come out otherwise"
        )


@contextmanager
def fitting(path: str) -> Iterator[None]:
    """Makes out of a record what it should tell. Raises RecordError where its entries do not fit its documents.

    Whoever edits a record may write anything into it: a team that the plan has not, a task that ends twice, a rating
    without a reason, which no play shows. A record that is as it was written, and whose commands give the same events
    again, is ours, so that what fails with one is our own fault.
    """
    try:
        yield
    except (LookupError, ArithmeticError, ValueError, TypeError, AttributeError, AssertionError) as error:
        if _is_ours(path):
            raise
        found = f"{type(error).__name__} {shortly(str(error))}"
        reason = f"expected entries that fit the documents in the record, found ones that do not ({found})"
        raise RecordError(f"{path}: {reason}; drillsim record verify {path} tells more") from None


def _is_ours(path: str) -> bool:
    from drillsim.errors import ReplayDiverged
    from drillsim.session.replay import replay
    from drillsim.session.store.chain import verify_chain

    if not verify_chain(path).ok:
        return False
    try:
        replay(*read(path))
    except (ReplayDiverged, LookupError, ArithmeticError, ValueError, TypeError, AttributeError, AssertionError):
        return False
    return True
