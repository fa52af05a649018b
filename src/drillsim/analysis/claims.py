"""What messages claimed, against the truth (language.md, rule 15)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.history import History
from drillsim.analysis.outages import Service
from drillsim.analysis.shape import ClaimRow
from drillsim.model.exercise import Exercise
from drillsim.record import events as e


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a message; `correct` is None where nobody can say or where people compare.

    `function` is the one whose return a `restored_by` is judged by.
    """

    at: int
    message: str
    what: Literal["cause", "fault", "restored_by"]
    said: str | int
    truth: str | int | None
    correct: bool | None
    function: str | None = None

    def row(self) -> ClaimRow:
        """As in the outcome; `error` (said - truth) only where a time was claimed and the truth is known."""
        row: ClaimRow = {
            "at": self.at,
            "what": self.what,
            "said": self.said,
            "truth": self.truth,
            "correct": self.correct,
        }
        if isinstance(self.said, int) and isinstance(self.truth, int):
            row["error"] = self.said - self.truth
        return row


def claims(history: History, services: Mapping[str, Service]) -> list[Claim]:
    """All claims that reached somebody; those of one message in the order cause, fault, restored_by."""
    return [
        claim
        for event in history.events
        if isinstance(event, e.ClaimMade)
        for claim in _claims(history.exercise, event, services)
    ]


def _claims(exercise: Exercise, event: e.ClaimMade, services: Mapping[str, Service]) -> Iterator[Claim]:
    truth = exercise.truth
    if event.cause is not None:
        yield Claim(event.at, event.message, "cause", event.cause, truth.cause if truth else None, None)
    if event.fault is not None:
        fault = truth.fault if truth else None
        correct = None if fault is None else event.fault == fault
        yield Claim(event.at, event.message, "fault", event.fault, fault, correct)
    if event.restored_by is not None:
        function, back = _most_urgent_back(exercise, event.at, services)
        correct = None if back is None else event.restored_by >= back
        yield Claim(event.at, event.message, "restored_by", event.restored_by, back, correct, function)


def _most_urgent_back(
    exercise: Exercise, second: int, services: Mapping[str, Service]
) -> tuple[str | None, int | None]:
    """The most urgent function out at a second (of equal ones the first by id), and when its outage ended."""
    functions = exercise.plan.functions
    for name in sorted(functions, key=lambda name: (functions[name].priority, name)):
        outage = services[name].out_at(second)
        if outage is not None:
            return name, outage.ends
    return None, None
