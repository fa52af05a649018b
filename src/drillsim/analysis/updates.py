"""No news is not good news: which audience was due an update, and when it heard (language.md, rule 8)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from drillsim.analysis.history import History, Walk
from drillsim.analysis.shape import UpdateRow
from drillsim.model.exercise import Exercise
from drillsim.model.news import Update
from drillsim.record import events as e


@dataclass
class Milestones:
    """The seconds from and to which updates count: first impact, declaration, end of the updates."""

    impact: int | None = None
    emergency: int | None = None
    ended: int | None = None

    def take(self, at: int, mode: str, *, anything_out: bool) -> None:
        """Takes what is so after a second: the mode, whether any function is out. Seconds in rising order.

        Updates end at the second the mode turns normal after an emergency; while none has been declared, at
        the first second after the first impact at which every function is back. They do not begin again.
        """
        if self.impact is None and anything_out:
            self.impact = at
        if self.emergency is None and mode == "emergency":
            self.emergency = at
        calm = mode == "normal" if self.emergency is not None else self.impact is not None and not anything_out
        if self.ended is None and calm:
            self.ended = at

    def origin(self, update: Update) -> int | None:
        """The second from which an audience's updates count; None before it, or if updates had ended."""
        found = {"start": 0, "impact": self.impact, "emergency": self.emergency}[update.counts_from]
        if found is not None and self.ended is not None and found >= self.ended:
            return None
        return found


class Reminders:
    """Says while a drill is played what is due next; reads of a growing list of events only what is new."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self._walk = Walk(exercise)
        self._read = 0
        self._second = 0
        self._passed = Milestones()
        self._heard: dict[str, list[int]] = {}

    def next_due(self, events: Sequence[e.Event], audience: str, now: int) -> int | None:
        """The second at which an audience is due its next update, past where overdue; None: nothing is due.

        `events` are all so far; what is so in the second `now` may still change.
        """
        for event in events[self._read :]:
            self._go_to(event.at)
            self._walk.take(event)
            if isinstance(event, e.MessageDelivered):
                self._heard.setdefault(event.audience, []).append(event.at)
        self._read = len(events)
        self._go_to(now)
        so_far = replace(self._passed)
        self._observe(so_far)
        return _open_due(self.exercise.plan.updates[audience], so_far, self._heard.get(audience, ()))

    def _go_to(self, second: int) -> None:
        if second > self._second:
            self._observe(self._passed)
            self._second = second

    def _observe(self, seconds: Milestones) -> None:
        moment = self._walk.look(self._second)
        seconds.take(self._second, moment.mode, anything_out=bool(moment.out))


def _open_due(update: Update, seconds: Milestones, deliveries: Iterable[int]) -> int | None:
    origin = seconds.origin(update)
    if origin is None:
        return None
    for due, delivered in _obligations(update, origin, deliveries):
        if delivered is None and (seconds.ended is None or due <= seconds.ended):
            return due
    return None


def _obligations(update: Update, origin: int, deliveries: Iterable[int]) -> Iterator[tuple[int, int | None]]:
    """(due, delivered), one obligation at a time: each delivery satisfies the one that is open then.

    Deliveries in one second are one update. What reached the audience before the origin is none.
    """
    due = origin + update.first
    for delivered in sorted({second for second in deliveries if second >= origin}):
        yield due, delivered
        if update.every is None:
            return
        due = delivered + update.every
    yield due, None


@dataclass(frozen=True, slots=True)
class Due:
    """One update that was due; `before` is the delivery from which it counts, None for the first."""

    audience: str
    due: int
    delivered: int | None
    before: int | None

    @property
    def result(self) -> Literal["on_time", "late", "never"]:
        """At or before the due second is on time."""
        if self.delivered is None:
            return "never"
        return "on_time" if self.delivered <= self.due else "late"

    @property
    def late_by(self) -> int | None:
        """Seconds; None where no update came."""
        return None if self.delivered is None else max(0, self.delivered - self.due)

    def came_due(self, lasts: int) -> bool:
        """Whether it came, or was due before EndEx at `lasts`: in the very second of EndEx it could still come."""
        return self.delivered is not None or self.due < lasts

    def row(self) -> UpdateRow:
        """As in the outcome."""
        return {
            "audience": self.audience,
            "due": self.due,
            "delivered": self.delivered,
            "result": self.result,
            "late_by": self.late_by,
        }


def milestones(history: History) -> Milestones:
    """The milestones of a whole record."""
    found = Milestones()
    for moment in history.moments:
        found.take(moment.at, moment.mode, anything_out=bool(moment.out))
    return found


def heard(history: History, audience: str) -> list[int]:
    """The seconds at which any message reached an audience, whoever sent it."""
    return [x.at for x in history.events if isinstance(x, e.MessageDelivered) and x.audience == audience]


def updates(history: History, seconds: Milestones) -> list[Due]:
    """Every update that was due at or before the end of the updates (else of the exercise), by due second.

    Each is judged by the delivery that satisfied it, even one after the end of the updates. An audience whose
    origin never came has none.
    """
    end = history.lasts if seconds.ended is None else seconds.ended
    found: list[Due] = []
    for audience, update in history.exercise.plan.updates.items():
        origin = seconds.origin(update)
        if origin is None:
            continue
        before: int | None = None
        for due, delivered in _obligations(update, origin, heard(history, audience)):
            if due <= end:
                found.append(Due(audience, due, delivered, before))
            before = delivered
    return sorted(found, key=lambda item: (item.due, item.audience))


def silence(history: History, seconds: Milestones) -> dict[str, int]:
    """How long the longest silence of each audience was; one whose origin never came is left out."""
    return {audience: ends - begins for audience, (begins, ends) in longest_silences(history, seconds).items()}


def longest_silences(history: History, seconds: Milestones) -> dict[str, tuple[int, int]]:
    """The longest stretch [begins, ends) without a delivery, from the origin to the end of updates or else of all.

    The first of equal ones. An audience whose origin never came is left out.
    """
    end = history.lasts if seconds.ended is None else seconds.ended
    found: dict[str, tuple[int, int]] = {}
    for audience, update in history.exercise.plan.updates.items():
        origin = seconds.origin(update)
        if origin is not None:
            marks = [origin, *(second for second in heard(history, audience) if origin < second < end), end]
            found[audience] = max(pairwise(marks), key=lambda stretch: stretch[1] - stretch[0])
    return found
