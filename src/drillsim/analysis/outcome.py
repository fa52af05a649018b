"""The outcome of a drill: one object with everything that is measured (language.md, section 6)."""

from collections.abc import Iterable

from drillsim.analysis.check_ins import check_ins, targets
from drillsim.analysis.course import fired, identified, refused
from drillsim.analysis.duty import role_rows
from drillsim.analysis.findings import findings
from drillsim.analysis.messages import deliveries, undelivered
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.shape import FunctionRow, Outcome
from drillsim.analysis.updates import silence
from drillsim.model.exercise import Exercise
from drillsim.record.entries import Entry, Header


def outcome(exercise: Exercise, header: Header, entries: Iterable[Entry]) -> Outcome:
    """What came of a drill, by its record alone: what `run --json` and `report --json` print."""
    return written(Reckoning(exercise, header, entries))


def written(found: Reckoning, *, with_contacts: bool = True) -> Outcome:
    """The same of a record that was read before.

    Without contacts it is there in milliseconds, because no queue is played; nothing else of it rests on them.
    """
    history, header, exercise = found.history, found.header, found.history.exercise
    return {
        "drill": exercise.drill.drill,
        "plan": {"name": exercise.plan.plan, "version": exercise.plan.version, "digest": header.plan.digest},
        "scenario": [part.scenario.scenario for part in exercise.parts],
        "engine": f"drillsim {header.drillsim}",
        "seed": header.seed,
        "lasts": history.lasts,
        "functions": {name: _function(found, name, with_contacts=with_contacts) for name in found.services},
        "expectations": [expectation.row() for expectation in found.expectations],
        "updates": [update.row() for update in found.updates],
        "silence": silence(history, found.milestones),
        "roles": role_rows(history, found.held),
        "people": {person: duty.row() for person, duty in found.duty.items()},
        "check_ins": check_ins(history),
        "targets": targets(history),
        "refused": refused(history),
        "fired": fired(history),
        "deliveries": deliveries(history),
        "undelivered": undelivered(history),
        "claims": [claim.row() for claim in found.claims],
        "mode": [[mode, second] for mode, second in history.modes],
        "identified": identified(history),
        "findings": [finding.row() for finding in findings(found)],
    }


def _function(found: Reckoning, name: str, *, with_contacts: bool) -> FunctionRow:
    """`contacts` only where the plan says what comes."""
    row = found.services[name].row()
    queue = found.queues.of.get(name) if with_contacts else None
    if queue is not None:
        row["contacts"] = queue.row()
    return row
