"""Records taken into the database: they stay the source, and may be taken in again and again."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drillsim.analysis.asked import as_counted, on_shift_said
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.retested import Retested, retested
from drillsim.analysis.written import Writing, written
from drillsim.archive.action import Action, Said, Step, of_act, of_improvement
from drillsim.archive.database import Database
from drillsim.archive.held import Held, label
from drillsim.archive.summing import held_on, origin_of, summed_up
from drillsim.errors import RecordError
from drillsim.loading.recorded import recorded_exercise
from drillsim.model.exercise import Exercise
from drillsim.record import written as w
from drillsim.record.entries import Header
from drillsim.session.store.bodies import shortly
from drillsim.session.store.chain import verify_chain
from drillsim.session.store.reader import RecordReader

HOST_WORD = "drillsim"
"""Who a step of the course is by, where a rule decided."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A record as it was read: what the history keeps of it, what was said of actions in it."""

    path: Path
    stamp: str
    held: Held
    entries: int
    found: Reckoning
    writing: Writing


def take_in(database: Database, path: Path) -> Held:
    """Puts a record into the database, or renews what is there of it. Raises RecordError and ArchiveError.

    Of two files of one drill the one with more entries counts.
    """
    taken = read(path)
    with database.writing():
        if taken.entries >= database.entries_of(taken.held.identity):
            database.keep_drill(taken.held, path.absolute(), taken.entries)
            database.forget_told(taken.held.identity)
            _take_actions(database, taken)
            _take_retests(database, taken)
        database.keep_stamp(path.absolute(), taken.stamp, taken.held.identity)
    return taken.held


def is_new(database: Database, path: Path) -> bool:
    """Whether a file was not taken in yet, or has changed since."""
    return database.stamp_of(path.absolute()) != stamp(path)


def stamp(path: Path) -> str:
    """Size and time of a record and of what SQLite keeps beside it; anything else where one of them was written."""
    found = []
    for each in (path, path.with_name(f"{path.name}-wal")):
        try:
            of = os.stat(each)
        except OSError:
            continue
        found.append(f"{of.st_size}:{of.st_mtime_ns}")
    return " ".join(found)


def read(path: Path) -> Taken:
    """A record, read and reckoned. Raises RecordError, also where its entries do not fit its documents."""
    before = stamp(path)
    with RecordReader.open(path) as record:
        header, entries = record.header, list(record.entries())
    head = verify_chain(path).head
    try:
        exercise = as_counted(recorded_exercise(header), on_shift_said(entries))
        found = Reckoning(exercise, header, entries)
        writing = written(entries)
        return Taken(path, before, summed_up(found, writing, head), len(entries), found, writing)
    except RecordError as error:
        raise RecordError(f"{path}: {error}") from None
    except (LookupError, ArithmeticError, ValueError, TypeError, AttributeError, AssertionError) as error:
        what = f"{type(error).__name__} {shortly(str(error))}"
        raise RecordError(f"{path}: expected entries that fit the documents in the record, found {what}") from None


def _take_actions(database: Database, taken: Taken) -> None:
    """Those of a live drill are on its record, of any other in its file; one that is gone was taken back."""
    known = database.of_drill(taken.held.origin)
    noted = list(_noted(taken))
    for seq, said, name, steps in noted:
        if seq in known:
            database.renew(known[seq], said)
            action = known[seq].id
        else:
            action = _note(database, taken, seq, said, name)
        for step in steps:
            database.step(action, step, told_by=taken.held.identity)
    end = _last(taken.found)
    for seq in known.keys() - {seq for seq, *_ in noted}:
        gone = Step(end, "withdrawn", "", "taken back on its record", label(taken.held))
        database.step(known[seq].id, gone, told_by=taken.held.identity)


def _note(database: Database, taken: Taken, seq: int, said: Said, name: str | None) -> str:
    exercise = taken.found.history.exercise
    about = exercise.drill.about
    return database.note(
        said,
        stem=stem_of(taken.held.file),
        plan=taken.held.plan,
        forms=None if about is None else about.forms,
        since=label(taken.held),
        day=taken.held.day,
        drill=taken.held.origin,
        seq=seq,
        name=name,
    )


def stem_of(file: str) -> str:
    """What actions of a drill are called by, before their number: `spring-tornado` of spring_tornado.drill.yaml."""
    word = re.sub(r"[^a-z0-9]+", "-", os.path.basename(file).removesuffix(".drill.yaml").casefold()).strip("-")
    return word[:40].strip("-") or "drill"


def _noted(taken: Taken) -> Iterator[tuple[int, Said, str | None, list[Step]]]:
    """(entry, what it is, its name, its course as far as the record tells) of each action."""
    header, exercise = taken.found.header, taken.found.history.exercise
    if header.live:
        for noted in taken.writing.of(w.Act):
            yield noted.first, of_act(noted.line), None, [Step(noted.wall_ns, "noted", noted.line.by, "", None)]
        return
    for number, line in enumerate(exercise.drill.improvements, 1):
        wall = header.started_wall_ns
        steps = [Step(wall, "noted", "", "", None)]
        if line.status != "open":
            steps.append(Step(wall, line.status, "", "as the drill's file says", line.verified_in))
        yield number, of_improvement(line), line.id, steps


def _take_retests(database: Database, taken: Taken) -> None:
    """What a drill that people held showed of earlier actions; a rehearsal shows nothing of what people do."""
    if taken.held.sort == "rehearsal" or not taken.held.ended:
        return
    actions = database.actions()
    by_origin = {(each.drill, each.seq): each for each in actions if each.drill}
    by_name = {each.id: each for each in actions}
    for each in retested(taken.found, taken.writing):
        origin = by_origin.get((each.action.drill, each.action.seq)) if each.action.drill else None
        action = origin or by_name.get(each.action.id)
        if action is not None and each.result != "not_tested":
            database.step(action.id, _shown(taken, each), told_by=taken.held.identity)


def _shown(taken: Taken, each: Retested) -> Step:
    passed = each.result == "pass"
    by_rule = each.rule is not None and each.rule.verdict != "not_tested"
    if each.rule is not None and by_rule:
        by, why, wall = HOST_WORD, "; ".join(each.rule.because), _last(taken.found)
    else:
        last = each.said[-1]
        by, why, wall = last.line.by, "; ".join(noted.line.why for noted in each.said), last.wall_ns
    return Step(wall, "verified" if passed else "failed", by, why, label(taken.held))


def _last(found: Reckoning) -> int:
    """The wall clock at the end of the exercise; where nobody watched one, when it was played."""
    ended = next((entry.wall_ns for entry in found.entries if entry.kind == "exercise_ended"), 0)
    return ended or found.header.started_wall_ns


def left_open(database: Database, exercise: Exercise, header: Header) -> list[Action]:
    """The actions of earlier drills of this plan that no drill has shown to work yet; none of this drill's own."""
    day = held_on(exercise, header)
    return [
        each
        for each in database.actions()
        if each.plan == exercise.plan.plan
        and each.is_left
        and each.drill != origin_of(header)
        and (day is None or each.day is None or each.day <= day.isoformat())
    ]
