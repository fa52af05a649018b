"""Where records and settings lie, and what was played last."""

import datetime
import os
import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import platformdirs

from drillsim.errors import RecordError
from drillsim.record.entries import Text
from drillsim.session.store.named import ENDING, records_in
from drillsim.session.store.reader import RecordReader

_LONGEST = 80  # characters of a drill's name in that of a file; file systems allow 255 bytes for all of it


@dataclass(frozen=True, slots=True)
class Played:
    """A record: what drill was played, when (None: no clock was watched), whether by people at a clock."""

    record: Path
    drill: Text
    started: datetime.datetime | None
    live: bool


@dataclass(frozen=True, slots=True)
class Recent:
    """The records of a folder, the latest first, and how many files there could not be read as records."""

    played: tuple[Played, ...]
    unreadable: int


def data_folder(at: Path | None = None) -> Path:
    """The folder of all of drillsim's data: of this user, or `at`."""
    return at if at is not None else platformdirs.user_data_path("drillsim", appauthor=False)


def records_folder(at: Path | None = None) -> Path:
    """The folder of records: of this user, or under `at`."""
    return data_folder(at) / "records"


def database_path(at: Path | None = None) -> Path:
    """The database of drills and actions, beside the folder of records: of this user, or under `at`."""
    return data_folder(at) / "drillsim.db"


def settings_folder(at: Path | None = None) -> Path:
    """The folder of config.yaml, keymap.yaml and themes/: of this user, or under `at`."""
    return at / "config" if at is not None else platformdirs.user_config_path("drillsim", appauthor=False)


def new_record_path(drill_name: str, started: datetime.datetime, at: Path | None = None) -> Path:
    """A free name, `DRILL-YYYYMMDD-HHMMSS.drillrecord`; the folder is made where it is missing."""
    folder = records_folder(at)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(f"{folder}: expected a folder for records, found: {error.strerror}") from None
    word = re.sub(r"[^\w.-]+", "-", drill_name).strip(".-")[:_LONGEST] or "drill"
    name = f"{word}-{started:%Y%m%d-%H%M%S}"
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(path for path in (folder / f"{each}{ENDING}" for each in names) if not os.path.lexists(path))


def recent_records(folder: Path) -> Recent:
    """What was played, from the headers; a file that is no record is passed over and counted.

    Raises RecordError where the folder itself cannot be read.
    """
    played, unreadable = [], 0
    for path in _records_in(folder):
        try:
            played.append(_played(path))
        except RecordError:
            unreadable += 1
    latest = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    played.sort(key=lambda each: each.started or latest, reverse=True)
    return Recent(tuple(played), unreadable)


def _records_in(folder: Path) -> list[Path]:
    """The files of a folder that are called records; none where there is no folder."""
    try:
        return records_in(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise RecordError(f"{folder}: expected a folder of records, found: {error.strerror}") from None


def _played(path: Path) -> Played:
    with RecordReader.open(path) as record:
        header = record.header
    started = None
    if header.started_wall_ns:
        started = datetime.datetime.fromtimestamp(header.started_wall_ns / 1e9, datetime.UTC)
    return Played(path, header.drill, started, header.live)
