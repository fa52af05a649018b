"""A record shown again: the play at any point of it, forwards and back, also while it is still being written."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence

from drillsim.analysis.asked import as_counted, on_shift_said
from drillsim.analysis.world import World
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.record.codec import decode_event
from drillsim.record.entries import Entry, Header
from drillsim.record.state import fold
from drillsim.session.console import ConsoleView
from drillsim.session.news import News, Reader
from drillsim.session.scene import Scene
from drillsim.session.view import View

KEPT_EVERY = 10_000  # entries between two scenes that are kept: folding so many takes a tenth of a second


class Playback:
    """Folds the events of a record; a point of it is a seq and a second.

        playback = Playback(exercise, header)
        playback.take(entries)          # all there are; more may come
        playback.go_to_second(3600)
        playback.view(["floor_lead"])   # what was on the screen of that role then

    `latest` is the play as far as the record goes; it goes on by itself when entries are taken. `scene` is the play at
    the point gone to, which only `go_to` and `go_to_second` move.
    """

    def __init__(self, exercise: Exercise, header: Header, *, kept_every: int = KEPT_EVERY) -> None:
        self.exercise = exercise
        """As it was played: from StartEx on with the numbers on shift that were said before."""
        self.header = header
        self.entries: list[Entry] = []
        self._events: list[e.Event | None] = []
        """What each entry says that happened."""
        self._seconds: list[int] = []
        """The second that the clock showed after each entry."""
        self._kept_every = kept_every
        self._set_the_scene()

    def _set_the_scene(self) -> None:
        self.latest, self.scene, begin = (Scene(self.exercise, self.header.chance) for _ in range(3))
        self._kept = [begin]
        """Scenes on the way, which are only copied."""

    def take(self, entries: Iterable[Entry]) -> None:
        """The next entries of the record. Raises what `decode_event` raises, where one is none of ours."""
        for entry in entries:
            if entry.sort == "command" and entry.kind == "start":
                self._start()
            event = decode_event(entry.kind, entry.at, entry.body) if entry.sort == "event" else None
            self.latest.take(entry, event)
            self.entries.append(entry)
            self._events.append(event)
            self._seconds.append(self.latest.now)
            if len(self.entries) % self._kept_every == 0:
                self._kept.append(self.latest.copy())

    def _start(self) -> None:
        """StartEx: what was said of who is on shift counts from the beginning."""
        counted = as_counted(self.exercise, on_shift_said(self.entries))
        if counted != self.exercise:
            self.exercise = counted
            seq = self.seq
            self._set_the_scene()
            for entry, event in zip(self.entries, self._events, strict=True):
                self.latest.take(entry, event)
            self.go_to(seq)

    # Where it is

    @property
    def seq(self) -> int:
        """The last entry that has been at the point gone to."""
        return self.scene.seq

    @property
    def now(self) -> int:
        """The second that the clock shows there."""
        return self.scene.now

    @property
    def is_at_end(self) -> bool:
        """Whether nothing comes after it, as far as the record goes."""
        return self.seq == len(self.entries)

    @property
    def ends(self) -> int:
        """The last second of the record, as far as it goes."""
        return self.latest.now

    def event(self, seq: int) -> e.Event | None:
        """What an entry says that happened; None where it is a command."""
        return self._events[seq - 1]

    def second(self, seq: int) -> int:
        """The second that the clock showed after an entry; before the first it shows 0."""
        return self._seconds[seq - 1] if seq else 0

    def last_by(self, second: int) -> int:
        """The last entry of all that came up to the end of a second; 0: none."""
        return bisect_right(self._seconds, second)

    def world_at(self, second: int) -> World:
        """What worked after all that came in a second."""
        events = (event for event in self._events[: self.last_by(second)] if event is not None)
        return World(self.exercise.plan, fold(self.exercise, events))

    # Where it goes

    def go_to(self, seq: int, second: int | None = None) -> None:
        """To right after an entry, which was followed by nothing until `second`; 0 is before the first."""
        seq = max(0, min(seq, len(self.entries)))
        second = self.second(seq) if second is None else max(second, self.second(seq))
        if seq < self.scene.seq or second < self.scene.now or self._is_nearer(seq):
            self.scene = self._before(seq, second).copy()
        for place in range(self.scene.seq, seq):
            self.scene.take(self.entries[place], self._events[place])
        self.scene.go_on(second)

    def go_to_second(self, second: int) -> None:
        """To the end of a second: all that came in it has come."""
        self.go_to(self.last_by(second), max(0, second))

    def go_to_end(self) -> None:
        """As far as the record goes."""
        self.go_to(len(self.entries), self.ends)

    def _is_nearer(self, seq: int) -> bool:
        """Whether a kept scene lies so far ahead that copying it is less work than folding up to there."""
        kept = seq - seq % self._kept_every
        return kept - self.scene.seq > self._kept_every // 4

    def _before(self, seq: int, second: int) -> Scene:
        """The last kept scene that comes before a point."""
        if self.latest.seq <= seq and self.latest.now <= second:
            return self.latest
        return next(each for each in reversed(self._kept) if each.seq <= seq and each.now <= second)

    # What was so there

    def view(self, roles: Sequence[str], taken: Collection[str] = ()) -> View:
        """What these roles saw; `taken` are the roles that people here play."""
        return self.scene.views.view(roles, taken)

    def console(self) -> ConsoleView:
        """What the facilitator saw."""
        return self.scene.console()

    def reader(self, roles: Collection[str], *, leads: bool, conducts: bool) -> Reader:
        """Reads entries as news to these roles, each in order, from the first one on."""
        return Reader(self.exercise, roles, leads, conducts, self.latest.body, self.latest.run_by)

    def news(self, reader: Reader, prev: int = 0, after: int = 0) -> list[News]:
        """The news of the entries after `after`, as far as the record goes; `prev` is the seq of the news before."""
        found: list[News] = []
        for entry in self.entries[after:]:
            item = reader.read(entry, found[-1].seq if found else prev)
            if item is not None:
                found.append(item)
        return found
