"""What the players were expected to do, and whether they did it in time (language.md, rule 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from drillsim.analysis.history import History
from drillsim.analysis.knowledge import known_at
from drillsim.analysis.releases import Release
from drillsim.analysis.shape import ExpectationRow
from drillsim.model.exercise import Exercise
from drillsim.model.plan import Step
from drillsim.model.scenario import Expect
from drillsim.record import events as e

What = Literal["task", "message", "choice", "action"]
Result = Literal["on_time", "late", "never", "too_early", "not_observed"]

BEAR_ON_EXPECTATIONS = (e.InjectReleased, e.PlaybookFired, e.TaskDone, e.ActionSeen, e.MessageDelivered, e.Decided)
"""The only events that `expected` reckons from: who follows a play need not keep others for it."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing expected by an inject or a playbook; `not_before` is the inject it was done too early for."""

    source: str
    kind: What
    name: str
    due: int | None
    done: int | None
    not_before: str | None = None
    expect: Expect | None = None
    """The line of the inject; None: a playbook calls for it."""

    @property
    def result(self) -> Result:
        """At or before the due second is on time, before the release too. Words are judged by people only."""
        if self.done is None:
            return "not_observed" if self.kind == "action" else "never"
        if self.not_before is not None:
            return "too_early"
        return "on_time" if self.due is None or self.done <= self.due else "late"

    @property
    def late_by(self) -> int | None:
        """Seconds; 0 when on time or too early, None when never done or not observed."""
        if self.done is None:
            return None
        return max(0, self.done - self.due) if self.result == "late" and self.due is not None else 0

    def row(self) -> ExpectationRow:
        """As in the outcome."""
        row = {
            "source": self.source,
            self.kind: self.name,
            "due": self.due,
            "done": self.done,
            "result": self.result,
            "late_by": self.late_by,
        }
        return cast(ExpectationRow, row)  # the kind is one of its four keys


def what_of(row: ExpectationRow) -> tuple[What, str]:
    """What a row of the outcome speaks of: its kind, and its name."""
    if "task" in row:
        return "task", row["task"]
    if "message" in row:
        return "message", row["message"]
    if "choice" in row:
        return "choice", row["choice"]
    return "action", row["action"]


def expectations(history: History) -> list[Expectation]:
    """All expectations of a record."""
    return expected(history.exercise, history.events, history.came)


def expected(exercise: Exercise, events: Sequence[e.Event], came: Sequence[Release]) -> list[Expectation]:
    """All expectations so far, in the order in which injects came and playbooks fired; `came` are the injects.

    Of an inject all that it expects; of a playbook every task to `do`, and of `resume` those with a `within`.
    What has no due second is on time or never. So is an expectation whose due second lies beyond the end.
    """
    deeds = _Deeds(exercise, events, came)
    bodies = {release.inject: release for release in came}
    found: list[Expectation] = []
    for event in events:
        if isinstance(event, e.InjectReleased):
            found += [deeds.judge(bodies[event.inject], expect) for expect in bodies[event.inject].body.expect]
        elif isinstance(event, e.PlaybookFired):
            due = playbook_dues(exercise, event, came)
            source = f"playbook:{event.playbook}"
            found += [Expectation(source, "task", task, second, deeds.tasks.get(task)) for task, second in due]
    return found


def playbook_dues(exercise: Exercise, fired: e.PlaybookFired, came: Sequence[Release]) -> list[tuple[str, int | None]]:
    """Each task that a fired playbook calls for, and by when: every one to `do`, of `resume` those with a `within`.

    `within` counts from when the conditions held or could be known, whichever is later.
    """
    playbook = exercise.plan.playbooks[fired.playbook]
    known = known_at(exercise, fired, came)
    counts_from = None if known is None else max(fired.at, known)
    steps: list[Step] = [*playbook.do, *(step for step in playbook.resume if step.within is not None)]
    return [
        (step.task, None if counts_from is None or step.within is None else counts_from + step.within) for step in steps
    ]


class _Deeds:
    """What was done, by its first time."""

    def __init__(self, exercise: Exercise, events: Sequence[e.Event], came: Sequence[Release]) -> None:
        self.exercise = exercise
        self.released = {release.inject: release.at for release in came}
        self.tasks: dict[str, int] = {}
        self.seen: dict[str, int] = {}
        self.delivered: list[e.MessageDelivered] = []
        self.decided: list[e.Decided] = []
        for event in events:
            if isinstance(event, e.TaskDone):
                self.tasks.setdefault(event.task, event.at)
            elif isinstance(event, e.ActionSeen) and event.how == "seen":
                self.seen.setdefault(event.action, event.at)
            elif isinstance(event, e.MessageDelivered):
                self.delivered.append(event)
            elif isinstance(event, e.Decided):
                self.decided.append(event)

    def judge(self, release: Release, expect: Expect) -> Expectation:
        """An expectation of an inject: due from its release."""
        kind, name = expect.what
        due = None if expect.within is None else release.at + expect.within
        done = self._done(release, expect, kind, name)
        return Expectation(
            f"inject:{release.inject}", kind, name, due, done, self._too_early(release, expect, done), expect
        )

    def _done(self, release: Release, expect: Expect, kind: What, name: str) -> int | None:
        match kind:
            case "task":
                return self.tasks.get(name)
            case "message":
                return self._reached_all(name, expect.by)
            case "choice":
                return self._chosen(release.inject, name, expect.by)
            case "action":
                return self.seen.get(name)

    def _reached_all(self, message: str, by: str | None) -> int | None:
        """When every audience in `to` had been reached; with `by` only what that role sent counts."""
        first: dict[str, int] = {}
        for event in self.delivered:
            if event.message == message and by in (None, event.by):
                first.setdefault(event.audience, event.at)
        audiences = self.exercise.plan.messages[message].to
        reached = [first[audience] for audience in audiences if audience in first]
        return max(reached) if reached and len(reached) == len(audiences) else None

    def _chosen(self, inject: str, choice: str, by: str | None) -> int | None:
        fits = (x.at for x in self.decided if x.inject == inject and x.choice == choice and by in (None, x.by))
        return next(fits, None)

    def _too_early(self, release: Release, expect: Expect, done: int | None) -> str | None:
        """The inject that should have come first, where it came after the deed or never."""
        if expect.not_before is None or done is None:
            return None
        other = self.exercise.qualified(expect.not_before, release.part)
        came = self.released.get(other)
        return other if came is None or done < came else None
