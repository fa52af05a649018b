"""A record summed up for the history of drills."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from drillsim.analysis.noted import as_noted
from drillsim.analysis.outages import worst
from drillsim.analysis.outcome import written as outcome_of
from drillsim.analysis.promises import judged, told
from drillsim.analysis.ratings import proposals
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.settled import settled
from drillsim.analysis.written import Writing
from drillsim.archive.held import Held, Sort
from drillsim.archive.plans import reviews_of, there_of
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.record.codec import decode_event
from drillsim.record.entries import Entry, Header
from drillsim.session.store.rows import identity_of


def summed_up(found: Reckoning, writing: Writing, head: str) -> Held:
    """What the history keeps of a record that was read."""
    header, entries = found.header, found.entries
    exercise = as_noted(found.history.exercise, header, writing)
    drill, plan = exercise.drill, exercise.plan
    outcome = settled(outcome_of(found, with_contacts=False), exercise.lasts)
    started, held = _started(header), held_on(exercise, header)
    kept = Counter(told(judged(found)))
    worst_of = {name: worst(service.outages) for name, service in found.services.items() if service.outages}
    rated: dict[str, str] = {name: rating.rating for name, rating in drill.ratings.items()}
    return Held(
        identity=identity_of(header),
        head=head,
        origin=origin_of(header),
        title=drill.drill,
        file=header.drill.path,
        plan=plan.plan,
        plan_version=plan.version,
        plan_digest=header.plan.digest,
        day=None if held is None else held.isoformat(),
        started=None if started is None else started.isoformat(timespec="seconds"),
        kind=drill.kind,
        sort=_sort(exercise, header, started),
        live=header.live,
        announced=drill.announced,
        ended=any(entry.kind == "exercise_ended" for entry in entries),
        final=writing.final is not None,
        lasts=outcome["lasts"],
        scenarios=tuple(part.scenario.scenario for part in exercise.parts),
        exercised={kind: tuple(dict.fromkeys(names)) for kind, names in _exercised(found).items()},
        there=there_of(plan),
        proposed={each.objective: each.letter or "" for each in proposals(exercise, outcome, found.history.came)},
        rated=rated,
        kept=kept["kept"],
        missed=kept["missed"],
        undecided=kept["undecided"],
        updates_due=len(outcome["updates"]),
        updates_late=sum(row["result"] != "on_time" for row in outcome["updates"]),
        rto={name: outage.rto for name, outage in worst_of.items()},
        took={name: outage.rto_length for name, outage in worst_of.items()},
        rto_results={name: outage.rto_result for name, outage in worst_of.items()},
        reviewed=plan.reviewed.isoformat(),
        review_every=plan.review_every,
        reviews=reviews_of(plan),
    )


def held_on(exercise: Exercise, header: Header) -> datetime.date | None:
    """The day of a drill: of a live one when its record was begun, of any other what its file says."""
    started = _started(header)
    return (None if header.live else exercise.drill.held) or (None if started is None else started.date())


def origin_of(header: Header) -> str:
    """What tells a drill's own notes from those of others: a play of people is one of its own, a file is one file."""
    return identity_of(header) if header.live else header.drill.digest


def _started(header: Header) -> datetime.datetime | None:
    if not header.started_wall_ns:
        return None
    return datetime.datetime.fromtimestamp(header.started_wall_ns // 10**9, datetime.UTC)


def _sort(exercise: Exercise, header: Header, started: datetime.datetime | None) -> Sort:
    """A drill that plays itself is a rehearsal, unless its file writes up one that was held by people before."""
    drill = exercise.drill
    if drill.origin == "unplanned":
        return "unplanned"
    if header.live:
        return "exercise"
    was_held = drill.held is not None and (started is None or drill.held <= started.date())
    return "exercise" if was_held and drill.kind != "unattended" else "rehearsal"


def _exercised(found: Reckoning) -> dict[str, list[str]]:
    """What was used: tasks and messages only where somebody's response began them, not a stand-in's or a script's.

    So a drill of communications alone does not count the tasks of a team that nobody played. In a drill that plays
    itself the responses of its file are what people did.
    """
    exercise, header = found.history.exercise, found.header
    theirs = {entry.seq: entry for entry in _responses(found.entries, live=header.live)}
    hazards = [name for part in exercise.parts for name in part.scenario.hazard]
    used: dict[str, list[str]] = {"hazard": hazards, "playbook": [], "role": [entry.by for entry in theirs.values()]}
    used |= {"task": [], "message": [], "backup": [], "partner": []}
    runs: set[int] = set()
    sent: set[str] = set()
    for entry in found.entries:
        if entry.sort != "event":
            continue
        match decode_event(entry.kind, entry.at, entry.body):
            case e.HazardBegan(hazard=hazard):
                hazards.append(hazard)
            case e.PlaybookFired(playbook=playbook):
                used["playbook"].append(playbook)
            case e.TaskStarted(run=run) if entry.cause in theirs:
                runs.add(run)
            case e.TaskDone(task=task, run=run) if run in runs:
                used["task"].append(task)
            case e.MessageSent(message=message) if entry.cause in theirs:
                sent.add(message)
            case e.MessageDelivered(message=message) if message in sent:
                used["message"].append(message)
            case e.BackupTookOver(backup=backup):
                used["backup"].append(backup)
            case e.PartnerReady(partner=partner):
                used["partner"].append(partner)
            case _:
                pass  # nothing else is listed
    used["role"] = [role for role in used["role"] if role in exercise.plan.roles]
    return used


def _responses(entries: Sequence[Entry], *, live: bool) -> Iterator[Entry]:
    """Of a live drill what people did (it has a client's id), of any other what its file says that they did."""
    return (entry for entry in entries if entry.sort == "command" and (entry.id is not None or not live))
