"""Records as released versions of drillsim wrote them, with the digests of what came of them (reliability.md, R8).

`python -m support.released FOLDER` writes those of this version. Until the version is released its folder may be made
anew, where the record or the outcome has changed; from then on it stays as it is.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

from drillsim import __version__
from drillsim.analysis.outcome import outcome
from drillsim.cli.playing import numpy_of
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.entries import Header
from drillsim.session.session import Session
from drillsim.session.store import rows
from drillsim.session.store.file import RecordWriter
from support.drills import ROOT, exercise, header

RECORDS = ROOT / "tests" / "records"
DIGESTS = "digests.json"


def make(folder: Path) -> None:
    """A drill without customers and one with them, played by their files; one that people played."""
    folder.mkdir(parents=True)
    digests = {}
    for name in ("bomb_threat", "tornado", "vendor_outage"):
        live = name == "vendor_outage"
        played = _recorded(folder / f"{name}.drillrecord", name, live=live)
        digests[name] = rows.digest(rows.canonical(outcome(played.exercise, played.header, played.entries)))
    (folder / DIGESTS).write_text(json.dumps(digests, indent=2) + "\n", "utf-8")


def _recorded(path: Path, name: str, *, live: bool) -> Session:
    with RecordWriter.create(path, _header(name, live=live), min_free_mb=0) as writer:
        session = Session(exercise(name), _header(name, live=live), writer.append)
        if live:
            _conduct(session)
        else:
            session.finish()
    return session


def _header(name: str, *, live: bool) -> Header:
    return replace(
        header(name, live=live),
        drillsim=__version__,
        facilitated=live,
        numpy=numpy_of(exercise(name)),
        contacts_engine=None if name == "bomb_threat" else "python",
    )


def _conduct(session: Session) -> None:
    """Every role says and does something, the facilitator takes the MSEL in hand; EndEx after two hours."""
    plan, exercise = session.exercise.plan, session.exercise
    commands: list[tuple[int, c.Command]] = [(0, r.Start())]
    for index, (name, task) in enumerate(plan.tasks.items()):
        commands.append((60 * index, c.Does(task.by, name)))
    for index, message in enumerate(plan.messages):
        commands.append((300 * index, c.Sends(next(iter(plan.roles)), message)))
    for index, role in enumerate(plan.roles):
        commands.append((400 * index, c.Notes(role, f"Übergabe an {role}: alles ruhig")))
        commands.append((400 * index, c.Decides(role, "go on", None, "nothing is safer")))
    first, *others = exercise.injects
    commands += [(900, c.Pause("lunch")), (900, c.Resume()), (901, c.Acknowledges(next(iter(plan.roles)), first.id))]
    commands += [(1200, c.Skip(others[-2].id, "no time")), (1201, c.Restore(others[-2].id)), (7200, c.End())]
    for number, (second, command) in enumerate(sorted(commands, key=lambda each: each[0]), 1):
        if session.started:
            session.advance(second)
        session.take(command, client_id=f"c{number}")
    session.finish()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
