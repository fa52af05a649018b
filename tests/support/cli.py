"""`drillsim` as people and programs start it: a process of its own, in a folder of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DRILLSIM = (sys.executable, "-m", "drillsim")


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON value that it has to be."""
        return json.loads(self.out)


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """An environment in which nothing outside `home` is read or written."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "PYTHONPATH") if key in os.environ}
    return {**kept, "HOME": str(home), "XDG_DATA_HOME": f"{home}/data", "XDG_STATE_HOME": f"{home}/state", **more}


def drillsim(
    *words: str | Path,
    folder: Path,
    env: Mapping[str, str] | None = None,
    timeout: float = 60,
    typed: str = "",
) -> Ended:
    """Runs a command to its end, with everything piped; `typed` is its standard input."""
    done = subprocess.run(
        [*DRILLSIM, *map(str, words)],
        cwd=folder,
        env=surroundings(folder, **(env or {})),
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def recorded(folder: Path, drill: str = "tornado", *words: str) -> Path:
    """The record of a bundled drill, played unattended."""
    path = folder / f"{drill}.drillrecord"
    ended = drillsim("run", drill, "--unattended", "--record", path, *words, folder=folder)
    assert ended.code == 0, ended.err
    return path


def in_sqlite(path: Path, *statements: str) -> None:
    """Edits a record as its owner could."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
