"""A record as commands read it."""

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


def read(path: str) -> "tuple[Exercise, Header, list[Entry]]":
    """What was played and what happened. Raises RecordError where it cannot be read."""
    from drillsim.analysis.asked import as_counted, on_shift_said
    from drillsim.loading.recorded import recorded_exercise
    from drillsim.session.store.reader import RecordReader

    require_name(path)
    try:
        with RecordReader.open(path) as record:
            header, entries = record.header, list(record.entries())
    except RecordError as error:
        raise RecordError(f"{error}{_hint_of_drill(path)}") from None
    try:
        return as_counted(recorded_exercise(header), on_shift_said(entries)), header, entries
    except RecordError as error:
        raise RecordError(f"{path}: {error}") from None


def _hint_of_drill(word: str) -> str:
    """What to do where a drill was named instead of its record."""
    from drillsim.loading import bundled_drills

    if word not in bundled_drills() and not word.endswith(".drill.yaml"):
        return ""
    record = Path(word).name.removesuffix(".drill.yaml") + ENDING
    return f"; a drill is played first: drillsim run {word} --record {record}"


def latest_live(at: Path | None = None) -> Path | None:
    """The record of what was played live last, in the folder of records; None where there is none."""
    from drillsim.session.store.places import recent_records, records_folder

    try:
        played = recent_records(records_folder(at)).played
    except RecordError:
        return None  # no folder, nothing to offer
    return next((each.record for each in played if each.live), None)


def require_name(path: str) -> None:
    """Raises RecordError for an empty name, which would mean this folder."""
    if not path:
        raise RecordError("expected the name of a record, found an empty one")


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
