"""Open actions of earlier drills, tried again in this one: by a rule where they say what shows it, else by people."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.evidence import message_ref, task_ref
from drillsim.analysis.expectations import Expectation
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.settled import came_due
from drillsim.analysis.words import span
from drillsim.analysis.written import Noted, Writing
from drillsim.model.proof import Proof, proof
from drillsim.model.spelling import Misspelled, write_clock
from drillsim.record import events as e
from drillsim.record import written as w

Verdict = Literal["pass", "fail", "not_tested"]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the record shows of it: the verdict, what it rests on in words, and as references."""

    verdict: Verdict
    because: tuple[str, ...]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retested:
    """An open action and what came of it in this drill; `rule` is None where the action names nothing to be shown."""

    action: w.OpenAction
    overdue: bool
    rule: Ruled | None
    said: tuple[Noted[w.Retest], ...]

    @property
    def people(self) -> Verdict:
        """What people saw: one who saw it fail outweighs those who saw it work."""
        if not self.said:
            return "not_tested"
        return "pass" if all(noted.line.passed for noted in self.said) else "fail"

    @property
    def result(self) -> Verdict:
        """The rule's where it could tell, else that of people."""
        if self.rule is not None and self.rule.verdict != "not_tested":
            return self.rule.verdict
        return self.people

    @property
    def disagree(self) -> bool:
        """Whether rule and people say the opposite: a report shows both."""
        return self.rule is not None and {self.rule.verdict, self.people} == {"pass", "fail"}


def retested(found: Reckoning, writing: Writing) -> list[Retested]:
    """Every action that was open when this drill began, in the order in which they stood."""
    left = writing.left_open
    return [
        Retested(
            action,
            is_overdue(action, left.day),
            _ruled(found, action),
            tuple(noted for noted in writing.retests if noted.line.action == action.id),
        )
        for action in left.actions
    ]


UNDONE: tuple[w.Status, ...] = ("open", "in_progress")
"""What can be overdue: what is complete waits only for a drill that shows it."""


def is_overdue(action: w.OpenAction, day: str) -> bool:
    """Due on that day is not overdue yet; dates are written as 2026-04-01."""
    return action.status in UNDONE and action.due is not None and action.due < day


def _ruled(found: Reckoning, action: w.OpenAction) -> Ruled | None:
    if action.expects is None:
        return None
    try:
        wanted = proof(action.expects)
    except Misspelled as error:
        return Ruled("not_tested", (str(error),))
    judged = _of_function(found, wanted) if wanted.kind == "function" else _of_expected(found, wanted)
    return _together(list(judged), wanted)


def _together(judged: list[Ruled], wanted: Proof) -> Ruled:
    """One that failed fails all; what nobody can tell yet keeps the rest from passing."""
    if not judged:
        return Ruled("not_tested", (f"nothing in this drill called for {wanted.kind} {wanted.name}",))
    for verdict in ("fail", "not_tested", "pass"):
        same = [each for each in judged if each.verdict == verdict]
        if same:
            because = tuple(dict.fromkeys(text for each in same for text in each.because))
            return Ruled(same[0].verdict, because, tuple(dict.fromkeys(ref for each in same for ref in each.evidence)))
    raise AssertionError(judged)


def _of_function(found: Reckoning, wanted: Proof) -> Iterator[Ruled]:
    """Each outage of it, against its RTO or the action's own limit, both counted as its RTO is."""
    service = found.services.get(wanted.name)
    for outage in service.outages if service else ():
        limit = outage.rto if wanted.within is None else wanted.within
        evidence = tuple(found.deeds.at(outage.begins))
        took, out = span(outage.rto_length), f"{wanted.name} went out at {write_clock(outage.begins)}"
        if outage.rto_length > limit:
            yield Ruled("fail", (f"{out} and took {took}, {span(outage.rto_length - limit)} too long",), evidence)
        elif outage.ends is None or outage.put_aside:
            yield Ruled("not_tested", (f"{out} and did not come back before the end or was put aside",), evidence)
        else:
            yield Ruled("pass", (f"{out} and took {took} of {span(limit)}",), evidence)


def _of_expected(found: Reckoning, wanted: Proof) -> Iterator[Ruled]:
    for expectation in found.expectations:
        if (expectation.kind, expectation.name) == (wanted.kind, wanted.name):
            yield _judged(found, expectation, wanted)


def _judged(found: Reckoning, expectation: Expectation, wanted: Proof) -> Ruled:
    """Against the drill's own limit, or the action's: from the inject or playbook that called for it."""
    due = expectation.due if wanted.within is None else _called(found, expectation.source) + wanted.within
    name, done = f"{wanted.name} ({expectation.source})", expectation.done
    evidence = _evidence(expectation)
    if done is None:
        if not came_due(done, due, found.history.lasts, found.history.exercise.lasts):
            return Ruled("not_tested", (f"{name} was not due before the end",), evidence)
        return Ruled("fail", (f"{name} was never done",), evidence)
    if expectation.not_before is not None:
        return Ruled("fail", (f"{name} came too early, at {write_clock(done)}",), evidence)
    if due is not None and done > due:
        return Ruled("fail", (f"{name} was {span(done - due)} late, at {write_clock(done)}",), evidence)
    limit = "" if due is None else f", due {write_clock(due)}"
    return Ruled("pass", (f"{name} was done at {write_clock(done)}{limit}",), evidence)


def _called(found: Reckoning, source: str) -> int:
    """The second at which an inject came or a playbook fired."""
    sort, _, name = source.partition(":")
    if sort == "inject":
        return next(release.at for release in found.history.came if release.inject == name)
    fired = (event for event in found.history.events if isinstance(event, e.PlaybookFired) and event.playbook == name)
    return next(fired).at


def _evidence(expectation: Expectation) -> tuple[str, ...]:
    if expectation.done is None:
        return (expectation.source,)
    if expectation.kind == "task":
        return (expectation.source, task_ref(expectation.name, expectation.done))
    if expectation.kind == "message":
        return (expectation.source, message_ref(expectation.name, expectation.done))
    return (expectation.source,)
