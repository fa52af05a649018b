"""The evaluation of an exercise, worked out from its record: facts now and then, what people wrote at any time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drillsim.analysis import promised
from drillsim.analysis.completeness import forms_of, lacks
from drillsim.analysis.expectations import what_of
from drillsim.analysis.noted import as_noted
from drillsim.analysis.outcome import written
from drillsim.analysis.ratings import asked_for, proposals, row_of, served, speaks_of
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.releases import Release
from drillsim.analysis.retested import Retested, retested
from drillsim.analysis.settled import came_due, settled
from drillsim.analysis.shape import ExpectationRow, FindingRow, OutageRow, Outcome
from drillsim.analysis.so_far import is_open, so_far
from drillsim.analysis.written import Noted, Writing
from drillsim.model.exercise import Exercise
from drillsim.record import written as w
from drillsim.record.entries import Entry, Header
from drillsim.session.review import (
    ActionLine,
    ExpectedFact,
    FactResult,
    FindingFact,
    Measured,
    NewsFact,
    NoteLine,
    ObjectiveReview,
    OutageFact,
    RatingLine,
    RetestLine,
    RetestSaid,
    ReviewView,
    SaidLine,
)


@dataclass(frozen=True)
class Reckoned:
    """What a record came to at a second: takes milliseconds, so nobody reckons it for every look."""

    exercise: Exercise
    header: Header
    shown: int
    over: bool
    outcome: Outcome
    came: tuple[Release, ...]
    reckoning: Reckoning


def reckon(exercise: Exercise, header: Header, entries: Sequence[Entry], shown: int, *, over: bool) -> Reckoned:
    """Reckons up to the second shown; no queue is played for it."""
    reckoning = Reckoning(exercise, header, entries, shown=shown)
    outcome = written(reckoning, with_contacts=False)
    return Reckoned(exercise, header, shown, over, outcome, reckoning.history.came, reckoning)


def review(found: Reckoned, writing: Writing) -> ReviewView:
    """The facts as they were reckoned last, and all that is written by now."""
    return ReviewView(
        over=found.over,
        shown=found.shown,
        whole=_measured(found, found.outcome["expectations"], found.outcome["functions"], found.exercise.plan.updates),
        objectives=tuple(_objectives(found, writing)),
        notes=tuple(_note(each) for each in writing.of(w.Observe)),
        said=tuple(
            SaidLine(each.seq, each.line.by, each.line.says, each.line.text, each.line.objective)
            for each in writing.of(w.HotWash)
        ),
        actions=tuple(_action(each, forms_of(found.exercise)) for each in writing.of(w.Act)),
        retests=tuple(_retest(found, each) for each in retested(found.reckoning, writing)),
        needs_element=forms_of(found.exercise) == "us",
    )


def _objectives(found: Reckoned, writing: Writing) -> Iterator[ObjectiveReview]:
    exercise = as_noted(found.exercise, found.header, writing)
    judged = _judged(found)
    for proposal in proposals(exercise, judged, found.came):
        objective = exercise.objectives[proposal.objective]
        yield ObjectiveReview(
            id=proposal.objective,
            text=objective.text,
            capability=objective.capability or "",
            measured=_of_objective(found, proposal.objective),
            proposed=proposal.letter,
            because=proposal.because,
            ratings=tuple(_rating(each) for each in writing.ratings if each.line.objective == proposal.objective),
        )


def _judged(found: Reckoned) -> Outcome:
    """What can be judged by now; once it is over, what had come due."""
    return settled(found.outcome, found.exercise.lasts) if found.over else so_far(found.outcome, found.shown)


def _of_objective(found: Reckoned, objective: str) -> Measured:
    asked = list(asked_for(objective, found.exercise, found.came))
    rows = [row for source, expect in asked if (row := row_of(found.outcome, source, expect)) is not None]
    functions = {name for _, expect in asked for name in served(found.exercise, expect)}
    about = {name for _, expect in asked for name in speaks_of(found.exercise, expect)}
    return _measured(found, rows, functions, about, about)


def _measured(
    found: Reckoned,
    rows: Iterable[ExpectationRow],
    functions: Iterable[str],
    audiences: Iterable[str],
    about: set[str] | None = None,
) -> Measured:
    """`about`: the findings about any of these; None: all."""
    outcome, plan, judged = found.outcome, found.exercise.plan, _judged(found)
    return Measured(
        expected=tuple(_expected(found, row) for row in rows),
        outages=tuple(
            _outage(found, name, row)
            for name in sorted(functions, key=lambda name: (plan.functions[name].priority, name))
            for row in outcome["functions"][name]["outages"]
        ),
        news=tuple(
            _news(settled(outcome, found.exercise.lasts), name) for name in plan.updates if name in set(audiences)
        ),
        findings=tuple(_finding(row) for row in judged["findings"] if about is None or about & set(row["about"])),
    )


def _expected(found: Reckoned, row: ExpectationRow) -> ExpectedFact:
    _, name = what_of(row)
    result: FactResult = row["result"]
    late = row["late_by"] or 0
    if not found.over and row["result"] == "never":
        result = "open" if is_open(row, found.shown) else "overdue"
        late = 0 if row["due"] is None else max(0, found.shown - row["due"])
    if found.over and not came_due(row["done"], row["due"], found.outcome["lasts"], found.exercise.lasts):
        result = "not_due"
    return ExpectedFact(name, row["source"], result, row["due"], row["done"], late)


def _outage(found: Reckoned, name: str, row: OutageRow) -> OutageFact:
    counts = row["open_length"] if promised.counts_open(found.exercise, name) else row["length"]
    rto = promised.rto_words(found.exercise, name, row["from"])
    breached = row["mtpd"] == "breached"
    return OutageFact(name, row["from"], row["to"], counts, rto, row["rto"], row["over_rto"], breached)


def _news(outcome: Outcome, audience: str) -> NewsFact:
    due = [row for row in outcome["updates"] if row["audience"] == audience]
    late = sum(row["result"] != "on_time" for row in due)
    return NewsFact(audience, len(due), late, outcome["silence"].get(audience, 0))


def _finding(row: FindingRow) -> FindingFact:
    return FindingFact(row["text"], tuple(row["evidence"]))


def _rating(noted: Noted[w.Rate]) -> RatingLine:
    line = noted.line
    return RatingLine(line.by, line.rating, line.why, noted.at, noted.after_endex)


def _note(noted: Noted[w.Observe]) -> NoteLine:
    line = noted.line
    return NoteLine(
        noted.seq,
        line.by,
        line.text,
        noted.observed_at,
        noted.at,
        noted.after_endex,
        line.inject,
        line.task,
        line.objective,
        line.rating,
    )


def _action(noted: Noted[w.Act], forms: str | None) -> ActionLine:
    line = noted.line
    return ActionLine(
        noted.seq,
        line.by,
        line.finding,
        line.action,
        line.objective,
        line.element,
        line.owner,
        line.due,
        line.evidence,
        lacks(line.owner, line.due, line.element, forms),
        line.start,
        line.contact,
        line.priority,
        line.expects,
    )


def _retest(found: Reckoned, each: Retested) -> RetestLine:
    """While the exercise goes on nothing is ruled: what is not done yet may still be."""
    action, rule = each.action, each.rule if found.over else None
    return RetestLine(
        action.id,
        action.action,
        action.finding,
        each.overdue,
        action.due,
        action.expects,
        action.since,
        None if rule is None else rule.verdict,
        () if rule is None else rule.because,
        tuple(RetestSaid(noted.line.by, noted.line.passed, noted.line.why) for noted in each.said),
    )
