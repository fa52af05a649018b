"""A record as one place watches it again: which of its entries that place may see, and where it can stop."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drillsim.record import events as e
from drillsim.record.codec import said_of
from drillsim.record.commands import FACILITATOR
from drillsim.session.news import News
from drillsim.session.playback import Playback
from drillsim.session.view import Bar, View

Stop = Literal["event", "inject", "decision", "outage"]
"""What one can go to the next of, forwards and back; an outage is stopped at where it begins and where it ends."""


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A place in a record: right after an entry, at a second."""

    seq: int
    second: int


@dataclass(frozen=True, slots=True)
class Course:
    """The whole of a record at a glance, in seconds since StartEx, each in rising order."""

    lasts: int
    injects: tuple[int, ...]
    decisions: tuple[int, ...]
    messages: tuple[int, ...]
    stops: tuple[int, ...]
    """Where the clock was stopped."""
    out: tuple[Bar, ...]
    """When any function that this place sees was out."""


class Watch:
    """What one role sees of a record, by the same allow-list as when it was played; `role` None: the facilitator."""

    def __init__(self, playback: Playback, role: str | None) -> None:
        self.playback = playback
        self.role = role
        self.seqs: list[int] = []
        """The entries that this place sees."""
        self.news: dict[int, News] = {}
        """What a role is told of each; the facilitator sees the entries themselves."""
        plan = playback.exercise.plan
        self.roles: tuple[str, ...] = tuple(plan.roles) if role is None else (role,)
        everybody = {*plan.roles, FACILITATOR}
        self._reader = playback.reader(everybody if role is None else {role}, leads=role is None, conducts=role is None)
        self._points: dict[Stop, list[Point]] = {"event": [], "inject": [], "decision": []}
        self._stops: list[int] = []
        self._read = 0
        self.follow()

    def follow(self) -> None:
        """Takes what is new on the record."""
        entries = self.playback.entries
        for entry in entries[self._read :]:
            event = self.playback.event(entry.seq)
            if self.role is None:
                seen = event is not None or self._stands_alone(entry.seq)
            else:
                news = self._reader.read(entry, self.seqs[-1] if self.seqs else 0)
                seen = news is not None
                if news is not None:
                    self.news[entry.seq] = news
            if seen:
                self._see(entry.seq, event)
        self._read = len(entries)

    def _stands_alone(self, seq: int) -> bool:
        """Whether a command is to be told itself: nothing that happened at once tells of it."""
        entries = self.playback.entries
        if said_of(entries[seq - 1].body) is not None:
            return True
        return seq == len(entries) or entries[seq].cause != seq

    def _see(self, seq: int, event: e.Event | None) -> None:
        point = Point(seq, self.playback.second(seq))
        self.seqs.append(seq)
        self._points["event"].append(point)
        match event:
            case e.InjectReleased():
                self._points["inject"].append(point)
            case e.Decided():
                self._points["decision"].append(point)
            case e.ClockPaused() | e.RealEmergencyCalled():
                self._stops.append(point.second)
            case _:
                pass  # nothing that one goes to by itself

    # Where it is

    @property
    def here(self) -> Point:
        """The point gone to."""
        return Point(self.playback.seq, self.playback.now)

    @property
    def place(self) -> int:
        """How many of the entries that this place sees have come."""
        return bisect_right(self.seqs, self.playback.seq)

    def view(self) -> View:
        """What these roles saw there; the facilitator has that of all roles beside the console."""
        return self.playback.view(self.roles)

    # Where it can go

    def next(self, stop: Stop) -> Point | None:
        """The next point of a kind."""
        points = self._all(stop)
        after = bisect_right(points, self.here)
        return points[after] if after < len(points) else None

    def previous(self, stop: Stop) -> Point | None:
        """The last point of a kind before here."""
        points = self._all(stop)
        before = bisect_left(points, self.here)
        return points[before - 1] if before else None

    def _all(self, stop: Stop) -> list[Point]:
        if stop != "outage":
            return self._points[stop]
        seconds = {second for bar in self._outages() for second in (bar.begins, bar.ends) if second is not None}
        return [Point(self.playback.last_by(second), second) for second in sorted(seconds)]

    def go_to(self, point: Point) -> None:
        """Goes there."""
        self.playback.go_to(point.seq, point.second)

    def course(self) -> Course:
        """All of it at a glance."""
        latest = self.playback.latest
        latest.following.follow(latest.now)
        sent = latest.following.sent
        return Course(
            max(latest.now, self.playback.now),
            tuple(point.second for point in self._points["inject"]),
            tuple(point.second for point in self._points["decision"]),
            tuple(sorted(each.at for role in self.roles for each in sent.get(role, ()))),
            tuple(self._stops),
            tuple(self._outages()),
        )

    def _outages(self) -> Iterator[Bar]:
        latest = self.playback.latest
        latest.following.follow(latest.now)
        functions = latest.views.seen_by(self.roles) if self.role else list(self.playback.exercise.plan.functions)
        for function in functions:
            for begins, ends in latest.following.outages[function]:
                yield Bar(begins, ends)
