"""What the players were expected to do, and whether they did it in time (language.md, rule 6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from drillsim.analysis.history import History
from drillsim.analysis.knowledge import known_at
from drillsim.analysis.releases import Release
from drillsim.analysis.shape import ExpectationRow
from drillsim.model.plan import Step
from drillsim.model.scenario import Expect
from drillsim.record import events as e

What = Literal["task", "message", "choice", "action"]
Result = Literal["on_time", "late", "never", "too_early", "not_observed"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing expected by an inject or a playbook; `not_before` is the inject it was done too early for."""

    source: str
    kind: What
    name: str
    due: int | None
    done: int | None
    not_before: str | None = None

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


def expectations(history: History) -> list[Expectation]:
    """All expectations, in the order in which injects came and playbooks fired.

    Of an inject all that it expects; of a playbook every task to `do`, and of `resume` those with a `within`.
    What has no due second is on time or never. So is an expectation whose due second lies beyond the end.
    """
    deeds = _Deeds(history)
    came = {release.inject: release for release in history.came}
    found: list[Expectation] = []
    for event in history.events:
        if isinstance(event, e.InjectReleased):
            found += [deeds.judge(came[event.inject], expect) for expect in came[event.inject].body.expect]
        elif isinstance(event, e.PlaybookFired):
            found += _of_playbook(history, event, deeds)
    return found


def _of_playbook(history: History, fired: e.PlaybookFired, deeds: "_Deeds") -> Iterator[Expectation]:
    """`within` counts from when the conditions held or could be known, whichever is later."""
    playbook = history.exercise.plan.playbooks[fired.playbook]
    known = known_at(history.exercise, fired, history.came)
    counts_from = None if known is None else max(fired.at, known)
    steps: list[Step] = [*playbook.do, *(step for step in playbook.resume if step.within is not None)]
    for step in steps:
        due = None if counts_from is None or step.within is None else counts_from + step.within
        yield Expectation(f"playbook:{fired.playbook}", "task", step.task, due, deeds.tasks.get(step.task))


class _Deeds:
    """What was done, by its first time."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.released = {release.inject: release.at for release in history.came}
        self.tasks: dict[str, int] = {}
        self.seen: dict[str, int] = {}
        self.delivered: list[e.MessageDelivered] = []
        self.decided: list[e.Decided] = []
        for event in history.events:
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
        return Expectation(f"inject:{release.inject}", kind, name, due, done, self._too_early(release, expect, done))

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
        audiences = self.history.exercise.plan.messages[message].to
        reached = [first[audience] for audience in audiences if audience in first]
        return max(reached) if reached and len(reached) == len(audiences) else None

    def _chosen(self, inject: str, choice: str, by: str | None) -> int | None:
        fits = (x.at for x in self.decided if x.inject == inject and x.choice == choice and by in (None, x.by))
        return next(fits, None)

    def _too_early(self, release: Release, expect: Expect, done: int | None) -> str | None:
        """The inject that should have come first, where it came after the deed or never."""
        if expect.not_before is None or done is None:
            return None
        other = self.history.exercise.qualified(expect.not_before, release.part)
        came = self.released.get(other)
        return other if came is None or done < came else None
