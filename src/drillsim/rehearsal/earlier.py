"""The verdict's search: for each promise that was missed, the one earlier response that would have kept it.

What is tried. A response can be given earlier where it is an act: a task begun, a message sent or approved, something
decided, assigned, acknowledged or opened. Saying sooner that work is done or that people are there makes neither so;
`done`, check-ins, notes and what evaluators saw are not moved. Nor is what stand-ins did: they act by the plan.

How early. Never before people could know (`known_from`): not before the first word of what the promise's trouble came
from; a response that came before any such word, or where nothing failed, not before the first inject that told anybody
anything. And only to where the promise could still be kept: what comes later cannot have kept it.

Which points. Each response is played at the earliest such second. Where the rules take it there and nothing of the
promise changes, there is nothing to be found in between. Else it is also played as much earlier as each missed promise
was too late, and at or just after each second in between at which the record says that something happened, because only
then can what the rules make of it change: both in whole minutes, and of the latter at most `MOST_POINTS`, evenly chosen
where there are more. Between a point that keeps the promise and the next later one that does not the smallest move is
found by halving, in whole minutes: it was played, and one minute less does not keep the promise.

A response keeps a promise where the rules do not refuse it there and the promise is put to the test and kept; news that
was due has to be due still, for nobody is told in time by an emergency that is over sooner. Of several responses that
do, the one with the smallest move is the answer, of those the first on the record.

What it may cost. At most `MOST_PLAYED` entries are played, record times plays; where a condition asks about a queue, so
that its customers are played too, every `CUSTOMERS` of them count as one entry more. Points are left out evenly where
they would take more than half of that. Where not even the earliest point of each response fits, or the halving runs out
of it, the promises that are left are not searched, and the answer says so.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from drillsim.analysis.promises import Judged, Promise, judged, missed
from drillsim.analysis.releases import known_from
from drillsim.engine.queues import asked_in
from drillsim.model.demand import most_attempts
from drillsim.model.spelling import MINUTE
from drillsim.record import commands as c
from drillsim.record.written import Sought, Step, Verdict
from drillsim.rehearsal.responses import Recorded, Response
from drillsim.rehearsal.what_if import Moved, WhatIf

ACTS = (c.Does, c.Sends, c.Approves, c.Decides, c.Assigns, c.Acknowledges, c.Reads)
"""What can be given earlier."""

MOST_POINTS = 30
"""Points at which one response is tried, before halving: more than happens in most hours of a tabletop."""

MOST_PLAYED = 400_000
"""Entries that one search may play: half a minute on a laptop."""

CUSTOMERS = 30
"""Customers that are played in the time of one entry, or more."""

Tell = Callable[[int], None]
"""Hears how many plays have been played so far."""

Item = TypeVar("Item")


class TooLong(Exception):
    """The plays that one search may play are used up."""


@dataclass(frozen=True, slots=True)
class Room:
    """A response and how far it may be moved for a promise: from `least` seconds earlier to `most`."""

    response: Response
    least: int
    most: int

    def seconds(self, minutes: int) -> int:
        """How much earlier so many minutes are: the last of them may be cut short by the earliest second."""
        return min(minutes * MINUTE, self.most)

    @property
    def minutes(self) -> range:
        """The whole minutes that it may be earlier."""
        return range(max(1, -(-self.least // MINUTE)), -(-self.most // MINUTE) + 1)


@dataclass
class Found:
    """What is known of one promise so far: the smallest move that keeps it."""

    room: Room
    minutes: int
    breaks: tuple[str, ...]


@dataclass
class Search:
    """Looks for all missed promises of a record at once, so that each play answers for all of them."""

    recorded: Recorded
    tell: Tell = lambda _: None
    most_played: int = MOST_PLAYED
    plays: int = 0
    _played: dict[tuple[int, int], Mapping[Promise, Judged]] = field(default_factory=dict)
    """By response and seconds earlier: what then comes of each promise."""

    def __post_init__(self) -> None:
        self.what_if = WhatIf(self.recorded)
        self._before = judged(self.what_if.as_recorded)
        self._allowed = self.most_played // max(1, _weight(self.recorded))

    def verdict(self) -> Verdict:
        """Each promise that was missed, with what would have kept it."""
        sought = tuple(self._sought(promise, was) for promise, was in missed(self._before).items())
        return Verdict(sought, self.plays)

    def _sought(self, promise: Promise, was: Judged) -> Sought:
        try:
            found = self._smallest(promise, was)
        except TooLong:
            return Sought(promise.kind, promise.name, was.second, promise.share, searched=False)
        step = None if found is None else self._step(found, was)
        return Sought(promise.kind, promise.name, was.second, promise.share, step)

    def _step(self, found: Found, was: Judged) -> Step:
        response = found.room.response
        known = known_from(self.what_if.as_recorded.history.came, response.at, was.since)
        earlier = found.room.seconds(found.minutes)
        return Step(response.seq, response.ref, response.by, response.at, earlier, known, found.breaks)

    # One promise

    def _smallest(self, promise: Promise, was: Judged) -> Found | None:
        rooms = list(self._rooms(was))
        if len(rooms) * 2 > self._allowed:
            raise TooLong
        rooms = [room for room in rooms if self._matters(room, promise)]
        best: Found | None = None
        for minutes, after, room in sorted(self._points(rooms), key=lambda point: point[0]):
            if best is not None and after + 1 > best.minutes:
                continue  # nothing smaller can come of it
            if self._keeps(room, minutes, promise):
                least = self._halved(room, after, minutes, promise)
                if best is None or (least, room.response.seq) < (best.minutes, best.room.response.seq):
                    best = Found(room, least, self._breaks(room, least))
        return best

    def _rooms(self, was: Judged) -> Iterator[Room]:
        """Every act that may come earlier than it did, and still in time for the promise."""
        came = self.what_if.as_recorded.history.came
        for response in self.what_if.responses:
            if isinstance(response.command, ACTS):
                most = response.at - known_from(came, response.at, was.since)
                least = max(0, response.at - was.second)
                if most > 0 and least <= most:
                    yield Room(response, least, most)

    def _points(self, rooms: Sequence[Room]) -> Iterator[tuple[int, int, Room]]:
        """Minutes earlier, the point before that (0: as it was), and of which response."""
        most = max(1, min(MOST_POINTS, self._allowed // 2 // max(1, len(rooms))))
        seconds = sorted({entry.at for entry in self.recorded.entries if entry.sort == "event"})
        for room in rooms:
            late = [-(-each.over // MINUTE) for each in missed(self._before).values() if each.over]
            between = [(room.response.at - second) // MINUTE for second in seconds if second < room.response.at]
            minutes = room.minutes
            among = spread(sorted({point for point in between if point in minutes}), most)
            before = max(0, minutes[0] - 1)
            for point in sorted({*among, *(point for point in late if point in minutes), minutes[-1]}):
                yield point, before, room
                before = point

    def _halved(self, room: Room, fails: int, keeps: int, promise: Promise) -> int:
        """The smallest move between one that does not keep the promise and one that does."""
        while keeps - fails > 1:
            half = (fails + keeps) // 2
            if self._keeps(room, half, promise):
                keeps = half
            else:
                fails = half
        return keeps

    # Playing

    def _keeps(self, room: Room, minutes: int, promise: Promise) -> bool:
        after = self._play(room, minutes).get(promise)
        if after is None or after.kept != "kept":
            return False
        return after.until is None or after.until >= self._before[promise].second

    def _matters(self, room: Room, promise: Promise) -> bool:
        """Whether anything of the promise changes, or it is refused, where it is as early as it can be."""
        return self._play(room, room.minutes[-1]).get(promise) != self._before[promise]

    def _breaks(self, room: Room, minutes: int) -> tuple[str, ...]:
        """What was not missed, and is then."""
        before = missed(self._before)
        return tuple(promise.ref for promise in missed(self._play(room, minutes)) if promise not in before)

    def _play(self, room: Room, minutes: int) -> Mapping[Promise, Judged]:
        """What comes of the promises with the response so much earlier; nothing where the rules refuse it."""
        key = room.response.seq, room.seconds(minutes)
        if key not in self._played:
            if self.plays >= self._allowed:
                raise TooLong
            self.plays += 1
            self.tell(self.plays)
            played = self.what_if.play(Moved(room.response, -room.seconds(minutes)))
            self._played[key] = {} if played.refused else judged(played.reckoned)
        return self._played[key]


def _weight(recorded: Recorded) -> int:
    """What one play costs, in entries."""
    asked = {function for function, _ in asked_in(recorded.exercise)}
    customers = sum(most for name, most in most_attempts(recorded.exercise).items() if name in asked)
    return len(recorded.entries) + int(customers) // CUSTOMERS


def spread(points: Sequence[Item], most: int) -> list[Item]:
    """At most so many of the points, evenly chosen, the last of them always."""
    count = len(points)
    if count <= most:
        return list(points)
    return [points[(index + 1) * count // most - 1] for index in range(most)]


def search(recorded: Recorded, tell: Tell = lambda _: None) -> Verdict:
    """The verdict of a drill that is over."""
    return Search(recorded, tell).verdict()
