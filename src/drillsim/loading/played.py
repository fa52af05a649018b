"""What was played, as the lines of a drill file: what roles did, what the facilitator did, what had no end.

Roles that stand-ins played come out as what their stand-ins did. Playing these lines gives the same events, because a
response is taken at its second after what was due then, in the order of the record, as it was when it was played.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from drillsim.model.spelling import write_clock
from drillsim.record import commands as c
from drillsim.record import events as e
from drillsim.record.codec import decode_command, decode_event
from drillsim.record.entries import Entry

Row = dict[str, Any]
"""One line of `responses` or `conduct`."""


@dataclass(frozen=True, slots=True)
class _Act:
    """A line and its place in the record: the second, then the entry."""

    at: int
    seq: int
    row: Row


@dataclass
class Played:
    """The lines of a drill file that a record comes to."""

    responses: list[Row]
    conduct: list[Row]
    unfinished: list[str]


@dataclass
class _Run:
    """A run of a task; `open_ended`: only a `done` could end it.

    `began`: by which entry; `done` and `seq`: when and by which entry it ended. `end_is_written`: a line says its end,
    because somebody said `done`, because it is written as if, or because the facilitator gave it its usual time.
    """

    task: str
    by: str
    at: int
    began: int
    open_ended: bool
    done: int | None = None
    seq: int = 0
    end_is_written: bool = False


@dataclass
class _Found:
    """What one reading of the record finds."""

    responses: list[_Act] = field(default_factory=list)
    conduct: list[_Act] = field(default_factory=list)
    runs: dict[int, _Run] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """What agents who checked in by name are called in the file."""
    said_done: set[int] = field(default_factory=set)
    """The entries that are a `done` somebody said."""
    due: dict[str, tuple[int, int]] = field(default_factory=dict)
    """When injects first waited for the facilitator, and by which entry."""
    put_off: dict[str, list[int]] = field(default_factory=dict)
    """The entries that skipped or deferred an inject, as long as it was not taken back."""
    first_put_off: dict[str, tuple[int, int]] = field(default_factory=dict)
    """When each was first skipped or deferred, and by which entry."""
    in_vain: dict[str, list[int]] = field(default_factory=dict)
    """The entries that were refused, by what they were about."""
    moved: set[int] = field(default_factory=set)
    """The entries that deferred an inject, or took such a thing back."""
    restored: set[str] = field(default_factory=set)
    """Injects of which a skip or deferral was taken back."""
    released: set[str] = field(default_factory=set)
    ended: bool = False


def played(entries: Sequence[Entry], *, is_anonymous: bool = False) -> Played:
    """The lines of a record; of one without the names of people agents keep what they are called in it."""
    found = _Found()
    if is_anonymous:
        found.names = {entry.body["name"]: entry.body["name"] for entry in entries if entry.kind == "check_in"}
    _read(entries, found)
    if entries and not found.ended:  # broken off: the file ends where the record does
        last = entries[-1]
        found.responses = [act for act in found.responses if act.at <= last.at]  # what waited did not happen
        found.conduct.append(_Act(last.at + 1, last.seq + 1, _line(last.at + 1, {"ends": "broken off"})))
    unfinished = _settle_ends(found)
    _settle_due(found)
    return Played(_rows(found.responses), _rows(found.conduct), unfinished)


def _rows(acts: Iterable[_Act]) -> list[Row]:
    return [act.row for act in sorted(acts, key=lambda act: (act.at, act.seq))]


def _read(entries: Sequence[Entry], found: _Found) -> None:
    for entry in entries:
        if entry.sort == "command":
            _take_command(found, entry, decode_command(entry.kind, entry.body))
            continue
        event = decode_event(entry.kind, entry.at, entry.body)
        if isinstance(event, e.ExerciseEnded):
            found.ended = True
            found.conduct = [_at_the_end(act, event.at) for act in found.conduct]
            found.responses = [act for act in found.responses if act.at < event.at]  # what waited did not happen
            break  # what was said later changed nothing
        _take_event(found, entry, event)


def _at_the_end(act: _Act, second: int) -> _Act:
    """EndEx said at the table ends the exercise when its second is over; a file ends it at its second."""
    return _Act(second, act.seq, {**act.row, **_line(second, {"ends": act.row["ends"]})}) if "ends" in act.row else act


def _take_command(found: _Found, entry: Entry, command: c.Command) -> None:
    row = response_row(command, found.names)
    if row is not None:
        found.responses.append(_Act(entry.acts_at, entry.seq, _line(entry.acts_at, row)))
        if isinstance(command, c.Done):
            found.said_done.add(entry.seq)
        return
    row = conduct_row(command)
    if row is not None:
        found.conduct.append(_Act(entry.at, entry.seq, _line(entry.at, row)))
    if isinstance(command, c.Restore | c.Defer):
        found.moved.add(entry.seq)


def _take_event(found: _Found, entry: Entry, event: e.Event) -> None:
    match event:
        case e.TaskStarted():
            found.runs[event.run] = _Run(event.task, event.by, event.at, entry.seq, event.ends is None)
        case e.UsualTimeGiven():
            _give_usual(found, entry, event)
        case e.TaskDone():
            run = found.runs[event.run]
            run.done, run.seq = event.at, entry.seq
            run.end_is_written |= entry.cause in found.said_done
        case e.InjectReleased():
            found.released.add(event.inject)
            at_once = event.how == "facilitator" and entry.cause in found.moved
            if at_once or (event.how == "condition" and event.inject in found.restored):
                _leave_out(found, [entry.cause])  # in a file it would have come when its time or conditions first did
                found.conduct.append(_Act(event.at, entry.seq, _line(event.at, {"releases": event.inject})))
        case e.Refused(what=inject) if entry.cause is not None:
            found.in_vain.setdefault(inject, []).append(entry.cause)
            _do_not_wait(found, entry.cause)
        case e.InjectDue(at, inject):
            found.due.setdefault(inject, (at, entry.seq))
        case e.InjectSkipped(_, inject) | e.InjectDeferred(_, inject) if entry.cause is not None:
            found.put_off.setdefault(inject, []).append(entry.cause)
            found.first_put_off.setdefault(inject, (event.at, entry.seq))
        case e.InjectRestored(_, inject):
            _leave_out(found, [found.put_off[inject].pop()])
            _leave_out(found, found.in_vain.pop(inject, []))  # nothing in the file is there to refuse it
            found.restored.add(inject)
        case _:
            pass  # follows from the lines
    row = stand_in_row(event) if entry.cause is None else None
    if row is not None:
        found.responses.append(_Act(entry.at, entry.seq, _line(entry.at, row)))


def _give_usual(found: _Found, entry: Entry, given: e.UsualTimeGiven) -> None:
    """In a file conduct comes before the responses of its second: what began in that second is not there yet.

    Then it is given the second after, or, where it ended at once, said to be done.
    """
    run = found.runs[given.run]
    run.open_ended, run.end_is_written = False, True
    if run.at < given.at:
        return
    _leave_out(found, [entry.cause])
    if given.ends > given.at:
        later = given.at + 1
        found.conduct.append(_Act(later, entry.seq, _line(later, {"gives_usual": run.task})))
    else:
        found.responses.append(_Act(given.at, entry.seq, _line(given.at, {"by": run.by, "done": run.task})))


def _do_not_wait(found: _Found, release: int | None) -> None:
    """A file's inject waits for its `releases`, also where it came before. A skip is refused then in the same words."""
    for number, act in enumerate(found.conduct):
        if act.seq == release and "releases" in act.row:
            row = _line(act.at, {"skips": act.row["releases"], "because": "it could not be released any more"})
            found.conduct[number] = _Act(act.at, act.seq, row)


def _line(at: int, row: Row) -> Row:
    return {"at": write_clock(at), **row}


def response_row(command: c.Command, names: dict[str, str]) -> Row | None:
    """A response as it is written; None for what the facilitator does.

    Agents who checked in by name are agent_1, agent_2 ... in the order in which they first did, as `names` holds: a
    drill file travels, and no outcome depends on who they are.
    """
    match command:
        case c.Does(by, task, count):
            return _without_none(by=by, does=task, count=count)
        case c.Done(by, task):
            return {"by": by, "done": task}
        case c.Sends():
            claims = _without_none(cause=command.cause, fault=command.fault, restored_by=_clock(command.restored_by))
            via = None if command.via is None else list(command.via)
            return _without_none(
                by=command.by,
                sends=command.message,
                via=via,
                fill=command.fill or None,
                claims=claims or None,
            )
        case c.Approves(by, message):
            return {"by": by, "approves": message}
        case c.ChecksIn(by, team, count, site, status, reason, name, since):
            who = {"count": count} if name is None else {"name": names.setdefault(name, f"agent_{len(names) + 1}")}
            report = _without_none(team=team, **who, at=site, status=status, reason=reason, since=_clock(since))
            return _without_none(by=by, check_in=report)
        case c.Reads(by, inject):
            return {"by": by, "reads": inject}
        case c.Acknowledges(by, inject):
            return {"by": by, "acknowledges": inject}
        case c.Seen(by, action, "seen"):
            return {"by": by, "seen": action}
        case c.Decides(by, what, choice, because, options, knowing):
            several = {"options": list(options) or None, "knowing": list(knowing) or None}
            return _without_none(by=by, decides=what, choice=choice, because=because, **several)
        case c.Assigns(by, to, what, due):
            return {"by": by, "assigns": _without_none(to=to, what=what, due=_clock(due))}
        case c.Notes(by, text):
            return {"by": by, "notes": text}
        case _:
            return None


def conduct_row(command: c.Command) -> Row | None:
    """What the facilitator did; None for what changes no result: pauses, pace, and who plays what is here a script.

    That something was taken back is told by leaving out what it took back.
    """
    match command:
        case c.Release(inject):
            return {"releases": inject}
        case c.Skip(inject, because):
            return _without_none(skips=inject, because=because)
        case c.Defer(inject, to):
            return _without_none(defers=inject, to=_clock(to))
        case c.Improvise(inject):
            return {"adds": inject}
        case c.GiveUsual(task):
            return {"gives_usual": task}
        case c.End(because):
            return {"ends": because or None}
        case _:
            return None


def stand_in_row(event: e.Event) -> Row | None:
    """What a stand-in did, as if the role had; None for any other event. Only for events that no command caused."""
    match event:
        case e.TaskStarted(simulated=True):
            return {"by": event.by, "does": event.task}
        case e.MessageSent(simulated=True):
            return {"by": event.by, "sends": event.message, "via": list(event.via)}
        case e.MessageApproved(simulated=True):
            return {"by": event.by, "approves": event.message}
        case e.Decided(simulated=True):
            return _without_none(by=event.by, decides=event.what, choice=event.choice)
        case e.Refused():  # a stand-in looks before it acts, but for approving
            return {"by": event.by, "approves": event.what}
        case _:
            return None


def _without_none(**values: Any) -> Row:
    return {key: value for key, value in values.items() if value is not None}


def _clock(second: int | None) -> str | None:
    return None if second is None else write_clock(second)


def _settle_ends(found: _Found) -> list[str]:
    """Lets every run end when it did, though a file is read so: with a `done` ahead, a run ends only by one.

    Where a run came to its usual end and a `done` lies ahead of it (one that was refused, or meant a later run),
    that end is written as a `done` too. Returns the tasks that were still running without an end.
    """
    runs = sorted(found.runs.values(), key=lambda run: run.at)
    unfinished = sorted({run.task for run in runs if run.open_ended and run.done is None})
    while (run := _wrongly_open(found, runs, unfinished)) is not None:
        assert run.done is not None  # only of a run that ended
        found.responses.append(_Act(run.done, run.seq, _line(run.done, {"by": run.by, "done": run.task})))
        run.end_is_written = True
    return unfinished


def _wrongly_open(found: _Found, runs: Sequence[_Run], unfinished: Sequence[str]) -> _Run | None:
    """The first run that came to its usual end and that a file would leave open."""
    ahead: dict[str, list[tuple[int, int]]] = {}
    for act in sorted((*found.responses, *found.conduct), key=lambda act: (act.at, act.seq)):
        if task := act.row.get("done") or act.row.get("gives_usual"):
            ahead.setdefault(task, []).append((act.at, act.seq))
    for run in runs:
        times = ahead.get(run.task, [])
        while times and times[0] < (run.at, run.began):
            times.pop(0)
        is_open = bool(times) or run.task in unfinished
        if times:
            times.pop(0)
        if is_open and not run.open_ended and run.done is not None and not run.end_is_written:
            return run
    return None


def _settle_due(found: _Found) -> None:
    """What waited for the facilitator and never came is skipped when it was first due: a file has nobody to wait for.

    What came by hand has its `releases`, and so waits for it in the file too.
    """
    for inject, (at, seq) in found.due.items():
        if inject in found.released:
            continue
        later = [each for each in found.put_off.get(inject, ()) if each > seq]
        skips = [act.row for act in found.conduct if act.seq in later and "skips" in act.row]
        _leave_out(found, later)
        because = skips[-1].get("because") if skips else "not released"
        if inject in found.restored:  # in a file it would have come before it was taken back
            at, seq = min((at, seq), found.first_put_off[inject])
        found.conduct.append(_Act(at, seq, _line(at, _without_none(skips=inject, because=because))))


def _leave_out(found: _Found, entries: Collection[int | None]) -> None:
    found.conduct = [act for act in found.conduct if act.seq not in entries]
